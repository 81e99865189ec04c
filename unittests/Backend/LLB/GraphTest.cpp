// Equal work is one vertex, whoever asks for it.
#include "cogc/Backend/LLBGraph.h"
#include "gtest/gtest.h"

using namespace cogc;
using namespace cogc::llb;

static Vertex image(const std::string &ref) {
  Vertex vertex;
  vertex.op = llb::SourceOp{"docker-image://" + ref, {}};
  vertex.platform = Platform();
  return vertex;
}

static Vertex step(const std::string &command, Edge root) {
  llb::ExecOp exec;
  exec.args = {"/bin/sh", "-c", command};
  Vertex vertex;
  vertex.op = std::move(exec);
  vertex.inputs = {root};
  return vertex;
}

TEST(LLBGraphTest, EqualVerticesAreOne) {
  Graph graph;
  uint32_t a = graph.add(image("a"));
  uint32_t b = graph.add(image("b"));
  EXPECT_NE(a, b);
  EXPECT_EQ(graph.add(image("a")), a);
  EXPECT_EQ(graph.add(step("true", {a})), graph.add(step("true", {a})));
  EXPECT_EQ(graph.vertices().size(), 3u);
}

TEST(LLBGraphTest, InputsAndPlatformBelongToTheIdentity) {
  Graph graph;
  uint32_t a = graph.add(image("a"));
  Vertex other = image("a");
  other.platform->architecture = "arm64";
  EXPECT_NE(graph.add(other), a);
  EXPECT_NE(graph.add(step("true", {a, 0})), graph.add(step("true", {a, 1})));
}

// The hash leaves fields out on purpose; equality must not.
TEST(LLBGraphTest, AFieldThatIsNotHashedStillCounts) {
  Graph graph;
  Vertex plain = step("true", {0}), host = plain;
  std::get<llb::ExecOp>(host.op).network = llb::ExecOp::Network::Host;
  EXPECT_NE(graph.add(plain), graph.add(host));
}

TEST(LLBGraphTest, JoinsMetadata) {
  Graph graph;
  Vertex first = image("a"), second = image("a");
  first.name = "first";
  first.caps = {"z", "a", "z"};
  first.locs = {{"cog.yaml", 1, 1, 1}};
  second.name = "second";
  second.caps = {"m", "a"};
  second.locs = {{"cog.yaml", 2, 1, 2}, {"cog.yaml", 1, 1, 1}};
  graph.add(first);
  graph.add(second);
  const Vertex &joined = graph.vertices().front();
  EXPECT_EQ(joined.name, "first");
  EXPECT_EQ(joined.caps, (std::vector<std::string>{"a", "m", "z"}));
  EXPECT_EQ(joined.locs, (std::vector<Loc>{{"cog.yaml", 1, 1, 1}, {"cog.yaml", 2, 1, 2}}));
}
