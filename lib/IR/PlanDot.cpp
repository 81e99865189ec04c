//===- PlanDot.cpp - A plan's stages as a Graphviz digraph ----------------------===//
//
// A box a stage, an ellipse a state that no stage makes; solid edges for what
// a stage starts from, dashed ones for what it copies or mounts.
//
//===----------------------------------------------------------------------===//
#include "PlanText.h"
#include "cogc/IR/Printer.h"
#include "llvm/ADT/StringSet.h"

using namespace cogc;
using llvm::StringRef;

/// A quoted identifier or label. Graphviz knows `\"` and takes every other
/// backslash for one of its escapes.
static std::string dotQuote(StringRef text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\')
      out += '\\';
    out += isControl(c) ? ' ' : c;
  }
  return out + '"';
}

namespace {

class DotWriter {
public:
  explicit DotWriter(llvm::raw_ostream &os) : os(os) {}
  void write(const Plan &plan);

private:
  void writeStage(const Stage &stage);
  void writeEdges(const State &from, StringRef to, StringRef style);

  llvm::raw_ostream &os;
  /// The states that have their ellipse, and the edges that are drawn.
  llvm::StringSet<> drawn;
};

} // namespace

void DotWriter::write(const Plan &plan) {
  os << "digraph plan {\n  rankdir=LR;\n  node [shape=box];\n";
  for (const Stage &stage : plan.stages)
    writeStage(stage);
  os << "  \"export\" [shape=doubleoctagon];\n";
  writeEdges(plan.result.from, "export", "solid");
  os << "}\n";
}

void DotWriter::writeStage(const Stage &stage) {
  std::string name = "@" + stage.name;
  os << "  " << dotQuote(name)
     << " [label=" << dotQuote(name + " in " + phaseName(stage.phase).str()) << "];\n";
  writeEdges(stage.from, name, "solid");
  for (const Op &op : stage.ops) {
    if (const auto *copy = op.getIf<CopyOp>())
      writeEdges(copy->from, name, "dashed");
    if (const auto *run = op.getIf<RunOp>())
      for (const Mount &mount : run->mounts)
        if (mount.from)
          writeEdges(*mount.from, name, "dashed");
  }
}

// Merges and diffs are drawn by their inputs.
void DotWriter::writeEdges(const State &from, StringRef to, StringRef style) {
  walkStates(from, [&](const State &state) {
    if (state.is<MergeState>() || state.is<DiffState>() || state.is<ScratchState>())
      return;
    std::string name = printState(state);
    if (!state.is<StageState>() && drawn.insert(name).second)
      os << "  " << dotQuote(name) << " [shape=ellipse];\n";
    std::string edge = dotQuote(name) + " -> " + dotQuote(to) + " [style=" + style.str() + "];";
    if (drawn.insert(edge).second)
      os << "  " << edge << '\n';
  });
}

void cogc::printPlanDot(const Plan &plan, llvm::raw_ostream &os) { DotWriter(os).write(plan); }
