#include "cogc/IR/State.h"
#include <cassert>
#include <type_traits>
#include <utility>

using namespace cogc;

State State::merge(std::vector<State> inputs) {
  assert(!inputs.empty() && "a merge has at least one input");
  if (inputs.size() == 1)
    return std::move(inputs.front());
  return {MergeState{std::move(inputs)}};
}

State State::diff(State lower, State upper) {
  DiffState diff;
  diff.inputs.push_back(std::move(lower));
  diff.inputs.push_back(std::move(upper));
  return {std::move(diff)};
}

bool cogc::operator==(const State &a, const State &b) {
  if (a.value.index() != b.value.index())
    return false;
  return std::visit(
      [&b](const auto &left) {
        const auto &right = std::get<std::decay_t<decltype(left)>>(b.value);
        if constexpr (requires { left.inputs; })
          return left.inputs == right.inputs;
        else
          return left == right;
      },
      a.value);
}

/// What merges and diffs are made of; null for every other state.
template <typename StateT> static auto *inputsOf(StateT &state) {
  using Inputs =
      std::conditional_t<std::is_const_v<StateT>, const std::vector<State>, std::vector<State>>;
  Inputs *inputs = nullptr;
  if (auto *merge = state.template getIf<MergeState>())
    inputs = &merge->inputs;
  else if (auto *diff = state.template getIf<DiffState>())
    inputs = &diff->inputs;
  return inputs;
}

void cogc::walkStates(const State &state, llvm::function_ref<void(const State &)> visit) {
  visit(state);
  if (const std::vector<State> *inputs = inputsOf(state))
    for (const State &input : *inputs)
      walkStates(input, visit);
}

// The visitor may replace the state; what it put there is walked, too.
void cogc::walkStates(State &state, llvm::function_ref<void(State &)> visit) {
  visit(state);
  if (std::vector<State> *inputs = inputsOf(state))
    for (State &input : *inputs)
      walkStates(input, visit);
}
