#include "cogc/Frontend/Pyproject.h"
#include "Toml.h"
#include "cogc/Frontend/Requirements.h"
#include "llvm/ADT/StringSet.h"

using namespace cogc;
using namespace llvm;

namespace {
class PyprojectReader {
public:
  PyprojectReader(const TomlFile &toml, DiagnosticEngine &diags) : toml(toml), diags(diags) {}

  Pyproject read();

private:
  void readProject(const toml::table &project);
  void readGroups(const toml::table &groups);
  void readGroup(StringRef name, const toml::node &items);
  void checkIncludes();
  void checkGroup(StringRef name, StringSet<> &path, StringSet<> &done);
  void readUv(const toml::table &uv);
  void readSource(StringRef package, const toml::node &source);

  const TomlFile &toml;
  DiagnosticEngine &diags;
  Pyproject result;
};
} // namespace

static StringRef nameOf(const toml::key &key) { return {key.data(), key.length()}; }

void PyprojectReader::readProject(const toml::table &project) {
  result.hasProject = true;
  result.requiresPython = toml.text(project, "requires-python");
  result.dependencies = toml.texts(project, "dependencies");
  for (const Text &name : toml.texts(project, "dynamic"))
    if (*name == "dependencies")
      result.dynamicDependencies = name.range;
  const toml::table *extras = toml.table(project, "optional-dependencies");
  if (!extras)
    return;
  for (auto &&[key, value] : *extras)
    result.extras[normalizePackageName(nameOf(key))] = toml.texts(*extras, nameOf(key));
}

void PyprojectReader::readGroup(StringRef name, const toml::node &items) {
  if (!items.is_array())
    return toml.wrongType(items, "`" + name + "`", "a list");
  for (const toml::node &item : *items.as_array()) {
    if (const toml::table *include = item.as_table()) {
      if (std::optional<Text> group = toml.text(*include, "include-group")) {
        group->value = normalizePackageName(group->value);
        result.groupIncludes[name.str()].push_back(std::move(*group));
      } else {
        diags.report(Diag::dependency_group, toml.rangeOf(item), name,
                     "an item is neither a requirement nor `{include-group = \"…\"}`");
      }
    } else if (std::optional<Text> text = toml.textItem(item, "an item of a group")) {
      result.groups[name.str()].push_back(std::move(*text));
    }
  }
}

void PyprojectReader::readGroups(const toml::table &groups) {
  for (auto &&[key, value] : groups) {
    std::string name = normalizePackageName(nameOf(key));
    if (!result.groups.try_emplace(name).second)
      diags.report(Diag::dependency_group, toml.rangeOf(key.source()), name, "it is given twice");
    readGroup(name, value);
  }
  checkIncludes();
}

/// Follows the includes from \p name; \p path are the groups on the way to it.
void PyprojectReader::checkGroup(StringRef name, StringSet<> &path, StringSet<> &done) {
  if (done.contains(name))
    return;
  path.insert(name);
  for (const Text &include : result.groupIncludes[name.str()]) {
    StringRef mistake = path.contains(*include)               ? "it includes itself"
                        : !result.groups.count(include.value) ? "it includes one that is not there"
                                                              : "";
    if (!mistake.empty())
      diags.report(Diag::dependency_group, include.range, name, mistake);
    else if (path.size() < 100)
      checkGroup(*include, path, done);
  }
  path.erase(name);
  done.insert(name);
}

void PyprojectReader::checkIncludes() {
  StringSet<> path, done;
  for (auto &[name, items] : result.groups)
    checkGroup(name, path, done);
}

void PyprojectReader::readSource(StringRef package, const toml::node &source) {
  // A list has one source for each marker.
  if (const toml::array *several = source.as_array()) {
    for (const toml::node &one : *several)
      readSource(package, one);
    return;
  }
  const toml::table *table = toml.tableItem(source, "`" + package + "`");
  if (!table)
    return;
  if (std::optional<Text> path = toml.text(*table, "path"))
    result.sourcePaths.push_back(std::move(*path));
  if (table->contains("git"))
    result.sourceRepositories.push_back(normalizePackageName(package));
  if (toml.flag(*table, "workspace"))
    result.sourceWorkspace = toml.rangeOf(source);
}

void PyprojectReader::readUv(const toml::table &uv) {
  if (uv.contains("package"))
    result.isPackage = toml.flag(uv, "package");
  if (const toml::table *sources = toml.table(uv, "sources"))
    for (auto &&[key, value] : *sources)
      readSource(nameOf(key), value);
}

Pyproject PyprojectReader::read() {
  result.file = toml.id();
  const toml::table &root = toml.root();
  result.isPackage = root.contains("build-system");
  if (const toml::table *project = toml.table(root, "project"))
    readProject(*project);
  if (const toml::table *groups = toml.table(root, "dependency-groups"))
    readGroups(*groups);
  const toml::table *tool = toml.table(root, "tool");
  if (!tool)
    return std::move(result);
  if (const toml::table *uv = toml.table(*tool, "uv"))
    readUv(*uv);
  if (const toml::table *poetry = toml.table(*tool, "poetry"))
    if (const toml::table *dependencies = toml.table(*poetry, "dependencies"))
      result.poetry = toml.rangeOf(*dependencies);
  return std::move(result);
}

std::optional<Pyproject> cogc::readPyproject(FileId file, const SourceTree &tree,
                                             DiagnosticEngine &diags) {
  std::optional<TomlFile> toml = TomlFile::read(file, tree, diags);
  if (!toml)
    return std::nullopt;
  return PyprojectReader(*toml, diags).read();
}
