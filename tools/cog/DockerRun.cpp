#include "DockerRun.h"
#include "llvm/ADT/Twine.h"

using namespace cogc;

static constexpr llvm::StringLiteral loopback = "127.0.0.1";

std::string cogc::servePort(const CogCall &call) {
  return call.last("port").value_or("8393").str();
}

std::string cogc::serveHost(const CogCall &call) {
  return call.last("host").value_or(loopback).str();
}

static std::string bracketed(llvm::StringRef host) {
  return host.contains(':') ? ("[" + host + "]").str() : host.str();
}

std::string cogc::serveUrl(const CogCall &call) {
  std::string host = serveHost(call), port = servePort(call);
  bool isLocal = host == loopback || host == "::1";
  std::string url = "http://" + (isLocal ? "localhost" : bracketed(host)) + ":" + port;
  return host == "0.0.0.0" ? url + " (http://localhost:" + port + ")" : url;
}

std::vector<std::string> cogc::serverCommand(const CogCall &call) {
  std::vector<std::string> words = {"python",          "--check-hash-based-pycs",   "never", "-m",
                                    "cog.server.http", "--await-explicit-shutdown", "true"};
  llvm::StringRef upload = call.last("upload-url").value_or("");
  if (!upload.empty())
    words.insert(words.end(), {"--upload-url", upload.str()});
  return words;
}

/// `--gpus` of docker takes CSV, so a list of devices is one quoted field.
static llvm::Expected<std::string> gpusArgument(llvm::StringRef gpus) {
  int count;
  if (gpus == "all" || !gpus.getAsInteger(10, count))
    return gpus.str();
  if (gpus.starts_with("device="))
    return ("\"" + gpus + "\"").str();
  return llvm::createStringError("invalid GPU specification: \"" + gpus + "\"");
}

static llvm::Expected<std::vector<std::string>> commonArguments(const CogCall &call,
                                                                const ContainerFacts &facts) {
  std::vector<std::string> words = {
      "run",        "--rm",        "--cidfile",  facts.idFile, "--sig-proxy=false",
      "--platform", "linux/amd64", "--shm-size", "6g",         "--interactive"};
  if (facts.stdinIsTerminal)
    words.push_back("--tty");
  for (const std::string &volume : facts.extras.volumes)
    words.insert(words.end(), {"--volume", volume});
  words.insert(words.end(), {"--workdir", "/src"});
  for (const std::string &variable : facts.extras.environment)
    words.insert(words.end(), {"--env", variable});
  for (llvm::StringRef variable : call.all("env"))
    words.insert(words.end(), {"--env", variable.str()});
  words.insert(words.end(), {"--env", "LOG_FORMAT=console"});
  if (!facts.rustLog.empty())
    words.insert(words.end(), {"--env", "RUST_LOG=" + facts.rustLog});
  llvm::StringRef gpus = call.last("gpus").value_or("");
  if (gpus.empty() && facts.wantsGpu)
    gpus = "all";
  if (gpus.empty())
    return words;
  llvm::Expected<std::string> argument = gpusArgument(gpus);
  if (!argument)
    return argument.takeError();
  words.insert(words.end(), {"--gpus", *argument});
  return words;
}

llvm::Expected<std::vector<std::string>> cogc::serveArguments(const CogCall &call,
                                                              const ContainerFacts &facts) {
  auto words = commonArguments(call, facts);
  if (!words)
    return words.takeError();
  unsigned port;
  if (llvm::StringRef(servePort(call)).getAsInteger(10, port) || port > 65535)
    return llvm::createStringError("invalid port \"" + servePort(call) +
                                   "\": port must be between 1 and 65535");
  words->insert(words->end(),
                {"--publish", bracketed(serveHost(call)) + ":" + servePort(call) + ":5000"});
  if (!call.last("upload-url").value_or("").empty() || call.has("playground"))
    words->insert(words->end(), {"--add-host", "host.docker.internal:host-gateway"});
  words->push_back(facts.image);
  std::vector<std::string> command = serverCommand(call);
  words->insert(words->end(), command.begin(), command.end());
  return words;
}

/// `8000`, `0.0.0.0:8000`, `[::1]:8000`, `::1:8000` → what docker publishes.
static llvm::Expected<std::string> publishArgument(llvm::StringRef value) {
  auto [host, port] = value.rsplit(':');
  bool hasHost = host.size() != value.size();
  if (!hasHost)
    std::tie(host, port) = std::pair(llvm::StringRef(loopback), value);
  if (host.consume_front("[") && !host.consume_back("]"))
    return llvm::createStringError("invalid port \"" + value + "\": missing closing bracket");
  unsigned number;
  if (host.empty() || port.getAsInteger(10, number))
    return llvm::createStringError("invalid port \"" + value + "\"");
  if (number < 1 || number > 65535)
    return llvm::createStringError("invalid port \"" + value +
                                   "\": port must be between 1 and 65535");
  return (bracketed(host) + ":" + port + ":" + port).str();
}

llvm::Expected<std::vector<std::string>> cogc::execArguments(const CogCall &call,
                                                             const ContainerFacts &facts) {
  auto words = commonArguments(call, facts);
  if (!words)
    return words.takeError();
  for (llvm::StringRef value : call.all("publish")) {
    llvm::Expected<std::string> published = publishArgument(value);
    if (!published)
      return published.takeError();
    words->insert(words->end(), {"--publish", *published});
  }
  words->push_back(facts.image);
  words->insert(words->end(), call.operands.begin(), call.operands.end());
  return words;
}
