//===- Run.cpp - run and pre_install: the user's own commands -------------------===//
//
// One step an item, in the order of the file, each in a shell of its own that
// starts in `/`; the text goes to /bin/sh untouched. uv is there for the step,
// `pip` and `python` are the environment's.
//
//===----------------------------------------------------------------------------===//
#include "Steps.h"
#include "cogc/Frontend/Blocks.h"
#include "cogc/Frontend/RunFlags.h"
#include "llvm/ADT/STLExtras.h"

using namespace cogc;

static bool mountsTarget(const RunOp &run, llvm::StringRef target) {
  return llvm::any_of(run.mounts, [&](const Mount &mount) { return mount.target == target; });
}

/// Patches to installed packages name the place that Cog's own bases have them at.
static void warnAboutPyenv(const BlockContext &context, const RunCommand &command) {
  if (llvm::StringRef(command.command.value).contains("/root/.pyenv/"))
    context.diags.report(Diag::pyenv_path, command.command.range);
}

static RunOp lowerCommand(const BlockContext &context, const RunCommand &command) {
  warnAboutPyenv(context, command);
  RunOp run = parseRunItem(command.command, context.diags);
  for (const SecretMount &secret : command.mounts) {
    if (mountsTarget(run, secret.target.value)) {
      context.diags.report(Diag::mount_form, secret.target.range, "target", secret.target.value,
                           "is the place of another mount of this command; choose another");
      continue;
    }
    Mount mount;
    mount.type = Mount::Type::Secret;
    mount.id = secret.id.value;
    mount.target = secret.target.value;
    run.mounts.push_back(std::move(mount));
  }
  if (Mount uv = uvMount(); !mountsTarget(run, uv.target))
    run.mounts.push_back(std::move(uv));
  addDownloadSettings(context.options, run);
  return run;
}

namespace {
class RunBlock : public Block {
public:
  llvm::StringRef name() const override { return "run"; }
  bool applies(const BlockContext &context) const override {
    return !context.spec.build.run.empty() || !context.spec.build.preInstall.empty();
  }

  void addStages(const BlockContext &context, PlanBuilder &plan) const override {
    auto stage = plan.stage("run", Phase::ExportRun);
    addVenvEnvironment(context, stage);
    const BuildSpec &build = context.spec.build;
    // In this order Cog runs them, whatever the name of the second says.
    for (const RunCommand &command : llvm::concat<const RunCommand>(build.run, build.preInstall))
      stage.add(lowerCommand(context, command), {context.locate(command.command.range)});
  }
};
} // namespace

std::unique_ptr<Block> cogc::makeRunBlock() { return std::make_unique<RunBlock>(); }
