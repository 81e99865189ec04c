//===- RequirementsFuzzer.cpp - Any bytes as a requirements file -------------===//
#include "Fuzz.h"
#include "cogc/Frontend/Requirements.h"

using namespace cogc;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  SourceTree tree = fuzz::projectWith("requirements.txt", fuzz::inputText(data, size));
  FileId config = tree.add("cog.yaml", "requirements.txt");
  DiagnosticEngine diags(tree);
  Requirements all = readRequirements(Text("requirements.txt", {config, 0, 16}), tree, diags);
  fuzz::require(!all.files.empty() || diags.hasErrors(), "nothing was read and nothing was said");
  for (const RequirementsFile &file : all.files)
    for (const RequirementLine &line : file.lines) {
      fuzz::requireInside(tree, line.text.range);
      fuzz::require(normalizePackageName(line.name) == line.name, "a name is not in normal form");
    }
  fuzz::requireSound(diags);
  return 0;
}
