//===- DockerProxy.h - What today's cog sees instead of Docker -------------------===//
//
// `cog run` in a project builds the image and runs it with the project's folder
// at /src. `cog run IMAGE` does all the rest the same (inputs, outputs, setup,
// GPUs), but neither of the two. So the real `cog run IMAGE` is given a Docker
// of ours, which is the user's but for two answers: asked for the image, it
// tells the labels that the image will have, so that inputs are checked before
// anything is built; told to create the container, it has the image built first
// and adds mounts and variables.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_TOOLS_COG_DOCKERPROXY_H
#define COGC_TOOLS_COG_DOCKERPROXY_H

#include "DockerRun.h"
#include "DockerSocket.h"
#include <mutex>

namespace cogc {

class DockerProxy {
public:
  struct Options {
    /// Connects to the real engine.
    std::function<llvm::Expected<Descriptor>()> connect;
    /// Called once, before the first container is created; false ends that
    /// request with an error.
    std::function<bool()> buildImage;
    /// The image's config, as JSON (its `config` object).
    std::string imageConfigJson;
    ContainerExtras extras;
  };
  explicit DockerProxy(Options options) : options(std::move(options)) {}

  /// Serves one connection.
  void serve(Descriptor client);

private:
  void create(int client, RequestHead head, std::string body);
  void passOn(int client, RequestHead head, llvm::StringRef rest);

  Options options;
  std::once_flag built;
  bool isBuilt = false;
};

/// The body of a `containers/create` request with mounts and variables added;
/// nothing when it is no such body.
std::optional<std::string> addToContainer(llvm::StringRef body, const ContainerExtras &extras);

} // namespace cogc

#endif
