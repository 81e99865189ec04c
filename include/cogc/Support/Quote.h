//===- Quote.h - Text in quotes, for the forms that we write ---------------===//
#ifndef COGC_SUPPORT_QUOTE_H
#define COGC_SUPPORT_QUOTE_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace cogc {

/// One POSIX shell word (POSIX.1-2017, 2.2): left bare when it is safe,
/// otherwise in single quotes.
std::string shellQuote(llvm::StringRef text);

/// A JSON string literal with its quotes; invalid UTF-8 becomes U+FFFD.
std::string jsonQuote(llvm::StringRef text);

/// \p json, as LLVM writes it, in the spelling of Go's encoding/json: `<`, `>`,
/// `&` and the two separators U+2028 and U+2029 are escaped, \b and \f have
/// their short form. Cog writes its labels with it.
std::string spellAsGo(llvm::StringRef json);

/// \p text with all that could move a terminal's cursor, or hide, written out:
/// `\n`, `\t`, `<U+001B>`, `<FF>` for a byte that is not UTF-8.
std::string visible(llvm::StringRef text);

} // namespace cogc

#endif
