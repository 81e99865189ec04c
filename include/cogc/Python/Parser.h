//===- Parser.h - Python source → AST ------------------------------------------===//
#ifndef COGC_PYTHON_PARSER_H
#define COGC_PYTHON_PARSER_H

#include "cogc/Python/Ast.h"
#include "cogc/Support/Diagnostics.h"
#include <memory>

struct TSParser;

namespace cogc::py {

/// Reads modules, one after the other. The grammar is that of Python 3, with
/// what versions up to 3.13 added: tree-sitter's own
/// (https://github.com/tree-sitter/tree-sitter-python).
class Parser {
public:
  Parser(const SourceTree &tree, DiagnosticEngine &diags);
  ~Parser();
  Parser(const Parser &) = delete;

  /// The largest module that is read.
  static constexpr size_t maxSize = 2u << 20;

  /// The module in \p file; nothing when it is no text of a bearable size.
  /// Syntax errors are reported, and what could be read all the same is there.
  std::unique_ptr<Module> parse(FileId file);

  /// The expression in a string, such as an annotation in quotes: its nodes join
  /// \p module, with the places that they have in the file when \p range is the
  /// text's place there. Null when the text is no expression.
  const Expr *parseExpression(llvm::StringRef text, SourceRange range, Module &module);

private:
  const SourceTree &tree;
  DiagnosticEngine &diags;
  TSParser *parser;
};

} // namespace cogc::py

#endif
