//===- Container.cpp - `serve` and `exec` ------------------------------------------===//
#include "BuildSteps.h"
#include "DockerRun.h"
#include "Wrapper.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"
#include <thread>
#include <unistd.h>

using namespace cogc;

/// What Docker says when there is no GPU for a container that wants one.
static constexpr llvm::StringLiteral noDriver[] = {"could not select device driver",
                                                   "nvidia-container-cli: initialization error"};

/// Passes on what a program says, and keeps its end.
static std::string passOnErrors(int pipe) {
  std::string tail;
  char buffer[4096];
  for (ssize_t got; (got = ::read(pipe, buffer, sizeof buffer)) > 0;) {
    llvm::StringRef text(buffer, got);
    llvm::errs() << text;
    llvm::errs().flush();
    tail = (llvm::StringRef(tail).take_back(4096) + text).str();
  }
  return tail;
}

void Wrapper::removeContainer(const std::string &docker, const std::string &idFile) const {
  if (auto id = llvm::MemoryBuffer::getFile(idFile))
    llvm::consumeError(
        capture(docker, {"rm", "--force", (*id)->getBuffer().trim().str()}).takeError());
}

/// Runs the container once and returns docker's exit status.
int Wrapper::waitForContainer(const std::string &docker, const std::vector<std::string> &words,
                              const std::string &idFile, bool &lacksDriver) {
  int status;
  bool interrupted;
  auto pipe = makePipe();
  if (!pipe)
    return fail(pipe.takeError());
  {
    Supervisor supervisor(environmentStrings(environment));
    // Docker's client may stay as long as the container does.
    supervisor.onInterrupt([&] { removeContainer(docker, idFile); });
    std::optional<size_t> playground;
    if (call.has("playground")) {
      llvm::Expected<size_t> started = startPlayground(supervisor);
      if (!started)
        return fail(started.takeError());
      playground = *started;
    }
    llvm::Expected<size_t> child = supervisor.start({docker, words, 0, 1, {}, pipe->second.get()});
    pipe->second.close();
    if (!child)
      return fail(child.takeError());
    std::string said;
    std::thread reader([&] { said = passOnErrors(pipe->first.get()); });
    status = supervisor.wait(*child);
    reader.join();
    if (playground) {
      supervisor.terminate(*playground);
      supervisor.wait(*playground);
    }
    interrupted = supervisor.interrupted();
    lacksDriver = llvm::any_of(
        noDriver, [&](llvm::StringRef text) { return llvm::StringRef(said).contains(text); });
  }
  return interrupted ? 130 : status;
}

llvm::Expected<size_t> Wrapper::startPlayground(Supervisor &supervisor) {
  llvm::Expected<std::string> realCog = findRealCog(environment);
  if (!realCog)
    return realCog.takeError();
  std::string host = serveHost(call);
  return supervisor.start(
      {*realCog,
       {"playground", "--host", "0.0.0.0", "--port",
        call.last("playground-port").value_or("9000").str(), "--target",
        "http://" + (host == "0.0.0.0" ? "127.0.0.1" : host) + ":" + servePort(call)},
       -1,
       2,
       {}});
}

int Wrapper::runContainer(const std::string &docker, const WeightMounts &weights) {
  llvm::StringRef parent = variable("TMPDIR");
  TemporaryFolder temporary(parent.empty() ? "/tmp" : parent);
  auto extras = containerExtras(weights, temporary);
  if (!extras)
    return fail(extras.takeError());
  ContainerFacts container{.image = imageName,
                           .extras = std::move(*extras),
                           .wantsGpu = facts.wantsGpu,
                           .rustLog = variable("RUST_LOG").str(),
                           .stdinIsTerminal = ::isatty(STDIN_FILENO) == 1,
                           .idFile = temporary.file("container")};
  bool isServe = call.command == "serve";
  for (;;) {
    auto words = isServe ? serveArguments(call, container) : execArguments(call, container);
    if (!words)
      return fail(words.takeError());
    bool lacksDriver = false;
    int status = waitForContainer(docker, *words, container.idFile, lacksDriver);
    bool canRetry = lacksDriver && container.wantsGpu && !call.last("gpus");
    if (!canRetry) {
      if (status == 130)
        return isServe ? 0 : 130;
      return status == 0 ? 0 : fail("container exited with status " + llvm::Twine(status));
    }
    llvm::errs() << "Missing device driver, re-trying without GPU\n";
    container.wantsGpu = false;
    llvm::sys::fs::remove(container.idFile);
  }
}

int Wrapper::inContainer() {
  bool isServe = call.command == "serve";
  if (isServe && !call.operands.empty())
    return fail("accepts at most 0 arg(s), received " + llvm::Twine(call.operands.size()));
  if (!isServe && call.operands.empty())
    return fail("requires at least 1 arg(s), only received 0");
  if (std::optional<int> status = readProject())
    return *status;
  // As today, what exec runs does without the weights.
  auto weights = WeightMounts::make(folder, isServe ? facts.weights : std::vector<WeightFacts>(),
                                    weightStore(environment));
  if (!weights)
    return fail(weights.takeError());
  llvm::Expected<std::string> docker = findDocker(environment);
  if (!docker)
    return fail(docker.takeError());
  announceBuild(/*withName=*/false);
  if (int status = runCogc(implicitBuild()))
    return status;
  if (llvm::Error error = writeSchema())
    return fail(std::move(error));
  std::vector<std::string> command = isServe ? serverCommand(call) : call.operands;
  llvm::errs() << "\nRunning " << llvm::join(command, " ")
               << " in Docker with the current directory mounted as a volume...\n";
  if (!isServe)
    return llvm::errs() << '\n', runContainer(*docker, **weights);
  llvm::errs() << "\nServing at " << serveUrl(call) << "\n\n";
  return runContainer(*docker, **weights);
}
