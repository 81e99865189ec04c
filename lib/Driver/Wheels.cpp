#include "Wheels.h"
#include "cogc/Support/Digest.h"
#include "cogc/Support/SourceTree.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace cogc;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

static bool isPath(llvm::StringRef value) {
  return !value.empty() && !value.equals_insensitive("pypi") &&
         !value.starts_with_insensitive("pypi:") && !value.starts_with("http://") &&
         !value.starts_with("https://");
}

/// What wheels for the platform have in their names; empty for one that cogc
/// does not know.
static llvm::StringRef machineOf(const Platform &platform) {
  return platform.architecture == "amd64"   ? "x86_64"
         : platform.architecture == "arm64" ? "aarch64"
                                            : "";
}

static bool fits(llvm::StringRef file, const Platform &platform) {
  return file.contains("-none-any") || file.contains(machineOf(platform));
}

/// `NAME-VERSION(-BUILD)?-PYTHON-ABI-PLATFORM.whl`, the name that installers read
/// (https://packaging.python.org/en/latest/specifications/binary-distribution-format/).
/// Nothing that would need quoting gets through.
static bool isWheelName(llvm::StringRef file) {
  auto isUsual = [](char c) { return llvm::isAlnum(c) || llvm::StringRef("._+-").contains(c); };
  return file.consume_back(".whl") && llvm::all_of(file, isUsual) && file.count('-') >= 4 &&
         file.count('-') <= 5;
}

namespace {
/// What a path leads to: a file in a folder, or why not.
struct Found {
  std::string folder;
  std::string file;
  std::string mistake;
};
} // namespace

static Found mistake(const llvm::Twine &text) { return {"", "", text.str()}; }

/// The names in \p folder that a wheel of \p package has, in their order.
static std::vector<std::string> wheelsIn(llvm::StringRef folder, llvm::StringRef package) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; at != end && !error; at.increment(error)) {
    llvm::StringRef name = path::filename(at->path());
    if (name.starts_with((package + "-").str()) && name.ends_with(".whl"))
      names.push_back(name.str());
  }
  llvm::sort(names);
  return names;
}

static Found findInFolder(llvm::StringRef folder, llvm::StringRef package,
                          const Platform &platform) {
  std::vector<std::string> all = wheelsIn(folder, package), fitting;
  if (all.empty())
    return mistake("no file in that folder is named `" + package + "-*.whl`");
  llvm::copy_if(all, std::back_inserter(fitting),
                [&](const std::string &name) { return fits(name, platform); });
  if (fitting.empty())
    return mistake("the wheels in that folder are not for " + platform.str() + ": " +
                   llvm::join(all, ", "));
  if (fitting.size() > 1)
    return mistake("the folder has " + llvm::join(fitting, ", ") + "; name one of them");
  return {folder.str(), fitting.front(), ""};
}

static Found find(llvm::StringRef value, llvm::StringRef package, const Platform &platform) {
  llvm::SmallString<128> absolute(value);
  fs::make_absolute(absolute);
  path::remove_dots(absolute, /*remove_dot_dot=*/false);
  if (fs::is_directory(absolute))
    return findInFolder(absolute, package, platform);
  if (!fs::exists(absolute))
    return mistake("there is no such file; expected `pypi`, `pypi:VERSION`, a URL, or the path of "
                   "a wheel or of a folder with one");
  return {path::parent_path(absolute).str(), path::filename(absolute).str(), ""};
}

/// Completes \p found with what is in the file.
static std::optional<LocalWheel> readWheel(Found &found, llvm::StringRef package) {
  llvm::StringRef name = found.file;
  if (!isWheelName(name))
    found = mistake("`" + name + "` is not a wheel's name, such as `" + package +
                    "-0.23.1-py3-none-any.whl`");
  else if (name.split('-').first != package)
    found = mistake("it is a wheel of " + name.split('-').first + ", not of " + package);
  if (!found.mistake.empty())
    return std::nullopt;
  SourceTree files = SourceTree::onDisk(found.folder);
  llvm::Expected<FileId> file = files.open(found.file);
  if (file)
    return LocalWheel{found.file, sha256Hex(files.contents(*file))};
  found = mistake(llvm::toString(file.takeError()));
  return std::nullopt;
}

GivenFolders cogc::findWheels(CompileOptions &options, DiagnosticEngine &diags) {
  GivenFolders folders;
  auto look = [&](llvm::StringRef variable, llvm::StringRef package, llvm::StringRef value,
                  llvm::StringRef context, std::optional<LocalWheel> &wheel) {
    if (!isPath(value.trim()))
      return;
    Found found = find(value.trim(), package, options.platform);
    if (found.mistake.empty())
      wheel = readWheel(found, package);
    if (found.mistake.empty())
      folders.emplace_back(context, found.folder);
    else
      diags.report(Diag::sdk_wheel, std::nullopt, variable, value, found.mistake);
  };
  look("COG_SDK_WHEEL", "cog", options.sdkWheel, sdkWheelContext, options.sdkWheelFile);
  look("COGLET_WHEEL", "coglet", options.cogletWheel, cogletWheelContext, options.cogletWheelFile);
  return folders;
}
