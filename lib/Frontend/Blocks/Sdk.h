//===- Sdk.h - Which Cog SDK goes into the image --------------------------------===//
#ifndef COGC_LIB_FRONTEND_BLOCKS_SDK_H
#define COGC_LIB_FRONTEND_BLOCKS_SDK_H

#include "cogc/Frontend/Stack.h"
#include <array>

namespace cogc {

/// A wheel from a folder outside the project, and where the step finds it.
struct SdkWheel {
  /// The given context with the file.
  std::string context;
  std::string file;
  std::string digest;
  /// Below the folder of the step's inputs. The digest is part of it: to uv's
  /// cache a changed wheel is then another one, and to BuildKit another step.
  std::string path;
};

struct Sdk {
  /// Requirement lines: `cog==0.23.1`, and coglet's when it is named apart.
  std::vector<std::string> requirements;
  /// Of the SDK, as semantic versioning writes it; our own where a build would
  /// have to ask which one it is.
  std::string version;
  /// The runtime that goes with an SDK of another version than ours. It is among
  /// the requirements unless COGLET_WHEEL names one.
  std::string runtime;
  std::vector<SdkWheel> wheels;
  /// Whether it is the one that our constraints were made for.
  bool isDefault = false;
  /// Whether it is the release of `version`, and no wheel or release to come.
  bool isRelease = false;
  /// The variables whose values cannot be used: name, value, reason.
  std::vector<std::array<std::string, 3>> mistakes;
};

/// COG_SDK_WHEEL, then `sdk_version`, then the default.
Sdk chooseSdk(const ModelSpec &spec, const CompileOptions &options);

/// Says what was chosen unasked, and what cannot be used.
void reportSdk(const BlockContext &context, const Sdk &sdk);

/// How the wheels come into the stage of the step's inputs: the contexts that
/// carry them, the copies, and shell lines that check what came (whoever builds
/// a plan by hand may give another file of the same name).
void addWheelContexts(const Sdk &sdk, PlanBuilder &plan);
void addWheels(const Sdk &sdk, Timestamp times, StageBuilder &inputs);
std::string wheelChecks(const Sdk &sdk);

/// `0.18.0-alpha1` → `0.18.0a1`: the spelling of a pre-release in semantic
/// versioning, as PEP 440 has it; and back. All else stays.
std::string pep440Version(llvm::StringRef version);
std::string semanticVersion(llvm::StringRef version);

/// The items of `python_packages` as a requirements file: one line an item,
/// with index options on lines of their own, where uv wants them.
std::string packagesFile(llvm::ArrayRef<Text> packages);

} // namespace cogc

#endif
