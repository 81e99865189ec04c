//===- NeedRefs.h - `{%need}` in commands ---------------------------------------===//
//
// A step of our own may name a version that is not known yet:
// `uv venv --python {%python}`. Only `run` commands that are not verbatim carry
// such references; the user's own text, file contents and all other strings
// never do. Whatever is not exactly `{%`, a name, `}` is plain text.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_IR_NEEDREFS_H
#define COGC_IR_NEEDREFS_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace cogc {

/// Whether \p text can be the name of a stage, a context or a need:
/// `[a-z][a-z0-9_-]*`.
bool isPlanName(llvm::StringRef text);

/// The text that refers to \p need: `{%need}`.
std::string needRef(llvm::StringRef need);

/// Calls \p visit with the name of each need that \p command refers to, in the
/// order of the text and as often as it stands there.
void forEachNeedRef(llvm::StringRef command, llvm::function_ref<void(llvm::StringRef)> visit);

/// \p command with each reference replaced by what \p version returns for its
/// name. What \p version returns is not looked at again.
std::string substituteNeedRefs(llvm::StringRef command,
                               llvm::function_ref<std::string(llvm::StringRef need)> version);

} // namespace cogc

#endif
