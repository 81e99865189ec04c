#include "Flags.h"
#include "cogc/Frontend/Lint.h"
#include "cogc/Frontend/SystemRules.h"
#include "cogc/Support/Digest.h"
#include "cogc/Support/Pep440.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Regex.h"
#include <unistd.h>

using namespace cogc;
using llvm::StringRef;

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

static Words emitKinds() {
  return {
#define EMIT(Name, flag, help) flag,
#include "cogc/Driver/EmitKinds.def"
  };
}

static Words passNames() {
  Words names;
  for (const PassInfo &pass : allPasses())
    names.push_back(pass.name.str());
  return names;
}

static Words systemRuleNames() {
  Words names;
  for (const SystemRule &rule : systemRules())
    names.push_back(rule.name.str());
  return names;
}

static Words lintNames() {
  Words names;
  for (Diag kind : lintKinds())
    names.push_back(diagName(kind).str());
  return names;
}

static Words diagnosticForms() { return {"text", "json", "sarif"}; }
static Words logForms() { return {"text", "json"}; }
static Words colorChoices() { return {"auto", "always", "never"}; }
static Words progressForms() { return {"auto", "plain", "tty", "quiet", "rawjson"}; }

/// A flag that may be repeated, whose value has the \p form NAME=VALUE.
static void addPairs(FlagSet &set, const char *flag, const char *form, Flags::Pairs &into,
                     const char *help) {
  auto add = [flag, form, &into](const std::string &text) {
    auto [name, value] = StringRef(text).split('=');
    if (name.empty() || name.size() == text.size())
      throw Misuse{(StringRef("`") + flag + " " + text + "` is not of the form " + form).str()};
    into.emplace_back(name, value);
  };
  set.list(flag, form, add, help);
}

static int64_t parseEpoch(StringRef name, StringRef text) {
  int64_t seconds;
  // Later than the year 9999 no date can be written.
  if (text.getAsInteger(10, seconds) || seconds < 0 || seconds > 253402300799)
    throw Misuse{(name + "=`" + text + "` is not a number of seconds since 1970").str()};
  return seconds;
}

/// A date of RFC 3339, alone or with a time in UTC.
static bool isDay(StringRef text) {
  llvm::Regex form("^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
                   "(T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?Z)?$");
  return form.match(text);
}

//===----------------------------------------------------------------------===//
// The flags
//===----------------------------------------------------------------------===//

void Flags::addInput(FlagSet &set) {
  set.path(invocation.input,
           "cog.yaml, its folder, a .plan file, or - for a plan on standard input; default: "
           "the cog.yaml of this folder or of the nearest one above it");
  set.value("-f,--file", "NAME", invocation.configName, "the configuration file's name");
}

void Flags::addOutput(FlagSet &set) {
  set.group("Output");
  set.value("-o,--output", "FILE", invocation.output,
            "where the output goes; - is standard output, the default");
  set.choice(
      "--emit", "FORM", emitKinds,
      [this](const std::string &value) {
        hasEmit = true;
        invocation.emit = *parseEmitKind(value);
      },
      "the form to write; default: llb");
  set.flag("--print-locs", invocation.printLocations,
           "plans with the places in your files that their steps come from");
}

void Flags::addOutsideFacts(FlagSet &set) {
  set.group("Facts from outside");
  CompileOptions &options = invocation.options;
  set.value(
      "--platform", "OS/ARCH",
      [&options](const std::string &value) {
        std::optional<Platform> platform = Platform::parse(value);
        if (!platform)
          throw Misuse{"`" + value + "` is not a platform; expected OS/ARCH, as in linux/amd64"};
        options.platform = *platform;
      },
      "the image's platform; default: linux/amd64");
  addPairs(set, "--pin", "REF=sha256:DIGEST", options.pins, "use this digest for an image's tag");
  addPairs(set, "--base-config", "REF=FILE", options.baseConfigs,
           "the config (OCI JSON) of a base image that cogc does not know");
  set.value("--compat", "FILE", invocation.compatFile,
            "a table of versions that go together, instead of the built-in one");
  set.value(
      "--driver", "VERSION",
      [&options](const std::string &value) {
        if (!Version::parse(value))
          throw Misuse{"`" + value + "` is no version of a driver; expected one as in 570.86.10"};
        options.driver = value;
      },
      "the NVIDIA driver that the image has to run with");
  set.commas(
      "--gpu-arch", "X.Y,..",
      [&options](const Words &values) {
        for (const std::string &value : values) {
          std::optional<Version> version = Version::parse(value);
          if (!version || version->release.size() != 2)
            throw Misuse{"`" + value +
                         "` is no compute capability; expected MAJOR.MINOR, as in 8.6"};
        }
        options.gpuArchitectures = llvm::join(values, ",");
      },
      "compute capabilities of the GPUs that the image has to run on");
}

void Flags::addPackageFlags(FlagSet &set) {
  CompileOptions &options = invocation.options;
  set.value("--exclude-newer", "DATE", options.excludeNewer,
            "a day, as 2026-11-24: packages that are not pinned are those of then");
  addPairs(set, "--mirror", "HOST=URL", options.mirrors, "where steps find a host's files instead");
  set.list(
      "--package-secret", "id=ID,target=FILE|env=NAME",
      [&options](const std::string &value) {
        llvm::Expected<PackageSecret> secret = PackageSecret::parse(value);
        if (!secret)
          throw Misuse{"`--package-secret " + value + "`: " + llvm::toString(secret.takeError()) +
                       "; expected `id=ID,target=FILE` or `id=ID,env=NAME`"};
        options.packageSecrets.push_back(std::move(*secret));
      },
      "a secret, and its file or variable in the steps that install packages; with `build`, "
      "--secret gives its value");
  set.value("--ca-cert", "FILE", caCert,
            "a company's certificate for the steps that download: a file, a folder, PEM; "
            "default: $COG_CA_CERT");
}

void Flags::addImageFlags(FlagSet &set) {
  CompileOptions &options = invocation.options;
  set.value("--openapi-schema", "FILE", invocation.openApiFile,
            "an OpenAPI document in place of the one made from the source; default: "
            "$COG_OPENAPI_SCHEMA");
  set.value(
      "--user", "NAME|UID[:GID]",
      [&options](const std::string &value) {
        llvm::Expected<ServerUser> user = ServerUser::parse(value);
        if (!user)
          throw Misuse{"`--user " + value + "`: " + llvm::toString(user.takeError())};
        options.user = std::move(*user);
      },
      "run the server as this user instead of root: a name, or numbers");
  addPairs(set, "--label", "NAME=VALUE", options.labels, "add a label to the image");
  set.value("--timestamp", "SECONDS", timestamp,
            "the time of all files, in seconds; default: $SOURCE_DATE_EPOCH, else 0");
  set.value("--context-id", "ID", options.contextId,
            "tells this build's files from another's on the daemon");
}

void Flags::addLeaveOutFlags(FlagSet &set) {
  CompileOptions &options = invocation.options;
  set.flag("--no-source", options.noSource,
           "leave the source out, for a container that has the folder mounted at /src");
  set.flag("--no-weights", options.noWeights,
           "place nothing of `weights:`, for a container that has it mounted");
  set.flag("--separate-weights", options.separateWeights,
           "give files that look like weights layers of their own, apart from the source");
  set.flag("--skip-schema-validation", options.skipSchema,
           "do not look at the model, and do without one");
  set.flag("--no-merge", options.noMerge, "copy files over each other instead of merging");
  set.value(
      "--max-layers", "N",
      [&options](const std::string &value) {
        unsigned most;
        if (StringRef(value).getAsInteger(10, most) || most < 1 || most > 127)
          throw Misuse{"`--max-layers " + value + "`: expected a number from 1 to 127"};
        options.maxLayers = most;
      },
      "the most layers that the image may have, with its base's; default: 127, what engines take");
  set.flag(
      "--no-system-rules", [&options] { options.systemRules = false; },
      "install no apt packages but those of system_packages");
  set.list("--no-system-rule", "RULE", systemRuleNames, options.noSystemRules,
           "leave out what one rule installs; `cogc explain` names the rules");
  set.list("--no-lint", "KIND", lintNames, options.noLint,
           "do not report this kind of waste (docs/Lint.md)");
}

/// Flags of today's tool that change nothing here, for whoever has them in a
/// script. What they ask for is either so or refused with the reason.
void Flags::addCogFlags(FlagSet &set) {
  set.group("Flags of cog");
  set.flagWithValue("--use-cog-base-image", cogBase,
                    "only false, the default: Cog's prebuilt base images are not used");
  set.value("--use-cuda-base-image", "auto|true|false", cudaBase,
            "whether the image starts from nvidia/cuda; default: auto, where CUDA has to be in it");
  set.flag("--loose-cuda", invocation.options.looseCuda,
           "where nothing fits `cuda`, take it for the base image alone, as cog does, and warn");
  set.flag("--precompile", precompile, "the default: packages have their bytecode with them");
}

void Flags::addMessages(FlagSet &set, bool documents) {
  set.group("Messages");
  if (documents)
    set.choice(
        "--diagnostics", "", diagnosticForms,
        [this](const std::string &value) {
          invocation.diagnostics.format = value == "json"    ? DiagnosticFormat::Json
                                          : value == "sarif" ? DiagnosticFormat::Sarif
                                                             : DiagnosticFormat::Text;
        },
        "the form of diagnostics");
  set.choice(
      "--log-format", "", logForms,
      [this](const std::string &value) {
        invocation.logFormat = value == "json" ? LogFormat::Json : LogFormat::Text;
      },
      "json: one object a line");
  set.flag("--remarks", invocation.diagnostics.remarks, "show what was decided for you as well");
  set.choice(
      "--color", "", colorChoices, [this](const std::string &value) { color = value; },
      "default: auto, on a terminal unless $NO_COLOR is set");
  set.flag("--no-color", [this] { color = "never"; }, "as --color=never");
}

void Flags::addPassFlags(FlagSet &set) {
  set.group("Looking inside");
  set.choice(
      "--stop-after", "PASS", passNames,
      [this](const std::string &value) { invocation.passManager.stopAfter = value; },
      "stop behind this pass and print the plan");
  set.commas(
      "--passes", "PASS,..",
      [this](const Words &values) {
        invocation.passes.emplace();
        for (const std::string &value : values)
          if (!value.empty()) {
            requireOneOf("--passes", value, passNames());
            invocation.passes->push_back(value);
          }
      },
      "run exactly these and print the plan");
  set.flag("--print-changed", invocation.passManager.printChanged,
           "print the plan after each pass that changed it");
  set.flag("--time-passes", invocation.passManager.timePasses, "print what each pass took");
  set.flag(
      "--no-verify-each", [this] { invocation.passManager.verifyEach = false; },
      "do not check the plan after each pass");
}

void Flags::addResultFlags(FlagSet &set) {
  BuildInvocation &build = command.build;
  set.group("Result");
  set.value("-t,--tag", "NAME", build.tag,
            "the image's name; default: `image` in cog.yaml, else cog-FOLDER");
  set.flag("--push", build.push, "push it; the default for names on localhost or 127.*");
  set.flag("--load", build.load, "load it into Docker; the default for other names");
  set.list("--output", "type=X,..", build.outputs,
           "as buildctl takes it: type=oci|docker|tar|local|image,…; may be repeated");
  set.flag("--pip-freeze", build.pipFreeze,
           "add the label that lists the Python packages, in one more step");
  set.flag(
      "--no-git-labels", [&build] { build.gitLabels = false; },
      "without the labels that name the commit");
  set.value("--metadata-file", "FILE", build.metadataFile, "write digests and names here, as JSON");
  set.group("Build");
  set.list("--import-cache", "type=X,..", build.importCache, "as buildctl takes it");
  set.list("--export-cache", "type=X,..", build.exportCache, "as buildctl takes it");
  set.flag("--no-cache", build.noCache, "run every step again");
  set.flag("--dry-run", build.dryRun, "print the buildctl command and do nothing");
}

/// What a build needs, whatever becomes of the result.
void Flags::addBuildFlags(FlagSet &set) {
  BuildInvocation &build = command.build;
  set.group("Build");
  set.list("--secret", "id=ID,src=FILE|env=NAME", build.secrets,
           "give the build a secret; files are relative to the current folder");
  set.list("--ssh", "default|ID=SOCKET", build.ssh, "give the build an ssh agent");
  set.list("--allow", "ENTITLEMENT", build.allow, "network.host or security.insecure");
  set.value("--addr", "ADDR", build.addr,
            "BuildKit's address; default: $BUILDKIT_HOST, else its usual sockets");
  set.choice(
      "--progress", "", progressForms,
      [&build](const std::string &value) { build.progress = value; },
      "default: $BUILDKIT_PROGRESS, else auto");
}

void Flags::addTo(FlagSet &set, CommandLine::Kind kind) {
  using enum CommandLine::Kind;
  if (kind == Init)
    return set.path(invocation.input, "the folder; default: the current one");
  bool isBuild = kind == Build || kind == Verify;
  addInput(set);
  if (kind == Compile)
    addOutput(set);
  if (kind == Verify) {
    command.build.verify = true;
    set.flag("--dockerfile", command.build.throughDockerfile, "build the Dockerfile, not the LLB");
  }
  if (kind == Build)
    addResultFlags(set);
  if (isBuild)
    addBuildFlags(set);
  if (kind == Check)
    set.flag("--fix", command.fix,
             "mend what can be mended for certain: deprecated keys, typing mistakes in keys");
  if (kind == Explain)
    set.flag("--layers", invocation.explainLayers,
             "show the image's layers: what is in each, why it is one, how large it will be");
  addOutsideFacts(set);
  addPackageFlags(set);
  addImageFlags(set);
  addLeaveOutFlags(set);
  addCogFlags(set);
  addMessages(set, !isBuild);
  if (kind == Compile)
    addPassFlags(set);
}

//===----------------------------------------------------------------------===//
// Flags and environment together
//===----------------------------------------------------------------------===//

StringRef Flags::variable(StringRef name) const {
  for (auto &[key, value] : environment)
    if (key == name)
      return value;
  return "";
}

/// Both flags choose a base image; today's tool takes one of them, too.
void Flags::checkCogFlags() {
  if (!cogBase.empty() && !cudaBase.empty())
    throw Misuse{"`--use-cog-base-image` and `--use-cuda-base-image` exclude each other"};
  if (!cogBase.empty() && cogBase != "false" && cogBase != "0")
    throw Misuse{"`--use-cog-base-image` cannot be `" + cogBase +
                 "`: the image starts from Python's own slim image, which is smaller than Cog's "
                 "prebuilt ones and is pinned by a name that everybody has; leave the flag away"};
  if (cudaBase.empty() || cudaBase == "auto")
    return;
  if (cudaBase != "false" && cudaBase != "true")
    throw Misuse{"`--use-cuda-base-image` cannot be `" + cudaBase +
                 "`; expected auto, true or false"};
  invocation.options.cudaBase = cudaBase == "true";
}

void Flags::checkValues() {
  CompileOptions &options = invocation.options;
  for (auto &[ref, digest] : options.pins)
    if (!isSha256Digest(digest))
      throw Misuse{"`--pin " + ref + "=" + digest + "`: expected sha256: and 64 hex digits"};
  if (!options.excludeNewer.empty() && !isDay(options.excludeNewer))
    throw Misuse{"`--exclude-newer " + options.excludeNewer +
                 "`: expected a day, 2026-11-24, or a moment, 2026-11-24T12:00:00Z"};
}

void Flags::readVariables() {
  CompileOptions &options = invocation.options;
  if (timestamp.empty())
    timestamp = variable("SOURCE_DATE_EPOCH").str();
  // Today's tool writes -1 for "not set".
  if (!timestamp.empty() && timestamp != "-1")
    options.sourceDateEpoch = parseEpoch("SOURCE_DATE_EPOCH", timestamp);
  command.build.caCert = caCert.empty() ? variable("COG_CA_CERT").str() : caCert;
  options.caCert = !command.build.caCert.empty();
  if (invocation.openApiFile.empty())
    invocation.openApiFile = variable("COG_OPENAPI_SCHEMA").str();
  options.sdkWheel = variable("COG_SDK_WHEEL").str();
  options.cogletWheel = variable("COGLET_WHEEL").str();
}

static bool isFlagOn(StringRef choice, bool automatic) {
  return choice == "always" || (choice == "auto" && automatic);
}

void Flags::decideMessages() {
  // `explain` writes its text itself; a document has the remarks in it.
  if (command.kind == CommandLine::Kind::Explain)
    invocation.diagnostics.remarks = invocation.diagnostics.format != DiagnosticFormat::Text;
  bool isDumb = variable("TERM") == "dumb";
  bool isPlain = !variable("NO_COLOR").empty() || !variable("COG_NO_COLOR").empty() || isDumb;
  bool isColorful = !isPlain && ::isatty(STDERR_FILENO);
  invocation.diagnostics.color = isFlagOn(color, isColorful);
  std::string &progress = command.build.progress;
  if (progress.empty())
    progress = variable("BUILDKIT_PROGRESS").str();
  if (progress.empty() && isDumb)
    progress = "plain";
}

void Flags::finish() {
  checkCogFlags();
  checkValues();
  readVariables();
  decideMessages();
  // The others have no time to look at every file.
  invocation.options.lintSource =
      command.kind == CommandLine::Kind::Check || command.kind == CommandLine::Kind::Explain;
  // Whoever stops half-way wants to see the plan.
  bool isPartial = invocation.passes || !invocation.passManager.stopAfter.empty();
  if (isPartial && !hasEmit)
    invocation.emit = EmitKind::Plan;
}
