#include "PlanText.h"
#include "PlanVerifier.h"
#include "cogc/IR/Layers.h"
#include "llvm/ADT/STLExtras.h"

using namespace cogc;
using llvm::StringRef;

void PlanVerifier::checkMerge(const State &state) {
  std::vector<const State *> inputs = mergeInputs(state);
  if (inputs.size() < 2)
    return;
  checkOverlap(inputs);
  checkPackageDatabases(inputs);
}

//===----------------------------------------------------------------------===//
// Files
//===----------------------------------------------------------------------===//

/// The file that \p op writes, where the plan says it; else empty.
static StringRef writtenFile(const Op &op) {
  if (const auto *file = op.getIf<FileOp>())
    return file->path;
  if (const auto *link = op.getIf<SymlinkOp>())
    return link->path;
  return {};
}

/// The first input is what the others lie on; they may change it.
void PlanVerifier::checkOverlap(llvm::ArrayRef<const State *> inputs) {
  llvm::StringMap<StringRef> writers;
  for (const State *input : inputs.drop_front()) {
    const auto *name = input->getIf<StageState>();
    const Stage *part = name ? stages.lookup(name->name).stage : nullptr;
    if (!part)
      continue;
    for (const Op &each : part->ops) {
      StringRef file = writtenFile(each);
      if (file.empty())
        continue;
      StringRef first = writers.try_emplace(file, part->name).first->second;
      if (first != part->name)
        violation(Rule::Overlap, quoteString(file) + " is written by `@" + first + "` and by `@" +
                                     part->name +
                                     "`, which lie beside each other; the image would carry both");
    }
  }
}

//===----------------------------------------------------------------------===//
// apt's database
//===----------------------------------------------------------------------===//

/// Whether `apt` or `dpkg` is in \p command. Commands can be long and every pass asks
/// again, so this looks for their `p`, which is rarer than their `a` and `d`.
static bool namesPackageTool(StringRef command) {
  for (size_t p = command.find('p'); p != StringRef::npos; p = command.find('p', p + 1))
    if (StringRef from = command.drop_front(p ? p - 1 : 0);
        from.starts_with("apt") || from.starts_with("dpkg"))
      return true;
  return false;
}

static bool installsPackages(const Op &op) {
  const auto *run = op.getIf<RunOp>();
  if (!run || !namesPackageTool(run->command))
    return false;
  StringRef command = run->command;
  return command.contains("apt-get install") || command.contains("apt install") ||
         command.contains("apt-get -y install") || command.contains("dpkg -i") ||
         command.contains("dpkg --install");
}

const Stage *PlanVerifier::installerOf(const State &state) const {
  if (const auto *diff = state.getIf<DiffState>()) {
    if (diff->inputs.size() != 2)
      return nullptr;
    // What the lower side has installed is no part of the difference.
    const Stage *upper = installerOf(diff->inputs[1]);
    return upper == installerOf(diff->inputs[0]) ? nullptr : upper;
  }
  const Stage *last = nullptr;
  for (const State *input : mergeInputs(state))
    if (const auto *name = input->getIf<StageState>())
      if (const Stage *installer = stages.lookup(name->name).installer)
        last = installer;
  return last;
}

bool PlanVerifier::isBelow(const Stage *lower, const Stage *upper) const {
  while (upper && upper != lower)
    upper = stages.lookup(upper->name).installerBelow;
  return upper == lower;
}

PlanVerifier::SeenStage PlanVerifier::seenStage(const Stage &each) const {
  const Stage *below = installerOf(each.from);
  bool installs = llvm::any_of(each.ops, installsPackages);
  return {&each, startsFromScratch(each.from), installs ? &each : below,
          installs ? below : nullptr};
}

/// The later part's database is the one that stays, so it has to know what the
/// earlier parts installed.
void PlanVerifier::checkPackageDatabases(llvm::ArrayRef<const State *> inputs) {
  const Stage *earlier = nullptr;
  for (const State *input : inputs) {
    const Stage *installer = installerOf(*input);
    if (!installer)
      continue;
    if (earlier && !isBelow(earlier, installer))
      violation(Rule::PackageDatabase,
                "`@" + earlier->name + "` and `@" + installer->name +
                    "` install apt packages beside each other; of two package databases the "
                    "image keeps one. Let one start from the other");
    earlier = installer;
  }
}
