//===- LockFiles.cpp - uv.lock and pylock.toml ------------------------------===//
//
// pylock.toml: https://packaging.python.org/en/latest/specifications/pylock-toml/
//
//===----------------------------------------------------------------------===//
#include "cogc/Frontend/LockFiles.h"
#include "Toml.h"
#include "cogc/Frontend/Requirements.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;
using namespace llvm;
using Source = LockEntry::Source;

namespace {
class LockReader {
public:
  LockReader(const TomlFile &toml, DiagnosticEngine &diags) : toml(toml), diags(diags) {}

  std::optional<LockFile> readUv();
  std::optional<LockFile> readPylock();

private:
  std::optional<const toml::array *> packages(StringRef key, StringRef tool);
  LockEntry readName(const toml::table &package);
  void readUvSource(const toml::table &package, LockEntry &entry);
  void readPylockSource(const toml::table &package, LockEntry &entry);
  std::vector<LockDependency> dependencies(const toml::table &parent, StringRef key);
  std::map<std::string, std::vector<LockDependency>> dependencyTable(const toml::table &package,
                                                                     StringRef key);

  const TomlFile &toml;
  DiagnosticEngine &diags;
  LockFile result;
};
} // namespace

static std::string orEmpty(const std::optional<Text> &text) { return text ? **text : ""; }

/// Whether a line is one file of a package, as uv writes them: an item of
/// `wheels`, or the `sdist`.
static bool isFileLine(StringRef line) {
  line = line.rtrim("\r");
  if (line.consume_front("    { url = \"") || line.consume_front("    { path = \""))
    return line.ends_with(" },");
  return line.starts_with("sdist = { ") && line.ends_with(" }");
}

std::string cogc::withoutFileLists(StringRef text) {
  std::string result;
  for (size_t begin = 0; begin < text.size();) {
    size_t end = std::min(text.find('\n', begin), text.size());
    if (StringRef line = text.slice(begin, end); !isFileLine(line))
      result += line;
    if (end < text.size())
      result += '\n';
    begin = end + 1;
  }
  return result;
}

std::optional<const toml::array *> LockReader::packages(StringRef key, StringRef tool) {
  if (const toml::array *list = toml.array(toml.root(), key))
    return list;
  // A project without any dependency has a lock without packages.
  if (!toml.root().contains(std::string_view(key)))
    return nullptr;
  return std::nullopt;
}

LockEntry LockReader::readName(const toml::table &package) {
  LockEntry entry;
  entry.range = toml.rangeOf(package);
  if (std::optional<Text> name = toml.text(package, "name")) {
    entry.name = normalizePackageName(**name);
    entry.range = name->range;
  }
  entry.version = orEmpty(toml.text(package, "version"));
  return entry;
}

void LockReader::readUvSource(const toml::table &package, LockEntry &entry) {
  static constexpr std::pair<StringLiteral, Source> kinds[] = {
      {"registry", Source::Registry}, {"git", Source::Repository},   {"url", Source::Url},
      {"path", Source::Archive},      {"directory", Source::Folder}, {"editable", Source::Folder},
      {"virtual", Source::Virtual},
  };
  const toml::table *source = toml.table(package, "source");
  if (!source)
    return;
  for (auto &[key, kind] : kinds)
    if (std::optional<Text> address = toml.text(*source, key)) {
      entry.source = kind;
      entry.address = **address;
      return;
    }
}

std::vector<LockDependency> LockReader::dependencies(const toml::table &parent, StringRef key) {
  std::vector<LockDependency> result;
  const toml::array *items = toml.array(parent, key);
  if (!items)
    return result;
  for (const toml::node &item : *items) {
    const toml::table *table = toml.tableItem(item, "a dependency");
    if (!table)
      continue;
    LockDependency dependency;
    dependency.name = normalizePackageName(orEmpty(toml.text(*table, "name")));
    dependency.version = orEmpty(toml.text(*table, "version"));
    dependency.marker = orEmpty(toml.text(*table, "marker"));
    for (const Text &extra : toml.texts(*table, "extra"))
      dependency.extras.push_back(normalizePackageName(*extra));
    result.push_back(std::move(dependency));
  }
  return result;
}

std::map<std::string, std::vector<LockDependency>>
LockReader::dependencyTable(const toml::table &package, StringRef key) {
  std::map<std::string, std::vector<LockDependency>> result;
  if (const toml::table *table = toml.table(package, key))
    for (auto &&[name, value] : *table)
      result[normalizePackageName({name.data(), name.length()})] =
          dependencies(*table, {name.data(), name.length()});
  return result;
}

std::optional<LockFile> LockReader::readUv() {
  result.file = toml.id();
  std::optional<int64_t> version = toml.number(toml.root(), "version");
  if (!version) {
    if (!toml.root().contains("version"))
      diags.report(Diag::lock_form, SourceRange{toml.id(), 0, 0}, "uv.lock", "version", "uv");
    return std::nullopt;
  }
  if (*version != 1) {
    diags.report(Diag::lock_version, toml.rangeOf(*toml.root().get("version")), "uv.lock",
                 "version", *version, "version 1");
    return std::nullopt;
  }
  result.requiresPython = toml.text(toml.root(), "requires-python");
  auto list = packages("package", "uv");
  if (!list)
    return std::nullopt;
  if (*list)
    for (const toml::node &item : **list)
      if (const toml::table *package = toml.tableItem(item, "an item of `package`")) {
        LockEntry entry = readName(*package);
        readUvSource(*package, entry);
        entry.dependencies = dependencies(*package, "dependencies");
        entry.extras = dependencyTable(*package, "optional-dependencies");
        entry.groups = dependencyTable(*package, "dev-dependencies");
        result.packages.push_back(std::move(entry));
      }
  return std::move(result);
}

void LockReader::readPylockSource(const toml::table &package, LockEntry &entry) {
  static constexpr std::pair<StringLiteral, Source> kinds[] = {
      {"vcs", Source::Repository}, {"directory", Source::Folder}, {"archive", Source::Archive}};
  entry.source = Source::Registry;
  for (auto &[key, kind] : kinds) {
    if (!package.contains(std::string_view(key)))
      continue;
    const toml::table *source = toml.table(package, key);
    if (!source)
      return;
    std::optional<Text> url = toml.text(*source, "url"), path = toml.text(*source, "path");
    entry.source = kind == Source::Archive && !path ? Source::Url : kind;
    entry.address = orEmpty(path ? path : url);
    // Where the checkout has to be exact, the commit is.
    if (kind == Source::Repository)
      entry.address += "@" + orEmpty(toml.text(*source, "commit-id"));
    return;
  }
}

std::optional<LockFile> LockReader::readPylock() {
  result.file = toml.id();
  std::optional<Text> version = toml.text(toml.root(), "lock-version");
  if (!version) {
    if (!toml.root().contains("lock-version"))
      diags.report(Diag::lock_form, SourceRange{toml.id(), 0, 0}, "pylock.toml", "lock-version",
                   "PEP 751");
    return std::nullopt;
  }
  if (**version != "1.0") {
    diags.report(Diag::lock_version, version->range, "pylock.toml", "lock-version", **version,
                 "`1.0`");
    return std::nullopt;
  }
  result.requiresPython = toml.text(toml.root(), "requires-python");
  auto list = packages("packages", "PEP 751");
  if (!list)
    return std::nullopt;
  if (*list)
    for (const toml::node &item : **list)
      if (const toml::table *package = toml.tableItem(item, "an item of `packages`")) {
        LockEntry entry = readName(*package);
        readPylockSource(*package, entry);
        entry.marker = orEmpty(toml.text(*package, "marker"));
        result.packages.push_back(std::move(entry));
      }
  return std::move(result);
}

static std::optional<TomlFile> parseLock(FileId file, const SourceTree &tree,
                                         DiagnosticEngine &diags) {
  StringRef contents = tree.contents(file);
  if (contents.size() <= maxLockFileSize)
    return TomlFile::read(file, tree, diags, withoutFileLists(contents));
  diags.report(Diag::cannot_read, SourceRange{file, 0, 0}, tree.name(file),
               "it has more than " + utostr(maxLockFileSize >> 20) + " MiB");
  return std::nullopt;
}

std::optional<LockFile> cogc::readUvLock(FileId file, const SourceTree &tree,
                                         DiagnosticEngine &diags) {
  std::optional<TomlFile> toml = parseLock(file, tree, diags);
  return toml ? LockReader(*toml, diags).readUv() : std::nullopt;
}

std::optional<LockFile> cogc::readPylock(FileId file, const SourceTree &tree,
                                         DiagnosticEngine &diags) {
  std::optional<TomlFile> toml = parseLock(file, tree, diags);
  return toml ? LockReader(*toml, diags).readPylock() : std::nullopt;
}
