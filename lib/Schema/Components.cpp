//===- Components.cpp - The names of a document's schemas -------------------------------------===//
#include "Components.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace cogc;
using namespace cogc::schema;
using namespace llvm;

/// The names that documents give to schemas of their own.
static bool isReserved(StringRef name) {
  return StringSwitch<bool>(name)
      .Cases("Input", "Output", "PredictionRequest", "PredictionResponse", true)
      .Cases("TrainingInput", "TrainingOutput", "TrainingRequest", "TrainingResponse", true)
      .Cases("Status", "HTTPValidationError", "ValidationError", true)
      .Default(false);
}

/// What the specification allows in a component's name.
static bool isComponentName(StringRef name) {
  return all_of(name, [](char c) { return isAlnum(c) || c == '_' || c == '-' || c == '.'; });
}

Components::Components(ArrayRef<Interface> interfaces) {
  for (const Interface &interface : interfaces)
    for (const Input &input : interface.inputs)
      if (enumeration(input))
        add(input, interface.mode);
}

EnumComponent *Components::find(StringRef name) {
  auto it = find_if(list, [&](const EnumComponent &component) { return component.name == name; });
  return it == list.end() ? nullptr : &*it;
}

static bool isSame(const Type &a, const Type &b) {
  return a.values == b.values && a.inner[0].kind == b.inner[0].kind;
}

void Components::add(const Input &input, Mode mode) {
  const Type &type = *enumeration(input);
  std::string name = isComponentName(input.name) ? input.name : "choices";
  if (isReserved(name))
    name += "Choices";
  const EnumComponent *taken = find(name);
  if (taken && mode == Mode::Train && !isSame(*taken->type, type))
    name = "Training_" + name;
  for (unsigned number = 2; (taken = find(name)) && !isSame(*taken->type, type); ++number)
    name += "_" + utostr(number);
  if (!taken)
    list.push_back({name, &type});
  names.emplace_back(&input, name);
}

std::string Components::reference(const Input &input) const {
  for (auto &[owner, name] : names)
    if (owner == &input)
      return "#/components/schemas/" + name;
  llvm_unreachable("every input with choices has a schema");
}
