//===- Resolve.h - Versions for all needs, with the reasons ---------------------===//
//
// Blocks state needs (IR/Plan.h): Python, torch and the packages that go with it,
// TensorFlow, jax, CUDA, a driver, kinds of GPU. Here they meet the compatibility
// table. docs/Resolver.md explains what is asked for, in which order it is
// decided, and how to add a framework.
//
// Besides packages of the table, a need may be one of these:
//
//   python         a release, as a base image's tag spells it: `3.12`
//   accelerator    `===cuda` or `===cpu`: which builds come first
//   cuda, cudnn    what the user wrote: limits every framework's own, and the image
//   torch-build    `pypi`, or the name of the PyTorch index: `cpu`, `cu118`
//   driver         the one that the image has to run with; else the oldest that
//                  the choice runs with
//   gpu-arch       compute capabilities that there must be code for: `8.6,12.0`
//   cuda-image     an `nvidia/cuda` image under everything; its tag
//   cuda-devel     one with the compilers, to build with; its tag
//   NAME_EXTRA     an extra of a package: `tensorflow_and-cuda`
//
//===----------------------------------------------------------------------------===//
#ifndef COGC_RESOLVER_RESOLVE_H
#define COGC_RESOLVER_RESOLVE_H

#include "cogc/IR/Plan.h"
#include "cogc/Resolver/CompatTable.h"
#include "cogc/Support/CompileOptions.h"
#include "cogc/Support/Diagnostics.h"

namespace cogc {

struct ResolveRequest {
  llvm::ArrayRef<Need> needs;
  Platform platform;
  const CompatTable &table;
  /// Also say why each version was taken, as remarks.
  bool explain = false;
  /// When there is no solution, let `cuda` and `cudnn` ask for the image alone: wheels
  /// that bring a CUDA may bring another one. What does not fit is a warning then.
  bool looseCuda = false;
};

/// A need's name and what it came to.
struct ResolvedVersion {
  std::string name;
  std::string version;
};

/// The version of every need of \p request that holds under the Python which is
/// chosen, and of `cuda`, `cudnn` and `driver`
/// where something that was chosen brings a CUDA; by name. Nothing when there is
/// no solution: that is reported, at the lines that exclude each other, with the
/// facts that they meet and with repairs that were tried.
std::optional<std::vector<ResolvedVersion>> resolveVersions(const ResolveRequest &request,
                                                            DiagnosticEngine &diags);

/// Whether there is a version for every need of \p request.
bool isSatisfiable(const ResolveRequest &request);

/// Whether \p name (normalised) is a need that resolveVersions() understands.
bool isResolvable(const CompatTable &table, llvm::StringRef name);

/// Those of \p needs that it understands.
std::vector<Need> resolvableNeeds(llvm::ArrayRef<Need> needs, const CompatTable &table);

/// The table that \p options name, else the one that is compiled in.
const CompatTable &compatTableOf(const CompileOptions &options);

/// The need for the extra \p extra of \p package.
std::string extraNeed(llvm::StringRef package, llvm::StringRef extra);

} // namespace cogc

#endif
