//===- Modules.h - The modules of a project, read when they are asked for ----===//
#ifndef COGC_LIB_SCHEMA_MODULES_H
#define COGC_LIB_SCHEMA_MODULES_H

#include "cogc/Python/Parser.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include <map>
#include <optional>

namespace cogc::schema {

/// What binds each name, in the order of the file.
using Bindings = llvm::StringMap<llvm::SmallVector<const py::Statement *, 2>>;

/// A module of the project, or the body of a class in it, with its names.
struct Module {
  std::string path;
  std::shared_ptr<py::Module> ast;
  std::shared_ptr<const Bindings> names;
  /// `from x import *`, in the order of the file.
  std::vector<const py::Statement *> stars;
  /// What `__all__` lists, where it is a list of strings.
  std::optional<llvm::StringSet<>> exported;
  /// Of a class's body: the module, whose names it sees too, and the statement
  /// before which a name of its own has to be bound.
  Module *outer = nullptr;
  const py::Statement *end = nullptr;
  /// Whether the server loads this file by its path.
  bool isEntry = false;

  /// What binds \p name here; empty where nothing does.
  llvm::ArrayRef<const py::Statement *> find(llvm::StringRef name) const;
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
  /// reported, as are imports that fail in the image.
  Module *load(llvm::StringRef path);
  /// The same for a file that cog.yaml names.
  Module *loadEntry(llvm::StringRef path);

  /// The names that \p statement of \p klass, a class of \p module, sees: those
  /// that the class's body binds before it, then the module's.
  Module &scopeOf(Module &module, const py::Class &klass, const py::Statement &statement);

  /// Whether `import name` leads to a module of the project, or to one that is
  /// always there; nothing is read.
  bool canFind(llvm::StringRef name) const;
  /// The place of `a.b`, as an import without dots in front finds it.
  ModulePlace find(llvm::StringRef dotted);
  /// The place of `..a.b` in \p from.
  ModulePlace findRelative(const Module &from, unsigned level, llvm::StringRef dotted);
  /// A module in a folder that find() gave.
  ModulePlace findIn(llvm::StringRef folder, llvm::StringRef name);

  /// Whether a module could not be read whole. That was reported, and what looks
  /// missing may be there.
  bool isIncomplete() const { return incomplete; }

  /// The modules that were read since the last call, in the order of that.
  std::vector<const Module *> takeLoaded() { return std::exchange(loaded, {}); }

  SourceTree &tree;
  DiagnosticEngine &diags;
  py::Parser parser;

private:
  Module *read(llvm::StringRef path);

  llvm::StringMap<std::unique_ptr<Module>> modules;
  std::map<const py::Class *, std::shared_ptr<const Bindings>> classNames;
  std::map<const py::Statement *, std::unique_ptr<Module>> classScopes;
  std::vector<const Module *> loaded;
  bool incomplete = false;
};

} // namespace cogc::schema

#endif
