//===- Evaluate.h - Constant expressions ------------------------------------------===//
#ifndef COGC_LIB_SCHEMA_EVALUATE_H
#define COGC_LIB_SCHEMA_EVALUATE_H

#include "Scope.h"
#include "Value.h"
#include <optional>

namespace cogc::schema {

/// A member of an enumeration; its value when that is known.
struct EnumMember {
  std::string name;
  std::optional<Value> value;
};

/// Finds the values of expressions that are the same each time: literals, names
/// of module constants (imported ones too), class attributes, members of enums,
/// arithmetic, string and list operations, `list(D.keys())` and such. Nothing
/// for what only running Python can tell.
class Evaluator {
public:
  explicit Evaluator(Scope &scope) : scope(scope) {}

  using Locals = std::vector<std::pair<std::string, Value>>;
  /// \p locals are names that mean something in this expression only.
  std::optional<Value> evaluate(const py::Expr &expr, Module &module, Locals locals = {});

  /// The members of an enumeration, in the order of its body.
  std::vector<EnumMember> membersOf(const Symbol &klass);

private:
  using Result = std::optional<Value>;
  /// Bounds the work and the size of what one expression makes.
  static constexpr unsigned maxSteps = 100'000;
  static constexpr unsigned maxDepth = 60;

  Result eval(const py::Expr &expr, Module &module, unsigned depth);
  Result evalName(const py::Name &name, Module &module, unsigned depth);
  Result evalSymbol(const Symbol &symbol, unsigned depth);
  Result evalAttribute(const py::Expr &expr, const py::Attribute &attribute, Module &module,
                       unsigned depth);
  Result evalUnary(const py::Unary &unary, Module &module, unsigned depth);
  Result evalBinary(const py::Binary &binary, Module &module, unsigned depth);
  Result evalSequence(const py::Sequence &sequence, Module &module, unsigned depth);
  Result evalDict(const py::Dict &dict, Module &module, unsigned depth);
  Result evalSubscript(const py::Subscript &subscript, Module &module, unsigned depth);
  Result evalFString(const py::FString &string, Module &module, unsigned depth);
  Result evalCall(const py::Call &call, Module &module, unsigned depth);
  Result evalMethod(const py::Attribute &method, const py::Call &call, Module &module,
                    unsigned depth);
  Result evalLiteral(const py::Expr &expr, Module &module, unsigned depth);
  Result evalComprehension(const py::Comprehension &comprehension, Module &module, unsigned depth);
  Result evalKeys(const py::Expr &expr, Module &module, unsigned depth);
  bool isLocal(const py::Expr &expr) const;
  Result evalIterable(const py::Expr &expr, Module &module, unsigned depth);
  Result enumMembers(const Symbol &symbol, unsigned depth);
  std::vector<EnumMember> membersOf(const py::Class &klass, Module &module, unsigned depth);
  bool isAuto(const py::Expr &expr, Module &module);
  Result autoValue(const py::Class &klass, Module &module, llvm::StringRef name, unsigned depth);
  Result range(const Value::List &arguments);
  bool charge(size_t amount);

  Scope &scope;
  unsigned steps = 0;
  /// The variables of the comprehensions around, innermost last.
  Locals locals;
};

/// Whether a class is an enumeration.
bool isEnum(const Symbol &klass, Scope &scope);

} // namespace cogc::schema

#endif
