#include "cogc/IR/PlanBuilder.h"
#include "llvm/ADT/STLExtras.h"
#include <cassert>

using namespace cogc;
using llvm::StringRef;

//===----------------------------------------------------------------------===//
// StageBuilder
//===----------------------------------------------------------------------===//

StageBuilder &StageBuilder::at(Loc loc) {
  if (loc.isValid())
    stage.locs.push_back(std::move(loc));
  return *this;
}

StageBuilder &StageBuilder::provides(StringRef need) {
  stage.provides.push_back(need.str());
  return *this;
}

StageBuilder &StageBuilder::add(decltype(Op::value) op, std::vector<Loc> locs, std::string title) {
  llvm::erase_if(locs, [](const Loc &loc) { return !loc.isValid(); });
  stage.ops.push_back({std::move(op), std::move(locs), std::move(title)});
  return *this;
}

StageBuilder &StageBuilder::env(StringRef name, StringRef value) {
  return add(EnvOp{{name.str(), value.str()}});
}

//===----------------------------------------------------------------------===//
// PlanBuilder
//===----------------------------------------------------------------------===//

PlanBuilder::PlanBuilder(Platform platform) { plan.platform = std::move(platform); }

/// Inserts behind the elements with the same name, so that a list is always in
/// the order of its names and, within one, in the order of the calls.
template <typename T> static void insertByName(std::vector<T> &list, T element) {
  auto place =
      llvm::upper_bound(list, element, [](const T &a, const T &b) { return a.name < b.name; });
  list.insert(place, std::move(element));
}

void PlanBuilder::context(Context context) {
  assert(!plan.findContext(context.name) && "the context's name is taken");
  insertByName(plan.contexts, std::move(context));
}

void PlanBuilder::need(Need need) {
  llvm::erase_if(need.locs, [](const Loc &loc) { return !loc.isValid(); });
  insertByName(plan.needs, std::move(need));
}

StageBuilder PlanBuilder::stage(StringRef name, Phase phase, State from) {
  assert(!plan.findStage(name) && "the stage's name is taken");
  Stage &stage = plan.stages.emplace_back();
  stage.name = name.str();
  stage.phase = phase;
  stage.from = std::move(from);
  return StageBuilder(stage);
}
