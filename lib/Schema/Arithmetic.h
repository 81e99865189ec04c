//===- Arithmetic.h - Python's operators on constants -------------------------------===//
#ifndef COGC_LIB_SCHEMA_ARITHMETIC_H
#define COGC_LIB_SCHEMA_ARITHMETIC_H

#include "Value.h"
#include <optional>

namespace cogc::schema {

/// Each gives nothing for what is an error in Python, and for numbers that
/// leave the range of an Integer or are not finite.
std::optional<Value> parseNumber(llvm::StringRef digits);
std::optional<Value> applyUnary(llvm::StringRef op, const Value &operand);
std::optional<Value> applyBinary(llvm::StringRef op, const Value &left, const Value &right);
/// `int(x)`, `float(x)`, `str(x)`, `len(x)`.
std::optional<Value> convert(llvm::StringRef function, const Value &value);
/// `text.split(separator)`; an empty separator stands for white space.
std::optional<Value> split(llvm::StringRef text, llvm::StringRef separator);

} // namespace cogc::schema

#endif
