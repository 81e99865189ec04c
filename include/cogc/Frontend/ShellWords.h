//===- ShellWords.h - Which programs a shell command runs -----------------------===//
//
// A `run:` item is the shell's business, and cogc hands it over untouched. It
// only looks which programs an item calls, since some of them (git, curl) have
// to be installed first. This is a reader of words, not a shell: variables stay
// as they are, and what it misses is as if nobody had looked.
//
//===----------------------------------------------------------------------------===//
#ifndef COGC_FRONTEND_SHELLWORDS_H
#define COGC_FRONTEND_SHELLWORDS_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace cogc {

/// One call: `sudo pip install x` has the program `pip` and the arguments
/// `install`, `x`. The program's folder is cut off, quotes are taken away.
struct ShellCall {
  std::string program;
  std::vector<std::string> arguments;
};

/// All calls of \p script, in their order: between `;`, `&&`, `|`, lines, in
/// `$(…)`, and in the text that a shell is given (`bash -c "git clone …"`).
std::vector<ShellCall> shellCalls(llvm::StringRef script);

/// What a call of pip (`pip install`, `python -m pip install`, `uv pip install`)
/// asks to install, as requirement lines; empty for other calls.
std::vector<std::string> pipRequirements(const ShellCall &call);

/// The packages that a call of apt installs.
std::vector<std::string> aptPackages(const ShellCall &call);

} // namespace cogc

#endif
