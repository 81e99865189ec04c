//===- CudaUse.h - Who wants CUDA in the system, and its compilers --------------===//
//
// Most packages bring their own CUDA or take torch's. Some load its libraries from
// the system, and some are compiled with nvcc. Requirements name them, or a `run:`
// command installs them, where nothing else can say so. The base image is chosen by
// this (Blocks/Cuda.cpp), and what asks for CUDA here is not advised to do without.
//
//===----------------------------------------------------------------------------===//
#ifndef COGC_FRONTEND_CUDAUSE_H
#define COGC_FRONTEND_CUDAUSE_H

#include "cogc/Frontend/NamedPackages.h"

namespace cogc {

/// Whether the package, or one that it always brings, loads CUDA's libraries from
/// the system.
bool usesSystemCuda(const NamedPackage &package);

/// Whether PyPI has no wheels of the package, and nvcc compiles it.
bool isCompiledForCuda(const NamedPackage &package);

/// A command of `run` or `pre_install` that needs CUDA.
struct CudaCommand {
  const RunCommand *command;
  /// The package because of which; empty when the command's own words say it.
  std::string package;
};

/// The first command that needs nvcc, if the image is for a GPU: one that calls it,
/// or that installs a package which it compiles.
std::optional<CudaCommand> compilingCommand(const BlockContext &context);

/// The first command that installs a package which loads CUDA from the system.
std::optional<CudaCommand> commandForSystemCuda(const BlockContext &context);

} // namespace cogc

#endif
