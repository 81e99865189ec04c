//===- BuildExpr.cpp - tree-sitter's expressions → AST ------------------------===//
#include "Builder.h"
#include "StringLiteral.h"
#include "llvm/ADT/StringSwitch.h"

using namespace cogc;
using namespace cogc::py;
using namespace llvm;

using Value = decltype(Expr::value);

const Expr *Builder::add(Value value, SourceRange range) {
  return &module.expressions.emplace_back(Expr{std::move(value), range});
}

const Expr *Builder::build(TSNode node, unsigned depth) {
  if (depth > maxDepth)
    return add(Other(), range(node));
  // Wrappers that mean what is in them.
  StringRef type = typeOf(node);
  if (type == "type" || type == "parenthesized_expression")
    if (Nodes inner = children(node); inner.size() == 1)
      return build(inner[0], depth + 1);
  return add(valueOf(node, depth), range(node));
}

const Expr *Builder::buildField(TSNode node, const char *field, unsigned depth) {
  TSNode child = fieldOf(node, field);
  return ts_node_is_null(child) ? nullptr : build(child, depth);
}

std::vector<const Expr *> Builder::buildAll(ArrayRef<TSNode> nodes, unsigned depth) {
  std::vector<const Expr *> result;
  for (TSNode node : nodes)
    result.push_back(build(node, depth));
  return result;
}

static Sequence::Kind sequenceKind(StringRef type) {
  return StringSwitch<Sequence::Kind>(type)
      .Case("list", Sequence::Kind::List)
      .Case("set", Sequence::Kind::Set)
      .Default(Sequence::Kind::Tuple);
}

Value Builder::literal(TSNode node, StringRef type) {
  if (type == "none")
    return None();
  if (type == "true" || type == "false")
    return Bool{type == "true"};
  if (type == "integer" || type == "float")
    return Number{text(node).str()};
  return Name{text(node).str()};
}

Value Builder::valueOf(TSNode node, unsigned depth) {
  StringRef type = typeOf(node);
  if (type == "identifier" || type == "none" || type == "true" || type == "false" ||
      type == "integer" || type == "float")
    return literal(node, type);
  if (type == "string" || type == "concatenated_string")
    return stringValue(node, depth);
  if (type == "attribute")
    return Attribute{buildField(node, "object", depth + 1), text(fieldOf(node, "attribute")).str()};
  if (type == "call")
    return call(node, depth);
  if (type == "subscript")
    return subscript(node, depth);
  if (type == "generic_type")
    return generic(node, depth);
  if (type == "union_type" || type == "member_type")
    return pairOf(node, type == "union_type" ? "|" : ".", depth);
  if (type == "binary_operator")
    return Binary{text(fieldOf(node, "operator")).str(), buildField(node, "left", depth + 1),
                  buildField(node, "right", depth + 1)};
  if (type == "unary_operator")
    return Unary{text(fieldOf(node, "operator")).str(), buildField(node, "argument", depth + 1)};
  if (type == "list" || type == "tuple" || type == "set" || type == "expression_list")
    return Sequence{sequenceKind(type), buildAll(children(node), depth + 1)};
  if (type == "dictionary")
    return dict(node, depth);
  if (type == "list_comprehension" || type == "generator_expression")
    return comprehension(node, depth);
  return Other();
}

/// The two parts of `A | B` and of `a.B` as annotations have them.
Value Builder::pairOf(TSNode node, StringRef op, unsigned depth) {
  Nodes parts = children(node);
  if (parts.size() != 2)
    return Other();
  const Expr *left = build(parts[0], depth + 1);
  if (op == ".")
    return Attribute{left, text(parts[1]).str()};
  return Binary{op.str(), left, build(parts[1], depth + 1)};
}

Value Builder::subscript(TSNode node, unsigned depth) {
  Subscript result{buildField(node, "value", depth + 1),
                   buildAll(fields(node, "subscript"), depth + 1)};
  // `X[(a, b)]` is `X[a, b]`.
  if (result.indices.size() == 1)
    if (const auto *tuple = result.indices[0]->as<Sequence>())
      if (tuple->kind == Sequence::Kind::Tuple) {
        std::vector<const Expr *> elements = tuple->elements;
        result.indices = std::move(elements);
      }
  return result;
}

/// `list[int]` where only a type can stand.
Value Builder::generic(TSNode node, unsigned depth) {
  Nodes parts = children(node);
  if (parts.size() != 2)
    return Other();
  return Subscript{build(parts[0], depth + 1), buildAll(children(parts[1]), depth + 1)};
}

Value Builder::dict(TSNode node, unsigned depth) {
  Dict result;
  for (TSNode item : children(node)) {
    if (typeOf(item) != "pair")
      return Other();
    result.items.emplace_back(buildField(item, "key", depth + 1),
                              buildField(item, "value", depth + 1));
  }
  return result;
}

Value Builder::comprehension(TSNode node, unsigned depth) {
  Nodes parts = children(node);
  if (parts.size() != 2 || typeOf(parts[1]) != "for_in_clause")
    return Other();
  TSNode variable = fieldOf(parts[1], "left");
  if (ts_node_is_null(variable) || typeOf(variable) != "identifier")
    return Other();
  return Comprehension{build(parts[0], depth + 1), text(variable).str(),
                       buildField(parts[1], "right", depth + 1)};
}

Value Builder::call(TSNode node, unsigned depth) {
  Call result{buildField(node, "function", depth + 1), {}};
  TSNode arguments = fieldOf(node, "arguments");
  if (ts_node_is_null(arguments))
    return Other();
  if (typeOf(arguments) == "generator_expression")
    result.arguments.push_back({"", build(arguments, depth + 1), range(arguments)});
  else
    result.arguments = buildArguments(arguments, depth + 1);
  return result;
}

std::vector<Argument> Builder::buildArguments(TSNode list, unsigned depth) {
  std::vector<Argument> arguments;
  for (TSNode child : children(list)) {
    StringRef type = typeOf(child);
    Argument argument{"", nullptr, range(child)};
    if (type == "keyword_argument") {
      argument.name = text(fieldOf(child, "name")).str();
      argument.value = buildField(child, "value", depth + 1);
    } else if (type == "list_splat" || type == "dictionary_splat") {
      argument.name = type == "list_splat" ? "*" : "**";
      argument.value = add(Other(), range(child));
    } else {
      argument.value = build(child, depth + 1);
    }
    if (argument.value)
      arguments.push_back(std::move(argument));
  }
  return arguments;
}

/// Adds one string of a row of them; false when its value is not constant.
bool Builder::addStringPiece(TSNode node, unsigned depth, FString &pieces, String &value) {
  Nodes parts = children(node);
  if (parts.size() < 2 || typeOf(parts.front()) != "string_start")
    return false;
  StringForm form = stringForm(text(parts.front()));
  value.isBytes |= form.isBytes;
  if (!form.isFormatted) {
    StringRef inner =
        source.slice(ts_node_end_byte(parts.front()), ts_node_start_byte(parts.back()));
    value.value += decodeString(inner, form);
    return true;
  }
  for (TSNode part : ArrayRef(parts).drop_front().drop_back()) {
    if (typeOf(part) != "interpolation") {
      std::string plain = decodeString(text(part), form);
      for (StringRef rest = plain; !rest.empty(); rest = rest.drop_front()) {
        if (rest.starts_with("{{") || rest.starts_with("}}"))
          rest = rest.drop_front();
        value.value += rest.front();
      }
      continue;
    }
    // `{a!r}`, `{a:>3}` and `{a=}` have more than braces around the value.
    unsigned count = 0;
    for (unsigned i = 0; i < ts_node_child_count(part); ++i)
      count += !ts_node_is_extra(ts_node_child(part, i));
    if (count != 3)
      return false;
    pieces.parts.push_back(std::exchange(value.value, ""));
    pieces.parts.push_back(buildField(part, "expression", depth + 1));
  }
  return true;
}

Value Builder::stringValue(TSNode node, unsigned depth) {
  Nodes strings = typeOf(node) == "string" ? Nodes{node} : children(node);
  FString pieces;
  String value;
  for (TSNode string : strings)
    if (!addStringPiece(string, depth, pieces, value))
      return Other();
  if (pieces.parts.empty())
    return value;
  pieces.parts.push_back(std::move(value.value));
  return pieces;
}
