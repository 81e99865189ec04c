//===- Checks.cpp - Whether the parts of an input fit together ---------------------------===//
#include "Inputs.h"
#include "Pattern.h"
#include "llvm/ADT/STLExtras.h"

using namespace cogc;
using namespace cogc::schema;
using namespace llvm;
using Kind = Type::Kind;

namespace {
class InputChecker {
public:
  InputChecker(Input &input, Reader &reader) : input(input), reader(reader) {}

  void check();

private:
  bool hasLimits() const {
    return input.ge || input.le || input.minLength || input.maxLength || input.regex;
  }
  void checkUnion();
  void checkOrder(StringRef lowName, const Given &low, StringRef highName, const Given &high);
  void checkChoices();
  void checkLimits();
  void checkAccept();
  void checkDefault();
  void checkBounds(const Value &value);
  void checkText(const Value &value);
  void checkPattern();
  void refuseDefault(const Twine &reason) {
    reader.diags.report(Diag::input_default, input.defaultValue->range, input.name, reason.str());
  }
  void warn(StringRef name, const Given &given, StringRef reason) {
    if (given)
      reader.diags.report(Diag::input_limit, given->range, name, input.name, reason);
  }

  Input &input;
  Reader &reader;
};
} // namespace

void InputChecker::check() {
  checkUnion();
  checkChoices();
  checkLimits();
  checkOrder("ge", input.ge, "le", input.le);
  checkOrder("min_length", input.minLength, "max_length", input.maxLength);
  checkPattern();
  checkAccept();
  if (input.defaultValue && !(*input.defaultValue)->isNone())
    checkDefault();
}

void InputChecker::checkUnion() {
  if (input.type.kind != Kind::Union || (!input.choices && !hasLimits()))
    return;
  reader.diags.report(Diag::input_type, input.range, input.name,
                      "an input of several types has neither limits nor choices");
  input.choices.reset();
}

/// The type of an input, or of the elements when it is a list.
static const Type &elementOf(const Type &type) {
  return type.kind == Kind::Array ? type.inner[0] : type;
}

void InputChecker::checkChoices() {
  if (!input.choices)
    return;
  const Type &element = elementOf(input.type);
  Type &values = input.choices->inner[0];
  if (element.kind == Kind::Float && values.kind == Kind::Integer)
    values.kind = Kind::Float;
  for (const Value &value : input.choices->values)
    if (std::string mistake = mismatch(element, value); !mistake.empty()) {
      reader.diags.report(Diag::input_type, input.range, input.name,
                          "the choice `" + toPython(value) + "` " + mistake +
                              ", which the type does not allow");
      input.choices.reset();
      return;
    }
}

static StringRef whyNoBounds(const Type &type) {
  return type.kind == Kind::Array ? "it is for numbers, and this is a list" : "it is for numbers";
}

static StringRef whyNoText(const Type &type) {
  return type.kind == Kind::Array ? "it is for strings, and this is a list" : "it is for strings";
}

/// Limits on other types are in the document, as they always were, but bind
/// nobody.
void InputChecker::checkLimits() {
  if (input.type.kind == Kind::Union)
    return;
  Kind kind = input.type.kind;
  if (const Type *type = enumeration(input); type && kind != Kind::Array)
    kind = type->inner[0].kind;
  if (kind != Kind::Integer && kind != Kind::Float) {
    warn("ge", input.ge, whyNoBounds(input.type));
    warn("le", input.le, whyNoBounds(input.type));
  }
  bool isText = kind == Kind::String || kind == Kind::Path || kind == Kind::Secret;
  if (!isText) {
    warn("min_length", input.minLength, whyNoText(input.type));
    warn("max_length", input.maxLength, whyNoText(input.type));
    warn("regex", input.regex, whyNoText(input.type));
  }
}

/// Limits that leave nothing between them.
void InputChecker::checkOrder(StringRef lowName, const Given &low, StringRef highName,
                              const Given &high) {
  if (low && high && (*low)->number() > (*high)->number())
    reader.diags.report(Diag::input_value, (*high).range, highName, input.name,
                        "is `" + toPython(**high) + "`, less than `" + lowName.str() + "=" +
                            toPython(**low) + "`, so no value is left");
}

void InputChecker::checkAccept() {
  if (!input.accept || elementOf(input.type).kind == Kind::Path)
    return;
  reader.diags.report(Diag::input_value, input.accept->range, "accept", input.name,
                      "is for files, and the type is not `cog.Path`");
}

void InputChecker::checkDefault() {
  const Value &value = **input.defaultValue;
  if (std::string mistake = mismatch(input.type, value); !mistake.empty())
    return refuseDefault(mistake + (input.type.kind == Kind::Any
                                        ? ", and the type stands for a JSON object"
                                        : ", which its type does not allow"));
  if (input.choices) {
    const Value::List one = {value};
    for (const Value &element : value.list() ? *value.list() : one)
      if (!is_contained(input.choices->values, element))
        return refuseDefault("is `" + toPython(element) + "`, which is none of the choices");
  }
  checkBounds(value);
}

static size_t lengthOf(StringRef text) {
  return size_t(count_if(text, [](char c) { return (uint8_t(c) & 0xc0) != 0x80; }));
}

void InputChecker::checkBounds(const Value &value) {
  std::string shown = "is `" + toPython(value) + "`, ";
  if (value.isNumber()) {
    if (input.ge && value.number() < (*input.ge)->number())
      return refuseDefault(shown + "less than `ge=" + toPython(**input.ge) + "`");
    if (input.le && value.number() > (*input.le)->number())
      return refuseDefault(shown + "more than `le=" + toPython(**input.le) + "`");
  }
  if (value.string())
    checkText(value);
}

void InputChecker::checkText(const Value &value) {
  std::string shown = "is `" + toPython(value) + "`, ";
  size_t length = lengthOf(*value.string());
  if (input.minLength && double(length) < (*input.minLength)->number())
    return refuseDefault(shown + "shorter than `min_length=" + toPython(**input.minLength) + "`");
  if (input.maxLength && double(length) > (*input.maxLength)->number())
    return refuseDefault(shown + "longer than `max_length=" + toPython(**input.maxLength) + "`");
  if (input.regex && Pattern(*(*input.regex)->string()).isFoundIn(*value.string()) == false)
    return refuseDefault(shown + "which `regex=" + toPython(**input.regex) + "` does not match");
}

/// The server turns all its checks off over an expression that it cannot read.
void InputChecker::checkPattern() {
  if (!input.regex)
    return;
  Pattern pattern(*(*input.regex)->string());
  if (!pattern.mistake().empty())
    reader.diags.report(Diag::input_value, input.regex->range, "regex", input.name,
                        "is no regular expression: " + pattern.mistake());
}

void cogc::schema::checkInput(Input &input, Reader &reader) { InputChecker(input, reader).check(); }
