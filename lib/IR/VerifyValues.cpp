#include "PlanText.h"
#include "PlanVerifier.h"
#include "cogc/Support/Digest.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;
using llvm::StringRef;
using llvm::Twine;

void PlanVerifier::checkLocations(llvm::ArrayRef<Loc> locs) {
  for (const Loc &loc : locs)
    if (loc.line == 0 || loc.column == 0 || loc.endLine < loc.line)
      violation(Rule::Locations, "a location has no line, no column, or an end before its start");
}

//===----------------------------------------------------------------------===//
// Paths
//===----------------------------------------------------------------------===//

/// What is wrong with the components of \p path, which begins with none of its
/// own slash; empty for nothing.
static StringRef componentProblem(StringRef path) {
  if (path.find_first_of(StringRef("\0\n", 2)) != StringRef::npos)
    return "has a NUL byte or a line break";
  while (true) {
    auto [component, rest] = path.split('/');
    if (component.empty())
      return "has an empty component; one slash separates";
    if (component == "." || component == "..")
      return "has a `.` or `..` component; write the path that it stands for";
    if (component.size() == path.size())
      return {};
    path = rest;
  }
}

void PlanVerifier::checkPath(const char *what, StringRef path) {
  StringRef problem;
  if (!path.starts_with("/"))
    problem = "is not absolute";
  else if (path != "/")
    problem = componentProblem(path.drop_front());
  if (!problem.empty())
    violation(Rule::Paths, Twine(what) + ", " + quoteString(path) + ", " + problem);
}

/// Below some folder: `.` or empty for all of it.
void PlanVerifier::checkRelativePath(StringRef what, StringRef path) {
  StringRef problem;
  if (path.starts_with("/"))
    problem = "is not relative";
  else if (!path.empty() && path != ".")
    problem = componentProblem(path);
  if (!problem.empty())
    violation(Rule::Paths, what + ", " + quoteString(path) + ", " + problem);
}

//===----------------------------------------------------------------------===//
// Sources
//===----------------------------------------------------------------------===//

/// No references, and no URLs, have these.
static bool hasBlank(StringRef text) {
  return llvm::any_of(text, [](char c) { return c == ' ' || isControl(c); });
}

void PlanVerifier::checkUrl(StringRef what, StringRef url) {
  if (url.empty() || hasBlank(url))
    violation(Rule::Sources, "the " + what + " " + quoteString(url) + " is empty or has blanks");
}

/// Whether \p ref has a registry (`docker.io/…`, `localhost:5000/…`) and a tag
/// or digest, as BuildKit's image source demands.
static bool isQualified(StringRef ref) {
  auto [registry, repository] = ref.split('/');
  if (repository.empty() ||
      (registry != "localhost" && !registry.contains('.') && !registry.contains(':')))
    return false;
  auto [name, digest] = repository.split('@');
  if (repository.contains('@'))
    return !name.empty() && isSha256Digest(digest);
  auto [path, tag] = name.rsplit(':');
  return !path.empty() && !tag.empty() && !tag.contains('/');
}

void PlanVerifier::checkImageRef(StringRef ref) {
  checkUrl("image reference", ref);
  if (atLeast(PlanLevel::Final) && !ref.empty() && !isQualified(ref))
    violation(Rule::QualifiedImages,
              "the image reference " + quoteString(ref) +
                  " needs a registry and a tag or digest, as in `docker.io/library/python:3.13`");
}

void PlanVerifier::checkHttp(const HttpState &http) {
  checkUrl("URL", http.url);
  if (!http.checksum.empty() && !isSha256Digest(http.checksum))
    violation(Rule::Sources,
              "the checksum " + quoteString(http.checksum) + " is not `sha256:` and 64 hex digits");
  if (StringRef(http.filename).find_first_of(StringRef("/\0\n", 3)) != StringRef::npos)
    violation(Rule::Sources,
              "the file name " + quoteString(http.filename) + " is more than one name");
  checkMode(http.mode);
}

void PlanVerifier::checkGit(const GitState &git) {
  checkUrl("URL", git.url);
  if (hasBlank(git.ref))
    violation(Rule::Sources, "the git reference " + quoteString(git.ref) + " has blanks");
  checkRelativePath("the folder in a repository", git.subdir);
}

//===----------------------------------------------------------------------===//
// Environments and the image's config
//===----------------------------------------------------------------------===//

void PlanVerifier::checkVariableName(StringRef name) {
  if (name.empty() || name.find_first_of(StringRef("=\0", 2)) != StringRef::npos)
    violation(Rule::Environments,
              "the variable name " + quoteString(name) + " is empty or has a `=` or a NUL byte");
}

void PlanVerifier::checkVariable(const EnvVar &variable) {
  checkVariableName(variable.name);
  if (StringRef(variable.value).contains('\0'))
    violation(Rule::Environments, "the value of " + quoteString(variable.name) + " has a NUL byte");
}

void PlanVerifier::checkConfig(const ImageConfig &config) {
  for (const EnvVar &variable : config.env)
    checkVariable(variable);
  for (unsigned port : config.ports)
    if (port < 1 || port > 65535)
      violation(Rule::Config, "port " + Twine(port) + " is not in 1 to 65535");
  for (const auto &[name, value] : config.labels)
    if (name.empty())
      violation(Rule::Config, "a label without a name");
  if (!config.workdir.empty())
    checkPath("the image's working folder", config.workdir);
  if (config.healthcheck)
    checkHealthcheck(*config.healthcheck);
}

void PlanVerifier::checkHealthcheck(const Healthcheck &check) {
  if (check.test.empty())
    violation(Rule::Config, "a health check without a test");
  if (check.interval < 0 || check.timeout < 0 || check.startPeriod < 0 || check.retries < 0)
    violation(Rule::Config, "a health check with a negative time or count");
}
