//===- Types.h - What an input or an output holds ---------------------------------===//
#ifndef COGC_LIB_SCHEMA_TYPES_H
#define COGC_LIB_SCHEMA_TYPES_H

#include "Annotation.h"
#include "llvm/Support/JSON.h"

namespace cogc::schema {

struct Field;

/// A type as JSON has it.
struct Type {
  enum class Kind {
    Bool,
    Float,
    Integer,
    String,
    /// A file: `cog.Path` and `cog.File`.
    Path,
    Secret,
    /// Any JSON object.
    Any,
    /// Of `inner[0]`.
    Array,
    /// A mapping from strings to `inner[0]`.
    Dict,
    /// With `fields`.
    Object,
    /// What comes one by one, of `inner[0]`; pieces of one text.
    Iterator,
    Concatenated,
    /// One of `inner`.
    Union,
    /// One of `values`, which all are of type `inner[0]`.
    Enum,
  } kind = Kind::Any;
  bool nullable = false;
  std::vector<Type> inner;
  std::vector<Field> fields;
  Value::List values;

  bool isNumeric() const { return kind == Kind::Float || kind == Kind::Integer; }
};

struct Field {
  std::string name;
  Type type;
  bool required = true;
};

Type typeOf(Type::Kind kind);
Type typeOf(Type::Kind kind, Type inner);

/// The types that have no parts: `int`, `cog.Path`; nothing for others.
std::optional<Type::Kind> atomKind(const Annotation &annotation);

/// Whether the server makes an object of the JSON value: of a file, a secret,
/// and a list of files.
bool isConverted(const Type &type);

/// The enumeration of these values, which must be of one kind; why they are not
/// goes to \p mistake.
std::optional<Type> enumOf(Value::List values, std::string &mistake);

/// `snake_case` as the title `Snake Case`.
std::string titleOf(llvm::StringRef name);

/// The members of a JSON object; they are written in the order of their keys, as
/// Cog writes those of a schema.
class Members {
public:
  void add(llvm::StringRef key, const llvm::json::Value &value);
  /// A member whose value is JSON already.
  void addRaw(llvm::StringRef key, std::string json);
  /// A member whose value \p write writes.
  void add(llvm::StringRef key, llvm::function_ref<void(llvm::json::OStream &)> write);
  /// Writes all into an open object.
  void write(llvm::json::OStream &json) const;

private:
  std::map<std::string, std::string> members;
};

/// Adds the members of the type's JSON Schema.
void addType(const Type &type, Members &members);

/// Whether a value of this type may be \p value; else says what is wrong ("is a
/// string").
std::string mismatch(const Type &type, const Value &value);

} // namespace cogc::schema

#endif
