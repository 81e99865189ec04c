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
/// The kind with the spelling that `--emit=` takes, or nothing.
std::optional<EmitKind> parseEmitKind(llvm::StringRef flag);
llvm::StringRef emitKindFlag(EmitKind kind);

/// Exit codes, the same for every command. Interrupted is what a shell reports
/// for a program that Ctrl-C ended.
enum ExitCode { ExitOk = 0, ExitErrors = 1, ExitUsage = 2, ExitInterrupted = 130 };

/// How cogc's own messages look: for people, or one JSON object a line.
enum class LogFormat { Text, Json };

struct CompilerInvocation {
  /// A cog.yaml, a folder, a `.plan` file, or `-` for a plan on standard input.
  /// Empty: the folder nearest to the current one that has a `configName`.
  std::string input;
  /// The name of the configuration file looked for in a folder.
  std::string configName = "cog.yaml";
  /// A file, `-` for standard output, or empty: standard output, which then
  /// must not be a terminal if the form is binary.
  std::string output;
  EmitKind emit = EmitKind::LLB;
  CompileOptions options;
  /// --openapi-schema: the file that `options.openApiSchema` is read from.
  std::string openApiFile;
  /// --compat, or empty.
  std::string compatFile;
  /// --passes: run exactly these; nothing for the default pipeline.
  std::optional<std::vector<std::string>> passes;
  PassManagerOptions passManager;
  bool printLocations = false;
  /// explain: show the image's layers instead of the choices.
  bool explainLayers = false;
  RenderOptions diagnostics;
  LogFormat logFormat = LogFormat::Text;
};

struct CompileResult {
  ExitCode code = ExitOk;
  /// The bytes of the form asked for; empty after errors.
  std::string output;
};

/// Compiles; renders diagnostics to \p err; writes no file.
CompileResult compile(const CompilerInvocation &invocation, llvm::raw_ostream &err);

/// compile(), then the output to its place; \p out is standard output. This is
/// `cogc PATH -o FILE`.
ExitCode compileToFile(const CompilerInvocation &invocation, llvm::raw_fd_ostream &out,
                       llvm::raw_ostream &err);

/// Goes as far as the final plan and writes nothing but diagnostics: text to
/// \p err, a JSON or SARIF document, being the product, to \p out.
ExitCode check(const CompilerInvocation &invocation, llvm::raw_ostream &out,
               llvm::raw_ostream &err);

/// check(), after the safe fix-its of its diagnostics have been written into the
/// project's files; each one is said on \p err. This is `cogc check --fix`.
ExitCode fix(const CompilerInvocation &invocation, llvm::raw_ostream &out, llvm::raw_ostream &err);
/// What was decided for the user, with the reasons: every remark up to the final
/// plan, as a text or a document on \p out. Warnings and errors go to \p err.
ExitCode explain(const CompilerInvocation &invocation, llvm::raw_ostream &out,
                 llvm::raw_ostream &err);

} // namespace cogc

#endif
