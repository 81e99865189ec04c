#include "Options.h"
#include "Help.h"
#include "cogc/Frontend/ConfigSchema.h"
#include "cogc/Frontend/Lint.h"
#include "cogc/Frontend/SystemRules.h"
#include "cogc/Support/Digest.h"
#include "cogc/Support/EditDistance.h"
#include "cogc/Support/Pep440.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Regex.h"
#include <CLI/CLI.hpp>
#include <unistd.h>

using namespace cogc;

namespace {

/// Wrong use, on its way out of CLI11.
struct Misuse {
  std::string message;
};

/// What to print instead of compiling.
struct Print {
  std::string text;
};

using Words = std::vector<std::string>;
using Pairs = std::vector<std::pair<std::string, std::string>>;

} // namespace

static std::string suggestion(llvm::StringRef word, const Words &known) {
  std::vector<llvm::StringRef> candidates(known.begin(), known.end());
  llvm::StringRef near = nearestWord(word, candidates);
  return near.empty() ? "" : "; did you mean `" + near.str() + "`?";
}

static const Words &oneOf(llvm::StringRef flag, llvm::StringRef value, const Words &known) {
  if (!llvm::is_contained(known, value))
    throw Misuse{("`" + flag + "` has no value `" + value + "`" +
                  (suggestion(value, known).empty() ? "; expected " + llvm::join(known, ", ")
                                                    : suggestion(value, known)))
                     .str()};
  return known;
}

static std::pair<std::string, std::string> splitPair(llvm::StringRef flag, llvm::StringRef text,
                                                     llvm::StringRef form) {
  auto [name, value] = text.split('=');
  if (name.empty() || name.size() == text.size())
    throw Misuse{("`" + flag + " " + text + "` is not of the form " + form).str()};
  return {name.str(), value.str()};
}

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

static int64_t parseEpoch(llvm::StringRef name, llvm::StringRef text) {
  int64_t seconds;
  // Later than the year 9999 no date can be written.
  if (text.getAsInteger(10, seconds) || seconds < 0 || seconds > 253402300799)
    throw Misuse{(name + "=`" + text + "` is not a number of seconds since 1970").str()};
  return seconds;
}

/// A date of RFC 3339, alone or with a time in UTC; or nothing.
static bool isDay(llvm::StringRef text) {
  llvm::Regex form("^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
                   "(T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]+)?Z)?$");
  return text.empty() || form.match(text);
}

/// A flag that may be repeated, each time with one of the names that \p known makes.
static void addNames(CLI::App &app, const std::string &name, Words &into, Words (*known)(),
                     const char *type, const char *help) {
  app.add_option_function<Words>(
         name,
         [name, known, &into](const Words &values) {
           for (const std::string &value : values)
             oneOf(name, value, known());
           llvm::append_range(into, values);
         },
         help)
      ->type_name(type)
      ->allow_extra_args(false);
}

namespace {

/// The flags of one command, with where their values go.
class Flags {
public:
  Flags(CommandLine &command, const Pairs &environment)
      : command(command), invocation(command.build.compile), environment(environment) {}

  void addTo(CLI::App &app, CommandLine::Kind kind);
  /// What depends on several flags, or on flags and environment.
  void finish();
  CommandInfo describe(const CLI::App &app, const char *name) const;

private:
  void addInput(CLI::App &app);
  void addOutput(CLI::App &app);
  void addFacts(CLI::App &app);
  void addMessages(CLI::App &app, bool documents);
  void addPassFlags(CLI::App &app);
  void addResultFlags(CLI::App &app);
  void addBuildFlags(CLI::App &app);
  void addCogFlags(CLI::App &app);
  void checkCogFlags();
  void addChoice(CLI::App &app, const std::string &name, Words values, const char *help,
                 std::function<void(const std::string &)> set);
  void addPairs(CLI::App &app, const std::string &name, Pairs &into, const char *form,
                const char *help);
  llvm::StringRef variable(llvm::StringRef name) const;

  CommandLine &command;
  CompilerInvocation &invocation;
  const Pairs &environment;
  std::vector<std::pair<std::string, Words>> choices;
  std::string color = "auto";
  std::string caCert;
  std::string timestamp;
  std::string cudaBase, cogBase;
  bool precompile = false;
  bool hasEmit = false;
};

} // namespace

llvm::StringRef Flags::variable(llvm::StringRef name) const {
  for (auto &[key, value] : environment)
    if (key == name)
      return value;
  return "";
}

void Flags::addChoice(CLI::App &app, const std::string &name, Words values, const char *help,
                      std::function<void(const std::string &)> set) {
  choices.emplace_back(name, values);
  app.add_option_function<std::string>(
         name,
         [name, values, set](const std::string &value) {
           oneOf(name, value, values);
           set(value);
         },
         help)
      ->type_name(llvm::join(values, "|"))
      ->take_last();
}

void Flags::addPairs(CLI::App &app, const std::string &name, Pairs &into, const char *form,
                     const char *help) {
  app.add_option_function<Words>(
         name,
         [&into, name, form](const Words &values) {
           for (const std::string &value : values)
             into.push_back(splitPair(name, value, form));
         },
         help)
      ->type_name(form)
      ->allow_extra_args(false);
}

void Flags::addInput(CLI::App &app) {
  app.add_option("PATH", invocation.input,
                 "cog.yaml, its folder, a .plan file, or - for a plan on standard input; default: "
                 "the cog.yaml of this folder or of the nearest one above it")
      ->type_name("");
  app.add_option("-f,--file", invocation.configName, "the configuration file's name")
      ->type_name("NAME")
      ->take_last();
}

void Flags::addOutput(CLI::App &app) {
  app.add_option("-o,--output", invocation.output,
                 "where the output goes; - is standard output, the default")
      ->type_name("FILE")
      ->take_last()
      ->group("Output");
  addChoice(app, "--emit", emitKinds(), "the form to write; default: llb",
            [this](const std::string &value) {
              hasEmit = true;
              invocation.emit = *parseEmitKind(value);
            });
  app.get_option("--emit")->type_name("FORM")->group("Output");
  app.add_flag("--print-locs", invocation.printLocations,
               "plans with the places in your files that their steps come from")
      ->group("Output");
}

void Flags::addFacts(CLI::App &app) {
  app.option_defaults()->group("Facts from outside");
  CompileOptions &options = invocation.options;
  app.add_option_function<std::string>(
         "--platform",
         [&options](const std::string &value) {
           std::optional<Platform> platform = Platform::parse(value);
           if (!platform)
             throw Misuse{"`" + value + "` is not a platform; expected OS/ARCH, as in linux/amd64"};
           options.platform = *platform;
         },
         "the image's platform; default: linux/amd64")
      ->type_name("OS/ARCH")
      ->take_last();
  addPairs(app, "--pin", options.pins, "REF=sha256:DIGEST", "use this digest for an image's tag");
  addPairs(app, "--base-config", options.baseConfigs, "REF=FILE",
           "the config (OCI JSON) of a base image that cogc does not know");
  app.add_option("--compat", invocation.compatFile,
                 "a table of versions that go together, instead of the built-in one")
      ->type_name("FILE")
      ->take_last();
  app.add_option_function<std::string>(
         "--driver",
         [&options](const std::string &value) {
           if (!Version::parse(value))
             throw Misuse{"`" + value +
                          "` is no version of a driver; expected one as in 570.86.10"};
           options.driver = value;
         },
         "the NVIDIA driver that the image has to run with")
      ->type_name("VERSION")
      ->take_last();
  app.add_option_function<Words>(
         "--gpu-arch",
         [&options](const Words &values) {
           for (const std::string &value : values) {
             std::optional<Version> version = Version::parse(value);
             if (!version || version->release.size() != 2)
               throw Misuse{"`" + value +
                            "` is no compute capability; expected MAJOR.MINOR, as in 8.6"};
           }
           options.gpuArchitectures = llvm::join(values, ",");
         },
         "compute capabilities of the GPUs that the image has to run on")
      ->type_name("X.Y,..")
      ->delimiter(',')
      ->allow_extra_args(false);
  app.add_option("--exclude-newer", options.excludeNewer,
                 "a day, as 2026-11-24: packages that are not pinned are those of then")
      ->type_name("DATE")
      ->take_last();
  addPairs(app, "--mirror", options.mirrors, "HOST=URL", "where steps find a host's files instead");
  app.add_option_function<Words>(
         "--package-secret",
         [&options](const Words &values) {
           for (const std::string &value : values) {
             llvm::Expected<PackageSecret> secret = PackageSecret::parse(value);
             if (!secret)
               throw Misuse{"`--package-secret " + value +
                            "`: " + llvm::toString(secret.takeError()) +
                            "; expected `id=ID,target=FILE` or `id=ID,env=NAME`"};
             options.packageSecrets.push_back(std::move(*secret));
           }
         },
         "a secret, and its file or variable in the steps that install packages; with `build`, "
         "--secret gives its value")
      ->type_name("id=ID,target=FILE|env=NAME")
      ->allow_extra_args(false);
  app.add_option("--ca-cert", caCert,
                 "a company's certificate for the steps that download: a file, a folder, PEM; "
                 "default: $COG_CA_CERT")
      ->type_name("FILE")
      ->take_last();
  app.add_option("--openapi-schema", invocation.openApiFile,
                 "an OpenAPI document in place of the one made from the source; default: "
                 "$COG_OPENAPI_SCHEMA")
      ->type_name("FILE")
      ->take_last();
  app.add_option_function<std::string>(
         "--user",
         [&options](const std::string &value) {
           llvm::Expected<ServerUser> user = ServerUser::parse(value);
           if (!user)
             throw Misuse{"`--user " + value + "`: " + llvm::toString(user.takeError())};
           options.user = std::move(*user);
         },
         "run the server as this user instead of root: a name, or numbers")
      ->type_name("NAME|UID[:GID]")
      ->take_last();
  addPairs(app, "--label", options.labels, "NAME=VALUE", "add a label to the image");
  app.add_option("--timestamp", timestamp,
                 "the time of all files, in seconds; default: $SOURCE_DATE_EPOCH, else 0")
      ->type_name("SECONDS")
      ->take_last();
  app.add_option("--context-id", options.contextId,
                 "tells this build's files from another's on the daemon")
      ->type_name("ID")
      ->take_last();
  app.add_flag("--no-source", options.noSource,
               "leave the source out, for a container that has the folder mounted at /src");
  app.add_flag("--no-weights", options.noWeights,
               "place nothing of `weights:`, for a container that has it mounted");
  app.add_flag("--separate-weights", options.separateWeights,
               "give files that look like weights layers of their own, apart from the source");
  app.add_flag("--skip-schema-validation", options.skipSchema,
               "do not look at the model, and do without one");
  app.add_flag("--no-merge", options.noMerge, "copy files over each other instead of merging");
  app.add_option("--max-layers", options.maxLayers,
                 "the most layers that the image may have, with its base's; default: 127, what "
                 "engines take")
      ->type_name("N")
      ->check(CLI::Range(1, 127))
      ->take_last();
  app.add_flag_callback(
      "--no-system-rules", [&options] { options.systemRules = false; },
      "install no apt packages but those of system_packages");
  addNames(app, "--no-system-rule", options.noSystemRules, systemRuleNames, "RULE",
           "leave out what one rule installs; `cogc explain` names the rules");
  addNames(app, "--no-lint", options.noLint, lintNames, "KIND",
           "do not report this kind of waste (docs/Lint.md)");
  app.option_defaults()->group("Options");
}

void Flags::addMessages(CLI::App &app, bool documents) {
  app.option_defaults()->group("Messages");
  if (documents)
    addChoice(app, "--diagnostics", {"text", "json", "sarif"}, "the form of diagnostics",
              [this](const std::string &value) {
                invocation.diagnostics.format = value == "json"    ? DiagnosticFormat::Json
                                                : value == "sarif" ? DiagnosticFormat::Sarif
                                                                   : DiagnosticFormat::Text;
              });
  addChoice(app, "--log-format", {"text", "json"}, "json: one object a line",
            [this](const std::string &value) {
              invocation.logFormat = value == "json" ? LogFormat::Json : LogFormat::Text;
            });
  app.add_flag("--remarks", invocation.diagnostics.remarks,
               "show what was decided for you as well");
  addChoice(app, "--color", {"auto", "always", "never"},
            "default: auto, on a terminal unless $NO_COLOR is set",
            [this](const std::string &value) { color = value; });
  app.add_flag_callback("--no-color", [this] { color = "never"; }, "as --color=never");
  app.option_defaults()->group("Options");
}

void Flags::addPassFlags(CLI::App &app) {
  app.option_defaults()->group("Looking inside");
  addChoice(app, "--stop-after", passNames(), "stop behind this pass and print the plan",
            [this](const std::string &value) { invocation.passManager.stopAfter = value; });
  app.get_option("--stop-after")->type_name("PASS");
  app.add_option_function<Words>(
         "--passes",
         [this](const Words &values) {
           invocation.passes.emplace();
           for (const std::string &value : values)
             if (!value.empty()) {
               oneOf("--passes", value, passNames());
               invocation.passes->push_back(value);
             }
         },
         "run exactly these and print the plan")
      ->type_name("PASS,..")
      ->delimiter(',')
      ->allow_extra_args(false);
  app.add_flag("--print-changed", invocation.passManager.printChanged,
               "print the plan after each pass that changed it");
  app.add_flag("--time-passes", invocation.passManager.timePasses, "print what each pass took");
  app.add_flag_callback(
      "--no-verify-each", [this] { invocation.passManager.verifyEach = false; },
      "do not check the plan after each pass");
  app.option_defaults()->group("Options");
}

/// Flags of today's tool that change nothing here, for whoever has them in a
/// script. What they ask for is either so or refused with the reason.
void Flags::addCogFlags(CLI::App &app) {
  app.option_defaults()->group("Flags of cog");
  app.add_flag("--use-cog-base-image{true}", cogBase,
               "only false, the default: Cog's prebuilt base images are not used");
  app.add_option(
         "--use-cuda-base-image", cudaBase,
         "whether the image starts from nvidia/cuda; default: auto, where CUDA has to be in it")
      ->type_name("auto|true|false")
      ->take_last();
  app.add_flag("--precompile", precompile, "the default: packages have their bytecode with them");
  app.option_defaults()->group("Options");
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

static void addList(CLI::App &app, const std::string &name, Words &into, const char *type,
                    const char *help) {
  app.add_option(name, into, help)->type_name(type)->allow_extra_args(false);
}

void Flags::addResultFlags(CLI::App &app) {
  BuildInvocation &build = command.build;
  app.option_defaults()->group("Result");
  app.add_option("-t,--tag", build.tag,
                 "the image's name; default: `image` in cog.yaml, else cog-FOLDER")
      ->type_name("NAME")
      ->take_last();
  app.add_flag("--push", build.push, "push it; the default for names on localhost or 127.*");
  app.add_flag("--load", build.load, "load it into Docker; the default for other names");
  addList(app, "--output", build.outputs, "type=X,..",
          "as buildctl takes it: type=oci|docker|tar|local|image,…; may be repeated");
  app.add_flag("--pip-freeze", build.pipFreeze,
               "add the label that lists the Python packages, in one more step");
  app.add_flag_callback(
      "--no-git-labels", [&build] { build.gitLabels = false; },
      "without the labels that name the commit");
  app.add_option("--metadata-file", build.metadataFile, "write digests and names here, as JSON")
      ->type_name("FILE")
      ->take_last();
  app.option_defaults()->group("Build");
  addList(app, "--import-cache", build.importCache, "type=X,..", "as buildctl takes it");
  addList(app, "--export-cache", build.exportCache, "type=X,..", "as buildctl takes it");
  app.add_flag("--no-cache", build.noCache, "run every step again");
  app.add_flag("--dry-run", build.dryRun, "print the buildctl command and do nothing");
  app.option_defaults()->group("Options");
}

/// What a build needs, whatever becomes of the result.
void Flags::addBuildFlags(CLI::App &app) {
  BuildInvocation &build = command.build;
  app.option_defaults()->group("Build");
  addList(app, "--secret", build.secrets, "id=ID,src=FILE|env=NAME",
          "give the build a secret; files are relative to the current folder");
  addList(app, "--ssh", build.ssh, "default|ID=SOCKET", "give the build an ssh agent");
  addList(app, "--allow", build.allow, "ENTITLEMENT", "network.host or security.insecure");
  app.add_option("--addr", build.addr,
                 "BuildKit's address; default: $BUILDKIT_HOST, else its usual sockets")
      ->type_name("ADDR")
      ->take_last();
  addChoice(app, "--progress", {"auto", "plain", "tty", "quiet", "rawjson"},
            "default: $BUILDKIT_PROGRESS, else auto",
            [&build](const std::string &value) { build.progress = value; });
  app.option_defaults()->group("Options");
}

void Flags::addTo(CLI::App &app, CommandLine::Kind kind) {
  bool isCompile = kind == CommandLine::Kind::Compile;
  if (kind == CommandLine::Kind::Init) {
    app.add_option("PATH", invocation.input, "the folder; default: the current one")->type_name("");
    return;
  }
  addInput(app);
  if (isCompile)
    addOutput(app);
  bool isVerify = kind == CommandLine::Kind::Verify;
  bool isBuild = kind == CommandLine::Kind::Build;
  if (isVerify) {
    command.build.verify = true;
    app.add_flag("--dockerfile", command.build.throughDockerfile,
                 "build the Dockerfile, not the LLB");
  }
  if (isBuild)
    addResultFlags(app);
  if (isBuild || isVerify)
    addBuildFlags(app);
  if (kind == CommandLine::Kind::Check)
    app.add_flag("--fix", command.fix,
                 "mend what can be mended for certain: deprecated keys, typing mistakes in keys");
  if (kind == CommandLine::Kind::Explain)
    app.add_flag("--layers", invocation.explainLayers,
                 "show the image's layers: what is in each, why it is one, how large it will be");
  addFacts(app);
  addCogFlags(app);
  addMessages(app, !isBuild && !isVerify);
  if (isCompile)
    addPassFlags(app);
}

static bool isFlagOn(llvm::StringRef choice, bool automatic) {
  return choice == "always" || (choice == "auto" && automatic);
}

void Flags::finish() {
  checkCogFlags();
  CompileOptions &options = invocation.options;
  for (auto &[ref, digest] : options.pins)
    if (!isSha256Digest(digest))
      throw Misuse{"`--pin " + ref + "=" + digest + "`: expected sha256: and 64 hex digits"};
  if (!isDay(options.excludeNewer))
    throw Misuse{"`--exclude-newer " + options.excludeNewer +
                 "`: expected a day, 2026-11-24, or a moment, 2026-11-24T12:00:00Z"};
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

  // The others have no time to look at every file.
  options.lintSource =
      command.kind == CommandLine::Kind::Check || command.kind == CommandLine::Kind::Explain;

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

  // Whoever stops half-way wants to see the plan.
  bool isPartial = invocation.passes || !invocation.passManager.stopAfter.empty();
  if (isPartial && !hasEmit)
    invocation.emit = EmitKind::Plan;
}

CommandInfo Flags::describe(const CLI::App &app, const char *name) const {
  CommandInfo info{name, {}};
  for (const CLI::Option *option : app.get_options()) {
    if (option->get_positional())
      continue;
    FlagInfo flag{"", option->get_description(), option->get_items_expected_max() > 0, {}};
    for (auto &[name, values] : choices)
      if (option->check_name(name))
        flag.values = values;
    for (const std::string &name : option->get_snames())
      info.flags.push_back({"-" + name, flag.description, flag.takesValue, flag.values});
    for (const std::string &name : option->get_lnames())
      info.flags.push_back({"--" + name, flag.description, flag.takesValue, flag.values});
  }
  return info;
}

namespace {

struct CommandKind {
  CommandLine::Kind kind;
  const char *name;
  const char *description;
  const char *footer;
};

constexpr CommandKind commandKinds[] = {
    {CommandLine::Kind::Compile, "", compileDescription, compileFooter},
    {CommandLine::Kind::Build, "build", buildDescription, buildFooter},
    {CommandLine::Kind::Check, "check", checkDescription, checkFooter},
    {CommandLine::Kind::Explain, "explain", explainDescription, explainFooter},
    {CommandLine::Kind::Verify, "verify", verifyDescription, verifyFooter},
    {CommandLine::Kind::Init, "init", initDescription, initFooter},
};

} // namespace

static constexpr char versionText[] = "cogc " COGC_VERSION "\n";

static void setUp(CLI::App &app, const CommandKind &kind) {
  app.name(std::string("cogc") + (*kind.name ? " " : "") + kind.name);
  app.allow_extras();
  app.footer(kind.footer);
  app.set_help_flag("-h,--help", "print this help");
  app.set_version_flag("--version", versionText, "print the version");
}

/// What --completion needs to know: all commands, not only the one in use.
static std::string completion(llvm::StringRef shell) {
  std::vector<CommandInfo> commands;
  for (const CommandKind &kind : commandKinds) {
    CommandLine unused;
    Pairs none;
    CLI::App app(kind.description);
    setUp(app, kind);
    Flags flags(unused, none);
    flags.addTo(app, kind.kind);
    commands.push_back(flags.describe(app, kind.name));
  }
  oneOf("--completion", shell, {"bash", "zsh", "fish"});
  return completionScript(shell, commands);
}

/// Flags of today's tool that cannot be had here, with the reason and what to do.
static constexpr std::pair<llvm::StringLiteral, llvm::StringLiteral> cogFlags[] = {
    {"--dockerfile", "cogc builds what cog.yaml says; build a Dockerfile of your own with "
                     "`docker build`, and see `--emit=dockerfile` for one to start from"},
    {"--strip", "wheels come stripped as a rule, and the slim image has no `strip`; use commands "
                "in `run` of cog.yaml for those that do not"},
    {"--registry", "it names the registry of Cog's prebuilt base images, which are not used; the "
                   "registry to push to is part of the image's name (`-t REGISTRY/NAME`)"},
    {"--gpus", "it is about running a model; a build needs no GPU"},
    {"--image-name", "the name is given by `-t` of `cogc build`"},
    {"--debug", "`--progress plain` shows what the build does, `--remarks` what was decided"},
    {"--profile", "`--time-passes` of a compile shows where time goes"},
};

/// Reports the first argument that nothing took.
static void refuseExtras(const Words &extras, const CommandInfo &info) {
  auto flag = llvm::find_if(extras, [](llvm::StringRef word) { return word.starts_with("-"); });
  if (flag == extras.end())
    throw Misuse{"one PATH is enough; `" + extras.front() + "` is one too many"};
  llvm::StringRef name = llvm::StringRef(*flag).split('=').first;
  for (auto &[known, reason] : cogFlags)
    if (name == known)
      throw Misuse{("`" + name + "` is a flag of cog that cogc does not take: " + reason).str()};
  Words known;
  for (const FlagInfo &each : info.flags)
    known.push_back(each.name);
  throw Misuse{"unknown flag `" + name.str() + "`" + suggestion(name, known)};
}

/// CLI11 takes `--passes=` for a flag whose value is the next word.
static Words reversed(llvm::ArrayRef<std::string> arguments) {
  Words result;
  for (llvm::StringRef word : llvm::reverse(arguments)) {
    if (word.starts_with("--") && word.ends_with("=")) {
      result.push_back("");
      word = word.drop_back();
    }
    result.push_back(word.str());
  }
  return result;
}

/// \p text in lines of at most \p width bytes.
static std::string wrapped(llvm::StringRef text, size_t width) {
  std::string result;
  size_t column = 0;
  for (llvm::StringRef word : llvm::split(text, ' ')) {
    bool isBreak = column != 0 && column + 1 + word.size() > width;
    result += column == 0 ? "" : isBreak ? "\n" : " ";
    column = (isBreak || column == 0 ? 0 : column + 1) + word.size();
    result += word;
  }
  return result;
}

/// CLI11 says `--output: 1 required FILE missing`.
static std::string missingValue(llvm::StringRef message) {
  llvm::StringRef flag = message.split(':').first;
  return flag.starts_with("-") ? "`" + flag.str() + "` needs a value" : message.str();
}

static std::string help(CLI::App &app) {
  constexpr size_t columns = 80, left = 34;
  app.get_formatter()->column_width(left);
  for (CLI::Option *option : app.get_options())
    option->description(wrapped(option->get_description(), columns - left));
  return app.help();
}

static std::string configSchema() {
  std::string text;
  llvm::raw_string_ostream os(text);
  printConfigSchema(os);
  return text;
}

static void parse(llvm::ArrayRef<std::string> arguments, const CommandKind &kind,
                  const Pairs &environment, CommandLine &command) {
  CLI::App app(kind.description);
  setUp(app, kind);
  Flags flags(command, environment);
  flags.addTo(app, kind.kind);
  if (kind.kind == CommandLine::Kind::Compile)
    app.add_option_function<std::string>(
           "--completion", [](const std::string &shell) { throw Print{completion(shell)}; },
           "print the shell's completion script")
        ->type_name("bash|zsh|fish");
  if (kind.kind == CommandLine::Kind::Compile)
    app.add_flag_callback(
        "--config-schema", [] { throw Print{configSchema()}; },
        "print the JSON Schema of cog.yaml, for editors");
  try {
    app.parse(reversed(arguments));
  } catch (const CLI::CallForHelp &) {
    throw Print{help(app)};
  } catch (const CLI::CallForVersion &version) {
    throw Print{version.what()};
  } catch (const CLI::ArgumentMismatch &error) {
    throw Misuse{missingValue(error.what())};
  } catch (const CLI::ParseError &error) {
    throw Misuse{error.what()};
  }
  if (Words extras = app.remaining(); !extras.empty())
    refuseExtras(extras, flags.describe(app, kind.name));
  flags.finish();
}

CommandLine cogc::parseCommandLine(llvm::ArrayRef<std::string> arguments, Pairs environment) {
  const CommandKind *kind = &commandKinds[0];
  for (const CommandKind &each : commandKinds)
    if (!arguments.empty() && !llvm::StringRef(each.name).empty() &&
        arguments.front() == each.name) {
      kind = &each;
      arguments = arguments.drop_front();
      break;
    }
  CommandLine command;
  command.kind = kind->kind;
  // CLI11 reports it by an exception, and the first one in a static program sorts
  // all of its unwind tables: longer than a compile.
  if (arguments.size() == 1 && arguments.front() == "--version") {
    command.kind = CommandLine::Kind::Print;
    command.text = versionText;
    return command;
  }
  try {
    parse(arguments, *kind, environment, command);
  } catch (const Print &print) {
    command.kind = CommandLine::Kind::Print;
    command.text = print.text;
  } catch (const Misuse &misuse) {
    command.kind = CommandLine::Kind::Misuse;
    command.text = misuse.message + "\ncogc: note: `cogc " + std::string(kind->name) +
                   (*kind->name ? " " : "") + "--help` shows how it is meant";
  }
  command.build.environment = std::move(environment);
  return command;
}
