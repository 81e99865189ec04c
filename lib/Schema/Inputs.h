//===- Inputs.h - The inputs of a method ----------------------------------------------===//
#ifndef COGC_LIB_SCHEMA_INPUTS_H
#define COGC_LIB_SCHEMA_INPUTS_H

#include "Target.h"

namespace cogc::schema {

/// A value of `Input(…)` and the place that it was given at.
using Given = std::optional<Located<Value>>;

struct Input {
  std::string name;
  SourceRange range;
  Type type;
  /// Of `choices=`; `Literal` has its values in the type.
  std::optional<Type> choices;

  /// Whether a request may leave it out. The default is what the method gets
  /// then; it may be unknown, when only running Python can tell it.
  bool required = true;
  Given defaultValue;

  Given description;
  Given ge;
  Given le;
  Given minLength;
  Given maxLength;
  Given regex;
  Given deprecated;
  Given accept;
};

/// The inputs in the order of the parameters. Reports what the server could not
/// take; what is left is a schema all the same.
std::vector<Input> readInputs(const Target &target, Reader &reader);

/// Reports limits that do not fit the type, and a default that breaks them; drops
/// what cannot hold, so that one mistake is one message.
void checkInput(Input &input, Reader &reader);

/// The enumeration of an input, by `choices` or by `Literal`; null without one.
const Type *enumeration(const Input &input);

} // namespace cogc::schema

#endif
