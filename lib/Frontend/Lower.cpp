#include "cogc/Frontend/Lower.h"
#include "cogc/Frontend/Stack.h"

using namespace cogc;

const Dependencies &cogc::noDependencies() {
  static const Dependencies none;
  return none;
}

static Plan runBlocks(const Stack &stack, const BlockContext &context) {
  PlanBuilder plan(context.options.platform);
  std::vector<std::unique_ptr<Block>> blocks = stack.blocks();
  llvm::erase_if(blocks, [&](auto &block) { return !block->applies(context); });
  for (auto &block : blocks)
    block->addNeeds(context, plan);
  for (auto &block : blocks)
    block->addStages(context, plan);
  return plan.take();
}

Plan cogc::lowerToPlan(const ModelSpec &spec, const CompileOptions &options, SourceTree &tree,
                       DiagnosticEngine &diags) {
  Dependencies dependencies = readDependencies(spec, tree, diags);
  BlockContext context{spec, dependencies.requirements, options, tree, diags, dependencies};
  for (const std::unique_ptr<Stack> &stack : allStacks())
    if (stack->detect(context))
      return runBlocks(*stack, context);
  llvm_unreachable("the Python stack takes every project");
}
