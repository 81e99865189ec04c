//===- Arithmetic.cpp - Python's operators on constants -----------------------------===//
#include "Arithmetic.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include <charconv>
#include <cmath>

using namespace cogc::schema;
using namespace llvm;
using Result = std::optional<Value>;

/// Beyond this a product of two could leave the type.
static constexpr Integer limit = Integer(1) << 100;

static Result real(double number) {
  return std::isfinite(number) ? Result(Value{number}) : std::nullopt;
}

static Result bounded(Integer number) {
  return number <= limit && number >= -limit ? Result(Value{number}) : std::nullopt;
}

static Result parseFloat(StringRef text) {
  double number = 0;
  text.consume_front("+");
  auto [end, error] = std::from_chars(text.begin(), text.end(), number);
  return error == std::errc() && end == text.end() ? real(number) : std::nullopt;
}

Result cogc::schema::parseNumber(StringRef written) {
  std::string digits;
  copy_if(written.lower(), std::back_inserter(digits), [](char c) { return c != '_'; });
  StringRef rest = digits;
  unsigned radix = rest.consume_front("0x")   ? 16
                   : rest.consume_front("0o") ? 8
                   : rest.consume_front("0b") ? 2
                                              : 10;
  if (radix == 10 && rest.find_first_of(".ej") != StringRef::npos)
    return parseFloat(rest);
  Integer number = 0;
  for (char c : rest) {
    unsigned digit = hexDigitValue(c);
    number = number * radix + digit;
    if (digit >= radix || number > limit)
      return std::nullopt;
  }
  return rest.empty() ? Result() : bounded(number);
}

Result cogc::schema::applyUnary(StringRef op, const Value &operand) {
  if (!operand.isNumber())
    return std::nullopt;
  if (op == "+")
    return operand;
  if (op == "~" && operand.integer())
    return bounded(~*operand.integer());
  if (op != "-")
    return std::nullopt;
  return operand.integer() ? bounded(-*operand.integer()) : real(-operand.number());
}

static Result power(Integer base, Integer exponent) {
  if (exponent < 0)
    return exponent > -1000 ? real(std::pow(double(base), double(exponent))) : std::nullopt;
  Integer result = 1;
  for (Integer i = 0; i < exponent; ++i) {
    if (base == 0 || base == 1 || base == -1)
      return Value{exponent % 2 ? base : base * base};
    // Both stay below 2^100, so the product is looked at before it is made.
    if (std::abs(double(result) * double(base)) > double(limit))
      return std::nullopt;
    result *= base;
  }
  return Value{result};
}

/// Python rounds down, C++ towards zero.
static Integer floorDivide(Integer a, Integer b) {
  Integer quotient = a / b;
  return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

static Result integerOp(StringRef op, Integer a, Integer b) {
  if (op == "+")
    return bounded(a + b);
  if (op == "-")
    return bounded(a - b);
  if (op == "*")
    return std::abs(double(a) * double(b)) > double(limit) ? Result() : bounded(a * b);
  if (op == "**")
    return power(a, b);
  if (op == "<<")
    return b >= 0 && b < 100 ? integerOp("*", a, Integer(1) << int(b)) : std::nullopt;
  if (op == "|")
    return Value{a | b};
  if (b == 0)
    return std::nullopt;
  if (op == "/")
    return real(double(a) / double(b));
  if (op == "//")
    return Value{floorDivide(a, b)};
  if (op == "%")
    return Value{a - floorDivide(a, b) * b};
  return std::nullopt;
}

static Result floatOp(StringRef op, double a, double b) {
  if (op == "+")
    return real(a + b);
  if (op == "-")
    return real(a - b);
  if (op == "*")
    return real(a * b);
  if (op == "**")
    return real(std::pow(a, b));
  if (b == 0)
    return std::nullopt;
  if (op == "/")
    return real(a / b);
  if (op == "//")
    return real(std::floor(a / b));
  return std::nullopt;
}

Result cogc::schema::applyBinary(StringRef op, const Value &left, const Value &right) {
  if (left.integer() && right.integer())
    return integerOp(op, *left.integer(), *right.integer());
  if (left.isNumber() && right.isNumber())
    return floatOp(op, left.number(), right.number());
  if (op == "+" && left.string() && right.string())
    return Value{*left.string() + *right.string()};
  if (op == "+" && left.list() && right.list()) {
    Value::List both = *left.list();
    both.insert(both.end(), right.list()->begin(), right.list()->end());
    return Value{std::move(both)};
  }
  return std::nullopt;
}

/// The characters of a string, as Python counts them.
static size_t characters(StringRef text) {
  return size_t(count_if(text, [](char c) { return (uint8_t(c) & 0xc0) != 0x80; }));
}

static Result lengthOf(const Value &value) {
  if (value.string())
    return Value{Integer(characters(*value.string()))};
  if (value.list())
    return Value{Integer(value.list()->size())};
  if (value.dict())
    return Value{Integer(value.dict()->size())};
  return std::nullopt;
}

static Result toInteger(const Value &value) {
  if (value.integer())
    return value;
  if (value.isNumber())
    return std::abs(value.number()) < 1e30 ? bounded(Integer(value.number())) : std::nullopt;
  if (value.string() && all_of(*value.string(), isDigit))
    return parseNumber(*value.string());
  return std::nullopt;
}

Result cogc::schema::convert(StringRef function, const Value &value) {
  if (function == "len")
    return lengthOf(value);
  if (function == "int")
    return toInteger(value);
  if (function == "float") {
    if (value.isNumber())
      return real(value.number());
    return value.string() ? parseFloat(StringRef(*value.string()).trim()) : std::nullopt;
  }
  if (function == "str") {
    if (value.string())
      return value;
    return value.integer() ? Result(Value{toString(*value.integer())}) : std::nullopt;
  }
  return std::nullopt;
}

Result cogc::schema::split(StringRef text, StringRef separator) {
  Value::List list;
  SmallVector<StringRef> parts;
  if (separator.empty())
    SplitString(text, parts, " \t\n\r\f\v");
  else
    text.split(parts, separator);
  for (StringRef part : parts)
    list.push_back(Value{part.str()});
  return Value{std::move(list)};
}
