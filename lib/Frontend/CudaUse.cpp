#include "cogc/Frontend/CudaUse.h"
#include "cogc/Frontend/ShellWords.h"
#include "llvm/ADT/STLExtras.h"

using namespace cogc;
using llvm::StringRef;

/// Packages that load CUDA's libraries from the system; whisperx does through
/// faster-whisper and ctranslate2, which it always brings.
static constexpr llvm::StringLiteral systemUsers[] = {
    "onnxruntime-gpu", "ctranslate2",  "faster-whisper", "whisperx", "paddlepaddle-gpu", "cupy",
    "cupy-cuda11x",    "cupy-cuda12x", "cupy-cuda13x"};

/// Packages that PyPI has no wheels of, and that nvcc compiles.
static constexpr llvm::StringLiteral compiled[] = {"flash-attn",
                                                   "causal-conv1d",
                                                   "mamba-ssm",
                                                   "torch-scatter",
                                                   "torch-sparse",
                                                   "torch-cluster",
                                                   "torch-spline-conv",
                                                   "pytorch3d",
                                                   "detectron2",
                                                   "apex",
                                                   "gsplat",
                                                   "nvdiffrast",
                                                   "diff-gaussian-rasterization",
                                                   "simple-knn",
                                                   "tiny-cuda-nn",
                                                   "groundingdino",
                                                   "minkowskiengine",
                                                   "spconv"};

/// Variables with which a package's setup leaves nvcc alone, and fetches the wheel
/// that fits torch from its releases.
static constexpr std::pair<llvm::StringLiteral, llvm::StringLiteral> skips[] = {
    {"flash-attn", "FLASH_ATTENTION_SKIP_CUDA_BUILD"},
    {"causal-conv1d", "CAUSAL_CONV1D_SKIP_CUDA_BUILD"},
    {"mamba-ssm", "MAMBA_SKIP_CUDA_BUILD"},
};

/// What only a command that compiles for CUDA says.
static constexpr llvm::StringLiteral compilerWords[] = {"nvcc", "CUDA_HOME", "TORCH_CUDA_ARCH_LIST",
                                                        "FORCE_CUDA", "cuda-toolkit"};

bool cogc::usesSystemCuda(const NamedPackage &package) {
  return llvm::is_contained(systemUsers, likelyName(package));
}

bool cogc::isCompiledForCuda(const NamedPackage &package) {
  return llvm::is_contained(compiled, likelyName(package));
}

//===----------------------------------------------------------------------------===//
// Commands
//===----------------------------------------------------------------------------===//

/// Whether \p command may install anything: most do not, and need not be read.
static bool mayInstall(StringRef command) {
  return command.contains("pip") || command.contains("setup.py");
}

namespace {
/// Looks for what nvcc compiles in one command.
class CompilerUse {
public:
  CompilerUse(const BlockContext &context, const RunCommand &command)
      : context(context), text(command.command.value), range(command.command.range),
        calls(mayInstall(text) ? shellCalls(text) : std::vector<ShellCall>()) {}

  std::optional<std::string> find() const {
    for (const ShellCall &call : calls)
      if (std::string package = compiledBy(call); !package.empty())
        return package;
    for (StringRef word : compilerWords)
      if (text.contains(word))
        return "";
    return std::nullopt;
  }

private:
  /// The package that \p call compiles; empty for none.
  std::string compiledBy(const ShellCall &call) const {
    if (runsSetupScript(call))
      return compiledFolder();
    std::optional<PipInstall> install = pipInstall(call);
    if (!install || llvm::any_of(install->findLinks, mayHaveWheels))
      return "";
    for (const NamedPackage &package : installedBy(call, range)) {
      std::string name = isHere(package) ? compiledFolder() : likelyName(package);
      if (llvm::is_contained(compiled, name) && !StringRef(package.text).contains(".whl") &&
          !skipsCompiler(name) && !isBinary(*install, name))
        return name;
    }
    return "";
  }

  /// PyTorch's own pages have none of the packages that are compiled.
  static bool mayHaveWheels(StringRef link) { return !link.contains("download.pytorch.org"); }

  static bool isBinary(const PipInstall &install, StringRef name) {
    return llvm::any_of(install.onlyBinary, [&](StringRef each) {
      return each == ":all:" || normalizePackageName(each) == name;
    });
  }

  /// `.`, `.[extra]`.
  static bool isHere(const NamedPackage &package) {
    StringRef folder = StringRef(package.text).split('[').first.rtrim('/');
    return folder == ".";
  }

  /// The package whose source the command is in, by what it clones and where it goes:
  /// `git clone https://…/apex && cd apex && pip install .`
  std::string compiledFolder() const {
    for (const ShellCall &call : calls) {
      bool isClone = call.program == "git" && llvm::is_contained(call.arguments, "clone");
      if (!isClone && call.program != "cd" && call.program != "pushd")
        continue;
      for (const std::string &word : call.arguments) {
        NamedPackage folder;
        folder.text = word;
        if (std::string name = likelyName(folder);
            llvm::is_contained(compiled, name) && !skipsCompiler(name))
          return name;
      }
    }
    return "";
  }

  /// Setup scripts compare with exactly this word.
  bool skipsCompiler(StringRef package) const {
    for (const auto &[name, variable] : skips)
      if (name == package)
        return text.contains((variable + "=TRUE").str()) ||
               llvm::any_of(context.spec.environment, [&](const EnvironmentEntry &entry) {
                 return entry.name == variable && entry.value == "TRUE";
               });
    return false;
  }

  const BlockContext &context;
  StringRef text;
  SourceRange range;
  std::vector<ShellCall> calls;
};
} // namespace

std::optional<CudaCommand> cogc::compilingCommand(const BlockContext &context) {
  const BuildSpec &build = context.spec.build;
  if (!build.gpu.value)
    return std::nullopt;
  for (const RunCommand &command : llvm::concat<const RunCommand>(build.run, build.preInstall))
    if (std::optional<std::string> package = CompilerUse(context, command).find())
      return CudaCommand{&command, *package};
  return std::nullopt;
}

std::optional<CudaCommand> cogc::commandForSystemCuda(const BlockContext &context) {
  const BuildSpec &build = context.spec.build;
  for (const RunCommand &command : llvm::concat<const RunCommand>(build.run, build.preInstall))
    if (mayInstall(command.command.value))
      for (const ShellCall &call : shellCalls(command.command.value))
        for (const NamedPackage &package : installedBy(call, command.command.range))
          if (usesSystemCuda(package))
            return CudaCommand{&command, likelyName(package)};
  return std::nullopt;
}
