//===- Source.cpp - The source at /src ------------------------------------------===//
#include "cogc/Frontend/Blocks.h"
#include "cogc/Frontend/DockerIgnore.h"
#include "cogc/Frontend/Weights.h"
#include <set>

using namespace cogc;

static void reportMistakes(const BlockContext &context, FileId file) {
  for (const IgnoreMistake &mistake : findIgnoreMistakes(context.tree.contents(file))) {
    auto begin = static_cast<uint32_t>(mistake.offset);
    context.diags.report(Diag::dockerignore_pattern,
                         SourceRange{file, begin, begin + static_cast<uint32_t>(mistake.size)},
                         mistake.text);
  }
}

/// The project folder as the client sends it: without what .dockerignore says,
/// without weights, which have contexts of their own, and never `.cog`, where Cog
/// and its caches keep things of their own. Last, so that no `!` pattern takes
/// them back.
static Context projectContext(const BlockContext &context) {
  Context result{"src", ".", {}, {}};
  if (context.tree.isFile(".dockerignore")) {
    llvm::Expected<FileId> file = context.tree.open(".dockerignore");
    if (file) {
      result.exclude = readDockerIgnore(context.tree.contents(*file));
      reportMistakes(context, *file);
    } else
      context.diags.report(Diag::cannot_read, std::nullopt, ".dockerignore",
                           llvm::toString(file.takeError()));
  }
  std::set<std::string> weights;
  for (const WeightGroup &group : context.weights)
    for (const WeightFile &file : group.files)
      weights.insert(file.inProject.begin(), file.inProject.end());
  result.exclude.insert(result.exclude.end(), weights.begin(), weights.end());
  result.exclude.push_back(".cog");
  return result;
}

namespace {
class SourceBlock : public Block {
public:
  llvm::StringRef name() const override { return "source"; }
  bool applies(const BlockContext &) const override { return true; }

  void addStages(const BlockContext &context, PlanBuilder &plan) const override {
    plan.context(projectContext(context));
    Timestamp times = context.options.sourceDateEpoch;
    auto stage = plan.stage("source", Phase::ExportApp);
    stage.add(MkdirOp{.path = "/src", .owner = {}, .times = times});
    if (context.options.noSource)
      return;
    stage.add(copyFromProject(".", "/src", times), {}, "copy the source");
    if (context.spec.configPath != "cog.yaml")
      addConfig(context, plan);
  }

private:
  /// The configuration under the name that SDKs before 0.17 read. From the plan,
  /// not from the context, where a .dockerignore may leave it out. A layer of its
  /// own: a further write into /src would give that folder the time of the build.
  static void addConfig(const BlockContext &context, PlanBuilder &plan) {
    plan.stage("config", Phase::ExportApp)
        .add(FileOp{.path = "/src/cog.yaml",
                    .contents = context.tree.contents(context.spec.configFile).str(),
                    .owner = {},
                    .times = context.options.sourceDateEpoch});
  }

  static CopyOp copyFromProject(std::string source, std::string to, Timestamp times) {
    CopyOp copy;
    copy.sources = {std::move(source)};
    copy.from = State::context("src");
    copy.to = std::move(to);
    copy.times = times;
    return copy;
  }
};
} // namespace

std::unique_ptr<Block> cogc::makeSourceBlock() { return std::make_unique<SourceBlock>(); }
