//===- BuildSource.cpp - What is fetched and what the client sends ------------===//
//
// BuildKit ignores attributes that it does not know, so a misspelt one is
// silent: each name stands here once, beside the capability that tells whether
// the daemon knows it.
//
//===----------------------------------------------------------------------===//
#include "GraphBuilder.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include <set>

using namespace cogc;
using namespace cogc::llb;
using llvm::StringRef;

namespace {
/// A source under construction.
class SourceBuilder {
public:
  SourceBuilder(std::string identifier, const char *cap) {
    op.identifier = std::move(identifier);
    this->cap(cap);
  }

  void cap(const char *name) { vertex.caps.push_back(name); }
  void attr(const char *name, std::string value) { op.attrs.emplace_back(name, std::move(value)); }
  void attr(const char *name, std::string value, const char *cap) {
    attr(name, std::move(value));
    this->cap(cap);
  }

  Vertex take(std::string name) {
    llvm::sort(op.attrs);
    vertex.op = std::move(op);
    vertex.name = std::move(name);
    return std::move(vertex);
  }

private:
  SourceOp op;
  Vertex vertex;
};
} // namespace

//===----------------------------------------------------------------------===//
// The client's folders
//===----------------------------------------------------------------------===//

static bool isContext(const State &state, StringRef name) {
  auto *context = state.getIf<ContextState>();
  return context && context->name == name;
}

std::vector<std::string> GraphBuilder::pathsOf(StringRef context) const {
  std::set<std::string> paths;
  auto use = [&](StringRef path) { paths.insert(path == "." ? "" : path.ltrim('/').str()); };
  // The list has patterns, as the sources of copies are; a mount's source is not.
  auto isPattern = [](StringRef path) { return path.find_first_of("*?[\\") != StringRef::npos; };
  for (const Stage &stage : plan.stages)
    for (const Op &op : stage.ops) {
      if (auto *copy = op.getIf<CopyOp>(); copy && isContext(copy->from, context))
        llvm::for_each(copy->sources, use);
      if (auto *run = op.getIf<RunOp>())
        for (const cogc::Mount &mount : run->mounts)
          if (mount.from && isContext(*mount.from, context))
            use(isPattern(mount.source) ? "/" : mount.source);
    }
  if (paths.contains(""))
    return {};
  return {paths.begin(), paths.end()};
}

/// `["a","b"]`, as the attributes of a local source want their lists.
static std::string jsonList(const std::vector<std::string> &strings) {
  llvm::json::Array array;
  for (const std::string &string : strings)
    array.push_back(llvm::json::fixUTF8(string));
  return llvm::formatv("{0}", llvm::json::Value(std::move(array))).str();
}

Vertex GraphBuilder::contextSource(const ContextState &state) const {
  const Context &context = *plan.findContext(state.name);
  SourceBuilder source("local://" + context.name, "source.local");
  // Builds whose vertices have equal digests are joined while they run, and
  // would get one of the two contexts.
  auto own = options.contexts.find(context.name);
  const ContextIds &ids = own == options.contexts.end() ? options : own->second;
  if (!ids.contextId.empty())
    source.attr("local.unique", ids.contextId, "source.local.unique");
  if (!ids.sharedKeyHint.empty())
    source.attr("local.sharedkeyhint", ids.sharedKeyHint, "source.local.sharedkeyhint");
  if (!context.include.empty())
    source.attr("local.includepattern", jsonList(context.include), "source.local.includepatterns");
  if (!context.exclude.empty())
    source.attr("local.excludepatterns", jsonList(context.exclude), "source.local.excludepatterns");
  // Where only some paths are read, only they are sent.
  if (std::vector<std::string> paths = pathsOf(context.name); !paths.empty())
    source.attr("local.followpaths", jsonList(paths), "source.local.followpaths");
  return source.take(vertexName("internal", "load " + context.name));
}

//===----------------------------------------------------------------------===//
// The net's
//===----------------------------------------------------------------------===//

/// `0644`.
static std::string octal(unsigned mode) {
  std::string digits;
  for (; mode != 0; mode >>= 3)
    digits.insert(digits.begin(), char('0' + (mode & 7)));
  return "0" + digits;
}

static Vertex httpSource(const HttpState &http, const Place &place) {
  SourceBuilder source(http.url, "source.http");
  if (!http.checksum.empty())
    source.attr("http.checksum", http.checksum, "source.http.checksum");
  if (!http.filename.empty())
    source.attr("http.filename", http.filename);
  if (http.mode)
    source.attr("http.perm", octal(*http.mode), "source.http.perm");
  return source.take(vertexName(place.name, "download " + http.url));
}

/// `host/path` of a repository: without scheme, user and, for
/// `git@host:path`, with a slash. Different ways to one repository are one
/// source.
static std::string repositoryOf(StringRef url) {
  bool hasScheme = url.contains("://");
  StringRef rest = hasScheme ? url.split("://").second : url;
  size_t end = std::min(rest.find('/'), rest.size());
  if (size_t at = rest.take_front(end).rfind('@'); at != StringRef::npos)
    rest = rest.drop_front(at + 1);
  std::string result = rest.str();
  size_t colon = result.find(':');
  if (!hasScheme && colon < result.find('/'))
    result[colon] = '/';
  return result;
}

static bool isSsh(StringRef url) {
  return url.starts_with("ssh://") || (!url.contains("://") && url.contains('@'));
}

/// `git://host/path#ref:subdir`; the whole URL goes into an attribute. The two
/// secrets are the ones that BuildKit's clients offer; without them public
/// repositories work all the same.
static Vertex gitSource(const GitState &git, const Place &place) {
  std::string identifier = "git://" + repositoryOf(git.url);
  if (!git.ref.empty() || !git.subdir.empty())
    identifier += "#" + git.ref;
  if (!git.subdir.empty())
    identifier += ":" + git.subdir;
  SourceBuilder source(identifier, "source.git");
  source.attr("git.fullurl", git.url, "source.git.fullurl");
  source.attr("git.authtokensecret", "GIT_AUTH_TOKEN");
  source.attr("git.authheadersecret", "GIT_AUTH_HEADER");
  if (isSsh(git.url))
    source.attr("git.mountsshsock", "default", "source.git.mountsshsock");
  if (!git.subdir.empty())
    source.cap("source.git.subdir");
  if (git.keepGitDir)
    source.attr("git.keepgitdir", "true", "source.git.keepgitdir");
  return source.take(vertexName(place.name, "clone " + git.url));
}

static Vertex imageSource(const ImageState &image, const Place &place) {
  return SourceBuilder("docker-image://" + image.ref, "source.image")
      .take(vertexName(place.name, "FROM " + image.ref));
}

static Vertex layoutSource(const OciLayoutState &layout, const Place &place) {
  SourceBuilder source("oci-layout://" + layout.ref, "source.ocilayout");
  if (!layout.store.empty())
    source.attr("oci.store", layout.store);
  return source.take(vertexName(place.name, "FROM " + layout.ref));
}

FileSystem GraphBuilder::addSource(const State &state, const Place &place) {
  Vertex vertex;
  if (auto *context = state.getIf<ContextState>()) {
    // No lines: it is not one of them that asks for the project to be sent.
    auto [entry, isNew] = contexts.try_emplace(context->name);
    if (isNew)
      entry->second = add(contextSource(*context));
    return entry->second;
  } else if (auto *image = state.getIf<ImageState>()) {
    vertex = imageSource(*image, place);
    vertex.platform = plan.platform;
  } else if (auto *layout = state.getIf<OciLayoutState>()) {
    vertex = layoutSource(*layout, place);
    vertex.platform = plan.platform;
  } else if (auto *http = state.getIf<HttpState>()) {
    vertex = httpSource(*http, place);
  } else if (auto *git = state.getIf<GitState>()) {
    vertex = gitSource(*git, place);
  } else {
    llvm_unreachable("the plan is not final");
  }
  vertex.locs = place.locs;
  return add(std::move(vertex));
}
