//===- YamlDump.cpp - Our YAML tree, for scripts/compare-yaml ---------------===//
//
// Prints one JSON line for each file named: `[TYPE, TEXT]` for a scalar,
// `{"seq": […]}`, `{"map": [[KEY, VALUE], …]}`, or null for a file that is
// refused.
//
//===----------------------------------------------------------------------===//
#include "../../lib/Frontend/Yaml.h"
#include "llvm/Support/JSON.h"

using namespace cogc;
using namespace llvm;

static StringRef typeName(yaml::ScalarType type) {
  static constexpr StringLiteral names[] = {"null",      "bool", "int",   "float",
                                            "timestamp", "str",  "merge", "value"};
  return names[size_t(type)];
}

static json::Value toJson(const yaml::Node *node) {
  if (!node)
    return json::Array{"null", ""};
  json::Array array;
  switch (node->kind) {
  case yaml::Node::Kind::Scalar:
    return json::Array{typeName(node->type), json::fixUTF8(node->text)};
  case yaml::Node::Kind::Sequence:
    for (const yaml::Node *item : node->items)
      array.push_back(toJson(item));
    return json::Object{{"seq", std::move(array)}};
  case yaml::Node::Kind::Mapping:
    for (const yaml::Entry &entry : node->entries)
      array.push_back(json::Array{toJson(entry.key), toJson(entry.value)});
    return json::Object{{"map", std::move(array)}};
  }
  llvm_unreachable("all kinds are handled");
}

static json::Value dump(const char *path) {
  SourceTree tree = SourceTree::onDisk("");
  Expected<FileId> file = tree.open(path);
  if (!file) {
    errs() << toString(file.takeError()) << '\n';
    return nullptr;
  }
  DiagnosticEngine diags(tree);
  std::optional<yaml::Document> document = yaml::parseYaml(*file, tree, diags);
  renderDiagnostics(diags, {}, errs());
  if (!document || diags.hasErrors())
    return nullptr;
  return toJson(document->root);
}

int main(int argc, char **argv) {
  for (int i = 1; i < argc; ++i)
    outs() << dump(argv[i]) << '\n';
}
