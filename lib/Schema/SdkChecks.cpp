//===- SdkChecks.cpp - Names that the Cog SDK does not have -------------------===//
//
// Looked at is what runs whenever the module is loaded: imports, the bases and
// decorators of classes and functions, defaults of parameters, and the values of
// variables. What may fail (`try`), what depends on a condition and what is for
// type checkers is left alone. Annotations are read with the interface.
//
//===----------------------------------------------------------------------------===//
#include "SdkChecks.h"
#include "SdkNames.h"
#include "cogc/Support/Defaults.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace cogc;
using namespace cogc::schema;
using namespace llvm;

namespace {
class SdkChecker {
public:
  SdkChecker(const Module &module, Reader &reader)
      : module(module), reader(reader), names(reader.sdkVersion) {}

  bool check();

private:
  void checkStatements(ArrayRef<py::Statement> body);
  void checkImport(const py::FromImport &import, SourceRange range);
  void checkFunction(const py::Function &function);
  void checkClass(const py::Class &klass);
  void checkDecorators(ArrayRef<const py::Expr *> decorators);
  void checkExpr(const py::Expr *expr);
  void checkAttribute(const py::Attribute &attribute, SourceRange range);
  bool isOldInput(const py::Expr &decorator);
  std::string parameterFor(const py::Expr &decorator);
  std::string moduleOf(const py::Expr *expr);
  void reportMissing(SourceRange range, const Twine &what, std::string advice);
  void reportDeprecated(SourceRange range, StringRef name);
  StringRef text(SourceRange range) const {
    return reader.tree.contents(range.file).slice(range.begin, range.end);
  }

  const Module &module;
  Reader &reader;
  SdkNames names;
  SourceRange lastModule;
  bool fails = false;
};
} // namespace

static bool isOfSdk(StringRef module) { return module == "cog" || module.starts_with("cog."); }

void SdkChecker::reportMissing(SourceRange range, const Twine &what, std::string advice) {
  if (!advice.empty())
    advice.insert(0, "; ");
  bool isSure = reader.hasKnownSdk();
  fails |= isSure;
  if (isSure)
    reader.diags.report(Diag::sdk_name, range, reader.sdkVersion, what.str(), advice);
  else
    reader.diags.report(Diag::sdk_name_unsure, range, sdkVersion, what.str(), advice);
}

void SdkChecker::reportDeprecated(SourceRange range, StringRef name) {
  if (StringRef advice = deprecatedAdvice(name); !advice.empty())
    reader.diags.report(Diag::sdk_deprecated, range, name, advice);
}

void SdkChecker::checkImport(const py::FromImport &import, SourceRange range) {
  if (import.level || !isOfSdk(import.module))
    return;
  if (!names.hasModule(import.module)) {
    // One error for the statement; the advice is that for its first name.
    if (std::exchange(lastModule, import.moduleRange) != import.moduleRange)
      reportMissing(import.moduleRange, import.module, names.advice(import.module, import.name));
  } else if (!names.hasName(import.module, import.name)) {
    reportMissing(range, import.module + "." + import.name,
                  names.advice(import.module, import.name));
  } else if (import.module == "cog") {
    reportDeprecated(range, import.name);
  }
}

/// The module of the SDK that an expression stands for: `cog.types` after `import
/// cog`. Only what nothing else of this module binds is one.
std::string SdkChecker::moduleOf(const py::Expr *expr) {
  if (const auto *attribute = expr->as<py::Attribute>(); attribute && attribute->object) {
    std::string object = moduleOf(attribute->object);
    std::string inner = object + "." + attribute->name;
    return !object.empty() && names.hasModule(inner) ? inner : "";
  }
  const auto *name = expr->as<py::Name>();
  std::string found;
  for (const py::Statement *statement : name ? module.find(name->name) : std::nullopt) {
    std::string bound;
    if (const auto *import = statement->as<py::Import>())
      bound =
          import->alias.empty() ? StringRef(import->module).split('.').first.str() : import->module;
    else if (const auto *from = statement->as<py::FromImport>(); from && !from->level)
      bound = from->module + "." + from->name;
    if (!isOfSdk(bound) || !names.hasModule(bound) || (!found.empty() && found != bound))
      return "";
    found = bound;
  }
  return found;
}

void SdkChecker::checkAttribute(const py::Attribute &attribute, SourceRange range) {
  std::string object = attribute.object ? moduleOf(attribute.object) : "";
  if (object.empty())
    return checkExpr(attribute.object);
  if (!names.hasName(object, attribute.name))
    reportMissing(range, object + "." + attribute.name, names.advice(object, attribute.name));
  else if (object == "cog")
    reportDeprecated(range, attribute.name);
}

void SdkChecker::checkExpr(const py::Expr *expr) {
  if (!expr)
    return;
  if (const auto *attribute = expr->as<py::Attribute>())
    return checkAttribute(*attribute, expr->range);
  if (const auto *call = expr->as<py::Call>()) {
    checkExpr(call->callee);
    for (const py::Argument &argument : call->arguments)
      checkExpr(argument.value);
  } else if (const auto *subscript = expr->as<py::Subscript>()) {
    checkExpr(subscript->value);
    for (const py::Expr *index : subscript->indices)
      checkExpr(index);
  } else if (const auto *binary = expr->as<py::Binary>()) {
    checkExpr(binary->left);
    checkExpr(binary->right);
  } else if (const auto *sequence = expr->as<py::Sequence>()) {
    for (const py::Expr *element : sequence->elements)
      checkExpr(element);
  }
}

/// `@cog.input(…)`. There is a module of this name today, and it cannot be called.
bool SdkChecker::isOldInput(const py::Expr &decorator) {
  const auto *call = decorator.as<py::Call>();
  return moduleOf(call && call->callee ? call->callee : &decorator) == "cog.input";
}

/// The parameter that says what the decorator did; empty where it is not clear.
std::string SdkChecker::parameterFor(const py::Expr &decorator) {
  const auto *call = decorator.as<py::Call>();
  if (!call || call->arguments.empty() || !call->arguments[0].name.empty())
    return "";
  const auto *name = call->arguments[0].value->as<py::String>();
  std::string type = "str", arguments;
  for (const py::Argument &argument : drop_begin(call->arguments)) {
    StringRef today = StringSwitch<StringRef>(argument.name)
                          .Case("default", "default")
                          .Case("help", "description")
                          .Case("min", "ge")
                          .Case("max", "le")
                          .Case("options", "choices")
                          .Default("");
    StringRef value = text(argument.value->range);
    if (value.contains('\n'))
      return "";
    if (argument.name == "type")
      type = value.str();
    else if (!today.empty())
      arguments += ((arguments.empty() ? "" : ", ") + today + "=" + value).str();
  }
  return name ? name->value + ": " + type + " = Input(" + arguments + ")" : "";
}

void SdkChecker::checkDecorators(ArrayRef<const py::Expr *> decorators) {
  bool hasOldInput = false;
  for (const py::Expr *decorator : decorators) {
    if (!isOldInput(*decorator)) {
      checkExpr(decorator);
      continue;
    }
    // They come in rows, and the first one says it.
    if (std::exchange(hasOldInput, true))
      continue;
    std::string parameter = parameterFor(*decorator);
    reportMissing(
        decorator->range, "@cog.input",
        "make each input a parameter of the method" +
            (parameter.empty() ? " with its type and `= Input(…)`" : ": `" + parameter + "`"));
  }
}

void SdkChecker::checkFunction(const py::Function &function) {
  checkDecorators(function.decorators);
  for (const py::Parameter &parameter : function.parameters)
    checkExpr(parameter.defaultValue);
}

void SdkChecker::checkClass(const py::Class &klass) {
  checkDecorators(klass.decorators);
  for (const py::Argument &base : klass.bases)
    checkExpr(base.value);
  checkStatements(klass.body);
}

void SdkChecker::checkStatements(ArrayRef<py::Statement> body) {
  for (const py::Statement &statement : body) {
    if (statement.branch != py::Branch::Always)
      continue;
    if (const auto *from = statement.as<py::FromImport>())
      checkImport(*from, statement.range);
    else if (const auto *import = statement.as<py::Import>();
             import && isOfSdk(import->module) && !names.hasModule(import->module))
      reportMissing(statement.range, import->module, "");
    else if (const auto *assignment = statement.as<py::Assignment>())
      checkExpr(assignment->value);
    else if (const auto *function = statement.as<const py::Function *>())
      checkFunction(**function);
    else if (const auto *klass = statement.as<const py::Class *>())
      checkClass(**klass);
  }
}

bool SdkChecker::check() {
  // A module of the project's own goes before the package.
  if (!reader.tree.isFile("cog.py") && !reader.tree.isFile("cog/__init__.py"))
    checkStatements(module.ast->body);
  return !fails;
}

bool cogc::schema::checkSdkNames(const Module &module, Reader &reader) {
  return SdkChecker(module, reader).check();
}
