//===- Wrapper.h - One call of the wrapper ----------------------------------------===//
//
// Called like `cog`. Without COGPACK=1 it becomes the real cog. With it, `build`
// and the builds inside `run`, `predict`, `train`, `serve` and `exec` are cogc's;
// what runs the image is the real cog, or Docker with the same arguments.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_TOOLS_COG_WRAPPER_H
#define COGC_TOOLS_COG_WRAPPER_H

#include "Arguments.h"
#include "DockerRun.h"
#include "Process.h"
#include "Programs.h"
#include "ProjectFacts.h"

namespace cogc {

class Wrapper {
public:
  Wrapper(std::vector<std::string> arguments, EnvironmentVariables environment)
      : arguments(std::move(arguments)), environment(std::move(environment)) {}

  /// Does what was asked for; the result is the exit status.
  int run();

private:
  struct Captured {
    int status;
    std::string output, error;
  };

  int build();
  /// `run`, `predict` and `train` in a project.
  int predict();
  /// `serve` and `exec`.
  int inContainer();
  /// Becomes the real cog with the same arguments.
  int passThrough();

  int fail(const llvm::Twine &message);
  int fail(llvm::Error error) { return fail(llvm::toString(std::move(error))); }
  llvm::StringRef variable(llvm::StringRef name) const {
    return findVariable(environment, name).value_or("");
  }

  /// Compiles, and fills in what is known from then on. Nothing when it went
  /// well, else the exit status.
  std::optional<int> readProject();
  std::optional<int> checkFlags();
  std::vector<std::string> compileFlags() const;
  /// `cogc build` of an image without the source, for a container that has the
  /// folder mounted.
  std::vector<std::string> implicitBuild() const;
  std::vector<std::string> explicitBuild();
  std::string projectSecret(llvm::StringRef secret) const;
  llvm::Error writeSchema() const;
  int runCogc(std::vector<std::string> flags);
  llvm::Expected<Captured> capture(const std::string &program,
                                   std::vector<std::string> flags) const;
  void announceBuild(bool withName);
  int superviseCog(llvm::StringRef socket, const std::string &realCog);
  int runContainer(const std::string &docker, const WeightMounts &weights);
  /// The mounts and variables of a container of the project's. Files of its own
  /// are in \p temporary.
  llvm::Expected<ContainerExtras> containerExtras(const WeightMounts &weights,
                                                  const TemporaryFolder &temporary) const;
  llvm::Error addCertificates(const TemporaryFolder &temporary, ContainerExtras &extras) const;
  void removeContainer(const std::string &docker, const std::string &idFile) const;
  int waitForContainer(const std::string &docker, const std::vector<std::string> &words,
                       const std::string &idFile, bool &lacksDriver);
  llvm::Expected<size_t> startPlayground(Supervisor &supervisor);

  const std::vector<std::string> arguments;
  const EnvironmentVariables environment;
  CogCall call;
  std::string cogc;
  ProjectFacts facts;
  /// The project's folder, absolute.
  std::string folder;
  std::string imageName;
};

} // namespace cogc

#endif
