//===- RenderText.cpp - Diagnostics for people ----------------------------===//
//
// The look of clang: place, severity, text, the line with a caret under it.
// What stands in the user's file is never printed as it is: control characters
// are written out, tabs become spaces, and the caret is placed by the width
// that the terminal gives each character, not by bytes.
//
//===----------------------------------------------------------------------===//
#include "Render.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Unicode.h"

using namespace cogc;

namespace {

enum class Style { Place, Error, Warning, Remark, Note, Message, Caret, FixIt };

/// A line of the user's file as it is shown, with the columns of one range.
struct Excerpt {
  std::string text;
  unsigned begin = 0;
  unsigned end = 0;
};

class TextRenderer {
public:
  TextRenderer(const DiagnosticEngine &engine, const RenderOptions &options, llvm::raw_ostream &os)
      : engine(engine), tree(engine.sourceTree()), options(options), os(os) {}

  void render();

private:
  void diagnostic(const Diagnostic &diagnostic);
  void headline(const Loc &loc, Severity severity, llvm::StringRef message, llvm::StringRef kind);
  void excerpt(SourceRange range, llvm::ArrayRef<FixIt> fixIts);
  void counts();
  void styled(Style style, llvm::StringRef text);

  const DiagnosticEngine &engine;
  const SourceTree &tree;
  const RenderOptions &options;
  llvm::raw_ostream &os;
};

} // namespace

static constexpr unsigned tabStop = 8;
/// Columns of a line that are shown on each side of the caret.
static constexpr unsigned maxBefore = 60, maxAfter = 80;

/// The character that \p text starts with, as it is shown at \p column.
static std::string shownCharacter(llvm::StringRef &text, unsigned column) {
  unsigned length = std::max(characterLength(text), 1u);
  llvm::StringRef character = text.take_front(length);
  text = text.drop_front(length);
  if (character == "\t")
    return std::string(tabStop - column % tabStop, ' ');
  return visible(character);
}

static unsigned widthOf(llvm::StringRef shown) {
  return std::max(llvm::sys::unicode::columnWidthUTF8(shown), 0);
}

/// Where in \p line to begin so that \p offset is at most maxBefore characters
/// away; at a character's first byte.
static size_t windowBegin(llvm::StringRef line, size_t offset) {
  size_t begin = offset;
  for (unsigned characters = 0; begin > 0 && characters < maxBefore; ++characters)
    do
      --begin;
    while (begin > 0 && (line[begin] & 0xC0) == 0x80);
  return begin;
}

/// Shows the part of \p line around the bytes [begin, end).
static Excerpt show(llvm::StringRef line, size_t begin, size_t end) {
  Excerpt result;
  size_t start = windowBegin(line, begin);
  unsigned column = 0;
  if (start > 0) {
    result.text = "…";
    column = 1;
  }
  llvm::StringRef rest = line.substr(start);
  // A byte order mark is part of the encoding, not of the text.
  if (start == 0)
    rest.consume_front("\xEF\xBB\xBF");
  auto offset = [&] { return line.size() - rest.size(); };
  while (!rest.empty() && (offset() < begin || column < result.begin + maxAfter)) {
    if (offset() <= begin)
      result.begin = column;
    std::string shown = shownCharacter(rest, column);
    column += widthOf(shown);
    result.text += shown;
    if (offset() <= end)
      result.end = column;
  }
  if (offset() <= begin) // behind the last character
    result.begin = result.end = column;
  if (!rest.empty())
    result.text += "…";
  return result;
}

static llvm::StringRef escapeOf(Style style) {
  switch (style) {
  case Style::Place:
  case Style::Message:
    return "\x1b[1m";
  case Style::Error:
    return "\x1b[1;31m";
  case Style::Warning:
    return "\x1b[1;35m";
  case Style::Remark:
    return "\x1b[1;34m";
  case Style::Note:
    return "\x1b[1;36m";
  case Style::Caret:
    return "\x1b[1;32m";
  case Style::FixIt:
    return "\x1b[32m";
  }
  llvm_unreachable("all styles have a colour");
}

static Style styleOf(Severity severity) {
  switch (severity) {
  case Severity::Error:
    return Style::Error;
  case Severity::Warning:
    return Style::Warning;
  case Severity::Remark:
    return Style::Remark;
  case Severity::Note:
    return Style::Note;
  }
  llvm_unreachable("all severities have a style");
}

void TextRenderer::styled(Style style, llvm::StringRef text) {
  if (options.color)
    os << escapeOf(style) << text << "\x1b[0m";
  else
    os << text;
}

void TextRenderer::headline(const Loc &loc, Severity severity, llvm::StringRef message,
                            llvm::StringRef kind) {
  std::string place = "cogc:";
  if (loc.isValid())
    place = visible(loc.file) + ":" + llvm::utostr(loc.line) + ":";
  if (loc.isValid() && loc.column != 0)
    place += llvm::utostr(loc.column) + ":";
  styled(Style::Place, place);
  os << ' ';
  styled(styleOf(severity), (severityName(severity) + ":").str());
  os << ' ';
  styled(severity == Severity::Note ? Style::FixIt : Style::Message, visible(message));
  if (!kind.empty())
    os << " [" << kind << ']';
  os << '\n';
}

/// The line of replacements under the carets: those that are on the same line
/// as \p range, when one line can show them.
static std::string fixItLine(const SourceTree &tree, SourceRange range, unsigned lineNumber,
                             llvm::StringRef line, uint32_t lineBegin,
                             llvm::ArrayRef<FixIt> fixIts) {
  std::string result;
  size_t anchor = range.begin - lineBegin;
  for (const FixIt &fixIt : fixIts) {
    bool here = fixIt.range.file == range.file &&
                tree.position(range.file, fixIt.range.begin).line == lineNumber;
    if (!here || fixIt.range.begin < range.begin || fixIt.range.begin - lineBegin > line.size())
      continue;
    Excerpt shown = show(line, anchor, fixIt.range.begin - lineBegin);
    unsigned column = fixIt.range.begin == range.begin ? shown.begin : shown.end;
    if (column >= result.size())
      result += std::string(column - result.size(), ' ') + visible(fixIt.replacement);
  }
  return result;
}

void TextRenderer::excerpt(SourceRange range, llvm::ArrayRef<FixIt> fixIts) {
  if (!range.isValid())
    return;
  LineColumn at = tree.position(range.file, range.begin);
  llvm::StringRef line = tree.line(range.file, at.line);
  size_t begin = std::min<size_t>(at.column - 1, line.size());
  size_t length = range.end > range.begin ? range.end - range.begin : 0;
  size_t end = std::min(begin + length, line.size());
  Excerpt shown = show(line, begin, end);
  os << llvm::StringRef(shown.text).rtrim(' ') << '\n';
  std::string caret = "^";
  if (shown.end > shown.begin + 1)
    caret.append(shown.end - shown.begin - 1, '~');
  os.indent(shown.begin);
  styled(Style::Caret, caret);
  os << '\n';
  std::string fixes = fixItLine(tree, range, at.line, line, range.begin - (at.column - 1), fixIts);
  if (fixes.empty())
    return;
  styled(Style::FixIt, fixes);
  os << '\n';
}

void TextRenderer::diagnostic(const Diagnostic &diagnostic) {
  headline(diagnostic.loc, diagnostic.severity, diagnostic.message, diagName(diagnostic.kind));
  excerpt(diagnostic.range, diagnostic.fixIts);
  for (const DiagnosticNote &note : diagnostic.notes) {
    headline(note.loc, Severity::Note, note.message, "");
    excerpt(note.range, {});
  }
}

/// `2 errors, 1 warning`, and how many of them were kept when not all were.
void TextRenderer::counts() {
  llvm::SmallVector<std::string, 2> parts;
  for (Severity severity : {Severity::Error, Severity::Warning}) {
    unsigned count = engine.count(severity);
    if (count == 0)
      continue;
    std::string part = llvm::utostr(count) + " " + severityName(severity).str();
    part += count == 1 ? "" : "s";
    if (count > DiagnosticEngine::maxKept)
      part += " (the first " + llvm::utostr(DiagnosticEngine::maxKept) + " are shown)";
    parts.push_back(std::move(part));
  }
  if (!parts.empty())
    os << llvm::join(parts, ", ") << '\n';
}

void TextRenderer::render() {
  for (const Diagnostic &each : engine.diagnostics())
    if (isShown(each, options))
      diagnostic(each);
  counts();
}

void cogc::renderText(const DiagnosticEngine &engine, const RenderOptions &options,
                      llvm::raw_ostream &os) {
  TextRenderer(engine, options, os).render();
}
