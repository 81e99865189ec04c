//===- Ast.h - What of a Python module a build has to know -------------------===//
//
// A module as its imports, classes, functions and assignments; expressions as
// far as annotations and constants need them. What a function does is left out,
// but for the calls that it returns: `return Input(…)` describes an input.
//
// Nodes belong to their Module, never move, and point at each other. Each knows
// its place in the file.
//
//===----------------------------------------------------------------------------===//
#ifndef COGC_PYTHON_AST_H
#define COGC_PYTHON_AST_H

#include "cogc/Support/SourceLocation.h"
#include "llvm/ADT/StringRef.h"
#include <deque>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace cogc::py {

struct Expr;

/// An argument of a call, or a base of a class. The name is empty for a
/// positional one; `*x` and `**x` have it as the name.
struct Argument {
  std::string name;
  const Expr *value = nullptr;
  SourceRange range;
};

struct None {};
struct Bool {
  bool value;
};
/// The digits as written, with underscores and prefix: `0x_ff`, `1e-3`.
struct Number {
  std::string digits;
};
/// The decoded value, of all pieces that stand side by side; \p isBytes for
/// `b"…"`.
struct String {
  std::string value;
  bool isBytes = false;
};
/// `f"a{b}"`: text and values in turns. A value with a conversion or a format
/// makes the whole an Other.
struct FString {
  std::vector<std::variant<std::string, const Expr *>> parts;
};
struct Name {
  std::string name;
};
struct Attribute {
  const Expr *object;
  std::string name;
};
struct Call {
  const Expr *callee;
  std::vector<Argument> arguments;
};
/// `value[a, b]`.
struct Subscript {
  const Expr *value;
  std::vector<const Expr *> indices;
};
struct Unary {
  std::string op;
  const Expr *operand;
};
struct Binary {
  std::string op;
  const Expr *left;
  const Expr *right;
};
struct Sequence {
  enum class Kind { List, Tuple, Set } kind;
  std::vector<const Expr *> elements;
};
struct Dict {
  std::vector<std::pair<const Expr *, const Expr *>> items;
};
/// `[e for x in xs]`, without a condition.
struct Comprehension {
  const Expr *element;
  std::string variable;
  const Expr *iterable;
};
/// Anything else: a lambda, a comparison, `...`, what nests too deeply.
struct Other {};

struct Expr {
  std::variant<None, Bool, Number, String, FString, Name, Attribute, Call, Subscript, Unary, Binary,
               Sequence, Dict, Comprehension, Other>
      value;
  SourceRange range;

  template <typename T> const T *as() const { return std::get_if<T>(&value); }
};

/// Whether a statement runs whenever the module is loaded.
enum class Branch {
  Always,
  /// In the body of a `try`.
  Try,
  /// In an `except`, `if`, `else`, `case` or a loop.
  Maybe,
  /// Under `if TYPE_CHECKING`: for type checkers, never when it is loaded.
  Types,
};

/// `import module as alias`; without an alias, `import a.b` binds `a`.
struct Import {
  std::string module;
  std::string alias;
};

/// One name of `from module import name as alias`. A `*` is a name too. \p level
/// counts the dots in front of the module. `from __future__ import …` is one.
struct FromImport {
  unsigned level = 0;
  std::string module;
  /// The module with its dots; all names of one statement share it.
  SourceRange moduleRange;
  std::string name;
  std::string alias;
};

/// `name: annotation = value`; either of the two may be missing. `type X = …`
/// is an assignment.
struct Assignment {
  std::string name;
  const Expr *annotation = nullptr;
  const Expr *value = nullptr;
  bool isTypeStatement = false;
  /// `name.append(…)`, `name[…] = …`: binds nothing, but a variable of this name
  /// has no longer the value that it was given.
  bool isChange = false;
};

struct Parameter {
  enum class Kind { Positional, Normal, Keyword, Args, Kwargs } kind = Kind::Normal;
  std::string name;
  const Expr *annotation = nullptr;
  const Expr *defaultValue = nullptr;
  SourceRange range;
};

struct Function {
  std::string name;
  SourceRange nameRange;
  bool isAsync = false;
  std::vector<const Expr *> decorators;
  std::vector<Parameter> parameters;
  const Expr *returns = nullptr;
  /// The calls of `return` statements that are not inside another block.
  std::vector<const Expr *> returnedCalls;
};

struct Statement;

struct Class {
  std::string name;
  SourceRange nameRange;
  std::vector<const Expr *> decorators;
  /// `class C(Base, total=False)`.
  std::vector<Argument> bases;
  std::vector<Statement> body;
};

struct Statement {
  std::variant<Import, FromImport, Assignment, const Function *, const Class *> value;
  Branch branch = Branch::Always;
  SourceRange range;

  template <typename T> const T *as() const { return std::get_if<T>(&value); }
  /// The name that the statement binds in its scope; `*` for a star import.
  llvm::StringRef boundName() const;
};

/// What only newer Pythons than the oldest one of the SDK read.
struct NewSyntax {
  enum class Kind {
    /// Between the braces of an f-string: its own quotes, and so on.
    FormattedQuote,
    FormattedBackslash,
    FormattedLineEnd,
    FormattedComment,
    /// `type X = …`.
    TypeStatement,
    /// `def f[T]()`, `class C[T]`, and `[T = int]`.
    TypeParameters,
    TypeDefault,
    /// `except*`.
    ExceptGroup,
  } kind;
  SourceRange range;
};

struct Module {
  FileId file;
  /// In the order of the file.
  std::vector<NewSyntax> newSyntax;
  /// In the order of the file, those inside `if`, `try`, `with` and loops too;
  /// not what stands under `if __name__ == "__main__"`.
  std::vector<Statement> body;

  std::deque<Expr> expressions;
  std::deque<Function> functions;
  std::deque<Class> classes;
};

} // namespace cogc::py

#endif
