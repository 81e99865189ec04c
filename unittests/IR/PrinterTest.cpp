#include "PlanTestUtils.h"
#include "llvm/Support/JSON.h"
#include "gtest/gtest.h"

using namespace cogc;
using namespace cogc::test;

/// A plan with one file of these contents, as text.
static std::string fileLines(llvm::StringRef contents) {
  Plan plan;
  Stage &stage = plan.stages.emplace_back();
  stage.name = "a";
  stage.ops.push_back({FileOp{"/f", contents.str(), 0644, "", 0}, {}, {}});
  std::string text = print(plan);
  llvm::StringRef line = llvm::StringRef(text).split("file \"/f\" ").second;
  return line.split("\n}").first.str();
}

TEST(PrinterTest, TextOfSeveralLinesIsABlock) {
  EXPECT_EQ(fileLines("a\nb"), "\"\"\"\n    a\n    b\n  \"\"\"");
  EXPECT_EQ(fileLines("a\n\n  b\n"), "\"\"\"\n    a\n\n      b\n\n  \"\"\"");
  EXPECT_EQ(fileLines("\n\ta \"b\" \\n"), "\"\"\"\n\n    \ta \"b\" \\n\n  \"\"\"");
}

TEST(PrinterTest, WhatABlockCannotCarryIsOneLine) {
  EXPECT_EQ(fileLines("a"), "\"a\"");
  EXPECT_EQ(fileLines(""), "\"\"");
  EXPECT_EQ(fileLines("a \nb"), "\"a \\nb\"");
  EXPECT_EQ(fileLines("a\nb\t"), "\"a\\nb\\t\"");
  EXPECT_EQ(fileLines("a\r\nb"), "\"a\\r\\nb\"");
  EXPECT_EQ(fileLines("\"\"\"\n"), "\"\\\"\\\"\\\"\\n\"");
  EXPECT_EQ(fileLines("\x01\n\xff"), "\"\\x01\\n\\xff\"");
}

TEST(PrinterTest, JsonSaysWhatTheTextSays) {
  Parsed parsed = parseText(R"(plan final linux/arm64
context $src "." exclude [".cog"]
need %python "==3.11.*" = "3.11" by python at cog.yaml:3:19-5
stage @a in export.app provides %python from merge(image "docker.io/library/python:3.11", scratch) {
  run verbatim "x" network=none title="t"
    env A="1"
    mount cache "/c" from (http "https://x/y" mode=0600) id="c" mode=0700 sharing=locked
    mount secret env="T" id="t" optional
    mount tmpfs "/t" size=18446744073709551615
  copy "." from $src to "/src" exclude ["a"] times=epoch
  file "/f" "\xff" mode=0755
}
export from @a {
  expose 5000
  healthcheck ["CMD", "x"] interval=30s
  label "a"="b"
}
)");
  ASSERT_TRUE(parsed.plan) << parsed.errors;
  std::string text;
  llvm::raw_string_ostream os(text);
  printPlanJson(*parsed.plan, os);
  llvm::Expected<llvm::json::Value> actual = llvm::json::parse(text);
  ASSERT_TRUE(bool(actual)) << text;
  llvm::Expected<llvm::json::Value> expected = llvm::json::parse(R"({
"version": 1, "level": "final", "platform": "linux/arm64",
"contexts": [{"name": "src", "path": ".", "exclude": [".cog"]}],
"needs": [{"name": "python", "constraint": "==3.11.*", "resolved": "3.11", "by": "python",
           "at": [{"file": "cog.yaml", "line": 3, "column": 19, "endLine": 5}]}],
"stages": [{"name": "a", "phase": "export.app", "provides": ["python"],
  "from": {"kind": "merge", "inputs": [
    {"kind": "image", "ref": "docker.io/library/python:3.11"}, {"kind": "scratch"}]},
  "ops": [
    {"op": "run", "command": "x", "verbatim": true, "network": "none",
     "env": [{"name": "A", "value": "1"}],
     "mounts": [
       {"type": "cache", "target": "/c", "id": "c", "mode": "0700", "sharing": "locked",
        "from": {"kind": "http", "url": "https://x/y", "mode": "0600"}},
       {"type": "secret", "env": "T", "id": "t", "optional": true},
       {"type": "tmpfs", "target": "/t", "size": 18446744073709551615}],
     "title": "t"},
    {"op": "copy", "sources": ["."], "from": {"kind": "context", "name": "src"}, "to": "/src",
     "exclude": ["a"], "times": 0},
    {"op": "file", "path": "/f", "contents": "\ufffd", "mode": "0755", "times": 0}]}],
"export": {"from": {"kind": "stage", "name": "a"}, "config": {
  "expose": [5000], "healthcheck": {"test": ["CMD", "x"], "interval": 30000000000},
  "labels": [{"name": "a", "value": "b"}]}}})");
  ASSERT_TRUE(bool(expected));
  EXPECT_TRUE(*actual == *expected) << text;
  EXPECT_TRUE(llvm::StringRef(text).starts_with("{\n  \"version\": 1,"));
}

TEST(PrinterTest, DotDrawsStagesAndEdges) {
  Parsed parsed = parseText(R"(plan draft linux/amd64
stage @a in build.base from image "i\"\\n" {
  copy "." from $src to "/src"
  copy "x" from $src to "/src"
}
export from merge(@a, scratch)
)");
  ASSERT_TRUE(parsed.plan) << parsed.errors;
  std::string text;
  llvm::raw_string_ostream os(text);
  printPlanDot(*parsed.plan, os);
  EXPECT_EQ(text, R"(digraph plan {
  rankdir=LR;
  node [shape=box];
  "@a" [label="@a in build.base"];
  "image \"i\\\"\\\\n\"" [shape=ellipse];
  "image \"i\\\"\\\\n\"" -> "@a" [style=solid];
  "$src" [shape=ellipse];
  "$src" -> "@a" [style=dashed];
  "export" [shape=doubleoctagon];
  "@a" -> "export" [style=solid];
}
)");
}
