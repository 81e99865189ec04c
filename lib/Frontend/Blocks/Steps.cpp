#include "Steps.h"
#include "cogc/Support/Defaults.h"
#include "llvm/ADT/STLExtras.h"

using namespace cogc;

Mount cogc::uvMount() { return readonlyMount(State::image(uvImage), "/uv", "/usr/local/bin/uv"); }

Mount cogc::uvCacheMount() {
  Mount mount;
  mount.type = Mount::Type::Cache;
  mount.target = "/root/.cache/uv";
  mount.id = "uv";
  return mount;
}

Mount cogc::readonlyMount(State from, llvm::StringRef source, llvm::StringRef target) {
  Mount mount;
  mount.from = std::move(from);
  mount.source = source.str();
  mount.target = target.str();
  mount.readonly = true;
  return mount;
}

std::string cogc::statedConstraint(llvm::StringRef version) {
  bool isPatch = version.count('.') >= 2;
  return ("==" + version + (isPatch ? "" : ".*")).str();
}

llvm::StringRef cogc::mirrorOf(const CompileOptions &options, llvm::StringRef host) {
  for (auto &[name, url] : options.mirrors)
    if (name == host)
      return url;
  return "";
}

static void addCertificate(RunOp &run) {
  Mount mount;
  mount.type = Mount::Type::Secret;
  mount.id = caCertSecret;
  mount.target = "/run/secrets/cogc-ca-cert.pem";
  // World-readable inside the step: apt downloads as a user of its own.
  mount.mode = 0444;
  for (const char *name : caCertVariables)
    run.env.push_back({name, mount.target});
  run.mounts.push_back(std::move(mount));
}

void cogc::addDownloadSettings(const CompileOptions &options, RunOp &run) {
  if (options.caCert)
    addCertificate(run);
  llvm::StringRef index = mirrorOf(options, pypiHost);
  if (index.empty())
    return;
  run.env.push_back({"UV_DEFAULT_INDEX", index.str()});
  run.env.push_back({"PIP_INDEX_URL", index.str()});
}

void cogc::addPackageSecrets(const BlockContext &context, RunOp &run) {
  auto add = [&](llvm::StringRef id, llvm::StringRef target, llvm::StringRef env) {
    bool isTaken = llvm::any_of(run.mounts, [&](const Mount &mount) {
      return (!target.empty() && mount.target == target) || (!env.empty() && mount.env == env);
    });
    if (isTaken)
      return;
    Mount mount;
    mount.type = Mount::Type::Secret;
    mount.id = id.str();
    mount.target = target.str();
    mount.env = env.str();
    run.mounts.push_back(std::move(mount));
  };
  for (const PackageSecret &secret : context.options.packageSecrets)
    add(secret.id, secret.target, secret.env);
  for (const PackageSecretSpec &secret : context.spec.build.packageSecrets)
    add(*secret.id, *secret.target, *secret.env);
}

void cogc::addVenvEnvironment(const BlockContext &context, StageBuilder &stage) {
  stage.env("PATH", std::string(venvPath) + "/bin");
  stage.env("VIRTUAL_ENV", venvPath);
  for (const EnvironmentEntry &entry : context.spec.environment)
    stage.env(entry.name, entry.value);
}

std::vector<Loc> cogc::locateAll(const BlockContext &context, llvm::ArrayRef<Text> values) {
  std::vector<Loc> locs;
  for (const Text &value : values)
    locs.push_back(context.locate(value.range));
  return locs;
}

std::string cogc::fixTimes(const CompileOptions &options) {
  return ("find /out -exec touch -hcd @" + llvm::Twine(options.sourceDateEpoch) + " {} +").str();
}

void cogc::addOutput(PlanBuilder &plan, llvm::StringRef name, Phase phase, State from) {
  CopyOp copy;
  copy.sources = {"/out"};
  copy.from = std::move(from);
  copy.to = "/";
  plan.stage(name, phase).add(std::move(copy));
}
