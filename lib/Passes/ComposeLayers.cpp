//===- ComposeLayers.cpp - Replace `auto`: lay the stages over each other -------===//
//
// Blocks do not know of each other, so they start their stages from `auto`.
// This pass walks the stages in order and keeps, for the image and for its
// making, the states that have come together so far:
//
//   an export stage that only places files   starts from scratch and becomes a
//                                            layer beside the others, so that a
//                                            change in one does not touch them
//   an export stage that runs something      starts from all before it, merged,
//                                            and takes their place
//   a build stage                            starts from the build side when a
//                                            block has opened one, else from what
//                                            the image has so far; a stage in
//                                            build.base opens one
//
// With --no-merge every export stage starts from the one before it.
//
//===----------------------------------------------------------------------------===//
#include "cogc/Passes/Pass.h"
#include "llvm/ADT/STLExtras.h"

using namespace cogc;

namespace {
class Composer {
public:
  Composer(Plan &plan, bool merge) : plan(plan), merge(merge) {}

  PassResult run() {
    for (Stage &stage : plan.stages)
      if (isExportPhase(stage.phase))
        placeInImage(stage);
      else
        placeInBuild(stage);
    replaceAuto(plan.result.from, image);
    return result;
  }

private:
  /// Whether the stage's files are the same whatever lies below them.
  static bool onlyPlacesFiles(const Stage &stage) {
    return llvm::all_of(stage.ops, [](const Op &op) {
      return op.getIf<CopyOp>() || op.getIf<FileOp>() || op.getIf<MkdirOp>() ||
             op.getIf<SymlinkOp>();
    });
  }

  void placeInImage(Stage &stage) {
    bool isLayer = merge && !image.empty() && onlyPlacesFiles(stage) &&
                   (stage.from.is<AutoState>() || stage.from.is<ScratchState>());
    if (isLayer && stage.from.is<AutoState>()) {
      stage.from = State::scratch();
      result = PassResult::Changed;
    }
    replaceAuto(stage.from, image);
    if (!isLayer)
      image.clear();
    image.push_back(State::stage(stage.name));
  }

  void placeInBuild(Stage &stage) {
    bool continues = stage.from.is<AutoState>() && !build.empty();
    replaceAuto(stage.from, build.empty() ? image : build);
    if (continues || stage.phase == Phase::BuildBase)
      build = {State::stage(stage.name)};
  }

  void replaceAuto(State &state, const std::vector<State> &layers) {
    if (!state.is<AutoState>())
      return;
    state = layers.empty() ? State::scratch() : State::merge(layers);
    result = PassResult::Changed;
  }

  Plan &plan;
  bool merge;
  /// What the image, and the side that makes things, consists of so far.
  std::vector<State> image, build;
  PassResult result = PassResult::Unchanged;
};
} // namespace

PassResult cogc::composeLayers(Plan &plan, PassContext &context) {
  return Composer(plan, !context.options.noMerge).run();
}
