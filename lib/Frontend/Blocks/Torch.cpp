//===- Torch.cpp - torch and what goes with it -----------------------------------===//
//
// A torch release has several builds: PyPI's, with one CUDA, and those of the
// PyTorch index, for the CPU and for other CUDAs. Which one is right follows from
// the image's accelerator, from `cuda:`, the driver and the GPUs, so the need for
// torch is resolved to a release *and* a build.
//
// The build is installed first and alone, with its index for these packages only:
// merged over everything, an index would be asked for all other packages too.
// The step that then installs the user's files finds torch there and keeps it
// (docs/rationale/torch-first.md).
//
//===----------------------------------------------------------------------------===//
#include "Frameworks.h"
#include "Steps.h"
#include "cogc/Frontend/Blocks.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;

/// Those that the PyTorch index has in builds of its own.
static constexpr llvm::StringLiteral family[] = {"torch", "torchvision", "torchaudio", "xformers"};

/// Packages that require torch. Without one of torch's own lines they would bring
/// PyPI's build, some gigabytes of CUDA, into a CPU image.
static constexpr llvm::StringLiteral bringers[] = {
    "accelerate",     "bitsandbytes",          "easyocr",        "kornia",
    "lightning",      "open-clip-torch",       "openai-whisper", "peft",
    "pyannote-audio", "pytorch-lightning",     "speechbrain",    "timm",
    "torchmetrics",   "sentence-transformers", "ultralytics"};

static bool isTorch(const NamedPackage &package) { return package.name == "torch"; }

/// The family's members that the project asks for, and torch itself where one of
/// them or another package requires it.
static std::vector<NamedPackage> packagesOf(const BlockContext &context) {
  std::vector<NamedPackage> packages = frameworksAskedFor(context, family);
  if (llvm::any_of(packages, isTorch))
    return packages;
  std::vector<NamedPackage> others = packages;
  if (others.empty() && !context.spec.build.gpu.value)
    others = askedFor(context, bringers);
  if (others.empty())
    return packages;
  NamedPackage torch;
  torch.name = "torch";
  torch.range = others.front().range;
  packages.insert(packages.begin(), std::move(torch));
  return packages;
}

/// `cu118` of an URL of the PyTorch index; empty for others.
static llvm::StringRef buildOfUrl(llvm::StringRef url) {
  size_t at = url.find(pytorchHost);
  if (at == llvm::StringRef::npos)
    return "";
  auto [front, path] = url.substr(at).split("/whl/");
  llvm::StringRef build = path.take_while([](char c) { return llvm::isAlnum(c); });
  return build == "cpu" || build.starts_with("cu") ? build : "";
}

/// Calls \p visit for each index that the user's files name.
static void forEachIndex(const BlockContext &context,
                         llvm::function_ref<void(llvm::StringRef url, const Text &)> visit) {
  auto look = [&](const RequirementLine &line) {
    for (const char *name : {"--index-url", "--extra-index-url", "--find-links"})
      if (auto url = optionValueOf(line, name))
        visit(*url, line.text);
  };
  for (const RequirementsFile &file : context.dependencies.requirements.files)
    llvm::for_each(file.lines, look);
  for (const Text &item : context.spec.build.pythonPackages)
    for (const Text &line : splitRequirementItem(item))
      look(parseRequirementLine(line));
}

/// The build that the user's own index lines ask for, with the line.
static std::optional<Text> buildOfUser(const BlockContext &context) {
  std::optional<Text> build;
  forEachIndex(context, [&](llvm::StringRef url, const Text &line) {
    if (llvm::StringRef name = buildOfUrl(url); !build && !name.empty())
      build = Text{name.str(), line.range};
  });
  return build;
}

/// Whether the user's files take packages from an index that the table knows
/// nothing of: it may have builds that exist nowhere else.
static bool hasOwnIndex(const BlockContext &context) {
  bool own = false;
  forEachIndex(context, [&](llvm::StringRef url, const Text &) {
    own |= !url.contains(pytorchHost) && !url.contains(pypiHost);
  });
  return own;
}

bool cogc::installsTorchFirst(const BlockContext &context) {
  return !packagesOf(context).empty() && !context.dependencies.isLocked() &&
         !hasOwnIndex(context) &&
         // A torch from a URL or a folder is the user's business.
         llvm::all_of(packagesOf(context), [](const NamedPackage &each) {
           return !each.isVcs && !llvm::StringRef(each.text).contains('@');
         });
}

/// Whether the choice must not be changed by what else is installed: when it is
/// not simply PyPI's newest, which another package may narrow.
bool cogc::keepsTorch(const BlockContext &context) {
  const CompileOptions &options = context.options;
  const BuildSpec &build = context.spec.build;
  bool isNamed = llvm::any_of(frameworksAskedFor(context, family), isTorch);
  return (!build.gpu.value && isNamed) || build.cuda || !options.driver.empty() ||
         !options.gpuArchitectures.empty() || buildOfUser(context) ||
         llvm::any_of(packagesOf(context), [](const NamedPackage &each) {
           return isTorch(each) && !each.version.empty();
         });
}

std::string cogc::torchInstall(const BlockContext &context) {
  if (!installsTorchFirst(context))
    return "";
  llvm::StringRef mirror = mirrorOf(context.options, pytorchHost);
  std::string host = mirror.empty() ? ("https://" + pytorchHost).str() : mirror.rtrim('/').str();
  std::string packages, pins;
  llvm::SmallVector<llvm::StringRef> seen;
  for (const NamedPackage &each : packagesOf(context)) {
    if (llvm::is_contained(seen, each.name))
      continue;
    seen.push_back(each.name);
    packages += " " + each.name + "=={%" + each.name + "}";
    pins += each.name + "=={%" + each.name + "}\n";
  }
  std::string script = "build={%torch-build}\n"
                       "index=\"--default-index " +
                       host +
                       "/whl/$build\"\n"
                       "[ \"$build\" != pypi ] || index=\n"
                       "uv pip install --python /opt/venv --no-deps $index" +
                       packages + "\n";
  if (keepsTorch(context))
    script += std::string("cat >") + torchPins + " <<EOF\n" + pins + "EOF\n";
  return script;
}

static void addTorchNeeds(const BlockContext &context, PlanBuilder &plan) {
  addPackageNeeds(context, packagesOf(context), plan);
  addOpenNeeds(context, family, plan);
  // Where the installer decides whether torch is there at all, it takes PyPI's.
  if (packagesOf(context).empty())
    plan.need({"torch-build", "===pypi", "", "torch", {}});
}

namespace {
class TorchBlock : public Block {
public:
  llvm::StringRef name() const override { return "torch"; }
  bool applies(const BlockContext &context) const override {
    return !packagesOf(context).empty() || mayAskFor(context, family);
  }

  void addNeeds(const BlockContext &context, PlanBuilder &plan) const override {
    addTargetNeeds(context, plan);
    if (!hasOwnIndex(context))
      addTorchNeeds(context, plan);
    if (!installsTorchFirst(context))
      return;
    Need build{"torch-build", "", "", "torch", {}};
    if (std::optional<Text> ofUser = buildOfUser(context)) {
      build.constraint = "===" + ofUser->value;
      build.by = context.tree.name(ofUser->range.file).str();
      build.locs = {context.locate(ofUser->range)};
    }
    plan.need(std::move(build));
  }

  /// The packages block installs it, into the one environment.
  void addStages(const BlockContext &, PlanBuilder &) const override {}
};
} // namespace

std::unique_ptr<Block> cogc::makeTorchBlock() { return std::make_unique<TorchBlock>(); }
