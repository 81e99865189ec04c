//===- DockerIgnore.cpp - .dockerignore as BuildKit reads it ----------------===//
//
// BuildKit's reader is written in Go; what its library functions do to a line
// is part of the format, so the same is done here: bufio.ScanLines,
// strings.TrimSpace (Unicode's white space), filepath.Clean.
//
//===----------------------------------------------------------------------===//
#include "cogc/Frontend/DockerIgnore.h"
#include "GlobSyntax.h"
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
