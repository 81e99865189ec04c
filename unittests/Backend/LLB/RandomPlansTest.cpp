// Every final plan becomes a graph that BuildKit can walk, and bytes that it can
// read, the same ones each time. (test/e2e/tools/llbcheck asks BuildKit.)
#include "LLBTestUtils.h"
#include "PlanGenerator.h"

using namespace cogc;
using namespace cogc::test;

static void checkInput(const llb::Vertex &vertex, int64_t index, size_t results) {
  EXPECT_GE(index, -1);
  EXPECT_LT(index, int64_t(vertex.inputs.size() + results));
}

static void checkExec(const llb::Vertex &vertex, const llb::ExecOp &exec) {
  ASSERT_FALSE(exec.mounts.empty());
  EXPECT_EQ(exec.mounts.front().dest, "/");
  EXPECT_EQ(exec.mounts.front().output, 0);
  EXPECT_TRUE(vertex.platform);
  for (const llb::Mount &mount : exec.mounts)
    checkInput(vertex, mount.input, 0);
}

static void checkFile(const llb::Vertex &vertex, const llb::FileOp &file) {
  ASSERT_FALSE(file.actions.empty());
  for (size_t k = 0; k < file.actions.size(); ++k) {
    const llb::FileAction &action = file.actions[k];
    checkInput(vertex, action.input, k);
    checkInput(vertex, action.secondaryInput, k);
    EXPECT_EQ(action.output, k + 1 == file.actions.size() ? 0 : -1);
  }
}

static void checkGraph(const llb::Graph &graph) {
  ASSERT_TRUE(graph.result);
  EXPECT_LT(graph.result->vertex, graph.vertices().size());
  for (size_t i = 0; i < graph.vertices().size(); ++i) {
    const llb::Vertex &vertex = graph.vertices()[i];
    EXPECT_FALSE(vertex.name.empty());
    EXPECT_FALSE(vertex.caps.empty());
    EXPECT_TRUE(llvm::is_sorted(vertex.caps));
    for (const llb::Edge &edge : vertex.inputs)
      EXPECT_LT(edge.vertex, i);
    if (auto *exec = std::get_if<llb::ExecOp>(&vertex.op))
      checkExec(vertex, *exec);
    if (auto *file = std::get_if<llb::FileOp>(&vertex.op))
      checkFile(vertex, *file);
    if (std::holds_alternative<llb::MergeOp>(vertex.op)) {
      EXPECT_GE(vertex.inputs.size(), 2u);
    }
  }
}

TEST(LLBRandomPlansTest, AllBecomeDefinitions) {
  PlanGenerator generator(20260901, /*onlyUtf8=*/true);
  for (unsigned i = 0; i < 1500; ++i) {
    SCOPED_TRACE(i);
    Compile compile;
    Plan plan = generator.plan(PlanLevel::Final);
    llb::Graph graph = buildGraph(plan, compile.options);
    checkGraph(graph);
    std::string bytes = marshalGraph(graph, compile.diags);
    ASSERT_FALSE(compile.diags.hasErrors());
    EXPECT_EQ(marshalGraph(buildGraph(plan, compile.options), compile.diags), bytes);
  }
}

TEST(LLBRandomPlansTest, OtherBytesGiveADiagnosticOrADefinition) {
  PlanGenerator generator(7);
  for (unsigned i = 0; i < 500; ++i) {
    Compile compile;
    llb::Graph graph = buildGraph(generator.plan(PlanLevel::Final), compile.options);
    bool isEmpty = marshalGraph(graph, compile.diags).empty();
    EXPECT_EQ(isEmpty, compile.diags.hasErrors());
  }
}

TEST(LLBRandomPlansTest, AllPrint) {
  PlanGenerator generator(8);
  for (unsigned i = 0; i < 500; ++i) {
    llb::Graph graph = buildGraph(generator.plan(PlanLevel::Final), {});
    std::string text, dot;
    llvm::raw_string_ostream textStream(text), dotStream(dot);
    printGraph(graph, textStream);
    printGraphDot(graph, dotStream);
    EXPECT_EQ(llvm::StringRef(text).count("\n%") + 1, graph.vertices().size());
  }
}
