//===- InputCall.h - What `Input(…)` says about an input ---------------------------------===//
#ifndef COGC_LIB_SCHEMA_INPUTCALL_H
#define COGC_LIB_SCHEMA_INPUTCALL_H

#include "Inputs.h"

namespace cogc::schema {

/// A call of `cog.Input`, where it stands, and what the parameters of the
/// function around it hold.
struct InputCall {
  const py::Call *call = nullptr;
  Module *module = nullptr;
  Evaluator::Locals locals;
};

/// The call behind a default: written there, or in a variable or class
/// attribute, or returned by a function or static method that is called there.
std::optional<InputCall> findInputCall(const py::Expr &expr, Module &module, Reader &reader);

/// Reads the call's arguments into \p input.
void readInputCall(const InputCall &call, Input &input, Reader &reader);

/// Makes \p value the default; None is none, except for what may be null.
void setInputDefault(Located<Value> value, Input &input, Reader &reader);

} // namespace cogc::schema

#endif
