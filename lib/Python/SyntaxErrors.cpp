//===- SyntaxErrors.cpp - What in a file is not Python ------------------------===//
#include "SyntaxErrors.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;
using namespace llvm;

/// One mistake makes others; the first ones say enough.
static constexpr unsigned maxErrors = 3;

/// What is Python, and the grammar does not know: the default of a type parameter,
/// `def f[T = int]()`.
static bool isKnownGap(TSNode node) {
  TSNode parent = ts_node_parent(node);
  if (ts_node_is_null(parent) || StringRef(ts_node_type(parent)) != "type_parameter")
    return false;
  for (uint32_t i = 0; i < ts_node_child_count(node); ++i)
    if (StringRef(ts_node_type(ts_node_child(node, i))) == "=")
      return true;
  return false;
}

/// The mistakes in the order of the file: what tree-sitter skipped, and what it
/// put in. Only the parts that have some are entered.
static SmallVector<TSNode> findErrors(TSNode root) {
  SmallVector<TSNode> errors;
  TSTreeCursor cursor = ts_tree_cursor_new(root);
  for (bool more = true; more && errors.size() < maxErrors;) {
    TSNode node = ts_tree_cursor_current_node(&cursor);
    bool isError = (ts_node_is_error(node) || ts_node_is_missing(node)) && !isKnownGap(node);
    if (isError)
      errors.push_back(node);
    if (!isError && ts_node_has_error(node) && ts_tree_cursor_goto_first_child(&cursor))
      continue;
    while (!(more = ts_tree_cursor_goto_next_sibling(&cursor)))
      if (!ts_tree_cursor_goto_parent(&cursor))
        break;
  }
  ts_tree_cursor_delete(&cursor);
  return errors;
}

/// The first line of what was skipped.
static StringRef firstLine(StringRef text) {
  constexpr size_t most = 40;
  StringRef line = text.ltrim().take_until([](char c) { return c == '\n' || c == '\r'; });
  if (line.size() <= most)
    return line;
  size_t end = most;
  while (end > 0 && (uint8_t(line[end]) & 0xc0) == 0x80)
    --end;
  return line.take_front(end);
}

static std::string describe(TSNode node, StringRef skipped) {
  if (!ts_node_is_missing(node))
    return skipped.empty() ? "something is missing here" : ("unexpected `" + skipped + "`").str();
  StringRef type = ts_node_type(node);
  if (type == "identifier")
    return "a name is missing here";
  if (type.starts_with("_") || type == "string_end" || type.empty())
    return type == "string_end" ? "this string has no end" : "an indented block is missing here";
  return ("`" + type + "` is missing here").str();
}

void cogc::py::reportSyntaxErrors(TSNode root, FileId file, const SourceTree &tree,
                                  DiagnosticEngine &diags) {
  for (TSNode node : findErrors(root)) {
    uint32_t begin = ts_node_start_byte(node), end = ts_node_end_byte(node);
    StringRef text = tree.contents(file).slice(begin, end);
    begin += uint32_t(text.size() - text.ltrim().size());
    StringRef skipped = firstLine(text);
    diags.report(Diag::python_syntax, SourceRange{file, begin, begin + uint32_t(skipped.size())},
                 describe(node, skipped));
  }
}
