//===- Lineage.cpp - A class with its ancestors -------------------------------------===//
#include "Lineage.h"
#include "llvm/ADT/STLExtras.h"

using namespace cogc;
using namespace cogc::schema;
using namespace llvm;

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
      if (base.name.empty())
        collect(scope.find(*symbol.module, classOf(base)), scope, depth + 1, result);
}

static bool isSame(const Symbol &a, const Symbol &b) {
  return a.kind == b.kind && (a.klass() ? a.klass() == b.klass() : a.name == b.name);
}

/// Python's method resolution order: of a class that is reached on several ways
/// the last one counts. The server stops looking at the first class of the SDK.
Lineage cogc::schema::lineageOf(const Symbol &klass, Scope &scope) {
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

/// The last statement of the class's body that binds \p name. A `def` counts for the
/// assignments behind it, which as a rule wrap what it defines.
static Method memberOf(const Symbol &klass, StringRef name) {
  Method last;
  for (const py::Statement &statement : reverse(klass.klass()->body)) {
    if (statement.boundName() != name)
      continue;
    if (!last.statement)
      last.statement = &statement;
    if (statement.as<const py::Function *>()) {
      last.rebound = last.statement == &statement ? nullptr : last.statement;
      last.statement = &statement;
      break;
    }
  }
  return last;
}

const py::Function *Method::function() const {
  const auto *function = statement ? statement->as<const py::Function *>() : nullptr;
  return function ? *function : nullptr;
}

Method cogc::schema::methodOf(const Lineage &lineage, StringRef name, Modules &modules) {
  for (const Symbol &klass : lineage.classes)
    if (Method member = memberOf(klass, name); member.statement) {
      member.module = &modules.scopeOf(*klass.module, *klass.klass(), *member.statement);
      return member;
    }
  return {};
}
