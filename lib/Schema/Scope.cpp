//===- Scope.cpp - What a name in a module means ----------------------------------===//
#include "Scope.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace cogc;
using namespace cogc::schema;
using namespace llvm;

/// Imports that lead to imports; a longer chain is a cycle.
static constexpr unsigned maxDepth = 40;

const py::Class *Symbol::klass() const {
  return kind == Kind::Class ? *statement->as<const py::Class *>() : nullptr;
}
const py::Function *Symbol::function() const {
  return kind == Kind::Function ? *statement->as<const py::Function *>() : nullptr;
}
const py::Assignment *Symbol::variable() const {
  return kind == Kind::Variable ? statement->as<py::Assignment>() : nullptr;
}

/// The one name of things that several modules offer.
static std::string canonicalName(StringRef module, StringRef name) {
  StringRef top = module.split('.').first;
  if (module == "typing_extensions" || module == "collections.abc")
    module = "typing";
  else if (top == "cog" || top == "pydantic" || top == "dataclasses")
    module = top;
  return (module + "." + name).str();
}

static Symbol external(std::string name) {
  Symbol symbol;
  symbol.kind = Symbol::Kind::External;
  symbol.name = std::move(name);
  return symbol;
}

static Symbol moduleSymbol(StringRef name, ModulePlace place) {
  Symbol symbol;
  symbol.kind = Symbol::Kind::Module;
  symbol.name = name.str();
  symbol.place = std::move(place);
  return symbol;
}

static Symbol definition(Module &module, const py::Statement &statement) {
  Symbol symbol;
  symbol.module = &module;
  symbol.statement = &statement;
  symbol.kind = statement.as<const py::Class *>()      ? Symbol::Kind::Class
                : statement.as<const py::Function *>() ? Symbol::Kind::Function
                                                       : Symbol::Kind::Variable;
  return symbol;
}

static bool isBuiltin(StringRef name) {
  return StringSwitch<bool>(name)
      .Cases("str", "int", "float", "bool", "bytes", "complex", "object", "type", true)
      .Cases("list", "dict", "set", "frozenset", "tuple", "range", "sorted", "len", true)
      .Cases("min", "max", "sum", "abs", "round", "bytearray", true)
      .Cases("staticmethod", "classmethod", "property", true)
      .Default(false);
}

/// What `from cog import *` brings. Of other modules outside the project the
/// names are not known.
static bool isExportedByCog(StringRef name) {
  return StringSwitch<bool>(name)
      .Cases("BaseRunner", "BasePredictor", "BaseModel", "Opaque", "Input", true)
      .Cases("Path", "Secret", "File", "URLFile", "URLPath", true)
      .Cases("ConcatenateIterator", "AsyncConcatenateIterator", "streaming", "concurrent", true)
      .Default(false);
}

static bool isExportedByTyping(StringRef name) {
  return StringSwitch<bool>(name)
      .Cases("Any", "List", "Dict", "Optional", "Union", "Literal", "Annotated", true)
      .Cases("Iterator", "AsyncIterator", "TypedDict", "Required", "NotRequired", true)
      .Cases("Tuple", "Set", "ClassVar", "Final", "Generator", "Iterable", true)
      .Cases("NewType", "get_args", true)
      .Default(false);
}

namespace {
/// The statement that holds, of those that bind a name.
struct Choice {
  const py::Statement *statement = nullptr;
  const py::Statement *other = nullptr;
};
} // namespace

static bool isImport(const py::Statement &statement) {
  return statement.as<py::Import>() || statement.as<py::FromImport>();
}

static bool isForTypes(const py::Statement *statement) {
  return statement->branch == py::Branch::Types;
}

/// The last one that always runs hides those before it. Of several that may or
/// may not run, the body of a `try` is what is meant; of imports, any. What is
/// for type checkers counts where there is nothing else.
static Choice choose(ArrayRef<const py::Statement *> statements) {
  SmallVector<const py::Statement *, 4> candidates;
  for (const py::Statement *statement : reverse(statements)) {
    if (isForTypes(statement))
      continue;
    candidates.push_back(statement);
    if (statement->branch == py::Branch::Always)
      break;
  }
  if (candidates.empty())
    return {statements.back(), nullptr};
  if (candidates.size() == 1)
    return {candidates[0], nullptr};
  for (py::Branch branch : {py::Branch::Always, py::Branch::Try})
    for (const py::Statement *candidate : candidates)
      if (candidate->branch == branch && (branch == py::Branch::Try || !isImport(*candidate)))
        return {candidate, branch == py::Branch::Try ? nullptr : candidates[0]};
  const py::Statement *first = candidates.back();
  return {first, isImport(*first) ? nullptr : candidates[candidates.size() - 2]};
}

bool Scope::isOnlyForTypes(const Module &module, StringRef name) const {
  for (const Module *around = &module; around; around = around->outer)
    if (auto statements = around->find(name); !statements.empty())
      return all_of(statements, isForTypes);
  return false;
}

bool Scope::isTooDeep(unsigned depth) { return depth > maxDepth || ++steps > maxSteps; }

Symbol Scope::find(Module &module, StringRef name, unsigned depth) {
  if (isTooDeep(depth))
    return {};
  if (auto statements = module.find(name); !statements.empty()) {
    Choice choice = choose(statements);
    Symbol symbol = follow(module, *choice.statement, depth + 1);
    if (choice.other && symbol.statement == choice.statement)
      symbol.other = choice.other;
    return symbol;
  }
  Symbol starred = findStarred(module, name, depth + 1);
  if (starred.kind != Symbol::Kind::Missing)
    return starred;
  if (module.outer)
    return find(*module.outer, name, depth + 1);
  return isBuiltin(name) ? external(("builtins." + name).str()) : Symbol();
}

/// Whether `from module import *` brings \p name.
static bool isExported(const Module &module, StringRef name) {
  return module.exported ? module.exported->contains(name) : !name.starts_with("_");
}

Symbol Scope::findStarred(Module &module, StringRef name, unsigned depth) {
  for (const py::Statement *star : reverse(module.stars)) {
    const auto &import = *star->as<py::FromImport>();
    Symbol symbol;
    ModulePlace place = import.level ? modules.findRelative(module, import.level, import.module)
                                     : modules.find(import.module);
    if (place.module && isExported(*place.module, name))
      symbol = find(*place.module, name, depth + 1);
    else if ((import.module == "cog" && isExportedByCog(name)) ||
             (import.module == "typing" && isExportedByTyping(name)))
      symbol = external(canonicalName(import.module, name));
    if (symbol.kind != Symbol::Kind::Missing && !StringRef(symbol.name).starts_with("builtins."))
      return symbol;
  }
  return {};
}

Symbol Scope::follow(Module &module, const py::Statement &statement, unsigned depth) {
  if (const auto *import = statement.as<py::Import>())
    return followImport(*import);
  if (const auto *import = statement.as<py::FromImport>())
    return followFromImport(module, *import, depth);
  return definition(module, statement);
}

Symbol Scope::followImport(const py::Import &import) {
  StringRef name = import.module;
  if (import.alias.empty())
    name = name.split('.').first; // `import a.b` binds `a`
  return moduleSymbol(name, modules.find(name));
}

Symbol Scope::followFromImport(Module &module, const py::FromImport &import, unsigned depth) {
  if (import.level == 0) {
    ModulePlace place = modules.find(import.module);
    return place.isLocal() ? findInPlace(place, import.name, depth)
                           : external(canonicalName(import.module, import.name));
  }
  return findInPlace(modules.findRelative(module, import.level, import.module), import.name, depth);
}

/// A member of a package is what its `__init__.py` binds, else a module in it.
Symbol Scope::findInPlace(const ModulePlace &place, StringRef name, unsigned depth) {
  if (place.module)
    if (Symbol symbol = find(*place.module, name, depth + 1);
        symbol.kind != Symbol::Kind::Missing && !symbol.isExternal(("builtins." + name).str()))
      return symbol;
  if (place.folder.empty())
    return {};
  ModulePlace inner = modules.findIn(place.folder, name);
  return inner.isLocal() ? moduleSymbol(name, inner) : Symbol();
}

Symbol Scope::find(Module &module, const py::Expr &expr, unsigned depth) {
  if (const auto *name = expr.as<py::Name>())
    return find(module, name->name, depth);
  const auto *attribute = expr.as<py::Attribute>();
  if (!attribute || !attribute->object || isTooDeep(depth))
    return {};
  return findAttribute(find(module, *attribute->object, depth + 1), attribute->name, depth + 1);
}

Symbol Scope::findAttribute(const Symbol &object, StringRef name, unsigned depth) {
  switch (object.kind) {
  case Symbol::Kind::Module:
    if (object.place.isLocal())
      return findInPlace(object.place, name, depth);
    return external(canonicalName(object.name, name));
  case Symbol::Kind::External:
    return external(canonicalName(object.name, name));
  case Symbol::Kind::Class:
    return findMember(object, name, depth);
  case Symbol::Kind::Missing:
  case Symbol::Kind::Function:
  case Symbol::Kind::Variable:
    return {};
  }
  llvm_unreachable("all kinds of symbols");
}

const py::Expr &cogc::schema::classOf(const py::Argument &base) {
  const auto *subscript = base.value->as<py::Subscript>();
  return subscript && subscript->value ? *subscript->value : *base.value;
}

Symbol Scope::findMember(const Symbol &klass, StringRef name, unsigned depth) {
  const py::Class *ast = klass.klass();
  if (!ast || isTooDeep(depth))
    return {};
  SmallVector<const py::Statement *, 2> statements;
  for (const py::Statement &statement : ast->body)
    if (statement.boundName() == name)
      statements.push_back(&statement);
  if (!statements.empty()) {
    const py::Statement &chosen = *choose(statements).statement;
    Symbol symbol = follow(modules.scopeOf(*klass.module, *ast, chosen), chosen, depth + 1);
    symbol.owner = ast;
    return symbol;
  }
  for (const py::Argument &base : ast->bases) {
    if (!base.name.empty())
      continue;
    Symbol symbol = findMember(find(*klass.module, classOf(base), depth + 1), name, depth + 1);
    if (symbol.kind != Symbol::Kind::Missing)
      return symbol;
  }
  return {};
}
