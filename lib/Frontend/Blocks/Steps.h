//===- Steps.h - What several blocks' steps have in common ----------------------===//
#ifndef COGC_LIB_FRONTEND_BLOCKS_STEPS_H
#define COGC_LIB_FRONTEND_BLOCKS_STEPS_H

#include "cogc/Frontend/Stack.h"

namespace cogc {

inline constexpr const char venvPath[] = "/opt/venv";
/// The host of PyPI, as --mirror and lock files name it.
inline constexpr llvm::StringLiteral pypiHost("pypi.org");
/// Where the step that installs packages sees the files that it reads.
inline constexpr const char inputsPath[] = "/run/cogc";

/// The uv program, readable in the step and gone after it.
Mount uvMount();
/// uv's cache, shared between builds.
Mount uvCacheMount();
/// A generated or user's file that a step reads.
Mount readonlyMount(State from, llvm::StringRef source, llvm::StringRef target);

/// What a step that downloads gets from the outside: the company's certificate
/// (--ca-cert) and its mirrors (--mirror), as mounts and variables of this step
/// only.
void addDownloadSettings(const CompileOptions &options, RunOp &run);

/// The secrets of the steps that install packages: cog.yaml's `package_secrets`,
/// and those of --package-secret, which come first where both have one place.
void addPackageSecrets(const BlockContext &context, RunOp &run);

/// The URL that takes the place of `https://HOST`, or empty.
llvm::StringRef mirrorOf(const CompileOptions &options, llvm::StringRef host);

/// PATH and VIRTUAL_ENV for the environment, then the user's own variables:
/// what a step that uses the environment starts with.
void addVenvEnvironment(const BlockContext &context, StageBuilder &stage);

/// What a version in cog.yaml allows: `3.12` means any 3.12, `3.12.4` that one.
std::string statedConstraint(llvm::StringRef version);

/// The places of several values, for one step that serves them all.
std::vector<Loc> locateAll(const BlockContext &context, llvm::ArrayRef<Text> values);

// What a build stage makes for the image, it leaves below /out, laid out as in
// the image and with fixed times. One plain copy of /out then gives the same
// layer in both backends: a Dockerfile's COPY cannot set times, and gives
// folders on the way to a deeper path the time of the build.

/// The last line of such a step: fixes the times of all below /out.
std::string fixTimes(const CompileOptions &options);
/// The export stage \p name: a layer with all that \p from left below /out.
void addOutput(PlanBuilder &plan, llvm::StringRef name, Phase phase, State from);

} // namespace cogc

#endif
