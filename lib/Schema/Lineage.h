//===- Lineage.h - A class with its ancestors ---------------------------------------===//
#ifndef COGC_LIB_SCHEMA_LINEAGE_H
#define COGC_LIB_SCHEMA_LINEAGE_H

#include "Scope.h"

namespace cogc::schema {

/// A class with its ancestors, in the order in which Python looks for methods,
/// up to those of the SDK.
struct Lineage {
  std::vector<Symbol> classes;
  /// An ancestor that is not in the project and may have the method.
  bool hasUnknown = false;
};

Lineage lineageOf(const Symbol &klass, Scope &scope);

/// A member of a class, and the names that it sees.
struct Method {
  const py::Statement *statement = nullptr;
  Module *module = nullptr;
  /// An assignment to the name behind the `def`: `run = cache(run)`.
  const py::Statement *rebound = nullptr;

  /// Null for a member that is not written with `def`.
  const py::Function *function() const;
};

/// The member that Python finds by \p name; none when no class has it.
Method methodOf(const Lineage &lineage, llvm::StringRef name, Modules &modules);

} // namespace cogc::schema

#endif
