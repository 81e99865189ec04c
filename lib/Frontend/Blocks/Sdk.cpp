//===- Sdk.cpp - Which Cog SDK goes into the image ------------------------------===//
//
// One version unless somebody asks for another: COG_SDK_WHEEL and COGLET_WHEEL
// in the environment of the compile, `sdk_version` in cog.yaml.
//
// The runtime has the SDK's own version: they are released together and rely on
// each other (cog 0.17.0 does not start with coglet 0.23.1), while cog's metadata
// would take any.
//
// A pre-release takes a word of its own. uv installs one only of packages whose
// requirement names one, so `>=0.17.0a0` allows it to cog and coglet, and to no
// package of the user's.
//
//===----------------------------------------------------------------------------===//
#include "Sdk.h"
#include "../ValueForms.h"
#include "Steps.h"
#include "cogc/Support/Defaults.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

using namespace cogc;

/// Of what comes before a release: in semantic versioning, in PEP 440.
static constexpr std::pair<llvm::StringLiteral, llvm::StringLiteral> spellings[] = {
    {"-alpha", "a"}, {"-beta", "b"}, {"-rc", "rc"}, {"-dev", ".dev"}};

std::string cogc::pep440Version(llvm::StringRef version) {
  for (auto &[semver, python] : spellings) {
    auto [release, number] = version.split(semver);
    bool isSuffix = release.size() < version.size() && llvm::all_of(number, llvm::isDigit);
    if (isSuffix)
      return (release + python + number).str();
  }
  return version.str();
}

std::string cogc::semanticVersion(llvm::StringRef version) {
  for (auto &[semver, python] : spellings) {
    auto [release, rest] = version.split(python);
    if (release.size() < version.size())
      return (release + semver + rest).str();
  }
  return version.str();
}

/// The requirement that lets uv take a pre-release of \p package.
static std::string anyRelease(llvm::StringRef package) {
  return (package + ">=" + minimumSdkVersion + "a0").str();
}

static void addVersion(llvm::StringRef version, Sdk &sdk) {
  sdk.isDefault = version == sdkVersion;
  sdk.isRelease = true;
  sdk.version = semanticVersion(version);
  sdk.requirements.push_back(("cog==" + version).str());
  if (!sdk.isDefault)
    sdk.runtime = ("coglet==" + version).str();
}

/// Why \p version cannot be asked for; empty when it can.
static std::string versionMistake(llvm::StringRef package, llvm::StringRef version) {
  std::optional<Version> parsed = Version::parse(version);
  if (!parsed)
    return ("`" + version + "` is not a version; write it like `0.17.0`").str();
  if (package == "cog" && !isSupportedSdk(*parsed))
    return ("the oldest Cog SDK that works is " + llvm::Twine(minimumSdkVersion)).str();
  return "";
}

namespace {
/// One of the two variables.
struct WheelVariable {
  llvm::StringRef name;
  llvm::StringRef package;
  llvm::StringRef value;
  const std::optional<LocalWheel> &file;
  llvm::StringRef context;
};
} // namespace

static void addFile(const WheelVariable &variable, const LocalWheel &wheel, Sdk &sdk) {
  std::string path = "/wheels/" + wheel.digest + "/" + wheel.file;
  sdk.requirements.push_back((variable.package + " @ file://" + inputsPath + path).str());
  sdk.wheels.push_back({variable.context.str(), wheel.file, wheel.digest, path});
}

/// `…/cog-0.23.1-py3-none-any.whl` → `0.23.1`. What a wheel's version has after
/// a `+` names a build, and no release.
static void takeVersion(llvm::StringRef wheel, Sdk &sdk) {
  wheel = wheel.take_until([](char c) { return c == '?' || c == '#'; });
  llvm::StringRef file = llvm::sys::path::filename(wheel, llvm::sys::path::Style::posix);
  if (!file.consume_front("cog-") || !file.ends_with(".whl"))
    return;
  llvm::StringRef version = file.split('-').first;
  sdk.version = semanticVersion(version.take_until([](char c) { return c == '+' || c == '%'; }));
}

static void addPinned(const WheelVariable &variable, llvm::StringRef written, Sdk &sdk) {
  std::string version = pep440Version(written);
  std::string mistake = versionMistake(variable.package, version);
  if (mistake.empty() && variable.package == "cog")
    addVersion(version, sdk);
  else if (mistake.empty())
    sdk.requirements.push_back((variable.package + "==" + version).str());
  else
    sdk.mistakes.push_back({variable.name.str(), variable.value.str(), mistake});
}

static void addWheel(const WheelVariable &variable, Sdk &sdk) {
  llvm::StringRef value = variable.value.trim();
  if (variable.file)
    addFile(variable, *variable.file, sdk);
  else if (value.equals_insensitive("pypi"))
    sdk.requirements.push_back(variable.package.str());
  else if (value.consume_front_insensitive("pypi:"))
    addPinned(variable, value, sdk);
  else
    sdk.requirements.push_back((variable.package + " @ " + value).str());
}

static void addConfigured(llvm::StringRef version, Sdk &sdk) {
  if (version != "prerelease")
    return addVersion(version, sdk);
  sdk.requirements.push_back(anyRelease("cog"));
  sdk.runtime = anyRelease("coglet");
}

Sdk cogc::chooseSdk(const ModelSpec &spec, const CompileOptions &options) {
  Sdk sdk;
  sdk.version = sdkVersion;
  if (!options.sdkWheel.empty()) {
    takeVersion(options.sdkWheelFile ? options.sdkWheelFile->file : options.sdkWheel, sdk);
    addWheel({"COG_SDK_WHEEL", "cog", options.sdkWheel, options.sdkWheelFile, sdkWheelContext},
             sdk);
  } else if (spec.build.sdkVersion) {
    addConfigured(spec.build.sdkVersion->value, sdk);
  } else {
    addVersion(sdkVersion, sdk);
  }
  if (!options.cogletWheel.empty()) {
    addWheel({"COGLET_WHEEL", "coglet", options.cogletWheel, options.cogletWheelFile,
              cogletWheelContext},
             sdk);
    sdk.isDefault = false;
  } else if (!sdk.runtime.empty()) {
    sdk.requirements.push_back(sdk.runtime);
  }
  return sdk;
}

void cogc::reportSdk(const BlockContext &context, const Sdk &sdk) {
  if (context.options.sdkWheel.empty() && !context.spec.build.sdkVersion)
    context.diags.report(Diag::default_sdk, std::nullopt, sdkVersion);
  for (const SdkWheel &wheel : sdk.wheels) {
    bool isSdk = wheel.context == sdkWheelContext;
    context.diags.report(Diag::local_wheel, std::nullopt, isSdk ? "cog" : "coglet", wheel.file,
                         isSdk ? "COG_SDK_WHEEL" : "COGLET_WHEEL");
  }
  for (auto &[name, value, reason] : sdk.mistakes)
    context.diags.report(Diag::sdk_wheel, std::nullopt, name, value, reason);
}

void cogc::addWheelContexts(const Sdk &sdk, PlanBuilder &plan) {
  for (const SdkWheel &wheel : sdk.wheels)
    plan.context({wheel.context, ".", {wheel.file}, {}, /*given=*/true});
}

void cogc::addWheels(const Sdk &sdk, Timestamp times, StageBuilder &inputs) {
  for (const SdkWheel &wheel : sdk.wheels) {
    CopyOp copy;
    copy.sources = {"/" + wheel.file};
    copy.from = State::context(wheel.context);
    copy.to = wheel.path;
    copy.times = times;
    inputs.add(std::move(copy));
  }
}

std::string cogc::wheelChecks(const Sdk &sdk) {
  std::string checks;
  for (const SdkWheel &wheel : sdk.wheels)
    checks += "echo '" + wheel.digest + "  " + inputsPath + wheel.path +
              "' | sha256sum --check --quiet\n";
  return checks;
}

std::string cogc::packagesFile(llvm::ArrayRef<Text> packages) {
  std::string contents;
  for (const Text &package : packages)
    for (const Text &line : splitRequirementItem(package))
      contents += line.value + "\n";
  return contents;
}
