// The expectations were recorded from PyYAML by scripts/compare-yaml, which
// compares many more.
#include "../../lib/Frontend/Yaml.h"
#include "../Support/TreeOf.h"
#include <gtest/gtest.h>

using namespace cogc;
using namespace cogc::test;
using yaml::Node;
using yaml::ScalarType;

namespace {

/// A tree in few letters: scalars as `type:text`, `[a b]`, `{key=value}`.
std::string show(const Node *node) {
  if (!node)
    return "nothing";
  static const char *const types[] = {"null",      "bool", "int",   "float",
                                      "timestamp", "str",  "merge", "value"};
  std::string text;
  if (node->isScalar())
    return std::string(types[size_t(node->type)]) + ":" + node->text;
  for (const Node *item : node->items)
    text += (text.empty() ? "" : " ") + show(item);
  for (const yaml::Entry &entry : node->entries)
    text += (text.empty() ? "" : " ") + show(entry.key) + "=" + show(entry.value);
  return node->kind == Node::Kind::Sequence ? "[" + text + "]" : "{" + text + "}";
}

struct Parsed {
  explicit Parsed(llvm::StringRef text)
      : tree(treeOf()), file(tree.add("cog.yaml", text)), diags(tree),
        document(yaml::parseYaml(file, tree, diags)) {}

  SourceTree tree;
  FileId file;
  DiagnosticEngine diags;
  std::optional<yaml::Document> document;
};

std::string treeOfText(llvm::StringRef text) {
  Parsed parsed(text);
  return parsed.document && !parsed.diags.hasErrors() ? show(parsed.document->root) : "refused";
}

} // namespace

TEST(Yaml, PlainScalars) {
  const std::pair<ScalarType, std::vector<llvm::StringRef>> table[] = {
      {ScalarType::Null, {"", "~", "null", "Null", "NULL"}},
      {ScalarType::Bool, {"yes", "Yes", "NO", "true", "FALSE", "on", "Off", "OFF"}},
      {ScalarType::Int,
       {"0", "-1", "+12", "3", "1_000", "0b10", "017", "0x1F", "190:20:30", "1:5", "0_", "-0x_a"}},
      {ScalarType::Float,
       {"3.10", "1.", "-1.5", ".5", "1.0e+3", "1_0.0_1", "190:20:30.15", ".inf", "-.INF", "+.Inf",
        ".nan", ".NaN", "0:1.", "1.e-3"}},
      {ScalarType::Timestamp,
       {"2001-12-14", "2001-12-14t21:59:43.10-05:00", "2001-12-14 21:59:43.10 -5",
        "2001-1-1 1:00:00", "2001-12-14T21:59:43Z"}},
      {ScalarType::Merge, {"<<"}},
      {ScalarType::Value, {"="}},
      {ScalarType::String,
       {"y",
        "n",
        "yEs",
        "nULL",
        "1e3",
        "1.0e3",
        "-.5",
        "08",
        "0o7",
        "3.12.4",
        "1:.5",
        "1:75",
        "31:.10",
        "+.nan",
        "2001-1-1",
        "2001-12-1",
        "2001-12-14 21:59",
        "0b",
        "0x",
        "_1",
        "1,000",
        ".",
        "-",
        "3.x",
        "1.0:2",
        "<<<",
        "=="}},
  };
  for (const auto &[type, texts] : table)
    for (llvm::StringRef text : texts)
      EXPECT_EQ(int(yaml::resolvePlainScalar(text)), int(type)) << text.str();
}

TEST(Yaml, Trees) {
  const std::pair<llvm::StringRef, llvm::StringRef> table[] = {
      {"", "nothing"},
      {"# only a comment\n", "nothing"},
      {"a", "str:a"},
      {"a: 3.10", "{str:a=float:3.10}"},
      {"a: '3.10'\nb: \"yes\"\n", "{str:a=str:3.10 str:b=str:yes}"},
      {"a:\r\n  - b\r\n  - c\r\n", "{str:a=[str:b str:c]}"},
      {"a:\n- b\n- c: d\n", "{str:a=[str:b {str:c=str:d}]}"},
      {"a: |\n  one\n   two\n\nb: >-\n  folded\n  text\n\n  more\n",
       "{str:a=str:one\n two\n str:b=str:folded text\nmore}"},
      {"a: |+\n  keep\n\n", "{str:a=str:keep\n\n}"},
      {"a: plain\n  continued # comment\n", "{str:a=str:plain continued}"},
      {"a: \"\\x41\\u00e9 \\\n   joined\"", "{str:a=str:A\u00e9 joined}"},
      {"a: {b: 1, c, d: }", "{str:a={str:b=int:1 str:c=null: str:d=null:}}"},
      {"{a: 1, \"b\":2}", "{str:a=int:1 str:b=int:2}"},
      {"- &a [1]\n- *a\n", "[[int:1] [int:1]]"},
      {"---\na: 1\n...\n", "{str:a=int:1}"},
      {"%YAML 1.1\n---\na: 1\n", "{str:a=int:1}"},
      {"a: !!str 12", "{str:a=str:12}"},
      {"a: ! 12", "{str:a=int:12}"},
      {"a: !!seq [1]", "{str:a=[int:1]}"},
      {"on: 1\n~: 2\n", "{bool:on=int:1 null:~=int:2}"},
      {"a: pip install torch>=2.0 && echo 'x' # c",
       "{str:a=str:pip install torch>=2.0 && echo 'x'}"},
      {"\xef\xbb\xbf"
       "a: 1",
       "{str:a=int:1}"},
  };
  for (const auto &[text, expected] : table)
    EXPECT_EQ(treeOfText(text), expected.str()) << text.str();
}

TEST(Yaml, MergeKeys) {
  EXPECT_EQ(treeOfText("- &b {x: 1, y: 2}\n- {<<: *b, y: 3}\n- {<<: [*b, {x: 4, z: 5}]}\n"),
            "[{str:x=int:1 str:y=int:2} {str:y=int:3 str:x=int:1} "
            "{str:x=int:1 str:y=int:2 str:z=int:5}]");
  EXPECT_EQ(treeOfText("'<<': 1"), "{str:<<=int:1}");
}

TEST(Yaml, RefusedByPyYamlToo) {
  for (llvm::StringRef text :
       {"a: b: c", "\ta: b", "a: 'x", "a: [1, 2", "a: @x", "a: `x`", "a: %x", "a: *nope",
        "a: =", "a: <<", "a: 1\n---\nb: 2\n", "\"\"\"\ndoc\n\"\"\"\na: 1\n", "a:\n b: 1\n  c: 2\n",
        "a: \"x\" \"y\"", "? [a, b]\n: c\n", "a: \"\\q\"", "<<: 3", "- a\nb: c\n"})
    EXPECT_EQ(treeOfText(text), "refused") << text.str();
}

TEST(Yaml, RefusedByUsAlone) {
  for (llvm::StringRef text : {"a: 1\na: 2", "a: !!int 3", "&a [*a]"})
    EXPECT_EQ(treeOfText(text), "refused") << text.str();
}

TEST(Yaml, PlacesCountBytesBehindAByteOrderMark) {
  Parsed parsed("\xef\xbb\xbf# \u00e9\u6f22\n\u00e9: \u00fc x\nlist:\n  - \u6f22  # c\n  - b\n\n");
  const Node &root = *parsed.document->root;
  EXPECT_EQ(parsed.tree.text(root.entries[0].key->range), "\u00e9");
  EXPECT_EQ(parsed.tree.text(root.entries[0].value->range), "\u00fc x");
  const Node &list = *root.entries[1].value;
  EXPECT_EQ(parsed.tree.text(list.items[0]->range), "\u6f22");
  EXPECT_EQ(parsed.tree.text(list.range), "- \u6f22  # c\n  - b");
}

TEST(Yaml, PlacesAcrossManyCharacters) {
  std::string text;
  for (int i = 0; i < 1000; ++i)
    text += "- \u00e9" + std::to_string(i) + "\n";
  Parsed parsed(text);
  const Node &root = *parsed.document->root;
  for (int i = 0; i < 1000; ++i)
    EXPECT_EQ(parsed.tree.text(root.items[i]->range), root.items[i]->text);
}

TEST(Yaml, AliasesAreSharedNotCopied) {
  Parsed parsed("- &a {x: 1}\n- *a\n- *a\n");
  const Node &root = *parsed.document->root;
  EXPECT_EQ(root.items[0], root.items[1]);
  EXPECT_EQ(root.items[0], root.items[2]);
}

TEST(Yaml, ABombOfAliasesIsSmall) {
  std::string text = "a0: &a0 x\n";
  for (int i = 1; i < 60; ++i) {
    std::string last = "*a" + std::to_string(i - 1);
    text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + last + "," + last + "]\n";
  }
  Parsed parsed(text);
  ASSERT_TRUE(parsed.document);
  EXPECT_LT(parsed.document->nodes.size(), 300u);
}
