//===- CogYamlFuzzer.cpp - Any bytes as a cog.yaml --------------------------===//
#include "Fuzz.h"
#include "cogc/Frontend/CogYaml.h"

using namespace cogc;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  SourceTree tree = fuzz::projectWith("predict.py", "");
  FileId file = tree.add("cog.yaml", fuzz::inputText(data, size));
  DiagnosticEngine diags(tree);
  parseCogYaml(file, tree, diags);
  fuzz::requireSound(diags);
  return 0;
}
