//===- Layers.h - Which layers an image will have -----------------------------===//
//
// An image is a stack of layers: those of its base, then one for each step that
// leaves files behind. Passes that move, join and count layers, `cogc explain
// --layers` and `cogc verify` all ask the same question; this is the answer.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_IR_LAYERS_H
#define COGC_IR_LAYERS_H

#include "cogc/IR/Plan.h"
#include "llvm/ADT/ArrayRef.h"
#include <string>
#include <vector>

namespace cogc {

/// One layer: what a run leaves behind, or neighbouring file operations of one
/// stage. BuildKit makes exactly these of the LLB; a Dockerfile may split file
/// operations further.
struct Layer {
  const Stage *stage = nullptr;
  /// The operations of the stage that fill it. Empty for a layer that is no
  /// step: a download or a checkout, which is in `source`.
  llvm::ArrayRef<Op> ops;
  const State *source = nullptr;
};

/// The user's line behind \p layer, the most telling one; null when nobody asked
/// for it.
const Loc *placeOf(const Layer &layer);

struct LayerStack {
  /// The image below everything; empty when the image starts from scratch.
  std::string base;
  /// Above the base, lowest first.
  std::vector<Layer> layers;
};

/// The layers of the image. A diff counts as those of its upper side. \p plan
/// must outlive the result; an open state (`auto`, `base.*`) has no layers.
LayerStack layersOf(const Plan &plan);

/// What \p ops, the steps of one layer, are called: their titles, else what they
/// do: `copy /a from @b to /c`, a run's command.
std::string titleOf(llvm::ArrayRef<Op> ops);

/// Whether \p op writes, removes or copies files, so that it needs no shell and
/// neighbours of its kind share a layer with it.
bool isFileOp(const Op &op);

/// Whether what \p stage leaves behind is the same whatever lies below it: it
/// writes and copies files, and neither runs nor removes anything.
bool onlyPlacesFiles(const Stage &stage);

/// The inputs of \p state when it is a merge, those of merges inside it in
/// their place; else the state itself. At least one.
std::vector<const State *> mergeInputs(const State &state);

} // namespace cogc

#endif
