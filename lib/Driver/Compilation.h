//===- Compilation.h - The stages of one compile, one after the other -------===//
//
// The values of a compile in one place: files, diagnostics, the plan, the
// output. Each public function runs the stages up to its own and leaves at the
// first checkpoint with errors, so a caller looks at diags.hasErrors() once.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_LIB_DRIVER_COMPILATION_H
#define COGC_LIB_DRIVER_COMPILATION_H

#include "Project.h"
#include "Wheels.h"
#include "cogc/Backend/LLB.h"
#include "cogc/Driver/Driver.h"
#include "cogc/Frontend/ModelSpec.h"
#include "cogc/Frontend/Weights.h"
#include "cogc/IR/Plan.h"
#include "cogc/Resolver/CompatTable.h"

namespace cogc {

class Compilation {
public:
  /// Finds the project. \p invocation outlives the compilation.
  explicit Compilation(const CompilerInvocation &invocation);

  /// The form that `--emit` asks for, into `output`.
  void compile();
  /// Everything up to the last pass, into `plan`.
  void makePlan();
  /// The LLB of a final `plan`, into `output`.
  void emitLLB();
  /// The LLB of another final plan of this project.
  std::string marshal(const Plan &other);

  /// Shows the diagnostics: text or lines to \p err, documents to \p documents.
  void render(llvm::raw_ostream &documents, llvm::raw_ostream &err) const;
  ExitCode exitCode() const { return diags.hasErrors() ? ExitErrors : ExitOk; }

  const CompilerInvocation &invocation;
  Project project;
  SourceTree tree;
  DiagnosticEngine diags;
  /// The invocation's, with the image's name filled in from cog.yaml and the
  /// wheels from their files.
  CompileOptions options;
  /// Where the given contexts of the plan are on this machine.
  GivenFolders givenFolders;
  /// The files that are weights; none for a plan that was read.
  std::vector<WeightGroup> weights;
  /// The ids of the weights' contexts, once their contents are known.
  std::map<std::string, ContextIds> contextIds;
  /// The file that the compile started from.
  FileId input;
  std::optional<Plan> plan;
  /// The table that --compat names.
  std::optional<LoadedCompatTable> compat;
  std::string output;

private:
  bool openInput();
  std::optional<ModelSpec> readSpec();
  void emitAst();
  void emitSchema();
  void readOpenApiFile();
  void readCompatFile();
  void makeDraft();
  void lowerConfig();
  LLBOptions llbOptions() const;
  void runPasses();
  void emit();
};

/// Writes \p engine's diagnostics as one JSON object a line.
void renderLog(const DiagnosticEngine &engine, bool remarks, llvm::raw_ostream &os);

/// Shows \p engine in the form that \p invocation asks for.
void renderMessages(const DiagnosticEngine &engine, const CompilerInvocation &invocation,
                    llvm::raw_ostream &documents, llvm::raw_ostream &err);

} // namespace cogc

#endif
