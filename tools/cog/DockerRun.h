//===- DockerRun.h - The container of `serve` and `exec` -------------------------===//
#ifndef COGC_TOOLS_COG_DOCKERRUN_H
#define COGC_TOOLS_COG_DOCKERRUN_H

#include "Arguments.h"
#include "llvm/Support/Error.h"

namespace cogc {

/// What a container gets beside what its caller knows.
struct ContainerExtras {
  /// FOLDER:PLACE, and `:ro` behind what it may not change.
  std::vector<std::string> volumes;
  /// NAME=VALUE
  std::vector<std::string> environment;
};

/// What a container is made of, as today's tool makes it.
struct ContainerFacts {
  std::string image;
  /// The project's folder at /src is among them.
  ContainerExtras extras;
  bool wantsGpu = false;
  /// Of the environment, or empty.
  std::string rustLog;
  bool stdinIsTerminal = false;
  /// Where docker writes the container's id.
  std::string idFile;
};

/// The arguments behind `docker` for `cog serve` and `cog exec`; the error is
/// what today's tool says of a value.
llvm::Expected<std::vector<std::string>> serveArguments(const CogCall &call,
                                                        const ContainerFacts &facts);
llvm::Expected<std::vector<std::string>> execArguments(const CogCall &call,
                                                       const ContainerFacts &facts);

/// The command that `serve` runs in the container.
std::vector<std::string> serverCommand(const CogCall &call);

/// `http://localhost:8393`, as it is shown.
std::string serveUrl(const CogCall &call);

/// The flags of `serve`, with their defaults.
std::string servePort(const CogCall &call);
std::string serveHost(const CogCall &call);

} // namespace cogc

#endif
