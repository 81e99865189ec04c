#include "DockerProxy.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include <cerrno>
#include <sys/socket.h>

using namespace cogc;

/// No container's description is longer.
static constexpr size_t maxBody = 64 << 20;

static void answer(int client, llvm::StringRef status, llvm::StringRef json) {
  sendAll(client, ("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " +
                   llvm::Twine(json.size()) + "\r\nConnection: close\r\n\r\n" + json)
                      .str());
}

static void answerError(int client, llvm::StringRef message) {
  std::string json = llvm::formatv(
      "{0}", llvm::json::Value(llvm::json::Object{{"message", llvm::json::fixUTF8(message)}}));
  answer(client, "500 Internal Server Error", json);
}

/// Reads on until \p body has \p length bytes.
static bool readBody(int socket, std::string &body, size_t length) {
  while (body.size() < length) {
    char buffer[1 << 16];
    ssize_t got = ::recv(socket, buffer, sizeof buffer, 0);
    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0)
      return false;
    body.append(buffer, got);
  }
  return true;
}

/// Adds to a list of \p object; it may be missing.
static void append(llvm::json::Object &object, llvm::StringRef list,
                   llvm::ArrayRef<std::string> values) {
  if (!object.getArray(list))
    object[list] = llvm::json::Array();
  for (const std::string &value : values)
    object.getArray(list)->push_back(value);
}

std::optional<std::string> cogc::addToContainer(llvm::StringRef body,
                                                const ContainerExtras &extras) {
  llvm::Expected<llvm::json::Value> value = llvm::json::parse(body);
  if (!value) {
    llvm::consumeError(value.takeError());
    return std::nullopt;
  }
  llvm::json::Object *config = value->getAsObject();
  if (!config)
    return std::nullopt;
  if (!config->getObject("HostConfig"))
    (*config)["HostConfig"] = llvm::json::Object();
  append(*config->getObject("HostConfig"), "Binds", extras.volumes);
  append(*config, "Env", extras.environment);
  return llvm::formatv("{0}", *value).str();
}

void DockerProxy::passOn(int client, RequestHead head, llvm::StringRef rest) {
  llvm::Expected<Descriptor> daemon = options.connect();
  if (!daemon)
    return answerError(client, llvm::toString(daemon.takeError()));
  // One request a connection, so that the next one is looked at as well.
  if (head.field("Upgrade").empty())
    head.setField("Connection", "close");
  sendAll(daemon->get(), head.str());
  sendAll(daemon->get(), rest);
  relay(client, daemon->get());
}

void DockerProxy::create(int client, RequestHead head, std::string body) {
  size_t length;
  if (head.field("Content-Length").getAsInteger(10, length) || length > maxBody ||
      !readBody(client, body, length))
    return answerError(client, "the container's description did not arrive");
  std::call_once(built, [this] { isBuilt = options.buildImage(); });
  if (!isBuilt)
    return answerError(client, "the image was not built");
  std::optional<std::string> changed = addToContainer(body, options.extras);
  if (!changed)
    return answerError(client, "the container's description is not JSON");
  head.setField("Content-Length", std::to_string(changed->size()));
  passOn(client, std::move(head), *changed);
}

void DockerProxy::serve(Descriptor client) {
  std::string rest;
  std::optional<RequestHead> head = readHead(client.get(), rest);
  if (!head)
    return;
  llvm::StringRef path = llvm::StringRef(head->target).split('?').first;
  if (head->method == "GET" && path.contains("/images/") && path.ends_with("/json"))
    return answer(client.get(), "200 OK",
                  "{\"Id\":\"sha256:" + std::string(64, '0') +
                      "\",\"Os\":\"linux\",\"Architecture\":\"amd64\",\"Config\":" +
                      options.imageConfigJson + "}");
  if (head->method == "POST" && path.ends_with("/containers/create"))
    return create(client.get(), std::move(*head), std::move(rest));
  passOn(client.get(), std::move(*head), rest);
}
