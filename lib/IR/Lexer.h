//===- Lexer.h - The tokens of a Plan's text ------------------------------------===//
//
// One kind of word for everything bare (`run`, `build.base`, `0644`,
// `linux/amd64`, `requirements.txt`), so that the lexer needs no modes: the
// parser knows from the position what a word must be. A token knows whether it
// is the first of its line, since statements end with their lines, and its
// column, since the lines of a run stand deeper than the run.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_LIB_IR_LEXER_H
#define COGC_LIB_IR_LEXER_H

#include "cogc/Support/Diagnostics.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace cogc {

struct Token {
  enum class Kind {
    Eof,
    /// `run`, `0644`, `linux/amd64`.
    Word,
    /// `"…"` or a block between `"""`.
    String,
    /// `@name`, `$name`, `%name`; text is the name.
    Stage,
    Context,
    Need,
    /// One of `{ } [ ] ( ) , : =`.
    Punct,
  } kind = Kind::Eof;
  /// The word, the name, the character; for a string its source.
  llvm::StringRef text;
  /// A string's value.
  std::string value;
  uint32_t begin = 0;
  uint32_t end = 0;
  bool startsLine = false;
  uint32_t column = 0;
};

/// Reports mistakes in one file, and gives up on it when there are too many: a
/// file that is no plan at all must not cost a million messages.
class SyntaxErrors {
public:
  static constexpr unsigned limit = 100;

  SyntaxErrors(FileId file, DiagnosticEngine &diags) : file(file), diags(diags) {}

  void report(uint32_t begin, uint32_t end, const llvm::Twine &message);
  bool tooMany() const { return count > limit; }

private:
  FileId file;
  DiagnosticEngine &diags;
  unsigned count = 0;
};

class Lexer {
public:
  Lexer(llvm::StringRef text, SyntaxErrors &errors);

  /// The next token. Reports what cannot be one and goes on behind it.
  Token next();
  /// Whether \p c is the next character on this line, blanks aside.
  bool peekIs(char c) const;

private:
  void skipBlanks();
  Token make(Token::Kind kind, uint32_t begin, llvm::StringRef text);
  Token lexName(Token::Kind kind);
  Token lexString();
  Token lexBlock();
  void lexEscape(std::string &value);
  void lexStringByte(std::string &value);
  void skipUnexpected();
  bool readBlockLines(llvm::SmallVectorImpl<llvm::StringRef> &lines);
  void appendBlockLine(std::string &value, llvm::StringRef line, size_t indent);
  void checkBlockLine(llvm::StringRef line);
  llvm::StringRef rest() const { return text.drop_front(pos); }

  llvm::StringRef text;
  SyntaxErrors &errors;
  uint32_t pos = 0;
  uint32_t lineStart = 0;
  bool freshLine = true;
};

} // namespace cogc

#endif
