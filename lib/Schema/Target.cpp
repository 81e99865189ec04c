//===- Target.cpp - The method that serves predictions, or trains -------------------===//
#include "Target.h"
#include "cogc/Support/EditDistance.h"
#include "llvm/ADT/STLExtras.h"

using namespace cogc;
using namespace cogc::schema;
using namespace llvm;

namespace {
/// A class with its ancestors, in the order in which Python looks for methods,
/// up to those of the SDK.
struct Lineage {
  std::vector<Symbol> classes;
  /// An ancestor that is not in the project and may have the method.
  bool hasUnknown = false;
};

class TargetFinder {
public:
  TargetFinder(const SchemaReference &reference, Mode mode, Reader &reader)
      : reference(reference), mode(mode), reader(reader) {}

  std::optional<Target> find();

private:
  Symbol findSymbol(Module &module);
  std::optional<Target> findMethod(const Symbol &klass);
  std::optional<Target> findRun(const Symbol &klass, const Lineage &lineage);
  std::nullopt_t reportMissing(Module &module);
  std::nullopt_t reportNoMethod(const Symbol &klass, const Lineage &lineage);

  const SchemaReference &reference;
  Mode mode;
  Reader &reader;
};
} // namespace

static bool isOfSdk(const Symbol &symbol) {
  return symbol.isExternal("cog.BaseRunner") || symbol.isExternal("cog.BasePredictor");
}

/// Classes that are known to have no method of ours.
static bool isEmpty(const Symbol &symbol) {
  return symbol.isExternal("builtins.object") || symbol.isExternal("abc.ABC") ||
         symbol.isExternal("typing.Generic") || symbol.isExternal("typing.Protocol");
}

/// All ancestors, depth first; the walk is bounded, since it may be a cycle.
static void collect(const Symbol &symbol, Scope &scope, unsigned depth,
                    std::vector<Symbol> &result) {
  constexpr size_t most = 500;
  if (depth > 40 || result.size() > most)
    return;
  result.push_back(symbol);
  if (const py::Class *klass = symbol.klass())
    for (const py::Argument &base : klass->bases)
      if (base.name.empty()) {
        const py::Expr *expr = base.value;
        if (const auto *subscript = expr->as<py::Subscript>(); subscript && subscript->value)
          expr = subscript->value; // `Generic[T]`
        collect(scope.find(*symbol.module, *expr), scope, depth + 1, result);
      }
}

static bool isSame(const Symbol &a, const Symbol &b) {
  return a.kind == b.kind && (a.klass() ? a.klass() == b.klass() : a.name == b.name);
}

/// Python's method resolution order: of a class that is reached on several ways
/// the last one counts. The server stops looking at the first class of the SDK.
static Lineage lineageOf(const Symbol &klass, Scope &scope) {
  std::vector<Symbol> all;
  collect(klass, scope, 0, all);
  Lineage lineage;
  for (size_t i = 0; i < all.size(); ++i) {
    auto later = ArrayRef(all).drop_front(i + 1);
    if (any_of(later, [&](const Symbol &other) { return isSame(all[i], other); }))
      continue;
    if (isOfSdk(all[i]))
      break;
    if (all[i].klass())
      lineage.classes.push_back(all[i]);
    else if (!isEmpty(all[i]))
      lineage.hasUnknown = true;
  }
  return lineage;
}

/// The last statement of the class's body that binds \p name.
static const py::Statement *memberOf(const Symbol &klass, StringRef name) {
  for (const py::Statement &statement : reverse(klass.klass()->body))
    if (statement.boundName() == name)
      return &statement;
  return nullptr;
}

namespace {
struct Method {
  const py::Statement *statement = nullptr;
  Module *module = nullptr;
};
} // namespace

static Method methodOf(const Lineage &lineage, StringRef name) {
  for (const Symbol &klass : lineage.classes)
    if (const py::Statement *statement = memberOf(klass, name))
      return {statement, klass.module};
  return {};
}

static std::optional<Target> targetOf(const Method &method, Scope &scope) {
  if (!method.statement)
    return std::nullopt;
  const auto *function = method.statement->as<const py::Function *>();
  if (!function)
    return std::nullopt;
  bool isStatic = any_of((*function)->decorators, [&](const py::Expr *decorator) {
    return scope.find(*method.module, *decorator).isExternal("builtins.staticmethod");
  });
  return Target{*function, method.module, !isStatic};
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
  Module *module = reader.modules.load(reference.file);
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
  StringRef why =
      lineage.hasUnknown ? "; what it inherits from outside the project cannot be read" : "";
  reader.diags.report(Diag::method_missing, klass.klass()->nameRange, klass.klass()->name, wanted,
                      why);
  return std::nullopt;
}

std::optional<Target> TargetFinder::findMethod(const Symbol &klass) {
  Lineage lineage = lineageOf(klass, reader.scope);
  if (mode == Mode::Run)
    return findRun(klass, lineage);
  std::optional<Target> target = targetOf(methodOf(lineage, "train"), reader.scope);
  return target ? target : std::optional<Target>(reportNoMethod(klass, lineage));
}

std::optional<Target> TargetFinder::findRun(const Symbol &klass, const Lineage &lineage) {
  Method run = methodOf(lineage, "run"), predict = methodOf(lineage, "predict");
  if (run.statement && predict.statement) {
    reader.diags.report(Diag::method_conflict, predict.statement->range, klass.klass()->name)
        .note(run.statement->range, "`run` is defined here");
    return std::nullopt;
  }
  std::optional<Target> target = targetOf(run.statement ? run : predict, reader.scope);
  if (!target)
    return reportNoMethod(klass, lineage);
  if (predict.statement)
    reader.diags.report(Diag::predict_deprecated, target->function->nameRange, klass.klass()->name)
        .fixIt(target->function->nameRange, "run");
  return target;
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
