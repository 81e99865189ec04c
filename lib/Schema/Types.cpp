//===- Types.cpp - What an input or an output holds ---------------------------------===//
#include "Types.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"
#include <cmath>

using namespace cogc;
using namespace cogc::schema;
using namespace llvm;
using Kind = Type::Kind;

Type cogc::schema::typeOf(Kind kind) {
  Type type;
  type.kind = kind;
  return type;
}

Type cogc::schema::typeOf(Kind kind, Type inner) {
  Type type = typeOf(kind);
  type.inner.push_back(std::move(inner));
  return type;
}

std::optional<Kind> cogc::schema::atomKind(const Annotation &annotation) {
  if (annotation.kind != Annotation::Kind::Known || !annotation.args.empty())
    return std::nullopt;
  return StringSwitch<std::optional<Kind>>(annotation.name)
      .Case("builtins.bool", Kind::Bool)
      .Case("builtins.float", Kind::Float)
      .Case("builtins.int", Kind::Integer)
      .Case("builtins.str", Kind::String)
      .Cases("cog.Path", "cog.File", "pathlib.Path", Kind::Path)
      .Case("cog.Secret", Kind::Secret)
      .Case("typing.Any", Kind::Any)
      .Default(std::nullopt);
}

bool cogc::schema::isConverted(const Type &type) {
  const Type &inner = type.kind == Kind::Array ? type.inner[0] : type;
  return inner.kind == Kind::Path || type.kind == Kind::Secret;
}

static Kind kindOfValue(const Value &value) {
  if (value.string())
    return Kind::String;
  if (value.boolean())
    return Kind::Bool;
  return value.integer() ? Kind::Integer : Kind::Float;
}

std::optional<Type> cogc::schema::enumOf(Value::List values, std::string &mistake) {
  if (values.empty()) {
    mistake = "there are no values";
    return std::nullopt;
  }
  for (const Value &value : values)
    if (value.isNone() || value.list() || value.dict()) {
      mistake = ("`" + Twine(toPython(value)) + "` is " + describeKind(value)).str();
      return std::nullopt;
    }
  Kind kind = kindOfValue(values[0]);
  for (const Value &value : values)
    if (Kind other = kindOfValue(value); other != kind) {
      bool numbers = kind != Kind::String && other != Kind::String && kind != Kind::Bool &&
                     other != Kind::Bool;
      if (!numbers) {
        mistake = ("`" + Twine(toPython(values[0])) + "` is " + describeKind(values[0]) + " and `" +
                   toPython(value) + "` is " + describeKind(value))
                      .str();
        return std::nullopt;
      }
      kind = Kind::Float;
    }
  Type type = typeOf(Kind::Enum, typeOf(kind));
  // The same choice twice is no valid enumeration.
  for (Value &value : values)
    if (!is_contained(type.values, value))
      type.values.push_back(std::move(value));
  return type;
}

std::string cogc::schema::titleOf(StringRef name) {
  std::string title;
  bool atStart = true;
  for (char c : name) {
    title += c == '_' ? ' ' : atStart ? toUpper(c) : c;
    atStart = c == '_';
  }
  return title;
}

static StringRef jsonType(Kind kind) {
  switch (kind) {
  case Kind::Bool:
    return "boolean";
  case Kind::Float:
    return "number";
  case Kind::Integer:
    return "integer";
  case Kind::String:
  case Kind::Path:
  case Kind::Secret:
    return "string";
  case Kind::Any:
  case Kind::Dict:
  case Kind::Object:
    return "object";
  case Kind::Array:
  case Kind::Iterator:
  case Kind::Concatenated:
    return "array";
  case Kind::Union:
  case Kind::Enum:
    break;
  }
  llvm_unreachable("a union has no type of its own, and an enumeration that of its values");
}

void Members::add(StringRef key, const json::Value &value) { addRaw(key, formatv("{0}", value)); }

void Members::addRaw(StringRef key, std::string json) { members[key.str()] = std::move(json); }

void Members::add(StringRef key, function_ref<void(json::OStream &)> write) {
  std::string text;
  raw_string_ostream os(text);
  json::OStream json(os);
  write(json);
  json.flush();
  addRaw(key, std::move(text));
}

void Members::write(json::OStream &json) const {
  for (const auto &[key, text] : members) {
    json.attributeBegin(key);
    json.rawValue(text);
    json.attributeEnd();
  }
}

static void writeTypeObject(const Type &type, json::OStream &json) {
  Members members;
  addType(type, members);
  json.object([&] { members.write(json); });
}

static void writeField(const Field &field, json::OStream &json) {
  Members members;
  members.add("title", titleOf(field.name));
  addType(field.type, members);
  json.attributeObject(field.name, [&] { members.write(json); });
}

static void addFields(const Type &type, Members &members) {
  members.add("properties", [&](json::OStream &json) {
    json.object([&] {
      for (const Field &field : type.fields)
        writeField(field, json);
    });
  });
  if (none_of(type.fields, [](const Field &field) { return field.required; }))
    return;
  members.add("required", [&](json::OStream &json) {
    json.array([&] {
      for (const Field &field : type.fields)
        if (field.required)
          json.value(field.name);
    });
  });
}

static void addUnion(const Type &type, Members &members) {
  members.add("anyOf", [&](json::OStream &json) {
    json.array([&] {
      for (Type variant : type.inner) {
        // Readers that look at one variant see there that null is allowed.
        variant.nullable |= type.nullable;
        writeTypeObject(variant, json);
      }
    });
  });
}

static void addValues(const Type &type, Members &members) {
  members.add("enum", [&](json::OStream &json) {
    json.array([&] {
      for (const Value &value : type.values)
        json.rawValue(toJson(value));
    });
  });
  members.add("type", jsonType(type.inner[0].kind));
}

/// What those types have that have more to say.
static void addDetails(const Type &type, Members &members) {
  auto inner = [&](json::OStream &json) { writeTypeObject(type.inner[0], json); };
  switch (type.kind) {
  case Kind::Path:
    return members.add("format", "uri");
  case Kind::Secret:
    members.add("format", "password");
    members.add("writeOnly", true);
    return members.add("x-cog-secret", true);
  case Kind::Dict:
    return members.add("additionalProperties", inner);
  case Kind::Object:
    return addFields(type, members);
  case Kind::Array:
  case Kind::Iterator:
  case Kind::Concatenated:
    members.add("items", inner);
    if (type.kind != Kind::Array)
      members.add("x-cog-array-type", "iterator");
    if (type.kind == Kind::Concatenated)
      members.add("x-cog-array-display", "concatenate");
    return;
  default:
    return;
  }
}

void cogc::schema::addType(const Type &type, Members &members) {
  if (type.kind == Kind::Union) {
    addUnion(type, members);
  } else if (type.kind == Kind::Enum) {
    addValues(type, members);
  } else {
    members.add("type", jsonType(type.kind));
    addDetails(type, members);
  }
  if (type.nullable)
    members.add("nullable", true);
}

static bool isIntegral(const Value &value) {
  return value.integer() || (value.isNumber() && value.number() == std::floor(value.number()));
}

static bool fits(const Type &type, const Value &value) {
  switch (type.kind) {
  case Kind::Bool:
    return value.boolean();
  case Kind::Float:
    return value.isNumber();
  case Kind::Integer:
    return value.isNumber() && isIntegral(value);
  case Kind::String:
  case Kind::Path:
  case Kind::Secret:
    return value.string();
  case Kind::Any:
  case Kind::Object:
  case Kind::Dict:
    return value.dict();
  case Kind::Array:
  case Kind::Iterator:
  case Kind::Concatenated:
    return value.list() && all_of(*value.list(), [&](const Value &element) {
             return fits(type.inner[0], element);
           });
  case Kind::Union:
    return any_of(type.inner, [&](const Type &inner) { return fits(inner, value); });
  case Kind::Enum:
    return is_contained(type.values, value);
  }
  llvm_unreachable("all kinds of types");
}

std::string cogc::schema::mismatch(const Type &type, const Value &value) {
  if (fits(type, value) || (type.nullable && value.isNone()))
    return "";
  if (type.kind == Kind::Enum)
    return "is none of the choices";
  if (value.list() && type.kind == Kind::Array)
    return "has elements of another type";
  return ("is " + describeKind(value)).str();
}
