//===- Builder.h - tree-sitter's nodes → AST ----------------------------------===//
#ifndef COGC_LIB_PYTHON_BUILDER_H
#define COGC_LIB_PYTHON_BUILDER_H

#include "cogc/Python/Ast.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include <tree_sitter/api.h>

namespace cogc::py {

/// Makes the nodes of one text. Comments and what tree-sitter could not read are
/// passed over.
class Builder {
public:
  /// \p source is the text that was parsed; it begins at \p offset of the
  /// module's file.
  Builder(Module &module, llvm::StringRef source, uint32_t offset)
      : module(module), source(source), offset(offset) {}

  void buildModule(TSNode root);
  /// The expression that is all of \p root, or null.
  const Expr *buildOnlyExpression(TSNode root);

private:
  /// What nests more deeply is left out; a person does not write it.
  static constexpr unsigned maxDepth = 100;
  using Nodes = llvm::SmallVector<TSNode, 8>;
  using Body = std::vector<Statement>;

  llvm::StringRef text(TSNode node) const;
  SourceRange range(TSNode node) const;
  /// The named children, without comments and errors.
  Nodes children(TSNode node) const;
  Nodes fields(TSNode node, llvm::StringRef name) const;

  // Statements (Builder.cpp).
  void addBlock(TSNode block, Branch branch, unsigned depth, Body &body);
  void addStatement(TSNode node, Branch branch, unsigned depth, Body &body);
  void addNested(TSNode node, Branch branch, unsigned depth, Body &body);
  void addIf(TSNode node, Branch branch, unsigned depth, Body &body);
  void addTry(TSNode node, Branch branch, unsigned depth, Body &body);
  void addImport(TSNode node, Branch branch, Body &body);
  void addFromImport(TSNode node, Branch branch, Body &body);
  void addAssignment(TSNode node, Branch branch, Body &body);
  void addMethodCall(TSNode call, Branch branch, Body &body);
  void addChange(TSNode part, Branch branch, Body &body);
  void addAlias(TSNode node, Branch branch, Body &body);
  void addDefinition(TSNode node, llvm::ArrayRef<TSNode> decorators, Branch branch, unsigned depth,
                     Body &body);
  const Function *buildFunction(TSNode node, llvm::ArrayRef<TSNode> decorators);
  const Class *buildClass(TSNode node, llvm::ArrayRef<TSNode> decorators, unsigned depth);
  std::vector<const Expr *> buildDecorators(llvm::ArrayRef<TSNode> decorators);
  std::vector<Parameter> buildParameters(TSNode node);
  void setParameterName(TSNode node, Parameter &parameter);
  void addReturnedCalls(TSNode block, Function &function);

  // Expressions (BuildExpr.cpp).
  const Expr *build(TSNode node, unsigned depth = 0);
  /// Null when there is no such node.
  const Expr *buildField(TSNode node, const char *field, unsigned depth = 0);
  decltype(Expr::value) valueOf(TSNode node, unsigned depth);
  decltype(Expr::value) literal(TSNode node, llvm::StringRef type);
  decltype(Expr::value) stringValue(TSNode node, unsigned depth);
  bool addStringPiece(TSNode node, unsigned depth, FString &pieces, String &value);
  decltype(Expr::value) call(TSNode node, unsigned depth);
  decltype(Expr::value) subscript(TSNode node, unsigned depth);
  decltype(Expr::value) generic(TSNode node, unsigned depth);
  decltype(Expr::value) pairOf(TSNode node, llvm::StringRef op, unsigned depth);
  decltype(Expr::value) comprehension(TSNode node, unsigned depth);
  decltype(Expr::value) dict(TSNode node, unsigned depth);
  std::vector<const Expr *> buildAll(llvm::ArrayRef<TSNode> nodes, unsigned depth);
  std::vector<Argument> buildArguments(TSNode list, unsigned depth);
  const Expr *add(decltype(Expr::value) value, SourceRange range);

  Module &module;
  llvm::StringRef source;
  uint32_t offset;
};

/// The type of a node, `function_definition`; empty for no node.
inline llvm::StringRef typeOf(TSNode node) {
  return ts_node_is_null(node) ? "" : ts_node_type(node);
}

inline TSNode fieldOf(TSNode node, llvm::StringRef name) {
  return ts_node_child_by_field_name(node, name.data(), uint32_t(name.size()));
}

} // namespace cogc::py

#endif
