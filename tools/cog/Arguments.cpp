#include "Arguments.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Twine.h"

using namespace cogc;

namespace {

/// The commands that have a flag, as bits.
enum : unsigned { Build = 1, Predict = 2, Serve = 4, Exec = 8, Train = 16, Everywhere = ~0u };

struct Flag {
  llvm::StringLiteral name;
  char letter;
  bool isSwitch;
  unsigned commands;
};

} // namespace

static constexpr std::pair<llvm::StringLiteral, unsigned> commands[] = {
    {"build", Build}, {"run", Predict}, {"predict", Predict},
    {"serve", Serve}, {"exec", Exec},   {"train", Train},
};

/// Flags of cog 0.22.
static constexpr Flag flags[] = {
    {"debug", 0, true, Everywhere},
    {"no-color", 0, true, Everywhere},
    {"profile", 0, true, Everywhere},
    {"registry", 0, false, Everywhere},
    {"file", 'f', false, Everywhere},
    {"progress", 0, false, Everywhere},
    {"use-cuda-base-image", 0, false, Everywhere},
    {"use-cog-base-image", 0, true, Everywhere},
    {"dockerfile", 0, false, Build | Predict | Exec | Train},
    {"tag", 't', false, Build},
    {"secret", 0, false, Build},
    {"no-cache", 0, true, Build},
    {"separate-weights", 0, true, Build},
    {"openapi-schema", 0, false, Build},
    {"timestamp", 0, false, Build},
    {"strip", 0, true, Build},
    {"precompile", 0, true, Build},
    {"skip-schema-validation", 0, true, Build},
    {"gpus", 0, false, Predict | Serve | Exec | Train},
    {"setup-timeout", 0, false, Predict},
    {"input", 'i', false, Predict | Train},
    {"output", 'o', false, Predict | Train},
    {"env", 'e', false, Predict | Exec | Train},
    {"use-replicate-token", 0, true, Predict},
    {"json", 0, false, Predict},
    {"host", 0, false, Serve},
    {"port", 'p', false, Serve},
    {"upload-url", 0, false, Serve},
    {"playground", 0, true, Serve},
    {"playground-port", 0, false, Serve},
    {"publish", 'p', false, Exec},
};

std::optional<llvm::StringRef> CogCall::last(llvm::StringRef flag) const {
  for (auto &[name, value] : llvm::reverse(flags))
    if (name == flag)
      return llvm::StringRef(value);
  return std::nullopt;
}

std::vector<llvm::StringRef> CogCall::all(llvm::StringRef flag) const {
  std::vector<llvm::StringRef> values;
  for (auto &[name, value] : flags)
    if (name == flag)
      values.push_back(value);
  return values;
}

static unsigned maskOf(llvm::StringRef command) {
  for (auto &[name, mask] : commands)
    if (name == command)
      return mask;
  return 0;
}

bool cogc::isTakenOver(llvm::StringRef command) { return maskOf(command) != 0; }

/// In front of the command only the program's own flags are known.
static constexpr size_t programFlags = 4;

static const Flag *findFlag(llvm::StringRef name, char letter, unsigned mask) {
  for (const Flag &flag :
       llvm::ArrayRef(flags).take_front(mask ? std::size(flags) : programFlags)) {
    bool isIt = letter ? flag.letter == letter : flag.name == name;
    if (isIt && (!mask || (flag.commands & mask)))
      return &flag;
  }
  return nullptr;
}

/// The values that Go's strconv.ParseBool takes.
static std::optional<bool> parseSwitch(llvm::StringRef value) {
  for (llvm::StringRef on : {"1", "t", "T", "true", "TRUE", "True"})
    if (value == on)
      return true;
  for (llvm::StringRef off : {"0", "f", "F", "false", "FALSE", "False"})
    if (value == off)
      return false;
  return std::nullopt;
}

namespace {

class Reader {
public:
  explicit Reader(llvm::ArrayRef<std::string> arguments) : rest(arguments) {}
  CogCall read();

private:
  void readWord(llvm::StringRef word);
  void readLong(llvm::StringRef word);
  void readLetters(llvm::StringRef letters);
  void take(const Flag &flag, std::optional<llvm::StringRef> value, llvm::StringRef written);

  CogCall call;
  llvm::ArrayRef<std::string> rest;
  unsigned mask = 0;
};

} // namespace

void Reader::take(const Flag &flag, std::optional<llvm::StringRef> value, llvm::StringRef written) {
  if (flag.isSwitch) {
    std::optional<bool> isOn = parseSwitch(value.value_or("true"));
    if (isOn)
      call.flags.emplace_back(flag.name, *isOn ? "true" : "false");
    else
      call.problem = (llvm::Twine("invalid argument \"") + *value + "\" for \"" + written +
                      "\" flag: expected true or false")
                         .str();
    return;
  }
  if (!value && rest.empty()) {
    call.problem = (llvm::Twine("flag needs an argument: ") + written).str();
    return;
  }
  if (!value) {
    value = rest.front();
    rest = rest.drop_front();
  }
  call.flags.emplace_back(flag.name, value->str());
}

void Reader::readLong(llvm::StringRef word) {
  auto [name, value] = word.drop_front(2).split('=');
  bool hasValue = word.contains('=');
  if (name == "help" || name == "version") {
    call.asksForHelp = true;
    return;
  }
  const Flag *flag = findFlag(name, 0, mask);
  if (!flag)
    call.problem = (llvm::Twine("unknown flag: --") + name).str();
  else
    take(*flag, hasValue ? std::optional(value) : std::nullopt, (llvm::Twine("--") + name).str());
}

void Reader::readLetters(llvm::StringRef letters) {
  while (!letters.empty() && call.problem.empty() && !call.asksForHelp) {
    char letter = letters.front();
    letters = letters.drop_front();
    const Flag *flag = letter == 'h' ? nullptr : findFlag("", letter, mask);
    if (letter == 'h')
      call.asksForHelp = true;
    else if (!flag)
      call.problem = std::string("unknown shorthand flag: '") + letter + "'";
    else if (flag->isSwitch)
      take(*flag, std::nullopt, std::string("-") + letter);
    else {
      bool hasValue = !letters.empty();
      letters.consume_front("=");
      take(*flag, hasValue ? std::optional(letters) : std::nullopt, std::string("-") + letter);
      return;
    }
  }
}

void Reader::readWord(llvm::StringRef word) {
  if (word.starts_with("--"))
    return readLong(word);
  if (word.starts_with("-") && word.size() > 1)
    return readLetters(word.drop_front());
  if (call.command.empty()) {
    call.command = word.str();
    mask = maskOf(word);
    return;
  }
  call.operands.push_back(word.str());
}

CogCall Reader::read() {
  while (!rest.empty() && call.problem.empty() && !call.asksForHelp) {
    llvm::StringRef word = rest.front();
    rest = rest.drop_front();
    bool isLast = word == "--";
    if (!isLast)
      readWord(word);
    // What follows is not ours: another command's flags, or the program that
    // `exec` runs with its own.
    bool isForeign = !call.command.empty() && mask == 0;
    if (isForeign)
      return call;
    if (isLast || (mask == Exec && !call.operands.empty())) {
      call.operands.insert(call.operands.end(), rest.begin(), rest.end());
      return call;
    }
  }
  return call;
}

CogCall cogc::parseCogCall(llvm::ArrayRef<std::string> arguments) {
  return Reader(arguments).read();
}
