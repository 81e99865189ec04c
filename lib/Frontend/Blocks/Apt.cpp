#include "Apt.h"
#include "Steps.h"
#include "cogc/Support/Quote.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;

static constexpr llvm::StringLiteral aptCache("/var/cache/cogc-apt");

//===----------------------------------------------------------------------------===//
// The list
//===----------------------------------------------------------------------------===//

/// `curl` of `curl=7.88.1-10`, `curl:amd64`, `curl/bookworm-backports`.
static llvm::StringRef bareName(llvm::StringRef word) {
  return word.take_until([](char c) { return c == '=' || c == ':' || c == '/' || c == '|'; });
}

bool AptPackages::addName(llvm::StringRef name) {
  bool isNew = name.starts_with("-") || known.insert(bareName(name)).second;
  if (isNew)
    names.push_back(name.str());
  return isNew;
}

void AptPackages::addPlace(Loc place) {
  if (!llvm::is_contained(locs, place))
    locs.push_back(std::move(place));
}

void AptPackages::add(const Text &word, const BlockContext &context) {
  const AptRename *rename = findAptRename(word.value);
  if (rename && rename->replacement.empty())
    return;
  addName(rename ? llvm::StringRef(rename->replacement) : word.value);
  addPlace(context.locate(word.range));
}

void AptPackages::add(const SystemChoice &choice, const BlockContext &context) {
  bool isNew = false;
  for (const std::string &name : choice.packages)
    isNew |= addName(name);
  if (isNew)
    addPlace(context.locate(choice.range));
}

void AptPackages::leaveOut(const AptPackages &others) {
  llvm::erase_if(names, [&](auto &name) { return others.known.contains(bareName(name)); });
}

AptPackages cogc::imagePackages(const BlockContext &context, const SystemPackages &chosen) {
  AptPackages packages;
  for (const Text &word : context.spec.build.systemPackages)
    packages.add(word, context);
  for (const SystemChoice &choice : chosen.image)
    packages.add(choice, context);
  return packages;
}

static std::string readable(llvm::ArrayRef<std::string> names) {
  std::vector<std::string> each;
  for (llvm::StringRef name : names)
    each.push_back("`" + llvm::join(llvm::split(name, '|'), "` or `") + "`");
  return llvm::join(each, ", ");
}

void cogc::explainChoices(const BlockContext &context, llvm::ArrayRef<SystemChoice> choices,
                          llvm::StringRef where) {
  for (const SystemChoice &choice : choices)
    context.diags.report(Diag::system_rule, choice.range, readable(choice.packages), where,
                         choice.cause, choice.rule->why, choice.rule->name);
}

//===----------------------------------------------------------------------------===//
// The step
//===----------------------------------------------------------------------------===//

static Mount aptCacheMount() {
  Mount mount;
  mount.type = Mount::Type::Cache;
  mount.target = aptCache.str();
  mount.id = "cogc-apt";
  // Two apt-gets may not write one archive folder.
  mount.sharing = Mount::Sharing::Locked;
  return mount;
}

/// Points apt at a mirror of the distribution's hosts, for this step only: the
/// image keeps its own list of sources.
static std::string useMirrors(const CompileOptions &options) {
  std::string text;
  for (auto &[host, url] : options.mirrors) {
    if (host == pypiHost)
      continue;
    std::string from = "https\\{0,1\\}://" + host;
    std::string expression = "s|" + llvm::join(llvm::split(from, "."), "\\.") + "|" + url + "|g";
    text += "find /etc/apt -name '*.list' -o -name '*.sources' | while read -r f; do sed " +
            shellQuote(expression) + " \"$f\" > \"/run/cogc-sources/$(basename \"$f\")\"; done\n";
  }
  if (text.empty())
    return "";
  return "mkdir -p /run/cogc-sources\n" + text;
}

/// A package's word in the script; `a|b` becomes `$(first a b)`.
static std::string word(llvm::StringRef name) {
  if (!name.contains('|'))
    return shellQuote(name);
  return "$(first " + llvm::join(llvm::split(name, '|'), " ") + ")";
}

/// Gives what the step has changed a fixed time; packages bring times of their
/// own, folders and what dpkg writes get that of the build. A step must not fail
/// for a time: an engine may have mounted more than we know of.
static std::string fixChangedTimes(const CompileOptions &options) {
  return llvm::formatv("find / -xdev -newer /dev/shm/cogc-start ! -path /proc ! -path /sys ! -path "
                       "/dev ! -path '{0}*' -exec touch -hcd @{1} {{} + 2> /dev/null || true",
                       aptCache, options.sourceDateEpoch)
      .str();
}

static std::string script(llvm::ArrayRef<std::string> names, const CompileOptions &options) {
  // In memory, and older than all that follows, however coarse the clock of files.
  std::string script = "touch -d '1 second ago' /dev/shm/cogc-start\n";
  std::string mirrors = useMirrors(options);
  std::string apt = "apt-get -qq -o Dir::Cache::Archives=" + aptCache.str() +
                    "/archives -o Dir::State::Lists=" + aptCache.str() +
                    "/lists -o APT::Sandbox::User=root";
  if (!mirrors.empty())
    apt += " -o Dir::Etc::SourceList=/dev/null -o Dir::Etc::SourceParts=/run/cogc-sources";
  script += mirrors;
  script += llvm::formatv("mkdir -p {0}/archives/partial {0}/lists/partial\n", aptCache).str();
  script += apt + " update\n";
  if (llvm::any_of(names, [](llvm::StringRef name) { return name.contains('|'); }))
    script += "first() { for name; do if " + apt +
              " install -s \"$name\" > /dev/null 2>&1; then break; fi; done; echo \"$name\"; }\n";
  script += apt + " install -y --no-install-recommends";
  for (const std::string &name : names)
    script += " " + word(name);
  script += "\nrm -rf /var/log/apt /var/log/dpkg.log /var/log/alternatives.log "
            "/var/cache/ldconfig/aux-cache /var/cache/debconf/*-old /var/lib/dpkg/*-old";
  if (!mirrors.empty())
    script += "\nrm -rf /run/cogc-sources";
  return script + "\n" + fixChangedTimes(options);
}

RunOp AptPackages::step(const CompileOptions &options) const {
  RunOp run;
  run.command = script(names, options);
  run.env.push_back({"DEBIAN_FRONTEND", "noninteractive"});
  run.mounts.push_back(aptCacheMount());
  addDownloadSettings(options, run);
  return run;
}
