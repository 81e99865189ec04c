#include "PlanParser.h"
#include "PlanText.h"
#include "llvm/ADT/STLExtras.h"

using namespace cogc;
using llvm::StringRef;

static constexpr StringRef opKeywords[] = {
#define OP(Type, keyword) keyword,
#include "cogc/IR/Ops.def"
};

bool PlanParser::parseOp(Stage &stage) {
  StringRef keyword = token.kind == Token::Kind::Word ? token.text : StringRef();
  uint32_t column = token.column;
  std::string seen = describe(token);
  advance();
  if (keyword == "mount")
    return mistake("`mount` without a `run`: it belongs to the run above it and stands deeper "
                   "than that");
  if (!llvm::is_contained(opKeywords, keyword))
    return mistake("expected an operation (" + listOf(opKeywords) + "), found " + seen +
                   didYouMean(keyword, opKeywords));
  Op &op = stage.ops.emplace_back();
  if (!parseOpBody(keyword, op))
    return false;
  auto *run = op.getIf<RunOp>();
  return !run || parseRunLines(*run, column);
}

bool PlanParser::parseOpBody(StringRef keyword, Op &op) {
#define OP(Type, name)                                                                             \
  if (keyword == name)                                                                             \
    return parse(op, op.value.emplace<Type##Op>());
#include "cogc/IR/Ops.def"
  return false;
}

bool PlanParser::parseOpEnd(Op &op, AttributeRules rules) {
  // The op's own attributes and `title`, which every op has.
  llvm::SmallVector<AttributeRule> all(rules);
  auto parseTitle = [&] { return parseString(op.title); };
  all.push_back({"title", parseTitle});
  return parseAllAttributes(all) && parseLocations(op.locs);
}

//===----------------------------------------------------------------------===//
// Runs
//===----------------------------------------------------------------------===//

bool PlanParser::parse(Op &op, RunOp &run) {
  run.verbatim = accept("verbatim");
  return parseString(run.command) &&
         parseOpEnd(op, {{"network", [&] { return parseChoice(run.network, networkNames); }},
                         {"security", [&] { return parseChoice(run.security, securityNames); }},
                         {"user", [&] { return parseString(run.user.emplace()); }},
                         {"workdir", [&] { return parseString(run.workdir.emplace()); }}});
}

/// The `env` and `mount` lines that stand deeper than their run.
bool PlanParser::parseRunLines(RunOp &run, uint32_t column) {
  auto isLine = [&](StringRef keyword) {
    return token.startsLine && token.column > column && token.kind == Token::Kind::Word &&
           token.text == keyword;
  };
  while (true) {
    bool isEnv = isLine("env");
    if (!isEnv && !isLine("mount"))
      return true;
    advance();
    bool ok = isEnv ? parseVariable(run.env.emplace_back()) : parseMount(run.mounts.emplace_back());
    if (!ok || !expectLineEnd())
      skipLine();
  }
}

bool PlanParser::parseMount(Mount &mount) {
  std::optional<Mount::Type> type = parseMountKeyword(is(Token::Kind::Word) ? token.text : "");
  if (!type)
    return expected("`bind`, `cache`, `secret`, `ssh` or `tmpfs`");
  mount.type = *type;
  advance();
  // A secret that is only a variable has no target.
  if (is(Token::Kind::String) && !parseString(mount.target))
    return false;
  if (accept("from") && !parseState(mount.from.emplace()))
    return false;
  return parseMountAttributes(mount);
}

bool PlanParser::parseMountAttributes(Mount &mount) {
  return parseAllAttributes({{"env", [&] { return parseString(mount.env); }},
                             {"gid", [&] { return parseNumber(mount.gid.emplace()); }},
                             {"id", [&] { return parseString(mount.id); }},
                             {"mode", [&] { return parseMode(mount.mode.emplace()); }},
                             {"optional", [&] { return mount.optional = true; }, true},
                             {"readonly", [&] { return mount.readonly = true; }, true},
                             {"sharing", [&] { return parseChoice(mount.sharing, sharingNames); }},
                             {"size", [&] { return parseNumber(mount.size); }},
                             {"source", [&] { return parseString(mount.source); }},
                             {"uid", [&] { return parseNumber(mount.uid.emplace()); }}});
}

//===----------------------------------------------------------------------===//
// Files
//===----------------------------------------------------------------------===//

bool PlanParser::parse(Op &op, CopyOp &copy) {
  return parseStrings(copy.sources) && expect("from") && parseState(copy.from) && expect("to") &&
         parseString(copy.to) && (!accept("include") || parseStrings(copy.include)) &&
         (!accept("exclude") || parseStrings(copy.exclude)) &&
         parseOpEnd(op, {{"mode", [&] { return parseMode(copy.mode.emplace()); }},
                         {"owner", [&] { return parseString(copy.owner); }},
                         {"parents", [&] { return parseBool(copy.parents); }},
                         {"times", [&] { return parseTimestamp(copy.times.emplace()); }}});
}

bool PlanParser::parse(Op &op, FileOp &file) {
  return parseString(file.path) && parseString(file.contents) &&
         parseOpEnd(op, {{"mode", [&] { return parseMode(file.mode); }},
                         {"owner", [&] { return parseString(file.owner); }},
                         {"times", [&] { return parseTimestamp(file.times); }}});
}

bool PlanParser::parse(Op &op, MkdirOp &mkdir) {
  return parseString(mkdir.path) &&
         parseOpEnd(op, {{"mode", [&] { return parseMode(mkdir.mode); }},
                         {"owner", [&] { return parseString(mkdir.owner); }},
                         {"times", [&] { return parseTimestamp(mkdir.times); }}});
}

bool PlanParser::parse(Op &op, RmOp &rm) {
  return parseString(rm.path) &&
         parseOpEnd(op, {{"allow-missing", [&] { return parseBool(rm.allowMissing); }}});
}

bool PlanParser::parse(Op &op, SymlinkOp &symlink) {
  return parseString(symlink.path) && expect("to") && parseString(symlink.target) &&
         parseOpEnd(op, {{"times", [&] { return parseTimestamp(symlink.times); }}});
}

//===----------------------------------------------------------------------===//
// Environment
//===----------------------------------------------------------------------===//

bool PlanParser::parse(Op &op, EnvOp &env) { return parseVariable(env.var) && parseOpEnd(op); }

bool PlanParser::parse(Op &op, WorkdirOp &workdir) {
  return parseString(workdir.path) && parseOpEnd(op);
}

bool PlanParser::parse(Op &op, UserOp &user) { return parseString(user.user) && parseOpEnd(op); }
