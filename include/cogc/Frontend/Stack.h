//===- Stack.h - Who turns a ModelSpec into a draft Plan --------------------===//
//
// Exactly one Stack takes a project (today there is one, Python). It has a list
// of Blocks in a fixed order; each block looks whether it applies, states what
// it needs, and adds stages. docs/AddingABlock.md walks through a new one.
//
// A block only ever appends (docs/rationale/blocks-append.md): it cannot see or
// change what another block added. What has to be decided across blocks is a
// pass's work.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_FRONTEND_STACK_H
#define COGC_FRONTEND_STACK_H

#include "cogc/Frontend/Dependencies.h"
#include "cogc/Frontend/ModelSpec.h"
#include "cogc/IR/PlanBuilder.h"
#include "cogc/Schema/Schema.h"
#include "cogc/Support/CompileOptions.h"
#include "cogc/Support/Diagnostics.h"
#include <memory>
#include <vector>

namespace cogc {

struct NamedPackage;
struct WeightGroup;

/// All that a block may look at.
struct BlockContext {
  const ModelSpec &spec;
  const CompileOptions &options;
  SourceTree &tree;
  DiagnosticEngine &diags;
  /// Where the packages come from.
  const Dependencies &dependencies;
  /// The model's interface; its errors were reported when there is none.
  const ModelSchema *schema = nullptr;
  /// The weights, by layers.
  llvm::ArrayRef<WeightGroup> weights = {};
  /// TensorFlow goes without the extra that brings its CUDA, since nothing fits with it.
  bool tensorflowAlone = false;
  /// What namedPackages() found, so that many blocks may ask.
  mutable std::shared_ptr<const std::vector<NamedPackage>> named = nullptr;

  Loc locate(SourceRange range) const { return tree.locate(range); }
};

/// One concern of a build, in one file of lib/Frontend/Blocks.
class Block {
public:
  virtual ~Block() = default;
  /// The name in messages, `need … by NAME`, and `cogc explain`.
  virtual llvm::StringRef name() const = 0;
  /// Whether the block has anything to do for this project.
  virtual bool applies(const BlockContext &context) const = 0;
  /// The versions that it wants; called for all blocks before any addStages().
  virtual void addNeeds(const BlockContext &context, PlanBuilder &plan) const {}
  virtual void addStages(const BlockContext &context, PlanBuilder &plan) const = 0;
};

class Stack {
public:
  virtual ~Stack() = default;
  virtual llvm::StringRef name() const = 0;
  /// Whether the project is of this kind. The first stack that says yes wins.
  virtual bool detect(const BlockContext &context) const = 0;
  /// The blocks in the order in which they run.
  virtual std::vector<std::unique_ptr<Block>> blocks() const = 0;
};

/// All stacks, in the order in which they are asked.
std::vector<std::unique_ptr<Stack>> allStacks();

} // namespace cogc

#endif
