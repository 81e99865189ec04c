//===- Modules.h - The modules of a project, read when they are asked for ----===//
#ifndef COGC_LIB_SCHEMA_MODULES_H
#define COGC_LIB_SCHEMA_MODULES_H

#include "cogc/Python/Parser.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"

namespace cogc::schema {

/// A module of the project, with its names.
struct Module {
  std::string path;
  std::unique_ptr<py::Module> ast;
  /// What binds each name, in the order of the file.
  llvm::StringMap<llvm::SmallVector<const py::Statement *, 2>> names;
  /// `from x import *`, in the order of the file.
  std::vector<const py::Statement *> stars;
};

/// Where a module's name leads: into the project, to a folder without an
/// `__init__.py`, or out of the project.
struct ModulePlace {
  /// Null outside the project and for a bare folder.
  Module *module = nullptr;
  /// The folder whose modules are its members (`pkg`); empty when it has none.
  std::string folder;
  bool isLocal() const { return module || !folder.empty(); }
};

class Modules {
public:
  /// More than a project imports for its interface; cycles end here too.
  static constexpr size_t maxModules = 500;

  Modules(SourceTree &tree, DiagnosticEngine &diags);

  /// The module in a file of the project; null when it cannot be read, which is
  /// reported.
  Module *load(llvm::StringRef path);

  /// The place of `a.b`, as an import without dots in front finds it.
  ModulePlace find(llvm::StringRef dotted);
  /// The place of `..a.b` in \p from.
  ModulePlace findRelative(const Module &from, unsigned level, llvm::StringRef dotted);
  /// A module in a folder that find() gave.
  ModulePlace findIn(llvm::StringRef folder, llvm::StringRef name);

  /// Whether a module could not be read whole. That was reported, and what looks
  /// missing may be there.
  bool isIncomplete() const { return incomplete; }

  SourceTree &tree;
  DiagnosticEngine &diags;
  py::Parser parser;

private:
  llvm::StringMap<std::unique_ptr<Module>> modules;
  bool incomplete = false;
};

} // namespace cogc::schema

#endif
