//===- ApplyBaseConfig.cpp - What base images bring, written into the plan ------===//
//
// BuildKit gives an LLB step nothing of its base image's config, and an image
// has only the config that we write. This pass writes what the base brings
// (BaseImages.h) where it belongs: as `env`, `workdir` and `user` at the start
// of each stage that begins with an image, and into the export's config.
//
// PATH is special. Up to here a plan's PATH names only what goes in front of
// the base's own; this pass appends the rest. (Nobody else can want something
// there: cog.yaml's `environment` may not set PATH.)
//
//===----------------------------------------------------------------------------===//
#include "cogc/Passes/Pass.h"
#include "llvm/ADT/STLExtras.h"

using namespace cogc;

/// What a container gets when its image says nothing (BuildKit, Docker).
static constexpr llvm::StringLiteral
    defaultPath("/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");

/// The image at the bottom of \p state, through stages and merges; or null.
static const ImageState *rootImage(const Plan &plan, const State &state) {
  const State *at = &state;
  // Stages refer to earlier ones only, so this ends.
  while (true) {
    if (auto *merge = at->getIf<MergeState>())
      at = &merge->inputs.front();
    else if (auto *stage = at->getIf<StageState>()) {
      const Stage *found = plan.findStage(stage->name);
      if (!found)
        return nullptr;
      at = &found->from;
    } else
      return at->getIf<ImageState>();
  }
}

namespace {
class Applier {
public:
  Applier(Plan &plan, PassContext &context) : plan(plan), context(context) {}

  PassResult run() {
    for (Stage &stage : plan.stages) {
      if (auto *image = stage.from.getIf<ImageState>())
        openStage(stage, lookup(image->ref));
      completePaths(stage);
    }
    fillConfig();
    return result;
  }

private:
  ImageConfig lookup(const std::string &ref) {
    if (std::optional<ImageConfig> known = context.baseConfigs.lookup(ref))
      return *known;
    if (!llvm::is_contained(unknown, ref)) {
      unknown.push_back(ref);
      context.diags.report(Diag::unknown_base_config, std::nullopt, ref);
    }
    return {};
  }

  /// Puts the base's environment in front of the stage's own ops.
  void openStage(Stage &stage, const ImageConfig &base) {
    std::vector<Op> ops;
    for (const EnvVar &var : base.env)
      ops.push_back({EnvOp{var}, {}, {}});
    if (!findEnv(base.env, "PATH"))
      ops.push_back({EnvOp{{"PATH", defaultPath.str()}}, {}, {}});
    if (!base.workdir.empty() && base.workdir != "/")
      ops.push_back({WorkdirOp{base.workdir}, {}, {}});
    if (!base.user.empty())
      ops.push_back({UserOp{base.user}, {}, {}});
    bool there =
        stage.ops.size() >= ops.size() && std::equal(ops.begin(), ops.end(), stage.ops.begin());
    if (there)
      return;
    stage.ops.insert(stage.ops.begin(), ops.begin(), ops.end());
    result = PassResult::Changed;
  }

  /// Appends the PATH below to each PATH that the stage sets.
  void completePaths(Stage &stage) {
    Environment below = environmentOf(plan, stage.from);
    for (Op &op : stage.ops) {
      if (auto *env = op.getIf<EnvOp>(); env && env->var.name == "PATH")
        appendPath(env->var.value, below);
      applyOp(below, op);
    }
  }

  void appendPath(std::string &value, const Environment &below) {
    const EnvVar *path = findEnv(below.env, "PATH");
    if (!path || llvm::StringRef(value).ends_with(path->value))
      return;
    value += ":" + path->value;
    result = PassResult::Changed;
  }

  /// What the image stands on. Cog's labels for it tell Replicate's hosting which
  /// layers many images share; its own name for a base stands there only for one
  /// of Cog's bases, and the layers only where --base-config knows them.
  void addBaseLabels(const std::string &ref, ImageConfig &config) {
    std::string name = llvm::StringRef(ref).split('@').first.str();
    config.setDefaultLabel("org.opencontainers.image.base.name", name);
    if (llvm::StringRef(name).split(':').first.ends_with("/cog-base"))
      config.setDefaultLabel("run.cog.cog-base-image-name", name);
    llvm::ArrayRef<std::string> layers = context.baseConfigs.layersOf(ref);
    if (layers.empty())
      return;
    config.setDefaultLabel("run.cog.cog-base-image-last-layer-sha", layers.back());
    config.setDefaultLabel("run.cog.cog-base-image-last-layer-idx",
                           std::to_string(layers.size() - 1));
  }

  /// Writes the base's part into the export's config, in front of ours.
  void fillConfig() {
    const ImageState *image = rootImage(plan, plan.result.from);
    if (!image)
      return;
    ImageConfig base = lookup(image->ref);
    if (!findEnv(base.env, "PATH"))
      setEnv(base.env, "PATH", defaultPath);

    ImageConfig &config = plan.result.config;
    ImageConfig merged = config;
    merged.env = base.env;
    for (const EnvVar &var : config.env)
      setEnv(merged.env, var.name, var.value);
    if (const EnvVar *own = findEnv(config.env, "PATH")) {
      llvm::StringRef basePath = findEnv(base.env, "PATH")->value;
      if (!llvm::StringRef(own->value).ends_with(basePath))
        setEnv(merged.env, "PATH", own->value + ":" + basePath.str());
    }
    addBaseLabels(image->ref, merged);
    for (auto &[name, value] : base.labels)
      merged.setDefaultLabel(name, value);
    for (unsigned port : base.ports)
      if (!llvm::is_contained(merged.ports, port))
        merged.ports.push_back(port);
    if (merged.user.empty())
      merged.user = base.user;
    if (merged.workdir.empty())
      merged.workdir = base.workdir;
    if (merged.entrypoint.empty() && merged.cmd.empty()) {
      merged.entrypoint = base.entrypoint;
      merged.cmd = base.cmd;
    }
    if (!merged.healthcheck)
      merged.healthcheck = base.healthcheck;
    if (merged == config)
      return;
    config = std::move(merged);
    result = PassResult::Changed;
  }

  Plan &plan;
  PassContext &context;
  std::vector<std::string> unknown;
  PassResult result = PassResult::Unchanged;
};
} // namespace

PassResult cogc::applyBaseConfig(Plan &plan, PassContext &context) {
  return Applier(plan, context).run();
}
