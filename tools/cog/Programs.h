//===- Programs.h - The programs that the wrapper calls --------------------------===//
#ifndef COGC_TOOLS_COG_PROGRAMS_H
#define COGC_TOOLS_COG_PROGRAMS_H

#include "Secrets.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"

namespace cogc {

/// Today's cog: `COG_REAL`, else the first `cog` in PATH that is not this
/// program. The error says what to do.
llvm::Expected<std::string> findRealCog(const EnvironmentVariables &environment);

/// The compiler: `COGC`, else the one beside this program, else that in PATH.
llvm::Expected<std::string> findCogc(const EnvironmentVariables &environment);

llvm::Expected<std::string> findDocker(const EnvironmentVariables &environment);

/// Becomes \p program; returns only when that is not possible.
llvm::Error becomeProgram(llvm::StringRef program, llvm::ArrayRef<std::string> arguments,
                          const EnvironmentVariables &environment);

/// `NAME=VALUE` of each variable, without those in \p without.
std::vector<std::string> environmentStrings(const EnvironmentVariables &environment,
                                            llvm::ArrayRef<llvm::StringRef> without = {});

} // namespace cogc

#endif
