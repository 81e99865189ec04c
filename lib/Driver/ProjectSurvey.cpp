//===- ProjectSurvey.cpp - What a folder already has -------------------------===//
#include "ProjectSurvey.h"
#include "cogc/Frontend/Requirements.h"
#include "cogc/Support/Defaults.h"
#include "cogc/Support/Pep440.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"

using namespace cogc;
using llvm::StringRef;

/// Larger files are data with the name of source.
static constexpr size_t maxSourceSize = 1 << 20;
static constexpr unsigned maxSourceFiles = 200;

static StringRef contentsOf(SourceTree &tree, StringRef path) {
  if (!tree.isFile(path))
    return "";
  llvm::Expected<FileId> file = tree.open(path);
  if (file)
    return tree.contents(*file);
  llvm::consumeError(file.takeError());
  return "";
}

/// Whether a package with this name is worth nothing without a GPU, or much more
/// with one.
static bool canUseGpu(StringRef name) {
  static constexpr llvm::StringLiteral names[] = {
      "torch", "torchvision", "torchaudio",      "tensorflow", "jax",    "jaxlib",
      "vllm",  "xformers",    "onnxruntime-gpu", "flash-attn", "triton", "paddlepaddle-gpu"};
  return llvm::is_contained(names, name) || name.starts_with("cupy-cuda");
}

//===----------------------------------------------------------------------===//
// Packages
//===----------------------------------------------------------------------===//

static void surveyRequirements(SourceTree &tree, ProjectSurvey &survey) {
  DiagnosticEngine unheard(tree);
  Requirements requirements = readRequirements({survey.packages, {}}, tree, unheard);
  for (const RequirementsFile &file : requirements.files)
    for (const RequirementLine &line : file.lines)
      if (!survey.gpuPackage && canUseGpu(line.name))
        survey.gpuPackage = {line.name, file.path};
}

/// A dependency stands in a string of its own: `"torch>=2.1"`.
static void surveyPyproject(StringRef text, ProjectSurvey &survey) {
  llvm::Regex requirement("[\"']([A-Za-z0-9._-]+)");
  for (llvm::SmallVector<StringRef, 2> match; requirement.match(text, &match);
       text = text.substr(match[0].end() - text.begin())) {
    std::string name = normalizePackageName(match[1]);
    if (!survey.gpuPackage && canUseGpu(name))
      survey.gpuPackage = {name, "pyproject.toml"};
  }
}

//===----------------------------------------------------------------------===//
// Python's version
//===----------------------------------------------------------------------===//

/// `3.12` of `3.12.4` and of `cpython-3.12`; empty for what the SDK cannot run on.
static std::string usableVersion(StringRef text) {
  llvm::SmallVector<StringRef, 3> match;
  unsigned minor = 0;
  if (!llvm::Regex("^(cpython-|python-?)?3\\.([0-9]+)(\\.[0-9]+)?$").match(text, &match) ||
      match[2].getAsInteger(10, minor) || minor < oldestPythonMinor)
    return "";
  return "3." + match[2].str();
}

std::string cogc::newestPython(StringRef specifiers) {
  unsigned newest = 0;
  StringRef(defaultPythonVersion).split('.').second.getAsInteger(10, newest);
  std::optional<VersionSet> allowed = VersionSet::parse(specifiers);
  for (unsigned minor = newest; minor >= oldestPythonMinor; --minor) {
    std::string version = "3." + std::to_string(minor);
    if (!allowed || !allowed->isDisjoint(*VersionSet::parse("==" + version + ".*")))
      return version;
  }
  return "";
}

static void surveyPython(SourceTree &tree, StringRef pyproject, ProjectSurvey &survey) {
  StringRef line = contentsOf(tree, ".python-version").ltrim().split('\n').first.rtrim();
  if (std::string version = usableVersion(line); !version.empty()) {
    survey.python = {version, ".python-version"};
    return;
  }
  llvm::SmallVector<StringRef, 2> match;
  llvm::Regex pattern("^ *requires-python *= *[\"']([^\"'\n]*)[\"']", llvm::Regex::Newline);
  if (!pattern.match(pyproject, &match))
    return;
  if (std::string version = newestPython(match[1]); !version.empty())
    survey.python = {version, "pyproject.toml"};
}

//===----------------------------------------------------------------------===//
// Predictors
//===----------------------------------------------------------------------===//

static StringRef nameAfter(StringRef line, StringRef keyword) {
  line.consume_front("async ");
  if (!line.consume_front(keyword))
    return "";
  return line.ltrim().take_while([](char c) { return llvm::isAlnum(c) || c == '_'; });
}

// Lines that begin in the first column open or close what follows; only a class
// has something below it that matters here.
std::string cogc::findServed(StringRef source, StringRef verb) {
  StringRef openClass;
  for (StringRef line : llvm::split(source, '\n')) {
    StringRef text = line.ltrim(" \t");
    bool isIndented = text.size() != line.size();
    if (text.trim().empty() || text.starts_with("#"))
      continue;
    if (nameAfter(text, "def ") == verb && (!isIndented || !openClass.empty()))
      return (isIndented ? openClass : verb).str();
    if (!isIndented)
      openClass = nameAfter(text, "class ");
  }
  return "";
}

/// Only what imports cog is meant for it: a `train(args)` of a script is not.
static bool importsCog(StringRef source) {
  return llvm::Regex("^(import|from) +cog( |\\.|,|\r?$)", llvm::Regex::Newline).match(source);
}

/// The Python files of the folder, those with telling names first.
static std::vector<std::string> sourceFiles(SourceTree &tree) {
  std::vector<std::string> names;
  std::error_code error;
  for (llvm::vfs::directory_iterator it = tree.fileSystem().dir_begin(tree.root(), error), end;
       !error && it != end && names.size() < maxSourceFiles; it.increment(error))
    if (StringRef name = llvm::sys::path::filename(it->path()); name.ends_with(".py"))
      names.push_back(name.str());
  auto key = [](StringRef name) {
    return std::pair(name != "run.py" && name != "predict.py" && name != "train.py", name);
  };
  llvm::sort(names, [&](StringRef left, StringRef right) { return key(left) < key(right); });
  return names;
}

static void surveySources(SourceTree &tree, ProjectSurvey &survey) {
  for (const std::string &name : sourceFiles(tree)) {
    StringRef source = contentsOf(tree, name);
    if (source.size() > maxSourceSize || !importsCog(source))
      continue;
    auto find = [&](std::optional<std::string> &reference, StringRef verb) {
      std::string served = reference ? "" : findServed(source, verb);
      if (!served.empty())
        reference = name + ":" + served;
    };
    find(survey.run, "run");
    find(survey.run, "predict");
    find(survey.train, "train");
  }
}

ProjectSurvey cogc::surveyProject(SourceTree &tree) {
  ProjectSurvey survey;
  StringRef pyproject = contentsOf(tree, "pyproject.toml");
  survey.hasLock = tree.isFile("uv.lock");
  if (tree.isFile("requirements.txt")) {
    survey.packages = "requirements.txt";
    surveyRequirements(tree, survey);
  } else if (!pyproject.empty()) {
    survey.packages = "pyproject.toml";
    surveyPyproject(pyproject, survey);
  }
  surveyPython(tree, pyproject, survey);
  surveySources(tree, survey);
  return survey;
}
