//===- Annotation.cpp - Type annotations, with their names resolved -------------===//
#include "Annotation.h"

using namespace cogc;
using namespace cogc::schema;
using namespace llvm;
using Kind = Annotation::Kind;

/// Deeper and larger types are no longer a description for people.
static constexpr unsigned maxDepth = 40;
static constexpr unsigned maxSteps = 20'000;

static Annotation unknown(std::string why) {
  Annotation result;
  result.name = std::move(why);
  return result;
}

static Annotation known(std::string name) {
  Annotation result;
  result.kind = Kind::Known;
  result.name = std::move(name);
  return result;
}

Annotation AnnotationReader::read(const py::Expr &expr, Module &module, unsigned depth) {
  Annotation result = depth > maxDepth || ++steps > maxSteps ? unknown("it is too deeply nested")
                                                             : readKind(expr, module, depth + 1);
  // The place is where the annotation is used, also when an alias is followed.
  result.range = expr.range;
  return result;
}

Annotation AnnotationReader::readKind(const py::Expr &expr, Module &module, unsigned depth) {
  if (expr.as<py::None>()) {
    Annotation none;
    none.kind = Kind::None;
    return none;
  }
  if (expr.as<py::Name>() || expr.as<py::Attribute>())
    return readName(expr, module, depth);
  if (const auto *string = expr.as<py::String>())
    return readString(*string, expr.range, module, depth);
  if (const auto *subscript = expr.as<py::Subscript>())
    return readSubscript(*subscript, module, depth);
  if (const auto *binary = expr.as<py::Binary>())
    if (binary->op == "|" && binary->left && binary->right)
      return readUnion({binary->left, binary->right}, module, depth);
  return unknown("it is not a type");
}

Annotation AnnotationReader::readString(const py::String &string, SourceRange range, Module &module,
                                        unsigned depth) {
  // A plain `"…"` stands in the file as it is, so places inside it are known.
  SourceRange place = range;
  StringRef written = scope.modules.tree.text(range);
  if (written.size() == string.value.size() + 2)
    ++place.begin;
  const py::Expr *inner = scope.modules.parser.parseExpression(string.value, place, *module.ast);
  return inner ? read(*inner, module, depth) : unknown("the text in quotes is not a type");
}

Annotation AnnotationReader::readName(const py::Expr &expr, Module &module, unsigned depth) {
  Symbol symbol = scope.find(module, expr);
  std::string written = scope.modules.tree.text(expr.range).str();
  switch (symbol.kind) {
  case Symbol::Kind::External:
    return known(symbol.name);
  case Symbol::Kind::Class: {
    Annotation result;
    result.kind = Kind::Class;
    result.name = symbol.klass()->name;
    result.klass = symbol;
    return result;
  }
  case Symbol::Kind::Variable:
    if (symbol.variable()->value)
      return read(*symbol.variable()->value, *symbol.module, depth);
    return unknown("`" + written + "` has no value");
  case Symbol::Kind::Function:
    return unknown("`" + written + "` is a function");
  case Symbol::Kind::Module:
    return unknown("`" + written + "` is a module");
  case Symbol::Kind::Missing:
    return unknown("nothing in this module defines `" + written + "`");
  }
  llvm_unreachable("all kinds of symbols");
}

Annotation AnnotationReader::readSubscript(const py::Subscript &subscript, Module &module,
                                           unsigned depth) {
  if (!subscript.value)
    return unknown("it is not a type");
  Annotation outer = read(*subscript.value, module, depth);
  if (outer.kind != Kind::Known)
    return outer.kind == Kind::Class ? unknown("`" + outer.name + "` takes no types in brackets")
                                     : outer;
  if (outer.is("typing.Literal"))
    return readLiteral(subscript, module);
  if (outer.is("typing.Annotated"))
    return readAnnotated(subscript, module, depth);
  if (outer.is("typing.Union"))
    return readUnion(subscript.indices, module, depth);
  if (outer.is("typing.Optional") && subscript.indices.size() == 1) {
    Annotation result = readUnion(subscript.indices, module, depth);
    if (result.kind != Kind::Union && result.kind != Kind::Literal) {
      Annotation inner = std::move(result);
      result = {};
      result.kind = Kind::Union;
      result.args.push_back(std::move(inner));
    }
    result.hasNone = true;
    return result;
  }
  for (const py::Expr *index : subscript.indices)
    outer.args.push_back(read(*index, module, depth));
  return outer;
}

Annotation AnnotationReader::readLiteral(const py::Subscript &subscript, Module &module) {
  Annotation result;
  result.kind = Kind::Literal;
  for (const py::Expr *index : subscript.indices) {
    std::optional<Value> value = evaluator.evaluate(*index, module);
    if (!value || value->list() || value->dict())
      return unknown("`Literal` takes strings, numbers, True, False and None");
    if (value->isNone())
      result.hasNone = true;
    else
      result.values.push_back(std::move(*value));
  }
  return result;
}

Annotation AnnotationReader::readAnnotated(const py::Subscript &subscript, Module &module,
                                           unsigned depth) {
  if (subscript.indices.empty())
    return unknown("`Annotated` needs a type");
  Annotation inner = read(*subscript.indices[0], module, depth);
  for (const py::Expr *metadata : ArrayRef(subscript.indices).drop_front())
    if (scope.find(module, *metadata).isExternal("cog.Opaque")) {
      Annotation result;
      result.kind = Kind::Opaque;
      result.args.push_back(std::move(inner));
      return result;
    }
  return inner;
}

/// A union in a union is one union; one of a single type is that type.
Annotation AnnotationReader::readUnion(ArrayRef<const py::Expr *> members, Module &module,
                                       unsigned depth) {
  Annotation result;
  result.kind = Kind::Union;
  for (const py::Expr *expr : members) {
    Annotation member = read(*expr, module, depth);
    if (member.kind == Kind::None) {
      result.hasNone = true;
    } else if (member.kind == Kind::Union) {
      result.hasNone |= member.hasNone;
      move(member.args, std::back_inserter(result.args));
    } else {
      result.args.push_back(std::move(member));
    }
  }
  if (result.args.size() != 1)
    return result;
  // `Literal["a"] | None` is a Literal with None.
  if (result.args[0].kind == Kind::Literal) {
    Annotation literal = result.args[0];
    literal.hasNone |= result.hasNone;
    return literal;
  }
  if (result.hasNone)
    return result;
  Annotation only = result.args[0];
  return only;
}
