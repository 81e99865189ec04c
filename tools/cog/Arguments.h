//===- Arguments.h - What a call of `cog` asks for -------------------------------===//
//
// Today's cog reads its command line with Go's pflag. This is the same grammar,
// for the commands that the wrapper takes over: `--name value`, `--name=value`,
// `--switch`, `--switch=false`, `-tvalue`, `-t value`, `-t=value`, letters in a
// row, `--` as the end of the flags; flags of the program itself may stand in
// front of the command.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_TOOLS_COG_ARGUMENTS_H
#define COGC_TOOLS_COG_ARGUMENTS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cogc {

/// A call, taken apart. Flags have their long names, in the order given; a
/// switch has the value `true` or `false`.
struct CogCall {
  /// Empty when there is none.
  std::string command;
  std::vector<std::pair<std::string, std::string>> flags;
  std::vector<std::string> operands;
  /// What is wrong with the call, in today's words; empty for nothing.
  std::string problem;
  /// -h, --help or --version: what the real program answers.
  bool asksForHelp = false;

  /// The last value of a flag.
  std::optional<llvm::StringRef> last(llvm::StringRef flag) const;
  std::vector<llvm::StringRef> all(llvm::StringRef flag) const;
  /// Whether a switch is on.
  bool has(llvm::StringRef flag) const { return last(flag) == "true"; }
};

/// Whether the wrapper knows the flags of \p command.
bool isTakenOver(llvm::StringRef command);

/// Reads the arguments behind the program's name. Of a command that is not taken
/// over, only its name is found out.
CogCall parseCogCall(llvm::ArrayRef<std::string> arguments);

} // namespace cogc

#endif
