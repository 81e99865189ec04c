//===- Options.h - Command line and environment → an invocation ---------------===//
//
// CLI11 needs exceptions; this folder is the one place that has them, and the
// one place that looks at the environment. What comes out is plain values.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_TOOLS_COGC_OPTIONS_H
#define COGC_TOOLS_COGC_OPTIONS_H

#include "cogc/Driver/Build.h"
#include "llvm/ADT/ArrayRef.h"

namespace cogc {

struct CommandLine {
  enum class Kind {
    Compile,
    Check,
    Explain,
    Build,
    Verify,
    Init,
    Print,
    Misuse
  } kind = Kind::Compile;
  /// What `build` needs; its `compile` is what the other two need.
  BuildInvocation build;
  /// check: write the safe fix-its, too.
  bool fix = false;
  /// Print: what goes to standard output. Misuse: what is wrong.
  std::string text;
};

/// A flag as a shell's completion knows it.
struct FlagInfo {
  std::string name;
  std::string description;
  bool takesValue = false;
  /// The values that there are, when they are words.
  std::vector<std::string> values;
};

struct CommandInfo {
  /// Empty for the compile itself.
  std::string name;
  std::vector<FlagInfo> flags;
};

/// Reads the arguments behind the program's name, and \p environment.
CommandLine parseCommandLine(llvm::ArrayRef<std::string> arguments,
                             std::vector<std::pair<std::string, std::string>> environment);

/// A script that makes \p shell (bash, zsh, fish) complete cogc's flags; empty
/// for another shell.
std::string completionScript(llvm::StringRef shell, llvm::ArrayRef<CommandInfo> commands);

} // namespace cogc

#endif
