//===- DockerSocket.h - Connections to the Docker Engine -------------------------===//
//
// The engine speaks HTTP on a socket. We need that in two places where neither
// `docker` nor today's cog has a flag for what is wanted, so small servers of
// ours stand between a client and the engine, one thread a connection.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_LIB_DRIVER_DOCKERSOCKET_H
#define COGC_LIB_DRIVER_DOCKERSOCKET_H

#include "Process.h"
#include <functional>
#include <thread>

namespace cogc {

/// A connection to the engine that `docker` uses: straight to a unix socket in
/// \p dockerHost, else through `docker system dial-stdio`, which knows contexts,
/// ssh and TLS.
llvm::Expected<Descriptor> connectDocker(llvm::StringRef dockerHost, llvm::StringRef dockerProgram);

/// Copies both ways until the server has no more to say, or the client is gone.
void relay(int client, int server);

/// Sends everything; false when nobody listens any more.
bool sendAll(int socket, llvm::StringRef bytes);

/// Listens on a unix socket and serves each connection in a thread of its own,
/// until the end of its scope.
class SocketServer {
public:
  using Handler = std::function<void(Descriptor)>;
  static llvm::Expected<std::unique_ptr<SocketServer>> start(llvm::StringRef path, Handler handler);
  SocketServer(const SocketServer &) = delete;
  ~SocketServer();

private:
  SocketServer(Descriptor listener, Handler handler);
  void acceptAll();

  Descriptor listener;
  Handler handler;
  std::vector<std::thread> connections;
  std::thread acceptor;
};

/// The head of an HTTP request: its lines, without the empty one.
struct RequestHead {
  std::string method;
  std::string target;
  std::vector<std::string> fields;

  /// The value of a field, whatever case its name is in; empty when missing.
  llvm::StringRef field(llvm::StringRef name) const;
  void setField(llvm::StringRef name, llvm::StringRef value);
  std::string str() const;
};

/// The text in front of the first empty line of what comes; \p rest gets what had
/// arrived behind it. Nothing when the connection ends before, or the text is too
/// long to be a head.
std::optional<std::string> readHeadText(int socket, std::string &rest);

/// Reads a request's head; \p rest gets what had arrived behind it. Nothing
/// when there is none.
std::optional<RequestHead> readHead(int socket, std::string &rest);

} // namespace cogc

#endif
