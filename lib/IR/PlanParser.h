//===- PlanParser.h - The recursive-descent parser of plans ---------------------===//
//
// One method per rule of the grammar in docs/PlanIR.md. Each returns false
// after it has reported a mistake; the statement is then given up and parsing
// goes on at the next line, so that one run shows several mistakes. The Plan of
// a file with mistakes is thrown away, so nothing is repaired.
//
//   Parser.cpp       the header, contexts, needs, stages; tokens and recovery
//   ParseState.cpp   states
//   ParseOps.cpp     the operations of a stage, and mounts
//   ParseExport.cpp  the export and its config
//   ParseValues.cpp  strings, numbers, attributes, locations
//
//===----------------------------------------------------------------------===//
#ifndef COGC_LIB_IR_PLANPARSER_H
#define COGC_LIB_IR_PLANPARSER_H

#include "Lexer.h"
#include "cogc/IR/Plan.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <limits>
#include <optional>

namespace cogc {

/// `name=value`, or only `name` for a flag. \p parse reads the value, or sets
/// the flag. Lives no longer than the call that it is passed to.
struct AttributeRule {
  llvm::StringRef name;
  llvm::function_ref<bool()> parse;
  bool isFlag = false;
};
using AttributeRules = llvm::ArrayRef<AttributeRule>;

class PlanParser {
public:
  PlanParser(FileId file, const SourceTree &tree, DiagnosticEngine &diags);
  std::optional<Plan> parse();

private:
  // Parser.cpp
  bool parseHeader();
  bool parseVersion();
  bool parseLevelAndPlatform();
  bool parseStagePhase(Stage &stage);
  void parseItems();
  bool parseItem();
  bool parseContext();
  bool parseContextFolder(Context &context);
  bool parseNeed();
  bool parseStage();
  bool parseProvides(Stage &stage);
  /// `{`, statements, `}`; \p statement is called at the start of each.
  bool parseBody(llvm::StringRef what, llvm::function_ref<bool()> statement);

  // ParseState.cpp
  bool parseState(State &state, unsigned depth = 0);
  bool parseStateWord(State &state, unsigned depth);
  bool parseStates(std::vector<State> &states, unsigned depth);
  bool parseHttp(State &state);
  bool parseGit(State &state);
  bool parseOciLayout(State &state);

  // ParseOps.cpp
  bool parseOp(Stage &stage);
  bool parseOpBody(llvm::StringRef keyword, Op &op);
  /// The attributes and locations that end an op's line.
  bool parseOpEnd(Op &op, AttributeRules rules = {});
  bool parse(Op &op, RunOp &run);
  bool parse(Op &op, CopyOp &copy);
  bool parse(Op &op, FileOp &file);
  bool parse(Op &op, MkdirOp &mkdir);
  bool parse(Op &op, RmOp &rm);
  bool parse(Op &op, SymlinkOp &symlink);
  bool parse(Op &op, EnvOp &env);
  bool parse(Op &op, WorkdirOp &workdir);
  bool parse(Op &op, UserOp &user);
  bool parseRunLines(RunOp &run, uint32_t column);
  bool parseMount(Mount &mount);
  bool parseMountAttributes(Mount &mount);

  // ParseExport.cpp
  bool parseExport();
  bool parseConfig(ImageConfig &config);
  bool parseHealthcheck(ImageConfig &config);
  bool parseOnce(bool isFirst, llvm::StringRef keyword);

  // ParseValues.cpp
  bool parseString(std::string &value);
  bool parseStrings(std::vector<std::string> &values);
  bool parseStringOr(std::string &value, llvm::function_ref<bool(llvm::StringRef)> isWord,
                     llvm::StringRef what);
  bool parseVariable(EnvVar &variable);
  bool parseName(std::string &name, Token::Kind kind, llvm::StringRef what);
  bool parseMode(unsigned &mode);
  bool parseTimestamp(Timestamp &time);
  bool parseDuration(int64_t &nanoseconds);
  bool parseBool(bool &value);
  template <typename T> bool parseNumber(T &number);
  template <typename T, size_t N>
  bool parseChoice(T &choice, const llvm::StringLiteral (&names)[N]);
  /// Reads attributes while \p rules has them; others are left for the caller.
  bool parseAttributes(AttributeRules rules);
  /// Reads all attributes that are left on the line; others are a mistake.
  bool parseAllAttributes(AttributeRules rules);
  bool parseAttribute(const AttributeRule &rule);
  bool unknownAttribute(AttributeRules rules);
  bool parseLocations(std::vector<Loc> &locs);
  bool parseLocation(Loc &loc);

  // Parser.cpp: tokens. Inside brackets a statement may go over several lines.
  bool atLineEnd() const;
  bool is(Token::Kind kind) const { return !atLineEnd() && token.kind == kind; }
  bool isWord(llvm::StringRef word) const { return is(Token::Kind::Word) && token.text == word; }
  bool isPunct(char c) const { return is(Token::Kind::Punct) && token.text[0] == c; }
  void advance();
  bool accept(llvm::StringRef word);
  bool acceptPunct(char c);
  bool expect(llvm::StringRef word);
  bool expectPunct(char c);
  bool expectLineEnd();
  /// Gives the statement up; the next token starts a line or ends the file.
  void skipLine();
  /// Reports what stands here instead of \p what; returns false.
  bool expected(const llvm::Twine &what);
  /// Reports a mistake at the token last read; returns false.
  bool mistake(const llvm::Twine &message);
  static std::string describe(const Token &token);

  const SourceTree &tree;
  DiagnosticEngine &diags;
  FileId file;
  SyntaxErrors errors;
  Lexer lexer;
  Token token;
  Token previous;
  unsigned brackets = 0;
  bool hasExport = false;
  Plan plan;
};

template <typename T> bool PlanParser::parseNumber(T &number) {
  if (!is(Token::Kind::Word))
    return expected("a number");
  T value;
  if (token.text.getAsInteger(10, value))
    return expected("a whole number from " + llvm::Twine(std::numeric_limits<T>::min()) + " to " +
                    llvm::Twine(std::numeric_limits<T>::max()));
  number = value;
  advance();
  return true;
}

template <typename T, size_t N>
bool PlanParser::parseChoice(T &choice, const llvm::StringLiteral (&names)[N]) {
  std::string list;
  for (size_t i = 0; i < N; ++i) {
    if (accept(names[i])) {
      choice = T(i);
      return true;
    }
    list += (i == 0 ? "`" : i + 1 == N ? " or `" : ", `") + names[i].str() + "`";
  }
  return expected(list);
}

} // namespace cogc

#endif
