//===- SdkNames.cpp - What the Cog SDK offers to import -----------------------===//
#include "SdkNames.h"
#include "cogc/Support/Defaults.h"
#include "cogc/Support/EditDistance.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/ADT/Twine.h"

using namespace cogc;
using namespace cogc::schema;
using namespace llvm;

namespace {
struct SdkModule {
  StringLiteral name;
  StringLiteral own;
  StringLiteral borrowed;
};
struct SdkPart {
  StringLiteral name;
  StringLiteral since;
  StringLiteral until;
};
} // namespace

static constexpr SdkModule sdkModules[] = {
#define SDK_MODULE(module, own, borrowed) {module, own, borrowed},
#include "SdkNames.def"
};
static constexpr SdkPart sdkParts[] = {
#define SDK_PART(name, since, until) {name, since, until},
#include "SdkNames.def"
};

StringRef cogc::schema::deprecatedAdvice(StringRef name) {
  return StringSwitch<StringRef>(name)
#define SDK_DEPRECATED(name, advice) .Case(name, advice)
#include "SdkNames.def"
      .Default("");
}

static SmallVector<StringRef, 32> wordsOf(StringRef text) {
  SmallVector<StringRef, 32> words;
  text.split(words, ' ', -1, /*KeepEmpty=*/false);
  return words;
}

static const SdkModule *findModule(StringRef name) {
  const auto *found = find_if(sdkModules, [&](const SdkModule &one) { return one.name == name; });
  return found == std::end(sdkModules) ? nullptr : found;
}

static const SdkPart *findPart(StringRef name) {
  const auto *found = find_if(sdkParts, [&](const SdkPart &one) { return one.name == name; });
  return found == std::end(sdkParts) ? nullptr : found;
}

SdkNames::SdkNames(StringRef release)
    : release(Version::parse(release).value_or(*Version::parse(sdkVersion)).base()) {}

bool SdkNames::isInRelease(StringRef part) const {
  const SdkPart *limits = findPart(part);
  return !limits || ((limits->since.empty() || release >= *Version::parse(limits->since)) &&
                     (limits->until.empty() || release < *Version::parse(limits->until)));
}

/// `types` of `cog.types`.
static StringRef partOf(StringRef module) { return module.split('.').second.split('.').first; }

bool SdkNames::hasModule(StringRef module) const {
  return partOf(module).starts_with("_") || (findModule(module) && isInRelease(partOf(module)));
}

bool SdkNames::hasName(StringRef module, StringRef name) const {
  if (name == "*" || name.starts_with("_") || hasModule((module + "." + name).str()))
    return true;
  const SdkModule *found = findModule(module);
  if (!found || found->own == "*")
    return true;
  return (is_contained(wordsOf(found->own), name) ||
          is_contained(wordsOf(found->borrowed), name)) &&
         isInRelease(name);
}

StringRef SdkNames::baseClass() const {
  return isInRelease("BaseRunner") ? "BaseRunner" : "BasePredictor";
}

std::string SdkNames::advice(StringRef module, StringRef name) const {
  if (name == "Predictor")
    return ("write `" + baseClass() + "`").str();
  // A union of files, paths and text, for the parameter of `setup`.
  if (name == "Weights")
    return "write `Path`";
  if (name == "BaseRunner")
    return "write `BasePredictor`, or ask for a newer SDK with `sdk_version`";
  if (const SdkPart *part = findPart(name); part && module == "cog" && !part->since.empty())
    return ("it is there from " + part->since + " on, which `sdk_version` can ask for").str();
  if (StringRef advice = deprecatedAdvice(name); !advice.empty())
    return advice.str();
  for (const SdkModule &other : sdkModules)
    if (is_contained(wordsOf(other.own), name) && hasModule(other.name) && isInRelease(name))
      return ("write `from " + other.name + " import " + name + "`").str();
  const SdkModule *found = findModule(module);
  auto known = wordsOf(found ? found->own : "");
  erase_if(known, [&](StringRef one) { return !isInRelease(one); });
  StringRef nearest = nearestWord(name, known);
  return nearest.empty() ? "" : ("did you mean `" + nearest + "`?").str();
}
