//===- CompatTableFuzzer.cpp - Any bytes as a compatibility table -------------===//
#include "Fuzz.h"
#include "cogc/Resolver/CompatTable.h"

using namespace cogc;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  // A copy that is gone before the table is looked at: nothing of it may be kept.
  std::string json = fuzz::inputText(data, size).str();
  llvm::Expected<LoadedCompatTable> loaded = readCompatTable(json);
  if (!loaded) {
    fuzz::require(!llvm::toString(loaded.takeError()).empty(), "refused without a word");
    return 0;
  }
  json.assign(json.size(), '\0');
  json.shrink_to_fit();
  const CompatTable &table = loaded->table();
  for (const CompatPackage &package : table.packages) {
    const CompatPackage *found = table.find(package.name);
    fuzz::require(found && found->name == package.name, "a package is not found by its name");
    for (const CompatRelease &release : package.releases) {
      fuzz::require(llvm::json::isUTF8(release.version), "a version is not UTF-8");
      for (const CompatRequirement &requirement : release.requirements)
        table.find(requirement.name);
      for (const CompatBuild &build : release.builds)
        table.sourceText(build.source);
    }
  }
  return 0;
}
