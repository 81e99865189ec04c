#include "GitLabels.h"
#include "Process.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;

static constexpr std::chrono::seconds patience(3);

/// One line of git's; empty when it has none.
static std::string askGit(llvm::StringRef git, llvm::StringRef folder,
                          std::vector<std::string> question, Supervisor &supervisor) {
  // A repository may name a program that is to watch it; none is needed here.
  Command command{git.str(), {"-C", folder.str(), "-c", "core.fsmonitor=false"}, -1, 1, {}};
  command.arguments.insert(command.arguments.end(), question.begin(), question.end());
  std::optional<std::string> answer = supervisor.outputOf(std::move(command), patience);
  return llvm::StringRef(answer.value_or("")).trim().str();
}

std::vector<std::pair<std::string, std::string>>
cogc::gitLabels(llvm::StringRef folder, const EnvironmentVariables &environment,
                Supervisor &supervisor) {
  std::optional<std::string> git =
      findProgram("git", findVariable(environment, "PATH").value_or(""));
  std::vector<std::pair<std::string, std::string>> labels;
  auto add = [&](llvm::StringRef label, llvm::StringRef variable,
                 std::vector<std::string> question) {
    std::string value = findVariable(environment, variable).value_or("").str();
    if (value.empty() && git)
      value = askGit(*git, folder, std::move(question), supervisor);
    if (!value.empty())
      labels.emplace_back(label, value);
  };
  add("org.opencontainers.image.revision", "GITHUB_SHA", {"rev-parse", "HEAD"});
  add("org.opencontainers.image.version", "GITHUB_REF_NAME", {"describe", "--tags", "--dirty"});
  return labels;
}
