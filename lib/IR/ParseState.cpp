#include "PlanParser.h"
#include "PlanText.h"

using namespace cogc;
using llvm::StringRef;

bool PlanParser::parseState(State &state, unsigned depth) {
  if (depth > maxStateDepth)
    return expected("at most " + llvm::Twine(maxStateDepth) + " states inside each other");
  if (is(Token::Kind::Stage) || is(Token::Kind::Context)) {
    std::string name = token.text.str();
    state =
        is(Token::Kind::Stage) ? State::stage(std::move(name)) : State::context(std::move(name));
    advance();
    return true;
  }
  if (isPunct('(')) {
    std::vector<State> states;
    if (!parseStates(states, depth))
      return false;
    if (states.size() != 1)
      return mistake("one state stands in parentheses; `merge(…)` takes several");
    state = std::move(states.front());
    return true;
  }
  return parseStateWord(state, depth);
}

bool PlanParser::parseStateWord(State &state, unsigned depth) {
  if (accept("scratch"))
    return state = State::scratch(), true;
  if (accept("auto"))
    return state = State::automatic(), true;
  if (isWord(baseNames[0]) || isWord(baseNames[1])) {
    BaseState base;
    return parseChoice(base.role, baseNames) && (state = {base}, true);
  }
  if (accept("image"))
    return parseString(state.value.emplace<ImageState>().ref);
  if (accept("http"))
    return parseHttp(state);
  if (accept("git"))
    return parseGit(state);
  if (accept("oci"))
    return parseOciLayout(state);
  if (!isWord("merge") && !isWord("diff"))
    return expected("a state (`@stage`, `$context`, `scratch`, `auto`, `base.build`, "
                    "`base.runtime`, `image`, `http`, `git`, `oci`, `merge` or `diff`)");
  bool isDiff = isWord("diff");
  advance();
  std::vector<State> states;
  if (!parseStates(states, depth))
    return false;
  if (isDiff && states.size() != 2)
    return mistake("`diff` has two states, lower and upper; found " + llvm::Twine(states.size()));
  state = isDiff ? State{DiffState{std::move(states)}} : State::merge(std::move(states));
  return true;
}

/// `(state, state, …)`, at least one.
bool PlanParser::parseStates(std::vector<State> &states, unsigned depth) {
  if (!expectPunct('('))
    return false;
  ++brackets;
  do {
    if (!parseState(states.emplace_back(), depth + 1))
      return false;
  } while (acceptPunct(','));
  if (!isPunct(')'))
    return expected("`,` or `)`");
  --brackets;
  advance();
  return true;
}

bool PlanParser::parseHttp(State &state) {
  HttpState http;
  if (!parseString(http.url) ||
      !parseAttributes({{"checksum", [&] { return parseString(http.checksum); }},
                        {"filename", [&] { return parseString(http.filename); }},
                        {"mode", [&] { return parseMode(http.mode.emplace()); }}}))
    return false;
  state = {std::move(http)};
  return true;
}

bool PlanParser::parseGit(State &state) {
  GitState git;
  if (!parseString(git.url) ||
      !parseAttributes({{"keep-git-dir", [&] { return parseBool(git.keepGitDir); }},
                        {"ref", [&] { return parseString(git.ref); }},
                        {"subdir", [&] { return parseString(git.subdir); }}}))
    return false;
  state = {std::move(git)};
  return true;
}

bool PlanParser::parseOciLayout(State &state) {
  OciLayoutState layout;
  if (!parseString(layout.ref) ||
      !parseAttributes({{"store", [&] { return parseString(layout.store); }}}))
    return false;
  state = {std::move(layout)};
  return true;
}
