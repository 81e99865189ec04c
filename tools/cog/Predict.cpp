//===- Predict.cpp - `run`, `predict` and `train` in a project -------------------===//
#include "BuildSteps.h"
#include "DockerProxy.h"
#include "Wrapper.h"
#include "llvm/Support/raw_ostream.h"
#include <atomic>
#include <csignal>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace cogc;

namespace {

/// A program that is waited for in another thread than the one that started it
/// has to be found when the user wants an end.
class BuildProcess {
public:
  bool run(const std::string &program, std::vector<std::string> flags,
           std::vector<std::string> variables);
  void stop() {
    if (pid_t running = pid.load(); running > 0)
      ::kill(running, SIGTERM);
  }
  bool hasFailed() const { return failed; }

private:
  std::atomic<pid_t> pid = 0;
  std::atomic<bool> failed = false;
};

} // namespace

static std::vector<char *> pointersTo(std::vector<std::string> &strings) {
  std::vector<char *> result;
  for (std::string &each : strings)
    result.push_back(each.data());
  result.push_back(nullptr);
  return result;
}

bool BuildProcess::run(const std::string &program, std::vector<std::string> flags,
                       std::vector<std::string> variables) {
  flags.insert(flags.begin(), program);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
  // Standard output is for the prediction.
  posix_spawn_file_actions_adddup2(&files, STDERR_FILENO, STDOUT_FILENO);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  posix_spawnattr_setsigmask(&attributes, &none);
  pid_t child = 0;
  int code = ::posix_spawn(&child, program.c_str(), &files, &attributes, pointersTo(flags).data(),
                           pointersTo(variables).data());
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  int status = 1;
  if (code == 0) {
    pid = child;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    pid = 0;
  }
  failed = code != 0 || status != 0;
  return !failed;
}

/// Runs the real cog with our Docker, and returns its exit status.
int Wrapper::superviseCog(llvm::StringRef socket, const std::string &realCog) {
  std::vector<std::string> variables =
      environmentStrings(environment, {"DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_TLS",
                                       "DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH"});
  variables.push_back(("DOCKER_HOST=unix://" + socket).str());
  Supervisor supervisor(std::move(variables));
  std::vector<std::string> words = arguments;
  words.push_back(imageName);
  llvm::Expected<size_t> child = supervisor.start({realCog, std::move(words), 0, 1, {}});
  if (!child)
    return fail(child.takeError());
  int status = supervisor.wait(*child);
  return supervisor.interrupted() ? 130 : status;
}

int Wrapper::predict() {
  if (std::optional<int> status = readProject())
    return *status;
  llvm::Expected<std::string> realCog = findRealCog(environment), docker = findDocker(environment);
  if (!realCog)
    return fail(realCog.takeError());
  if (!docker)
    return fail(docker.takeError());
  if (llvm::Error error = writeSchema())
    return fail(std::move(error));

  llvm::StringRef parent = variable("TMPDIR");
  TemporaryFolder temporary(parent.empty() || parent.size() > 60 ? "/tmp" : parent);
  auto weights = WeightMounts::make(folder, facts.weights, weightStore(environment));
  if (!weights)
    return fail(weights.takeError());
  auto extras = containerExtras(**weights, temporary);
  if (!extras)
    return fail(extras.takeError());
  BuildProcess process;
  DockerProxy proxy({
      .connect = [&] { return connectDocker(variable("DOCKER_HOST"), *docker); },
      .buildImage =
          [&] {
            announceBuild(/*withName=*/false);
            return process.run(cogc, implicitBuild(), environmentStrings(environment));
          },
      .imageConfigJson = facts.imageConfigJson,
      .extras = std::move(*extras),
  });
  std::string socket = temporary.file("docker.sock");
  auto server =
      SocketServer::start(socket, [&](Descriptor client) { proxy.serve(std::move(client)); });
  if (!server)
    return fail(server.takeError());
  int status = superviseCog(socket, *realCog);
  process.stop();
  return status;
}
