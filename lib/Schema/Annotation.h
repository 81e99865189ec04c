//===- Annotation.h - Type annotations, with their names resolved ---------------===//
//
// `x: "Optional[c.Path]"` is a text in quotes, a dotted name, an alias and a
// generic. This makes one small tree of it: the names are full ones
// (`cog.Path`), aliases and quotes are gone, `Optional[T]` and `T | None` are the
// same union. What the tree means for an input and for an output is said in
// InputTypes.cpp and OutputTypes.cpp.
//
//===----------------------------------------------------------------------------===//
#ifndef COGC_LIB_SCHEMA_ANNOTATION_H
#define COGC_LIB_SCHEMA_ANNOTATION_H

#include "Evaluate.h"

namespace cogc::schema {

struct Annotation {
  enum class Kind {
    /// A type from outside the project, or a builtin: `name`, and `args` of
    /// `name[args]`.
    Known,
    /// A class of the project: `klass`.
    Class,
    /// `args`; more than one, or one and `hasNone`.
    Union,
    None,
    /// `Literal[…]`: `values`, and `hasNone` for a None among them.
    Literal,
    /// `Annotated[T, Opaque]`: T is `args[0]`.
    Opaque,
    /// Not understood; `name` says why.
    Unknown,
  } kind = Kind::Unknown;

  std::string name;
  std::vector<Annotation> args;
  bool hasNone = false;
  Value::List values;
  Symbol klass;
  SourceRange range;
  /// The `type X = …` that it was read through, which the server does not look
  /// into; empty without one.
  std::string alias;

  bool is(llvm::StringRef fullName) const { return kind == Kind::Known && name == fullName; }
  bool isList() const { return is("builtins.list") || is("typing.List"); }
  bool isDict() const { return is("builtins.dict") || is("typing.Dict"); }
};

/// A name in a signature that only type checkers see.
struct TypesOnlyName {
  std::string name;
  SourceRange range;
  /// In quotes: Python looks it up later than the others.
  bool isQuoted = false;
};

class AnnotationReader {
public:
  AnnotationReader(Scope &scope, Evaluator &evaluator) : scope(scope), evaluator(evaluator) {}

  Annotation read(const py::Expr &expr, Module &module) { return read(expr, module, 0); }
  /// The same for what the server reads while it runs: remembers the names that
  /// are not there then.
  Annotation readSignature(const py::Expr &expr, Module &module);

  /// The names for type checkers in the signatures since the last call.
  std::vector<TypesOnlyName> takeTypesOnly() { return std::exchange(typesOnly, {}); }

private:
  Annotation read(const py::Expr &expr, Module &module, unsigned depth);
  Annotation readKind(const py::Expr &expr, Module &module, unsigned depth);
  Annotation readName(const py::Expr &expr, Module &module, unsigned depth);
  Annotation readString(const py::String &string, SourceRange range, Module &module,
                        unsigned depth);
  Annotation readSubscript(const py::Subscript &subscript, Module &module, unsigned depth);
  Annotation readLiteral(const py::Subscript &subscript, Module &module);
  Annotation readAnnotated(const py::Subscript &subscript, Module &module, unsigned depth);
  Annotation readUnion(llvm::ArrayRef<const py::Expr *> members, Module &module, unsigned depth);
  Annotation readAlias(const Symbol &symbol, unsigned depth);
  Annotation readCall(const py::Call &call, SourceRange range, Module &module, unsigned depth);
  void noteTypesOnly(const py::Expr &expr, const Module &module);

  Scope &scope;
  Evaluator &evaluator;
  unsigned steps = 0;
  /// Whether a signature, an alias, a text in quotes is being read; the innermost
  /// `type` statement.
  bool inSignature = false;
  bool inAlias = false;
  bool inQuotes = false;
  std::string typeAlias;
  std::vector<TypesOnlyName> typesOnly;
};

} // namespace cogc::schema

#endif
