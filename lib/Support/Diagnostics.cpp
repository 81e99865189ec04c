//===- Diagnostics.cpp - What cogc says about the user's input ------------===//
#include "cogc/Support/Diagnostics.h"
#include "Render.h"
#include "cogc/Support/Credentials.h"
#include "llvm/ADT/StringExtras.h"
#include <algorithm>
#include <cassert>

using namespace cogc;

namespace {
struct Row {
  llvm::StringLiteral name;
  Severity severity;
  llvm::StringLiteral format;
};
} // namespace

static constexpr Row rows[] = {
#define DIAG(kind, severity, text) {#kind, Severity::severity, text},
#include "cogc/Support/Diagnostics.def"
};

/// A message quotes what the user wrote, and that may be a whole file.
static constexpr size_t maxMessage = 4096;

/// What is kept of a message: its beginning, and no password that a URL has.
static std::string bounded(std::string message) {
  message = maskCredentials(message);
  if (message.size() <= maxMessage)
    return message;
  size_t end = maxMessage;
  while (end > 0 && (message[end] & 0xC0) == 0x80)
    --end; // not in the middle of a character
  message.resize(end);
  return message + "…";
}

static const Row &rowOf(Diag kind) {
  assert(unsigned(kind) < std::size(rows) && "not a kind");
  return rows[unsigned(kind)];
}

llvm::StringRef cogc::diagName(Diag kind) { return rowOf(kind).name; }
Severity cogc::diagSeverity(Diag kind) { return rowOf(kind).severity; }
llvm::StringRef cogc::diagFormat(Diag kind) { return rowOf(kind).format; }
unsigned cogc::diagCount() { return std::size(rows); }

unsigned cogc::diagHoles(Diag kind) {
  llvm::StringRef format = diagFormat(kind);
  unsigned holes = 0;
  for (size_t i = 0; i + 1 < format.size(); ++i)
    if (format[i] == '{' && llvm::isDigit(format[i + 1]))
      holes = std::max(holes, unsigned(format[i + 1] - '0') + 1);
  return holes;
}

using Builder = DiagnosticEngine::Builder;

Builder &Builder::note(SourceRange range, std::string message) {
  diagnostic.notes.push_back({engine.tree.locate(range), range, bounded(std::move(message))});
  return *this;
}

Builder &Builder::note(const Loc &loc, std::string message) {
  diagnostic.notes.push_back({loc, engine.rangeOf(loc), bounded(std::move(message))});
  return *this;
}

Builder &Builder::fixIt(SourceRange range, std::string replacement, FixKind kind) {
  diagnostic.fixIts.push_back({range, std::move(replacement), kind});
  return *this;
}

Builder DiagnosticEngine::add(Diag kind, SourceRange range, Loc loc, std::string message) {
  Severity severity = diagSeverity(kind);
  unsigned seen = counts[unsigned(severity)]++;
  Diagnostic diagnostic{kind, severity, std::move(loc), range, bounded(std::move(message)), {}, {}};
  // Remarks are as many as the plan has parts; only mistakes can be endless.
  if (severity != Severity::Remark && seen >= maxKept) {
    overflow = std::move(diagnostic);
    return Builder(*this, overflow);
  }
  list.push_back(std::move(diagnostic));
  return Builder(*this, list.back());
}

/// The length of what a value's place is about, at the beginning of \p text: a text
/// in quotes, or all up to a blank, a marker, or the end of a list in brackets.
static size_t wordLength(llvm::StringRef text) {
  if (text.starts_with("\"") || text.starts_with("'")) {
    size_t end = text.find(text.front(), 1);
    return end == llvm::StringRef::npos ? text.size() : end + 1;
  }
  llvm::StringRef word = text.take_until([](char c) { return c == ' ' || c == '\t' || c == ';'; });
  while (word.ends_with(",") || (word.ends_with("]") && !word.contains('[')) ||
         (word.ends_with("}") && !word.contains('{')))
    word = word.drop_back();
  return word.size();
}

SourceRange DiagnosticEngine::rangeOf(const Loc &loc) const {
  FileId file = loc.isValid() ? tree.find(loc.file) : FileId();
  if (!file.isValid())
    return SourceRange();
  // A place keeps where it begins but not where it ends: the word there is taken,
  // of one with several lines the whole first line.
  uint32_t begin = tree.offsetOf(file, {loc.line, loc.column});
  llvm::StringRef line = tree.line(file, loc.line);
  llvm::StringRef rest = line.substr(std::min<size_t>(loc.column - 1, line.size()));
  size_t length = loc.endLine > loc.line ? rest.size() : wordLength(rest);
  return {file, begin, begin + static_cast<uint32_t>(length)};
}

/// Files in the order in which they were opened: cog.yaml before what it names.
/// A place in a file that is not open is as good as none.
static std::pair<uint32_t, uint32_t> orderOf(const Diagnostic &diagnostic) {
  return {diagnostic.range.file.index, diagnostic.range.begin};
}

std::vector<const Diagnostic *> cogc::shownDiagnostics(const DiagnosticEngine &engine,
                                                       bool remarks) {
  std::vector<const Diagnostic *> shown;
  for (const Diagnostic &each : engine.diagnostics())
    if (remarks || each.severity != Severity::Remark)
      shown.push_back(&each);
  std::stable_sort(shown.begin(), shown.end(), [](const Diagnostic *left, const Diagnostic *right) {
    return orderOf(*left) < orderOf(*right);
  });
  return shown;
}

void cogc::renderDiagnostics(const DiagnosticEngine &engine, const RenderOptions &options,
                             llvm::raw_ostream &os) {
  switch (options.format) {
  case DiagnosticFormat::Text:
    return renderText(engine, options, os);
  case DiagnosticFormat::Json:
    return renderJson(engine, options, os);
  case DiagnosticFormat::Sarif:
    return renderSarif(engine, options, os);
  }
}
