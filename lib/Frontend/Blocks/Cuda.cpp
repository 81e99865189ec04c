//===- Cuda.cpp - CUDA from the base image, and its compilers --------------------===//
//
// Wheels bring their own CUDA, so most GPU images need none in the base. One is
// taken when the user writes `cuda:` or asks for it with --use-cuda-base-image,
// or when a package looks for CUDA in the system, be it one that a `run:` command
// installs. It has no Python; uv's own goes to /opt/python.
//
// Packages that are compiled with nvcc are built to wheels in a stage on the
// `-devel` image, which the image never sees. A `run:` command that calls nvcc, or
// installs such a package, cannot be moved there, so the image then starts from
// `-devel`.
//
//===----------------------------------------------------------------------------===//
#include "Frameworks.h"
#include "Steps.h"
#include "cogc/Frontend/Blocks.h"
#include "cogc/Frontend/CudaUse.h"
#include "cogc/Resolver/Resolve.h"
#include "cogc/Support/Quote.h"
#include "llvm/ADT/STLExtras.h"

using namespace cogc;

static bool isGpu(const BlockContext &context) { return context.spec.build.gpu.value; }

static std::vector<NamedPackage> compiledPackages(const BlockContext &context) {
  if (!isGpu(context) || context.dependencies.isLocked())
    return {};
  // The install would not take the wheel for a line without a name.
  std::vector<NamedPackage> packages = askedFor(context, [](const NamedPackage &each) {
    return !each.name.empty() && isCompiledForCuda(each);
  });
  // A wheel by its URL is compiled already.
  llvm::erase_if(packages, [](const NamedPackage &each) {
    return llvm::StringRef(each.text).contains(".whl");
  });
  return packages;
}

bool cogc::buildsCudaWheels(const BlockContext &context) {
  return !compiledPackages(context).empty();
}

namespace {
/// Why the image starts from one with CUDA.
struct Reason {
  std::string by;
  std::vector<Loc> locs;
  bool devel = false;
};
} // namespace

static Reason reasonOf(const BlockContext &context, const CudaCommand &command, bool devel) {
  return {command.package.empty() ? "run" : command.package,
          {context.locate(command.command->command.range)},
          devel};
}

static std::optional<Reason> baseReason(const BlockContext &context) {
  const BuildSpec &build = context.spec.build;
  if (!isGpu(context) || context.options.cudaBase == false)
    return std::nullopt;
  if (std::optional<CudaCommand> compiling = compilingCommand(context))
    return reasonOf(context, *compiling, true);
  static constexpr llvm::StringLiteral tensorflow[] = {"tensorflow"};
  if (needsSystemCudaForTensorFlow(context))
    if (std::vector<NamedPackage> users = askedFor(context, tensorflow); !users.empty())
      return Reason{users.front().name, {context.locate(users.front().range)}};
  for (const std::optional<Text> *value : {&build.cuda, &build.cudnn})
    if (*value)
      return Reason{"cog.yaml", {context.locate((*value)->range)}};
  if (context.options.cudaBase == true)
    return Reason{"--use-cuda-base-image", {}};
  std::vector<NamedPackage> users = askedFor(context, usesSystemCuda);
  for (const NamedPackage &each : askedFor(context, {"jax"}))
    if (llvm::StringRef(each.extras).contains("-local"))
      users.push_back(each);
  if (!users.empty())
    return Reason{likelyName(users.front()), {context.locate(users.front().range)}};
  if (std::optional<CudaCommand> command = commandForSystemCuda(context))
    return reasonOf(context, *command, false);
  return std::nullopt;
}

std::optional<State> cogc::managedPython(const BlockContext &context) {
  if (!baseReason(context))
    return std::nullopt;
  return State::stage("python");
}

/// uv's Python at /opt/python, and its names on PATH.
static RunOp installPython(const CompileOptions &options, bool toOut) {
  RunOp run;
  run.command = "uv python install --no-bin --install-dir /opt/python {%python}\n"
                "ln -s /opt/python/cpython-*/bin/python3 /usr/local/bin/python3\n"
                "ln -s python3 /usr/local/bin/python\n";
  if (toOut)
    run.command += "mkdir -p /out/opt /out/usr/local/bin\n"
                   "cp -a /opt/python /out/opt/python\n"
                   "cp -a /usr/local/bin/python /usr/local/bin/python3 /out/usr/local/bin\n" +
                   fixTimes(options);
  run.env = {{"UV_NO_PROGRESS", "1"}};
  if (llvm::StringRef mirror = mirrorOf(options, "github.com"); !mirror.empty())
    run.env.push_back({"UV_PYTHON_INSTALL_MIRROR",
                       (mirror + "/astral-sh/python-build-standalone/releases/download").str()});
  run.mounts = {uvMount(), uvCacheMount()};
  addDownloadSettings(options, run);
  return run;
}

/// Compiles one package after the other against the torch that the image gets.
static std::string wheelScript(const BlockContext &context) {
  std::string script = "uv venv --quiet --python {%python} --seed /opt/venv\n"
                       "mkdir -p /out/wheels\n" +
                       torchInstall(context);
  script += "uv pip install --python /opt/venv setuptools wheel packaging ninja numpy";
  if (installsTorchFirst(context))
    script += " torch=={%torch}";
  script += "\n";
  for (const NamedPackage &package : compiledPackages(context)) {
    llvm::StringRef requirement = package.text;
    script += "/opt/venv/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /out/wheels " +
              shellQuote(requirement.split(" ;").first) + "\n";
  }
  return script;
}

static void addWheelStage(const BlockContext &context, PlanBuilder &plan) {
  RunOp run;
  run.command = wheelScript(context);
  run.env = {{"PATH", "/opt/venv/bin:/usr/local/cuda/bin"},
             {"CUDA_HOME", "/usr/local/cuda"},
             {"UV_LINK_MODE", "copy"},
             {"UV_NO_PROGRESS", "1"}};
  // A builder has no GPU to ask.
  std::string list = context.options.gpuArchitectures.empty() ? "8.0 8.6 9.0+PTX"
                                                              : context.options.gpuArchitectures;
  std::replace(list.begin(), list.end(), ',', ' ');
  run.env.push_back({"TORCH_CUDA_ARCH_LIST", list});
  // Without it detectron2, pytorch3d and the torch_… packages compile for the CPU.
  run.env.push_back({"FORCE_CUDA", "1"});
  run.mounts = {uvMount(), uvCacheMount()};
  addPackageSecrets(context, run);
  addDownloadSettings(context.options, run);
  std::vector<Loc> places;
  for (const NamedPackage &package : compiledPackages(context)) {
    places.push_back(context.locate(package.range));
    context.diags.report(Diag::cuda_source_build, package.range, package.name);
  }
  plan.stage("cuda-wheels", Phase::BuildDeps, State::base(BaseState::Role::Build))
      .add(installPython(context.options, false), places, "get Python for the CUDA compilers")
      .add(std::move(run), places, "compile for CUDA");
}

namespace {
class CudaBlock : public Block {
public:
  llvm::StringRef name() const override { return "cuda"; }
  bool applies(const BlockContext &context) const override {
    // `cuda` without `gpu: true` has been warned about.
    const BuildSpec &build = context.spec.build;
    return isGpu(context) &&
           (build.cuda || build.cudnn || baseReason(context) || buildsCudaWheels(context));
  }

  void addNeeds(const BlockContext &context, PlanBuilder &plan) const override {
    const BuildSpec &build = context.spec.build;
    addTargetNeeds(context, plan);
    auto stated = [&](const char *name, const Text &value) {
      plan.need(
          {name, statedConstraint(value.value), "", "cog.yaml", {context.locate(value.range)}});
    };
    if (build.cuda)
      stated("cuda", *build.cuda);
    if (build.cudnn)
      stated("cudnn", *build.cudnn);
    if (std::optional<Reason> reason = baseReason(context)) {
      plan.need({"cuda-image", reason->devel ? "===devel" : "", "", reason->by, reason->locs});
      if (reason->devel)
        context.diags.report(Diag::cuda_devel_base,
                             compilingCommand(context)->command->command.range);
    }
    for (const NamedPackage &package : compiledPackages(context))
      plan.need({"cuda-devel", "", "", package.name, {context.locate(package.range)}});
  }

  void addStages(const BlockContext &context, PlanBuilder &plan) const override {
    if (std::optional<Reason> reason = baseReason(context)) {
      plan.stage("python", Phase::BuildDeps, State::base(BaseState::Role::Runtime))
          .add(installPython(context.options, true), reason->locs, "get Python");
      addOutput(plan, "managed-python", Phase::ExportBase, State::stage("python"));
    }
    if (buildsCudaWheels(context))
      addWheelStage(context, plan);
  }
};
} // namespace

std::unique_ptr<Block> cogc::makeCudaBlock() { return std::make_unique<CudaBlock>(); }
