//===- PlanBuilder.h - How blocks write a draft ---------------------------------===//
//
// A thin hand over a Plan that only appends and keeps names unique. The text
// of a stage reads in the order of the calls.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_IR_PLANBUILDER_H
#define COGC_IR_PLANBUILDER_H

#include "cogc/IR/Plan.h"
#include "llvm/ADT/ArrayRef.h"

namespace cogc {

/// A stage under construction. Valid until the next stage is added.
class StageBuilder {
public:
  StageBuilder(Stage &stage) : stage(stage) {}

  StageBuilder &at(Loc loc);
  StageBuilder &provides(llvm::StringRef need);
  /// Appends an op; \p locs are the user's lines behind it.
  StageBuilder &add(decltype(Op::value) op, std::vector<Loc> locs = {}, std::string title = {});
  StageBuilder &env(llvm::StringRef name, llvm::StringRef value);
  /// The stage as a state, for copies and mounts of later stages.
  State state() const { return State::stage(stage.name); }

private:
  Stage &stage;
};

class PlanBuilder {
public:
  explicit PlanBuilder(Platform platform);

  /// Both keep their list in the order of the names. A context's name must be
  /// new; needs may share one.
  void context(Context context);
  void need(Need need);
  /// Those that were stated so far.
  llvm::ArrayRef<Need> needs() const { return plan.needs; }
  /// \p name must be new; a block prefixes it with its own name when several
  /// are possible.
  StageBuilder stage(llvm::StringRef name, Phase phase, State from = State::automatic());
  /// The image's config, which blocks add to.
  ImageConfig &config() { return plan.result.config; }
  Plan take() { return std::move(plan); }

private:
  Plan plan;
};

} // namespace cogc

#endif
