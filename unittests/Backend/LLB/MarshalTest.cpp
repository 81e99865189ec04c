// The bytes, read by hand: their order is what keeps BuildKit's digests.
#include "LLBTestUtils.h"
#include "cogc/Support/Digest.h"

using namespace cogc;
using namespace cogc::test;

// Field numbers of pb.Definition and pb.Op.
enum : unsigned { Def = 1, Metadata = 2, Source = 3 };
enum : unsigned { Inputs = 1, Exec = 2, SourceKind = 3, File = 4, Merge = 6, Diff = 7 };
enum : unsigned { PlatformField = 10, Constraints = 11 };

static constexpr const char everything[] = R"(
context $src "." exclude [".cog"]
stage @base in export.base from image "docker.io/library/python:3.13-slim"
stage @run in build.deps from @base {
  run "true"
    mount bind "/src" from $src
}
stage @files in export.app from scratch {
  copy "/a" from @run to "/b" owner="0:0"
}
stage @diff in export.app from diff(@base, @run)
export from merge(@base, @files, @diff) {
}
)";

TEST(LLBMarshalTest, TheKindStandsBehindPlatformAndConstraints) {
  Compile compile;
  std::vector<std::vector<unsigned>> orders;
  for (const std::string &op : all(compile.bytes(everything), Def))
    orders.push_back(numbersOf(op));
  std::vector<std::vector<unsigned>> expected = {
      {PlatformField, Constraints, SourceKind}, // the image
      {Constraints, SourceKind},                // the context: no platform
      {Inputs, Inputs, PlatformField, Constraints, Exec},
      {Inputs, Constraints, File},
      {Inputs, Inputs, Constraints, Diff},
      {Inputs, Inputs, Inputs, Constraints, Merge},
      {Inputs}, // the terminal
  };
  EXPECT_EQ(orders, expected);
}

TEST(LLBMarshalTest, InputsAreDigestsOfEarlierOperations) {
  Compile compile;
  std::vector<std::string> known;
  for (const std::string &op : all(compile.bytes(everything), Def)) {
    for (const std::string &input : all(op, Inputs))
      EXPECT_TRUE(llvm::is_contained(known, only(input, 1)));
    known.push_back(sha256Digest(op));
  }
  // The terminal names the last vertex.
  EXPECT_EQ(known.size(), 7u);
}

TEST(LLBMarshalTest, EachOperationHasMetadataInTheOrderOfDigests) {
  Compile compile;
  std::string bytes = compile.bytes(everything);
  std::vector<std::string> digests, entries;
  for (const std::string &op : all(bytes, Def))
    digests.push_back(sha256Digest(op));
  for (const std::string &entry : all(bytes, Metadata))
    entries.push_back(only(entry, 1));
  llvm::sort(digests);
  EXPECT_EQ(entries, digests);
}

static std::vector<std::string> keysOf(const std::vector<std::string> &entries) {
  std::vector<std::string> keys;
  for (const std::string &entry : entries)
    keys.push_back(only(entry, 1));
  return keys;
}

TEST(LLBMarshalTest, TheTerminalAsksForWhatTheDefinitionUses) {
  Compile compile;
  std::string bytes = compile.bytes("export from scratch {\n}\n");
  std::string terminal = sha256Digest(all(bytes, Def).back());
  for (const std::string &entry : all(bytes, Metadata))
    if (only(entry, 1) == terminal) {
      EXPECT_EQ(keysOf(all(only(entry, 2), 5)),
                (std::vector<std::string>{"constraints", "meta.description", "platform"}));
    }
}

TEST(LLBMarshalTest, AttributesAreSorted) {
  Compile compile;
  std::string context = all(compile.bytes(everything), Def)[1];
  EXPECT_EQ(
      keysOf(all(only(context, SourceKind), 2)),
      (std::vector<std::string>{"local.excludepatterns", "local.sharedkeyhint", "local.unique"}));
}

// The whole of it, once: image, empty constraints, terminal, metadata.
TEST(LLBMarshalTest, GoldenImage) {
  Compile compile;
  std::string bytes = compile.bytes("export from image \"docker.io/library/a:1\" {\n}\n");
  std::vector<std::string> ops = all(bytes, Def);
  ASSERT_EQ(ops.size(), 2u);
  std::string image = "520e"           // platform, 14 bytes
                      "0a0561726d3634" // architecture: "arm64"
                      "12056c696e7578" // os: "linux"
                      "5a00"           // constraints, empty
                      "1a26"           // source, 38 bytes; no attributes, no field
                      "0a24";          // identifier
  EXPECT_EQ(hex(ops[0]), image + hex("docker-image://docker.io/library/a:1"));
  // One input, whose index 0 is not written.
  EXPECT_EQ(hex(ops[1]), "0a490a47" + hex(sha256Digest(ops[0])));
}

TEST(LLBMarshalTest, GoldenFileActions) {
  Compile compile;
  std::string bytes = compile.bytes(R"(
stage @a in export.app from scratch {
  mkdir "/d" mode=0755 owner="0:7"
}
export from @a {
}
)");
  std::string action = only(only(all(bytes, Def)[0], File), 2);
  EXPECT_EQ(hex(action), "08ffffffffffffffffff01" // input: -1
                         "10ffffffffffffffffff01" // secondaryInput: -1; output 0 is not written
                         "3213"                   // mkdir
                         "0a022f64"               // path
                         "10ed03"                 // mode: 0755
                         "1801"                   // makeParents
                         "2208"                   // owner; timestamp 0 is not written
                         "0a021000"               // user 0 is written: it is in a oneof
                         "12021007");             // group 7
}

TEST(LLBMarshalTest, UnsetTimesAndModesAreMinusOne) {
  Compile compile;
  std::string bytes = compile.bytes(everything);
  std::string file = all(bytes, Def)[3];
  std::string copy = only(only(only(file, File), 2), 4);
  for (const WireField &field : fieldsOf(copy))
    if (field.number == 4 || field.number == 11) {
      EXPECT_EQ(int64_t(field.value), -1) << "field " << field.number;
    }
}

TEST(LLBMarshalTest, SecretsSayNothingOfAnOutput) {
  Compile compile;
  std::string bytes = compile.bytes(R"(
stage @a in export.app from image "docker.io/library/a:1" {
  run "true"
    mount secret "/s" id="s"
    mount cache "/c" id="c"
}
export from @a {
}
)");
  std::vector<std::string> mounts = all(only(all(bytes, Def)[1], Exec), 2);
  ASSERT_EQ(mounts.size(), 3u);
  EXPECT_EQ(numbersOf(mounts[0]), (std::vector<unsigned>{3}));              // root: 0 to 0
  EXPECT_EQ(numbersOf(mounts[1]), (std::vector<unsigned>{1, 3, 4, 6, 20})); // none to none
  EXPECT_EQ(numbersOf(mounts[2]), (std::vector<unsigned>{1, 3, 6, 21}));
  EXPECT_EQ(only(only(mounts[1], 20), 1), "/c");
}

TEST(LLBMarshalTest, EqualPlansHaveEqualBytes) {
  EXPECT_EQ(Compile().bytes(everything), Compile().bytes(everything));
}

TEST(LLBMarshalTest, TheContextIdMakesTheDifference) {
  Compile one, two;
  two.options.contextId = "other";
  EXPECT_NE(one.bytes(everything), two.bytes(everything));
}

//===----------------------------------------------------------------------===//
// The source map
//===----------------------------------------------------------------------===//

/// `digest: file:first-last` for each location.
static std::vector<std::string> locationsOf(const std::string &bytes) {
  std::vector<std::string> texts, files;
  std::string source = only(bytes, Source);
  for (const std::string &info : all(source, 2))
    files.push_back(only(info, 1));
  for (const std::string &entry : all(source, 1))
    for (const std::string &location : all(only(entry, 2), 1)) {
      size_t file = 0;
      std::string lines;
      for (const WireField &field : fieldsOf(location)) {
        if (field.number == 1)
          file = field.value;
        else
          for (const WireField &end : fieldsOf(field.bytes))
            lines += (lines.empty() ? "" : "-") + std::to_string(fieldsOf(end.bytes)[0].value);
      }
      texts.push_back(files.at(file) + ":" + lines);
    }
  return texts;
}

static std::string runAt(llvm::StringRef places) {
  return ("stage @a in export.app from scratch {\n  run \"true\" at " + places +
          "\n}\nexport from @a {\n}\n")
      .str();
}

TEST(LLBSourceMapTest, CarriesTheFilesThatItNames) {
  Compile compile;
  compile.tree.add("requirements.txt", "torch\n");
  std::string bytes = compile.bytes(runAt("requirements.txt:1:1, cog.yaml:2:3"));
  EXPECT_EQ(locationsOf(bytes), (std::vector<std::string>{"requirements.txt:1-1", "cog.yaml:2-2"}));
  std::vector<std::string> infos = all(only(bytes, Source), 2);
  EXPECT_EQ(only(infos[0], 2), "torch\n");
  EXPECT_EQ(only(infos[1], 4), "YAML");
}

TEST(LLBSourceMapTest, LeavesOutWhatIsNotThere) {
  Compile compile;
  std::string bytes = compile.bytes(runAt("gone.yaml:1:1, cog.yaml:6:1, cog.yaml:5:1"));
  EXPECT_EQ(locationsOf(bytes), std::vector<std::string>{"cog.yaml:5-5"});
}

TEST(LLBSourceMapTest, EndsWithTheFileAndSaysNothingTwice) {
  Compile compile;
  llb::Graph graph;
  llb::Vertex vertex;
  vertex.op = llb::SourceOp{"docker-image://a", {}};
  vertex.locs = {{"cog.yaml", 4, 1, 99}, {"cog.yaml", 4, 7, 5}, {"cog.yaml", 1, 1, 1}};
  graph.result = llb::Edge{graph.add(vertex), 0};
  EXPECT_EQ(locationsOf(marshalGraph(graph, compile.diags)),
            (std::vector<std::string>{"cog.yaml:4-5", "cog.yaml:1-1"}));
}

TEST(LLBSourceMapTest, AHugeFileStaysAtHome) {
  Compile compile;
  compile.tree.add("huge.txt", std::string(2 << 20, 'x'));
  EXPECT_EQ(locationsOf(compile.bytes(runAt("huge.txt:1:1, cog.yaml:1:1"))),
            std::vector<std::string>{"cog.yaml:1-1"});
}

//===----------------------------------------------------------------------===//
// What BuildKit would not read
//===----------------------------------------------------------------------===//

static std::string complaintOf(Compile &compile, const llb::Graph &graph) {
  EXPECT_EQ(marshalGraph(graph, compile.diags), "");
  return std::string(diagName(compile.diags.diagnostics().front().kind));
}

TEST(LLBMarshalTest, RefusesTextThatIsNotUtf8) {
  Compile compile;
  llb::Graph graph;
  llb::Vertex vertex;
  llb::ExecOp exec;
  exec.args = {"/bin/sh", "-c", "\xff"};
  vertex.op = exec;
  graph.result = llb::Edge{graph.add(vertex), 0};
  EXPECT_EQ(complaintOf(compile, graph), "llb_not_utf8");
}

TEST(LLBMarshalTest, FilesMayHaveAnyBytes) {
  Compile compile;
  std::string bytes = compile.bytes("stage @a in export.app from scratch {\n"
                                    "  file \"/f\" \"\\xff\\x00\"\n}\nexport from @a {\n}\n");
  EXPECT_NE(bytes, "");
  EXPECT_FALSE(compile.diags.hasErrors());
}

TEST(LLBMarshalTest, RefusesWhatBuildKitWouldRefuse) {
  Compile compile;
  llb::Graph graph;
  llb::Vertex vertex;
  llb::FileAction action;
  action.kind = llb::FileAction::Kind::MkFile;
  action.data = std::string(16 << 20, 'x');
  vertex.op = llb::FileOp{{action}};
  graph.result = llb::Edge{graph.add(vertex), 0};
  EXPECT_EQ(complaintOf(compile, graph), "llb_too_large");
}

//===----------------------------------------------------------------------===//
// The context's id
//===----------------------------------------------------------------------===//

TEST(LLBContextIdTest, DependsOnNamesAndContents) {
  Compile one, same, other, renamed;
  one.tree.add("a", "x");
  same.tree.add("a", "x");
  other.tree.add("a", "y");
  renamed.tree.add("b", "x");
  std::string id = deriveContextId(one.tree);
  EXPECT_EQ(id.size(), 64u);
  EXPECT_EQ(deriveContextId(same.tree), id);
  EXPECT_NE(deriveContextId(other.tree), id);
  EXPECT_NE(deriveContextId(renamed.tree), id);
}
