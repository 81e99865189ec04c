#include "cogc/Frontend/Marker.h"
#include "cogc/Frontend/Requirements.h"
#include "cogc/Support/Defaults.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace cogc;
using namespace llvm;

using Answer = std::optional<bool>;

namespace {

/// A side of a comparison: a text in quotes, or a variable.
struct Operand {
  StringRef text;
  bool isVariable = false;
};

/// Reads and answers in one go; `good` says whether the text was well formed.
class MarkerParser {
public:
  MarkerParser(StringRef text, const MarkerEnvironment &environment, const StringSet<> &extras)
      : rest(text), environment(environment), extras(extras) {}

  Answer parse();

private:
  Answer parseOr();
  Answer parseAnd();
  Answer parseAtom();
  Answer parseComparison();
  std::optional<Operand> takeOperand();
  StringRef takeOperator();
  bool takeKeyword(StringRef word);
  Answer compare(Operand left, StringRef op, Operand right);
  Answer comparePython(Operand left, StringRef op, Operand right);

  /// Deeper parentheses are no one's.
  static constexpr unsigned maxDepth = 100;

  StringRef rest;
  const MarkerEnvironment &environment;
  const StringSet<> &extras;
  unsigned depth = 0;
  bool good = true;
};

} // namespace

/// The variables of the specification, in its old spellings too.
static bool isVariable(StringRef name) {
  return is_contained(ArrayRef<StringRef>{"python_version",
                                          "python_full_version",
                                          "os_name",
                                          "os.name",
                                          "sys_platform",
                                          "sys.platform",
                                          "platform_release",
                                          "platform_system",
                                          "platform_version",
                                          "platform.version",
                                          "platform_machine",
                                          "platform.machine",
                                          "platform_python_implementation",
                                          "platform.python_implementation",
                                          "python_implementation",
                                          "implementation_name",
                                          "implementation_version",
                                          "extra",
                                          "extras",
                                          "dependency_groups"},
                      name);
}

static Answer both(Answer left, Answer right) {
  if (left == false || right == false)
    return false;
  return left && right ? Answer(true) : std::nullopt;
}

static Answer either(Answer left, Answer right) {
  if (left == true || right == true)
    return true;
  return left && right ? Answer(false) : std::nullopt;
}

bool MarkerParser::takeKeyword(StringRef word) {
  StringRef text = rest.ltrim();
  if (!text.consume_front(word) || (!text.empty() && (isAlnum(text[0]) || text[0] == '_')))
    return false;
  rest = text;
  return true;
}

std::optional<Operand> MarkerParser::takeOperand() {
  rest = rest.ltrim();
  if (rest.starts_with("\"") || rest.starts_with("'")) {
    size_t end = rest.find(rest.front(), 1);
    if (end == StringRef::npos)
      return std::nullopt;
    Operand operand{rest.slice(1, end), false};
    rest = rest.drop_front(end + 1);
    return operand;
  }
  StringRef name = rest.take_while([](char c) { return isAlnum(c) || c == '_' || c == '.'; });
  rest = rest.drop_front(name.size());
  return isVariable(name) ? std::optional(Operand{name, true}) : std::nullopt;
}

StringRef MarkerParser::takeOperator() {
  rest = rest.ltrim();
  for (StringRef op : {"===", "==", "~=", "!=", "<=", ">=", "<", ">"})
    if (rest.consume_front(op))
      return op;
  if (takeKeyword("in"))
    return "in";
  return takeKeyword("not") && takeKeyword("in") ? "not in" : "";
}

/// What an operator says about two texts. They have no order, so one is neither
/// less nor greater than another.
static Answer compareTexts(StringRef left, StringRef op, StringRef right) {
  return StringSwitch<Answer>(op)
      .Cases("==", "<=", ">=", left == right)
      .Case("!=", left != right)
      .Cases("<", ">", false)
      .Case("in", right.contains(left))
      .Case("not in", !right.contains(left))
      .Default(std::nullopt);
}

static bool isPythonVariable(StringRef name) {
  return name == "python_version" || name == "python_full_version" ||
         name == "implementation_version";
}

/// As versions, where the operator makes a specifier of the right side; else as
/// texts.
static Answer compareVersions(StringRef left, StringRef op, StringRef right) {
  if (op == "===")
    return right.empty() || right.find_first_of(" \t;)") != StringRef::npos
               ? std::nullopt
               : Answer(left.equals_insensitive(right));
  std::optional<VersionSet> allowed;
  if (op != "in" && op != "not in" && !right.contains(','))
    allowed = VersionSet::parse((op + right).str());
  if (!allowed)
    return compareTexts(left, op, right);
  std::optional<Version> version = Version::parse(left);
  return version && allowed->contains(*version);
}

/// One side is a version of Python: the answer that all have in common that may
/// be chosen.
Answer MarkerParser::comparePython(Operand left, StringRef op, Operand right) {
  Operand &python = left.isVariable ? left : right;
  bool onlyMinor = python.text == "python_version";
  Answer all;
  for (Version version : environment.pythons()) {
    if (onlyMinor)
      version.release.resize(2);
    std::string text = version.str();
    python.text = text;
    Answer one = compareVersions(left.text, op, right.text);
    if (!one || (all && all != one))
      return std::nullopt;
    all = one;
  }
  return all;
}

Answer MarkerParser::compare(Operand left, StringRef op, Operand right) {
  const Operand &variable = left.isVariable ? left : right;
  if (variable.isVariable && variable.text == "extra") {
    bool asked = extras.contains(normalizePackageName((left.isVariable ? right : left).text));
    return op == "==" ? Answer(asked) : op == "!=" ? Answer(!asked) : std::nullopt;
  }
  if (variable.isVariable && isPythonVariable(variable.text))
    return comparePython(left, op, right);
  auto valueOf = [&](const Operand &operand) {
    return operand.isVariable ? environment.value(operand.text) : std::optional(operand.text);
  };
  std::optional<StringRef> a = valueOf(left), b = valueOf(right);
  return a && b ? compareTexts(*a, op, *b) : std::nullopt;
}

Answer MarkerParser::parseComparison() {
  std::optional<Operand> left = takeOperand();
  StringRef op = takeOperator();
  std::optional<Operand> right = takeOperand();
  if (left && right && !op.empty())
    return compare(*left, op, *right);
  good = false;
  return std::nullopt;
}

Answer MarkerParser::parseAtom() {
  rest = rest.ltrim();
  if (!rest.starts_with("("))
    return parseComparison();
  if (++depth > maxDepth) {
    good = false;
    return std::nullopt;
  }
  rest = rest.drop_front();
  Answer answer = parseOr();
  rest = rest.ltrim();
  good = good && rest.consume_front(")");
  --depth;
  return answer;
}

Answer MarkerParser::parseAnd() {
  Answer answer = parseAtom();
  while (good && takeKeyword("and"))
    answer = both(answer, parseAtom());
  return answer;
}

Answer MarkerParser::parseOr() {
  Answer answer = parseAnd();
  while (good && takeKeyword("or"))
    answer = either(answer, parseAnd());
  return answer;
}

Answer MarkerParser::parse() {
  if (rest.trim().empty())
    return true;
  Answer answer = parseOr();
  return good && rest.trim().empty() ? answer : std::nullopt;
}

/// The patches of a minor version that a marker could tell apart: more than
/// there are, and one above all.
static constexpr uint64_t highestPatch = 50, newestPatch = 999;

MarkerEnvironment::MarkerEnvironment(const Platform &platform, const VersionSet &pythons)
    : machine(platform.architecture == "amd64"   ? "x86_64"
              : platform.architecture == "arm64" ? "aarch64"
                                                 : "") {
  for (uint64_t minor = oldestPythonMinor; minor <= newestPythonMinor + 1; ++minor)
    for (uint64_t patch = 0; patch <= highestPatch + 1; ++patch) {
      Version version;
      version.release = {3, minor, patch <= highestPatch ? patch : newestPatch};
      if (pythons.contains(version))
        versions.push_back(std::move(version));
    }
}

std::optional<StringRef> MarkerEnvironment::value(StringRef variable) const {
  StringRef value = StringSwitch<StringRef>(variable)
                        .Cases("os_name", "os.name", "posix")
                        .Cases("sys_platform", "sys.platform", "linux")
                        .Cases("platform_machine", "platform.machine", machine)
                        .Case("platform_system", "Linux")
                        .Cases("platform_python_implementation", "python_implementation",
                               "platform.python_implementation", "CPython")
                        .Case("implementation_name", "cpython")
                        .Default("");
  return value.empty() ? std::nullopt : std::optional(value);
}

std::optional<bool> MarkerEnvironment::holds(StringRef marker, const StringSet<> &extras) const {
  return MarkerParser(marker, *this, extras).parse();
}
