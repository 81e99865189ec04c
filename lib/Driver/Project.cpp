#include "Project.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Path.h"

using namespace cogc;
namespace path = llvm::sys::path;

/// How far up a project is looked for: as far as today's tool looks.
static constexpr unsigned maxLevels = 100;

static std::string joined(llvm::StringRef folder, llvm::StringRef name) {
  llvm::SmallString<128> result(folder);
  path::append(result, name);
  return result.str().str();
}

static bool isRegularFile(llvm::vfs::FileSystem &fs, const llvm::Twine &name) {
  llvm::ErrorOr<llvm::vfs::Status> status = fs.status(name);
  return status && status->isRegularFile();
}

/// Looks in the current folder, then above it.
static Project searchUpwards(llvm::vfs::FileSystem &fs, llvm::StringRef configName) {
  if (isRegularFile(fs, configName))
    return {Project::Kind::Config, ".", configName.str()};
  llvm::ErrorOr<std::string> current = fs.getCurrentWorkingDirectory();
  llvm::StringRef folder = current ? llvm::StringRef(*current) : ".";
  for (unsigned level = 0; level < maxLevels && path::has_parent_path(folder); ++level) {
    folder = path::parent_path(folder);
    if (isRegularFile(fs, joined(folder, configName)))
      return {Project::Kind::Config, folder.str(), configName.str()};
  }
  return {Project::Kind::Missing, ".", "the current folder or in any above it"};
}

/// The two halves of a file's path.
static Project split(Project::Kind kind, llvm::StringRef input) {
  llvm::StringRef folder = path::parent_path(input);
  return {kind, folder.empty() ? "." : folder.str(), path::filename(input).str()};
}

Project cogc::findProject(llvm::vfs::FileSystem &fs, llvm::StringRef input,
                          llvm::StringRef configName) {
  if (input.empty())
    return searchUpwards(fs, configName);
  if (input == "-")
    return {Project::Kind::PlanOnStdin, ".", "<stdin>"};
  llvm::ErrorOr<llvm::vfs::Status> status = fs.status(input);
  if (!status || !status->isDirectory())
    return split(input.ends_with(".plan") ? Project::Kind::Plan : Project::Kind::Config, input);
  // A folder that was named is meant: a cog.yaml above it would be a surprise.
  if (isRegularFile(fs, joined(input, configName)))
    return {Project::Kind::Config, input.str(), configName.str()};
  return {Project::Kind::Missing, input.str(), ("`" + input + "`").str()};
}
