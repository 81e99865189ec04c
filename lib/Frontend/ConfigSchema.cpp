//===- ConfigSchema.cpp - A JSON Schema of cog.yaml for editors ------------===//
//
// A walk over the table of fields: each mapping becomes an object with its keys
// as properties, each list an array. What the table cannot say, since it is
// about several keys at once, stands in writeRules().
//
// The schema is a little stricter than the reader. An editor should mark what a
// compile only warns about: unknown keys, `gpu: 'yes'`, empty items.
//
//===----------------------------------------------------------------------===//
#include "cogc/Frontend/ConfigSchema.h"
#include "Fields.h"
#include "ValueForms.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"

using namespace cogc;
using namespace llvm;

namespace {
class SchemaWriter {
public:
  explicit SchemaWriter(raw_ostream &os) : json(os, 2) {}

  void write();

private:
  void field(const Field &field);
  void about(const Field &field);
  void types(const Field &field);
  void listOrMapping(const Field &field);
  void text(const Field &field);
  void list(const Field &field);
  void mapping(const Field &field);
  void rules(const Field &field);
  void notBoth(StringRef first, StringRef second);
  void given(StringRef key);
  void string(StringRef key, const Twine &value) {
    if (std::string text = value.str(); !text.empty())
      json.attribute(key, text);
  }

  json::OStream json;
};
} // namespace

/// What an editor shows. `deprecationMessage`, `doNotSuggest` and
/// `patternErrorMessage` are VS Code's words, which others have taken over.
void SchemaWriter::about(const Field &field) {
  string("description", field.description);
  if (!field.hint.empty() && !field.path.empty())
    string("patternErrorMessage", field.hint);
  if (field.state == FieldState::Deprecated)
    string("deprecationMessage", "deprecated; use " + field.note);
  if (field.state == FieldState::Removed)
    string("deprecationMessage", "no effect: " + field.note + "; remove it");
  if (field.state == FieldState::Deprecated || field.state == FieldState::Removed) {
    json.attribute("deprecated", true);
    json.attribute("doNotSuggest", true);
  }
  auto raw = [&](StringRef key, StringRef value) {
    if (value.empty())
      return;
    json.attributeBegin(key);
    json.rawValue(value);
    json.attributeEnd();
  };
  raw("default", field.byDefault);
  raw("examples", field.examples);
}

static StringRef typeName(const Field &field, FieldType type) {
  switch (type) {
  case FieldText:
    return "string";
  case FieldNumber:
    // The only number that is not a version.
    return field.path == "concurrency.max" ? "integer" : "number";
  case FieldBool:
    return "boolean";
  case FieldList:
    return "array";
  case FieldMapping:
    return "object";
  }
  llvm_unreachable("all types have a name");
}

/// A key without a value counts as not given, unless it has to be.
static bool mayBeNull(const Field &field) {
  return field.state != FieldState::Required && !field.path.empty() && !field.path.ends_with("[]");
}

void SchemaWriter::types(const Field &field) {
  SmallVector<StringRef> names;
  for (FieldType type : {FieldText, FieldNumber, FieldBool, FieldList, FieldMapping})
    if (field.types & type)
      names.push_back(typeName(field, type));
  if (mayBeNull(field))
    names.push_back("null");
  if (names.size() == 1)
    return json.attribute("type", names.front());
  json.attributeArray("type", [&] {
    for (StringRef name : names)
      json.value(name);
  });
}

/// The names that cog.yaml may not give a value, as one pattern.
static std::string reservedPattern() {
  std::string pattern;
  for (StringRef name : reservedEnvironmentNames()) {
    pattern += pattern.empty() ? "" : "|";
    pattern += name.consume_back("*") ? (name + "[A-Za-z0-9_]*").str() : name.str();
  }
  return "^(" + pattern + ")=";
}

void SchemaWriter::text(const Field &field) {
  string("pattern", field.pattern);
  if (field.path == "environment[]")
    json.attributeObject("not", [&] { json.attribute("pattern", reservedPattern()); });
  if (field.path == "concurrency.max")
    json.attribute("minimum", 1);
}

static std::string itemsPath(const Field &field) { return (field.path + "[]").str(); }

void SchemaWriter::list(const Field &field) {
  if (field.state == FieldState::Removed)
    return; // nobody cares any more what was in it
  json.attributeObject("items", [&] { this->field(fieldAt(itemsPath(field))); });
  if (field.state == FieldState::Required)
    json.attribute("minItems", 1);
}

void SchemaWriter::mapping(const Field &field) {
  json.attributeObject("properties", [&] {
    for (const Field &each : allFields())
      if (!each.path.empty() && !each.path.ends_with("[]") && each.parent() == field.path)
        json.attributeObject(each.key(), [&] { this->field(each); });
  });
  json.attribute("additionalProperties", false);
  SmallVector<StringRef> required;
  for (const Field &each : allFields())
    if (each.parent() == field.path && each.state == FieldState::Required)
      required.push_back(each.key());
  if (!required.empty())
    json.attributeArray("required", [&] {
      for (StringRef key : required)
        json.value(key);
    });
}

/// A list, or its only item without the list around it.
void SchemaWriter::listOrMapping(const Field &field) {
  json.attributeArray("anyOf", [&] {
    json.object([&] {
      json.attribute("type", "array");
      list(field);
    });
    json.object([&] { this->field(fieldAt(itemsPath(field))); });
  });
}

void SchemaWriter::field(const Field &field) {
  about(field);
  if ((field.types & FieldList) && (field.types & FieldMapping))
    return listOrMapping(field);
  types(field);
  text(field);
  if (field.types & FieldList)
    list(field);
  if (field.types & FieldMapping)
    mapping(field);
  rules(field);
}

/// That \p key has a value.
void SchemaWriter::given(StringRef key) {
  json.attribute("type", "object");
  json.attributeArray("required", [&] { json.value(key); });
  json.attributeObject("properties", [&] {
    json.attributeObject(
        key, [&] { json.attributeObject("not", [&] { json.attribute("type", "null"); }); });
  });
}

void SchemaWriter::notBoth(StringRef first, StringRef second) {
  json.object([&] {
    json.attributeObject("not", [&] {
      json.attributeArray("allOf", [&] {
        json.object([&] { given(first); });
        json.object([&] { given(second); });
      });
    });
  });
}

/// What is about several keys at once.
void SchemaWriter::rules(const Field &field) {
  if (field.path == "build")
    json.attributeArray("allOf", [&] { notBoth("python_packages", "python_requirements"); });
  if (field.path == "build.package_secrets[]")
    json.attributeArray("anyOf", [&] {
      json.object([&] { given("target"); });
      json.object([&] { given("env"); });
    });
  if (field.path == "concurrency")
    json.attributeArray("required", [&] { json.value("max"); });
  if (!field.path.empty())
    return;
  json.attributeArray("allOf", [&] {
    notBoth("run", "predict");
    notBoth("image", "model");
    json.object([&] {
      json.attributeObject("if", [&] { given("weights"); });
      json.attributeObject("then", [&] { given("model"); });
    });
  });
  json.attributeArray("anyOf", [&] {
    for (StringRef key : {"run", "predict", "train"})
      json.object([&] { given(key); });
  });
}

void SchemaWriter::write() {
  json.object([&] {
    json.attribute("$schema", "http://json-schema.org/draft-07/schema#");
    json.attribute("title", "cog.yaml");
    field(fieldAt(""));
  });
}

void cogc::printConfigSchema(raw_ostream &os) {
  SchemaWriter(os).write();
  os << '\n';
}
