//===- Modules.cpp - The modules of a project, read when they are asked for --===//
#include "Modules.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/Path.h"

using namespace cogc;
using namespace cogc::schema;
using namespace llvm;

Modules::Modules(SourceTree &tree, DiagnosticEngine &diags)
    : tree(tree), diags(diags), parser(tree, diags) {}

static void collectNames(Module &module) {
  for (const py::Statement &statement : module.ast->body) {
    StringRef name = statement.boundName();
    if (name == "*")
      module.stars.push_back(&statement);
    else
      module.names[name].push_back(&statement);
  }
}

Module *Modules::load(StringRef path) {
  auto [it, isNew] = modules.try_emplace(path);
  if (!isNew)
    return it->second.get();
  if (modules.size() > maxModules)
    return nullptr;
  Expected<FileId> file = tree.open(path);
  if (!file) {
    incomplete = true;
    diags.report(Diag::python_unreadable, std::nullopt, toString(file.takeError()));
    return nullptr;
  }
  auto module = std::make_unique<Module>();
  module->path = path.str();
  unsigned before = diags.count(Severity::Error);
  module->ast = parser.parse(*file);
  incomplete |= diags.count(Severity::Error) != before;
  if (!module->ast)
    return nullptr;
  collectNames(*module);
  it->second = std::move(module);
  return it->second.get();
}

/// The project's own folder is `.`: an empty folder means none.
static std::string pathIn(StringRef folder, const Twine &name) {
  return folder.empty() || folder == "." ? name.str() : (folder + "/" + name).str();
}

ModulePlace Modules::findIn(StringRef folder, StringRef name) {
  std::string base = pathIn(folder, name);
  if (tree.isFile(base + "/__init__.py"))
    return {load(base + "/__init__.py"), base};
  if (tree.isFile(base + ".py"))
    return {load(base + ".py"), ""};
  if (tree.isDirectory(base))
    return {nullptr, base};
  return {};
}

/// Modules that are always those of Python or Cog, whatever the project holds.
static bool isKnownOutside(StringRef top) {
  return StringSwitch<bool>(top)
      .Cases("builtins", "typing", "typing_extensions", "collections", "abc", true)
      .Cases("enum", "dataclasses", "pathlib", "os", "sys", "io", "re", "json", true)
      .Cases("math", "functools", "itertools", "contextlib", "logging", "warnings", true)
      .Cases("cog", "pydantic", "torch", "numpy", true)
      .Default(false);
}

ModulePlace Modules::find(StringRef dotted) {
  SmallVector<StringRef> parts;
  dotted.split(parts, '.');
  if (parts.size() > 20 || isKnownOutside(parts.front()))
    return {};
  ModulePlace place;
  std::string folder;
  for (StringRef part : parts) {
    // A name with a slash in it is none; an import statement cannot hold one.
    if (part.empty() || (place.isLocal() && place.folder.empty()))
      return {};
    place = findIn(folder, part);
    if (!place.isLocal())
      return {};
    folder = place.folder;
  }
  return place;
}

ModulePlace Modules::findRelative(const Module &from, unsigned level, StringRef dotted) {
  StringRef folder = sys::path::parent_path(from.path, sys::path::Style::posix);
  for (unsigned i = 1; i < level; ++i)
    folder = sys::path::parent_path(folder, sys::path::Style::posix);
  if (dotted.empty()) {
    std::string init = pathIn(folder, "__init__.py");
    return {tree.isFile(init) ? load(init) : nullptr, folder.empty() ? "." : folder.str()};
  }
  std::string base = folder.str();
  ModulePlace place;
  SmallVector<StringRef> parts;
  dotted.split(parts, '.');
  for (StringRef part : parts) {
    place = findIn(base, part);
    if (!place.isLocal())
      return {};
    base = place.folder;
  }
  return place;
}
