#include "WeightMounts.h"
#include "cogc/Support/Digest.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace cogc;
namespace fs = llvm::sys::fs;
namespace json = llvm::json;
namespace path = llvm::sys::path;
using llvm::StringRef;
using llvm::Twine;

/// The one form of weights.lock that there is.
static constexpr int64_t lockVersion = 1;

//===----------------------------------------------------------------------===//
// cog.yaml and weights.lock
//===----------------------------------------------------------------------===//

namespace cogc {
static bool fromJSON(const json::Value &value, WeightFacts::Source &source, json::Path at) {
  json::ObjectMapper mapper(value, at);
  std::optional<std::vector<std::string>> include, exclude;
  if (!mapper || !mapper.map("uri", source.uri) || !mapper.map("include", include) ||
      !mapper.map("exclude", exclude))
    return false;
  source.include = include.value_or(std::vector<std::string>());
  source.exclude = exclude.value_or(std::vector<std::string>());
  return true;
}

static bool fromJSON(const json::Value &value, LockedWeight::File &file, json::Path at) {
  json::ObjectMapper mapper(value, at);
  return mapper && mapper.map("path", file.path) && mapper.map("digest", file.digest);
}

static bool fromJSON(const json::Value &value, LockedWeight &weight, json::Path at) {
  json::ObjectMapper mapper(value, at);
  return mapper && mapper.map("name", weight.facts.name) &&
         mapper.map("target", weight.facts.target) && mapper.map("sources", weight.facts.sources) &&
         mapper.map("files", weight.files);
}
} // namespace cogc

bool cogc::fromJSON(const json::Value &value, WeightFacts &weight, json::Path at) {
  json::ObjectMapper mapper(value, at);
  if (!mapper || !mapper.map("name", weight.name) || !mapper.map("target", weight.target))
    return false;
  const json::Value *source = value.getAsObject()->get("source");
  if (!source || source->getAsArray())
    return mapper.map("source", weight.sources);
  return fromJSON(*source, weight.sources.emplace_back(), at.field("source"));
}

llvm::Expected<std::vector<LockedWeight>> cogc::readWeightsLock(StringRef text) {
  llvm::Expected<json::Value> value = json::parse(text);
  if (!value)
    return value.takeError();
  json::Path::Root root("weights.lock");
  json::ObjectMapper mapper(*value, root);
  int64_t version = 0;
  std::vector<LockedWeight> weights;
  if (!mapper || !mapper.map("version", version))
    return root.getError();
  if (version != lockVersion)
    return llvm::createStringError("version " + Twine(version) + " is not known here, but " +
                                   Twine(lockVersion));
  if (!mapper.map("weights", weights))
    return root.getError();
  return weights;
}

//===----------------------------------------------------------------------===//
// What differs
//===----------------------------------------------------------------------===//

static std::string lockedPath(StringRef written) {
  llvm::SmallString<128> clean(written);
  path::remove_dots(clean, /*remove_dot_dot=*/true, path::Style::posix);
  return (path::is_absolute(clean) ? "file://" : "file://./") + clean.str().str();
}

std::string cogc::lockedUri(StringRef uri) {
  auto [scheme, rest] = uri.split("://");
  if (scheme.size() == uri.size())
    return lockedPath(uri);
  if (scheme == "file")
    return lockedPath(rest);
  if (scheme != "hf" && scheme != "huggingface")
    return uri.str();
  rest.consume_back("@main");
  return ("hf://" + rest).str();
}

/// Patterns are a set.
static std::vector<std::string> sorted(llvm::ArrayRef<std::string> patterns) {
  std::vector<std::string> result;
  for (StringRef pattern : patterns)
    result.push_back(pattern.trim().str());
  llvm::sort(result);
  return result;
}

static void compareSource(const WeightFacts::Source &declared, const WeightFacts::Source &locked,
                          const std::string &where, std::vector<std::string> &differences) {
  auto list = [](llvm::ArrayRef<std::string> patterns) {
    return "[" + llvm::join(patterns, " ") + "]";
  };
  auto compare = [&](StringRef what, const std::string &was, const std::string &is) {
    if (was != is)
      differences.push_back((where + what + ": " + was + " → " + is).str());
  };
  compare("uri", locked.uri, lockedUri(declared.uri));
  compare("include", list(locked.include), list(sorted(declared.include)));
  compare("exclude", list(locked.exclude), list(sorted(declared.exclude)));
}

static std::vector<std::string> differences(const WeightFacts &declared,
                                            const WeightFacts &locked) {
  std::vector<std::string> result;
  if (declared.target != locked.target)
    result.push_back("target: " + locked.target + " → " + declared.target);
  size_t count = declared.sources.size();
  if (count != locked.sources.size()) {
    result.push_back(
        ("source count: " + Twine(locked.sources.size()) + " → " + Twine(count)).str());
    return result;
  }
  for (size_t i = 0; i < count; ++i)
    compareSource(declared.sources[i], locked.sources[i],
                  count > 1 ? ("source[" + Twine(i) + "].").str() : "", result);
  return result;
}

std::vector<std::string> cogc::findDrift(llvm::ArrayRef<WeightFacts> declared,
                                         llvm::ArrayRef<LockedWeight> locked) {
  std::vector<std::string> lines;
  for (const WeightFacts &weight : declared) {
    auto known = llvm::find_if(
        locked, [&](const LockedWeight &each) { return each.facts.name == weight.name; });
    if (known == locked.end()) {
      lines.push_back("\"" + weight.name + "\": not imported yet");
      continue;
    }
    if (std::vector<std::string> changes = differences(weight, known->facts); !changes.empty())
      lines.push_back("\"" + weight.name + "\": config changed (" + llvm::join(changes, "; ") +
                      ")");
  }
  for (const LockedWeight &each : locked)
    if (llvm::none_of(declared,
                      [&](const WeightFacts &weight) { return weight.name == each.facts.name; }))
      lines.push_back("\"" + each.facts.name + "\": removed from cog.yaml but still in lockfile");
  return lines;
}

//===----------------------------------------------------------------------===//
// The links
//===----------------------------------------------------------------------===//

std::string cogc::weightStore(const EnvironmentVariables &environment) {
  for (auto [variable, below] : {std::pair("COG_CACHE_DIR", "/weights"),
                                 {"XDG_CACHE_HOME", "/cog/weights"},
                                 {"HOME", "/.cache/cog/weights"}})
    if (StringRef value = findVariable(environment, variable).value_or(""); !value.empty())
      return (value + below).str();
  return "";
}

/// Whether \p written leads to something below the folder that it begins in. The
/// lock is a file of the project, so it may say anything.
static bool staysBelow(StringRef written) {
  bool goesUp =
      llvm::any_of(llvm::split(written, '/'), [](StringRef part) { return part == ".."; });
  return !written.empty() && !path::is_absolute(written) && !goesUp;
}

static llvm::Error linkFile(const LockedWeight::File &file, const Twine &weight, StringRef store,
                            StringRef folder) {
  if (!staysBelow(file.path) || !isSha256Digest(file.digest))
    return llvm::createStringError(weight + ": `" + file.path + "`, `" + file.digest +
                                   "` is no file of a weight");
  StringRef digits = StringRef(file.digest).split(':').second;
  std::string stored = (store + "/files/sha256/" + digits.take_front(2) + "/" + digits).str();
  std::string link = (folder + "/" + file.path).str();
  if (std::error_code code = fs::create_directories(path::parent_path(link)))
    return llvm::createStringError("`" + path::parent_path(link) + "`: " + code.message());
  std::error_code code = fs::create_hard_link(stored, link);
  if (code == std::errc::no_such_file_or_directory)
    return llvm::createStringError(weight + " is not fully cached locally (missing " + file.path +
                                   "); run 'cog weights pull' first");
  if (code == std::errc::cross_device_link)
    return llvm::createStringError(
        "`" + stored +
        "` is on another file system than the project, so it cannot be linked to; "
        "set COG_CACHE_DIR to a folder on the project's, then run 'cog weights pull'");
  return code ? llvm::createStringError("`" + stored + "`: " + code.message())
              : llvm::Error::success();
}

llvm::Error WeightMounts::add(const LockedWeight &weight, StringRef store) {
  std::string folder = links->file(weight.facts.name);
  if (std::error_code code = fs::create_directories(folder))
    return llvm::createStringError("`" + folder + "`: " + code.message());
  for (const LockedWeight::File &file : weight.files)
    if (llvm::Error error = linkFile(file, "weight \"" + weight.facts.name + "\"", store, folder))
      return error;
  mounted.push_back(folder + ":" + weight.facts.target + ":ro");
  return llvm::Error::success();
}

/// The weights of the project's lock; an error where cog.yaml says otherwise.
static llvm::Expected<std::vector<LockedWeight>> readLock(StringRef folder,
                                                          llvm::ArrayRef<WeightFacts> declared) {
  std::string file = (folder + "/weights.lock").str();
  std::vector<LockedWeight> locked;
  auto buffer = llvm::MemoryBuffer::getFile(file);
  if (!buffer && buffer.getError() != std::errc::no_such_file_or_directory)
    return llvm::createStringError("`" + file + "`: " + buffer.getError().message());
  if (buffer) {
    auto read = readWeightsLock((*buffer)->getBuffer());
    if (!read)
      return llvm::createStringError("`" + file + "`: " + llvm::toString(read.takeError()));
    locked = std::move(*read);
  }
  std::vector<std::string> drift = findDrift(declared, locked);
  if (drift.empty())
    return locked;
  return llvm::createStringError("weights.lock is out of sync with cog.yaml:\n  - " +
                                 llvm::join(drift, "\n  - ") +
                                 "\nRun 'cog weights import' to update.");
}

llvm::Expected<std::unique_ptr<WeightMounts>>
WeightMounts::make(StringRef folder, llvm::ArrayRef<WeightFacts> declared, StringRef store) {
  auto result = std::make_unique<WeightMounts>();
  if (declared.empty())
    return result;
  auto locked = readLock(folder, declared);
  if (!locked)
    return locked.takeError();
  std::string parent = (folder + "/.cog/mounts").str();
  if (std::error_code code = fs::create_directories(parent))
    return llvm::createStringError("`" + parent + "`: " + code.message());
  result->links.emplace(parent);
  if (result->links->path().empty())
    return systemError("`" + parent + "`", errno);
  for (const LockedWeight &weight : *locked)
    if (llvm::Error error = result->add(weight, store))
      return error;
  return result;
}
