//===- Inputs.cpp - The inputs of a method ----------------------------------------------===//
#include "Inputs.h"
#include "InputCall.h"
#include "llvm/ADT/STLExtras.h"

using namespace cogc;
using namespace cogc::schema;
using namespace llvm;

const Type *cogc::schema::enumeration(const Input &input) {
  if (input.choices)
    return &*input.choices;
  const Type &type = input.type.kind == Type::Kind::Array ? input.type.inner[0] : input.type;
  return type.kind == Type::Kind::Enum ? &type : nullptr;
}

namespace {
class InputReader {
public:
  InputReader(const Target &target, Reader &reader)
      : module(*target.module), target(target), reader(reader) {}

  std::vector<Input> read();

private:
  std::optional<Input> readParameter(const py::Parameter &parameter);
  void readDefault(const py::Expr &expr, Input &input);

  Module &module;
  const Target &target;
  Reader &reader;
};
} // namespace

std::vector<Input> InputReader::read() {
  std::vector<Input> inputs;
  ArrayRef<py::Parameter> parameters = target.function->parameters;
  if (target.isMethod && !parameters.empty())
    parameters = parameters.drop_front();
  for (const py::Parameter &parameter : parameters)
    if (std::optional<Input> input = readParameter(parameter)) {
      checkInput(*input, reader);
      inputs.push_back(std::move(*input));
    }
  return inputs;
}

std::optional<Input> InputReader::readParameter(const py::Parameter &parameter) {
  using Kind = py::Parameter::Kind;
  if (parameter.kind == Kind::Args || parameter.kind == Kind::Kwargs) {
    reader.diags.report(Diag::input_star, parameter.range, parameter.name,
                        parameter.kind == Kind::Args ? "*" : "**");
    return std::nullopt;
  }
  if (parameter.kind == Kind::Positional)
    reader.diags.report(Diag::input_positional, parameter.range, parameter.name);
  StringRef name = parameter.name;
  if (target.isMethod && name.starts_with("__") && !name.ends_with("__"))
    reader.diags.report(Diag::input_mangled, parameter.range, name);
  if (!parameter.annotation) {
    reader.diags.report(Diag::input_untyped, parameter.range, parameter.name);
    return std::nullopt;
  }
  Annotation annotation = reader.annotations.readSignature(*parameter.annotation, module);
  std::optional<Type> type = readInputType(annotation, parameter.name, reader);
  if (!type)
    return std::nullopt;
  Input input;
  input.name = parameter.name;
  input.range = parameter.range;
  input.type = std::move(*type);
  input.required = !input.type.nullable || input.type.kind == Type::Kind::Union;
  if (parameter.defaultValue)
    readDefault(*parameter.defaultValue, input);
  return input;
}

/// `= Input(…)`, by itself or by a name, or a plain value.
void InputReader::readDefault(const py::Expr &expr, Input &input) {
  if (std::optional<InputCall> call = findInputCall(expr, module, reader))
    return readInputCall(*call, input, reader);
  std::optional<Value> value = reader.evaluator.evaluate(expr, module);
  if (!value) {
    reader.diags.report(Diag::default_not_constant, expr.range, input.name);
    return;
  }
  setInputDefault({std::move(*value), expr.range}, input, reader);
}

std::vector<Input> cogc::schema::readInputs(const Target &target, Reader &reader) {
  return InputReader(target, reader).read();
}
