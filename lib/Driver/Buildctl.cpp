#include "Buildctl.h"
#include "cogc/Support/Platform.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <cerrno>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace cogc;

namespace {
/// Flags in front of their values, as buildctl takes them.
class Arguments {
public:
  void add(llvm::StringRef flag, llvm::StringRef value) {
    if (value.empty())
      return;
    words.push_back(flag.str());
    words.push_back(value.str());
  }
  void addAll(llvm::StringRef flag, llvm::ArrayRef<std::string> values) {
    for (const std::string &value : values)
      add(flag, value);
  }
  void addPairs(llvm::StringRef flag, llvm::ArrayRef<std::pair<std::string, std::string>> pairs) {
    for (auto &[name, value] : pairs)
      add(flag, name + "=" + value);
  }
  std::vector<std::string> words;
};
} // namespace

std::vector<std::string> cogc::buildctlArguments(const Solve &solve) {
  Arguments arguments;
  arguments.add("--addr", solve.addr);
  arguments.words.push_back("build");
  arguments.add("--progress", solve.progress);
  if (solve.noCache)
    arguments.words.push_back("--no-cache");
  arguments.add("--frontend", solve.frontend);
  arguments.addPairs("--opt", solve.options);
  arguments.addPairs("--local", solve.locals);
  arguments.addPairs("--oci-layout", solve.layouts);
  arguments.addAll("--secret", solve.secrets);
  arguments.addAll("--ssh", solve.ssh);
  arguments.addAll("--allow", solve.allow);
  arguments.addAll("--import-cache", solve.importCache);
  arguments.addAll("--export-cache", solve.exportCache);
  for (const CsvAttributes &output : solve.outputs)
    arguments.add("--output", output.str());
  arguments.add("--metadata-file", solve.metadataFile);
  return std::move(arguments.words);
}

std::vector<std::string> cogc::workersArguments(llvm::StringRef addr) {
  Arguments arguments;
  arguments.add("--addr", addr);
  arguments.words.insert(arguments.words.end(), {"debug", "workers"});
  return std::move(arguments.words);
}

/// A table of two columns with one head: a worker's id, and its platforms with
/// commas between.
std::vector<std::string> cogc::machinesOf(llvm::StringRef answer) {
  llvm::SmallVector<llvm::StringRef> words;
  llvm::SplitString(answer, words, ", \t\n");
  std::vector<std::string> machines;
  for (llvm::StringRef word : words) {
    std::optional<Platform> platform = Platform::parse(word);
    if (platform && !llvm::is_contained(machines, platform->machine()))
      machines.push_back(platform->machine());
  }
  return machines;
}

/// Why nobody answers at a unix socket; empty when somebody does.
static std::string problemOf(llvm::StringRef path) {
  sockaddr_un address = {};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path)
    return "the path is too long for a socket";
  std::memcpy(address.sun_path, path.data(), path.size());
  int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int result = ::connect(descriptor, reinterpret_cast<sockaddr *>(&address), sizeof address);
  int code = errno;
  ::close(descriptor);
  return result == 0 ? "" : std::error_code(code, std::generic_category()).message();
}

namespace {
struct Candidate {
  std::string address;
  /// Who names it.
  std::string origin;
};
} // namespace

static std::vector<Candidate> candidates(llvm::StringRef addr,
                                         const EnvironmentVariables &environment) {
  if (!addr.empty())
    return {{addr.str(), "--addr"}};
  llvm::StringRef host = findVariable(environment, "BUILDKIT_HOST").value_or("");
  if (!host.empty())
    return {{host.str(), "BUILDKIT_HOST"}};
  std::vector<Candidate> result = {{"unix:///run/buildkit/buildkitd.sock", "the usual place"}};
  llvm::StringRef runtime = findVariable(environment, "XDG_RUNTIME_DIR").value_or("");
  if (!runtime.empty())
    result.push_back({("unix://" + runtime + "/buildkit/buildkitd.sock").str(), "rootless"});
  return result;
}

std::string cogc::findDaemon(llvm::StringRef addr, const EnvironmentVariables &environment,
                             DiagnosticEngine &diags) {
  std::vector<std::string> tried;
  for (const Candidate &candidate : candidates(addr, environment)) {
    llvm::StringRef path = candidate.address;
    if (!path.consume_front("unix://"))
      return candidate.address;
    std::string problem = problemOf(path);
    if (problem.empty())
      return candidate.address;
    tried.push_back("`" + candidate.address + "` (" + candidate.origin + "): " + problem);
  }
  diags.report(Diag::no_buildkitd, std::nullopt, llvm::join(tried, ", "));
  return "";
}
