#include "cogc/IR/NeedRefs.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Twine.h"

using namespace cogc;
using llvm::StringRef;

static bool isNameStart(char c) { return c >= 'a' && c <= 'z'; }

static bool isNameChar(char c) {
  return isNameStart(c) || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

bool cogc::isPlanName(StringRef text) {
  return !text.empty() && isNameStart(text.front()) && llvm::all_of(text, isNameChar);
}

std::string cogc::needRef(StringRef need) { return ("{%" + llvm::Twine(need) + "}").str(); }

/// Splits \p text at its first reference: what stands before it, and the name.
/// \p text is what stands behind; the name is empty when there is none.
static std::pair<StringRef, StringRef> takeNeedRef(StringRef &text) {
  for (size_t from = text.find('{'); from != StringRef::npos; from = text.find('{', from + 1)) {
    StringRef rest = text.drop_front(from + 1);
    if (!rest.consume_front("%"))
      continue;
    StringRef name = rest.take_while(isNameChar);
    if (!isPlanName(name) || !rest.drop_front(name.size()).starts_with("}"))
      continue;
    StringRef before = text.take_front(from);
    text = rest.drop_front(name.size() + 1);
    return {before, name};
  }
  return {std::exchange(text, StringRef()), StringRef()};
}

void cogc::forEachNeedRef(StringRef command, llvm::function_ref<void(StringRef)> visit) {
  while (!command.empty())
    if (StringRef name = takeNeedRef(command).second; !name.empty())
      visit(name);
}

std::string cogc::substituteNeedRefs(StringRef command,
                                     llvm::function_ref<std::string(StringRef)> version) {
  std::string result;
  while (!command.empty()) {
    auto [before, name] = takeNeedRef(command);
    result += before;
    if (!name.empty())
      result += version(name);
  }
  return result;
}
