#include "DockerBuildkit.h"
#include <sys/socket.h>

using namespace cogc;

/// Sends a request without a body; the answer's head when its status is \p wanted.
static llvm::Expected<std::string> ask(int socket, llvm::StringRef request, llvm::StringRef wanted,
                                       std::string &rest) {
  sendAll(socket, (request + "\r\nHost: docker\r\n\r\n").str());
  std::optional<std::string> head = readHeadText(socket, rest);
  llvm::StringRef status = head ? llvm::StringRef(*head).split("\r\n").first : "no answer";
  if (status.split(' ').second.split(' ').first != wanted)
    return llvm::createStringError("Docker says `" + status + "`");
  return *head;
}

llvm::Expected<DockerBuildkit> DockerBuildkit::find(const EnvironmentVariables &environment) {
  std::optional<std::string> program =
      findProgram("docker", findVariable(environment, "PATH").value_or(""));
  if (!program)
    return llvm::createStringError("there is no `docker` in PATH");
  DockerBuildkit docker;
  docker.program = *program;
  docker.host = findVariable(environment, "DOCKER_HOST").value_or("").str();
  if (llvm::Error error = docker.check())
    return error;
  return docker;
}

/// Asks what engine it is. By HTTP/1.0, whose answers come in one piece and end with
/// the connection.
llvm::Error DockerBuildkit::check() const {
  llvm::Expected<Descriptor> socket = connect();
  if (!socket)
    return socket.takeError();
  // What is no engine may stay silent.
  timeval patience{.tv_sec = 10, .tv_usec = 0};
  ::setsockopt(socket->get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  std::string info;
  if (auto head = ask(socket->get(), "GET /info HTTP/1.0", "200", info); !head)
    return head.takeError();
  char buffer[4096];
  for (ssize_t got; (got = ::recv(socket->get(), buffer, sizeof buffer, 0)) > 0;)
    info.append(buffer, got);
  if (llvm::StringRef(info).contains("io.containerd.snapshotter.v1"))
    return llvm::Error::success();
  return llvm::createStringError("its images are not kept by containerd "
                                 "(https://docs.docker.com/engine/storage/containerd/)");
}

llvm::Expected<std::unique_ptr<SocketServer>> DockerBuildkit::listen(llvm::StringRef path) const {
  return SocketServer::start(path, [docker = *this](Descriptor client) {
    llvm::Expected<Descriptor> socket = docker.connect();
    if (!socket)
      return llvm::consumeError(socket.takeError());
    std::string rest;
    auto head = ask(socket->get(), "POST /grpc HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: h2c",
                    "101", rest);
    if (!head)
      return llvm::consumeError(head.takeError());
    sendAll(client.get(), rest);
    relay(client.get(), socket->get());
  });
}
