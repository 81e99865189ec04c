#include "cogc/Support/Credentials.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;
using llvm::StringRef;

/// The scheme in front of a `://` at \p at.
static StringRef schemeBefore(StringRef text, size_t at) {
  StringRef front = text.take_front(at);
  size_t length = 0;
  auto isPart = [](char c) { return llvm::isAlnum(c) || c == '+' || c == '-' || c == '.'; };
  while (length < front.size() && isPart(front[front.size() - 1 - length]))
    ++length;
  return front.take_back(length);
}

/// Whether what stands in front of the `@` is a secret's text.
static bool isSecret(StringRef scheme, StringRef user) {
  // `${NAME}` and `$NAME` are replaced where they are used.
  bool isReference = user.contains("${") || user.contains(":$") || user.starts_with("$");
  if (scheme.empty() || user.empty() || isReference)
    return false;
  if (user.contains(':'))
    return true;
  // An account alone is one that ssh proves otherwise, or a token.
  return !scheme.ends_with("ssh") && user != "git" && user != "hg" && user != "anonymous";
}

void cogc::forEachCredentials(StringRef text,
                              llvm::function_ref<void(size_t begin, size_t end)> visit) {
  for (size_t at = text.find("://"); at != StringRef::npos; at = text.find("://", at + 3)) {
    size_t begin = at + 3;
    // What ends a host, or the string that the URL stands in.
    StringRef authority = text.substr(begin).take_while(
        [](char c) { return uint8_t(c) > ' ' && !StringRef("/?#\"'<>\\,`").contains(c); });
    size_t length = authority.rfind('@');
    if (length != StringRef::npos && isSecret(schemeBefore(text, at), authority.take_front(length)))
      visit(begin, begin + length);
  }
}

bool cogc::hasCredentials(StringRef text) {
  bool found = false;
  forEachCredentials(text, [&](size_t, size_t) { found = true; });
  return found;
}

std::string cogc::maskCredentials(StringRef text) {
  std::string masked = text.str();
  forEachCredentials(text, [&](size_t begin, size_t end) {
    std::fill(masked.begin() + begin, masked.begin() + end, '*');
  });
  return masked;
}
