//===- DockerIgnoreFuzzer.cpp - Any bytes as a .dockerignore -----------------===//
#include "Fuzz.h"
#include "cogc/Frontend/DockerIgnore.h"

using namespace cogc;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  llvm::StringRef contents = fuzz::inputText(data, size);
  std::vector<std::string> patterns = readDockerIgnore(contents);
  fuzz::require(patterns.size() <= contents.count('\n') + 1, "more patterns than lines");
  for (const std::string &pattern : patterns) {
    fuzz::require(!pattern.empty(), "an empty pattern");
    fuzz::require(!llvm::StringRef(pattern).contains('\n'), "a pattern of two lines");
  }
  return 0;
}
