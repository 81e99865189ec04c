//===- Buildctl.h - BuildKit's client and its daemon ---------------------------===//
#ifndef COGC_LIB_DRIVER_BUILDCTL_H
#define COGC_LIB_DRIVER_BUILDCTL_H

#include "Csv.h"
#include "Secrets.h"

namespace cogc {

/// What one run of `buildctl build` is told. The definition comes on standard
/// input unless there is a frontend.
struct Solve {
  /// Empty: buildctl's own default.
  std::string addr;
  std::string progress = "auto";
  bool noCache = false;
  std::string frontend;
  /// NAME=VALUE pairs.
  std::vector<std::pair<std::string, std::string>> options, locals, layouts;
  std::vector<std::string> secrets, ssh, allow, importCache, exportCache;
  std::vector<CsvAttributes> outputs;
  std::string metadataFile;
};

/// The arguments behind `buildctl`.
std::vector<std::string> buildctlArguments(const Solve &solve);

/// The arguments that ask the daemon at \p addr what it can run.
std::vector<std::string> workersArguments(llvm::StringRef addr);

/// What its \p answer lists, each once and without variants: `linux/amd64`.
std::vector<std::string> machinesOf(llvm::StringRef answer);

/// The daemon's address: \p addr, else BUILDKIT_HOST, else the first well-known
/// socket that answers. A unix socket is tried; other addresses are buildctl's
/// business. Reports `no_buildkitd` with what was tried and what came of it.
std::string findDaemon(llvm::StringRef addr, const EnvironmentVariables &environment,
                       DiagnosticEngine &diags);

} // namespace cogc

#endif
