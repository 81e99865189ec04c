//===- Modules.cpp - The modules of a project, read when they are asked for --===//
#include "Modules.h"
#include "Imports.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/Path.h"

using namespace cogc;
using namespace cogc::schema;
using namespace llvm;

Modules::Modules(SourceTree &tree, DiagnosticEngine &diags)
    : tree(tree), diags(diags), parser(tree, diags) {}

/// The strings of `__all__ = ["a", "b"]`; nothing when it is made otherwise.
static std::optional<StringSet<>> stringsOf(ArrayRef<const py::Statement *> all) {
  const auto *assignment = all.size() == 1 ? all[0]->as<py::Assignment>() : nullptr;
  const auto *list =
      assignment && assignment->value ? assignment->value->as<py::Sequence>() : nullptr;
  if (!list)
    return std::nullopt;
  StringSet<> names;
  for (const py::Expr *element : list->elements) {
    const auto *name = element->as<py::String>();
    if (!name)
      return std::nullopt;
    names.insert(name->value);
  }
  return names;
}

ArrayRef<const py::Statement *> Module::find(StringRef name) const {
  auto it = names->find(name);
  if (it == names->end())
    return {};
  return ArrayRef(it->second).take_while([&](const py::Statement *statement) {
    return !end || statement < end;
  });
}

/// A change counts for what the module itself made; `Class.update(…)` is none.
static void bind(const py::Statement &statement, Bindings &names) {
  const auto *assignment = statement.as<py::Assignment>();
  auto &bound = names[statement.boundName()];
  if (!assignment || !assignment->isChange ||
      (!bound.empty() && bound.back()->as<py::Assignment>()))
    bound.push_back(&statement);
}

static void collectNames(Module &module) {
  auto names = std::make_shared<Bindings>();
  for (const py::Statement &statement : module.ast->body)
    if (statement.boundName() == "*")
      module.stars.push_back(&statement);
    else
      bind(statement, *names);
  module.names = std::move(names);
  if (auto all = module.find("__all__"); !all.empty())
    module.exported = stringsOf(all);
}

/// What a class's body binds; `name: type` alone binds nothing.
static std::shared_ptr<const Bindings> namesOf(const py::Class &klass) {
  auto names = std::make_shared<Bindings>();
  for (const py::Statement &statement : klass.body) {
    const auto *assignment = statement.as<py::Assignment>();
    if (!assignment || assignment->value)
      bind(statement, *names);
  }
  return names;
}

Module *Modules::load(StringRef path) {
  bool isNew = !modules.contains(path);
  Module *module = read(path);
  if (module && isNew)
    checkImports(*module, /*isEntry=*/false, *this);
  return module;
}

Module *Modules::loadEntry(StringRef path) {
  Module *module = read(path);
  if (module && !std::exchange(module->isEntry, true))
    checkImports(*module, /*isEntry=*/true, *this);
  return module;
}

Module &Modules::scopeOf(Module &module, const py::Class &klass, const py::Statement &statement) {
  std::unique_ptr<Module> &scope = classScopes[&statement];
  if (scope)
    return *scope;
  scope = std::make_unique<Module>();
  scope->path = module.path;
  scope->ast = module.ast;
  // The body of a class around this one is not seen.
  scope->outer = module.outer ? module.outer : &module;
  scope->end = &statement;
  std::shared_ptr<const Bindings> &names = classNames[&klass];
  if (!names)
    names = namesOf(klass);
  scope->names = names;
  return *scope;
}

Module *Modules::read(StringRef path) {
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
  loaded.push_back(module.get());
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

bool Modules::canFind(StringRef name) const {
  return isKnownOutside(name) || tree.isFile((name + ".py").str()) || tree.isDirectory(name);
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
