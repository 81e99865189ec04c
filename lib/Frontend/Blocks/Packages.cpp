//===- Packages.cpp - The environment at /opt/venv ------------------------------===//
//
// The user's packages as they are written, Cog's SDK, pip. Two ways lead there
// (docs/rationale/locked-packages.md):
//
//   one solve   requirements, `python_packages`, pyproject.toml: everything goes
//               into one solve, so that neither overwrites what the other chose
//   locked      uv.lock, pylock.toml, requirements with hashes: what the file
//               says is installed first and alone; then the SDK, with all that
//               is there as constraints, so that it cannot change any of it
//
// The environment is made in a stage of its own and copied, so the image has
// neither the step's leftovers nor its temporary files. The step ends by moving
// it below /out with fixed times: see Steps.h.
//
//===----------------------------------------------------------------------------===//
#include "CompileModules.h"
#include "Frameworks.h"
#include "Sdk.h"
#include "Steps.h"
#include "cogc/Frontend/Blocks.h"
#include "cogc/Frontend/NamedPackages.h"
#include "cogc/Support/Credentials.h"
#include "cogc/Support/Defaults.h"
#include "cogc/Support/Quote.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Path.h"
#include <set>

using namespace cogc;
using Source = Dependencies::Source;

/// The project's files that the step reads are where they will be in the image,
/// so that an editable folder is found there, too.
static constexpr llvm::StringLiteral projectPath("/src");

/// Official images have setuptools and wheel up to there. A marker, since the
/// version of Python is chosen later.
static constexpr char beforePython312[] = " ; python_version < \"3.12\"";

/// The packages that the user's files name, normalised, constraints too.
static llvm::StringSet<> mentionedPackages(const BlockContext &context) {
  llvm::StringSet<> names;
  for (const RequirementsFile &file : context.dependencies.requirements.files)
    for (const RequirementLine &line : file.lines)
      names.insert(line.name);
  for (const NamedPackage &package : namedPackages(context))
    names.insert(package.name);
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

/// pip, and what old Pythons have beside it.
static void addSeeds(const llvm::StringSet<> &named, bool isLocked, Additions &additions) {
  auto seed = [&](llvm::StringRef package, llvm::StringRef version, llvm::StringRef marker) {
    std::string pinned = (package + "==" + version).str();
    bool isFree = isLocked || named.contains(package);
    additions.requirements.push_back(((isFree ? package.str() : pinned) + marker).str());
    // What the lock has decides over this, in the step.
    if (isLocked)
      additions.constraints.push_back(pinned);
  };
  seed("pip", pipVersion, "");
  seed("setuptools", setuptoolsVersion, beforePython312);
  seed("wheel", wheelVersion, beforePython312);
}

/// The image's SDK is decided by cog.yaml; a `cog` in the requirements would
/// otherwise clash with it.
static void addOverrides(const llvm::StringSet<> &named, const Sdk &sdk, Additions &additions) {
  if (!named.contains("cog") && !named.contains("coglet"))
    return;
  additions.overrides = sdk.requirements;
  if (sdk.isDefault)
    additions.overrides.push_back(std::string("coglet==") + sdkVersion);
}

static Additions additionsFor(const BlockContext &context, const Sdk &sdk) {
  bool isLocked = context.dependencies.isLocked();
  llvm::StringSet<> named = mentionedPackages(context);
  Additions additions;
  additions.requirements = sdk.requirements;
  if (!isLocked)
    addOverrides(named, sdk, additions);
  addSeeds(named, isLocked, additions);
  for (llvm::StringRef constraint : sdkConstraints) {
    bool isSdk = constraint.starts_with("coglet==");
    // A day pins them, too; and it may be before our versions of them.
    if (!isSdk && !context.options.excludeNewer.empty())
      continue;
    if (sdk.isDefault && (isLocked || isSdk || !named.contains(constraint.split("==").first)))
      additions.constraints.push_back(constraint.str());
  }
  return additions;
}

/// Whether what the image gets anyway is what \p package asks for.
static bool isMet(const NamedPackage &package, const Sdk &sdk) {
  // cog and coglet are released together, with one number.
  std::optional<VersionSet> asked = VersionSet::parse(package.specifiers);
  std::optional<Version> version = Version::parse(sdk.version);
  return package.specifiers.empty() || (asked && version && asked->contains(*version));
}

static void warnAboutSdk(const BlockContext &context, const Sdk &sdk) {
  llvm::StringSet<> told;
  for (const NamedPackage &package : namedPackages(context))
    if ((package.name == "cog" || package.name == "coglet") && !isMet(package, sdk) &&
        told.insert(package.name).second)
      context.diags.report(Diag::sdk_override, package.range, package.name,
                           "`" + llvm::join(sdk.requirements, "` and `") + "`");
}

/// Flags are in the plan, as variables of the steps or in their commands.
static void warnAboutCredentials(const BlockContext &context) {
  auto check = [&](const llvm::Twine &setting, llvm::StringRef url) {
    if (hasCredentials(url))
      context.diags.report(Diag::url_credentials, std::nullopt, ("`" + setting + url + "`").str(),
                           "leave them out of it, and give them with `--package-secret`");
  };
  for (auto &[host, url] : context.options.mirrors)
    check("--mirror " + host + "=", url);
  check("COG_SDK_WHEEL=", context.options.sdkWheel);
  check("COGLET_WHEEL=", context.options.cogletWheel);
}

static std::string joinLines(llvm::ArrayRef<std::string> lines) {
  return lines.empty() ? "" : llvm::join(lines, "\n") + "\n";
}

/// The archives and folders of the project that are installed, and nothing else
/// of it: other files may change without installing everything again.
static void addLocalPackages(const BlockContext &context, StageBuilder &stage) {
  for (const LocalPackage &local : context.dependencies.local) {
    CopyOp copy;
    copy.sources = {local.path};
    copy.from = State::context("src");
    copy.to = local.path == "." ? "/project" : "/project/" + local.path;
    copy.times = context.options.sourceDateEpoch;
    // The LLB carries the files that its places are in; a lock is too long for that.
    bool isLocked =
        context.dependencies.lock && local.range.file == context.dependencies.lock->file;
    stage.add(std::move(copy),
              isLocked ? std::vector<Loc>() : std::vector{context.locate(local.range)});
  }
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
  addLocalPackages(context, stage);
  file("/compile.py", compileModules);
  file("/constraints.txt", joinLines(additions.constraints));
  file("/overrides.txt", joinLines(additions.overrides));
  for (FileId one : context.dependencies.files)
    file("/project/" + context.tree.name(one).str(), context.tree.contents(one).str());
  for (const RequirementsFile &one : context.dependencies.requirements.files)
    file("/project/" + one.path, installedText(one, context.tree));
  file("/requirements.txt", packagesFile(context.spec.build.pythonPackages));
  file("/sdk.txt", joinLines(additions.requirements));
  addWheels(sdk, context.options.sourceDateEpoch, stage);
  return stage.state();
}

//===----------------------------------------------------------------------===//
// The step
//===----------------------------------------------------------------------===//

static constexpr char install[] = "uv pip install --python /opt/venv";

/// Whether the step sees files of the project at /src.
static bool readsProject(const BlockContext &context) {
  const Dependencies &dependencies = context.dependencies;
  return !dependencies.files.empty() || !dependencies.local.empty() ||
         !context.dependencies.requirements.files.empty();
}

static std::string ours(llvm::StringRef file) {
  return (llvm::Twine(inputsPath) + "/" + file).str();
}

/// `--extra gpu --group serve`.
static std::string extraFlags(const Dependencies &dependencies) {
  std::string flags;
  for (const std::string &extra : dependencies.extras)
    flags += " --extra " + shellQuote(extra);
  for (const std::string &group : dependencies.groups)
    flags += " --group " + shellQuote(group);
  return flags;
}

static std::string baseName(const Dependencies &dependencies) {
  return shellQuote(llvm::sys::path::filename(*dependencies.file, llvm::sys::path::Style::posix));
}

/// What uv does not read in a requirements file but takes as a flag.
static std::string flagsFromFiles(const BlockContext &context) {
  std::string flags;
  bool pre = false;
  auto look = [&](const RequirementLine &line) {
    pre |= optionValueOf(line, "--pre").has_value();
    if (auto host = optionValueOf(line, "--trusted-host"))
      flags += " --allow-insecure-host " + shellQuote(*host);
  };
  for (const RequirementsFile &file : context.dependencies.requirements.files)
    llvm::for_each(file.lines, look);
  for (const Text &item : context.spec.build.pythonPackages)
    for (const Text &line : splitRequirementItem(item))
      look(parseRequirementLine(line));
  return pre ? " --prerelease allow" + flags : flags;
}

/// Only what was there on the day of --exclude-newer, but for what we pin
/// ourselves: that is the same on every day.
static std::string dayFlags(const BlockContext &context, const Additions &additions) {
  llvm::StringRef day = context.options.excludeNewer;
  if (day.empty())
    return "";
  std::string flags = " --exclude-newer " + shellQuote(day);
  for (const auto *list : {&additions.requirements, &additions.constraints})
    for (llvm::StringRef requirement : *list)
      if (auto [name, version] = requirement.split("=="); !version.empty())
        flags += " --exclude-newer-package " + shellQuote((name + "=9999-01-01").str());
  return flags;
}

static std::string oneSolve(const BlockContext &context, const Additions &additions) {
  const Dependencies &dependencies = context.dependencies;
  std::string flags = flagsFromFiles(context) + dayFlags(context, additions);
  std::string command = install + flags;
  if (keepsTorch(context) && installsTorchFirst(context))
    command += std::string(" -c ") + torchPins;
  if (buildsCudaWheels(context))
    command += std::string(" --find-links ") + cudaWheels;
  if (!additions.constraints.empty())
    command += " -c " + ours("constraints.txt");
  if (!additions.overrides.empty())
    command += " --overrides " + ours("overrides.txt");
  if (!context.spec.build.pythonPackages.empty())
    command += " -r " + ours("requirements.txt");
  if (dependencies.source != Source::None)
    command += " -r " + baseName(dependencies) + extraFlags(dependencies);
  if (std::string requirement = tensorflowRequirement(context); !requirement.empty())
    command += " " + shellQuote(requirement);
  return command + " -r " + ours("sdk.txt") + "\n";
}

/// Links to the libraries of NVIDIA's wheels, all in one folder.
static std::string linkCudaLibraries(const BlockContext &context) {
  if (!needsCudaLinks(context))
    return "";
  return std::string("mkdir ") + cudaLinks + "\nln -s -t " + cudaLinks +
         " /opt/venv/lib/python*/site-packages/nvidia/*/lib/*.so*\n";
}

/// uv checks that the lock belongs to the pyproject.toml, unless a build backend
/// would have to compute what that says.
static std::string lockFlags(const Dependencies &dependencies) {
  bool isStatic = !dependencies.pyproject || !dependencies.pyproject->dynamicDependencies;
  return (isStatic ? " --locked --no-default-groups" : " --frozen --no-default-groups") +
         extraFlags(dependencies);
}

/// The lock names the files at PyPI, which is out of reach where there is a
/// mirror. The same versions with the same hashes are installed from the mirror;
/// packages of the lock's other indexes from those, whichever has them.
static std::string mirroredSync(const Dependencies &dependencies) {
  std::string pypi = ("https://" + pypiHost + "/").str();
  std::set<std::string> others;
  for (const LockEntry &entry : dependencies.lock->packages)
    if (entry.source == LockEntry::Source::Registry &&
        !llvm::StringRef(entry.address).starts_with(pypi))
      others.insert(entry.address);
  std::string flags = others.empty() ? "" : " --index-strategy unsafe-best-match";
  for (const std::string &index : others)
    flags += " --extra-index-url " + shellQuote(index);
  return "env -u UV_DEFAULT_INDEX uv export --quiet --no-emit-project --output-file "
         "/tmp/locked.txt" +
         lockFlags(dependencies) + "\n" + install + flags + " -r /tmp/locked.txt\n";
}

static std::string syncCommand(const BlockContext &context) {
  const Dependencies &dependencies = context.dependencies;
  if (dependencies.lock && !mirrorOf(context.options, pypiHost).empty())
    return mirroredSync(dependencies);
  return "UV_PROJECT_ENVIRONMENT=/opt/venv uv sync --no-install-project" + lockFlags(dependencies) +
         "\n";
}

static std::string lockedCommand(const BlockContext &context) {
  const Dependencies &dependencies = context.dependencies;
  if (dependencies.source == Source::UvLock)
    return syncCommand(context);
  if (dependencies.source == Source::Pylock)
    return std::string(install) + " --preview-features pylock -r " + baseName(dependencies) + "\n";
  return std::string(install) + flagsFromFiles(context) + " --require-hashes -r " +
         baseName(dependencies) + "\n";
}

/// Installs what is locked, then the SDK with all of that as constraints. What
/// the lock has of the SDK itself gives way, and where it has a package that we
/// would pin, it decides.
static std::string lockedInstall(const BlockContext &context, const Additions &additions) {
  return lockedCommand(context) +
         "uv pip list --quiet --python /opt/venv --format freeze >/tmp/installed\n"
         "sed '/^cog==/d; /^coglet==/d' /tmp/installed >/tmp/locked\n"
         "awk -F== 'NR == FNR { locked[$1]; print; next } !($1 in locked)' /tmp/locked " +
         ours("constraints.txt") + " >/tmp/constraints\n" + install + dayFlags(context, additions) +
         " -c /tmp/constraints -r " + ours("sdk.txt") + "\n";
}

/// The packages of a project with a `src` folder are imported from there, as if
/// it were installed in editable form.
static std::string pathOfProject(const BlockContext &context) {
  const Dependencies &dependencies = context.dependencies;
  bool usesProject =
      dependencies.source == Source::UvLock || dependencies.source == Source::Pyproject;
  std::string source = dependencies.folder().empty() ? "src" : dependencies.folder().str() + "/src";
  if (!usesProject || !dependencies.pyproject || !dependencies.pyproject->isPackage ||
      !context.tree.isDirectory(source))
    return "";
  return "echo " + shellQuote((projectPath + "/" + source).str()) +
         " >\"$(/opt/venv/bin/python -c 'import sysconfig; "
         "print(sysconfig.get_path(\"purelib\"))')/project.pth\"\n";
}

/// uv notes beside a package from a folder or a file when that was made, for its
/// own next run; in an image the note would differ from build to build.
static std::string dropCacheNotes(const Dependencies &dependencies, const Sdk &sdk) {
  if (dependencies.local.empty() && sdk.wheels.empty())
    return "";
  return "for note in /opt/venv/lib/python*/site-packages/*.dist-info/uv_cache.json; do\n"
         "  [ -e \"$note\" ] || continue\n"
         "  sed -i '/\\/uv_cache\\.json,/d' \"${note%/*}/RECORD\"\n"
         "  rm \"$note\"\n"
         "done\n";
}

/// With a fixed seed, since the order of a set's elements depends on it, and
/// without the environment's own startup code.
static std::string compileCommand() {
  return "PYTHONHASHSEED=0 /opt/venv/bin/python -S -W ignore " + ours("compile.py") +
         " /opt/venv/lib\n";
}

static std::string installScript(const BlockContext &context, const Additions &additions,
                                 const Sdk &sdk) {
  const Dependencies &dependencies = context.dependencies;
  std::string script = wheelChecks(sdk) + "uv venv --quiet --python {%python} /opt/venv\n";
  if (readsProject(context)) {
    llvm::StringRef folder = dependencies.folder();
    script += "cd " + shellQuote((projectPath + (folder.empty() ? "" : "/") + folder).str()) + "\n";
  }
  script += torchInstall(context);
  script +=
      dependencies.isLocked() ? lockedInstall(context, additions) : oneSolve(context, additions);
  return script + linkCudaLibraries(context) + dropCacheNotes(dependencies, sdk) +
         pathOfProject(context) + compileCommand() +
         "rm -f /opt/venv/.lock /opt/venv/.gitignore /opt/venv/CACHEDIR.TAG\n" +
         "mkdir -p /out/opt\n" + "mv /opt/venv /out/opt/venv\n" + fixTimes(context.options);
}

static std::vector<Loc> requirementLocs(const BlockContext &context) {
  const BuildSpec &build = context.spec.build;
  std::vector<Loc> locs;
  if (build.pythonRequirements)
    locs.push_back(context.locate(build.pythonRequirements->range));
  else if (const std::optional<Pyproject> &project = context.dependencies.pyproject;
           project && context.dependencies.source != Source::None)
    locs.push_back(context.locate({project->file, 0, 0}));
  llvm::append_range(locs, locateAll(context, build.pythonPackages));
  // Where an index answers that it does not know who asks.
  for (const PackageSecretSpec &secret : build.packageSecrets)
    locs.push_back(context.locate(secret.range));
  return locs;
}

static void addEnvironment(const BlockContext &context, RunOp &run) {
  run.env = {{"UV_LINK_MODE", "copy"}, {"UV_PYTHON_DOWNLOADS", "never"}, {"UV_NO_PROGRESS", "1"}};
  // Requirements mean the same to pip, which does not know uv's settings.
  Source source = context.dependencies.source;
  if (source == Source::Requirements || source == Source::None)
    run.env.push_back({"UV_NO_CONFIG", "1"});
}

/// A builder may write into a folder that it builds; what it writes is gone
/// after the step.
static Mount projectMount(const State &inputs) {
  Mount mount = readonlyMount(inputs, "/project", projectPath);
  mount.readonly = false;
  return mount;
}

/// The values of `${NAME}` in requirements come from secrets: from the one that
/// `package_secrets` puts there, else from the one of that name.
static void addVariables(const BlockContext &context, RunOp &run) {
  for (const Text &name : context.dependencies.variables) {
    if (llvm::any_of(run.mounts, [&](const Mount &mount) { return mount.env == *name; }))
      continue;
    Mount mount;
    mount.type = Mount::Type::Secret;
    mount.id = mount.env = *name;
    run.mounts.push_back(std::move(mount));
  }
}

namespace {
class PackagesBlock : public Block {
public:
  llvm::StringRef name() const override { return "packages"; }
  bool applies(const BlockContext &) const override { return true; }

  void addStages(const BlockContext &context, PlanBuilder &plan) const override {
    Sdk sdk = chooseSdk(context.spec, context.options);
    reportSdk(context, sdk);
    warnAboutSdk(context, sdk);
    warnAboutCredentials(context);
    Additions additions = additionsFor(context, sdk);
    State inputs = addInputs(context, plan, additions, sdk);

    RunOp run;
    run.command = installScript(context, additions, sdk);
    addEnvironment(context, run);
    run.mounts = {readonlyMount(inputs, "/", inputsPath), uvMount(), uvCacheMount()};
    if (readsProject(context))
      run.mounts.push_back(projectMount(inputs));
    if (buildsCudaWheels(context))
      run.mounts.push_back(readonlyMount(State::stage("cuda-wheels"), "/out/wheels", cudaWheels));
    addPackageSecrets(context, run);
    addVariables(context, run);
    addDownloadSettings(context.options, run);

    auto packages = plan.stage("packages", Phase::BuildDeps);
    addVenvEnvironment(context, packages);
    packages.add(std::move(run), requirementLocs(context), "install Python packages");

    addOutput(plan, "venv", Phase::ExportDeps, packages.state());
  }
};
} // namespace

std::unique_ptr<Block> cogc::makePackagesBlock() { return std::make_unique<PackagesBlock>(); }
