//===- EmitStates.cpp - States that a stage reads from ----------------------------===//
#include "Emitter.h"
#include "Quote.h"
#include "cogc/IR/Printer.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;
using namespace cogc::dockerfile;
using llvm::StringRef;

Place Emitter::placeOf(const State &state) {
  if (const auto *stage = state.getIf<StageState>())
    return stagePlaces[stage->name];
  std::string key = printState(state);
  if (auto known = statePlaces.find(key); known != statePlaces.end())
    return known->second;
  return statePlaces[key] = makePlace(state);
}

/// `ghcr.io/astral-sh/uv:0.9` → `uv`; what cannot be a stage's name is replaced.
static std::string nameOfImage(StringRef ref) {
  StringRef base = ref.split('@').first.rsplit('/').second;
  if (base.empty())
    base = ref.split('@').first;
  std::string name = base.split(':').first.lower();
  for (char &c : name)
    c = llvm::isAlnum(c) || c == '_' || c == '-' ? c : '-';
  return !name.empty() && llvm::isAlpha(name.front()) ? name : "image-" + name;
}

/// Gives \p state a name, with a stage of its own where it takes one.
Place Emitter::makePlace(const State &state) {
  if (state.is<ScratchState>())
    return {"scratch", ""};
  if (const auto *context = state.getIf<ContextState>())
    return placeOfContext(context->name);
  if (state.is<DiffState>() || state.is<OciLayoutState>()) {
    unsupported(state.is<DiffState>() ? "a diff of two file systems" : "an OCI layout",
                "no instruction reads from it");
    return {"scratch", ""};
  }
  StageText text;
  text.hasShell = state.is<ImageState>();
  if (const auto *image = state.getIf<ImageState>()) {
    // Under a name, since `--from=REF` takes the builder's platform.
    text.name = uniqueName(nameOfImage(image->ref));
    instruction(text, fromImage(image->ref, text.name));
  } else if (const auto *git = state.getIf<GitState>()) {
    addGit(text, *git);
  } else if (const auto *http = state.getIf<HttpState>()) {
    addHttp(text, *http);
  } else {
    text.name = uniqueName("merge");
    begin(text, state);
  }
  finish(text);
  return {text.name, ""};
}

Place Emitter::placeOfContext(StringRef name) {
  const Context &context = *plan.findContext(name);
  if (context.given)
    return {context.name, ""}; // a context of docker's own, under its name
  if (context.path != "." && !context.path.empty())
    unsupported("the context `$" + name + "`",
                "it has one context, the project, and `" + context.path + "` is another folder");
  else if (!context.include.empty())
    unsupported("the context `$" + name + "`", "only .dockerignore says what of it is sent");
  return {};
}

/// What ADD takes for a Git repository.
static bool isGitUrl(StringRef url) {
  if (url.contains('#') || url.contains('?'))
    return false;
  if (url.starts_with("http://") || url.starts_with("https://"))
    return url.ends_with(".git");
  return url.starts_with("git://") || url.starts_with("ssh://") || url.starts_with("git@");
}

void Emitter::addGit(StageText &text, const GitState &git) {
  text.name = uniqueName("git");
  instruction(text, "FROM scratch AS " + text.name);
  if (!isGitUrl(git.url))
    unsupported("`" + git.url + "`", "`ADD` knows a repository by the `.git` at its end");
  std::string source = git.url;
  if (!git.ref.empty() || !git.subdir.empty())
    source += "#" + git.ref;
  if (!git.subdir.empty())
    source += ":" + git.subdir;
  instruction(text, std::string("ADD ") + (git.keepGitDir ? "--keep-git-dir=true " : "") +
                        copyArguments({source, "/"}));
}

void Emitter::addHttp(StageText &text, const HttpState &http) {
  text.name = uniqueName("http");
  instruction(text, "FROM scratch AS " + text.name);
  if (isGitUrl(http.url))
    unsupported("`" + http.url + "`", "`ADD` takes it for a Git repository");
  std::string line = "ADD ";
  if (!http.checksum.empty())
    line += flagOf("checksum", http.checksum) + " ";
  if (http.mode)
    line += "--chmod=" + octal(*http.mode) + " ";
  instruction(text, line + copyArguments({http.url, "/" + http.filename}));
}
