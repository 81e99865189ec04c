//===- Builder.cpp - tree-sitter's statements → AST ---------------------------===//
#include "Builder.h"
#include "llvm/ADT/StringSwitch.h"

using namespace cogc;
using namespace cogc::py;
using namespace llvm;

StringRef Builder::text(TSNode node) const {
  return ts_node_is_null(node) ? StringRef()
                               : source.slice(ts_node_start_byte(node), ts_node_end_byte(node));
}

SourceRange Builder::range(TSNode node) const {
  if (ts_node_is_null(node))
    return {module.file, offset, offset};
  return {module.file, offset + ts_node_start_byte(node), offset + ts_node_end_byte(node)};
}

/// Calls \p take with each child of \p node, its field or null. After a syntax
/// error any part may be missing, so there may be no node.
static void forEachChild(TSNode node, function_ref<void(TSNode, const char *)> take) {
  if (ts_node_is_null(node))
    return;
  TSTreeCursor cursor = ts_tree_cursor_new(node);
  if (ts_tree_cursor_goto_first_child(&cursor))
    do
      take(ts_tree_cursor_current_node(&cursor), ts_tree_cursor_current_field_name(&cursor));
    while (ts_tree_cursor_goto_next_sibling(&cursor));
  ts_tree_cursor_delete(&cursor);
}

Builder::Nodes Builder::children(TSNode node) const {
  Nodes nodes;
  forEachChild(node, [&](TSNode child, const char *) {
    if (ts_node_is_named(child) && !ts_node_is_extra(child) && !ts_node_is_error(child))
      nodes.push_back(child);
  });
  return nodes;
}

Builder::Nodes Builder::fields(TSNode node, StringRef name) const {
  Nodes nodes;
  forEachChild(node, [&](TSNode child, const char *field) {
    if (field && name == field && ts_node_is_named(child))
      nodes.push_back(child);
  });
  return nodes;
}

void Builder::buildModule(TSNode root) { addBlock(root, Branch::Always, 0, module.body); }

const Expr *Builder::buildOnlyExpression(TSNode root) {
  Nodes statements = children(root);
  if (statements.size() != 1 || typeOf(statements[0]) != "expression_statement")
    return nullptr;
  Nodes parts = children(statements[0]);
  return parts.size() == 1 ? build(parts[0]) : nullptr;
}

void Builder::addBlock(TSNode block, Branch branch, unsigned depth, Body &body) {
  if (depth > maxDepth)
    return;
  for (TSNode node : children(block))
    addStatement(node, branch, depth + 1, body);
}

void Builder::addStatement(TSNode node, Branch branch, unsigned depth, Body &body) {
  StringRef type = typeOf(node);
  if (type == "import_statement")
    return addImport(node, branch, body);
  if (type == "import_from_statement" || type == "future_import_statement")
    return addFromImport(node, branch, body);
  if (type == "type_alias_statement")
    return addAlias(node, branch, body);
  if (type == "function_definition" || type == "class_definition")
    return addDefinition(node, {}, branch, depth, body);
  if (type == "decorated_definition") {
    Nodes decorators = children(node);
    TSNode definition = fieldOf(node, "definition");
    if (!ts_node_is_null(definition))
      addDefinition(definition, ArrayRef(decorators).drop_back(), branch, depth, body);
    return;
  }
  if (type == "expression_statement") {
    for (TSNode part : children(node))
      if (typeOf(part).ends_with("assignment"))
        addAssignment(part, branch, body);
      else if (typeOf(part) == "call")
        addMethodCall(part, branch, body);
    return;
  }
  if (type == "delete_statement")
    for (TSNode part : children(node))
      addChange(part, branch, body);
  addNested(node, branch, depth, body);
}

/// The statements that hold others.
void Builder::addNested(TSNode node, Branch branch, unsigned depth, Body &body) {
  StringRef type = typeOf(node);
  if (type == "if_statement")
    return addIf(node, branch, depth, body);
  if (type == "try_statement")
    return addTry(node, branch, depth, body);
  if (type == "with_statement") {
    // What `contextlib.suppress` catches is as in a `try`.
    bool maySkip =
        branch == Branch::Always && text(ts_node_named_child(node, 0)).contains("suppress(");
    return addBlock(fieldOf(node, "body"), maySkip ? Branch::Try : branch, depth, body);
  }
  if (type == "for_statement" || type == "while_statement")
    return addBlock(fieldOf(node, "body"), Branch::Maybe, depth, body);
  if (type == "match_statement")
    for (TSNode clause : children(fieldOf(node, "body")))
      if (typeOf(clause) == "case_clause")
        addBlock(fieldOf(clause, "consequence"), Branch::Maybe, depth, body);
}

/// Whether \p condition is `__name__ == "__main__"`: the server imports the
/// module, so what stands under it never runs.
static bool isMainCheck(StringRef condition) {
  return condition.contains("__name__") && condition.contains("__main__") &&
         condition.contains("==");
}

void Builder::addIf(TSNode node, Branch branch, unsigned depth, Body &body) {
  TSNode condition = fieldOf(node, "condition");
  if (!isMainCheck(text(condition))) {
    StringRef name = text(condition);
    bool forTypes = name == "TYPE_CHECKING" || name == "typing.TYPE_CHECKING";
    addBlock(fieldOf(node, "consequence"), forTypes ? Branch::Types : Branch::Maybe, depth, body);
  }
  for (TSNode alternative : fields(node, "alternative"))
    for (TSNode part : children(alternative))
      if (typeOf(part) == "block")
        addBlock(part, Branch::Maybe, depth, body);
}

void Builder::addTry(TSNode node, Branch branch, unsigned depth, Body &body) {
  addBlock(fieldOf(node, "body"), branch == Branch::Always ? Branch::Try : branch, depth, body);
  for (TSNode clause : children(node))
    if (typeOf(clause).ends_with("_clause") || typeOf(clause) == "except_group_clause")
      for (TSNode part : children(clause))
        if (typeOf(part) == "block")
          addBlock(part, typeOf(clause) == "finally_clause" ? branch : Branch::Maybe, depth, body);
}

/// A dotted name without the spaces that may stand in it.
static std::string dottedName(StringRef text) {
  std::string name;
  for (char c : text)
    if (!isspace(static_cast<unsigned char>(c)) && c != '\\')
      name += c;
  return name;
}

void Builder::addImport(TSNode node, Branch branch, Body &body) {
  for (TSNode name : fields(node, "name")) {
    Import import;
    bool hasAlias = typeOf(name) == "aliased_import";
    import.module = dottedName(text(hasAlias ? fieldOf(name, "name") : name));
    if (hasAlias)
      import.alias = text(fieldOf(name, "alias")).str();
    body.push_back({std::move(import), branch, range(name)});
  }
}

void Builder::addFromImport(TSNode node, Branch branch, Body &body) {
  std::string module = dottedName(text(fieldOf(node, "module_name")));
  FromImport from;
  if (typeOf(node) == "future_import_statement")
    module = "__future__";
  from.module = StringRef(module).ltrim('.').str();
  from.moduleRange = range(fieldOf(node, "module_name"));
  from.level = unsigned(module.size() - from.module.size());
  for (TSNode name : fields(node, "name")) {
    bool hasAlias = typeOf(name) == "aliased_import";
    from.name = text(hasAlias ? fieldOf(name, "name") : name).str();
    from.alias = hasAlias ? text(fieldOf(name, "alias")).str() : "";
    body.push_back({from, branch, range(name)});
  }
  for (TSNode child : children(node))
    if (typeOf(child) == "wildcard_import") {
      from.name = "*";
      from.alias.clear();
      body.push_back({from, branch, range(child)});
    }
}

void Builder::addAssignment(TSNode node, Branch branch, Body &body) {
  Assignment assignment;
  assignment.annotation = buildField(node, "type");
  // `a = b = 3` holds the second in the first.
  TSNode value = fieldOf(node, "right");
  while (!ts_node_is_null(value) && typeOf(value) == "assignment") {
    addAssignment(value, branch, body);
    value = fieldOf(value, "right");
  }
  bool isPlain = typeOf(node) == "assignment";
  if (!ts_node_is_null(value))
    assignment.value = isPlain ? build(value) : add(Other(), range(value));
  TSNode left = fieldOf(node, "left");
  if (ts_node_is_null(left))
    return;
  if (typeOf(left) == "subscript")
    return addChange(left, branch, body);
  if (typeOf(left) == "identifier") {
    assignment.name = text(left).str();
    body.push_back({std::move(assignment), branch, range(node)});
    return;
  }
  // `a, b = …` binds the names; their values are not followed.
  for (TSNode part : children(left))
    if (typeOf(left) == "pattern_list" && typeOf(part) == "identifier")
      body.push_back(
          {Assignment{text(part).str(), nullptr, add(Other(), range(part))}, branch, range(node)});
}

/// The methods that give lists, sets and dicts other elements.
static bool isChanging(StringRef method) {
  return StringSwitch<bool>(method)
      .Cases("append", "extend", "insert", "remove", "pop", true)
      .Cases("add", "discard", "clear", "update", "setdefault", "popitem", true)
      .Default(false);
}

void Builder::addMethodCall(TSNode call, Branch branch, Body &body) {
  TSNode method = fieldOf(call, "function");
  if (typeOf(method) == "attribute" && isChanging(text(fieldOf(method, "attribute"))))
    addChange(method, branch, body);
}

/// \p part is `name.method` or `name[…]`.
void Builder::addChange(TSNode part, Branch branch, Body &body) {
  TSNode object = fieldOf(part, typeOf(part) == "subscript" ? "value" : "object");
  if (typeOf(object) != "identifier")
    return;
  Assignment change{text(object).str(), nullptr, add(Other(), range(part))};
  change.isChange = true;
  body.push_back({std::move(change), branch, range(part)});
}

void Builder::addAlias(TSNode node, Branch branch, Body &body) {
  Nodes sides = children(node);
  if (sides.size() != 2)
    return;
  StringRef name = text(sides[0]).split('[').first.trim();
  body.push_back({Assignment{name.str(), nullptr, build(sides[1]), /*isTypeStatement=*/true},
                  branch, range(node)});
}

void Builder::addDefinition(TSNode node, ArrayRef<TSNode> decorators, Branch branch, unsigned depth,
                            Body &body) {
  SourceRange place = range(node);
  if (typeOf(node) == "function_definition")
    body.push_back({buildFunction(node, decorators), branch, place});
  else if (typeOf(node) == "class_definition" && depth <= maxDepth)
    body.push_back({buildClass(node, decorators, depth), branch, place});
}

std::vector<const Expr *> Builder::buildDecorators(ArrayRef<TSNode> decorators) {
  std::vector<const Expr *> result;
  for (TSNode decorator : decorators)
    for (TSNode part : children(decorator))
      result.push_back(build(part));
  return result;
}

const Function *Builder::buildFunction(TSNode node, ArrayRef<TSNode> decorators) {
  Function &function = module.functions.emplace_back();
  TSNode name = fieldOf(node, "name");
  function.name = text(name).str();
  function.nameRange = range(name);
  function.decorators = buildDecorators(decorators);
  function.isAsync = typeOf(ts_node_child(node, 0)) == "async";
  function.parameters = buildParameters(fieldOf(node, "parameters"));
  function.returns = buildField(node, "return_type");
  addReturnedCalls(fieldOf(node, "body"), function);
  return &function;
}

void Builder::addReturnedCalls(TSNode block, Function &function) {
  for (TSNode statement : children(block))
    if (typeOf(statement) == "return_statement")
      for (TSNode value : children(statement))
        if (typeOf(value) == "call")
          function.returnedCalls.push_back(build(value));
}

const Class *Builder::buildClass(TSNode node, ArrayRef<TSNode> decorators, unsigned depth) {
  Class &result = module.classes.emplace_back();
  TSNode name = fieldOf(node, "name");
  result.name = text(name).str();
  result.nameRange = range(name);
  result.decorators = buildDecorators(decorators);
  if (TSNode bases = fieldOf(node, "superclasses"); !ts_node_is_null(bases))
    result.bases = buildArguments(bases, 0);
  addBlock(fieldOf(node, "body"), Branch::Always, depth, result.body);
  return &result;
}

/// The name of a parameter, without the stars that say its kind.
void Builder::setParameterName(TSNode node, Parameter &parameter) {
  if (typeOf(node) == "list_splat_pattern")
    parameter.kind = Parameter::Kind::Args;
  if (typeOf(node) == "dictionary_splat_pattern")
    parameter.kind = Parameter::Kind::Kwargs;
  parameter.name = text(node).ltrim("* \t").str();
}

std::vector<Parameter> Builder::buildParameters(TSNode node) {
  std::vector<Parameter> parameters;
  auto kind = Parameter::Kind::Normal;
  for (TSNode child : children(node)) {
    StringRef type = typeOf(child);
    if (type == "positional_separator") {
      for (Parameter &parameter : parameters)
        parameter.kind = Parameter::Kind::Positional;
      continue;
    }
    if (type == "keyword_separator") {
      kind = Parameter::Kind::Keyword;
      continue;
    }
    Parameter parameter;
    parameter.kind = kind;
    parameter.range = range(child);
    TSNode name = fieldOf(child, "name");
    if (type == "typed_parameter")
      name = ts_node_named_child(child, 0);
    setParameterName(ts_node_is_null(name) ? child : name, parameter);
    parameter.annotation = buildField(child, "type");
    parameter.defaultValue = buildField(child, "value");
    if (parameter.kind == Parameter::Kind::Args)
      kind = Parameter::Kind::Keyword;
    parameters.push_back(std::move(parameter));
  }
  return parameters;
}
