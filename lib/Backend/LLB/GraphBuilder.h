//===- GraphBuilder.h - Lowers one plan to one graph -------------------------===//
#ifndef COGC_LIB_BACKEND_LLB_GRAPHBUILDER_H
#define COGC_LIB_BACKEND_LLB_GRAPHBUILDER_H

#include "cogc/Backend/LLB.h"
#include "cogc/IR/Layers.h"
#include "cogc/IR/Printer.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"

namespace cogc::llb {

class FileGroup;

/// A file system: the output of a vertex, or nothing for scratch.
using FileSystem = std::optional<Edge>;

/// Who a vertex is made for: the name in front of its own, and the user's lines.
struct Place {
  llvm::StringRef name;
  llvm::ArrayRef<Loc> locs;
};

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
  // BuildGraph.cpp: stages, merges, diffs.
  FileSystem lower(const State &state, const Place &place);
  FileSystem lowerMerge(const MergeState &merge, const Place &place);
  FileSystem lowerDiff(const DiffState &diff, const Place &place);
  FileSystem lowerStage(const Stage &stage);
  FileSystem emptyLayer();
  FileSystem add(Vertex vertex) { return Edge{graph.add(std::move(vertex)), 0}; }

  // BuildSource.cpp: what the daemon fetches and what the client sends.
  FileSystem addSource(const State &state, const Place &place);
  Vertex contextSource(const ContextState &state) const;
  std::vector<std::string> pathsOf(llvm::StringRef context) const;

  // BuildExec.cpp: a run.
  FileSystem lowerRun(const Stage &stage, const Op &op, const RunOp &run,
                      const Environment &environment, const FileSystem &root);
  Mount lowerMount(const cogc::Mount &mount, const Place &place, InputList &inputs,
                   std::vector<std::string> &caps);
  FileSystem cacheFolder(const cogc::Mount &mount, const FileSystem &from);

  // BuildFile.cpp: neighbouring file operations, as one vertex and one layer.
  FileSystem lowerFileOps(const Stage &stage, llvm::ArrayRef<Op> ops, const FileSystem &root);
  void addActions(const Place &place, const Op &op, InputList &inputs, FileGroup &group);

  const Plan &plan;
  const LLBOptions &options;
  Graph graph;
  llvm::StringMap<FileSystem> stages, contexts;
  /// At the end of each stage.
  llvm::StringMap<Environment> environments;
};

/// The user's lines behind an op: its own, else its stage's.
const std::vector<Loc> &placesOf(const Stage &stage, const Op &op);

/// `[place] text`, on one line and not too long for a terminal.
std::string vertexName(llvm::StringRef place, llvm::StringRef text);

} // namespace cogc::llb

#endif
