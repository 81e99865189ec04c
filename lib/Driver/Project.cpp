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

static std::string absolute(llvm::vfs::FileSystem &fs, llvm::StringRef name) {
  llvm::SmallString<128> result(name);
  fs.makeAbsolute(result);
  path::remove_dots(result, /*remove_dot_dot=*/true);
  return result.str().str();
}

/// \p name as it is seen from \p folder; empty when it does not lie in it.
static std::string relativeTo(llvm::vfs::FileSystem &fs, llvm::StringRef folder,
                              llvm::StringRef name) {
  std::string file = absolute(fs, name), prefix = absolute(fs, folder);
  if (!llvm::StringRef(prefix).ends_with("/"))
    prefix += '/';
  llvm::StringRef rest = file;
  return rest.consume_front(prefix) ? rest.str() : "";
}

/// `./x//y` is `x/y`; a path that begins with `..` or `/` keeps that.
static std::string normal(llvm::StringRef name) {
  llvm::SmallString<128> result(name);
  path::remove_dots(result, /*remove_dot_dot=*/true);
  return result.str().str();
}

/// \p configName is absolute or leads out of the current folder: no search. If it
/// lies in the current folder after all, that is the project, as for a relative
/// name; else the file's own folder.
static Project namedConfig(llvm::vfs::FileSystem &fs, llvm::StringRef configName) {
  if (std::string file = relativeTo(fs, ".", configName); !file.empty())
    return {Project::Kind::Config, ".", file};
  return split(Project::Kind::Config, configName);
}

/// A folder that was named is meant: a cog.yaml above it would be a surprise.
static Project configIn(llvm::vfs::FileSystem &fs, llvm::StringRef folder,
                        llvm::StringRef configName) {
  std::string named = path::is_absolute(configName) ? configName.str() : joined(folder, configName);
  std::string file = relativeTo(fs, folder, named);
  if (!file.empty() && isRegularFile(fs, named))
    return {Project::Kind::Config, folder.str(), file};
  return {Project::Kind::Missing, folder.str(), ("`" + folder + "`").str()};
}

Project cogc::findProject(llvm::vfs::FileSystem &fs, llvm::StringRef input,
                          llvm::StringRef configName) {
  std::string config = normal(configName);
  if (input.empty() && (path::is_absolute(config) || llvm::StringRef(config).starts_with("..")))
    return namedConfig(fs, config);
  if (input.empty())
    return searchUpwards(fs, config);
  if (input == "-")
    return {Project::Kind::PlanOnStdin, ".", "<stdin>"};
  llvm::ErrorOr<llvm::vfs::Status> status = fs.status(input);
  if (status && status->isDirectory())
    return configIn(fs, input, config);
  return split(input.ends_with(".plan") ? Project::Kind::Plan : Project::Kind::Config, input);
}
