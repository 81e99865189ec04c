//===- GraphBuilder.h - Lowers one plan to one graph -------------------------===//
#ifndef COGC_LIB_BACKEND_LLB_GRAPHBUILDER_H
#define COGC_LIB_BACKEND_LLB_GRAPHBUILDER_H

#include "cogc/Backend/LLB.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"

namespace cogc::llb {

/// A file system: the output of a vertex, or nothing for scratch.
using FileSystem = std::optional<Edge>;

/// The inputs of a vertex under construction; each edge stands in it once.
class InputList {
public:
  /// The index of \p files among the inputs, -1 for scratch.
  int64_t indexOf(const FileSystem &files);
  std::vector<Edge> take() { return std::move(edges); }

private:
  std::vector<Edge> edges;
};

class GraphBuilder {
public:
  GraphBuilder(const Plan &plan, const LLBOptions &options) : plan(plan), options(options) {}

  Graph build();

private:
  // BuildGraph.cpp: states and stages.
  FileSystem lower(const State &state);
  FileSystem lowerMerge(const MergeState &merge);
  FileSystem lowerDiff(const DiffState &diff);
  FileSystem lowerStage(const Stage &stage);
  FileSystem addSource(SourceOp op, std::vector<std::string> caps, std::string name,
                       bool hasPlatform = false);
  SourceOp contextSource(const Context &context, std::vector<std::string> &caps) const;

  // BuildExec.cpp: a run.
  FileSystem lowerRun(const Stage &stage, const Op &op, const RunOp &run,
                      const Environment &environment, const FileSystem &root);
  Mount lowerMount(const cogc::Mount &mount, unsigned index, InputList &inputs,
                   std::vector<std::string> &caps);

  // BuildFile.cpp: neighbouring file operations, as one vertex and one layer.
  FileSystem lowerFileOps(const Stage &stage, llvm::ArrayRef<Op> ops, const FileSystem &root);
  void addActions(const Op &op, InputList &inputs, std::vector<FileAction> &actions);

  FileSystem add(Vertex vertex) { return Edge{graph.add(std::move(vertex)), 0}; }
  /// `[stage] text`, on one line and not too long for a terminal.
  static std::string title(const Stage &stage, const Op &op, llvm::StringRef text);

  const Plan &plan;
  const LLBOptions &options;
  Graph graph;
  llvm::StringMap<FileSystem> stages;
};

/// Whether an op becomes part of a FileOp vertex.
bool isFileOp(const Op &op);

} // namespace cogc::llb

#endif
