//===- DockerBuildkit.h - The BuildKit inside the Docker Engine ------------------===//
//
// Docker Engine has a BuildKit of its own, behind its HTTP socket: a connection
// becomes BuildKit's by an upgrade of `POST /grpc`. buildctl does not know that,
// so a socket of ours does it for each of its connections. Where there is no
// buildkitd, Docker is enough then; and what is built there is in Docker's image
// store without being sent.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_LIB_DRIVER_DOCKERBUILDKIT_H
#define COGC_LIB_DRIVER_DOCKERBUILDKIT_H

#include "DockerSocket.h"
#include "Secrets.h"

namespace cogc {

/// The address that stands for Docker's own BuildKit.
inline constexpr const char dockerAddress[] = "docker://";

class DockerBuildkit {
public:
  /// The engine that `docker` in PATH uses, when it answers and keeps its images
  /// in containerd: with its older store it merges no layers and takes no config
  /// but a frontend's.
  static llvm::Expected<DockerBuildkit> find(const EnvironmentVariables &environment);

  /// Serves BuildKit's client on a unix socket.
  llvm::Expected<std::unique_ptr<SocketServer>> listen(llvm::StringRef path) const;

private:
  DockerBuildkit() = default;
  llvm::Error check() const;
  llvm::Expected<Descriptor> connect() const { return connectDocker(host, program); }

  std::string host;
  std::string program;
};

} // namespace cogc

#endif
