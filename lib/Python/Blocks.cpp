//===- Blocks.cpp - Whether the lines of a module make blocks -------------------===//
#include "Blocks.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/ADT/Twine.h"

using namespace cogc;
using namespace cogc::py;
using namespace llvm;

namespace {
/// What a statement begins with, as far as others may follow on it.
enum class Head { Plain, If, Else, Loop, Try, Except, TryElse, Finally };

/// The statements of one indentation.
struct Block {
  unsigned column = 0;
  unsigned narrowColumn = 0;
  /// Of the last statement.
  Head last = Head::Plain;
};

class BlockChecker {
public:
  BlockChecker(LineReader &lines, StringRef source) : lines(lines), source(source) {}

  std::optional<LineError> check();

private:
  bool checkLine(const LogicalLine &line);
  bool checkIndentation(const LogicalLine &line);
  bool checkHead(const LogicalLine &line);
  bool leave(Block &block, const LogicalLine &line);
  bool refuse(const LogicalLine &line, const Twine &message);

  LineReader &lines;
  StringRef source;
  SmallVector<Block, 16> blocks = {Block()};
  /// The statement that the next block belongs to; empty when none is expected.
  StringRef opener;
  std::optional<LineError> error;
};
} // namespace

/// The keyword that makes a statement one with a block; empty for others.
static StringRef keywordOf(const LogicalLine &line) {
  StringRef first = line.token(0) == "async" ? line.token(1) : line.token(0);
  bool opens = StringSwitch<bool>(first)
                   .Cases("if", "elif", "else", "for", "while", "try", "except", true)
                   .Cases("finally", "with", "def", "class", true)
                   .Default(false);
  return opens ? first : "";
}

/// Whether a token cannot follow on a name: `"a"`, `a`.
static bool isOperand(StringRef token) {
  if (token.empty() || is_contained({"in", "is", "and", "or", "if", "not"}, token))
    return false;
  return isAlnum(token[0]) || token[0] == '_' || token[0] == '"' || token[0] == '\'';
}

bool BlockChecker::refuse(const LogicalLine &line, const Twine &message) {
  StringRef first = line.token(0);
  error = {line.begin, line.begin + uint32_t(first.size()), message.str()};
  return false;
}

/// Whether \p block may end, or go on with a statement that belongs to no other.
bool BlockChecker::leave(Block &block, const LogicalLine &line) {
  if (std::exchange(block.last, Head::Plain) == Head::Try)
    return refuse(line, "the `try` before this has neither `except` nor `finally`");
  return true;
}

bool BlockChecker::checkIndentation(const LogicalLine &line) {
  auto mixed = [&] { return refuse(line, "tabs and spaces are mixed in this indentation"); };
  if (line.column > blocks.back().column) {
    if (line.narrowColumn <= blocks.back().narrowColumn)
      return mixed();
    if (opener.empty())
      return refuse(line, "this line is indented, and no block begins before it");
    blocks.push_back({line.column, line.narrowColumn});
    opener = "";
    return true;
  }
  size_t depth = blocks.size();
  while (line.column < blocks[depth - 1].column)
    --depth;
  if (line.column != blocks[depth - 1].column)
    return refuse(line, "this line is indented like none of the blocks around it");
  if (line.narrowColumn != blocks[depth - 1].narrowColumn)
    return mixed();
  if (!opener.empty())
    return refuse(line, "an indented block is missing before this, below `" + opener + "`");
  for (; blocks.size() > depth; blocks.pop_back())
    if (!leave(blocks.back(), line))
      return false;
  return true;
}

/// `else` and its like continue the statement before them.
bool BlockChecker::checkHead(const LogicalLine &line) {
  Head &last = blocks.back().last;
  StringRef keyword = keywordOf(line);
  Head head = StringSwitch<Head>(keyword)
                  .Cases("if", "elif", Head::If)
                  .Cases("for", "while", Head::Loop)
                  .Case("try", Head::Try)
                  .Case("except", Head::Except)
                  .Case("else", last == Head::Except ? Head::TryElse : Head::Else)
                  .Case("finally", Head::Finally)
                  .Default(Head::Plain);
  bool fits = true, follows = true;
  if (keyword == "elif")
    fits = last == Head::If;
  else if (keyword == "else")
    fits = last == Head::If || last == Head::Loop || last == Head::Except;
  else if (keyword == "except")
    fits = last == Head::Try || last == Head::Except;
  else if (keyword == "finally")
    fits = last == Head::Try || last == Head::Except || last == Head::TryElse;
  else
    follows = false;
  if ((!follows || !fits) && !leave(blocks.back(), line))
    return false;
  if (!fits)
    return refuse(line, "this `" + keyword + "` belongs to no statement before it");
  last = head;
  return true;
}

bool BlockChecker::checkLine(const LogicalLine &line) {
  if (!checkIndentation(line) || !checkHead(line))
    return false;
  if (line.token(0) == "print" && isOperand(line.token(1)))
    return refuse(line, "`print` is a function; write `print(…)`");
  StringRef keyword = keywordOf(line);
  if (!keyword.empty() && !line.hasColon) {
    error = {line.end, line.end, "`:` is missing here"};
    return false;
  }
  if (!line.endsInColon)
    return true;
  if (keyword.empty() && (line.token(0) == "match" || line.token(0) == "case"))
    keyword = line.token(0);
  if (keyword.empty())
    return refuse(line, "no statement with a block begins with `" + line.token(0) + "`");
  opener = keyword;
  return true;
}

std::optional<LineError> BlockChecker::check() {
  LogicalLine line;
  while (lines.next(line))
    if (!checkLine(line))
      break;
  // What is new in the rest counts too.
  LogicalLine rest;
  while (lines.next(rest))
    ;
  if (error || lines.error)
    return error ? error : lines.error;
  if (lines.isBroken())
    return std::nullopt;
  // The end of the file is a line without indentation.
  line = LogicalLine();
  line.begin = uint32_t(source.rtrim().size());
  checkIndentation(line) && leave(blocks.front(), line);
  return error;
}

std::optional<LineError> cogc::py::checkBlocks(LineReader &lines, StringRef source) {
  return BlockChecker(lines, source).check();
}
