//===- InputCall.cpp - What `Input(…)` says about an input -------------------------------===//
#include "InputCall.h"
#include "cogc/Support/EditDistance.h"
#include "llvm/ADT/STLExtras.h"

using namespace cogc;
using namespace cogc::schema;
using namespace llvm;

static bool isInputCall(const py::Expr &expr, Module &module, Scope &scope) {
  const auto *call = expr.as<py::Call>();
  return call && call->callee && scope.find(module, *call->callee).isExternal("cog.Input");
}

/// The values that a call gives to a function's parameters, those without a
/// constant value left out.
static Evaluator::Locals bindArguments(const py::Call &call, Module &caller, const Symbol &callee,
                                       Reader &reader) {
  Evaluator::Locals locals;
  auto bind = [&](StringRef name, const py::Expr &expr, Module &module) {
    if (std::optional<Value> value = reader.evaluator.evaluate(expr, module))
      locals.emplace_back(name.str(), std::move(*value));
  };
  ArrayRef<py::Parameter> parameters = callee.function()->parameters;
  for (const py::Parameter &parameter : parameters)
    if (parameter.defaultValue)
      bind(parameter.name, *parameter.defaultValue, *callee.module);
  if (!parameters.empty() && callee.owner &&
      (parameters[0].name == "self" || parameters[0].name == "cls"))
    parameters = parameters.drop_front();
  for (const py::Argument &argument : call.arguments) {
    if (!argument.name.empty()) {
      bind(argument.name, *argument.value, caller);
    } else if (!parameters.empty()) {
      bind(parameters[0].name, *argument.value, caller);
      parameters = parameters.drop_front();
    }
  }
  return locals;
}

std::optional<InputCall> cogc::schema::findInputCall(const py::Expr &expr, Module &module,
                                                     Reader &reader) {
  Scope &scope = reader.scope;
  if (isInputCall(expr, module, scope))
    return InputCall{expr.as<py::Call>(), &module, {}};
  Symbol symbol = scope.find(module, expr);
  if (const py::Assignment *variable = symbol.variable())
    if (variable->value && isInputCall(*variable->value, *symbol.module, scope))
      return InputCall{variable->value->as<py::Call>(), symbol.module, {}};
  const auto *call = expr.as<py::Call>();
  if (!call || !call->callee)
    return std::nullopt;
  Symbol callee = scope.find(module, *call->callee);
  if (const py::Function *function = callee.function())
    for (const py::Expr *returned : function->returnedCalls)
      if (isInputCall(*returned, *callee.module, scope))
        return InputCall{returned->as<py::Call>(), callee.module,
                         bindArguments(*call, module, callee, reader)};
  return std::nullopt;
}

void cogc::schema::setInputDefault(Located<Value> value, Input &input, Reader &reader) {
  if (value->isNone()) {
    // An optional secret was always one whose default is None.
    if (input.type.kind == Type::Kind::Secret)
      input.type.nullable = true;
    if (!input.type.nullable) {
      reader.diags.report(Diag::input_none_default, value.range, input.name);
      return;
    }
  }
  if (input.type.kind == Type::Kind::Secret && value->string())
    reader.diags.report(Diag::input_as_text, value.range, input.name, "Secret",
                        " where it is left out, since the server passes the default as it is and "
                        "shows it to callers; write `Optional[Secret] = None`");
  input.required = false;
  input.defaultValue = std::move(value);
}

namespace {
/// What an argument of `Input` has to be.
struct Keyword {
  StringLiteral name;
  Given Input::*member;
  StringLiteral expected;
  bool (*accepts)(const Value &value);
  /// What follows when the value is not known.
  StringLiteral consequence;
};
} // namespace

static bool isString(const Value &value) { return value.string(); }
static bool isBool(const Value &value) { return value.boolean(); }
static bool isNumber(const Value &value) { return value.isNumber(); }
static bool isLength(const Value &value) { return value.integer() && *value.integer() >= 0; }

static constexpr StringLiteral notEnforced = "the server does not check it";
static constexpr Keyword keywords[] = {
    {"description", &Input::description, "a string", isString, "it is left out"},
    {"ge", &Input::ge, "a number", isNumber, notEnforced},
    {"le", &Input::le, "a number", isNumber, notEnforced},
    {"min_length", &Input::minLength, "a number of characters", isLength, notEnforced},
    {"max_length", &Input::maxLength, "a number of characters", isLength, notEnforced},
    {"regex", &Input::regex, "a string", isString, notEnforced},
    {"deprecated", &Input::deprecated, "True or False", isBool, "it is left out"},
    {"accept", &Input::accept, "a string", isString, "it is left out"},
};

namespace {
class CallReader {
public:
  CallReader(const InputCall &call, Input &input, Reader &reader)
      : call(call), input(input), reader(reader) {}

  void read();

private:
  void readArgument(StringRef name, const py::Argument &argument);
  void readDefault(const py::Argument &argument);
  void readChoices(const py::Argument &argument);
  void readKeyword(const Keyword &keyword, const py::Argument &argument);
  void reportUnknown(StringRef name, SourceRange range);
  std::optional<Value> evaluate(const py::Argument &argument) {
    return reader.evaluator.evaluate(*argument.value, *call.module, call.locals);
  }

  const InputCall &call;
  Input &input;
  Reader &reader;
};
} // namespace

void CallReader::read() {
  bool isFirst = true;
  for (const py::Argument &argument : call.call->arguments) {
    if (!argument.name.empty())
      readArgument(argument.name, argument);
    else if (isFirst)
      readDefault(argument);
    else
      reader.diags.report(Diag::input_value, argument.range, "an argument", input.name,
                          "has no name; only the default may stand without one");
    isFirst = false;
  }
}

void CallReader::reportUnknown(StringRef name, SourceRange range) {
  SmallVector<StringRef> names = {"default", "choices"};
  for (const Keyword &keyword : keywords)
    names.push_back(keyword.name);
  std::string hint;
  StringRef nearest = name == "gt" ? "ge" : name == "lt" ? "le" : nearestWord(name, names);
  if (name == "pattern")
    nearest = "regex";
  if (!nearest.empty())
    hint = ("; did you mean `" + nearest + "`?").str();
  reader.diags.report(Diag::input_argument, range, name, hint);
}

void CallReader::readArgument(StringRef name, const py::Argument &argument) {
  if (name == "default")
    return readDefault(argument);
  if (name == "choices")
    return readChoices(argument);
  for (const Keyword &keyword : keywords)
    if (keyword.name == name)
      return readKeyword(keyword, argument);
  if (name == "default_factory")
    reader.diags.report(Diag::default_factory, argument.range);
  else if (name == "*" || name == "**")
    reader.diags.report(Diag::input_value, argument.range, name, input.name,
                        "cannot be read; write the arguments out");
  else
    reportUnknown(name, argument.range);
}

void CallReader::readDefault(const py::Argument &argument) {
  if (argument.value->as<py::Other>() && reader.tree.text(argument.value->range) == "...")
    return; // `Input(...)` is how pydantic says that there is none
  std::optional<Value> value = evaluate(argument);
  if (value)
    return setInputDefault({std::move(*value), argument.range}, input, reader);
  input.required = false;
  reader.diags.report(Diag::input_not_constant, argument.range, "default", input.name,
                      "the document cannot show it; the input is optional all the same");
}

void CallReader::readChoices(const py::Argument &argument) {
  std::optional<Value> value = evaluate(argument);
  if (!value) {
    reader.diags.report(Diag::choices_not_constant, argument.range, input.name);
    return;
  }
  if (value->isNone())
    return;
  if (!value->list()) {
    reader.diags.report(Diag::input_value, argument.range, "choices", input.name,
                        "is " + describeKind(*value).str() + " and has to be a list");
    return;
  }
  Value::List values = *value->list();
  // What may be missing may have that among its choices.
  if (input.type.nullable)
    erase_if(values, [](const Value &one) { return one.isNone(); });
  if (values.empty())
    return;
  std::string mistake;
  input.choices = enumOf(std::move(values), mistake);
  if (!input.choices)
    reader.diags.report(Diag::input_value, argument.range, "choices", input.name,
                        "is of several types: " + mistake);
}

void CallReader::readKeyword(const Keyword &keyword, const py::Argument &argument) {
  std::optional<Value> value = evaluate(argument);
  if (!value) {
    reader.diags.report(Diag::input_not_constant, argument.range, keyword.name, input.name,
                        keyword.consequence);
    return;
  }
  if (value->isNone())
    return;
  if (!keyword.accepts(*value)) {
    reader.diags.report(Diag::input_value, argument.range, keyword.name, input.name,
                        "is `" + toPython(*value) + "` and has to be " + keyword.expected.str());
    return;
  }
  input.*keyword.member = Located<Value>(std::move(*value), argument.range);
}

void cogc::schema::readInputCall(const InputCall &call, Input &input, Reader &reader) {
  CallReader(call, input, reader).read();
}
