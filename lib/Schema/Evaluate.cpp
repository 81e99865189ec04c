//===- Evaluate.cpp - Constant expressions -----------------------------------------===//
#include "Evaluate.h"
#include "Arithmetic.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;
using namespace cogc::schema;
using namespace llvm;
using Result = std::optional<Value>;

Result Evaluator::evaluate(const py::Expr &expr, Module &module, Locals names) {
  steps = 0;
  locals = std::move(names);
  return eval(expr, module, 0);
}

bool Evaluator::charge(size_t amount) {
  steps += unsigned(std::min<size_t>(amount, maxSteps));
  return steps <= maxSteps;
}

Result Evaluator::eval(const py::Expr &expr, Module &module, unsigned depth) {
  if (depth > maxDepth || !charge(1))
    return std::nullopt;
  ++depth;
  if (expr.as<py::None>())
    return Value{};
  if (const auto *boolean = expr.as<py::Bool>())
    return Value{boolean->value};
  if (const auto *number = expr.as<py::Number>())
    return parseNumber(number->digits);
  if (const auto *string = expr.as<py::String>())
    return string->isBytes ? Result() : Value{string->value};
  if (const auto *string = expr.as<py::FString>())
    return evalFString(*string, module, depth);
  if (const auto *name = expr.as<py::Name>())
    return evalName(*name, module, depth);
  if (const auto *attribute = expr.as<py::Attribute>())
    return evalAttribute(expr, *attribute, module, depth);
  if (const auto *unary = expr.as<py::Unary>())
    return evalUnary(*unary, module, depth);
  if (const auto *binary = expr.as<py::Binary>())
    return evalBinary(*binary, module, depth);
  if (const auto *sequence = expr.as<py::Sequence>())
    return evalSequence(*sequence, module, depth);
  if (const auto *dict = expr.as<py::Dict>())
    return evalDict(*dict, module, depth);
  if (const auto *subscript = expr.as<py::Subscript>())
    return evalSubscript(*subscript, module, depth);
  if (const auto *call = expr.as<py::Call>())
    return evalCall(*call, module, depth);
  if (const auto *comprehension = expr.as<py::Comprehension>())
    return evalComprehension(*comprehension, module, depth);
  return std::nullopt;
}

Result Evaluator::evalName(const py::Name &name, Module &module, unsigned depth) {
  for (auto &[local, value] : reverse(locals))
    if (local == name.name)
      return value;
  return evalSymbol(scope.find(module, name.name), depth);
}

Result Evaluator::evalSymbol(const Symbol &symbol, unsigned depth) {
  const py::Assignment *variable = symbol.variable();
  // With another definition only running it tells which one holds.
  if (!variable || !variable->value || symbol.other)
    return std::nullopt;
  // The variables of a comprehension are not seen in another module.
  auto hidden = std::exchange(locals, {});
  Result value = symbol.owner && isAuto(*variable->value, *symbol.module)
                     ? autoValue(*symbol.owner, *symbol.module, variable->name, depth)
                     : eval(*variable->value, *symbol.module, depth);
  locals = std::move(hidden);
  return value;
}

bool cogc::schema::isEnum(const Symbol &klass, Scope &scope) {
  const py::Class *ast = klass.klass();
  if (!ast)
    return false;
  for (const py::Argument &base : ast->bases)
    if (base.name.empty()) {
      Symbol symbol = scope.find(*klass.module, *base.value);
      if (symbol.isExternal("enum.Enum") || symbol.isExternal("enum.StrEnum") ||
          symbol.isExternal("enum.IntEnum"))
        return true;
    }
  return false;
}

/// Whether \p expr is `enum.auto()`.
bool Evaluator::isAuto(const py::Expr &expr, Module &module) {
  const auto *call = expr.as<py::Call>();
  return call && call->callee && call->arguments.empty() &&
         scope.find(module, *call->callee).isExternal("enum.auto");
}

Result Evaluator::autoValue(const py::Class &klass, Module &module, StringRef name,
                            unsigned depth) {
  for (EnumMember &member : membersOf(klass, module, depth))
    if (member.name == name)
      return std::move(member.value);
  return std::nullopt;
}

namespace {
/// What `auto()` gives in an enumeration: the name in small letters, or one more
/// than the largest number before it.
class AutoValues {
public:
  AutoValues(const py::Class &klass, Module &module, Scope &scope) {
    unsigned bases = 0;
    for (const py::Argument &base : klass.bases) {
      if (!base.name.empty())
        continue;
      ++bases;
      Symbol symbol = scope.find(module, *base.value);
      isText |= symbol.isExternal("enum.StrEnum");
      isNumber |= symbol.isExternal("enum.Enum") || symbol.isExternal("enum.IntEnum");
    }
    // With a second base the value is made by that.
    isNumber &= bases == 1;
    if (any_of(klass.body, [](const py::Statement &statement) {
          return statement.boundName() == "_generate_next_value_";
        }))
      isText = isNumber = false;
  }

  Result next(StringRef name) const {
    if (isText)
      return Value{name.lower()};
    return isNumber ? Result(Value{largest + 1}) : Result();
  }

  void note(const Result &value) {
    const Integer *number = value ? value->integer() : nullptr;
    // Python versions do not agree on what comes behind a smaller one.
    isNumber &= number && *number > largest;
    largest = number ? *number : largest;
  }

private:
  bool isText = false;
  bool isNumber = false;
  Integer largest = 0;
};
} // namespace

/// Whether Python takes the name for something else than a member.
static bool isReserved(StringRef name) {
  return name.starts_with("__") || (name.starts_with("_") && name.ends_with("_"));
}

std::vector<EnumMember> Evaluator::membersOf(const py::Class &klass, Module &module,
                                             unsigned depth) {
  std::vector<EnumMember> members;
  if (!charge(klass.body.size()))
    return members;
  AutoValues automatic(klass, module, scope);
  for (const py::Statement &statement : klass.body) {
    const auto *member = statement.as<py::Assignment>();
    if (!member || !member->value || member->isChange || isReserved(member->name))
      continue;
    Module &names = scope.modules.scopeOf(module, klass, statement);
    Result value = isAuto(*member->value, names) ? automatic.next(member->name)
                                                 : eval(*member->value, names, depth);
    automatic.note(value);
    members.push_back({member->name, std::move(value)});
  }
  return members;
}

std::vector<EnumMember> Evaluator::membersOf(const Symbol &klass) {
  steps = 0;
  locals.clear();
  return membersOf(*klass.klass(), *klass.module, 0);
}

/// The values of an enumeration, in the order of its members.
Result Evaluator::enumMembers(const Symbol &symbol, unsigned depth) {
  if (!isEnum(symbol, scope))
    return std::nullopt;
  Value::List values;
  for (EnumMember &member : membersOf(*symbol.klass(), *symbol.module, depth)) {
    if (!member.value)
      return std::nullopt;
    values.push_back(std::move(*member.value));
  }
  return Value{std::move(values)};
}

/// `module.CONSTANT`, `Class.attribute`, `Enum.MEMBER.value`, and in a
/// comprehension over an enumeration `member.value`.
Result Evaluator::evalAttribute(const py::Expr &expr, const py::Attribute &attribute,
                                Module &module, unsigned depth) {
  if (!attribute.object)
    return std::nullopt;
  if (attribute.name == "value") {
    if (const auto *name = attribute.object->as<py::Name>())
      for (auto &[local, value] : reverse(locals))
        if (local == name->name)
          return value;
    Symbol object = scope.find(module, *attribute.object);
    if (object.owner && object.variable())
      return evalSymbol(object, depth);
  }
  return evalSymbol(scope.find(module, expr), depth);
}

Result Evaluator::evalUnary(const py::Unary &unary, Module &module, unsigned depth) {
  Result operand = unary.operand ? eval(*unary.operand, module, depth) : std::nullopt;
  return operand ? applyUnary(unary.op, *operand) : std::nullopt;
}

Result Evaluator::evalBinary(const py::Binary &binary, Module &module, unsigned depth) {
  if (!binary.left || !binary.right)
    return std::nullopt;
  Result left = eval(*binary.left, module, depth);
  Result right = left ? eval(*binary.right, module, depth) : std::nullopt;
  if (!right)
    return std::nullopt;
  Result result = applyBinary(binary.op, *left, *right);
  if (result && result->list() && !charge(result->list()->size()))
    return std::nullopt;
  if (result && result->string() && !charge(result->string()->size()))
    return std::nullopt;
  return result;
}

Result Evaluator::evalSequence(const py::Sequence &sequence, Module &module, unsigned depth) {
  Value::List list;
  for (const py::Expr *element : sequence.elements) {
    Result value = eval(*element, module, depth);
    if (!value)
      return std::nullopt;
    list.push_back(std::move(*value));
  }
  return Value{std::move(list)};
}

Result Evaluator::evalDict(const py::Dict &dict, Module &module, unsigned depth) {
  Value::Dict result;
  for (auto [keyExpr, valueExpr] : dict.items) {
    Result key = keyExpr ? eval(*keyExpr, module, depth) : std::nullopt;
    Result value = key && valueExpr ? eval(*valueExpr, module, depth) : std::nullopt;
    if (!value)
      return std::nullopt;
    auto same = find_if(result, [&](auto &item) { return item.first == *key; });
    if (!charge(result.size()))
      return std::nullopt;
    if (same != result.end())
      same->second = std::move(*value);
    else
      result.push_back({std::move(*key), std::move(*value)});
  }
  return Value{std::move(result)};
}

Result Evaluator::evalSubscript(const py::Subscript &subscript, Module &module, unsigned depth) {
  if (!subscript.value || subscript.indices.size() != 1)
    return std::nullopt;
  Result value = eval(*subscript.value, module, depth);
  Result index = value ? eval(*subscript.indices[0], module, depth) : std::nullopt;
  if (!index)
    return std::nullopt;
  if (const Value::Dict *dict = value->dict()) {
    for (auto &[key, item] : *dict)
      if (key == *index)
        return item;
    return std::nullopt;
  }
  const Value::List *list = value->list();
  const Integer *at = index->integer();
  if (!list || !at)
    return std::nullopt;
  Integer position = *at < 0 ? *at + Integer(list->size()) : *at;
  if (position < 0 || position >= Integer(list->size()))
    return std::nullopt;
  return (*list)[size_t(position)];
}

/// What Python puts into a string for a value without a format.
static std::optional<std::string> displayed(const Value &value) {
  if (const std::string *string = value.string())
    return *string;
  if (value.integer() || value.boolean() || value.isNone())
    return toPython(value);
  return std::nullopt;
}

Result Evaluator::evalFString(const py::FString &string, Module &module, unsigned depth) {
  std::string text;
  for (auto &part : string.parts) {
    if (const auto *plain = std::get_if<std::string>(&part)) {
      text += *plain;
      continue;
    }
    const py::Expr *expr = std::get<const py::Expr *>(part);
    Result value = expr ? eval(*expr, module, depth) : std::nullopt;
    std::optional<std::string> shown = value ? displayed(*value) : std::nullopt;
    if (!shown || !charge(shown->size()))
      return std::nullopt;
    text += *shown;
  }
  return Value{std::move(text)};
}

Result Evaluator::evalComprehension(const py::Comprehension &comprehension, Module &module,
                                    unsigned depth) {
  if (!comprehension.element || !comprehension.iterable)
    return std::nullopt;
  Result items = evalIterable(*comprehension.iterable, module, depth);
  if (!items)
    return std::nullopt;
  Value::List result;
  for (const Value &item : *items->list()) {
    locals.emplace_back(comprehension.variable, item);
    Result value = eval(*comprehension.element, module, depth);
    locals.pop_back();
    if (!value)
      return std::nullopt;
    result.push_back(std::move(*value));
  }
  return Value{std::move(result)};
}
