#include "cogc/Resolver/PythonReleases.h"
#include "cogc/Support/Defaults.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;

/// Above all patches that there are.
static constexpr uint64_t newestPatch = 999;
/// Where the search for a single patch begins.
static constexpr uint64_t highestPatch = 50;
static constexpr uint64_t highestMinor = 99;

static Version python(uint64_t minor, uint64_t patch) {
  Version version;
  version.release = {3, minor, patch};
  return version;
}

bool cogc::hasPython(llvm::StringRef pythons, const Version &python) {
  llvm::SmallVector<llvm::StringRef> minors;
  pythons.split(minors, ' ', -1, false);
  std::string minor = "3." + llvm::utostr(python.release[1]);
  return llvm::is_contained(minors, minor);
}

Version cogc::pythonVersion(llvm::StringRef text) {
  Version version = Version::parse(text).value_or(Version());
  if (version.release.size() == 2)
    version.release.push_back(newestPatch);
  return version;
}

std::string cogc::allowedPython(const VersionSet &allowed, uint64_t minor) {
  std::string text = "3." + llvm::utostr(minor);
  if (allowed.contains(python(minor, newestPatch)))
    return text;
  for (uint64_t patch = highestPatch + 1; patch-- > 0;)
    if (allowed.contains(python(minor, patch)))
      return text + "." + llvm::utostr(patch);
  return "";
}

llvm::SmallVector<uint64_t> cogc::pythonsByPreference() {
  auto byDefault = Version::parse(defaultPythonVersion);
  llvm::SmallVector<uint64_t> minors{byDefault->release[1]};
  for (uint64_t minor = newestPythonMinor; minor >= oldestPythonMinor; --minor)
    if (minor != minors.front())
      minors.push_back(minor);
  for (uint64_t minor = newestPythonMinor + 1; minor <= highestMinor; ++minor)
    minors.push_back(minor);
  return minors;
}
