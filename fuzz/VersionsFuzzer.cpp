//===- VersionsFuzzer.cpp - Any bytes as versions, specifiers and markers ----===//
#include "Fuzz.h"
#include "cogc/Frontend/Marker.h"

using namespace cogc;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  auto [left, right] = fuzz::inputText(data, size).split('\n');
  std::optional<Version> version = Version::parse(left);
  if (version) {
    std::optional<Version> again = Version::parse(version->str());
    fuzz::require(again && *again == *version, "a normal spelling reads as another version");
    fuzz::require(VersionSet::of(*version).contains(*version), "a version does not equal itself");
  }
  std::optional<VersionSet> set = VersionSet::parse(right);
  if (set) {
    VersionSet outside = set->complement();
    fuzz::require(set->isDisjoint(outside), "a set meets its complement");
    fuzz::require(set->unite(outside).includes(VersionSet::all()), "something is nowhere");
    fuzz::require(outside.complement().includes(*set), "a complement's complement lacks something");
    if (version)
      fuzz::require(set->contains(*version) != outside.contains(*version),
                    "a version is on both sides or on none");
  }
  MarkerEnvironment(Platform(), VersionSet::all()).holds(left);
  return 0;
}
