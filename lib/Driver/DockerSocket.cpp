#include "DockerSocket.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <cerrno>
#include <csignal>
#include <cstring>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace cogc;

/// Go's servers take no longer heads either.
static constexpr size_t maxHead = 1 << 20;

static llvm::Expected<sockaddr_un> addressOf(llvm::StringRef path) {
  sockaddr_un address = {};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path)
    return llvm::createStringError("`" + path + "` is too long for a socket");
  std::memcpy(address.sun_path, path.data(), path.size());
  return address;
}

static llvm::Expected<Descriptor> connectUnix(llvm::StringRef path) {
  llvm::Expected<sockaddr_un> address = addressOf(path);
  if (!address)
    return address.takeError();
  Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (::connect(socket.get(), reinterpret_cast<sockaddr *>(&*address), sizeof *address) != 0)
    return systemError("Docker at `" + path + "`", errno);
  return socket;
}

static llvm::Expected<Descriptor> connectByProgram(llvm::StringRef program) {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    return systemError("socketpair", errno);
  Descriptor ours(ends[0]), theirs(ends[1]);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, theirs.get(), 0);
  posix_spawn_file_actions_adddup2(&files, theirs.get(), 1);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  posix_spawnattr_setsigmask(&attributes, &none);
  std::string path = program.str(), words[] = {"docker", "system", "dial-stdio"};
  char *arguments[] = {words[0].data(), words[1].data(), words[2].data(), nullptr};
  pid_t pid;
  int code = ::posix_spawn(&pid, path.c_str(), &files, &attributes, arguments, environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  if (code != 0)
    return systemError("cannot start `" + path + "`", code);
  return ours;
}

llvm::Expected<Descriptor> cogc::connectDocker(llvm::StringRef dockerHost,
                                               llvm::StringRef dockerProgram) {
  if (dockerHost.consume_front("unix://"))
    return connectUnix(dockerHost);
  return connectByProgram(dockerProgram);
}

bool cogc::sendAll(int socket, llvm::StringRef bytes) {
  while (!bytes.empty()) {
    ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno != EINTR)
      return false;
    bytes = bytes.drop_front(sent < 0 ? 0 : sent);
  }
  return true;
}

/// Passes on what is there; false at its end.
static bool passOn(int from, int to) {
  char buffer[1 << 16];
  ssize_t got = ::recv(from, buffer, sizeof buffer, 0);
  if (got < 0)
    return errno == EINTR;
  return got > 0 && sendAll(to, llvm::StringRef(buffer, got));
}

void cogc::relay(int client, int server) {
  // A client that has said all may still listen; one that hung up does not, and
  // would not be missed by a server that follows a log.
  pollfd ends[2] = {{client, POLLIN, 0}, {server, POLLIN, 0}};
  for (;;) {
    if (::poll(ends, 2, -1) < 0 && errno != EINTR)
      return;
    if ((ends[1].revents & (POLLIN | POLLHUP | POLLERR)) && !passOn(server, client))
      return;
    bool saysMore = ends[0].revents & POLLIN;
    if (!saysMore && (ends[0].revents & (POLLHUP | POLLERR)))
      return;
    if (saysMore && !passOn(client, server)) {
      ::shutdown(server, SHUT_WR);
      ends[0].events = 0;
    }
  }
}

llvm::Expected<std::unique_ptr<SocketServer>> SocketServer::start(llvm::StringRef path,
                                                                  Handler handler) {
  llvm::Expected<sockaddr_un> address = addressOf(path);
  if (!address)
    return address.takeError();
  Descriptor listener(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (::bind(listener.get(), reinterpret_cast<sockaddr *>(&*address), sizeof *address) != 0 ||
      ::listen(listener.get(), 64) != 0)
    return systemError("cannot listen on `" + path + "`", errno);
  return std::unique_ptr<SocketServer>(new SocketServer(std::move(listener), std::move(handler)));
}

/// Starts a thread that no signal is given to: they are for the thread that waits
/// for them (Process.h).
static std::thread startThread(std::function<void()> work) {
  sigset_t all, previous;
  sigfillset(&all);
  ::pthread_sigmask(SIG_BLOCK, &all, &previous);
  std::thread thread(std::move(work));
  ::pthread_sigmask(SIG_SETMASK, &previous, nullptr);
  return thread;
}

SocketServer::SocketServer(Descriptor listener, Handler handler)
    : listener(std::move(listener)), handler(std::move(handler)),
      acceptor(startThread([this] { acceptAll(); })) {}

SocketServer::~SocketServer() {
  ::shutdown(listener.get(), SHUT_RDWR);
  acceptor.join();
  for (std::thread &connection : connections)
    connection.join();
}

void SocketServer::acceptAll() {
  for (;;) {
    int client = ::accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0 && (errno == EINTR || errno == ECONNABORTED))
      continue;
    if (client < 0)
      return;
    connections.emplace_back([this, client] { handler(Descriptor(client)); });
  }
}

llvm::StringRef RequestHead::field(llvm::StringRef name) const {
  for (llvm::StringRef line : fields)
    if (auto [key, value] = line.split(':'); key.equals_insensitive(name))
      return value.trim();
  return "";
}

void RequestHead::setField(llvm::StringRef name, llvm::StringRef value) {
  llvm::erase_if(
      fields, [&](llvm::StringRef line) { return line.split(':').first.equals_insensitive(name); });
  fields.push_back((name + ": " + value).str());
}

std::string RequestHead::str() const {
  return method + " " + target + " HTTP/1.1\r\n" + llvm::join(fields, "\r\n") + "\r\n\r\n";
}

static std::optional<RequestHead> parseHead(llvm::StringRef text) {
  auto [first, others] = text.split("\r\n");
  llvm::SmallVector<llvm::StringRef, 4> words;
  first.split(words, ' ');
  if (words.size() != 3)
    return std::nullopt;
  RequestHead head{words[0].str(), words[1].str(), {}};
  for (llvm::StringRef line : llvm::split(others, "\r\n"))
    if (!line.empty())
      head.fields.push_back(line.str());
  return head;
}

std::optional<std::string> cogc::readHeadText(int socket, std::string &rest) {
  std::string bytes;
  size_t end;
  while ((end = bytes.find("\r\n\r\n")) == std::string::npos) {
    char buffer[4096];
    ssize_t got = ::recv(socket, buffer, sizeof buffer, 0);
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0 || bytes.size() > maxHead)
      return std::nullopt;
    bytes.append(buffer, got);
  }
  rest = bytes.substr(end + 4);
  bytes.resize(end);
  return bytes;
}

std::optional<RequestHead> cogc::readHead(int socket, std::string &rest) {
  std::optional<std::string> text = readHeadText(socket, rest);
  return text ? parseHead(*text) : std::nullopt;
}
