//===- Models.h - Classes that describe data -----------------------------------------===//
#ifndef COGC_LIB_SCHEMA_MODELS_H
#define COGC_LIB_SCHEMA_MODELS_H

#include "Types.h"

namespace cogc::schema {

enum class ModelKind {
  /// No class that describes data.
  None,
  /// `cog.BaseModel`; pydantic's.
  BaseModel,
  Pydantic,
  TypedDict,
  /// A class with `@dataclass`.
  Dataclass,
  Enum,
};

/// What \p klass is, by what it inherits.
ModelKind modelKind(const Symbol &klass, Scope &scope);

/// A field as a class declares it.
struct ModelField {
  std::string name;
  const py::Expr *annotation = nullptr;
  /// What names in the annotation mean: in the class's body, before the field.
  Module *module = nullptr;
  bool hasDefault = false;
  /// TypedDict: whether the key must be there; nothing says that the type does.
  std::optional<bool> required;
};

/// The fields of a class, those it inherits first. A field that is declared
/// again keeps its place.
std::vector<ModelField> modelFields(const Symbol &klass, Scope &scope);

} // namespace cogc::schema

#endif
