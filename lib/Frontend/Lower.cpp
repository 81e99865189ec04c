#include "cogc/Frontend/Lower.h"
#include "Blocks/Frameworks.h"
#include "Blocks/Sdk.h"
#include "cogc/Frontend/Lint.h"
#include "cogc/Frontend/Stack.h"
#include "cogc/Resolver/Resolve.h"

using namespace cogc;

/// Whether there are versions for all that the blocks need.
static bool hasSolution(const Stack &stack, const BlockContext &context) {
  DiagnosticEngine unheard(context.tree);
  BlockContext trial{context.spec,    context.options,         context.tree,
                     unheard,         context.dependencies,    context.schema,
                     context.weights, context.tensorflowAlone, context.named};
  PlanBuilder draft(context.options.platform);
  for (auto &block : stack.blocks())
    if (block->applies(trial))
      block->addNeeds(trial, draft);
  Plan plan = draft.take();
  const CompatTable &table = compatTableOf(context.options);
  std::vector<Need> needs = resolvableNeeds(plan.needs, table);
  return isSatisfiable({needs, plan.platform, table});
}

/// The extra that brings TensorFlow's CUDA is an addition of ours, so it gives way.
static void chooseTensorflowExtra(const Stack &stack, BlockContext &context) {
  if (!addsTensorflowExtra(context) || hasSolution(stack, context))
    return;
  context.tensorflowAlone = true;
  context.tensorflowAlone = hasSolution(stack, context);
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

static std::optional<SchemaReference> referenceOf(const std::optional<PythonRef> &ref) {
  // Without a file what is written is no reference, which has been reported.
  if (!ref || ref->file.empty())
    return std::nullopt;
  return SchemaReference{ref->file, ref->name, ref->text.range};
}

std::optional<ModelSchema> cogc::readModelSchema(const ModelSpec &spec,
                                                 const CompileOptions &options, SourceTree &tree,
                                                 DiagnosticEngine &diags) {
  Sdk sdk = chooseSdk(spec, options);
  SchemaRequest request{referenceOf(spec.run), referenceOf(spec.train), spec.concurrencyMax,
                        sdk.version,           sdk.isRelease,           spec.build.pythonVersion};
  if (options.openApiSchema.empty())
    return makeModelSchema(request, tree, diags);
  // Whoever brings a document may have a model that says too little about itself.
  DiagnosticEngine unheard(tree);
  ModelSchema schema = makeModelSchema(request, tree, unheard).value_or(ModelSchema());
  schema.document = options.openApiSchema;
  return schema;
}

void cogc::checkSources(const ModelSpec &spec, const CompileOptions &options, SourceTree &tree,
                        DiagnosticEngine &diags) {
  readDependencies(spec, tree, diags);
  if (!options.skipSchema)
    readModelSchema(spec, options, tree, diags);
}

Plan cogc::lowerToPlan(const ModelSpec &spec, const CompileOptions &options, SourceTree &tree,
                       DiagnosticEngine &diags, std::vector<WeightGroup> *weights) {
  Dependencies dependencies = readDependencies(spec, tree, diags);
  std::optional<ModelSchema> schema;
  if (!options.skipSchema)
    schema = readModelSchema(spec, options, tree, diags);
  // What the decorator says counts where cog.yaml says nothing: in the image's
  // environment and in its label.
  ModelSpec effective = spec;
  if (schema && schema->concurrencyMax && !spec.concurrencyMax)
    effective.concurrencyMax = schema->concurrencyMax;
  std::vector<WeightGroup> groups = findWeights(spec, options, dependencies, tree, diags);
  BlockContext context{effective, options, tree, diags, dependencies, schema ? &*schema : nullptr,
                       groups};
  if (weights)
    *weights = groups;
  for (const std::unique_ptr<Stack> &stack : allStacks())
    if (stack->detect(context)) {
      chooseTensorflowExtra(*stack, context);
      Plan plan = runBlocks(*stack, context);
      lint(context);
      return plan;
    }
  llvm_unreachable("the Python stack takes every project");
}
