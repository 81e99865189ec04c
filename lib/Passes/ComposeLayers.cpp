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
//===----------------------------------------------------------------------------===//
#include "cogc/IR/Layers.h"
#include "cogc/Passes/Pass.h"

using namespace cogc;

namespace {
class Composer {
public:
  explicit Composer(Plan &plan) : plan(plan) {}

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
  void placeInImage(Stage &stage) {
    bool isLayer = !image.empty() && onlyPlacesFiles(stage) &&
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
  /// What the image, and the side that makes things, consists of so far.
  std::vector<State> image, build;
  PassResult result = PassResult::Unchanged;
};
} // namespace

PassResult cogc::composeLayers(Plan &plan, PassContext &context) { return Composer(plan).run(); }
