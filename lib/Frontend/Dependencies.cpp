#include "cogc/Frontend/Dependencies.h"
#include "DependencyParts.h"
#include "ValueForms.h"
#include "cogc/Support/EditDistance.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

using namespace cogc;
using namespace llvm;
using Source = Dependencies::Source;
namespace path = llvm::sys::path;

namespace {
/// A format that is not installed from, and what to do instead.
struct Refused {
  StringLiteral name;
  StringLiteral advice;
};

class DependencyReader {
public:
  DependencyReader(const ModelSpec &spec, SourceTree &tree, DiagnosticEngine &diags)
      : spec(spec), tree(tree), diags(diags) {}

  Dependencies read();

private:
  void choose();
  void chooseNamed(const Text &written);
  void chooseFound();
  void use(Source source, StringRef file, SourceRange range);
  struct Look;
  const Look &lookAt(FileId file);
  bool hasProjectTable(StringRef file);
  void readSource();
  void readLock(bool isUv);
  void readProject(StringRef name, bool isUsed);
  std::optional<Pyproject> readUnusedProject(FileId file);
  void checkProject();
  void resolveExtras(ArrayRef<StringRef> names, SourceRange range);
  void remarkUnused();
  std::optional<FileId> open(StringRef file, SourceRange from);
  std::string beside(StringRef file) const;

  const ModelSpec &spec;
  SourceTree &tree;
  DiagnosticEngine &diags;
  Dependencies result;
  SmallVector<StringRef> extras;

  /// A pyproject.toml that was read without a word, so that it is read once.
  struct Look {
    FileId file;
    std::optional<Pyproject> project;
    /// What is wrong with it; empty when it can be used.
    std::string mistake;
    /// There was nothing to report.
    bool isClean;
  };
  std::optional<Look> seen;
};
} // namespace

static constexpr Refused refusedFiles[] = {
    {"environment.yml",
     "conda environments are not supported; put the packages from PyPI into a requirements.txt and "
     "the others into `system_packages`"},
    {"environment.yaml",
     "conda environments are not supported; put the packages from PyPI into a requirements.txt and "
     "the others into `system_packages`"},
    {"Pipfile", "Pipenv's files are not supported; write `pipenv requirements > requirements.txt`"},
    {"Pipfile.lock",
     "Pipenv's files are not supported; write `pipenv requirements > requirements.txt`"},
    {"poetry.lock", "Poetry's lock is not supported; write `poetry export -o requirements.txt`, or "
                    "use a `[project]` table and `uv lock`"},
    {"setup.py", "it is a program that may compute anything; list the packages in a "
                 "requirements.txt or in pyproject.toml"},
    {"setup.cfg", "setuptools' older form is not read; list the packages in a requirements.txt or "
                  "in pyproject.toml"},
};

static StringRef baseName(StringRef file) { return path::filename(file, path::Style::posix); }

/// `pylock.toml` and `pylock.NAME.toml`.
static bool isPylockName(StringRef name) {
  return name == "pylock.toml" || (name.starts_with("pylock.") && name.ends_with(".toml"));
}

StringRef Dependencies::folder() const { return path::parent_path(*file, path::Style::posix); }

bool Dependencies::requiresHashes() const {
  size_t packages = 0;
  for (const RequirementsFile &one : requirements.files)
    for (const RequirementLine &line : one.lines) {
      if (*line.text == "--require-hashes")
        return true;
      bool installs =
          line.kind != RequirementLine::Kind::Option && line.kind != RequirementLine::Kind::Include;
      if (installs && !line.hasHash && !one.isConstraints)
        return false;
      packages += installs;
    }
  return packages != 0;
}

bool Dependencies::isLocked() const {
  return source == Source::UvLock || source == Source::Pylock ||
         (source == Source::Requirements && requiresHashes());
}

DependencyFileName cogc::splitDependencyFile(StringRef written) {
  DependencyFileName result{written, {}};
  size_t open = written.rfind('[');
  if (open == StringRef::npos || !written.ends_with("]"))
    return result;
  StringRef name = baseName(written.take_front(open));
  if (name != "pyproject.toml" && name != "uv.lock" && !isPylockName(name))
    return result;
  result.file = written.take_front(open);
  written.slice(open + 1, written.size() - 1).split(result.extras, ',', -1, false);
  for (StringRef &extra : result.extras)
    extra = extra.trim();
  return result;
}

/// A file in the folder of the one that is used.
std::string DependencyReader::beside(StringRef file) const {
  StringRef folder = result.folder();
  return folder.empty() ? file.str() : (folder + "/" + file).str();
}

std::optional<FileId> DependencyReader::open(StringRef file, SourceRange from) {
  Expected<FileId> opened = tree.open(file);
  if (opened)
    return *opened;
  diags.report(Diag::requirements_unreadable, from, toString(opened.takeError()));
  return std::nullopt;
}

void DependencyReader::use(Source source, StringRef file, SourceRange range) {
  result.source = source;
  result.file = Text(file.str(), range);
}

void DependencyReader::chooseNamed(const Text &written) {
  DependencyFileName name = splitDependencyFile(*written);
  ProjectPath file = projectPath(name.file);
  StringRef base = baseName(file.path);
  for (const Refused &refused : refusedFiles)
    if (base == refused.name) {
      diags.report(Diag::dependency_format, written.range, file.path, refused.advice);
      return;
    }
  extras = name.extras;
  // What is wrong with the path has been said by the reader of cog.yaml.
  if (!file.mistake.empty() || !tree.isFile(file.path))
    return;
  Source source = base == "uv.lock"          ? Source::UvLock
                  : isPylockName(base)       ? Source::Pylock
                  : base == "pyproject.toml" ? Source::Pyproject
                                             : Source::Requirements;
  use(source, file.path, written.range);
}

const DependencyReader::Look &DependencyReader::lookAt(FileId file) {
  if (seen && seen->file == file)
    return *seen;
  DiagnosticEngine quiet(tree);
  std::optional<Pyproject> project = readPyproject(file, tree, quiet);
  std::string mistake = quiet.hasErrors() ? quiet.diagnostics().front().message : "";
  seen = Look{file, std::move(project), std::move(mistake), quiet.diagnostics().empty()};
  return *seen;
}

/// Whether a pyproject.toml names packages; what is wrong with it is said only
/// when it is used.
bool DependencyReader::hasProjectTable(StringRef file) {
  if (!tree.isFile(file))
    return false;
  Expected<FileId> opened = tree.open(file);
  if (!opened) {
    consumeError(opened.takeError());
    return false;
  }
  const Look &look = lookAt(*opened);
  return look.project && !look.project->dependencies.empty();
}

void DependencyReader::chooseFound() {
  if (tree.isFile("uv.lock") && tree.isFile("pyproject.toml"))
    use(Source::UvLock, "uv.lock", {});
  else if (tree.isFile("pylock.toml"))
    use(Source::Pylock, "pylock.toml", {});
  else if (hasProjectTable("pyproject.toml"))
    use(Source::Pyproject, "pyproject.toml", {});
  else
    return remarkUnused();
  diags.report(Diag::dependencies_found, std::nullopt, *result.file);
}

void DependencyReader::remarkUnused() {
  if (tree.isFile("requirements.txt"))
    diags.report(Diag::dependencies_unused, std::nullopt, "requirements.txt",
                 "`python_requirements: requirements.txt` installs it");
  for (const Refused &refused : refusedFiles)
    if (tree.isFile(refused.name))
      diags.report(Diag::dependencies_unused, std::nullopt, refused.name, refused.advice);
}

void DependencyReader::choose() {
  if (spec.build.pythonRequirements)
    chooseNamed(*spec.build.pythonRequirements);
  else if (spec.build.pythonPackages.empty())
    chooseFound();
}

void DependencyReader::readLock(bool isUv) {
  std::optional<FileId> file = open(*result.file, result.file.range);
  if (!file)
    return;
  result.files.push_back(*file);
  result.lock = isUv ? readUvLock(*file, tree, diags) : readPylock(*file, tree, diags);
  if (result.lock)
    addRequiresPython(result.lock->requiresPython, result, tree, diags);
}

/// A pyproject.toml that only has a say in Python's version; one that cannot be
/// read has none.
std::optional<Pyproject> DependencyReader::readUnusedProject(FileId file) {
  const Look &look = lookAt(file);
  if (look.mistake.empty())
    return look.project;
  diags.report(Diag::dependencies_unused, std::nullopt, "pyproject.toml",
               "it has mistakes: " + look.mistake);
  return std::nullopt;
}

/// Reads the pyproject.toml \p name. The project's own is read for its
/// `requires-python` also when the packages come from elsewhere.
void DependencyReader::readProject(StringRef name, bool isUsed) {
  if (!tree.isFile(name)) {
    if (isUsed)
      diags.report(Diag::file_missing, result.file.range, name, "uv.lock belongs to it", "");
    return;
  }
  std::optional<FileId> file = open(name, result.file.range);
  if (!file)
    return;
  if (!isUsed)
    result.pyproject = readUnusedProject(*file);
  else if (const Look &look = lookAt(*file); look.isClean)
    result.pyproject = look.project;
  else
    result.pyproject = readPyproject(*file, tree, diags);
  if (result.pyproject)
    addRequiresPython(result.pyproject->requiresPython, result, tree, diags);
  if (!isUsed)
    return;
  result.files.push_back(*file);
  if (std::string settings = beside("uv.toml"); tree.isFile(settings))
    if (std::optional<FileId> file = open(settings, result.file.range))
      result.files.push_back(*file);
}

/// Whether packages can be installed from the pyproject.toml itself.
void DependencyReader::checkProject() {
  const Pyproject &project = *result.pyproject;
  auto refuse = [&](SourceRange range, StringRef advice) {
    diags.report(Diag::dependency_format, range, *result.file, advice);
  };
  SourceRange start{project.file, 0, 0};
  if (!project.hasProject && project.poetry)
    refuse(*project.poetry, "its dependencies are in Poetry's own form; write a `[project]` table, "
                            "or `poetry export -o requirements.txt`");
  else if (!project.hasProject)
    refuse(start, "it has no `[project]` table");
  if (project.dynamicDependencies)
    refuse(*project.dynamicDependencies,
           "its dependencies are computed when the project is built; name the file that they come "
           "from in `python_requirements`, or list them here");
  if (project.sourceWorkspace)
    refuse(*project.sourceWorkspace,
           "a source in a workspace is found through the lock; run `uv lock`, and name uv.lock in "
           "`python_requirements`");
}

void DependencyReader::resolveExtras(ArrayRef<StringRef> names, SourceRange range) {
  if (names.empty())
    return;
  SmallVector<StringRef> known;
  if (result.pyproject) {
    for (auto *table : {&result.pyproject->extras, &result.pyproject->groups})
      for (auto &[name, items] : *table)
        known.push_back(name);
  }
  for (StringRef written : names) {
    std::string name = normalizePackageName(written);
    if (result.pyproject && result.pyproject->extras.count(name)) {
      result.extras.push_back(name);
    } else if (result.pyproject && result.pyproject->groups.count(name)) {
      result.groups.push_back(name);
    } else {
      StringRef nearest = nearestWord(name, known);
      std::string hint = nearest.empty() ? "" : ("; did you mean `" + nearest + "`?").str();
      diags.report(Diag::extra_unknown, range, *result.file, written, hint);
    }
  }
}

void DependencyReader::readSource() {
  switch (result.source) {
  case Source::None:
    return readProject("pyproject.toml", false);
  case Source::Requirements:
    result.requirements = readRequirements(result.file, tree, diags);
    return readProject("pyproject.toml", false);
  case Source::Pyproject:
    readProject(*result.file, true);
    if (result.pyproject)
      checkProject();
    break;
  case Source::UvLock:
  case Source::Pylock:
    readLock(result.source == Source::UvLock);
    readProject(beside("pyproject.toml"), result.source == Source::UvLock);
    break;
  }
  resolveExtras(extras, result.file.range);
}

Dependencies DependencyReader::read() {
  choose();
  readSource();
  readPythonVersionFile(spec, result, tree, diags);
  checkRequirements(spec, result, tree, diags);
  checkCredentials(spec, result, tree, diags);
  collectLocalPackages(spec, result, tree, diags);
  return std::move(result);
}

Dependencies cogc::readDependencies(const ModelSpec &spec, SourceTree &tree,
                                    DiagnosticEngine &diags) {
  return DependencyReader(spec, tree, diags).read();
}
