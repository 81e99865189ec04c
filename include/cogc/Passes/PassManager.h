//===- PassManager.h - Runs passes, and shows what they do --------------------===//
#ifndef COGC_PASSES_PASSMANAGER_H
#define COGC_PASSES_PASSMANAGER_H

#include "cogc/Passes/Pass.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/raw_ostream.h"
#include <vector>

namespace cogc {

struct PassManagerOptions {
  /// Check the plan's level after each pass; a violation is our bug and names
  /// the pass.
  bool verifyEach = true;
  /// Print the plan after each pass that changed it.
  bool printChanged = false;
  /// Print a table of the time that each pass took.
  bool timePasses = false;
  /// Stop behind this pass; empty for all.
  std::string stopAfter;
  /// Where the two prints go.
  llvm::raw_ostream *log = nullptr;
};

class PassManager {
public:
  explicit PassManager(PassManagerOptions options) : options(std::move(options)) {}

  void add(const PassInfo &pass) { passes.push_back(&pass); }
  /// Runs the passes in the order of add() until one fails.
  PassResult run(Plan &plan, PassContext &context) const;

private:
  PassManagerOptions options;
  std::vector<const PassInfo *> passes;
};

} // namespace cogc

#endif
