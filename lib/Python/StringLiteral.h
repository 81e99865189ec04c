//===- StringLiteral.h - The value of a string as Python reads it -----------===//
#ifndef COGC_LIB_PYTHON_STRINGLITERAL_H
#define COGC_LIB_PYTHON_STRINGLITERAL_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace cogc::py {

/// What stands between the quotes of a string.
struct StringForm {
  bool isRaw = false;
  bool isBytes = false;
  bool isFormatted = false;
};

/// The form that the opening of a string (`rb"`, `'''`) gives it.
StringForm stringForm(llvm::StringRef opening);

/// The text of \p inner, which stands between the quotes: escapes replaced,
/// line ends as `\n`, as
/// https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences
/// has it. A `\N{…}` stays as it is written, and so does an escape that Python
/// does not know. Half of a surrogate pair becomes U+FFFD.
std::string decodeString(llvm::StringRef inner, StringForm form);

} // namespace cogc::py

#endif
