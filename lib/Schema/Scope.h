//===- Scope.h - What a name in a module means ------------------------------------===//
//
// Python looks names up while it runs; here they are looked up in what the
// modules bind, through imports of every form, re-exports and star imports. A
// name that leads out of the project becomes its full name there
// (`typing.Optional`), with the aliases of the same thing made one: what
// `typing_extensions` and `collections.abc` have is `typing`'s, and the parts
// of `cog` are `cog`.
//
//===----------------------------------------------------------------------------===//
#ifndef COGC_LIB_SCHEMA_SCOPE_H
#define COGC_LIB_SCHEMA_SCOPE_H

#include "Modules.h"

namespace cogc::schema {

struct Symbol {
  enum class Kind {
    /// Nothing binds the name.
    Missing,
    /// Something of another distribution, or a builtin: `name` is its full name.
    External,
    /// A class, function or assignment of the project.
    Class,
    Function,
    Variable,
    /// A module of the project, or one that only is imported: `name`.
    Module,
  } kind = Kind::Missing;

  std::string name;
  /// Of a local definition: its module, and the class it stands in.
  schema::Module *module = nullptr;
  const py::Class *owner = nullptr;
  const py::Statement *statement = nullptr;
  /// Another definition, when which of the two holds depends on a condition.
  const py::Statement *other = nullptr;
  ModulePlace place;

  bool isExternal(llvm::StringRef fullName) const {
    return kind == Kind::External && name == fullName;
  }
  const py::Class *klass() const;
  const py::Function *function() const;
  const py::Assignment *variable() const;
};

/// The class that a base names: `Base` of `Base[T]`.
const py::Expr &classOf(const py::Argument &base);

class Scope {
public:
  explicit Scope(Modules &modules) : modules(modules) {}

  /// What \p name means in \p module.
  Symbol find(Module &module, llvm::StringRef name) { return find(module, name, 0); }
  /// What a name or a dotted name means; Missing for any other expression.
  Symbol find(Module &module, const py::Expr &expr) { return find(module, expr, 0); }
  /// What a class binds by \p name, itself or by what it inherits.
  Symbol findMember(const Symbol &klass, llvm::StringRef name) {
    return findMember(klass, name, 0);
  }

  /// Whether only type checkers see \p name: it is bound under `if TYPE_CHECKING`
  /// and nowhere else.
  bool isOnlyForTypes(const Module &module, llvm::StringRef name) const;

  Modules &modules;

private:
  /// Bounds the work of one schema: classes can inherit in ways that have more
  /// paths than atoms.
  static constexpr unsigned maxSteps = 200'000;
  bool isTooDeep(unsigned depth);
  unsigned steps = 0;

  Symbol find(Module &module, llvm::StringRef name, unsigned depth);
  Symbol find(Module &module, const py::Expr &expr, unsigned depth);
  Symbol findMember(const Symbol &klass, llvm::StringRef name, unsigned depth);
  Symbol findAttribute(const Symbol &object, llvm::StringRef name, unsigned depth);
  Symbol findInPlace(const ModulePlace &place, llvm::StringRef name, unsigned depth);
  Symbol findStarred(Module &module, llvm::StringRef name, unsigned depth);
  Symbol follow(Module &module, const py::Statement &statement, unsigned depth);
  Symbol followImport(const py::Import &import);
  Symbol followFromImport(Module &module, const py::FromImport &import, unsigned depth);
};

} // namespace cogc::schema

#endif
