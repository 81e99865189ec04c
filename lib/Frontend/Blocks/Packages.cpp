//===- Packages.cpp - The environment at /opt/venv ------------------------------===//
//
// One solve for everything: the user's requirements as they are written, Cog's
// SDK, pip. Two solves would let the second overwrite what the first chose.
//
// The environment is made in a stage of its own and copied, so the image has
// neither the step's leftovers nor its temporary files. The step ends by moving
// it below /out with fixed times: see Steps.h.
//
//===----------------------------------------------------------------------------===//
#include "Sdk.h"
#include "Steps.h"
#include "cogc/Frontend/Blocks.h"
#include "cogc/Support/Defaults.h"
#include "cogc/Support/Quote.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

using namespace cogc;

/// Official images have setuptools and wheel up to there. A marker, since the
/// version of Python is chosen later.
static constexpr char beforePython312[] = " ; python_version < \"3.12\"";

/// The packages that the user's files name, normalised.
static llvm::StringSet<> namedPackages(const BlockContext &context) {
  llvm::StringSet<> names;
  for (const RequirementsFile &file : context.requirements.files)
    for (const RequirementLine &line : file.lines)
      names.insert(line.name);
  for (const Text &package : context.spec.build.pythonPackages)
    names.insert(parseRequirementLine(package).name);
  return names;
}

/// What we add to the user's requirements, each only where the user's files do
/// not speak of it.
namespace {
struct Additions {
  std::vector<std::string> requirements;
  std::vector<std::string> constraints;
  std::vector<std::string> overrides;
};
} // namespace

static Additions additionsFor(const BlockContext &context, const Sdk &sdk) {
  llvm::StringSet<> named = namedPackages(context);
  Additions additions;
  additions.requirements = sdk.requirements;
  if (!sdk.runtime.empty() && !named.contains("coglet"))
    additions.requirements.push_back(sdk.runtime);
  // The image's SDK is decided by cog.yaml; a `cog` in the requirements would
  // otherwise clash with it.
  if (named.contains("cog"))
    additions.overrides = sdk.requirements;
  auto seed = [&](llvm::StringRef package, llvm::StringRef version, llvm::StringRef marker) {
    std::string pin = named.contains(package) ? "" : ("==" + version).str();
    additions.requirements.push_back((package + pin + marker).str());
  };
  seed("pip", pipVersion, "");
  seed("setuptools", setuptoolsVersion, beforePython312);
  seed("wheel", wheelVersion, beforePython312);
  if (sdk.isDefault)
    for (llvm::StringRef constraint : sdkConstraints)
      if (!named.contains(constraint.split("==").first))
        additions.constraints.push_back(constraint.str());
  return additions;
}

static std::string joinLines(llvm::ArrayRef<std::string> lines) {
  return lines.empty() ? "" : llvm::join(lines, "\n") + "\n";
}

/// All files that the step reads, in a stage that only this step mounts. The
/// user's are here as they are, rather than mounted from the project: a
/// .dockerignore may leave them out of the source, and the step need not wait
/// for the source to be sent (docs/rationale/requirements-in-the-plan.md).
static State addInputs(const BlockContext &context, PlanBuilder &plan, const Additions &additions,
                       const Sdk &sdk) {
  addWheelContexts(sdk, plan);
  auto stage = plan.stage("inputs", Phase::BuildDeps, State::scratch());
  auto file = [&](const std::string &path, std::string contents) {
    if (!contents.empty())
      stage.add(FileOp{.path = path,
                       .contents = std::move(contents),
                       .owner = {},
                       .times = context.options.sourceDateEpoch});
  };
  file("/constraints.txt", joinLines(additions.constraints));
  file("/overrides.txt", joinLines(additions.overrides));
  for (const RequirementsFile &one : context.requirements.files)
    file("/project/" + one.path, context.tree.contents(one.file).str());
  file("/requirements.txt", packagesFile(context.spec.build.pythonPackages));
  file("/sdk.txt", joinLines(additions.requirements));
  addWheels(sdk, context.options.sourceDateEpoch, stage);
  return stage.state();
}

static std::string installScript(const BlockContext &context, const Additions &additions,
                                 const Sdk &sdk) {
  std::string install = "uv pip install --python /opt/venv";
  if (!additions.constraints.empty())
    install += " -c " + std::string(inputsPath) + "/constraints.txt";
  if (!additions.overrides.empty())
    install += " --overrides " + std::string(inputsPath) + "/overrides.txt";
  if (!context.spec.build.pythonPackages.empty())
    install += " -r " + std::string(inputsPath) + "/requirements.txt";
  if (!context.requirements.files.empty())
    install += " -r " + shellQuote(std::string(inputsPath) + "/project/" +
                                   context.requirements.files.front().path);
  install += " -r " + std::string(inputsPath) + "/sdk.txt";

  return wheelChecks(sdk) + "uv venv --quiet --python {%python} /opt/venv\n" + install + "\n" +
         forgetFileTimes + "rm -f /opt/venv/.lock /opt/venv/.gitignore /opt/venv/CACHEDIR.TAG\n" +
         "mkdir -p /out/opt\n" + "mv /opt/venv /out/opt/venv\n" + fixTimes(context.options);
}

static std::vector<Loc> requirementLocs(const BlockContext &context) {
  const BuildSpec &build = context.spec.build;
  std::vector<Loc> locs;
  if (build.pythonRequirements)
    locs.push_back(context.locate(build.pythonRequirements->range));
  llvm::append_range(locs, locateAll(context, build.pythonPackages));
  return locs;
}

namespace {
class PackagesBlock : public Block {
public:
  llvm::StringRef name() const override { return "packages"; }
  bool applies(const BlockContext &) const override { return true; }

  void addStages(const BlockContext &context, PlanBuilder &plan) const override {
    Sdk sdk = chooseSdk(context);
    Additions additions = additionsFor(context, sdk);
    State inputs = addInputs(context, plan, additions, sdk);

    RunOp run;
    run.command = installScript(context, additions, sdk);
    run.env = {{"UV_COMPILE_BYTECODE", "1"},
               // Bytecode that carries no time and is not checked against its source.
               {"PYC_INVALIDATION_MODE", "UNCHECKED_HASH"},
               {"UV_LINK_MODE", "copy"},
               {"UV_PYTHON_DOWNLOADS", "never"},
               {"UV_NO_PROGRESS", "1"}};
    run.mounts = {readonlyMount(inputs, "/", inputsPath), uvMount(), uvCacheMount()};
    addDownloadSettings(context.options, run);

    auto packages = plan.stage("packages", Phase::BuildDeps);
    addVenvEnvironment(context, packages);
    packages.add(std::move(run), requirementLocs(context), "install Python packages");

    addOutput(plan, "venv", Phase::ExportDeps, packages.state());
  }
};
} // namespace

std::unique_ptr<Block> cogc::makePackagesBlock() { return std::make_unique<PackagesBlock>(); }
