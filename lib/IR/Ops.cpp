#include "cogc/IR/Ops.h"
#include "llvm/ADT/StringSwitch.h"

using namespace cogc;
using llvm::StringRef;

namespace {
struct KeywordOf {
#define OP(Type, keyword)                                                                          \
  StringRef operator()(const Type##Op &) const { return keyword; }
#include "cogc/IR/Ops.def"
};
} // namespace

StringRef cogc::opKeyword(const Op &op) { return std::visit(KeywordOf(), op.value); }

StringRef cogc::mountKeyword(Mount::Type type) {
  switch (type) {
#define OP(Type, keyword)
#define MOUNT(Name, keyword)                                                                       \
  case Mount::Type::Name:                                                                          \
    return keyword;
#include "cogc/IR/Ops.def"
  }
  return {};
}

std::optional<Mount::Type> cogc::parseMountKeyword(StringRef keyword) {
  return llvm::StringSwitch<std::optional<Mount::Type>>(keyword)
#define OP(Type, keyword)
#define MOUNT(Name, keyword) .Case(keyword, Mount::Type::Name)
#include "cogc/IR/Ops.def"
      .Default(std::nullopt);
}

/// Both walks over an op's states; `OpT` decides about constness.
template <typename OpT, typename Visit> static void walkOp(OpT &op, Visit visit) {
  if (auto *copy = op.template getIf<CopyOp>())
    return walkStates(copy->from, visit);
  if (auto *run = op.template getIf<RunOp>())
    for (auto &mount : run->mounts)
      if (mount.from)
        walkStates(*mount.from, visit);
}

void cogc::walkStates(const Op &op, llvm::function_ref<void(const State &)> visit) {
  walkOp(op, visit);
}

void cogc::walkStates(Op &op, llvm::function_ref<void(State &)> visit) { walkOp(op, visit); }
