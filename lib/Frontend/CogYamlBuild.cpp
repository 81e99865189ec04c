//===- CogYamlBuild.cpp - `build:` -----------------------------------------===//
#include "CogYamlParts.h"
#include "ValueForms.h"
#include "cogc/Frontend/Dependencies.h"
#include "cogc/Support/Defaults.h"
#include "cogc/Support/PackageSecret.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

using namespace cogc;
using namespace llvm;
using yaml::Node;

/// Why \p numbers are not `major.minor` or `major.minor.patch`; empty when they are.
static StringRef pythonVersionMistake(const std::optional<SmallVector<unsigned, 4>> &numbers) {
  if (!numbers)
    return "is not made of numbers and dots";
  if (numbers->size() == 1)
    return "has no minor version";
  if (numbers->size() > 3)
    return "has more than three parts";
  return numbers->front() > 3 ? "does not exist" : "";
}

static void checkPythonVersion(ConfigReader &reader, const Text &version) {
  auto numbers = parseDottedNumber(*version);
  StringRef mistake = pythonVersionMistake(numbers);
  if (!mistake.empty()) {
    reader.diags.report(Diag::python_version_form, version.range, *version, mistake);
    return;
  }
  unsigned major = (*numbers)[0], minor = (*numbers)[1];
  if (major < 3 || minor < oldestPythonMinor) {
    // A program that wrote 3.10 as a number wrote this.
    bool isCutOff = *version == "3.1";
    auto report = reader.diags.report(Diag::python_version_old, version.range, *version,
                                      isCutOff ? "; did you mean `\"3.10\"`?" : "");
    if (isCutOff)
      report.fixIt(version.range, "\"3.10\"", FixKind::Guess);
  } else if (minor > newestPythonMinor) {
    reader.diags.report(Diag::python_version_unknown, version.range, *version, newestPythonMinor);
  }
}

static void checkCuda(ConfigReader &reader, const Text &version) {
  auto numbers = parseDottedNumber(*version);
  StringRef mistake;
  if (!numbers || numbers->size() > 3)
    mistake = "is not a version";
  else if (numbers->size() == 1)
    mistake = "has no minor version";
  else if (numbers->front() < 11)
    mistake = "is older than 11.0, the oldest with images";
  if (!mistake.empty())
    reader.diags.report(Diag::cuda_form, version.range, *version, mistake);
}

static void checkCudnn(ConfigReader &reader, const Text &version) {
  if (!parseDottedNumber(*version))
    reader.diags.report(Diag::cudnn_form, version.range, *version);
}

static void checkSdkVersion(ConfigReader &reader, const Text &version) {
  if (*version == "prerelease")
    return;
  std::optional<Version> parsed = Version::parse(*version);
  if (!parsed)
    reader.diags.report(Diag::sdk_version_form, version.range, *version);
  else if (!isSupportedSdk(*parsed))
    reader.diags.report(Diag::sdk_version_old, version.range, *version);
}

/// A scalar of a value that is compared or parsed: without the blanks around.
static std::optional<Text> trimmedText(ConfigReader &reader, const Node *scalar) {
  std::optional<Text> text = reader.optionalText(scalar);
  if (text)
    text->value = StringRef(text->value).trim().str();
  return text;
}

static void readVersions(ConfigReader &reader, const Keys &keys, BuildSpec &build) {
  build.pythonVersion = trimmedText(reader, keys.get("python_version"));
  build.cuda = trimmedText(reader, keys.get("cuda"));
  build.cudnn = trimmedText(reader, keys.get("cudnn"));
  build.sdkVersion = trimmedText(reader, keys.get("sdk_version"));
  if (const Node *gpu = keys.get("gpu"))
    build.gpu = {gpu->boolValue(), gpu->range};

  if (build.pythonVersion)
    checkPythonVersion(reader, *build.pythonVersion);
  if (build.cuda)
    checkCuda(reader, *build.cuda);
  if (build.cudnn)
    checkCudnn(reader, *build.cudnn);
  if (build.sdkVersion)
    checkSdkVersion(reader, *build.sdkVersion);
  for (StringRef key : {"cuda", "cudnn"})
    if (keys.get(key) && !*build.gpu)
      reader.diags.report(Diag::cuda_without_gpu, keys.keyRange(key), key);
}

static void readPythonPackages(ConfigReader &reader, const Keys &keys, BuildSpec &build) {
  build.pythonPackages = reader.texts(keys.get("python_packages"), "build.python_packages");
  build.pythonRequirements = reader.optionalText(keys.get("python_requirements"));
  if (!build.pythonRequirements)
    return;
  const Text &file = *build.pythonRequirements;
  readFilePath(reader, splitDependencyFile(*file).file, file.range,
               "create it, or correct `python_requirements`");
  if (!build.pythonPackages.empty())
    reader.diags.report(Diag::packages_twice, keys.keyRange("python_packages"), *file)
        .note(keys.keyRange("python_requirements"), "`python_requirements` is given here");
}

/// An item of `system_packages` may hold several words (`fluidsynth
/// --fix-missing`); each becomes an argument of its own, so a shell never sees
/// the item as a whole.
static void readSystemPackage(ConfigReader &reader, const Text &item, BuildSpec &build) {
  build.systemPackageItems.push_back(item);
  SmallVector<StringRef> words;
  SplitString(*item, words);
  for (StringRef word : words) {
    SourceRange range = reader.rangeWithin(item, word);
    if (isAptWord(word)) {
      build.systemPackages.emplace_back(word.str(), range);
      continue;
    }
    // A shell takes `>=1.9` for a file to write to, and apt-get gets the name alone.
    StringRef name = word.take_until([](char c) { return c == '<' || c == '>'; });
    StringRef version = word.drop_front(name.size());
    if (!version.empty() && isAptWord(name) && !version.contains('/')) {
      reader.diags.report(Diag::system_package_version, range, name, version);
      build.systemPackages.emplace_back(name.str(), range);
      continue;
    }
    StringRef hint = any_of(word, isUpper) ? "; names of packages are in lower case" : "";
    reader.diags.report(Diag::system_package_form, range, word, hint);
  }
}

static void reportMount(ConfigReader &reader, StringRef what, const Text &value,
                        const std::string &mistake) {
  if (!mistake.empty())
    reader.diags.report(Diag::mount_form, value.range, what, *value, mistake);
}

static Text readSecretId(ConfigReader &reader, const Node &node) {
  Text id = reader.text(node);
  reportMount(reader, "id", id, secretIdMistake(*id));
  return id;
}

/// Where the secret's file will be, in the shortest form of its path.
static Text readSecretTarget(ConfigReader &reader, const Node &node) {
  Text written = reader.text(node), target = written;
  reportMount(reader, "target", written, secretTargetMistake(target.value));
  return target;
}

static void readMount(ConfigReader &reader, const Node &mapping, RunCommand &command) {
  Keys keys = reader.keys(mapping, "build.run[].mounts[]");
  SecretMount mount;
  mount.range = mapping.range;
  if (const Node *type = keys.get("type"); type && type->text != "secret")
    reader.diags.report(Diag::mount_form, type->range, "type", type->text,
                        "does not exist; the only one is `secret`");
  if (const Node *id = keys.get("id"))
    mount.id = readSecretId(reader, *id);
  if (const Node *target = keys.get("target"))
    mount.target = readSecretTarget(reader, *target);
  command.mounts.push_back(std::move(mount));
}

/// Two secrets at one place: the step would see one of them.
static void checkPlaceOf(ConfigReader &reader, const PackageSecretSpec &secret,
                         const BuildSpec &build) {
  for (const PackageSecretSpec &other : build.packageSecrets) {
    if (!secret.target->empty() && *other.target == *secret.target)
      reportMount(reader, "target", secret.target,
                  "is the place of another secret; choose another");
    if (!secret.env->empty() && *other.env == *secret.env)
      reportMount(reader, "env", secret.env, "is the variable of another secret; choose another");
  }
}

static void readPackageSecret(ConfigReader &reader, const Node &mapping, BuildSpec &build) {
  Keys keys = reader.keys(mapping, "build.package_secrets[]");
  PackageSecretSpec secret;
  secret.range = mapping.range;
  if (const Node *id = keys.get("id"))
    secret.id = readSecretId(reader, *id);
  if (const Node *target = keys.get("target")) {
    secret.target = readSecretTarget(reader, *target);
    reportMount(reader, "target", secret.target, packageTargetMistake(*secret.target));
  }
  if (const Node *env = keys.get("env")) {
    secret.env = reader.text(*env);
    reportMount(reader, "env", secret.env, secretEnvMistake(*secret.env));
  }
  if (!keys.get("target") && !keys.get("env"))
    reader.diags.report(Diag::package_secret_place, mapping.range, *secret.id);
  checkPlaceOf(reader, secret, build);
  build.packageSecrets.push_back(std::move(secret));
}

/// A text is a command; a mapping holds one and its mounts.
static void readRunCommand(ConfigReader &reader, const Node &item, BuildSpec &build) {
  RunCommand command;
  const Node *text = &item;
  if (item.kind == Node::Kind::Mapping) {
    Keys keys = reader.keys(item, "build.run[]");
    text = keys.get("command");
    reader.items(keys.get("mounts"), "build.run[].mounts",
                 [&](const Node &mount) { readMount(reader, mount, command); });
  }
  if (!text)
    return;
  if (std::optional<Text> written = reader.optionalText(text)) {
    command.command = std::move(*written);
    build.run.push_back(std::move(command));
  } else {
    reader.diags.report(Diag::empty_item, text->range, "`build.run`");
  }
}

BuildSpec cogc::readBuild(ConfigReader &reader, const Node &mapping) {
  BuildSpec build;
  build.range = mapping.range;
  Keys keys = reader.keys(mapping, "build");
  readVersions(reader, keys, build);
  readPythonPackages(reader, keys, build);
  reader.items(keys.get("package_secrets"), "build.package_secrets",
               [&](const Node &item) { readPackageSecret(reader, item, build); });
  for (const Text &item : reader.texts(keys.get("system_packages"), "build.system_packages"))
    readSystemPackage(reader, item, build);
  reader.items(keys.get("run"), "build.run",
               [&](const Node &item) { readRunCommand(reader, item, build); });
  for (Text &command : reader.texts(keys.get("pre_install"), "build.pre_install"))
    build.preInstall.push_back({std::move(command), {}});
  return build;
}
