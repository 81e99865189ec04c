//===- Base.cpp - The base image, and the image's config ------------------------===//
#include "../ValueForms.h"
#include "Sdk.h"
#include "Steps.h"
#include "cogc/Frontend/Blocks.h"
#include "cogc/Frontend/NamedPackages.h"
#include "cogc/IR/NeedRefs.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;

/// `run.cog.config` with the Python version left open: the passes choose it.
/// What reads like such a reference in the user's own text is escaped, which
/// JSON allows anywhere in a string.
static std::string configLabel(const ModelSpec &spec) {
  static constexpr llvm::StringLiteral open("\x7f");
  static constexpr llvm::StringLiteral member("\"python_version\":\"\x7f\"");
  std::string json = substituteNeedRefs(cogConfigJson(spec, open), [](llvm::StringRef name) {
    return ("{\\u0025" + name + "}").str();
  });
  // The first one: nothing in front of it is the user's.
  size_t at = json.find(member);
  json.replace(at, member.size(), "\"python_version\":\"" + needRef("python") + "\"");
  return json;
}

static void addEnvironment(const BlockContext &context, ImageConfig &config) {
  const ModelSpec &spec = context.spec;
  setEnv(config.env, "PATH", std::string(venvPath) + "/bin");
  setEnv(config.env, "VIRTUAL_ENV", venvPath);
  setEnv(config.env, "PYTHONUNBUFFERED", "1");
  // dumb-init then passes signals to the server alone, as tini does. The server's
  // worker would end at once, and with it the predictions that the server waits for.
  setEnv(config.env, "DUMB_INIT_SETSID", "0");
  if (spec.build.gpu.value) {
    setEnv(config.env, "NVIDIA_VISIBLE_DEVICES", "all");
    setEnv(config.env, "NVIDIA_DRIVER_CAPABILITIES", "compute,utility");
  }
  for (const EnvironmentEntry &entry : spec.environment)
    setEnv(config.env, entry.name, entry.value);
  if (spec.run)
    setEnv(config.env, "COG_PREDICT_TYPE_STUB", spec.run->text.value);
  if (spec.train)
    setEnv(config.env, "COG_TRAIN_TYPE_STUB", spec.train->text.value);
  if (spec.concurrencyMax)
    setEnv(config.env, "COG_MAX_CONCURRENCY", llvm::utostr(spec.concurrencyMax->value));
}

static void addLabels(const BlockContext &context, ImageConfig &config) {
  // Cog's client and its SDK have their numbers in common, and Cog's tools compare.
  config.setLabel("run.cog.version", chooseSdk(context.spec, context.options).version);
  config.setLabel("run.cogc.version", COGC_VERSION);
  config.setLabel(cogConfigLabel, configLabel(context.spec));
  config.setLabel("run.cog.has_init", "true");
  for (auto &[name, value] : context.options.labels)
    config.setLabel(name, value);
}

/// Cog asks for Python 3.11 where predictions run side by side.
static void addConcurrencyNeed(const BlockContext &context, PlanBuilder &plan) {
  const std::optional<Located<unsigned>> &max = context.spec.concurrencyMax;
  if (!max || max->value <= 1)
    return;
  const std::optional<Text> &python = context.spec.build.pythonVersion;
  auto numbers = python ? parseDottedNumber(python->value) : std::nullopt;
  if (numbers && numbers->size() > 1 && (*numbers)[1] < 11)
    context.diags.report(Diag::concurrency_python, max->range, max->value, python->value)
        .note(python->range, "`python_version` is given here");
  else
    plan.need({"python", ">=3.11", "", "concurrency", {context.locate(max->range)}});
}

namespace {
class BaseBlock : public Block {
public:
  llvm::StringRef name() const override { return "base"; }
  bool applies(const BlockContext &) const override { return true; }

  void addNeeds(const BlockContext &context, PlanBuilder &plan) const override {
    Need need;
    need.name = "python";
    need.by = "cog.yaml";
    if (const std::optional<Text> &version = context.spec.build.pythonVersion) {
      need.constraint = statedConstraint(version->value);
      need.locs = {context.locate(version->range)};
    }
    plan.need(std::move(need));
    for (const PythonConstraint &one : context.dependencies.python)
      plan.need({"python", one.specifiers, "", one.by, {context.locate(one.range)}});
    addConcurrencyNeed(context, plan);
  }

  void addStages(const BlockContext &context, PlanBuilder &plan) const override {
    const BuildSpec &build = context.spec.build;
    bool installsNothing = namedPackages(context).empty() && build.run.empty() &&
                           build.preInstall.empty() && !build.cuda && !build.cudnn;
    if (build.gpu.value && installsNothing && context.options.cudaBase != true)
      context.diags.report(Diag::gpu_without_cuda, build.gpu.range);
    auto stage = plan.stage("base", Phase::ExportBase, State::base(BaseState::Role::Runtime));
    stage.provides("python");
    if (const std::optional<Text> &version = context.spec.build.pythonVersion)
      stage.at(context.locate(version->range));

    ImageConfig &config = plan.config();
    config.entrypoint = {"/sbin/tini", "--"};
    config.cmd = {"python", "-m", "cog.server.http"};
    config.ports = {5000};
    config.workdir = "/src";
    addEnvironment(context, config);
    addLabels(context, config);
  }
};
} // namespace

std::unique_ptr<Block> cogc::makeBaseBlock() { return std::make_unique<BaseBlock>(); }
