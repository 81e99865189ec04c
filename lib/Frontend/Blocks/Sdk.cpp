#include "Sdk.h"
#include "cogc/Support/Defaults.h"

using namespace cogc;

/// `pypi` → `cog`, `pypi:0.20.0` → `cog==0.20.0`, an URL → `cog @ URL`; nothing
/// for anything else.
static std::optional<std::string> wheelRequirement(llvm::StringRef package, llvm::StringRef value) {
  if (value == "pypi")
    return package.str();
  if (value.consume_front("pypi:"))
    return (package + "==" + value).str();
  if (value.starts_with("https://") || value.starts_with("http://"))
    return (package + " @ " + value).str();
  return std::nullopt;
}

static void addWheel(const BlockContext &context, llvm::StringRef variable, llvm::StringRef package,
                     llvm::StringRef value, Sdk &sdk) {
  std::optional<std::string> requirement = wheelRequirement(package, value);
  if (requirement)
    sdk.requirements.push_back(*requirement);
  else
    context.diags.report(Diag::sdk_wheel, std::nullopt, variable, value);
}

static void addVersion(llvm::StringRef version, Sdk &sdk) {
  sdk.isDefault = version == sdkVersion;
  sdk.prerelease = version == "prerelease";
  sdk.requirements.push_back(sdk.prerelease ? "cog" : ("cog==" + version).str());
}

static void addDefaultVersion(const BlockContext &context, Sdk &sdk) {
  context.diags.report(Diag::default_sdk, std::nullopt, sdkVersion);
  addVersion(sdkVersion, sdk);
}

Sdk cogc::chooseSdk(const BlockContext &context) {
  const CompileOptions &options = context.options;
  Sdk sdk;
  if (!options.sdkWheel.empty())
    addWheel(context, "COG_SDK_WHEEL", "cog", options.sdkWheel, sdk);
  else if (context.spec.build.sdkVersion)
    addVersion(context.spec.build.sdkVersion->value, sdk);
  else
    addDefaultVersion(context, sdk);
  if (!options.cogletWheel.empty()) {
    addWheel(context, "COGLET_WHEEL", "coglet", options.cogletWheel, sdk);
    sdk.isDefault = false;
  }
  return sdk;
}

std::string cogc::packagesFile(llvm::ArrayRef<Text> packages) {
  std::string contents;
  for (const Text &package : packages)
    for (const Text &line : splitRequirementItem(package))
      contents += line.value + "\n";
  return contents;
}
