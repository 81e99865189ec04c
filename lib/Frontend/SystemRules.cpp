#include "cogc/Frontend/SystemRules.h"
#include "cogc/Frontend/NamedPackages.h"
#include "cogc/Frontend/ShellWords.h"
#include "cogc/Support/Pep440.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/TinyPtrVector.h"
#include <array>

using namespace cogc;
using Kind = SystemRule::Kind;

//===----------------------------------------------------------------------------===//
// The table
//===----------------------------------------------------------------------------===//

static constexpr SystemRule rules[] = {
#define PYTHON(name, packages, below, build, run, why, source)                                     \
  {Kind::Python, name, packages, below, build, run, why, source},
#define VCS(name, system, build, why, source) {Kind::Vcs, name, system, "", build, "", why, source},
#define COMMAND(name, programs, run, why, source)                                                  \
  {Kind::Command, name, programs, "", "", run, why, source},
#define SOURCE(name, build, why, source) {Kind::Source, name, "", "", build, "", why, source},
#include "SystemRules.def"
};

static constexpr AptRename renames[] = {
#define RENAMED(name, replacement, since) {name, replacement, since, ""},
#define GONE(name, since, advice) {name, "", since, advice},
#include "SystemRules.def"
};

llvm::ArrayRef<SystemRule> cogc::systemRules() { return rules; }

const AptRename *cogc::findAptRename(llvm::StringRef name) {
  const AptRename *found = llvm::find_if(renames, [&](auto &row) { return row.name == name; });
  return found == std::end(renames) ? nullptr : found;
}

static llvm::SmallVector<llvm::StringRef> words(llvm::StringRef text) {
  llvm::SmallVector<llvm::StringRef> result;
  llvm::SplitString(text, result);
  return result;
}

//===----------------------------------------------------------------------------===//
// Who makes a rule apply
//===----------------------------------------------------------------------------===//

namespace {

/// Where the Python packages come from that a rule is asked about.
enum class Place { Requirements, Command };

class Chooser {
public:
  explicit Chooser(const BlockContext &context) : context(context) {
    for (const SystemRule &rule : rules)
      if (!isOff(rule))
        for (llvm::StringRef trigger : words(rule.triggers))
          rulesFor(rule.kind)[trigger].push_back(&rule);
  }

  SystemPackages choose() {
    if (!context.options.systemRules)
      return {};
    for (const NamedPackage &package : namedPackages(context))
      askPackage(package, textAt(package.range), Place::Requirements);
    askNamelessLines();
    const BuildSpec &build = context.spec.build;
    for (const RunCommand &command : llvm::concat<const RunCommand>(build.run, build.preInstall))
      for (const ShellCall &call : shellCalls(command.command.value))
        askCall(call, command.command.range);
    llvm::erase_if(chosen.image, [&](const SystemChoice &choice) {
      return llvm::all_of(choice.packages,
                          [&](auto &name) { return selfInstalled.contains(name); });
    });
    return std::move(chosen);
  }

private:
  using RulesOf = llvm::TinyPtrVector<const SystemRule *>;
  using RuleMap = llvm::DenseMap<llvm::StringRef, RulesOf>;

  RuleMap &rulesFor(Kind kind) { return byTrigger[size_t(kind)]; }

  RulesOf rulesOf(Kind kind, llvm::StringRef trigger) const {
    return byTrigger[size_t(kind)].lookup(trigger);
  }

  bool isOff(const SystemRule &rule) const {
    return llvm::is_contained(context.options.noSystemRules, rule.name);
  }

  llvm::StringRef textAt(SourceRange range) const {
    if (!range.isValid())
      return "";
    return context.tree.contents(range.file).slice(range.begin, range.end).trim("\"' \t\r\n");
  }

  void askPackage(const NamedPackage &package, llvm::StringRef text, Place place) {
    llvm::StringRef cause = package.name.empty() ? text : llvm::StringRef(package.name);
    std::string name = likelyName(package);
    for (const SystemRule *rule : rulesOf(Kind::Python, name))
      if (isBelow(package.version, rule->below))
        add(*rule, cause, package.range, place);
    if (package.isVcs)
      for (const SystemRule *rule : rulesOf(Kind::Vcs, systemOf(text)))
        add(*rule, cause, package.range, place);
    // A command compiles in the image, where a compiler stays for good; so only
    // what surely comes as source brings one there.
    bool isSource = package.isVcs || text.starts_with(".") || hasBuildRule(name);
    // The image gets a release of the SDK of our choice, whose wheels fit every Python.
    bool isSdk = package.name == "cog" || package.name == "coglet";
    if ((place == Place::Requirements && !isSdk) || isSource)
      addSourceRules(cause, package.range, place);
  }

  /// Folders and archives: whether they are compiled is not known either.
  void askNamelessLines() {
    for (const RequirementsFile &file : context.dependencies.requirements.files)
      if (!file.isConstraints)
        for (const RequirementLine &line : file.lines)
          if (line.kind == RequirementLine::Kind::Path || line.kind == RequirementLine::Kind::Url)
            addSourceRules(line.text.value, line.text.range, Place::Requirements);
  }

  void addSourceRules(llvm::StringRef cause, SourceRange range, Place place) {
    for (const SystemRule &rule : rules)
      if (rule.kind == Kind::Source && !isOff(rule))
        add(rule, cause, range, place);
  }

  bool hasBuildRule(llvm::StringRef name) const {
    return llvm::any_of(rulesOf(Kind::Python, name),
                        [](const SystemRule *rule) { return !rule->build.empty(); });
  }

  void askCall(const ShellCall &call, SourceRange range) {
    for (const std::string &package : aptPackages(call))
      selfInstalled.insert(package);
    for (const SystemRule *rule : rulesOf(Kind::Command, call.program))
      add(*rule, call.program, range, Place::Command);
    if (runsSetupScript(call))
      addSourceRules(call.arguments.front(), range, Place::Command);
    for (const NamedPackage &package : installedBy(call, range))
      askPackage(package, package.text, Place::Command);
  }

  /// Whether \p version, which may be empty, is below \p bound.
  static bool isBelow(llvm::StringRef version, llvm::StringRef bound) {
    if (bound.empty())
      return true;
    std::optional<Version> pinned = Version::parse(version);
    // What follows the numbers (`.post1`, `rc1`) does not matter here.
    return pinned && pinned->base() < *Version::parse(bound);
  }

  /// `git` of `git+https://…`; of the four systems, pip's lines name one.
  static llvm::StringRef systemOf(llvm::StringRef text) {
    for (llvm::StringRef system : {"hg", "svn", "bzr"})
      if (text.contains((system + "+").str()))
        return system;
    return "git";
  }

  void add(const SystemRule &rule, llvm::StringRef cause, SourceRange range, Place place) {
    bool isCommand = place == Place::Command;
    addTo(chosen.image, rule, isCommand ? (rule.build + " " + rule.run).str() : rule.run.str(),
          cause, range);
    if (!isCommand)
      addTo(chosen.build, rule, rule.build.str(), cause, range);
  }

  static void addTo(std::vector<SystemChoice> &list, const SystemRule &rule, llvm::StringRef apt,
                    llvm::StringRef cause, SourceRange range) {
    bool isThere = llvm::any_of(list, [&](auto &choice) { return choice.rule == &rule; });
    if (isThere || apt.trim().empty())
      return;
    SystemChoice choice{&rule, {}, cause.str(), range};
    for (llvm::StringRef word : words(apt))
      choice.packages.push_back(word.str());
    list.push_back(std::move(choice));
  }

  const BlockContext &context;
  /// By their kind, then by what makes them apply.
  std::array<RuleMap, size_t(Kind::Source) + 1> byTrigger;
  /// What the user's own commands install by apt.
  llvm::StringSet<> selfInstalled;
  SystemPackages chosen;
};

} // namespace

SystemPackages cogc::chooseSystemPackages(const BlockContext &context) {
  return Chooser(context).choose();
}
