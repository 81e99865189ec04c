//===- RenderText.cpp - Diagnostics for people ----------------------------===//
//
// The look of clang: place, severity, text, the line with a caret under it.
// What stands in the user's file is never printed as it is: control characters
// are written out, tabs become spaces, and the caret is placed by the width
// that the terminal gives each character, not by bytes.
//
//===----------------------------------------------------------------------===//
#include "Render.h"
#include "cogc/Support/Credentials.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Unicode.h"

using namespace cogc;

namespace {

enum class Style { Place, Error, Warning, Remark, Note, Message, Caret, FixIt };

/// The part of a line around a caret, as it is shown.
class Excerpt {
public:
  /// Shows \p line around the byte \p caret.
  Excerpt(llvm::StringRef line, size_t caret);

  llvm::StringRef text() const { return shown; }
  /// Where the byte \p offset of the line is shown; clamped to what is.
  unsigned columnOf(size_t offset) const {
    size_t index = offset < start ? 0 : offset - start;
    return columns[std::min(index, columns.size() - 1)];
  }

private:
  void append(llvm::StringRef character);

  /// The first byte that is shown.
  size_t start = 0;
  unsigned column = 0;
  std::string shown;
  /// The column of each byte that is shown, and of the one behind them.
  std::vector<unsigned> columns;
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
  static std::string fixItLine(const Excerpt &excerpt, SourceRange line,
                               llvm::ArrayRef<FixIt> fixIts);
  void counts();
  void styled(Style style, const llvm::Twine &text);

  const DiagnosticEngine &engine;
  const SourceTree &tree;
  const RenderOptions &options;
  llvm::raw_ostream &os;
};

} // namespace

static constexpr unsigned tabStop = 8;
/// Characters of a line that are shown on each side of the caret.
static constexpr unsigned maxBefore = 60, maxAfter = 80;

static constexpr llvm::StringLiteral byteOrderMark = "\xEF\xBB\xBF";

/// The first byte of the character at most maxBefore ones before \p caret.
static size_t windowBegin(llvm::StringRef line, size_t caret) {
  size_t begin = caret;
  for (unsigned characters = 0; begin > 0 && characters < maxBefore; ++characters)
    do
      --begin;
    while (begin > 0 && (line[begin] & 0xC0) == 0x80);
  return begin;
}

/// Adds one character of the file, or a byte that is none.
void Excerpt::append(llvm::StringRef character) {
  columns.insert(columns.end(), character.size(), column);
  std::string text = visible(character);
  if (character == "\t")
    text = std::string(tabStop - column % tabStop, ' ');
  else if (character == byteOrderMark && columns.size() == character.size() && start == 0)
    text = ""; // part of the encoding, not of the text
  column += std::max(llvm::sys::unicode::columnWidthUTF8(text), 0);
  shown += text;
}

Excerpt::Excerpt(llvm::StringRef line, size_t caret) : start(windowBegin(line, caret)) {
  if (start > 0) {
    shown = "…";
    column = 1;
  }
  llvm::StringRef rest = line.substr(start);
  for (unsigned after = 0; !rest.empty() && after < maxAfter;) {
    after += line.size() - rest.size() >= caret;
    unsigned length = std::max(characterLength(rest), 1u);
    append(rest.take_front(length));
    rest = rest.drop_front(length);
  }
  columns.push_back(column);
  if (!rest.empty())
    shown += "…";
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

void TextRenderer::styled(Style style, const llvm::Twine &text) {
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
  styled(styleOf(severity), severityName(severity) + ":");
  os << ' ';
  styled(severity == Severity::Note ? Style::FixIt : Style::Message, visible(message));
  if (!kind.empty())
    os << " [" << kind << ']';
  os << '\n';
}

/// The line of replacements under the carets: those of one line that begin on the
/// caret's line, at their places, as far as they do not cover each other.
std::string TextRenderer::fixItLine(const Excerpt &excerpt, SourceRange line,
                                    llvm::ArrayRef<FixIt> fixIts) {
  std::string result;
  for (const auto &[range, replacement, kind] : fixIts) {
    if (range.file != line.file || range.begin < line.begin || range.begin > line.end ||
        llvm::StringRef(replacement).contains('\n'))
      continue;
    unsigned column = excerpt.columnOf(range.begin - line.begin);
    if (column < result.size())
      continue;
    result.append(column - result.size(), ' ');
    result += visible(replacement);
  }
  return result;
}

void TextRenderer::excerpt(SourceRange range, llvm::ArrayRef<FixIt> fixIts) {
  if (!range.isValid())
    return;
  LineColumn at = tree.position(range.file, range.begin);
  llvm::StringRef text = tree.line(range.file, at.line);
  uint32_t lineBegin = range.begin - (at.column - 1);
  SourceRange line{range.file, lineBegin, lineBegin + static_cast<uint32_t>(text.size())};
  size_t begin = std::min(range.begin, line.end) - line.begin;
  size_t end = std::min(std::max(range.begin, range.end), line.end) - line.begin;

  // A password must not get into a log because the line is wrong otherwise.
  std::string safe = maskCredentials(text);
  Excerpt shown(safe, begin);
  os << shown.text().rtrim(' ') << '\n';
  unsigned column = shown.columnOf(begin), width = shown.columnOf(end) - column;
  os.indent(column);
  styled(Style::Caret, "^" + std::string(width > 1 ? width - 1 : 0, '~'));
  os << '\n';
  std::string fixes = fixItLine(shown, line, fixIts);
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
  for (const Diagnostic *each : shownDiagnostics(engine, options.remarks))
    diagnostic(*each);
  counts();
}

void cogc::renderText(const DiagnosticEngine &engine, const RenderOptions &options,
                      llvm::raw_ostream &os) {
  TextRenderer(engine, options, os).render();
}
