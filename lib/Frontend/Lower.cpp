#include "cogc/Frontend/Lower.h"
#include "cogc/Frontend/Stack.h"

using namespace cogc;

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
  Requirements requirements;
  if (spec.build.pythonRequirements)
    requirements = readRequirements(*spec.build.pythonRequirements, tree, diags);
  BlockContext context{spec, requirements, options, tree, diags};
  for (const std::unique_ptr<Stack> &stack : allStacks())
    if (stack->detect(context))
      return runBlocks(*stack, context);
  llvm_unreachable("the Python stack takes every project");
}
