//===- EvaluateCall.cpp - Calls in constant expressions -----------------------------===//
#include "Arithmetic.h"
#include "Evaluate.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;
using namespace cogc::schema;
using namespace llvm;
using Result = std::optional<Value>;

/// What a loop over \p expr gives, as a list: of a dict its keys, of an
/// enumeration its members' values.
Result Evaluator::evalIterable(const py::Expr &expr, Module &module, unsigned depth) {
  if (Symbol symbol = scope.find(module, expr); symbol.klass())
    return enumMembers(symbol, depth);
  if (Result keys = evalKeys(expr, module, depth))
    return keys;
  Result value = eval(expr, module, depth);
  return value && value->list() ? value : std::nullopt;
}

static Result keysOf(const Result &value) {
  const Value::Dict *dict = value ? value->dict() : nullptr;
  if (!dict)
    return std::nullopt;
  Value::List keys;
  for (auto &[key, item] : *dict)
    keys.push_back(key);
  return Value{std::move(keys)};
}

/// The keys of a dict literal, or of the variable that holds one. What they lead
/// to need not be known: `{"DDIM": DDIMScheduler}`.
Result Evaluator::evalKeys(const py::Expr &expr, Module &module, unsigned depth) {
  if (++depth > maxDepth || !charge(1))
    return std::nullopt;
  const auto *dict = expr.as<py::Dict>();
  if (!dict) {
    Symbol symbol = isLocal(expr) ? Symbol() : scope.find(module, expr);
    const py::Assignment *variable = symbol.variable();
    if (!variable || !variable->value || symbol.other)
      return keysOf(eval(expr, module, depth));
    auto hidden = std::exchange(locals, {});
    Result keys = evalKeys(*variable->value, *symbol.module, depth);
    locals = std::move(hidden);
    return keys;
  }
  Value::List keys;
  for (auto [keyExpr, valueExpr] : dict->items) {
    Result key = keyExpr ? eval(*keyExpr, module, depth) : std::nullopt;
    if (!key || !charge(keys.size()))
      return std::nullopt;
    if (!is_contained(keys, *key))
      keys.push_back(std::move(*key));
  }
  return Value{std::move(keys)};
}

bool Evaluator::isLocal(const py::Expr &expr) const {
  const auto *name = expr.as<py::Name>();
  return name && any_of(locals, [&](auto &local) { return local.first == name->name; });
}

Result Evaluator::range(const Value::List &arguments) {
  constexpr Integer most = 10'000;
  if (arguments.empty() || arguments.size() > 3)
    return std::nullopt;
  Integer numbers[3] = {0, 0, 1};
  for (size_t i = 0; i < arguments.size(); ++i) {
    const Integer *number = arguments[i].integer();
    if (!number)
      return std::nullopt;
    numbers[arguments.size() == 1 ? 1 : i] = *number;
  }
  auto [start, stop, step] = numbers;
  Integer size = step == 0 ? most + 1 : (stop - start + step - (step > 0 ? 1 : -1)) / step;
  if (size > most || !charge(size_t(std::max<Integer>(size, 0))))
    return std::nullopt;
  Value::List list;
  for (Integer at = start; step > 0 ? at < stop : at > stop; at += step)
    list.push_back(Value{at});
  return Value{std::move(list)};
}

/// `sorted()` of numbers alone or of strings alone.
static Result sorted(Value::List list) {
  bool numbers = all_of(list, [](const Value &value) { return value.isNumber(); });
  bool strings = all_of(list, [](const Value &value) { return value.string(); });
  if (!numbers && !strings)
    return std::nullopt;
  stable_sort(list, [&](const Value &a, const Value &b) {
    return numbers ? a.number() < b.number() : *a.string() < *b.string();
  });
  return Value{std::move(list)};
}

/// The values of a `Literal[…]`, or of the variable that holds one: what
/// `typing.get_args()` gives.
Result Evaluator::evalLiteral(const py::Expr &expr, Module &module, unsigned depth) {
  if (depth > maxDepth || !charge(1))
    return std::nullopt;
  Symbol symbol = scope.find(module, expr);
  if (const py::Assignment *alias = symbol.variable())
    return alias->value && !alias->isTypeStatement && !symbol.other
               ? evalLiteral(*alias->value, *symbol.module, depth + 1)
               : std::nullopt;
  const auto *literal = expr.as<py::Subscript>();
  if (!literal || !literal->value ||
      !scope.find(module, *literal->value).isExternal("typing.Literal"))
    return std::nullopt;
  Value::List values;
  for (const py::Expr *index : literal->indices) {
    Result value = eval(*index, module, depth + 1);
    if (!value)
      return std::nullopt;
    values.push_back(std::move(*value));
  }
  return Value{std::move(values)};
}

Result Evaluator::evalCall(const py::Call &call, Module &module, unsigned depth) {
  if (!call.callee || any_of(call.arguments, [](auto &a) { return !a.name.empty(); }))
    return std::nullopt;
  Symbol callee = scope.find(module, *call.callee);
  if (callee.isExternal("typing.get_args") && call.arguments.size() == 1)
    return evalLiteral(*call.arguments[0].value, module, depth);
  if (const auto *method = call.callee->as<py::Attribute>())
    return evalMethod(*method, call, module, depth);
  StringRef name = callee.name;
  if (callee.kind != Symbol::Kind::External || !name.consume_front("builtins."))
    return std::nullopt;
  if (name == "list" || name == "tuple" || name == "sorted") {
    if (call.arguments.empty() && name != "sorted")
      return Value{Value::List()};
    Result items = call.arguments.size() == 1
                       ? evalIterable(*call.arguments[0].value, module, depth)
                       : std::nullopt;
    return items && name == "sorted" ? sorted(*items->list()) : items;
  }
  Value::List arguments;
  for (const py::Argument &argument : call.arguments) {
    Result value = eval(*argument.value, module, depth);
    if (!value)
      return std::nullopt;
    arguments.push_back(std::move(*value));
  }
  if (name == "range")
    return range(arguments);
  return arguments.size() == 1 ? convert(name, arguments[0]) : std::nullopt;
}

static Result joined(StringRef separator, const Value::List &parts) {
  std::string text;
  for (const Value &part : parts) {
    if (!part.string())
      return std::nullopt;
    if (&part != parts.data())
      text += separator;
    text += *part.string();
  }
  return Value{std::move(text)};
}

/// `str.title()`: each run of letters begins with a capital.
static std::string titled(std::string text) {
  bool inWord = false;
  for (char &c : text) {
    c = inWord ? toLower(c) : toUpper(c);
    inWord = isAlpha(c) || uint8_t(c) >= 0x80;
  }
  return text;
}

/// `D.keys()`, `D.values()`, `", ".join(L)`, `"a b".split()`.
Result Evaluator::evalMethod(const py::Attribute &method, const py::Call &call, Module &module,
                             unsigned depth) {
  if (!method.object || call.arguments.size() > 1)
    return std::nullopt;
  bool isBare = call.arguments.empty();
  if (method.name == "keys" && isBare)
    return evalKeys(*method.object, module, depth);
  Result object = eval(*method.object, module, depth);
  if (!object)
    return std::nullopt;
  if (const Value::Dict *dict = object->dict(); dict && isBare && method.name == "values") {
    Value::List list;
    for (auto &[key, value] : *dict)
      list.push_back(value);
    return Value{std::move(list)};
  }
  const std::string *string = object->string();
  if (!string)
    return std::nullopt;
  if (method.name == "join" && !isBare) {
    Result parts = evalIterable(*call.arguments[0].value, module, depth);
    Result text = parts ? joined(*string, *parts->list()) : std::nullopt;
    return text && charge(text->string()->size()) ? text : std::nullopt;
  }
  if (method.name == "strip" && isBare)
    return Value{StringRef(*string).trim().str()};
  if (method.name == "lower" && isBare)
    return Value{StringRef(*string).lower()};
  if (method.name == "upper" && isBare)
    return Value{StringRef(*string).upper()};
  if (method.name == "title" && isBare)
    return Value{titled(*string)};
  if (method.name != "split")
    return std::nullopt;
  Result separator = isBare ? Value{std::string()} : eval(*call.arguments[0].value, module, depth);
  return separator && separator->string() && (isBare || !separator->string()->empty())
             ? split(*string, *separator->string())
             : std::nullopt;
}
