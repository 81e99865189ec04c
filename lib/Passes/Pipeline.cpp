#include "cogc/Passes/Pipeline.h"
#include <cassert>

using namespace cogc;

void cogc::addDefaultPasses(PassManager &manager) {
  static constexpr llvm::StringLiteral order[] = {
      // First, because everything after it wants to know versions.
      "resolve-needs",
      // Needs the versions; from here on every file system has a known root.
      "select-base",
      // Before prune, which drops needs: their versions must be in the commands by then.
      "substitute-needs",
      // Needs the roots; makes every edge between stages explicit.
      "compose-layers",
      // Needs the edges: what nothing reaches must not be pinned or warned about.
      "prune",
      // Before apply-base-config, which looks images up under their full names.
      "pin-images",
      // Needs the edges, to find the base under the export.
      "apply-base-config",
      // After the bases' environment, since two stages are equal only when that is.
      "dedupe",
      // Needs whole merges; before what looks at neighbours.
      "order",
      // What the order has made neighbours.
      "merge-layers",
      // Behind the passes that reason about merges: with --no-merge there are none left.
      "lower-merges",
      // Last: backends accept nothing less.
      "finalize",
  };
  for (llvm::StringRef name : order) {
    const PassInfo *pass = findPass(name);
    assert(pass && "a pass of the pipeline is not in Passes.def");
    manager.add(*pass);
  }
}
