#include "GlobSyntax.h"

using namespace cogc;
using llvm::StringRef;

static constexpr llvm::StringLiteral badClass(
    "a `[` begins a set of characters such as `[a-z]`; write `\\[` for the character itself");
static constexpr llvm::StringLiteral badEscape("nothing follows the last `\\`");

namespace {
/// What stands between two `*`: a sequence of characters, `?` and `[…]`.
class Chunk {
public:
  explicit Chunk(StringRef text) : rest(text) { read(); }

  StringRef mistake;
  /// Whether it is one element, and that matches a dot.
  bool isDot = false;

private:
  void read();
  bool readElement();
  bool readClass();
  bool readClassCharacter(unsigned char &character);

  StringRef rest;
};
} // namespace

void Chunk::read() {
  bool isFirst = true;
  for (; !rest.empty() && mistake.empty(); isFirst = false)
    isDot = readElement() && isFirst;
}

/// Whether the element matches a dot.
bool Chunk::readElement() {
  char c = rest.front();
  rest = rest.drop_front();
  if (c == '[')
    return readClass();
  if (c == '\\' && rest.empty())
    mistake = badEscape;
  else if (c == '\\') {
    c = rest.front();
    rest = rest.drop_front();
    return c == '.';
  }
  return c == '.' || c == '?';
}

bool Chunk::readClass() {
  bool negated = rest.consume_front("^"), found = false;
  for (bool isFirst = true; isFirst || !rest.consume_front("]"); isFirst = false) {
    unsigned char low = 0;
    bool isGood = readClassCharacter(low);
    unsigned char high = low;
    if (isGood && rest.consume_front("-"))
      isGood = readClassCharacter(high);
    if (!isGood) {
      mistake = badClass;
      return false;
    }
    found |= low <= '.' && '.' <= high;
  }
  return found != negated;
}

bool Chunk::readClassCharacter(unsigned char &character) {
  if (rest.starts_with("-") || rest.starts_with("]"))
    return false;
  rest.consume_front("\\");
  character = rest.empty() ? 0 : rest.front();
  rest = rest.substr(1);
  return !rest.empty(); // the `]` is still to come
}

/// The length of the part of \p pattern in front of a `*` that is not in a `[…]`.
static size_t chunkLength(StringRef pattern) {
  bool isInClass = false;
  for (size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '\\')
      ++i;
    else if (pattern[i] == '[' || pattern[i] == ']')
      isInClass = pattern[i] == '[';
    else if (pattern[i] == '*' && !isInClass)
      return i;
  }
  return pattern.size();
}

StringRef cogc::globMistake(StringRef pattern) {
  for (bool isDotLeft = true; !pattern.empty();) {
    pattern = pattern.ltrim('*');
    size_t length = chunkLength(pattern);
    Chunk chunk(pattern.take_front(length));
    pattern = pattern.drop_front(length);
    if (!chunk.mistake.empty())
      return chunk.mistake;
    if (!isDotLeft || !chunk.isDot)
      return "";
    isDotLeft = false;
  }
  return "";
}
