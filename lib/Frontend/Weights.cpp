#include "cogc/Frontend/Weights.h"
#include "WeightParts.h"
#include "cogc/Frontend/DockerIgnore.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"
#include <map>

using namespace cogc;
using llvm::StringRef;
using Origin = WeightGroup::Origin;
namespace sys = llvm::sys;

/// As today's `--separate-weights` has it.
static constexpr uint64_t smallestFound = 10ull << 20;
static constexpr llvm::StringLiteral notWeights[] = {
    ".py",   ".ipynb", ".whl",  ".jpg", ".jpeg", ".png", ".webp", ".svg",
    ".gif",  ".avif",  ".heic", ".mp4", ".mov",  ".avi", ".wmv",  ".mkv",
    ".webm", ".mp3",   ".wav",  ".ogg", ".flac", ".aac", ".m4a",  ".log"};
static constexpr llvm::StringLiteral notSearched[] = {".git", ".cog", "__pycache__"};

static std::string joined(StringRef folder, StringRef path) {
  if (folder.empty() || folder == ".")
    return path.str();
  return path.empty() ? folder.str() : (folder.rtrim('/') + "/" + path).str();
}

/// \p path below \p folder, relative to it; nothing for a path elsewhere. Both are
/// real paths.
static std::optional<std::string> relativeTo(StringRef folder, StringRef path) {
  if (path == folder)
    return ".";
  // Of `/` nothing is left in front.
  if (!path.consume_front(folder.rtrim('/')) || !path.consume_front("/"))
    return std::nullopt;
  return path.str();
}

/// Whether BuildKit, which takes every path for a pattern, can be told this one.
static bool canBeNamed(StringRef path) {
  bool isPlain = llvm::none_of(path, [](char c) {
    return uint8_t(c) < 0x20 || c == 0x7f || StringRef("*?[]\\").contains(c);
  });
  return isPlain && llvm::json::isUTF8(path) && path.trim() == path && !path.starts_with("!");
}

/// A line of .gitignore as a pattern of .dockerignore: without a slash it matches
/// at any depth.
static std::string dockerPattern(StringRef line) {
  bool isFolder = line.ends_with("/");
  StringRef body = line.rtrim('/');
  bool isRooted = body.contains('/');
  return (isRooted ? "" : "**/") + body.ltrim('/').str() + (isFolder ? "/**" : "");
}

static std::vector<std::string> dockerPatterns(llvm::ArrayRef<Text> lines) {
  std::vector<std::string> patterns;
  for (const Text &line : lines)
    patterns.push_back(dockerPattern(*line));
  return patterns;
}

namespace {
/// What stands in a folder: files, links and what else there is, but no folders.
struct Entry {
  /// Relative to the folder that is listed.
  std::string path;
  sys::fs::file_type type;
};

/// The folder, or the one file of it, that a path of `uri` leads to.
struct Source {
  Source(const WeightSpec &weight, const WeightSource &spec) : weight(weight), spec(spec) {}

  const WeightSpec &weight;
  const WeightSource &spec;
  Origin origin = Origin::Project;
  /// Relative to the project for Origin::Project, else absolute.
  std::string folder;
  /// Absolute, without links.
  std::string realFolder;
  /// The one file, or empty for the folder.
  std::string file;
  std::string checksum;
};

class WeightFinder {
public:
  WeightFinder(const ModelSpec &spec, const CompileOptions &options,
               const Dependencies &dependencies, SourceTree &tree, DiagnosticEngine &diags)
      : spec(spec), options(options), dependencies(dependencies), tree(tree), diags(diags) {}

  std::vector<WeightGroup> find();

private:
  void addDeclared(const WeightSpec &weight, const WeightSource &source);
  void addHttp(const WeightSpec &weight, const Text &written, const WeightUri &uri);
  void addPath(const WeightSpec &weight, const WeightSource &source, const WeightUri &uri);
  std::optional<Source> locate(const WeightSpec &weight, const WeightSource &spec,
                               const WeightUri &uri);
  std::vector<Entry> survivors(const Source &source);
  void chooseContext(Source &source, llvm::ArrayRef<Entry> entries, std::string &inside);
  void addEntry(const Source &source, const Entry &entry, StringRef inside);
  void place(PlacedWeight weight) { placed[weight.file.target] = std::move(weight); }
  void addFound();
  bool isInstalled(StringRef path) const;
  std::vector<Entry> list(StringRef folder, llvm::function_ref<bool(StringRef)> skips,
                          SourceRange range);
  const std::vector<std::string> &ignored();
  const std::string &realRoot();
  std::string realPath(StringRef path) const;
  void reportSource(const WeightSource &source, const llvm::Twine &mistake) {
    diags.report(Diag::weight_source, source.uri.range, *source.uri, mistake.str());
  }
  void reportLink(const Text &uri, StringRef path, StringRef mistake) {
    diags.report(Diag::weight_link, uri.range, path, mistake);
  }

  const ModelSpec &spec;
  const CompileOptions &options;
  const Dependencies &dependencies;
  SourceTree &tree;
  DiagnosticEngine &diags;
  /// By target: what comes later wins.
  std::map<std::string, PlacedWeight> placed;
  std::optional<std::vector<std::string>> patterns;
  std::optional<std::string> root;
};
} // namespace

//===----------------------------------------------------------------------===//
// The file system
//===----------------------------------------------------------------------===//

std::string WeightFinder::realPath(StringRef path) const {
  llvm::SmallString<256> real;
  return tree.fileSystem().getRealPath(path, real) ? "" : real.str().str();
}

const std::string &WeightFinder::realRoot() {
  if (!root)
    root = realPath(tree.root().empty() ? "." : tree.root());
  return *root;
}

const std::vector<std::string> &WeightFinder::ignored() {
  if (!patterns)
    patterns = projectIgnores(tree);
  return *patterns;
}

/// All below the absolute \p folder that is no folder, by paths, without the
/// folders that \p skips names. A folder that cannot be read is reported.
std::vector<Entry> WeightFinder::list(StringRef folder, llvm::function_ref<bool(StringRef)> skips,
                                      SourceRange range) {
  std::vector<Entry> entries;
  std::vector<std::string> open = {""};
  while (!open.empty()) {
    std::string at = std::move(open.back());
    open.pop_back();
    std::error_code error;
    llvm::vfs::FileSystem &files = tree.fileSystem();
    std::string full = at.empty() ? folder.str() : (folder + "/" + at).str();
    for (auto it = files.dir_begin(full, error), end = llvm::vfs::directory_iterator();
         !error && it != end; it.increment(error)) {
      std::string path = joined(at, sys::path::filename(it->path()));
      sys::fs::file_type type = it->type();
      // Some file systems do not say.
      if (type == sys::fs::file_type::type_unknown)
        if (llvm::ErrorOr<llvm::vfs::Status> status = files.status(it->path()))
          type = status->getType();
      if (type != sys::fs::file_type::directory_file)
        entries.push_back({std::move(path), type});
      else if (!skips(path))
        open.push_back(std::move(path));
    }
    if (error)
      diags.report(Diag::cannot_read, range, at.empty() ? folder.str() : at, error.message());
  }
  llvm::sort(entries, [](const Entry &a, const Entry &b) { return a.path < b.path; });
  return entries;
}

//===----------------------------------------------------------------------===//
// Weights of cog.yaml
//===----------------------------------------------------------------------===//

void WeightFinder::addDeclared(const WeightSpec &weight, const WeightSource &source) {
  WeightUri uri = parseWeightUri(*source.uri);
  // The parser has said so.
  if (!uri.mistake.empty())
    return;
  switch (uri.kind) {
  case WeightUri::Kind::Path:
    return addPath(weight, source, uri);
  case WeightUri::Kind::Http:
    return addHttp(weight, source.uri, uri);
  case WeightUri::Kind::HuggingFace:
    return reportSource(source, "cannot be fetched by a build yet; download it (`hf download " +
                                    StringRef(uri.address).split('@').first + " --local-dir " +
                                    *weight.name + "`) and name the folder");
  case WeightUri::Kind::Oci:
    return reportSource(source, "cannot be fetched by a build yet; pull it with `oras pull " +
                                    uri.address + "` and name the folder");
  }
  llvm_unreachable("all kinds are handled");
}

static std::string targetFolder(const WeightSpec &weight) {
  return StringRef(cleanTarget(*weight.target)).rtrim('/').str();
}

static std::string scopeOf(const WeightSpec &weight) {
  std::string scope = "weights-" + *weight.name;
  for (char &c : scope)
    c = c == '.' ? '_' : c;
  return scope;
}

void WeightFinder::addHttp(const WeightSpec &weight, const Text &written, const WeightUri &uri) {
  if (uri.checksum.empty()) {
    diags.report(Diag::weight_source, written.range, *written,
                 "has no checksum, so a build could get another file each time; write "
                 "`#sha256=` and the file's SHA-256 behind it");
    return;
  }
  WeightFile file;
  file.path = uri.address;
  file.target = targetFolder(weight) + "/" + uri.fileName;
  file.checksum = uri.checksum;
  file.range = written.range;
  place({std::move(file), Origin::Net, "", scopeOf(weight)});
}

/// \p path without dots where it says that it stays in the project; else nothing.
static std::optional<std::string> pathInside(StringRef path) {
  llvm::SmallString<128> clean(path);
  sys::path::remove_dots(clean, /*remove_dot_dot=*/true, sys::path::Style::posix);
  if (path.starts_with("/") || clean.str() == ".." || clean.str().starts_with("../"))
    return std::nullopt;
  return clean.str().rtrim('/').str();
}

std::optional<Source> WeightFinder::locate(const WeightSpec &weight, const WeightSource &spec,
                                           const WeightUri &uri) {
  llvm::SmallString<256> full(tree.root());
  if (sys::path::is_absolute(uri.address))
    full = uri.address;
  else
    sys::path::append(full, uri.address);
  llvm::ErrorOr<llvm::vfs::Status> status = tree.fileSystem().status(full);
  std::string real = status ? realPath(full) : "";
  if (real.empty()) {
    reportSource(spec, "cannot be found; create it, or correct the path");
    return std::nullopt;
  }
  Source source(weight, spec);
  std::optional<std::string> inProject = relativeTo(realRoot(), real);
  if (std::optional<std::string> written = pathInside(uri.address)) {
    // A link would reach the image with the source, in the place of the weights.
    bool isLink = inProject && !written->empty() && *written != "." && *inProject != *written;
    if (!inProject || isLink) {
      reportLink(spec.uri, uri.address,
                 isLink ? "is a link, or lies behind one; name what it leads to"
                        : "leads out of the project; name the folder it leads to");
      return std::nullopt;
    }
  }
  bool isFile = status->isRegularFile();
  if (!isFile && !status->isDirectory())
    return reportSource(spec, "is neither a folder nor a file"), std::nullopt;
  if (!isFile && !uri.checksum.empty())
    return reportSource(spec, "is a folder, and a checksum is for one file"), std::nullopt;
  if (inProject == ".")
    return reportSource(spec, "is the whole project; name a folder in it"), std::nullopt;
  source.checksum = uri.checksum;
  source.origin = inProject ? Origin::Project : Origin::Given;
  source.folder = inProject.value_or(real);
  source.realFolder = real;
  if (isFile) {
    source.file = sys::path::filename(real).str();
    source.folder = sys::path::parent_path(source.folder).str();
    source.realFolder = sys::path::parent_path(real).str();
    if (source.folder.empty())
      source.folder = ".";
  }
  return source;
}

/// The files that `include` and `exclude` leave.
std::vector<Entry> WeightFinder::survivors(const Source &source) {
  std::vector<Entry> entries;
  if (source.file.empty())
    entries = list(
        source.realFolder, [](StringRef path) { return sys::path::filename(path) == ".cog"; },
        source.spec.uri.range);
  else
    entries = {{source.file, sys::fs::file_type::regular_file}};
  std::vector<std::string> include = dockerPatterns(source.spec.include);
  std::vector<std::string> exclude = dockerPatterns(source.spec.exclude);
  size_t all = entries.size();
  llvm::erase_if(entries, [&](const Entry &entry) {
    return (!include.empty() && !isIgnored(include, entry.path)) || isIgnored(exclude, entry.path);
  });
  if (entries.empty())
    reportSource(source.spec, all == 0 ? "has no files"
                                       : "has no file that `include` and `exclude` leave, of " +
                                             llvm::Twine(all));
  return entries;
}

/// The context is the project, so that a Dockerfile has the files as well; but
/// where .dockerignore leaves some of them out, or one is a link, it is their
/// folder. \p inside is that folder as seen from the context.
void WeightFinder::chooseContext(Source &source, llvm::ArrayRef<Entry> entries,
                                 std::string &inside) {
  if (source.origin != Origin::Project || source.folder == ".")
    return;
  bool isSent = llvm::none_of(entries, [&](const Entry &entry) {
    return entry.type == sys::fs::file_type::symlink_file ||
           isIgnored(ignored(), joined(source.folder, entry.path));
  });
  if (isSent)
    inside = std::exchange(source.folder, ".");
}

void WeightFinder::addPath(const WeightSpec &weight, const WeightSource &spec,
                           const WeightUri &uri) {
  std::optional<Source> source = locate(weight, spec, uri);
  if (!source)
    return;
  std::vector<Entry> entries = survivors(*source);
  std::string inside;
  chooseContext(*source, entries, inside);
  for (const Entry &entry : entries)
    addEntry(*source, entry, inside);
}

void WeightFinder::addEntry(const Source &source, const Entry &entry, StringRef inside) {
  const Text &uri = source.spec.uri;
  std::string full = joined(source.realFolder, entry.path);
  llvm::ErrorOr<llvm::vfs::Status> status = tree.fileSystem().status(full);
  std::string real = status ? realPath(full) : "";
  if (real.empty())
    return reportLink(uri, entry.path, "leads nowhere; remove it, or leave it out with `exclude`");
  if (status->isDirectory())
    return reportLink(uri, entry.path, "leads to a folder; name that as a source of its own");
  if (!status->isRegularFile())
    return reportSource(source.spec, "holds `" + entry.path +
                                         "`, which is no file; leave it out with `exclude`");
  // A context is sent without what its links lead to elsewhere.
  bool isWholeProject = source.origin == Origin::Project && source.folder == ".";
  std::optional<std::string> path =
      relativeTo(isWholeProject ? realRoot() : source.realFolder, real);
  if (!path)
    return reportLink(uri, entry.path, "leads out of the folder; put the file in its place");
  if (!canBeNamed(*path) || !canBeNamed(entry.path))
    return reportSource(source.spec, "holds `" + entry.path +
                                         "`, a name that BuildKit would read as a pattern; rename "
                                         "it, or leave it out with `exclude`");
  WeightFile file;
  file.path = *path;
  file.target = targetFolder(source.weight) + "/" + entry.path;
  file.size = status->getSize();
  file.isExecutable = status->getPermissions() & sys::fs::owner_exe;
  file.checksum = source.checksum;
  file.range = uri.range;
  if (source.origin == Origin::Project) {
    std::string shown =
        isWholeProject ? joined(inside, entry.path) : joined(source.folder, entry.path);
    file.inProject = {shown};
    std::string held = joined(source.folder, *path);
    if (held != shown)
      file.inProject.push_back(held);
    // What the packages' step reads has to be sent with the source.
    llvm::erase_if(file.inProject, [&](const std::string &path) { return isInstalled(path); });
  }
  place({std::move(file), source.origin, source.folder, scopeOf(source.weight)});
}

//===----------------------------------------------------------------------===//
// Weights that are found
//===----------------------------------------------------------------------===//

/// Whether the packages' step takes \p path from the project.
bool WeightFinder::isInstalled(StringRef path) const {
  return llvm::any_of(dependencies.local, [&](const LocalPackage &local) {
    StringRef rest = path;
    return rest.consume_front(local.path) && (rest.empty() || rest.starts_with("/"));
  });
}

static bool mayBeWeight(const Entry &entry) {
  if (entry.type != sys::fs::file_type::regular_file)
    return false;
  std::string extension = sys::path::extension(entry.path).lower();
  return !llvm::is_contained(notWeights, extension) && canBeNamed(entry.path);
}

void WeightFinder::addFound() {
  llvm::StringSet<> declared;
  for (auto &[target, weight] : placed)
    for (const std::string &path : weight.file.inProject)
      declared.insert(path);
  bool takesBack = llvm::any_of(ignored(), [](StringRef line) { return line.starts_with("!"); });
  auto skips = [&](StringRef folder) {
    return llvm::is_contained(notSearched, sys::path::filename(folder)) ||
           (!takesBack && isIgnored(ignored(), folder));
  };
  for (Entry &entry : list(tree.root().empty() ? "." : tree.root(), skips, {})) {
    if (!mayBeWeight(entry) || declared.contains(entry.path))
      continue;
    llvm::SmallString<256> full(tree.root());
    sys::path::append(full, entry.path);
    llvm::ErrorOr<llvm::vfs::Status> status = tree.fileSystem().status(full);
    if (!status || !status->isRegularFile() || status->getSize() < smallestFound)
      continue;
    std::string target = "/src/" + entry.path;
    if (placed.contains(target) || isIgnored(ignored(), entry.path) || isInstalled(entry.path))
      continue;
    WeightFile file;
    file.path = entry.path;
    file.target = target;
    file.size = status->getSize();
    file.isExecutable = status->getPermissions() & sys::fs::owner_exe;
    file.inProject = {entry.path};
    place({std::move(file), Origin::Project, ".", "weights"});
  }
}

std::vector<WeightGroup> WeightFinder::find() {
  if (!options.noWeights)
    for (const WeightSpec &weight : spec.weights)
      for (const WeightSource &source : weight.sources)
        addDeclared(weight, source);
  if (options.separateWeights)
    addFound();
  std::vector<PlacedWeight> files;
  for (auto &[target, weight] : placed)
    // Where the folder is mounted at /src, it brings what lies in it.
    if (!options.noSource || !StringRef(target).starts_with("/src/"))
      files.push_back(std::move(weight));
  return groupWeights(std::move(files));
}

std::vector<WeightGroup> cogc::findWeights(const ModelSpec &spec, const CompileOptions &options,
                                           const Dependencies &dependencies, SourceTree &tree,
                                           DiagnosticEngine &diags) {
  if (spec.weights.empty() && !options.separateWeights)
    return {};
  return WeightFinder(spec, options, dependencies, tree, diags).find();
}
