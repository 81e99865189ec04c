//===- Fields.cpp - Every key of cog.yaml -----------------------------------===//
#include "Fields.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;
using namespace llvm;

static constexpr Field fields[] = {
    {"", FieldMapping, FieldState::Optional, "", "write lines like `run: predict.py:Predictor`"},
    {"build", FieldMapping},
    {"build.python_version", FieldText | FieldNumber},
    {"build.gpu", FieldBool},
    {"build.cuda", FieldText | FieldNumber},
    {"build.cudnn", FieldText | FieldNumber},
    {"build.python_requirements", FieldText},
    {"build.python_packages", FieldList, FieldState::Deprecated,
     "a requirements file, named by `python_requirements`"},
    {"build.python_packages[]", FieldText},
    {"build.system_packages", FieldList},
    {"build.system_packages[]", FieldText},
    {"build.run", FieldList},
    {"build.run[]", FieldText | FieldMapping},
    {"build.run[].command", FieldText, FieldState::Required},
    {"build.run[].mounts", FieldList},
    {"build.run[].mounts[]", FieldMapping},
    {"build.run[].mounts[].type", FieldText, FieldState::Required},
    {"build.run[].mounts[].id", FieldText, FieldState::Required},
    {"build.run[].mounts[].target", FieldText, FieldState::Required},
    {"build.pre_install", FieldList, FieldState::Deprecated, "`run`"},
    {"build.pre_install[]", FieldText},
    {"build.sdk_version", FieldText | FieldNumber},
    {"build.fast", FieldBool, FieldState::Removed, "removed from Cog in February 2026"},
    {"build.cog_runtime", FieldBool, FieldState::Removed, "removed from Cog in February 2026"},
    {"image", FieldText},
    {"model", FieldText},
    {"run", FieldText, FieldState::Optional, "", "write it like `run.py:Runner`"},
    {"predict", FieldText, FieldState::Deprecated, "`run`", "write it like `predict.py:Predictor`"},
    {"train", FieldText, FieldState::Optional, "", "write it like `train.py:train`"},
    {"concurrency", FieldMapping},
    {"concurrency.max", FieldNumber, FieldState::Deprecated,
     "`@cog.concurrent(max=…)` on the method that predicts"},
    {"concurrency.default_target", FieldNumber, FieldState::Removed, "Cog does not read it"},
    {"environment", FieldList, FieldState::Optional, "", "write items like `- NAME=value`"},
    {"environment[]", FieldText, FieldState::Optional, "", "write `NAME=value`"},
    {"weights", FieldList},
    {"weights[]", FieldMapping},
    {"weights[].name", FieldText, FieldState::Required},
    {"weights[].target", FieldText, FieldState::Required},
    {"weights[].source", FieldList | FieldMapping, FieldState::Required},
    {"weights[].source[]", FieldMapping},
    {"weights[].source[].uri", FieldText, FieldState::Required},
    {"weights[].source[].include", FieldList},
    {"weights[].source[].include[]", FieldText},
    {"weights[].source[].exclude", FieldList},
    {"weights[].source[].exclude[]", FieldText},
    {"tests", FieldList, FieldState::Removed, "removed from Cog in March 2026"},
};

StringRef Field::key() const { return path.substr(path.rfind('.') + 1); }

StringRef Field::parent() const {
  if (path.ends_with("[]"))
    return path.drop_back(2);
  size_t dot = path.rfind('.');
  return dot == StringRef::npos ? StringRef() : path.take_front(dot);
}

ArrayRef<Field> cogc::allFields() { return fields; }

const Field *cogc::findField(StringRef parent, StringRef key) {
  const Field *field =
      find_if(fields, [&](const Field &row) { return row.key() == key && row.parent() == parent; });
  return field == std::end(fields) ? nullptr : field;
}

const Field &cogc::fieldAt(StringRef path) {
  const Field *field = find_if(fields, [&](const Field &row) { return row.path == path; });
  assert(field != std::end(fields) && "a path that is not in the table");
  return *field;
}

std::string cogc::describeTypes(uint8_t types) {
  static constexpr std::pair<FieldType, StringLiteral> names[] = {
      {FieldText, "text"},   {FieldNumber, "a number"},   {FieldBool, "true or false"},
      {FieldList, "a list"}, {FieldMapping, "a mapping"},
  };
  SmallVector<StringRef> words;
  for (auto [type, name] : names)
    if (types & type)
      words.push_back(name);
  return join(words, " or ");
}
