//===- LocalPackages.cpp - Packages that lie in the project -------------------===//
//
// A wheel or a folder that a requirement names has to reach the install step,
// and nothing else of the project should: an edit of any other file must not
// install everything again. What cannot reach it is said here, since BuildKit
// would only say that there is no such file.
//
//===----------------------------------------------------------------------===//
#include "DependencyParts.h"
#include "MissingFile.h"
#include "ValueForms.h"
#include "cogc/Frontend/DockerIgnore.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Path.h"

using namespace cogc;
using namespace llvm;

namespace {
class LocalCollector {
public:
  LocalCollector(Dependencies &result, SourceTree &tree, DiagnosticEngine &diags)
      : result(result), tree(tree), diags(diags) {}

  void addRequirements(const ModelSpec &spec);
  void addLocked(const LockFile &lock);
  void addSources(const Pyproject &pyproject);

private:
  void addLine(const RequirementLine &line, StringRef folder);
  /// \p isPackage: a folder must have something to build.
  void add(StringRef folder, StringRef written, SourceRange range, bool isPackage);
  std::string mistakeOf(StringRef path, bool isPackage);
  bool leadsOut(StringRef path);
  const std::vector<std::string> &ignored();

  Dependencies &result;
  SourceTree &tree;
  DiagnosticEngine &diags;
  StringSet<> known;
  std::optional<std::vector<std::string>> patterns;
};
} // namespace

static std::string joined(StringRef folder, StringRef path) {
  return folder.empty() || path.starts_with("/") ? path.str() : (folder + "/" + path).str();
}

const std::vector<std::string> &LocalCollector::ignored() {
  if (!patterns) {
    patterns = projectIgnores(tree);
    patterns->push_back(".cog");
  }
  return *patterns;
}

/// Whether links lead from \p path to a place outside the project.
bool LocalCollector::leadsOut(StringRef path) {
  SmallString<128> full(tree.root()), real, root;
  sys::path::append(full, path);
  if (tree.fileSystem().getRealPath(full, real) ||
      tree.fileSystem().getRealPath(tree.root().empty() ? "." : tree.root(), root))
    return false;
  StringRef rest = real;
  return !rest.consume_front(root) ||
         !(rest.empty() || rest.starts_with("/") || root.ends_with("/"));
}

std::string LocalCollector::mistakeOf(StringRef path, bool isPackage) {
  if (leadsOut(path))
    return "is a link that leads out of the project; copy what it points to";
  if (!isPackage || tree.isFile(path))
    return "";
  if (tree.isFile(joined(path, "pyproject.toml")) || tree.isFile(joined(path, "setup.py")))
    return "";
  return "is a folder without `pyproject.toml` and `setup.py`, so nothing can be built from it";
}

void LocalCollector::add(StringRef folder, StringRef written, SourceRange range, bool isPackage) {
  ProjectPath path = projectPath(joined(folder, written));
  // The project itself.
  if (path.mistake == "names no file")
    path = {".", ""};
  if (written.starts_with("~"))
    path.mistake = "is in a home folder";
  if (!path.mistake.empty()) {
    diags.report(Diag::path_outside, range, written, path.mistake);
    return;
  }
  if (!known.insert(path.path).second)
    return;
  if (!tree.isFile(path.path) && !tree.isDirectory(path.path)) {
    reportMissingFile(tree, path.path, range, "create it, or correct the path", diags);
    return;
  }
  if (std::string mistake = mistakeOf(path.path, isPackage); !mistake.empty())
    diags.report(Diag::local_package, range, path.path, mistake);
  else if (path.path != "." && isIgnored(ignored(), path.path))
    diags.report(Diag::local_ignored, range, path.path);
  else if (path.path == ".")
    diags.report(Diag::local_project, range);
  result.local.push_back({path.path, range});
}

void LocalCollector::addLine(const RequirementLine &line, StringRef folder) {
  if (!line.localPath.empty())
    add(folder, line.localPath, line.text.range,
        line.kind != RequirementLine::Kind::Option || StringRef(*line.text).starts_with("-e") ||
            StringRef(*line.text).starts_with("--e"));
}

void LocalCollector::addRequirements(const ModelSpec &spec) {
  // Paths are relative to the folder of the file that cog.yaml names, also in
  // the files that it includes: the installer starts there.
  for (const RequirementsFile &file : result.requirements.files)
    if (!file.isConstraints)
      for (const RequirementLine &line : file.lines)
        addLine(line, result.folder());
  for (const Text &item : spec.build.pythonPackages)
    for (const Text &line : splitRequirementItem(item))
      addLine(parseRequirementLine(line), "");
}

void LocalCollector::addLocked(const LockFile &lock) {
  for (const LockEntry &entry : lock.packages) {
    bool isArchive = entry.source == LockEntry::Source::Archive;
    bool isFolder = entry.source == LockEntry::Source::Folder;
    // The project itself is not installed; of a member that is not either, uv
    // wants to see the pyproject.toml.
    if ((isArchive || isFolder) && entry.address != ".")
      add(result.folder(), entry.address, entry.range, isFolder);
    else if (entry.source == LockEntry::Source::Virtual && entry.address != ".")
      add(result.folder(), entry.address + "/pyproject.toml", entry.range, false);
  }
}

void LocalCollector::addSources(const Pyproject &pyproject) {
  for (const Text &path : pyproject.sourcePaths)
    add(result.folder(), *path, path.range, true);
}

void cogc::collectLocalPackages(const ModelSpec &spec, Dependencies &result, SourceTree &tree,
                                DiagnosticEngine &diags) {
  LocalCollector collector(result, tree, diags);
  collector.addRequirements(spec);
  if (result.lock)
    collector.addLocked(*result.lock);
  else if (result.pyproject && result.source == Dependencies::Source::Pyproject)
    collector.addSources(*result.pyproject);
}
