#include "cogc/IR/Verifier.h"
#include "PlanText.h"
#include "PlanVerifier.h"
#include "cogc/IR/NeedRefs.h"
#include "cogc/IR/Printer.h"
#include "llvm/ADT/STLExtras.h"

using namespace cogc;
using llvm::StringRef;
using llvm::Twine;

llvm::LogicalResult cogc::verifyPlan(const Plan &plan, DiagnosticEngine &diags) {
  return llvm::success(PlanVerifier(plan, diags).verify());
}

static StringRef ruleText(Rule rule) {
  switch (rule) {
#define RULE(Name, number, text)                                                                   \
  case Rule::Name:                                                                                 \
    return text;
#include "VerifierRules.def"
  }
  return {};
}

/// Names and values of a hostile plan may be megabytes long.
static std::string shortened(StringRef text) {
  constexpr size_t longest = 400;
  return text.size() <= longest ? text.str() : (text.take_front(longest) + "…").str();
}

void PlanVerifier::violation(Rule rule, const Twine &message) {
  valid = false;
  if (++violations > DiagnosticEngine::maxKept)
    return;
  std::string where = ("a " + levelName(plan.level) + " plan breaks rule " + Twine(unsigned(rule)) +
                       " (" + ruleText(rule) + ")")
                          .str();
  if (stage)
    where += " in stage `@" + shortened(stage->name) + "`";
  if (op)
    where += ", `" + opKeyword(*op).str() + "`";
  std::string what = shortened(message.str());
  if (locs.empty() || !locs.front().isValid())
    diags.report(Diag::plan_invalid, std::nullopt, where, what);
  else
    diags.report(Diag::plan_invalid, locs.front(), where, what);
}

bool PlanVerifier::verify() {
  checkNames();
  checkContexts();
  checkNeeds();
  for (const Stage &each : plan.stages)
    checkStage(each);
  checkState(plan.result.from, Use::Origin);
  checkMerge(plan.result.from);
  checkConfig(plan.result.config);
  if (atLeast(PlanLevel::Final))
    checkReachable();
  return valid;
}

//===----------------------------------------------------------------------===//
// Names
//===----------------------------------------------------------------------===//

void PlanVerifier::checkName(StringRef sort, StringRef name) {
  if (!isPlanName(name))
    violation(Rule::Names, sort + " name " + quoteString(name) +
                               ": names begin with a lower-case letter and consist of lower-case "
                               "letters, digits, `-` and `_`");
}

/// Whether \p list is in the order of its names.
template <typename List> static bool isSortedByName(const List &list) {
  return llvm::is_sorted(list, [](const auto &a, const auto &b) { return a.name < b.name; });
}

void PlanVerifier::checkNames() {
  if (Platform::parse(plan.platform.str()) != plan.platform)
    violation(Rule::PlatformForm, quoteString(plan.platform.str()) + " is not in its normal form");
  if (!isSortedByName(plan.contexts))
    violation(Rule::Order, "the contexts are not in the order of their names");
  if (!isSortedByName(plan.needs))
    violation(Rule::Order, "the needs are not in the order of their names");
}

void PlanVerifier::checkContexts() {
  for (const Context &context : plan.contexts) {
    checkName("context", context.name);
    if (!contexts.insert(context.name).second)
      violation(Rule::Names, "two contexts have the name `$" + context.name + "`");
    checkRelativePath("the folder of context `$" + context.name + "`", context.path);
  }
}

void PlanVerifier::checkNeeds() {
  llvm::StringMap<StringRef> versions;
  for (const Need &need : plan.needs) {
    locs = need.locs;
    checkName("need", need.name);
    checkLocations(need.locs);
    needs.insert(need.name);
    if (!atLeast(PlanLevel::Resolved))
      continue;
    if (need.resolved.empty())
      violation(Rule::ResolvedNeeds, "need `%" + need.name + "` has no version");
    StringRef first = versions.try_emplace(need.name, need.resolved).first->second;
    if (first != need.resolved)
      violation(Rule::ResolvedNeeds, "need `%" + need.name + "` has two versions, `" + first +
                                         "` and `" + need.resolved + "`");
  }
  locs = {};
}

//===----------------------------------------------------------------------===//
// Stages
//===----------------------------------------------------------------------===//

void PlanVerifier::checkStage(const Stage &each) {
  stage = &each;
  locs = each.locs;
  checkName("stage", each.name);
  checkLocations(each.locs);
  ownFolders.clear();
  checkState(each.from, Use::Origin);
  checkMerge(each.from);
  if (atLeast(PlanLevel::Resolved))
    for (const std::string &need : each.provides)
      if (!needs.contains(need))
        violation(Rule::ResolvedNeeds, "it provides `%" + need + "`, which the plan does not need");
  for (const Op &each : each.ops)
    checkOp(each);
  locs = each.locs;
  if (!stages.try_emplace(each.name, seenStage(each)).second)
    violation(Rule::Names, "an earlier stage has the same name");
  stage = nullptr;
  locs = {};
}

bool PlanVerifier::startsFromScratch(const State &state) const {
  if (const auto *merge = state.getIf<MergeState>())
    return llvm::all_of(merge->inputs,
                        [this](const State &input) { return startsFromScratch(input); });
  if (const auto *from = state.getIf<StageState>())
    return stages.lookup(from->name).isFromScratch;
  return state.is<ScratchState>();
}

/// Marks the stages and contexts inside \p state as used.
static void markUsed(const State &state, llvm::StringSet<> &stages, llvm::StringSet<> &contexts) {
  walkStates(state, [&](const State &part) {
    if (const auto *from = part.getIf<StageState>())
      stages.insert(from->name);
    else if (const auto *context = part.getIf<ContextState>())
      contexts.insert(context->name);
  });
}

void PlanVerifier::checkReachable() {
  llvm::StringSet<> usedStages, usedContexts;
  auto mark = [&](const State &state) { markUsed(state, usedStages, usedContexts); };
  mark(plan.result.from);
  // A stage is only used by later ones.
  llvm::SmallVector<const Stage *> unused;
  for (const Stage &each : llvm::reverse(plan.stages)) {
    if (!usedStages.contains(each.name)) {
      unused.push_back(&each);
      continue;
    }
    mark(each.from);
    for (const Op &op : each.ops)
      walkStates(op, mark);
  }
  for (const Stage *each : llvm::reverse(unused)) {
    locs = each->locs;
    violation(Rule::Reachable, "the export does not need stage `@" + each->name + "`");
  }
  locs = {};
  for (const Context &context : plan.contexts)
    if (!usedContexts.contains(context.name))
      violation(Rule::Reachable, "the export does not need context `$" + context.name + "`");
}

//===----------------------------------------------------------------------===//
// States
//===----------------------------------------------------------------------===//

void PlanVerifier::checkState(const State &state, Use use, unsigned depth) {
  if (state.is<MergeState>() || state.is<DiffState>())
    checkComposition(state, depth);
  else if (state.is<AutoState>() || state.is<BaseState>())
    checkOpenState(state);
  else
    checkStateValue(state, use);
}

void PlanVerifier::checkOpenState(const State &state) {
  if (state.is<BaseState>() && atLeast(PlanLevel::Resolved))
    violation(Rule::NoBase, "`" + printState(state) + "` must have become an image");
  if (state.is<AutoState>() && atLeast(PlanLevel::Final))
    violation(Rule::NoAuto, stage ? "`auto` must have become an explicit state"
                                  : "the export has `auto`; it needs an explicit state");
}

void PlanVerifier::checkComposition(const State &state, unsigned depth) {
  // Deeper than this the text could not be read back.
  if (depth >= maxStateDepth)
    return violation(Rule::Composition,
                     "more than " + Twine(maxStateDepth) + " merges and diffs inside each other");
  const auto *merge = state.getIf<MergeState>();
  const std::vector<State> &inputs = merge ? merge->inputs : state.getIf<DiffState>()->inputs;
  if (merge && inputs.size() < 2)
    violation(Rule::Composition, "a merge of " + Twine(inputs.size()) +
                                     " states; it takes two or more, one is written as itself");
  if (!merge && inputs.size() != 2)
    violation(Rule::Composition, "a diff of " + Twine(inputs.size()) +
                                     " states; it takes two, the lower and the upper");
  for (const State &input : inputs)
    checkState(input, Use::Origin, depth + 1);
}

void PlanVerifier::checkStateValue(const State &state, Use use) {
  if (const auto *from = state.getIf<StageState>()) {
    if (!stages.contains(from->name))
      violation(Rule::References, "`@" + from->name + "` is no earlier stage");
  } else if (const auto *context = state.getIf<ContextState>()) {
    if (!contexts.contains(context->name))
      violation(Rule::References, "the plan has no context `$" + context->name + "`");
    if (use != Use::Source)
      violation(Rule::ContextUse, "`$" + context->name +
                                      "` is not the source of a copy or a mount; BuildKit never "
                                      "caches what uses a context in another way");
  } else if (const auto *image = state.getIf<ImageState>()) {
    checkImageRef(image->ref);
  } else if (const auto *http = state.getIf<HttpState>()) {
    checkHttp(*http);
  } else if (const auto *git = state.getIf<GitState>()) {
    checkGit(*git);
  } else if (const auto *layout = state.getIf<OciLayoutState>()) {
    checkUrl("reference of an OCI layout", layout->ref);
  }
}
