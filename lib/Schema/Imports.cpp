//===- Imports.cpp - Imports that fail while the server loads the model ------------------===//
//
// The server loads the file that cog.yaml names by its path, as a module without
// a package, and finds all others from the project's folder. So what works with
// `python -m` or with a test runner can fail in the image.
//
//===----------------------------------------------------------------------------===//
#include "Imports.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

using namespace cogc;
using namespace cogc::schema;
using namespace llvm;

static StringRef folderOf(StringRef path) {
  return sys::path::parent_path(path, sys::path::Style::posix);
}

/// `src/models` as `src.models`.
static std::string dotted(StringRef folder) {
  std::string name = folder.str();
  std::replace(name.begin(), name.end(), '/', '.');
  return name;
}

static std::string joined(const std::string &package, StringRef module) {
  return package.empty() || module.empty() ? package + module.str()
                                           : (package + "." + module).str();
}

/// Whether Python takes the folder's name in an import: no `my-model`.
static bool isImportable(StringRef folder) {
  return all_of(folder,
                [](char c) { return isAlnum(c) || c == '_' || c == '/' || uint8_t(c) >= 0x80; });
}

static std::string importOf(StringRef module, StringRef name) {
  return module.empty() ? ("import " + name).str() : ("from " + module + " import " + name).str();
}

/// What finds \p name of \p module in \p folder.
static std::string adviceFor(StringRef folder, StringRef module, StringRef name) {
  if (isImportable(folder))
    return importOf(joined(dotted(folder), module), name);
  return ("sys.path.append(\"" + folder + "\")`, and `" + importOf(module, name)).str();
}

/// How many packages are around a module; the file of a model is in none.
static unsigned packages(const Module &module, bool isEntry) {
  StringRef folder = folderOf(module.path);
  return isEntry || folder.empty() ? 0 : unsigned(folder.count('/')) + 1;
}

static void checkRelative(const py::FromImport &import, const Module &module, bool isEntry,
                          DiagnosticEngine &diags) {
  StringRef folder = folderOf(module.path);
  for (unsigned i = 1; i < import.level; ++i)
    folder = folderOf(folder);
  std::string why = isEntry ? "the server loads `" + module.path + "` by its path, in no package"
                            : "`" + module.path + "` has no package " +
                                  (folderOf(module.path).empty() ? "around it" : "so far up");
  auto report = diags.report(Diag::relative_import, import.moduleRange, why,
                             adviceFor(folder, import.module, import.name));
  std::string target = joined(dotted(folder), import.module);
  if (!target.empty() && isImportable(folder))
    report.fixIt(import.moduleRange, target, FixKind::Guess);
}

/// A module that lies beside the model's file, and is looked for elsewhere.
static void checkBeside(const py::Statement &import, const Module &module, Modules &modules) {
  StringRef folder = folderOf(module.path);
  const auto *from = import.as<py::FromImport>();
  StringRef name = from ? from->module : import.as<py::Import>()->module;
  StringRef top = name.split('.').first;
  if (folder.empty() || modules.canFind(top))
    return;
  std::string beside = (folder + "/" + top).str();
  bool isPackage = modules.tree.isFile(beside + "/__init__.py");
  if (!isPackage && !modules.tree.isFile(beside + ".py"))
    return;
  modules.diags.report(Diag::import_beside, from ? from->moduleRange : import.range, top,
                       beside + (isPackage ? "" : ".py"),
                       from ? adviceFor(folder, from->module, from->name)
                            : adviceFor(folder, "", top));
}

/// Whether the module changes what the rules here say about it.
static bool hasOwnPaths(const Module &module, const SourceTree &tree) {
  return !module.find("__package__").empty() ||
         tree.contents(module.ast->file).contains("sys.path");
}

void cogc::schema::checkImports(const Module &module, bool isEntry, Modules &modules) {
  if (hasOwnPaths(module, modules.tree))
    return;
  SourceRange last;
  for (const py::Statement &statement : module.ast->body) {
    // What may fail stands in a `try`.
    if (statement.branch != py::Branch::Always)
      continue;
    if (isEntry && statement.as<py::Import>())
      checkBeside(statement, module, modules);
    const auto *import = statement.as<py::FromImport>();
    if (!import || std::exchange(last, import->moduleRange) == import->moduleRange)
      continue;
    if (import->level > packages(module, isEntry))
      checkRelative(*import, module, isEntry, modules.diags);
    else if (isEntry && import->level == 0)
      checkBeside(statement, module, modules);
  }
}
