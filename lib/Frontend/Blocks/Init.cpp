//===- Init.cpp - The init at /sbin/tini ----------------------------------------===//
//
// PID 1 must reap children and pass signals on. Cog's images call theirs as
// `/sbin/tini --`; ours is dumb-init, which understands the same call and comes
// as a wheel, so neither apt nor a download from elsewhere is needed.
//
// The file is placed as /usr/sbin/tini: /sbin is a link there on every base
// that we use, and a layer with a real folder of that name would replace the
// link and break the image.
//
//===----------------------------------------------------------------------------===//
#include "Frameworks.h"
#include "Steps.h"
#include "cogc/Frontend/Blocks.h"
#include "cogc/Support/Defaults.h"

using namespace cogc;

static std::string initScript(const CompileOptions &options) {
  return std::string("[ \"$(readlink -f /sbin)\" = /usr/sbin ]\n"
                     "uv pip install --quiet --python {%python} --no-deps --target /tmp/init ") +
         initPackage +
         "\n"
         "install -D -m 0755 /tmp/init/bin/dumb-init /out/usr/sbin/tini\n" +
         fixTimes(options);
}

namespace {
class InitBlock : public Block {
public:
  llvm::StringRef name() const override { return "init"; }
  bool applies(const BlockContext &) const override { return true; }

  void addStages(const BlockContext &context, PlanBuilder &plan) const override {
    context.diags.report(Diag::init_program, std::nullopt, initPackage);
    RunOp run;
    run.command = initScript(context.options);
    run.env = {{"UV_PYTHON_DOWNLOADS", "never"}, {"UV_LINK_MODE", "copy"}};
    run.mounts = {uvMount(), uvCacheMount()};
    // It comes from PyPI, where nobody asks for a password, or from a mirror.
    if (!mirrorOf(context.options, pypiHost).empty())
      addPackageSecrets(context, run);
    addDownloadSettings(context.options, run);
    // From the bare base, so that it is made once for all projects on it.
    State base = managedPython(context).value_or(State::base(BaseState::Role::Runtime));
    plan.stage("init", Phase::BuildDeps, std::move(base)).add(std::move(run), {}, "get the init");
    addOutput(plan, "tini", Phase::ExportSystem, State::stage("init"));
  }
};
} // namespace

std::unique_ptr<Block> cogc::makeInitBlock() { return std::make_unique<InitBlock>(); }
