#include "Flags.h"
#include "Help.h"
#include "cogc/Frontend/ConfigSchema.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <CLI/CLI.hpp>

using namespace cogc;

namespace {

/// What to print instead of compiling, on its way out of CLI11.
struct Print {
  std::string text;
};

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

/// The flags of a command, all of them.
static CommandInfo describe(const CommandKind &kind) {
  CommandLine unused;
  Flags::Pairs none;
  CLI::App app(kind.description);
  setUp(app, kind);
  FlagSet set(app, std::nullopt);
  Flags flags(unused, none);
  flags.addTo(set, kind.kind);
  return {kind.name, set.describe()};
}

/// What --completion needs to know: all commands, not only the one in use.
static std::string completion(llvm::StringRef shell) {
  std::vector<CommandInfo> commands;
  for (const CommandKind &kind : commandKinds)
    commands.push_back(describe(kind));
  requireOneOf("--completion", shell, {"bash", "zsh", "fish"});
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
  throw Misuse{"unknown flag `" + name.str() + "`" + didYouMean(name, known)};
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
                  const Flags::Pairs &environment, CommandLine &command) {
  CLI::App app(kind.description);
  setUp(app, kind);
  // Help shows all flags.
  bool isHelp = llvm::is_contained(arguments, "-h") || llvm::is_contained(arguments, "--help");
  FlagSet set(app, isHelp ? std::nullopt : std::optional(arguments));
  Flags flags(command, environment);
  flags.addTo(set, kind.kind);
  if (kind.kind == CommandLine::Kind::Compile) {
    set.group("Options");
    set.value(
        "--completion", "bash|zsh|fish",
        [](const std::string &shell) { throw Print{completion(shell)}; },
        "print the shell's completion script");
    set.flag(
        "--config-schema", [] { throw Print{configSchema()}; },
        "print the JSON Schema of cog.yaml, for editors");
  }
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
    refuseExtras(extras, describe(kind));
  flags.finish();
}

CommandLine cogc::parseCommandLine(llvm::ArrayRef<std::string> arguments,
                                   Flags::Pairs environment) {
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
