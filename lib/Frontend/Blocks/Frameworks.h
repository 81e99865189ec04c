//===- Frameworks.h - What torch, TensorFlow and jax ask for -------------------===//
//
// The frameworks' blocks state needs; the passes choose the versions. What they
// add to the step that installs the packages is text with references to those
// (`{%torch}`), which the packages block asks for here: everything Python goes
// into one environment in one step.
//
//===----------------------------------------------------------------------------===//
#ifndef COGC_LIB_FRONTEND_BLOCKS_FRAMEWORKS_H
#define COGC_LIB_FRONTEND_BLOCKS_FRAMEWORKS_H

#include "cogc/Frontend/NamedPackages.h"
#include "cogc/Frontend/Stack.h"

namespace cogc {

/// The host of the PyTorch index, as --mirror names it.
inline constexpr llvm::StringLiteral pytorchHost("download.pytorch.org");

/// The packages among \p names that the project asks for where the image runs.
std::vector<NamedPackage> askedFor(const BlockContext &context,
                                   llvm::ArrayRef<llvm::StringLiteral> names);
/// The same of those that \p isMeant takes.
std::vector<NamedPackage> askedFor(const BlockContext &context,
                                   llvm::function_ref<bool(const NamedPackage &)> isMeant);

/// The same; and a package of several lines of which, by their markers, one holds
/// under each Python that may still be chosen (`torch==2.2.2; python_version <
/// "3.12"`, `torch==2.6.0; …`) is there once, without a version.
std::vector<NamedPackage> frameworksAskedFor(const BlockContext &context,
                                             llvm::ArrayRef<llvm::StringLiteral> names);
/// Whether something asks for one of \p names, be it under some Pythons only.
bool mayAskFor(const BlockContext &context, llvm::ArrayRef<llvm::StringLiteral> names);
/// States the needs of lines whose marker depends on Python, for the Pythons under
/// which it holds. The lines themselves are the installer's to judge.
void addOpenNeeds(const BlockContext &context, llvm::ArrayRef<llvm::StringLiteral> names,
                  PlanBuilder &plan);

/// The line's specifiers as a need has them: empty when they are not PEP 440's,
/// which is for the installer to judge.
std::string constraintOf(const NamedPackage &package);

/// States a need for each of \p packages, with the line that asks.
void addPackageNeeds(const BlockContext &context, llvm::ArrayRef<NamedPackage> packages,
                     PlanBuilder &plan);

/// States what every framework has to fit: the accelerator, and from outside the
/// driver and the kinds of GPU. The same needs again change nothing.
void addTargetNeeds(const BlockContext &context, PlanBuilder &plan);

/// Whether torch is installed before everything else, from the index that has
/// its build: not when it comes from a lock file or from elsewhere.
bool installsTorchFirst(const BlockContext &context);
/// The lines of the step for that; empty when it is not.
std::string torchInstall(const BlockContext &context);
/// Whether the lines also leave a file of constraints, torchPins, for what is
/// installed next.
bool keepsTorch(const BlockContext &context);
inline constexpr const char torchPins[] = "/tmp/torch.txt";

/// `tensorflow[and-cuda]` beside the user's `tensorflow`, which PyPI's wheels
/// need to find a GPU; empty when they bring no CUDA, or the user says it.
std::string tensorflowRequirement(const BlockContext &context);
bool addsTensorflowExtra(const BlockContext &context);
/// Whether TensorFlow is one that looks for CUDA in the system, not in wheels.
bool needsSystemCudaForTensorFlow(const BlockContext &context);
/// Whether TensorFlow is one that does not find its CUDA wheels by itself. The
/// step then leaves links to all their libraries in one folder, cudaLinks.
bool needsCudaLinks(const BlockContext &context);
inline constexpr const char cudaLinks[] = "/opt/venv/lib/cuda";

/// The stage that a stage for the bare base starts from, when that has no Python:
/// the one with uv's own; nothing when the base has one.
std::optional<State> managedPython(const BlockContext &context);
/// Packages that are compiled with nvcc in a stage of their own, whose wheels the
/// install then finds in the folder cudaWheels.
bool buildsCudaWheels(const BlockContext &context);
inline constexpr const char cudaWheels[] = "/run/cuda-wheels";

} // namespace cogc

#endif
