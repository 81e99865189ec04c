//===- Annotation.cpp - Type annotations, with their names resolved -------------===//
#include "Annotation.h"
#include "llvm/ADT/STLExtras.h"

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

Annotation AnnotationReader::readSignature(const py::Expr &expr, Module &module) {
  inSignature = true;
  Annotation result = read(expr, module);
  inSignature = false;
  return result;
}

Annotation AnnotationReader::read(const py::Expr &expr, Module &module, unsigned depth) {
  Annotation result = depth > maxDepth || ++steps > maxSteps ? unknown("it is too deeply nested")
                                                             : readKind(expr, module, depth + 1);
  // The place is where the annotation is used, also when an alias is followed.
  result.range = expr.range;
  if (!typeAlias.empty())
    result.alias = typeAlias;
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
  if (const auto *call = expr.as<py::Call>())
    return readCall(*call, expr.range, module, depth);
  return unknown("it is not a type");
}

/// `NewType("Name", T)` is T.
Annotation AnnotationReader::readCall(const py::Call &call, SourceRange range, Module &module,
                                      unsigned depth) {
  bool isNewType = call.callee && scope.find(module, *call.callee).isExternal("typing.NewType");
  if (isNewType && call.arguments.size() == 2)
    return read(*call.arguments[1].value, module, depth);
  StringRef callee = scope.modules.tree.text(range).split('(').first;
  return unknown(
      ("what `" + callee + "(…)` makes is not followed; write the type out, or a class").str());
}

Annotation AnnotationReader::readString(const py::String &string, SourceRange range, Module &module,
                                        unsigned depth) {
  // A plain `"…"` stands in the file as it is, so places inside it are known.
  SourceRange place = range;
  StringRef written = scope.modules.tree.text(range);
  if (written.size() == string.value.size() + 2)
    ++place.begin;
  const py::Expr *inner = scope.modules.parser.parseExpression(string.value, place, *module.ast);
  if (!inner)
    return unknown("the text in quotes is not a type");
  bool outside = std::exchange(inQuotes, true);
  Annotation result = read(*inner, module, depth);
  inQuotes = outside;
  return result;
}

/// What a variable stands for as a type.
Annotation AnnotationReader::readAlias(const Symbol &symbol, unsigned depth) {
  const py::Assignment &variable = *symbol.variable();
  bool outside = std::exchange(inAlias, true);
  std::string around = typeAlias;
  if (variable.isTypeStatement)
    typeAlias = variable.name;
  Annotation result = read(*variable.value, *symbol.module, depth);
  typeAlias = around;
  inAlias = outside;
  return result;
}

void AnnotationReader::noteTypesOnly(const py::Expr &expr, const Module &module) {
  const py::Expr *root = &expr;
  while (const auto *attribute = root->as<py::Attribute>())
    root = attribute->object;
  const auto *name = root ? root->as<py::Name>() : nullptr;
  if (name && inSignature && !inAlias && scope.isOnlyForTypes(module, name->name))
    typesOnly.push_back({name->name, root->range, inQuotes});
}

Annotation AnnotationReader::readName(const py::Expr &expr, Module &module, unsigned depth) {
  noteTypesOnly(expr, module);
  Symbol symbol = scope.find(module, expr);
  std::string written = scope.modules.tree.text(expr.range).str();
  if (symbol.other)
    return unknown("which `" + written + "` this is depends on a condition; define it once");
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
      return readAlias(symbol, depth);
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
  if (outer.kind == Kind::Unknown)
    return outer;
  if (outer.kind != Kind::Known || !outer.args.empty()) {
    StringRef written = scope.modules.tree.text(subscript.value->range);
    return unknown(
        ("`" + written + "` with types in brackets is not followed; write it out").str());
  }
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
    if (const auto *call = metadata->as<py::Call>();
        call && call->callee && scope.find(module, *call->callee).isExternal("cog.Input")) {
      return unknown("`Input(…)` has no effect inside of `Annotated`; write it as the default");
    } else if (scope.find(module, *metadata).isExternal("cog.Opaque")) {
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
  if (result.args.size() > 1 &&
      all_of(result.args, [](const Annotation &arg) { return arg.kind == Kind::Literal; })) {
    // `Literal["a"] | Literal["b"]` is one Literal.
    Annotation &first = result.args[0];
    for (Annotation &other : drop_begin(result.args)) {
      first.hasNone |= other.hasNone;
      move(other.values, std::back_inserter(first.values));
    }
    result.args.resize(1);
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
