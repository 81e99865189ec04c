#include "cogc/Frontend/ShellWords.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

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

/// Options of pip's and of uv's install that take the next word.
static constexpr llvm::StringLiteral valueOptions(
    // What is installed, and from where.
    " -r --requirement --requirements -c --constraint --constraints --override --group --extra"
    " -f --find-links -i --index-url --extra-index-url --index --default-index --index-strategy"
    " --trusted-host --allow-insecure-host --keyring-provider --torch-backend --exclude-newer"
    " --only-binary --no-binary --no-build-package --no-binary-package --prerelease --resolution"
    " -P --upgrade-package --upgrade-strategy --reinstall-package"
    // Where it goes, and for which Python.
    " -t --target --prefix --root --src -p --python --platform --python-version"
    " --python-platform --implementation --abi"
    // How it is done.
    " -C --config-settings --config-setting --build-option --global-option -b"
    " --build-constraint --build-constraints --no-build-isolation-package --link-mode"
    " --use-feature --use-deprecated --cache-dir --log --proxy --retries --timeout --cert"
    " --client-cert --progress-bar --report --root-user-action --exists-action --color ");

static bool takesValue(StringRef option) {
  return valueOptions.contains((" " + option + " ").str());
}

namespace {
/// Deals the words of a `pip install` out.
class PipReader {
public:
  PipInstall read(llvm::ArrayRef<std::string> words) {
    while (!words.empty()) {
      StringRef word = words.front();
      words = words.drop_front();
      if (!word.starts_with("-")) {
        result.requirements.push_back(word.str());
        continue;
      }
      auto [option, value] = splitOption(word);
      if (value.empty() && !words.empty() && takesValue(option)) {
        value = words.front();
        words = words.drop_front();
      }
      take(option, value);
    }
    return std::move(result);
  }

private:
  /// `--find-links=x`, and `-fx`, whose value follows without a blank.
  static std::pair<StringRef, StringRef> splitOption(StringRef word) {
    if (word.starts_with("--"))
      return word.split('=');
    StringRef brief = word.take_front(2);
    return takesValue(brief) || brief == "-e" ? std::pair(brief, word.drop_front(2).ltrim('='))
                                              : std::pair(word, StringRef());
  }

  void take(StringRef option, StringRef value) {
    // The word behind `-e` is a requirement like those that stand alone.
    if ((option == "-e" || option == "--editable") && !value.empty())
      result.requirements.push_back(value.str());
    else if (option == "-r" || option == "--requirement" || option == "--requirements")
      result.files.push_back(value.str());
    else if (option == "-f" || option == "--find-links")
      result.findLinks.push_back(value.str());
    else if (option == "--only-binary" || option == "--no-build-package")
      for (StringRef name : llvm::split(value, ','))
        result.onlyBinary.push_back(name.str());
    else if (option == "--no-build")
      result.onlyBinary.push_back(":all:");
  }

  PipInstall result;
};
} // namespace

/// `python` of `python3.11`, `pip` of `pip3`.
static StringRef withoutVersion(StringRef program) { return program.rtrim("0123456789."); }

std::optional<PipInstall> cogc::pipInstall(const ShellCall &call) {
  ShellCall plain = call;
  plain.program = withoutVersion(call.program).str();
  static constexpr StringRef pip[] = {"pip", "install"};
  static constexpr StringRef module[] = {"python", "-m", "pip", "install"};
  static constexpr StringRef uv[] = {"uv", "pip", "install"};
  for (llvm::ArrayRef<StringRef> command :
       {llvm::ArrayRef(pip), llvm::ArrayRef(module), llvm::ArrayRef(uv)})
    if (auto arguments = argumentsOf(plain, command))
      return PipReader().read(*arguments);
  return std::nullopt;
}

bool cogc::runsSetupScript(const ShellCall &call) {
  return withoutVersion(call.program) == "python" && !call.arguments.empty() &&
         StringRef(call.arguments.front()).ends_with("setup.py");
}

std::vector<std::string> cogc::aptPackages(const ShellCall &call) {
  for (StringRef program : {"apt-get", "apt", "aptitude"})
    if (auto arguments = argumentsOf(call, {program, "install"}))
      return operands(*arguments);
  return {};
}
