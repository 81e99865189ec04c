//===- Parser.cpp - Python source → AST ----------------------------------------===//
#include "cogc/Python/Parser.h"
#include "Blocks.h"
#include "Builder.h"
#include "SyntaxErrors.h"
#include "cogc/Support/TextFile.h"
#include "llvm/ADT/ScopeExit.h"

using namespace cogc;
using namespace cogc::py;

extern "C" const TSLanguage *tree_sitter_python(void);

Parser::Parser(const SourceTree &tree, DiagnosticEngine &diags)
    : tree(tree), diags(diags), parser(ts_parser_new()) {
  bool fits = ts_parser_set_language(parser, tree_sitter_python());
  assert(fits && "the grammar and the runtime are of one version");
  (void)fits;
}

Parser::~Parser() { ts_parser_delete(parser); }

std::unique_ptr<Module> Parser::parse(FileId file) {
  llvm::StringRef source = tree.contents(file);
  if (source.size() > maxSize) {
    diags.report(Diag::python_too_large, SourceRange{file, 0, 0}, source.size(), maxSize);
    return nullptr;
  }
  if (!checkUtf8(file, tree, diags))
    return nullptr;
  TSTree *parsed = ts_parser_parse_string(parser, nullptr, source.data(), uint32_t(source.size()));
  if (!parsed)
    return nullptr;
  auto cleanup = llvm::make_scope_exit([&] { ts_tree_delete(parsed); });
  TSNode root = ts_tree_root_node(parsed);
  LineReader lines(source);
  std::optional<LineError> error = checkBlocks(lines, source);
  if (error)
    diags.report(Diag::python_syntax, SourceRange{file, error->begin, error->end}, error->message);
  else if (ts_node_has_error(root))
    reportSyntaxErrors(root, file, tree, diags);
  auto module = std::make_unique<Module>();
  module->file = file;
  for (NewSyntax &syntax : lines.newSyntax)
    module->newSyntax.push_back({syntax.kind, {file, syntax.range.begin, syntax.range.end}});
  Builder(*module, source, 0).buildModule(root);
  return module;
}

const Expr *Parser::parseExpression(llvm::StringRef text, SourceRange range, Module &module) {
  TSTree *parsed = ts_parser_parse_string(parser, nullptr, text.data(), uint32_t(text.size()));
  if (!parsed)
    return nullptr;
  auto cleanup = llvm::make_scope_exit([&] { ts_tree_delete(parsed); });
  TSNode root = ts_tree_root_node(parsed);
  if (ts_node_has_error(root))
    return nullptr;
  return Builder(module, text, range.begin).buildOnlyExpression(root);
}
