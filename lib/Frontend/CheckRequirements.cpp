//===- CheckRequirements.cpp - What cannot work in requirements -------------===//
#include "DependencyParts.h"
#include "cogc/Support/Pep440.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

using namespace cogc;
using namespace llvm;

namespace {
class RequirementsChecker {
public:
  RequirementsChecker(const ModelSpec &spec, Dependencies &result, DiagnosticEngine &diags)
      : spec(spec), result(result), diags(diags) {}

  void check(const RequirementLine &line);

private:
  void checkVersions(const RequirementLine &line);
  void findVariables(const Text &line);

  const ModelSpec &spec;
  Dependencies &result;
  DiagnosticEngine &diags;
  /// The lines of one package that have no marker, up to here. Most packages have one
  /// line, and nobody has to know what that allows.
  struct Earlier {
    std::string specifiers; // of the first
    std::optional<VersionSet> versions;
    SourceRange last;
  };
  StringMap<Earlier> earlier;
  StringSet<> variables;
};
} // namespace

/// Two lines for one package must leave a version that both allow. Lines with
/// markers may never hold together, so they are left to the installer.
void RequirementsChecker::checkVersions(const RequirementLine &line) {
  if (line.name.empty() || line.specifiers.empty() || !line.marker.empty())
    return;
  auto [entry, isNew] = earlier.try_emplace(line.name);
  Earlier &lines = entry->second;
  if (isNew) {
    lines = {line.specifiers, std::nullopt, line.text.range};
    return;
  }
  if (!lines.versions)
    lines.versions = VersionSet::parse(lines.specifiers);
  std::optional<VersionSet> now = VersionSet::parse(line.specifiers);
  if (!now)
    return;
  VersionSet both = lines.versions ? lines.versions->intersect(*now) : *now;
  if (both.isEmpty())
    diags.report(Diag::requirement_conflict, line.text.range, *line.text)
        .note(lines.last, "the other line is here");
  else
    lines.versions = std::move(both);
  lines.last = line.text.range;
}

/// `${NAME}`, upper case, as pip and uv replace it.
void RequirementsChecker::findVariables(const Text &line) {
  StringRef rest = *line;
  while (true) {
    rest = rest.substr(rest.find("${"));
    if (!rest.consume_front("${"))
      return;
    StringRef name = rest.take_while([](char c) { return isUpper(c) || isDigit(c) || c == '_'; });
    bool isSet = any_of(spec.environment, [&](auto &entry) { return entry.name == name; });
    if (name.empty() || !rest.drop_front(name.size()).starts_with("}") || isSet ||
        !variables.insert(name).second)
      continue;
    diags.report(Diag::requirement_variable, line.range, ("${" + name + "}").str(), name);
    result.variables.emplace_back(name.str(), line.range);
  }
}

void RequirementsChecker::check(const RequirementLine &line) {
  checkVersions(line);
  findVariables(line.text);
}

void cogc::checkRequirements(const ModelSpec &spec, Dependencies &result, const SourceTree &tree,
                             DiagnosticEngine &diags) {
  RequirementsChecker checker(spec, result, diags);
  for (const RequirementsFile &file : result.requirements.files)
    for (const RequirementLine &line : file.lines)
      checker.check(line);
  for (const Text &item : spec.build.pythonPackages)
    for (const Text &line : splitRequirementItem(item))
      checker.check(parseRequirementLine(line));
}
