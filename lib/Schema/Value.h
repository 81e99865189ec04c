//===- Value.h - The constants of a Python module --------------------------------===//
#ifndef COGC_LIB_SCHEMA_VALUE_H
#define COGC_LIB_SCHEMA_VALUE_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace cogc::schema {

/// Wide enough for every 64-bit integer, signed or not, and sums of them.
using Integer = __int128;

/// A value that is known without running Python.
struct Value {
  struct None {
    friend bool operator==(None, None) = default;
  };
  /// A list, a tuple, or a set in the order of its text.
  using List = std::vector<Value>;
  /// In the order of insertion.
  struct Item;
  using Dict = std::vector<Item>;

  std::variant<None, bool, Integer, double, std::string, List, Dict> data;

  bool isNone() const { return std::holds_alternative<None>(data); }
  const std::string *string() const { return std::get_if<std::string>(&data); }
  const List *list() const { return std::get_if<List>(&data); }
  const Dict *dict() const { return std::get_if<Dict>(&data); }
  const Integer *integer() const { return std::get_if<Integer>(&data); }
  const bool *boolean() const { return std::get_if<bool>(&data); }
  /// An integer or a float; booleans are no numbers here.
  bool isNumber() const;
  double number() const;

  friend bool operator==(const Value &, const Value &);
};

struct Value::Item {
  Value first;
  Value second;
  friend bool operator==(const Item &, const Item &) = default;
};

bool operator==(const Value &, const Value &);

/// \p value as JSON. The keys of a dict become strings, as Python's own
/// encoder writes them.
std::string toJson(const Value &value);
/// A number as JSON: integral ones without a fraction.
std::string toJson(double number);
std::string toString(Integer number);

/// \p value as Python would show it: `'a'`, `[1, 2]`, `None`. Shortened.
std::string toPython(const Value &value);

/// "a string", "an integer": for messages.
llvm::StringRef describeKind(const Value &value);

} // namespace cogc::schema

#endif
