//===- LintCommands.cpp - What commands leave in their layers -------------------===//
//
// A layer keeps what its command left, whatever later ones remove. What a command
// leaves is only guessed at from its words (ShellWords.h), so everything that looks
// as if somebody had thought of it (a cache mount, an `rm -r`) ends the matter.
//
//===----------------------------------------------------------------------------===//
#include "Lints.h"
#include "cogc/Frontend/RunFlags.h"
#include "cogc/Frontend/ShellWords.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Path.h"

using namespace cogc;
using llvm::StringRef;

//===----------------------------------------------------------------------------===//
// Caches
//===----------------------------------------------------------------------------===//

namespace {

struct CacheRule {
  /// The program with its command, as the message has it.
  llvm::StringLiteral command;
  llvm::StringLiteral left;
  llvm::StringLiteral size;
  /// One of these words in the command, and nothing is left.
  std::initializer_list<llvm::StringLiteral> cures;
  llvm::StringLiteral advice;
};

/// One item of `run`, read once.
struct Command {
  explicit Command(const Text &item, DiagnosticEngine &unheard)
      : text(item.value), range(item.range), run(parseRunItem(item, unheard)),
        calls(shellCalls(run.command)) {}

  bool mentions(StringRef word) const { return StringRef(text).contains(word); }

  /// Whether something is mounted that does not become part of the layer.
  bool hasScratch() const {
    return llvm::any_of(run.mounts, [](const Mount &mount) {
      return mount.type == Mount::Type::Cache || mount.type == Mount::Type::Tmpfs;
    });
  }

  std::string text;
  SourceRange range;
  RunOp run;
  std::vector<ShellCall> calls;
};

} // namespace

static constexpr CacheRule pipRule{
    "pip install",
    "a copy of all that it downloads",
    "as large as the packages",
    {"--no-cache-dir", "PIP_NO_CACHE_DIR", "--cache-dir", "pip cache purge", ".cache"},
    "add `--no-cache-dir`, or name the packages in `python_requirements`"};
static constexpr CacheRule aptRule{
    "apt-get",
    "its package lists",
    "some 25 MB",
    {"/var/lib/apt/lists", "/var/lib/apt"},
    "end the command with `rm -rf /var/lib/apt/lists/*`, or name the packages in "
    "`system_packages`"};
static constexpr CacheRule condaRule{"conda",
                                     "the archives of its packages",
                                     "as large as what it installs",
                                     {"conda clean", "mamba clean", "micromamba clean"},
                                     "end the command with `conda clean -afy`"};
static constexpr CacheRule npmRule{"npm",
                                   "its cache",
                                   "as large as what it downloads",
                                   {"cache clean", ".npm", "--cache"},
                                   "end the command with `npm cache clean --force`"};

static bool hasArgument(const ShellCall &call, std::initializer_list<StringRef> words) {
  return llvm::any_of(words,
                      [&](StringRef word) { return llvm::is_contained(call.arguments, word); });
}

/// What the call fills a cache with, if anything. uv is not among them: its cache
/// and the environment are hard links to the same files, which a layer has once.
static const CacheRule *cacheRule(const ShellCall &call) {
  StringRef program = call.program;
  if (std::optional<PipInstall> install = pipInstall(call);
      program != "uv" && install && !(install->requirements.empty() && install->files.empty()))
    return &pipRule;
  if ((program == "apt-get" || program == "apt") && hasArgument(call, {"update"}))
    return &aptRule;
  if ((program == "conda" || program == "mamba" || program == "micromamba") &&
      hasArgument(call, {"install", "create", "update"}))
    return &condaRule;
  if ((program == "npm" && hasArgument(call, {"install", "ci", "i"})) ||
      (program == "yarn" && hasArgument(call, {"install", "add"})))
    return &npmRule;
  return nullptr;
}

static bool isSet(const BlockContext &context, StringRef name) {
  return llvm::any_of(context.spec.environment,
                      [&](const EnvironmentEntry &entry) { return entry.name == name; });
}

/// The size, where one of the packages is of those that were measured.
static std::string sizeOf(const CacheRule &rule, const ShellCall &call) {
  for (const NamedPackage &package : installedBy(call, {}))
    if (StringRef size = cudaSize(package); !size.empty())
      return ("some " + size + " of `" + package.name + "` alone").str();
  return rule.size.str();
}

static void lintCaches(const BlockContext &context, const Command &command) {
  if (command.hasScratch())
    return;
  llvm::SmallVector<const CacheRule *> seen;
  for (const ShellCall &call : command.calls) {
    const CacheRule *rule = cacheRule(call);
    if (!rule || llvm::is_contained(seen, rule) ||
        (rule == &pipRule && isSet(context, "PIP_NO_CACHE_DIR")) ||
        llvm::any_of(rule->cures, [&](StringRef word) { return command.mentions(word); }))
      continue;
    seen.push_back(rule);
    reportLint(context, Diag::cache_in_layer, command.range, rule->command, rule->left,
               sizeOf(*rule, call), rule->advice);
  }
}

//===----------------------------------------------------------------------------===//
// Archives
//===----------------------------------------------------------------------------===//

static bool isArchive(StringRef name) {
  static constexpr llvm::StringLiteral ends[] = {".tar",  ".tar.gz", ".tgz", ".tar.bz2",
                                                 ".tbz2", ".tar.xz", ".txz", ".tar.zst",
                                                 ".zip",  ".7z",     ".rar", ".deb"};
  return name.size() > 4 && llvm::any_of(ends, [&](StringRef end) { return name.ends_with(end); });
}

static StringRef fileName(StringRef path) {
  return llvm::sys::path::filename(path.take_until([](char c) { return c == '?' || c == '#'; }),
                                   llvm::sys::path::Style::posix);
}

/// Whether \p word is a flag, or a cluster of short ones, that ends in \p flag and
/// takes the next word: `-o`, `-sSLo`.
static bool takesNext(StringRef word, char flag) {
  return word.size() > 1 && word.front() == '-' && word[1] != '-' && word.back() == flag;
}

/// The file that a call of wget or curl leaves; empty for others.
static std::string downloaded(const ShellCall &call) {
  bool isCurl = call.program == "curl", isWget = call.program == "wget";
  if (!isCurl && !isWget)
    return "";
  std::string named, remote;
  bool keepsName = isWget;
  for (size_t i = 0; i != call.arguments.size(); ++i) {
    StringRef word = call.arguments[i];
    bool hasNext = i + 1 != call.arguments.size();
    if (hasNext &&
        (takesNext(word, isCurl ? 'o' : 'O') || word == "--output" || word == "--output-document"))
      named = call.arguments[++i];
    else if (isCurl && (takesNext(word, 'O') || word == "--remote-name"))
      keepsName = true;
    else if (word.contains("://"))
      remote = fileName(word).str();
  }
  return !named.empty() ? fileName(named).str() : keepsName ? remote : "";
}

static bool unpacks(const ShellCall &call, StringRef name) {
  static constexpr llvm::StringLiteral programs[] = {"tar",   "bsdtar", "unzip", "7z",     "7za",
                                                     "unrar", "dpkg",   "apt",   "apt-get"};
  return llvm::is_contained(programs, call.program) &&
         llvm::any_of(call.arguments, [&](StringRef word) {
           return fileName(word) == name || (word.contains('*') && !word.starts_with("-"));
         });
}

/// Whether something is removed that may be the file: by its name, by a pattern, or
/// with its folder.
static bool removes(const ShellCall &call, StringRef name) {
  return call.program == "rm" && llvm::any_of(call.arguments, [&](StringRef word) {
           bool isRecursive = word.starts_with("-") && word.contains_insensitive("r");
           return isRecursive || word.contains('*') || fileName(word) == name;
         });
}

static void lintArchives(const BlockContext &context, const Command &command) {
  if (command.hasScratch() || command.mentions("-delete"))
    return;
  llvm::StringSet<> seen;
  for (const ShellCall &call : command.calls) {
    std::string name = downloaded(call);
    auto isUnpacked = [&](const ShellCall &each) { return unpacks(each, name); };
    auto isRemoved = [&](const ShellCall &each) { return removes(each, name); };
    if (isArchive(name) && llvm::any_of(command.calls, isUnpacked) &&
        llvm::none_of(command.calls, isRemoved) && seen.insert(name).second)
      reportLint(context, Diag::archive_in_layer, command.range, name);
  }
}

//===----------------------------------------------------------------------------===//
// Weights
//===----------------------------------------------------------------------------===//

/// A call in Python of what loads weights from Hugging Face, in words of the
/// command; a tokenizer alone is small.
static StringRef pythonDownload(const Command &command) {
  for (StringRef word : {"snapshot_download(", "hf_hub_download("})
    if (command.mentions(word))
      return word.drop_back();
  constexpr llvm::StringLiteral load(".from_pretrained(");
  StringRef text = command.text;
  for (size_t at = text.find(load); at != StringRef::npos; at = text.find(load, at + 1))
    if (!text.take_front(at).ends_with("Tokenizer") && !text.take_front(at).ends_with("Processor"))
      return load.drop_front().drop_back();
  return "";
}

static std::string weightsDownload(const Command &command) {
  for (const ShellCall &call : command.calls) {
    bool isClient = call.program == "hf" || call.program == "huggingface-cli";
    if (isClient && hasArgument(call, {"download"}))
      return call.program + " download";
    bool fetches = call.program == "wget" || call.program == "curl" || call.program == "git";
    if (fetches && llvm::any_of(call.arguments, [](StringRef word) {
          return word.contains("//huggingface.co/") &&
                 (word.contains("/resolve/") || word.split("//").second.count('/') == 2);
        }))
      return call.program;
  }
  return pythonDownload(command).str();
}

static void lintWeights(const BlockContext &context, const Command &command) {
  std::string program = weightsDownload(command);
  if (!program.empty() && !command.hasScratch())
    reportLint(context, Diag::weights_in_command, command.range, program);
}

void cogc::lintCommands(const BlockContext &context) {
  // The block that lowers the commands reports what is wrong with their flags.
  DiagnosticEngine unheard(context.tree);
  for (const RunCommand &item : allCommands(context)) {
    Command command(item.command, unheard);
    lintCaches(context, command);
    lintArchives(context, command);
    lintWeights(context, command);
  }
}
