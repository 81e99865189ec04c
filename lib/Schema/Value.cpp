//===- Value.cpp - The constants of a Python module ------------------------------===//
#include "Value.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"
#include <algorithm>
#include <charconv>
#include <cmath>

using namespace cogc::schema;
using namespace llvm;

bool cogc::schema::operator==(const Value &a, const Value &b) { return a.data == b.data; }

bool Value::isNumber() const {
  return std::holds_alternative<Integer>(data) || std::holds_alternative<double>(data);
}

double Value::number() const {
  if (const Integer *value = integer())
    return double(*value);
  return std::get<double>(data);
}

std::string cogc::schema::toString(Integer number) {
  unsigned __int128 rest = number < 0 ? -static_cast<unsigned __int128>(number) : number;
  std::string digits;
  do
    digits += char('0' + int(rest % 10));
  while (rest /= 10);
  if (number < 0)
    digits += '-';
  std::reverse(digits.begin(), digits.end());
  return digits;
}

std::string cogc::schema::toJson(double number) {
  // Neither is JSON; who evaluates constants keeps them out.
  if (!std::isfinite(number))
    return "null";
  char text[32];
  auto [end, error] = std::to_chars(std::begin(text), std::end(text), number);
  return std::string(text, end);
}

static std::string quoted(StringRef text) {
  std::string result;
  raw_string_ostream os(result);
  os << json::Value(text);
  return result;
}

static std::string keyText(const Value &key) { return key.string() ? *key.string() : toJson(key); }

namespace {
struct JsonOf {
  std::string operator()(Value::None) const { return "null"; }
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(Integer value) const { return toString(value); }
  std::string operator()(double value) const { return toJson(value); }
  std::string operator()(const std::string &value) const { return quoted(value); }
  std::string operator()(const Value::List &list) const {
    std::string result = "[";
    for (const Value &element : list)
      result += (result.size() > 1 ? "," : "") + toJson(element);
    return result + "]";
  }
  std::string operator()(const Value::Dict &dict) const {
    std::string result = "{";
    for (auto &[key, value] : dict)
      result += (result.size() > 1 ? "," : "") + quoted(keyText(key)) + ":" + toJson(value);
    return result + "}";
  }
};

struct PythonOf {
  std::string operator()(Value::None) const { return "None"; }
  std::string operator()(bool value) const { return value ? "True" : "False"; }
  std::string operator()(Integer value) const { return toString(value); }
  std::string operator()(double value) const {
    std::string text = toJson(value);
    return StringRef(text).find_first_of(".e") == StringRef::npos ? text + ".0" : text;
  }
  std::string operator()(const std::string &value) const { return quoted(value); }
  std::string operator()(const Value::List &list) const {
    std::string result = "[";
    for (const Value &element : list)
      result += (result.size() > 1 ? ", " : "") + std::visit(PythonOf(), element.data);
    return result + "]";
  }
  std::string operator()(const Value::Dict &dict) const {
    std::string result = "{";
    for (auto &[key, value] : dict)
      result += (result.size() > 1 ? ", " : "") + std::visit(PythonOf(), key.data) + ": " +
                std::visit(PythonOf(), value.data);
    return result + "}";
  }
};
} // namespace

std::string cogc::schema::toJson(const Value &value) { return std::visit(JsonOf(), value.data); }

std::string cogc::schema::toPython(const Value &value) {
  constexpr size_t most = 60;
  std::string text = std::visit(PythonOf(), value.data);
  if (text.size() <= most)
    return text;
  size_t end = most;
  while (end > 0 && (uint8_t(text[end]) & 0xc0) == 0x80)
    --end;
  return text.substr(0, end) + "…";
}

StringRef cogc::schema::describeKind(const Value &value) {
  static constexpr StringLiteral names[] = {"None",     "a boolean", "an integer", "a number",
                                            "a string", "a list",    "a dict"};
  return names[value.data.index()];
}
