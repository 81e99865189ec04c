#include "cogc/Resolver/Solver.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include <cassert>

using namespace cogc;

namespace {

/// "The package has one of these values."
struct Term {
  unsigned package;
  ValueSet values;
};

/// These terms cannot all hold.
struct Incompatibility {
  llvm::SmallVector<Term, 2> terms;
  /// Two others that it was derived from, or none.
  unsigned left = none, right = none;
  /// When it was not derived.
  SolverCause cause;

  static constexpr unsigned none = ~0u;
  bool isDerived() const { return left != none; }
};

/// A step of the partial solution: a package's values became fewer.
struct Assignment {
  unsigned package;
  /// The values before.
  ValueSet before;
  /// The incompatibility that it follows from; none for a decision.
  unsigned cause;
  unsigned level;
};

/// What is known about one package.
struct PackageState {
  ValueSet values;
  /// Incompatibilities with a term about it.
  llvm::SmallVector<unsigned, 8> mentions;
  /// Its assignments' places in the trail.
  llvm::SmallVector<unsigned, 4> history;
  /// The candidates whose dependencies were added.
  ValueSet expanded;
  /// The decision about it that stands, if any.
  std::optional<unsigned> decided;
};

class Search {
public:
  Search(const SolverProblem &problem, llvm::ArrayRef<SolverDependency> requirements)
      : problem(problem), states(problem.packageCount()) {
    for (unsigned package = 0; package < states.size(); ++package) {
      unsigned count = problem.candidateCount(package);
      states[package].values.resize(count + 1, true);
      states[package].expanded.resize(count);
    }
    for (unsigned number = 0; number < requirements.size(); ++number)
      addRequirement(requirements[number], number);
  }

  SolverResult run() {
    while (true) {
      if (std::optional<unsigned> conflict = propagate()) {
        if (!resolve(*conflict))
          return failure();
      } else if (!decide()) {
        return success();
      }
    }
  }

private:
  const SolverProblem &problem;
  std::vector<PackageState> states;
  std::vector<Incompatibility> store;
  std::vector<Assignment> trail;
  unsigned level = 0;
  /// Packages whose incompatibilities have to be looked at.
  llvm::SmallVector<unsigned, 16> changed;
  /// The numbers of requirements that ask for a package.
  llvm::SmallVector<unsigned, 8> wanted;
  /// The incompatibility without terms, once there is one.
  unsigned proof = Incompatibility::none;

  //===--------------------------------------------------------------------===//
  // The store
  //===--------------------------------------------------------------------===//

  void add(Incompatibility incompatibility) {
    store.push_back(std::move(incompatibility));
    watch(store.size() - 1);
  }

  /// Lets incompatibility \p number take part in propagation.
  void watch(unsigned number) {
    for (const Term &term : store[number].terms) {
      states[term.package].mentions.push_back(number);
      touch(term.package);
    }
  }

  void touch(unsigned package) {
    if (!llvm::is_contained(changed, package))
      changed.push_back(package);
  }

  void addRequirement(const SolverDependency &requirement, unsigned number) {
    Incompatibility incompatibility;
    ValueSet others = requirement.allowed;
    others.flip();
    incompatibility.terms.push_back({requirement.package, std::move(others)});
    if (requirement.conditionPackage)
      incompatibility.terms.push_back({*requirement.conditionPackage, requirement.condition});
    incompatibility.cause.requirement = number;
    if (!requirement.allowed.test(0))
      wanted.push_back(store.size());
    add(std::move(incompatibility));
  }

  void expand(unsigned package, unsigned candidate) {
    PackageState &state = states[package];
    if (state.expanded.test(candidate))
      return;
    state.expanded.set(candidate);
    std::vector<SolverDependency> dependencies = problem.dependencies(package, candidate);
    for (unsigned index = 0; index < dependencies.size(); ++index) {
      assert(dependencies[index].package != package && "a package that depends on itself");
      Incompatibility incompatibility;
      ValueSet self(state.values.size());
      self.set(candidate + 1);
      ValueSet others = std::move(dependencies[index].allowed);
      others.flip();
      incompatibility.terms.push_back({package, std::move(self)});
      incompatibility.terms.push_back({dependencies[index].package, std::move(others)});
      if (auto condition = dependencies[index].conditionPackage)
        incompatibility.terms.push_back({*condition, std::move(dependencies[index].condition)});
      incompatibility.cause = {std::nullopt, package, candidate, index};
      add(std::move(incompatibility));
    }
  }

  //===--------------------------------------------------------------------===//
  // Propagation
  //===--------------------------------------------------------------------===//

  /// Draws all conclusions; returns an incompatibility that holds in full, if one
  /// does.
  std::optional<unsigned> propagate() {
    while (!changed.empty()) {
      unsigned package = changed.pop_back_val();
      // Newest first: what was learned tells the most.
      for (unsigned at = states[package].mentions.size(); at-- > 0;)
        if (unsigned number = states[package].mentions[at]; !conclude(number)) {
          changed.clear();
          return number;
        }
    }
    return std::nullopt;
  }

  /// False when all terms hold. When all but one do, that one is excluded.
  bool conclude(unsigned number) {
    const Term *open = nullptr;
    for (const Term &term : store[number].terms) {
      const ValueSet &values = states[term.package].values;
      // BitVector::test(RHS): whether some bit is set here that is not in RHS.
      if (!values.test(term.values))
        continue;
      if (open || !values.anyCommon(term.values))
        return true;
      open = &term;
    }
    if (!open)
      return false;
    ValueSet remaining = states[open->package].values;
    remaining.reset(open->values);
    assign(open->package, std::move(remaining), number);
    return true;
  }

  void assign(unsigned package, ValueSet values, unsigned cause) {
    PackageState &state = states[package];
    state.history.push_back(trail.size());
    trail.push_back({package, std::move(state.values), cause, level});
    state.values = std::move(values);
    touch(package);
  }

  //===--------------------------------------------------------------------===//
  // Conflicts
  //===--------------------------------------------------------------------===//

  /// The place in the trail from which on \p term holds; nothing when it holds
  /// from the start.
  std::optional<unsigned> satisfier(const Term &term) const {
    const PackageState &state = states[term.package];
    std::optional<unsigned> earliest;
    for (unsigned at = state.history.size(); at-- > 0;) {
      earliest = state.history[at];
      if (trail[*earliest].before.test(term.values))
        return earliest;
    }
    return std::nullopt;
  }

  /// Learns from incompatibility \p number, all of whose terms hold, and goes
  /// back to the first level at which all but one of them hold. False when they
  /// hold whatever is decided.
  bool resolve(unsigned number) {
    bool isLearned = false;
    while (true) {
      // The step that made the last term hold, and the level of the one before.
      std::optional<unsigned> last;
      unsigned previousLevel = 0;
      for (const Term &term : store[number].terms) {
        std::optional<unsigned> place = satisfier(term);
        if (!place)
          continue;
        unsigned earlier = last ? std::min(*last, *place) : *place;
        if (last)
          previousLevel = std::max(previousLevel, trail[earlier].level);
        last = last ? std::max(*last, *place) : *place;
      }
      if (!last) {
        proof = number;
        return false;
      }
      const Assignment &step = trail[*last];
      if (previousLevel < step.level) {
        backtrack(previousLevel);
        if (isLearned)
          watch(number);
        else
          llvm::for_each(store[number].terms, [&](const Term &term) { touch(term.package); });
        return true;
      }
      number = merge(number, step.cause, step.package);
      isLearned = true;
    }
  }

  /// What follows from both \p left and \p right about the other packages, and
  /// about \p package: that it has a value of neither.
  unsigned merge(unsigned left, unsigned right, unsigned package) {
    Incompatibility merged;
    merged.left = left;
    merged.right = right;
    merged.terms = store[left].terms;
    for (const Term &term : store[right].terms) {
      auto *same = llvm::find_if(merged.terms,
                                 [&](const Term &other) { return other.package == term.package; });
      if (same == merged.terms.end())
        merged.terms.push_back(term);
      else if (term.package == package)
        same->values |= term.values;
      else
        same->values &= term.values;
    }
    // A term that says nothing.
    llvm::erase_if(merged.terms, [](const Term &term) { return term.values.all(); });
    store.push_back(std::move(merged));
    return store.size() - 1;
  }

  void backtrack(unsigned to) {
    while (!trail.empty() && trail.back().level > to) {
      Assignment &step = trail.back();
      PackageState &state = states[step.package];
      state.values = std::move(step.before);
      state.history.pop_back();
      if (step.cause == Incompatibility::none)
        state.decided.reset();
      trail.pop_back();
    }
    level = to;
    changed.clear();
  }

  //===--------------------------------------------------------------------===//
  // Decisions
  //===--------------------------------------------------------------------===//

  static bool isDependency(const Incompatibility &each) {
    return !each.isDerived() && !each.cause.requirement;
  }

  /// Whether the last term of \p each, its \p number th, holds for certain; also
  /// when it has no such term.
  bool conditionHolds(const Incompatibility &each, unsigned number) const {
    if (each.terms.size() <= number)
      return true;
    const Term &condition = each.terms[number];
    const std::optional<unsigned> &decided = states[condition.package].decided;
    return decided && condition.values.test(*decided + 1);
  }

  /// Decides about the first package that has to be installed and is undecided;
  /// false when there is none.
  bool decide() {
    std::optional<unsigned> next;
    auto consider = [&](unsigned package) {
      if (!states[package].decided && (!next || package < *next))
        next = package;
    };
    for (unsigned number : wanted)
      if (conditionHolds(store[number], 1))
        consider(store[number].terms[0].package);
    for (const Incompatibility &each : store)
      if (isDependency(each) && states[each.cause.package].decided == each.cause.candidate &&
          each.terms[1].values.test(0) && conditionHolds(each, 2))
        consider(each.terms[1].package);
    if (!next)
      return false;
    PackageState &state = states[*next];
    int value = state.values.find_next(0);
    assert(value > 0 && "a package that has to be installed has no candidate left");
    ValueSet only(state.values.size());
    only.set(value);
    ++level;
    assign(*next, std::move(only), Incompatibility::none);
    state.decided = value - 1;
    expand(*next, value - 1);
    return true;
  }

  //===--------------------------------------------------------------------===//
  // Results
  //===--------------------------------------------------------------------===//

  SolverResult success() const {
    SolverResult result;
    for (const PackageState &state : states)
      result.solution.push_back(state.decided);
    return result;
  }

  /// The leaves of the proof.
  SolverResult failure() const {
    SolverResult result;
    std::vector<bool> seen(store.size());
    llvm::SmallVector<unsigned> open{proof};
    while (!open.empty()) {
      unsigned number = open.pop_back_val();
      if (seen[number])
        continue;
      seen[number] = true;
      const Incompatibility &each = store[number];
      if (each.isDerived()) {
        open.push_back(each.left);
        open.push_back(each.right);
      } else {
        result.conflict.push_back(each.cause);
      }
    }
    return result;
  }
};

} // namespace

SolverResult cogc::solve(const SolverProblem &problem,
                         llvm::ArrayRef<SolverDependency> requirements) {
  return Search(problem, requirements).run();
}
