//===- System.cpp - system_packages: apt ----------------------------------------===//
//
// Package lists and archives live in a cache mount, under a path that the base
// images' own clean-up hook (docker-clean) does not know: the next build finds
// them, and the layer has neither. apt's and dpkg's logs carry times, so they
// go as well.
//
//===----------------------------------------------------------------------------===//
#include "Steps.h"
#include "cogc/Frontend/Blocks.h"
#include "cogc/Support/Quote.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;

static constexpr llvm::StringLiteral aptCache("/var/cache/cogc-apt");

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
    if (host == "pypi.org")
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

static std::string aptScript(const BlockContext &context) {
  std::string mirrors = useMirrors(context.options);
  std::string apt = "apt-get -qq -o Dir::Cache::Archives=" + aptCache.str() +
                    "/archives -o Dir::State::Lists=" + aptCache.str() +
                    "/lists -o APT::Sandbox::User=root";
  if (!mirrors.empty())
    apt += " -o Dir::Etc::SourceList=/dev/null -o Dir::Etc::SourceParts=/run/cogc-sources";
  std::string script = mirrors;
  script += llvm::formatv("mkdir -p {0}/archives/partial {0}/lists/partial\n", aptCache).str();
  script += apt + " update\n";
  script += apt + " install -y --no-install-recommends";
  for (const Text &item : context.spec.build.systemPackages) {
    llvm::SmallVector<llvm::StringRef, 4> words;
    llvm::SplitString(item.value, words);
    for (llvm::StringRef word : words)
      script += " " + shellQuote(word);
  }
  script += "\nrm -rf /var/log/apt /var/log/dpkg.log /var/log/alternatives.log "
            "/var/cache/ldconfig/aux-cache /var/cache/debconf/*-old /var/lib/dpkg/*-old";
  if (!mirrors.empty())
    script += "\nrm -rf /run/cogc-sources";
  return script;
}

namespace {
class SystemBlock : public Block {
public:
  llvm::StringRef name() const override { return "system"; }
  bool applies(const BlockContext &context) const override {
    return !context.spec.build.systemPackages.empty();
  }

  void addStages(const BlockContext &context, PlanBuilder &plan) const override {
    std::vector<Loc> locs = locateAll(context, context.spec.build.systemPackages);
    RunOp run;
    run.command = aptScript(context);
    run.env.push_back({"DEBIAN_FRONTEND", "noninteractive"});
    run.mounts.push_back(aptCacheMount());
    addDownloadSettings(context.options, run);
    plan.stage("system", Phase::ExportSystem)
        .at(locs.front())
        .add(std::move(run), locs, "install system packages");
  }
};
} // namespace

std::unique_ptr<Block> cogc::makeSystemBlock() { return std::make_unique<SystemBlock>(); }
