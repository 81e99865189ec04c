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
#include <optional>
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

/// The words of a `pip install`. The values of its other options are in none of these.
struct PipInstall {
  /// What it asks to install, as requirement lines.
  std::vector<std::string> requirements;
  /// The files of `-r`.
  std::vector<std::string> files;
  /// Pages and folders of wheels: `-f`.
  std::vector<std::string> findLinks;
  /// Names, or `:all:`, of what must not be built from source: `--only-binary`, uv's
  /// `--no-build`.
  std::vector<std::string> onlyBinary;
};

/// Reads `pip install`, `python -m pip install`, `uv pip install`; nothing for
/// other calls.
std::optional<PipInstall> pipInstall(const ShellCall &call);

/// `python setup.py install`.
bool runsSetupScript(const ShellCall &call);

/// The packages that a call of apt installs.
std::vector<std::string> aptPackages(const ShellCall &call);

} // namespace cogc

#endif
