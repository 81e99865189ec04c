//===- Models.cpp - Classes that describe data ------------------------------------------===//
#include "Models.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace cogc;
using namespace cogc::schema;
using namespace llvm;

/// A longer line of ancestors is a cycle.
static constexpr unsigned maxAncestors = 40;

static ModelKind externalKind(StringRef name) {
  return StringSwitch<ModelKind>(name)
      .Case("cog.BaseModel", ModelKind::BaseModel)
      .Case("pydantic.BaseModel", ModelKind::Pydantic)
      .Case("typing.TypedDict", ModelKind::TypedDict)
      .Cases("enum.Enum", "enum.StrEnum", "enum.IntEnum", ModelKind::Enum)
      .Default(ModelKind::None);
}

static bool isDataclass(const Symbol &klass, Scope &scope) {
  return any_of(klass.klass()->decorators, [&](const py::Expr *decorator) {
    const auto *call = decorator->as<py::Call>();
    Symbol symbol = scope.find(*klass.module, call && call->callee ? *call->callee : *decorator);
    return symbol.isExternal("dataclasses.dataclass") || symbol.isExternal("pydantic.dataclass");
  });
}

static ModelKind kindOf(const Symbol &klass, Scope &scope, unsigned depth) {
  if (klass.kind == Symbol::Kind::External)
    return externalKind(klass.name);
  if (!klass.klass() || depth > maxAncestors)
    return ModelKind::None;
  for (const py::Argument &base : klass.klass()->bases)
    if (base.name.empty())
      if (ModelKind kind = kindOf(scope.find(*klass.module, classOf(base)), scope, depth + 1);
          kind != ModelKind::None)
        return kind;
  return isDataclass(klass, scope) ? ModelKind::Dataclass : ModelKind::None;
}

ModelKind cogc::schema::modelKind(const Symbol &klass, Scope &scope) {
  return kindOf(klass, scope, 0);
}

/// `class C(TypedDict, total=False)` makes the keys of C optional.
static bool isTotal(const py::Class &klass) {
  for (const py::Argument &base : klass.bases)
    if (base.name == "total")
      if (const auto *value = base.value->as<py::Bool>())
        return value->value;
  return true;
}

/// Whether the text of a default is a literal: calls such as `Field(…)` do not
/// say that there is one.
static bool isLiteral(const py::Expr &expr) {
  if (const auto *unary = expr.as<py::Unary>())
    return unary->operand && unary->operand->as<py::Number>();
  if (const auto *sequence = expr.as<py::Sequence>())
    return all_of(sequence->elements, [](const py::Expr *e) { return isLiteral(*e); });
  return expr.as<py::None>() || expr.as<py::Bool>() || expr.as<py::Number>() ||
         expr.as<py::String>() || expr.as<py::Dict>();
}

/// `Required[T]` and `NotRequired[T]` around the type of a TypedDict's key.
static void unwrapKey(ModelField &field, Scope &scope) {
  const auto *subscript = field.annotation->as<py::Subscript>();
  if (!subscript || !subscript->value || subscript->indices.size() != 1)
    return;
  Symbol outer = scope.find(*field.module, *subscript->value);
  bool required = outer.isExternal("typing.Required");
  if (!required && !outer.isExternal("typing.NotRequired"))
    return;
  field.required = required;
  field.annotation = subscript->indices[0];
}

/// Whether this is no field: the annotation says so, or pydantic does of its name.
static bool isNoField(const ModelField &field, ModelKind kind, Scope &scope) {
  StringRef name = field.name;
  if (kind == ModelKind::Pydantic && (name.starts_with("_") || name == "model_config"))
    return true;
  const py::Expr *expr = field.annotation;
  if (const auto *subscript = expr->as<py::Subscript>())
    expr = subscript->value;
  Symbol symbol = expr ? scope.find(*field.module, *expr) : Symbol();
  return symbol.isExternal("typing.ClassVar") || symbol.isExternal("dataclasses.InitVar") ||
         symbol.isExternal("dataclasses.KW_ONLY");
}

static void addField(std::vector<ModelField> &fields, ModelField field) {
  auto same = find_if(fields, [&](const ModelField &other) { return other.name == field.name; });
  if (same != fields.end())
    *same = std::move(field);
  else
    fields.push_back(std::move(field));
}

static void addFields(const Symbol &klass, Scope &scope, ModelKind kind, unsigned depth,
                      std::vector<ModelField> &fields) {
  const py::Class *ast = klass.klass();
  if (!ast || depth > maxAncestors || fields.size() > 2000)
    return;
  // Python looks at the first base last, so that its fields win.
  for (const py::Argument &base : reverse(ast->bases))
    if (base.name.empty())
      addFields(scope.find(*klass.module, classOf(base)), scope, kind, depth + 1, fields);
  for (const py::Statement &statement : ast->body) {
    const auto *assignment = statement.as<py::Assignment>();
    if (!assignment || !assignment->annotation)
      continue;
    Module &names = scope.modules.scopeOf(*klass.module, *ast, statement);
    ModelField field{assignment->name, assignment->annotation, &names, false, {}};
    field.hasDefault = assignment->value && isLiteral(*assignment->value);
    if (kind == ModelKind::Dataclass)
      field.hasDefault = assignment->value;
    if (kind == ModelKind::TypedDict) {
      field.required = isTotal(*ast);
      unwrapKey(field, scope);
    }
    if (!isNoField(field, kind, scope))
      addField(fields, std::move(field));
  }
}

std::vector<ModelField> cogc::schema::modelFields(const Symbol &klass, Scope &scope) {
  std::vector<ModelField> fields;
  addFields(klass, scope, modelKind(klass, scope), 0, fields);
  return fields;
}
