//===- ServerCalls.cpp - Whether the server can call a class's methods ----------===//
#include "ServerCalls.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace cogc;
using namespace cogc::schema;
using namespace llvm;
using Kind = py::Parameter::Kind;

/// The decorator of Python itself that makes a method something else.
static StringRef transformer(const Symbol &decorator) {
  return StringSwitch<StringRef>(decorator.kind == Symbol::Kind::External ? decorator.name : "")
      .Case("builtins.staticmethod", "staticmethod")
      .Case("builtins.classmethod", "classmethod")
      .Case("builtins.property", "property")
      .Default("");
}

static void checkDecorators(const Method &method, Mode mode, Reader &reader) {
  for (const py::Expr *decorator : method.function()->decorators) {
    StringRef name = transformer(reader.scope.find(*method.module, *decorator));
    // For trainings a class is as good as an object of it.
    if (!name.empty() && !(mode == Mode::Train && name == "classmethod"))
      reader.diags.report(Diag::method_decorator, decorator->range, method.function()->name, name);
  }
}

/// Whether the first parameter is for the object.
static void checkReceiver(const py::Function &function, Reader &reader) {
  const py::Parameter *first = function.parameters.empty() ? nullptr : &function.parameters[0];
  std::string why;
  if (!first || first->kind == Kind::Keyword || first->kind == Kind::Kwargs)
    why = "it has no parameter for that";
  else if (first->name != "self" && (first->annotation || first->defaultValue))
    why = "its first parameter, `" + first->name + "`, receives that and no input";
  if (!why.empty())
    reader.diags.report(Diag::method_self, function.nameRange, function.name, why);
}

/// The parameters behind the object have to have defaults, but for the `weights`
/// of `setup`.
static void checkArguments(const py::Function &function, Reader &reader) {
  for (const py::Parameter &parameter : drop_begin(function.parameters))
    if (!parameter.defaultValue && parameter.kind != Kind::Args && parameter.kind != Kind::Kwargs &&
        !(function.name == "setup" && parameter.name == "weights"))
      reader.diags.report(Diag::setup_arguments, parameter.range, function.name, parameter.name);
}

void cogc::schema::checkServerCalls(const Lineage &lineage, const Method &target, Mode mode,
                                    Reader &reader) {
  checkDecorators(target, mode, reader);
  if (target.function()->decorators.empty())
    checkReceiver(*target.function(), reader);
  for (StringRef name : {"__init__", "setup"}) {
    const py::Function *function = methodOf(lineage, name, reader.modules).function();
    // A decorator may give it other parameters.
    if (!function || !function->decorators.empty() || !reader.checkedCalls.insert(function).second)
      continue;
    checkReceiver(*function, reader);
    if (!function->parameters.empty())
      checkArguments(*function, reader);
  }
}
