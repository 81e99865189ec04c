//===- Driver.h - A compile from the command line's point of view --------------===//
//
// The tool parses flags into a CompilerInvocation; this library does the rest:
// finds the project, runs the stages one after the other, stops at the first
// checkpoint with errors, renders diagnostics, writes the output whole. It gets
// its streams as arguments and reads no environment, so a test or a fuzzer can
// run many compiles in one process.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_DRIVER_DRIVER_H
#define COGC_DRIVER_DRIVER_H

#include "cogc/Passes/PassManager.h"
#include "cogc/Support/CompileOptions.h"
#include "cogc/Support/Diagnostics.h"
#include <optional>
#include <string>
#include <vector>

namespace cogc {

enum class EmitKind {
#define EMIT(Name, flag, help) Name,
#include "cogc/Driver/EmitKinds.def"
};
std::optional<EmitKind> parseEmitKind(llvm::StringRef flag);

/// Exit codes, the same for every command.
enum ExitCode { ExitOk = 0, ExitErrors = 1, ExitUsage = 2 };

struct CompilerInvocation {
  /// A cog.yaml, a folder, a `.plan` file, or `-` for a plan on standard input.
  std::string input = ".";
  /// The name of the configuration file looked for in a folder and above it.
  std::string configName = "cog.yaml";
  /// A file, `-` for standard output, or empty: standard output.
  std::string output;
  EmitKind emit = EmitKind::LLB;
  CompileOptions options;
  /// --passes: run exactly these; empty for the default pipeline.
  std::vector<std::string> passes;
  PassManagerOptions passManager;
  bool printLocations = false;
  RenderOptions diagnostics;
};

/// What a compile made, for callers that go on with it (`cogc build`).
struct CompileResult {
  ExitCode code = ExitOk;
  /// The bytes of the form asked for; empty after errors and for `check`.
  std::string output;
  /// The final plan's config as JSON, and the project folder.
  std::string configJson;
  std::string projectRoot;
  std::string imageName;
};

/// Compiles; renders diagnostics to \p err; writes no file. `checkOnly` stops
/// after the final plan.
CompileResult compile(const CompilerInvocation &invocation, bool checkOnly, llvm::raw_ostream &out,
                      llvm::raw_ostream &err);

/// compile(), then the output to its place. This is `cogc PATH -o FILE`.
ExitCode compileToFile(const CompilerInvocation &invocation, llvm::raw_ostream &out,
                       llvm::raw_ostream &err);

} // namespace cogc

#endif
