#include "cogc/IR/Plan.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringSwitch.h"

using namespace cogc;
using llvm::StringRef;

//===----------------------------------------------------------------------===//
// Levels and phases
//===----------------------------------------------------------------------===//

StringRef cogc::levelName(PlanLevel level) {
  switch (level) {
  case PlanLevel::Draft:
    return "draft";
  case PlanLevel::Resolved:
    return "resolved";
  case PlanLevel::Final:
    return "final";
  }
  return {};
}

std::optional<PlanLevel> cogc::parseLevel(StringRef name) {
  return llvm::StringSwitch<std::optional<PlanLevel>>(name)
      .Case("draft", PlanLevel::Draft)
      .Case("resolved", PlanLevel::Resolved)
      .Case("final", PlanLevel::Final)
      .Default(std::nullopt);
}

StringRef cogc::phaseName(Phase phase) {
  switch (phase) {
#define PHASE(Name, text)                                                                          \
  case Phase::Name:                                                                                \
    return text;
#include "cogc/IR/Phases.def"
  }
  return {};
}

std::optional<Phase> cogc::parsePhase(StringRef name) {
  return llvm::StringSwitch<std::optional<Phase>>(name)
#define PHASE(Name, text) .Case(text, Phase::Name)
#include "cogc/IR/Phases.def"
      .Default(std::nullopt);
}

bool cogc::isExportPhase(Phase phase) { return phaseName(phase).starts_with("export."); }

//===----------------------------------------------------------------------===//
// Lookups
//===----------------------------------------------------------------------===//

/// The element of \p list with this name, or null.
template <typename List> static auto *findNamed(List &list, StringRef name) {
  auto it = llvm::find_if(list, [name](const auto &element) { return element.name == name; });
  return it == list.end() ? nullptr : &*it;
}

const Stage *Plan::findStage(StringRef name) const { return findNamed(stages, name); }
Stage *Plan::findStage(StringRef name) { return findNamed(stages, name); }
const Context *Plan::findContext(StringRef name) const { return findNamed(contexts, name); }

Loc cogc::placeOfNeed(llvm::ArrayRef<Need> needs, StringRef name) {
  for (const Need &need : needs)
    if (need.name == name && !need.locs.empty())
      return need.place();
  return Loc();
}

StringRef Plan::resolvedVersion(StringRef need) const {
  const Need *found = findNamed(needs, need);
  return found ? StringRef(found->resolved) : StringRef();
}

/// The label of that name, or the end.
static auto findLabel(std::vector<std::pair<std::string, std::string>> &labels, StringRef name) {
  return llvm::find_if(labels, [name](const auto &label) { return label.first == name; });
}

void ImageConfig::setLabel(StringRef name, StringRef value) {
  auto known = findLabel(labels, name);
  if (known != labels.end())
    known->second = value.str();
  else
    labels.emplace_back(name, value);
}

void ImageConfig::setDefaultLabel(StringRef name, StringRef value) {
  if (findLabel(labels, name) == labels.end())
    labels.emplace_back(name, value);
}

void cogc::setEnv(std::vector<EnvVar> &env, StringRef name, StringRef value) {
  if (EnvVar *found = findNamed(env, name))
    found->value = value.str();
  else
    env.push_back({name.str(), value.str()});
}

const EnvVar *cogc::findEnv(const std::vector<EnvVar> &env, StringRef name) {
  return findNamed(env, name);
}

//===----------------------------------------------------------------------===//
// Environments
//===----------------------------------------------------------------------===//

void cogc::applyOp(Environment &environment, const Op &op) {
  if (const auto *env = op.getIf<EnvOp>())
    setEnv(environment.env, env->var.name, env->var.value);
  else if (const auto *workdir = op.getIf<WorkdirOp>())
    environment.workdir = workdir->path;
  else if (const auto *user = op.getIf<UserOp>())
    environment.user = user->user;
}

StringRef cogc::environmentSource(const State &state) {
  const State *at = &state;
  while (const auto *merge = at->getIf<MergeState>()) {
    if (merge->inputs.empty())
      return {};
    at = &merge->inputs.front();
  }
  const auto *stage = at->getIf<StageState>();
  return stage ? StringRef(stage->name) : StringRef();
}

Environment cogc::environmentOf(const Plan &plan, const State &state) {
  // Each stage of the chain stands before the one that starts from it, so one
  // walk from the last stage to the first meets the whole chain, and a plan
  // that breaks this rule cannot make it go round.
  llvm::SmallVector<const Stage *> chain;
  StringRef name = environmentSource(state);
  for (const Stage &stage : llvm::reverse(plan.stages)) {
    if (name.empty())
      break;
    if (stage.name != name)
      continue;
    chain.push_back(&stage);
    name = environmentSource(stage.from);
  }
  Environment environment;
  for (const Stage *stage : llvm::reverse(chain))
    for (const Op &op : stage->ops)
      applyOp(environment, op);
  return environment;
}

//===----------------------------------------------------------------------===//
// Walks
//===----------------------------------------------------------------------===//

/// Both walks over a plan's states; `PlanT` decides about constness.
template <typename PlanT, typename Visit> static void walkPlan(PlanT &plan, Visit visit) {
  for (auto &stage : plan.stages) {
    walkStates(stage.from, visit);
    for (auto &op : stage.ops)
      walkStates(op, visit);
  }
  walkStates(plan.result.from, visit);
}

void cogc::walkStates(const Plan &plan, llvm::function_ref<void(const State &)> visit) {
  walkPlan(plan, visit);
}

void cogc::walkStates(Plan &plan, llvm::function_ref<void(State &)> visit) {
  walkPlan(plan, visit);
}
