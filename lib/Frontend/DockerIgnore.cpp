//===- DockerIgnore.cpp - .dockerignore as BuildKit reads it ----------------===//
//
// BuildKit's reader is written in Go; what its library functions do to a line
// is part of the format, so the same is done here: bufio.ScanLines,
// strings.TrimSpace (Unicode's white space), filepath.Clean.
//
//===----------------------------------------------------------------------===//
#include "cogc/Frontend/DockerIgnore.h"
#include "GlobSyntax.h"
#include "cogc/Support/SourceTree.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;
using namespace llvm;

/// The characters beyond ASCII that Go counts as white space, in UTF-8.
static constexpr StringLiteral wideSpaces[] = {"\u0085", "\u00a0", "\u1680", "\u2000", "\u2001",
                                               "\u2002", "\u2003", "\u2004", "\u2005", "\u2006",
                                               "\u2007", "\u2008", "\u2009", "\u200a", "\u2028",
                                               "\u2029", "\u202f", "\u205f", "\u3000"};

/// strings.TrimSpace.
static StringRef trimSpace(StringRef text) {
  for (bool again = true; again;) {
    text = text.trim(" \t\n\v\f\r");
    again = false;
    for (StringRef space : wideSpaces) {
      again |= text.consume_front(space);
      again |= text.consume_back(space);
    }
  }
  return text;
}

/// filepath.Clean: the shortest equal path, by its text alone.
static std::string cleanPath(StringRef path) {
  bool rooted = path.starts_with("/");
  SmallVector<StringRef> parts, kept;
  path.split(parts, '/', -1, /*KeepEmpty=*/false);
  for (StringRef part : parts) {
    if (part == ".")
      continue;
    if (part != "..")
      kept.push_back(part);
    else if (!kept.empty() && kept.back() != "..")
      kept.pop_back();
    else if (!rooted)
      kept.push_back(part);
  }
  std::string clean = (rooted ? "/" : "") + join(kept, "/");
  return clean.empty() ? "." : clean;
}

/// The pattern of one trimmed line that is not empty.
static std::string readPattern(StringRef line) {
  bool inverted = line.consume_front("!");
  if (inverted)
    line = trimSpace(line);
  std::string pattern;
  if (!line.empty())
    pattern = cleanPath(line);
  if (pattern.size() > 1 && pattern.front() == '/')
    pattern.erase(0, 1);
  return inverted ? "!" + pattern : pattern;
}

/// Calls \p visit for each line that has a pattern, trimmed.
static void forEachLine(StringRef contents, function_ref<void(StringRef line)> visit) {
  contents.consume_front("\xef\xbb\xbf");
  while (!contents.empty()) {
    auto [line, rest] = contents.split('\n');
    contents = rest;
    // Only a `#` in the first column makes a comment.
    if (line.starts_with("#"))
      continue;
    line = trimSpace(line);
    if (!line.empty())
      visit(line);
  }
}

std::vector<std::string> cogc::readDockerIgnore(StringRef contents) {
  std::vector<std::string> patterns;
  forEachLine(contents, [&](StringRef line) { patterns.push_back(readPattern(line)); });
  return patterns;
}

std::vector<std::string> cogc::projectIgnores(SourceTree &tree) {
  if (!tree.isFile(".dockerignore"))
    return {};
  Expected<FileId> file = tree.open(".dockerignore");
  if (file)
    return readDockerIgnore(tree.contents(*file));
  consumeError(file.takeError());
  return {};
}

//===----------------------------------------------------------------------===//
// Malformed patterns
//===----------------------------------------------------------------------===//

/// Why BuildKit stops at \p pattern; empty when it does not.
static StringRef patternMistake(StringRef pattern) {
  bool isException = pattern.consume_front("!");
  // Cleaned once more by then, and as a path `!/` is `!`.
  if (isException && (pattern.empty() || pattern == "/"))
    return "a `!` needs a pattern behind it";
  return globMistake(pattern);
}

std::vector<IgnoreMistake> cogc::findIgnoreMistakes(StringRef contents) {
  constexpr size_t maxLine = 64 << 10; // bufio.Scanner's
  std::vector<IgnoreMistake> mistakes;
  forEachLine(contents, [&](StringRef line) {
    StringRef mistake =
        line.size() < maxLine ? patternMistake(readPattern(line)) : "a line has less than 64 KiB";
    if (!mistake.empty())
      mistakes.push_back({size_t(line.data() - contents.data()), line.size(), mistake.str()});
  });
  return mistakes;
}

namespace {
/// Matches one pattern with one path in time linear in both for each `*`: a
/// failing match goes back to the latest star only, and to the latest `**` when
/// that one has no more to take.
class GlobMatcher {
public:
  GlobMatcher(StringRef pattern, StringRef path) : pattern(pattern), path(path) {}

  bool matches();

private:
  struct Retry {
    size_t pattern = StringRef::npos, path = 0;
  };
  bool step();
  bool goBack();
  bool takeStars();
  bool takeClass();

  StringRef pattern, path;
  size_t p = 0, s = 0;
  Retry star, doubleStar;
};
} // namespace

/// `*`, `**` and `**/` at the position; false when there is none.
bool GlobMatcher::takeStars() {
  if (p >= pattern.size() || pattern[p] != '*')
    return false;
  if (!pattern.substr(p).starts_with("**")) {
    star = {++p, s};
    return true;
  }
  p += 2;
  // `**/x` is x in any folder; the folder's slash is part of what it takes.
  if (p < pattern.size() && pattern[p] == '/')
    ++p;
  doubleStar = {p, s};
  star = {};
  return true;
}

/// `[a-c]`; false when the character is none of it.
bool GlobMatcher::takeClass() {
  size_t end = pattern.find(']', p + 2);
  if (end == StringRef::npos || path[s] == '/')
    return false;
  StringRef set = pattern.slice(p + 1, end);
  bool negated = set.consume_front("^");
  bool found = false;
  for (size_t i = 0; i < set.size(); ++i) {
    bool isRange = i + 2 < set.size() && set[i + 1] == '-';
    found |= isRange ? set[i] <= path[s] && path[s] <= set[i + 2] : set[i] == path[s];
    i += isRange ? 2 : 0;
  }
  p = end + 1;
  ++s;
  return found != negated;
}

/// Matches one character of the path.
bool GlobMatcher::step() {
  if (p >= pattern.size() || s >= path.size())
    return false;
  char c = pattern[p];
  if (c == '[')
    return takeClass();
  if (c == '\\' && p + 1 < pattern.size())
    c = pattern[++p];
  else if (c == '?')
    c = path[s] == '/' ? 0 : path[s];
  if (c != path[s])
    return false;
  ++p;
  ++s;
  return true;
}

bool GlobMatcher::goBack() {
  if (star.pattern != StringRef::npos && star.path < path.size() && path[star.path] != '/') {
    p = star.pattern;
    s = ++star.path;
    return true;
  }
  if (doubleStar.pattern == StringRef::npos || doubleStar.path >= path.size())
    return false;
  star = {};
  p = doubleStar.pattern;
  // Behind `**/` a component begins.
  bool wholeComponents = p > 0 && pattern[p - 1] == '/';
  ++doubleStar.path;
  while (wholeComponents && doubleStar.path < path.size() && path[doubleStar.path - 1] != '/')
    ++doubleStar.path;
  s = doubleStar.path;
  return true;
}

bool GlobMatcher::matches() {
  while (p < pattern.size() || s < path.size())
    if (!takeStars() && !step() && !goBack())
      return false;
  return true;
}

/// Whether \p pattern matches \p path or a folder that it is in.
static bool matchesOrParent(StringRef pattern, StringRef path) {
  for (size_t end = path.find('/'); end != StringRef::npos; end = path.find('/', end + 1))
    if (GlobMatcher(pattern, path.take_front(end)).matches())
      return true;
  return GlobMatcher(pattern, path).matches();
}

bool cogc::isIgnored(ArrayRef<std::string> patterns, StringRef path) {
  bool ignored = false;
  for (StringRef pattern : patterns) {
    bool takesBack = pattern.consume_front("!");
    if (ignored == takesBack && matchesOrParent(pattern, path))
      ignored = !takesBack;
  }
  return ignored;
}
