//===- LintCuda.cpp - CUDA twice, and CUDA for nobody ---------------------------===//
#include "Lints.h"
#include "cogc/Frontend/CudaUse.h"
#include "cogc/Frontend/ShellWords.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;
using llvm::StringRef;

//===----------------------------------------------------------------------------===//
// What brings CUDA
//===----------------------------------------------------------------------------===//

namespace {
struct CudaPackage {
  llvm::StringLiteral name;
  /// Only with an extra that begins like this; empty for always.
  llvm::StringLiteral extra;
  /// Its wheels for x86-64 and those of what it requires, compressed: from lock
  /// files that uv made in November 2026. Empty: nobody measured it.
  llvm::StringLiteral size;
  /// In an image for the CPU: what to install instead.
  llvm::StringLiteral instead;
};
} // namespace

static constexpr CudaPackage packages[] = {
    {"torch", "", "3.0 GB", ""},
    {"tensorflow", "and-cuda", "3.4 GB", "tensorflow"},
    {"jax", "cuda", "3.3 GB", "jax"},
    {"vllm", "", "3.9 GB", ""},
    {"onnxruntime-gpu", "", "", "onnxruntime"},
    {"paddlepaddle-gpu", "", "", "paddlepaddle"},
    {"tensorflow-gpu", "", "", "tensorflow"},
    {"faiss-gpu", "", "", "faiss-cpu"},
    {"faiss-gpu-cu12", "", "", "faiss-cpu"},
    {"cupy-cuda11x", "", "", "numpy"},
    {"cupy-cuda12x", "", "", "numpy"},
    {"cupy-cuda13x", "", "", "numpy"},
    {"tensorrt", "", "", ""},
    {"flash-attn", "", "", ""},
};

/// `nvidia-cublas-cu12`, `nvidia-cudnn`; not `nvidia-ml-py`, which asks the driver.
static bool isNvidiaLibrary(StringRef name) {
  static constexpr llvm::StringLiteral starts[] = {"cublas", "cuda",      "cudnn",    "cufft",
                                                   "cufile", "curand",    "cusolver", "cusparse",
                                                   "nccl",   "nvjitlink", "nvshmem",  "nvtx"};
  return name.consume_front("nvidia-") &&
         llvm::any_of(starts, [&](StringRef start) { return name.starts_with(start); });
}

static const CudaPackage *findPackage(const NamedPackage &package) {
  const CudaPackage *found = llvm::find_if(packages, [&](const CudaPackage &each) {
    return each.name == package.name &&
           (each.extra.empty() || StringRef(package.extras).contains(each.extra));
  });
  return found == std::end(packages) ? nullptr : found;
}

StringRef cogc::cudaSize(const NamedPackage &package) {
  const CudaPackage *found = findPackage(package);
  return found ? StringRef(found->size) : StringRef();
}

static bool isForPlatform(const NamedPackage &package) {
  return !StringRef(package.marker).contains("darwin") &&
         !StringRef(package.marker).contains("win32") &&
         !StringRef(package.marker).contains("Windows");
}

//===----------------------------------------------------------------------------===//
// In an image for the CPU
//===----------------------------------------------------------------------------===//

static std::string spelled(const NamedPackage &package) {
  return package.name + (package.extras.empty() ? "" : "[" + package.extras + "]");
}

static void reportForCpu(const BlockContext &context, const NamedPackage &package,
                         const CudaPackage *known, SourceRange range) {
  std::string size = known && !known->size.empty() ? (", some " + known->size).str() : "";
  std::string advice = known && !known->instead.empty()
                           ? ("`" + known->instead + "` runs without").str()
                           : "remove it, or set `gpu: true`";
  reportLint(context, Diag::cuda_for_cpu, range, "`" + spelled(package) + "`", size, advice);
}

/// A lock file names each library; one warning is enough for them.
static void lintLibraries(const BlockContext &context) {
  std::vector<const NamedPackage *> libraries;
  for (const NamedPackage &package : namedPackages(context))
    if (isNvidiaLibrary(package.name) && isForPlatform(package))
      libraries.push_back(&package);
  if (libraries.empty())
    return;
  std::string names = "`" + libraries.front()->name + "`";
  if (libraries.size() > 1)
    names += " and " + llvm::utostr(libraries.size() - 1) + " more of NVIDIA's packages";
  bool isLocked = context.dependencies.isLocked();
  reportLint(context, Diag::cuda_for_cpu, libraries.front()->range, names,
             isLocked && libraries.size() > 8 ? ", some 3.0 GB with torch" : "",
             isLocked
                 ? "lock torch's build for the CPU (from an index that ends in `/whl/cpu`), or "
                   "set `gpu: true`"
                 : "remove the line, or set `gpu: true`");
}

/// torch in a requirements file gets its build for the CPU (Blocks/Torch.cpp); one
/// that a command installs comes from PyPI as it is.
static void lintCommandsForCpu(const BlockContext &context) {
  for (const RunCommand &command : allCommands(context)) {
    if (StringRef(command.command.value).contains("/whl/cpu"))
      continue;
    for (const ShellCall &call : shellCalls(command.command.value))
      for (const NamedPackage &package : installedBy(call, command.command.range)) {
        const CudaPackage *known = findPackage(package);
        StringRef text = package.text;
        if (!known || text.contains("+cpu") || text.contains('@'))
          continue;
        if (package.name == "torch")
          reportLint(context, Diag::cuda_for_cpu, command.command.range, "`torch` of PyPI",
                     (", some " + known->size).str(),
                     "name it in `python_requirements`, where it is its build for the CPU");
        else
          reportForCpu(context, package, known, command.command.range);
      }
  }
}

static void lintForCpu(const BlockContext &context) {
  bool isLocked = context.dependencies.isLocked();
  for (const NamedPackage &package : namedPackages(context))
    if (const CudaPackage *known = findPackage(package);
        known && package.name != "torch" && !isLocked && isForPlatform(package))
      reportForCpu(context, package, known, package.range);
  lintLibraries(context);
  lintCommandsForCpu(context);
}

//===----------------------------------------------------------------------------===//
// In the base and in wheels
//===----------------------------------------------------------------------------===//

/// The first framework whose wheels bring all of CUDA.
static const NamedPackage *framework(const BlockContext &context) {
  for (const NamedPackage &package : namedPackages(context)) {
    const CudaPackage *known = findPackage(package);
    bool isLocal = StringRef(package.extras).contains("-local");
    bool isCpu = StringRef(package.specifiers).contains("+cpu");
    if (known && !known->size.empty() && !isLocal && !isCpu && isForPlatform(package))
      return &package;
  }
  return nullptr;
}

static bool mayWantSystemCuda(const NamedPackage &package) {
  static constexpr llvm::StringLiteral others[] = {"tensorrt", "flash-attn", "deepspeed", "apex",
                                                   "pycuda"};
  std::string name = likelyName(package);
  return usesSystemCuda(package) || llvm::is_contained(others, name) ||
         StringRef(name).starts_with("cupy-");
}

/// Whether something may want CUDA in the system: packages, and what commands and
/// variables say.
static bool mayWantSystemCuda(const BlockContext &context) {
  auto mayWant = [](const NamedPackage &package) { return mayWantSystemCuda(package); };
  if (llvm::any_of(namedPackages(context), mayWant) || compilingCommand(context))
    return true;
  for (const RunCommand &command : allCommands(context))
    for (const ShellCall &call : shellCalls(command.command.value))
      if (llvm::any_of(installedBy(call, command.command.range), mayWant))
        return true;
  auto isCuda = [](StringRef text) {
    return text.contains_insensitive("cuda") || text.contains("nvcc");
  };
  return llvm::any_of(allCommands(context),
                      [&](const RunCommand &each) { return isCuda(each.command.value); }) ||
         llvm::any_of(context.spec.environment, [&](const EnvironmentEntry &each) {
           return isCuda(each.name) || isCuda(each.value);
         });
}

static void lintTwice(const BlockContext &context) {
  const BuildSpec &build = context.spec.build;
  if (context.options.cudaBase == false || mayWantSystemCuda(context))
    return;
  const NamedPackage *package = framework(context);
  if (!package)
    return;
  const std::optional<Text> &key = build.cuda ? build.cuda : build.cudnn;
  if (key)
    reportLint(context, Diag::cuda_twice, key->range, build.cuda ? "`cuda`" : "`cudnn`",
               spelled(*package), "with `--use-cuda-base-image=false`");
  else if (context.options.cudaBase == true)
    reportLint(context, Diag::cuda_twice, package->range, "`--use-cuda-base-image`",
               spelled(*package), "without the flag");
}

void cogc::lintCuda(const BlockContext &context) {
  if (context.spec.build.gpu.value)
    lintTwice(context);
  else if (context.options.platform.architecture == "amd64")
    lintForCpu(context);
}
