//===- LogicalLines.h - A module as the lines of Python's grammar --------------===//
//
// What tree-sitter's grammar does not see: it takes any indentation that has some
// reading, and knows no versions. Here a module is read as CPython's own
// tokenizer reads it, as far as lines, brackets and strings go.
//
// https://docs.python.org/3/reference/lexical_analysis.html#line-structure
//
//===----------------------------------------------------------------------------===//
#ifndef COGC_LIB_PYTHON_LOGICALLINES_H
#define COGC_LIB_PYTHON_LOGICALLINES_H

#include "cogc/Python/Ast.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/Twine.h"
#include <optional>

namespace cogc::py {

/// A line, with those that brackets, strings and backslashes add to it.
struct LogicalLine {
  /// From the first token to behind the last one.
  uint32_t begin = 0;
  uint32_t end = 0;
  /// The width of the indentation with a tab at each eighth column, and with tabs
  /// as wide as spaces: where the two do not agree the line is ambiguous.
  unsigned column = 0;
  unsigned narrowColumn = 0;
  /// The first tokens: words, and single characters of anything else.
  llvm::SmallVector<llvm::StringRef, 4> tokens;
  /// Of colons outside of brackets.
  bool hasColon = false;
  bool endsInColon = false;

  llvm::StringRef token(size_t index) const { return index < tokens.size() ? tokens[index] : ""; }
};

/// Why a text cannot be Python.
struct LineError {
  /// Of the text.
  uint32_t begin = 0;
  uint32_t end = 0;
  std::string message;
};

class LineReader {
public:
  explicit LineReader(llvm::StringRef source);

  /// The next line; false at the end, and where the text is not Python, with
  /// isBroken().
  bool next(LogicalLine &line);
  /// Whether a bracket or a string has no end, or an end no beginning. Nothing is
  /// known of what stands behind.
  bool isBroken() const { return broken; }
  /// The first mistake in a line; one that broke it off may have no words.
  std::optional<LineError> error;

  /// What only newer Pythons read, so far; the places are of the text.
  std::vector<NewSyntax> newSyntax;

private:
  /// CPython's limit for f-strings in f-strings is not far from it.
  static constexpr unsigned maxDepth = 50;

  char at(uint32_t place) const { return place < source.size() ? source[place] : '\0'; }
  bool atEnd() const { return place >= source.size(); }
  bool breakOff();
  bool breakOff(uint32_t begin, const llvm::Twine &message);
  bool breakOffOpen();
  void checkStrayKeyword(llvm::StringRef word);
  void skipLineEnd();
  void skipComment();
  bool readIndentation(LogicalLine &line);
  bool readTokens(LogicalLine &line);
  bool readToken(LogicalLine *line, unsigned depth);
  bool readWord(LogicalLine *line, unsigned depth);
  bool readBracket(char c);
  bool readString(llvm::StringRef prefix, unsigned depth);
  bool readPlainString(llvm::StringRef quotes);
  bool readFormatted(llvm::StringRef quotes, bool isRaw, unsigned depth);
  bool readReplacement(llvm::StringRef quotes, bool isRaw, unsigned depth);
  bool readFormat(llvm::StringRef quotes, bool isRaw, unsigned depth);
  bool skipEscape(bool isRaw);
  void checkReplacement(uint32_t begin, llvm::StringRef quotes);
  void checkNewStatement(const LogicalLine &line);
  void add(NewSyntax::Kind kind, uint32_t begin, uint32_t end);

  llvm::StringRef source;
  uint32_t place = 0;
  struct Bracket {
    char end;
    uint32_t place;
  };
  llvm::SmallVector<Bracket, 16> brackets;
  /// The first keyword of a statement that stands in brackets, and the innermost
  /// of these.
  std::optional<std::pair<llvm::StringRef, Bracket>> stray;
  bool broken = false;
};

} // namespace cogc::py

#endif
