//===- Weights.cpp - Weights in layers of their own -------------------------------===//
//
// Each group has a context of its own, so that only what changed is sent again,
// and a stage that does nothing but place its files, so that it becomes a layer
// beside the source's. A layer depends on what the files hold and where they
// are: modes, owners and times are ours.
//
//===----------------------------------------------------------------------------===//
#include "cogc/Frontend/Weights.h"
#include "cogc/Frontend/Blocks.h"
#include "cogc/Support/HumanSize.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace cogc;
using Origin = WeightGroup::Origin;

static llvm::StringRef folderOf(llvm::StringRef path) { return path.take_front(path.rfind('/')); }
static llvm::StringRef nameOf(llvm::StringRef path) {
  return path.substr(path.rfind('/') + 1); // npos + 1 is 0
}

namespace {
class WeightsBlock : public Block {
public:
  llvm::StringRef name() const override { return "weights"; }
  bool applies(const BlockContext &context) const override { return !context.weights.empty(); }

  void addStages(const BlockContext &context, PlanBuilder &plan) const override {
    for (const WeightGroup &group : context.weights) {
      if (group.origin != Origin::Net)
        plan.context(contextOf(group));
      addGroup(context, group, plan);
    }
  }

private:
  static Context contextOf(const WeightGroup &group) {
    Context result{group.name, group.origin == Origin::Given ? "." : group.folder, {}, {}};
    result.given = group.origin == Origin::Given;
    // Says which folder is meant; of the project's own, the copies say what is sent.
    if (result.given)
      for (const WeightFile &file : group.files)
        result.include.push_back(file.path);
    return result;
  }

  static void addGroup(const BlockContext &context, const WeightGroup &group, PlanBuilder &plan) {
    Timestamp times = context.options.sourceDateEpoch;
    auto stage = plan.stage(group.name, Phase::ExportWeights);
    std::set<llvm::StringRef> folders;
    for (const WeightFile &file : group.files) {
      folders.insert(folderOf(file.target));
      if (!file.range.isValid())
        context.diags.report(Diag::weight_found, std::nullopt, file.path, humanSize(file.size),
                             group.name);
    }
    for (llvm::StringRef folder : folders)
      stage.add(MkdirOp{.path = folder.str(), .owner = {}, .times = times});
    for (Copy &copy : copiesOf(group, times))
      stage.add(std::move(copy.op), locate(context, copy.ranges), titleOf(group));
  }

  static std::vector<Loc> locate(const BlockContext &context, llvm::ArrayRef<SourceRange> ranges) {
    std::vector<Loc> locs;
    for (SourceRange range : ranges)
      locs.push_back(context.locate(range));
    return locs;
  }

  struct Copy {
    CopyOp op;
    std::vector<SourceRange> ranges;
  };

  /// One copy for all files that go into one folder under their own names.
  static std::vector<Copy> copiesOf(const WeightGroup &group, Timestamp times) {
    llvm::MapVector<std::pair<std::string, std::string>, Copy,
                    std::map<std::pair<std::string, std::string>, unsigned>>
        copies;
    for (const WeightFile &file : group.files) {
      bool isNet = group.origin == Origin::Net;
      bool keepsName = !isNet && nameOf(file.path) == nameOf(file.target);
      std::string to = keepsName ? folderOf(file.target).str() + "/" : file.target;
      Copy &copy = copies[{to, file.isExecutable ? "x" : ""}];
      copy.op.sources.push_back(isNet ? nameOf(file.target).str() : file.path);
      copy.op.from = isNet ? netState(file) : State::context(group.name);
      copy.op.to = to;
      copy.op.mode = file.isExecutable ? 0755 : 0644;
      copy.op.times = times;
      if (file.range.isValid() && !llvm::is_contained(copy.ranges, file.range))
        copy.ranges.push_back(file.range);
    }
    std::vector<Copy> result;
    for (auto &entry : copies)
      result.push_back(std::move(entry.second));
    return result;
  }

  static State netState(const WeightFile &file) {
    HttpState http;
    http.url = file.path;
    http.checksum = file.checksum;
    http.filename = nameOf(file.target).str();
    return State{std::move(http)};
  }

  static std::string titleOf(const WeightGroup &group) {
    std::string size = group.origin == Origin::Net ? "" : " (" + humanSize(group.size()) + ")";
    if (group.files.size() == 1)
      return "place " + group.files.front().target + size;
    return "place " + std::to_string(group.files.size()) + " weights" + size;
  }
};
} // namespace

std::unique_ptr<Block> cogc::makeWeightsBlock() { return std::make_unique<WeightsBlock>(); }
