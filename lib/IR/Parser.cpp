#include "cogc/IR/Parser.h"
#include "PlanParser.h"
#include "PlanText.h"
#include "llvm/ADT/STLExtras.h"

using namespace cogc;
using llvm::StringRef;

std::optional<Plan> cogc::parsePlan(FileId file, const SourceTree &tree, DiagnosticEngine &diags) {
  return PlanParser(file, tree, diags).parse();
}

PlanParser::PlanParser(FileId file, const SourceTree &tree, DiagnosticEngine &diags)
    : tree(tree), diags(diags), file(file), errors(file, diags),
      lexer(tree.contents(file), errors) {}

/// Their order has no meaning; a plan has one order only.
template <typename T> static void sortByName(std::vector<T> &list) {
  std::vector<T> sorted;
  for (T *element : sortedByName(list))
    sorted.push_back(std::move(*element));
  list = std::move(sorted);
}

std::optional<Plan> PlanParser::parse() {
  unsigned before = diags.count(Severity::Error);
  // Here and not earlier: already the first token may be a mistake.
  token = lexer.next();
  if (parseHeader())
    parseItems();
  if (diags.count(Severity::Error) != before)
    return std::nullopt;
  sortByName(plan.contexts);
  sortByName(plan.needs);
  return std::move(plan);
}

//===----------------------------------------------------------------------===//
// Items
//===----------------------------------------------------------------------===//

/// Returns false when the rest cannot be read: a newer version, or no plan.
bool PlanParser::parseHeader() {
  if (token.kind != Token::Kind::Word || token.text != "plan") {
    errors.report(token.begin, token.end,
                  "a plan begins with a line such as `plan v1 draft linux/amd64`; found " +
                      describe(token));
    return false;
  }
  advance();
  if (is(Token::Kind::Word) && token.text.starts_with("v") && !parseVersion())
    return false;
  if (!parseLevelAndPlatform() || !expectLineEnd())
    skipLine();
  return true;
}

bool PlanParser::parseLevelAndPlatform() {
  std::optional<PlanLevel> level = parseLevel(is(Token::Kind::Word) ? token.text : "");
  if (!level)
    return expected("`draft`, `resolved` or `final`");
  plan.level = *level;
  advance();
  std::optional<Platform> platform = Platform::parse(is(Token::Kind::Word) ? token.text : "");
  if (!platform)
    return expected("a platform such as `linux/amd64`");
  plan.platform = *platform;
  advance();
  return true;
}

bool PlanParser::parseVersion() {
  unsigned version = 0;
  if (token.text.drop_front().getAsInteger(10, version) || version == 0)
    return expected("a version such as `v1`");
  if (version > planVersion) {
    diags.report(Diag::plan_version, SourceRange{file, token.begin, token.end}, version,
                 planVersion);
    return false;
  }
  advance();
  return true;
}

void PlanParser::parseItems() {
  while (token.kind != Token::Kind::Eof)
    if (!parseItem() || !expectLineEnd())
      skipLine();
}

static constexpr StringRef itemKeywords[] = {"context", "need", "stage", "export"};

bool PlanParser::parseItem() {
  StringRef keyword = token.kind == Token::Kind::Word ? token.text : StringRef();
  advance();
  if (keyword == "context")
    return parseContext();
  if (keyword == "need")
    return parseNeed();
  if (keyword == "stage")
    return parseStage();
  if (keyword == "export")
    return parseExport();
  return mistake("expected `context`, `need`, `stage` or `export`, found " + describe(previous) +
                 didYouMean(keyword, itemKeywords));
}

bool PlanParser::parseContext() {
  Context &context = plan.contexts.emplace_back();
  return parseName(context.name, Token::Kind::Context, "a context's name such as `$src`") &&
         parseContextFolder(context) && (!accept("include") || parseStrings(context.include)) &&
         (!accept("exclude") || parseStrings(context.exclude));
}

bool PlanParser::parseContextFolder(Context &context) {
  context.given = accept("given");
  context.path = ".";
  return context.given || parseString(context.path);
}

bool PlanParser::parseNeed() {
  Need &need = plan.needs.emplace_back();
  return parseName(need.name, Token::Kind::Need, "a need's name such as `%python`") &&
         parseString(need.constraint) && (!accept("under") || parseString(need.pythons)) &&
         (!acceptPunct('=') || parseString(need.resolved)) &&
         (!accept("by") || parseStringOr(need.by, cogc::isWord, "a block's name")) &&
         parseLocations(need.locs);
}

bool PlanParser::parseStage() {
  Stage &stage = plan.stages.emplace_back();
  if (!parseName(stage.name, Token::Kind::Stage, "a stage's name such as `@deps`") ||
      !expect("in") || !parseStagePhase(stage))
    return false;
  if (!parseProvides(stage) || !expect("from") || !parseState(stage.from) ||
      !parseLocations(stage.locs))
    return false;
  return atLineEnd() || parseBody("an operation", [&] { return parseOp(stage); });
}

bool PlanParser::parseStagePhase(Stage &stage) {
  static constexpr StringRef names[] = {
#define PHASE(Name, text) text,
#include "cogc/IR/Phases.def"
  };
  std::optional<Phase> phase = parsePhase(is(Token::Kind::Word) ? token.text : "");
  if (!phase)
    return expected("a phase (" + listOf(names) + ")");
  stage.phase = *phase;
  advance();
  return true;
}

bool PlanParser::parseProvides(Stage &stage) {
  if (!accept("provides"))
    return true;
  do {
    std::string &need = stage.provides.emplace_back();
    if (!parseName(need, Token::Kind::Need, "a need's name such as `%python`"))
      return false;
  } while (acceptPunct(','));
  return true;
}

bool PlanParser::parseBody(StringRef what, llvm::function_ref<bool()> statement) {
  if (!isPunct('{'))
    return expected("`{` or the end of the line");
  advance();
  auto atEnd = [this] { return token.kind == Token::Kind::Punct && token.text == "}"; };
  if (!atEnd() && !expectLineEnd())
    skipLine();
  while (!atEnd()) {
    bool isItem = token.kind == Token::Kind::Word && llvm::is_contained(itemKeywords, token.text);
    if (token.kind == Token::Kind::Eof || isItem) {
      errors.report(token.begin, token.end,
                    "expected " + what + " or `}`, found " + describe(token));
      return true;
    }
    if (!statement() || (!atEnd() && !expectLineEnd()))
      skipLine();
  }
  advance();
  return true;
}

//===----------------------------------------------------------------------===//
// Tokens
//===----------------------------------------------------------------------===//

bool PlanParser::atLineEnd() const {
  return token.kind == Token::Kind::Eof || (brackets == 0 && token.startsLine);
}

void PlanParser::advance() {
  previous = std::move(token);
  token = lexer.next();
}

bool PlanParser::accept(StringRef word) {
  if (!isWord(word))
    return false;
  advance();
  return true;
}

bool PlanParser::acceptPunct(char c) {
  if (!isPunct(c))
    return false;
  advance();
  return true;
}

bool PlanParser::expect(StringRef word) { return accept(word) || expected("`" + word + "`"); }

bool PlanParser::expectPunct(char c) {
  return acceptPunct(c) || expected("`" + llvm::Twine(c) + "`");
}

bool PlanParser::expectLineEnd() { return atLineEnd() || expected("the end of the line"); }

void PlanParser::skipLine() {
  brackets = 0;
  while (!atLineEnd())
    advance();
}

std::string PlanParser::describe(const Token &token) {
  constexpr size_t longest = 40;
  switch (token.kind) {
  case Token::Kind::Eof:
    return "the end of the file";
  case Token::Kind::String:
    if (token.text.starts_with("\"\"\""))
      return "a `\"\"\"` block";
    break;
  case Token::Kind::Stage:
    return "`@" + token.text.str() + "`";
  case Token::Kind::Context:
    return "`$" + token.text.str() + "`";
  case Token::Kind::Need:
    return "`%" + token.text.str() + "`";
  case Token::Kind::Word:
  case Token::Kind::Punct:
    break;
  }
  if (token.text.size() <= longest)
    return "`" + token.text.str() + "`";
  return "`" + token.text.take_front(longest).str() + "…`";
}

bool PlanParser::expected(const llvm::Twine &what) {
  std::string message = ("expected " + what + " after " + describe(previous) + ", found ").str();
  if (!atLineEnd())
    errors.report(token.begin, token.end, message + describe(token));
  else
    errors.report(
        previous.end, previous.end,
        message + (token.kind == Token::Kind::Eof ? "the end of the file" : "the end of the line"));
  return false;
}

bool PlanParser::mistake(const llvm::Twine &message) {
  errors.report(previous.begin, previous.end, message);
  return false;
}
