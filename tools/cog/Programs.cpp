#include "Programs.h"
#include "Process.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <cerrno>
#include <unistd.h>

using namespace cogc;
namespace fs = llvm::sys::fs;

static constexpr const char ownProgram[] = "/proc/self/exe";

/// Set in what we start. The real cog starts no `cog`, so who finds it set was
/// started by a script of that name which calls us: an endless loop.
static constexpr const char startedBy[] = "COGC_WRAPPER";

static std::optional<std::string> findOther(llvm::StringRef name, llvm::StringRef path) {
  for (llvm::StringRef folder : llvm::split(path, ':')) {
    std::optional<std::string> candidate = findProgram(name, folder);
    bool isUs = false;
    if (candidate && (fs::equivalent(*candidate, ownProgram, isUs) || !isUs))
      return candidate;
  }
  return std::nullopt;
}

llvm::Expected<std::string> cogc::findRealCog(const EnvironmentVariables &environment) {
  llvm::StringRef named = findVariable(environment, "COG_REAL").value_or("");
  std::optional<std::string> found =
      named.empty() ? findOther("cog", findVariable(environment, "PATH").value_or(""))
                    : std::optional(named.str());
  bool isUs = false;
  if (found && !fs::equivalent(*found, ownProgram, isUs) && isUs)
    return llvm::createStringError("COG_REAL=`" + *found + "` is this wrapper itself");
  if (found && findVariable(environment, startedBy))
    return llvm::createStringError("`" + *found +
                                   "` starts this wrapper again; set COG_REAL to the real cog");
  if (found)
    return *found;
  return llvm::createStringError(
      "there is no real `cog` in PATH behind this wrapper; install it, or set COG_REAL to it");
}

llvm::Expected<std::string> cogc::findCogc(const EnvironmentVariables &environment) {
  if (llvm::StringRef named = findVariable(environment, "COGC").value_or(""); !named.empty())
    return named.str();
  llvm::SmallString<128> own;
  if (!fs::real_path(ownProgram, own)) {
    llvm::StringRef folder = llvm::sys::path::parent_path(own);
    if (std::optional<std::string> beside = findProgram("cogc", folder))
      return *beside;
  }
  if (auto found = findProgram("cogc", findVariable(environment, "PATH").value_or("")))
    return *found;
  return llvm::createStringError(
      "there is no `cogc` beside this program or in PATH; install it, or set COGC to it");
}

llvm::Expected<std::string> cogc::findDocker(const EnvironmentVariables &environment) {
  if (auto found = findProgram("docker", findVariable(environment, "PATH").value_or("")))
    return *found;
  return llvm::createStringError("there is no `docker` in PATH; install Docker's client");
}

std::vector<std::string> cogc::environmentStrings(const EnvironmentVariables &environment,
                                                  llvm::ArrayRef<llvm::StringRef> without) {
  std::vector<std::string> result;
  for (auto &[name, value] : environment)
    if (!llvm::is_contained(without, name) && name != startedBy)
      result.push_back(name + "=" + value);
  result.push_back(std::string(startedBy) + "=1");
  return result;
}

llvm::Error cogc::becomeProgram(llvm::StringRef program, llvm::ArrayRef<std::string> arguments,
                                const EnvironmentVariables &environment) {
  std::vector<std::string> words{"cog"}, variables = environmentStrings(environment);
  words.insert(words.end(), arguments.begin(), arguments.end());
  auto pointers = [](std::vector<std::string> &strings) {
    std::vector<char *> result;
    for (std::string &each : strings)
      result.push_back(each.data());
    result.push_back(nullptr);
    return result;
  };
  ::execve(program.str().c_str(), pointers(words).data(), pointers(variables).data());
  return llvm::createStringError("cannot start `" + program +
                                 "`: " + std::error_code(errno, std::generic_category()).message());
}
