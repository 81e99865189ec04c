#include "cogc/Frontend/NamedPackages.h"

using namespace cogc;

static void add(const RequirementLine &line, std::vector<NamedPackage> &packages) {
  if (!line.name.empty() || line.isVcs)
    packages.push_back({line.name, line.isVcs, line.text.range});
}

std::vector<NamedPackage> cogc::namedPackages(const BlockContext &context) {
  std::vector<NamedPackage> packages;
  for (const RequirementsFile &file : context.requirements.files)
    if (!file.isConstraints)
      for (const RequirementLine &line : file.lines)
        add(line, packages);
  for (const Text &item : context.spec.build.pythonPackages)
    for (const Text &line : splitRequirementItem(item))
      add(parseRequirementLine(line), packages);
  return packages;
}
