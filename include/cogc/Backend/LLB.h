//===- LLB.h - Final Plan → BuildKit LLB ----------------------------------------===//
//
// Three steps, each with a form of its own: buildGraph() lowers the plan to an
// llb::Graph (hash-consed, free of protobuf), printGraph() shows it with
// stable local names, marshal() writes the bytes of a pb.Definition whose
// vertex digests survive BuildKit's own re-marshalling.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_BACKEND_LLB_H
#define COGC_BACKEND_LLB_H

#include "cogc/Backend/LLBGraph.h"
#include "cogc/IR/Plan.h"
#include "cogc/Support/Diagnostics.h"
#include "cogc/Support/SourceTree.h"
#include "llvm/Support/raw_ostream.h"
#include <map>
#include <string>

namespace cogc {

/// What tells BuildKit which contexts are the same.
struct ContextIds {
  /// `local.unique`: builds with different ids never share their context.
  std::string contextId;
  /// `local.sharedkeyhint`: builds with the same hint share what was sent before.
  std::string sharedKeyHint;
};

struct LLBOptions : ContextIds {
  /// Contexts that have ids of their own, by name.
  std::map<std::string, ContextIds> contexts = {};
};

/// A context id that depends on nothing but the names and the contents of the
/// files that the compile has read: 64 hex digits.
std::string deriveContextId(const SourceTree &tree);

/// Lowers a final plan. The graph has a result even when the export is empty:
/// BuildKit does not take a definition without a vertex.
llb::Graph buildGraph(const Plan &plan, const LLBOptions &options);

/// The bytes of the pb.Definition; the same graph gives the same bytes. The files
/// that the graph's locations name are taken from the engine's tree for the
/// source map; a location whose file is not there, has no such line or is larger
/// than a file that people write is left out. What BuildKit could not read is
/// reported (`llb_not_utf8`, `llb_too_large`), and the result is empty.
std::string marshalGraph(const llb::Graph &graph, DiagnosticEngine &diags);

/// `--emit=llb-text`: one block a vertex, `%0`, `%1`, … in topological order.
void printGraph(const llb::Graph &graph, llvm::raw_ostream &os);
/// `--emit=dot`: the vertices as a Graphviz digraph.
void printGraphDot(const llb::Graph &graph, llvm::raw_ostream &os);

} // namespace cogc

#endif
