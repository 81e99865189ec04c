//===- PythonVersionFile.cpp - .python-version ------------------------------===//
//
// pyenv's file: one name a line, `#` comments, the first one counts. uv writes
// the same file and reads more in it: `cpython@3.12`, `>=3.12`. A name of
// another kind of Python, or of a virtual environment, says nothing about an
// image.
//
//===----------------------------------------------------------------------===//
#include "DependencyParts.h"
#include "cogc/Support/Defaults.h"
#include "cogc/Support/Pep440.h"
#include "cogc/Support/TextFile.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;
using namespace llvm;

/// The first line with a name, and its place.
static std::optional<Text> firstName(FileId file, StringRef text) {
  size_t at = utf8MarkLength(text);
  while (at < text.size()) {
    size_t end = std::min(text.find('\n', at), text.size());
    StringRef line = text.slice(at, end).split('#').first.trim();
    if (!line.empty()) {
      uint32_t begin = line.begin() - text.begin();
      return Text(line.str(), {file, begin, uint32_t(begin + line.size())});
    }
    at = end + 1;
  }
  return std::nullopt;
}

/// The specifiers of one name, or empty: `3.12` → `==3.12.*`, `3.12.4` →
/// `==3.12.4`, `>=3.12` as it is.
static std::string specifiersOf(StringRef name) {
  for (StringRef prefix : {"cpython@", "cpython-", "cpython", "python@", "python-", "python"})
    if (name.consume_front(prefix))
      break;
  // `cpython-3.12.4-linux-x86_64-gnu`.
  name = name.split('-').first;
  if (std::optional<Version> version = Version::parse(name)) {
    if (version->isPrerelease() || version->post || version->release.size() > 3)
      return "";
    return "==" + name.str() + (version->release.size() < 3 ? ".*" : "");
  }
  return !name.empty() && VersionSet::parse(name) ? name.str() : "";
}

/// The version that a file asks for, older than the SDK's oldest.
static bool isTooOld(StringRef specifiers) {
  std::optional<VersionSet> allowed = VersionSet::parse(specifiers);
  return allowed && allowed->isDisjoint(*VersionSet::parse(">=3." + utostr(oldestPythonMinor)));
}

void cogc::readPythonVersionFile(const ModelSpec &spec, Dependencies &result, SourceTree &tree,
                                 DiagnosticEngine &diags) {
  static constexpr StringLiteral name(".python-version");
  if (!tree.isFile(name))
    return;
  Expected<FileId> file = tree.open(name);
  if (!file) {
    diags.report(Diag::cannot_read, std::nullopt, name, toString(file.takeError()));
    return;
  }
  if (!checkUtf8(*file, tree, diags))
    return;
  std::optional<Text> written = firstName(*file, tree.contents(*file));
  if (!written)
    return;
  std::string specifiers = specifiersOf(**written);
  if (spec.build.pythonVersion) {
    if (!StringRef(specifiers).starts_with("==" + **spec.build.pythonVersion))
      diags.report(Diag::python_version_ignored, written->range, **spec.build.pythonVersion,
                   **written);
  } else if (specifiers.empty()) {
    diags.report(Diag::python_version_file, written->range, **written);
  } else if (isTooOld(specifiers)) {
    diags.report(Diag::python_version_old, written->range, **written, "");
  } else {
    result.python.push_back({std::move(specifiers), name.str(), written->range});
  }
}

void cogc::addRequiresPython(const std::optional<Text> &specifiers, Dependencies &result,
                             const SourceTree &tree, DiagnosticEngine &diags) {
  if (!specifiers)
    return;
  if (VersionSet::parse(**specifiers))
    result.python.push_back(
        {**specifiers, tree.name(specifiers->range.file).str(), specifiers->range});
  else
    diags.report(Diag::requires_python_form, specifiers->range, **specifiers);
}
