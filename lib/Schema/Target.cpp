//===- Target.cpp - The method that serves predictions, or trains -------------------===//
#include "Target.h"
#include "ServerCalls.h"
#include "cogc/Support/Defaults.h"
#include "cogc/Support/EditDistance.h"
#include "cogc/Support/Pep440.h"
#include "llvm/ADT/STLExtras.h"

using namespace cogc;
using namespace cogc::schema;
using namespace llvm;

namespace {
class TargetFinder {
public:
  TargetFinder(const SchemaReference &reference, Mode mode, Reader &reader)
      : reference(reference), mode(mode), reader(reader) {}

  std::optional<Target> find();

private:
  Symbol findSymbol(Module &module);
  std::optional<Target> findMethod(const Symbol &klass);
  std::optional<Method> findRun(const Symbol &klass, const Lineage &lineage);
  std::optional<Method> findTrain(const Symbol &klass, const Lineage &lineage);
  std::nullopt_t reportMissing(Module &module);
  std::nullopt_t reportNoMethod(const Symbol &klass, const Lineage &lineage);

  const SchemaReference &reference;
  Mode mode;
  Reader &reader;
};
} // namespace

/// Whether the server calls `run()`, and looks for it in classes for trainings.
static bool knowsRun(const Reader &reader) {
  std::optional<Version> version = Version::parse(reader.sdkVersion);
  return !version || *version >= *Version::parse(firstSdkWithRun);
}

std::nullopt_t TargetFinder::reportMissing(Module &module) {
  if (reader.modules.isIncomplete())
    return std::nullopt;
  SmallVector<StringRef> names;
  for (const py::Statement &statement : module.ast->body)
    if (statement.as<const py::Class *>() || statement.as<const py::Function *>())
      names.push_back(statement.boundName());
  std::string hint;
  if (StringRef nearest = nearestWord(reference.name, names); !nearest.empty())
    hint = ("; did you mean `" + nearest + "`?").str();
  else if (names.size() == 1)
    hint = ("; it has `" + names[0] + "`").str();
  reader.diags.report(Diag::target_missing, reference.range, reference.name, reference.file, hint);
  return std::nullopt;
}

/// `Predictor = Base` is another name of Base.
Symbol TargetFinder::findSymbol(Module &module) {
  Symbol symbol = reader.scope.find(module, reference.name);
  for (unsigned i = 0; i < 10 && symbol.variable() && symbol.variable()->value; ++i) {
    Symbol next = reader.scope.find(*symbol.module, *symbol.variable()->value);
    if (next.kind == Symbol::Kind::Missing)
      break;
    symbol = next;
  }
  return symbol;
}

std::optional<Target> TargetFinder::find() {
  Module *module = reader.modules.loadEntry(reference.file);
  if (!module)
    return std::nullopt;
  Symbol symbol = findSymbol(*module);
  if (symbol.kind == Symbol::Kind::Missing)
    return reportMissing(*module);
  if (symbol.other) {
    reader.diags.report(Diag::target_ambiguous, symbol.other->range, reference.name)
        .note(symbol.statement->range, "also defined here");
    return std::nullopt;
  }
  if (symbol.klass())
    return findMethod(symbol);
  if (symbol.function())
    return Target{symbol.function(), symbol.module, false};
  SourceRange place = symbol.statement ? symbol.statement->range : reference.range;
  reader.diags.report(Diag::target_kind, place, reference.name,
                      symbol.kind == Symbol::Kind::External
                          ? "comes from outside the project (`" + symbol.name + "`)"
                          : "is neither a class nor a function");
  return std::nullopt;
}

std::nullopt_t TargetFinder::reportNoMethod(const Symbol &klass, const Lineage &lineage) {
  if (reader.modules.isIncomplete())
    return std::nullopt;
  StringRef wanted = mode == Mode::Run ? "run" : "train";
  StringRef other = mode == Mode::Run ? "train" : "run";
  std::string why;
  if (methodOf(lineage, wanted, reader.modules).statement)
    why = " that is written with `def`";
  else if (methodOf(lineage, other, reader.modules).statement)
    why = (", but `" + other + "`, which is for the key `" + other + "` in cog.yaml").str();
  else if (lineage.hasUnknown)
    why = "; what it inherits from outside the project cannot be read";
  reader.diags.report(Diag::method_missing, klass.klass()->nameRange, klass.klass()->name, wanted,
                      why);
  return std::nullopt;
}

std::optional<Target> TargetFinder::findMethod(const Symbol &klass) {
  Lineage lineage = lineageOf(klass, reader.scope);
  std::optional<Method> method =
      mode == Mode::Run ? findRun(klass, lineage) : findTrain(klass, lineage);
  if (!method)
    return std::nullopt;
  checkServerCalls(lineage, *method, mode, reader);
  return Target{method->function(), method->module, true};
}

std::optional<Method> TargetFinder::findRun(const Symbol &klass, const Lineage &lineage) {
  Method run = methodOf(lineage, "run", reader.modules);
  Method predict = methodOf(lineage, "predict", reader.modules);
  bool isOld = !knowsRun(reader);
  if (run.statement && predict.statement && !isOld) {
    reader.diags.report(Diag::method_conflict, predict.statement->range, klass.klass()->name)
        .note(run.statement->range, "`run` is defined here");
    return std::nullopt;
  }
  const Method &method = run.statement && !(isOld && predict.statement) ? run : predict;
  const py::Function *function = method.function();
  if (!function)
    return reportNoMethod(klass, lineage);
  if (method.rebound)
    reader.diags.report(Diag::method_rebound, method.rebound->range, function->name);
  if (isOld && function->name == "run")
    reader.diags.report(Diag::method_sdk, function->nameRange, reader.sdkVersion, firstSdkWithRun);
  // Other code may call it by its name.
  if (!isOld && function->name == "predict")
    reader.diags.report(Diag::predict_deprecated, function->nameRange, klass.klass()->name)
        .fixIt(function->nameRange, "run", FixKind::Guess);
  return method;
}

/// The server asks for one method that predicts even in a class for trainings.
std::optional<Method> TargetFinder::findTrain(const Symbol &klass, const Lineage &lineage) {
  Method train = methodOf(lineage, "train", reader.modules);
  if (!train.function())
    return reportNoMethod(klass, lineage);
  bool hasRun = methodOf(lineage, "run", reader.modules).statement;
  bool hasPredict = methodOf(lineage, "predict", reader.modules).statement;
  if (!knowsRun(reader))
    return train;
  const py::Class &ast = *klass.klass();
  if (hasRun && hasPredict)
    reader.diags.report(Diag::train_class, ast.nameRange, ast.name, "both `run` and `predict`",
                        "keep `run`");
  else if (!hasRun && !hasPredict && !lineage.hasUnknown)
    reader.diags.report(Diag::train_class, ast.nameRange, ast.name, "no `run`",
                        "write a function `train`, or give the class a `run` too");
  return train;
}

std::optional<Target> cogc::schema::findTarget(const SchemaReference &reference, Mode mode,
                                               Reader &reader) {
  return TargetFinder(reference, mode, reader).find();
}

/// `@cog.concurrent`, `@cog.concurrent()` and `@cog.concurrent(max=4)`.
static std::optional<Located<unsigned>>
readConcurrent(const py::Expr &decorator, const py::Call *call, Module &module, Reader &reader) {
  if (!call || call->arguments.empty())
    return Located<unsigned>(1, decorator.range);
  const py::Argument &argument = call->arguments[0];
  std::optional<Value> value;
  if (call->arguments.size() == 1 && argument.name == "max")
    value = reader.evaluator.evaluate(*argument.value, module);
  const Integer *number = value ? value->integer() : nullptr;
  if (number && *number >= 1 && *number <= 1'000'000)
    return Located<unsigned>(unsigned(*number), argument.range);
  reader.diags.report(Diag::concurrent_form, argument.range);
  return std::nullopt;
}

Decorators cogc::schema::readDecorators(const Target &target, Reader &reader) {
  Decorators result;
  for (const py::Expr *decorator : target.function->decorators) {
    const auto *call = decorator->as<py::Call>();
    Symbol symbol =
        reader.scope.find(*target.module, call && call->callee ? *call->callee : *decorator);
    if (symbol.isExternal("cog.streaming")) {
      result.isStreaming = true;
      result.streamingRange = decorator->range;
    } else if (symbol.isExternal("cog.concurrent")) {
      result.concurrencyMax = readConcurrent(*decorator, call, *target.module, reader);
    }
  }
  return result;
}
