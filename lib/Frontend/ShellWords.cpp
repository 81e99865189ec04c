#include "cogc/Frontend/ShellWords.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include <optional>

using namespace cogc;
using llvm::StringRef;

/// Words in front of a program that do not change which one it is.
static constexpr llvm::StringLiteral prefixes[] = {
    "sudo", "time", "exec", "env",   "nohup", "nice", "command", "xargs", "if",
    "then", "else", "elif", "while", "until", "do",   "!",       "{",
};

static constexpr llvm::StringLiteral shells[] = {"sh", "bash", "dash", "zsh", "eval"};

/// Texts inside texts are followed this far.
static constexpr unsigned maxDepth = 4;

static bool isAssignment(StringRef word) {
  StringRef name = word.take_while([](char c) { return llvm::isAlnum(c) || c == '_'; });
  return !name.empty() && !llvm::isDigit(name.front()) &&
         word.drop_front(name.size()).starts_with("=");
}

namespace {
class Reader {
public:
  Reader(StringRef text, unsigned depth, std::vector<ShellCall> &calls)
      : text(text), depth(depth), calls(calls) {}

  void read() {
    while (!text.empty())
      readCharacter();
    endCall();
  }

private:
  void readCharacter() {
    if (text.consume_front("\\\n") || text.consume_front("\\\r\n"))
      return endWord();
    char c = text.front();
    text = text.drop_front();
    if (c == ' ' || c == '\t')
      return endWord();
    if (c == '\\' && !text.empty()) {
      word += text.front();
      text = text.drop_front();
    } else if (c == '\'' || c == '"') {
      readQuoted(c);
    } else if (c == '#' && !isInWord) {
      text = text.drop_until([](char each) { return each == '\n'; });
    } else if (StringRef("\n\r;|&()`").contains(c)) {
      return endCall();
    } else {
      word += c;
    }
    isInWord = true;
  }

  void readQuoted(char quote) {
    std::string content;
    while (!text.empty() && text.front() != quote) {
      if (quote == '"' && text.front() == '\\' && text.size() > 1)
        text = text.drop_front();
      content += text.front();
      text = text.drop_front();
    }
    text = text.drop_front(text.empty() ? 0 : 1);
    // `"$(curl …)"` runs curl; nothing in single quotes does.
    for (StringRef open : {"$(", "`"})
      if (size_t at = content.find(open); quote == '"' && at != std::string::npos)
        readInner(StringRef(content).substr(at + open.size()));
    word += content;
  }

  void readInner(StringRef inner) {
    if (depth < maxDepth)
      Reader(inner, depth + 1, calls).read();
  }

  void endWord() {
    if (isInWord)
      words.push_back(std::move(word));
    word.clear();
    isInWord = false;
  }

  void endCall() {
    endWord();
    auto program = llvm::find_if(words, [](StringRef each) {
      return !llvm::is_contained(prefixes, each) && !isAssignment(each) && !each.starts_with("-");
    });
    if (program != words.end())
      addCall({llvm::sys::path::filename(*program, llvm::sys::path::Style::posix).str(),
               {program + 1, words.end()}});
    words.clear();
  }

  void addCall(ShellCall call) {
    bool isShell = llvm::is_contained(shells, call.program);
    calls.push_back(call);
    if (isShell)
      for (StringRef argument : call.arguments)
        if (argument.contains(' '))
          readInner(argument);
  }

  StringRef text;
  unsigned depth;
  std::vector<ShellCall> &calls;
  std::vector<std::string> words;
  std::string word;
  bool isInWord = false;
};
} // namespace

std::vector<ShellCall> cogc::shellCalls(StringRef script) {
  std::vector<ShellCall> calls;
  Reader(script, 0, calls).read();
  return calls;
}

/// The arguments behind the words \p command at the start of \p call.
static std::optional<llvm::ArrayRef<std::string>> argumentsOf(const ShellCall &call,
                                                              llvm::ArrayRef<StringRef> command) {
  if (call.program != command.front())
    return std::nullopt;
  llvm::ArrayRef<std::string> rest = call.arguments;
  for (StringRef word : command.drop_front()) {
    // Options of the program itself: `pip --quiet install`, `apt-get -y install`.
    while (!rest.empty() && StringRef(rest.front()).starts_with("-") && rest.front() != word)
      rest = rest.drop_front();
    if (rest.empty() || rest.front() != word)
      return std::nullopt;
    rest = rest.drop_front();
  }
  return rest;
}

static std::vector<std::string> operands(llvm::ArrayRef<std::string> arguments) {
  std::vector<std::string> result;
  for (StringRef argument : arguments)
    if (!argument.starts_with("-"))
      result.push_back(argument.str());
  return result;
}

std::vector<std::string> cogc::pipRequirements(const ShellCall &call) {
  StringRef python = StringRef(call.program).rtrim("0123456789.");
  ShellCall plain = call;
  plain.program = python.str();
  static constexpr StringRef pip[] = {"pip", "install"};
  static constexpr StringRef module[] = {"python", "-m", "pip", "install"};
  static constexpr StringRef uv[] = {"uv", "pip", "install"};
  for (llvm::ArrayRef<StringRef> command :
       {llvm::ArrayRef(pip), llvm::ArrayRef(module), llvm::ArrayRef(uv)})
    if (auto arguments = argumentsOf(plain, command))
      return operands(*arguments);
  return {};
}

std::vector<std::string> cogc::aptPackages(const ShellCall &call) {
  for (StringRef program : {"apt-get", "apt", "aptitude"})
    if (auto arguments = argumentsOf(call, {program, "install"}))
      return operands(*arguments);
  return {};
}
