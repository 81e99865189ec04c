// The solver against plain depth-first search, which knows no propagation and
// learns nothing: they have to agree on whether there is an answer, and on which.
#include "cogc/Resolver/Solver.h"
#include "llvm/ADT/STLExtras.h"
#include "gtest/gtest.h"
#include <random>

using namespace cogc;

namespace {

struct Table : SolverProblem {
  /// table[package][candidate]: what that candidate asks for.
  std::vector<std::vector<std::vector<SolverDependency>>> table;

  unsigned packageCount() const override { return table.size(); }
  unsigned candidateCount(unsigned package) const override { return table[package].size(); }
  std::vector<SolverDependency> dependencies(unsigned package, unsigned candidate) const override {
    return table[package][candidate];
  }

  /// "One of these candidates"; with \p optional also "or not at all".
  SolverDependency need(unsigned package, std::vector<unsigned> candidates,
                        bool optional = false) const {
    ValueSet allowed(table[package].size() + 1);
    for (unsigned candidate : candidates)
      allowed.set(candidate + 1);
    if (optional)
      allowed.set(0);
    return {package, allowed};
  }
};

using Solution = std::vector<std::optional<unsigned>>;

/// Tries candidates in their order for the first package that is asked for.
class Oracle {
public:
  Oracle(const Table &table, llvm::ArrayRef<SolverDependency> requirements)
      : table(table), requirements(requirements), chosen(table.packageCount()) {}

  std::optional<Solution> search() {
    if (!holds())
      return std::nullopt;
    std::optional<unsigned> next = firstWanted();
    if (!next)
      return chosen;
    for (unsigned candidate = 0; candidate < table.candidateCount(*next); ++candidate) {
      chosen[*next] = candidate;
      if (auto found = search())
        return found;
    }
    chosen[*next].reset();
    return std::nullopt;
  }

private:
  /// Whether nothing that was chosen breaks what is asked for.
  bool holds() const {
    bool good = true;
    forEachDemand([&](const SolverDependency &demand) {
      if (chosen[demand.package] && applies(demand))
        good &= demand.allowed.test(*chosen[demand.package] + 1);
    });
    return good;
  }

  std::optional<unsigned> firstWanted() const {
    std::optional<unsigned> first;
    forEachDemand([&](const SolverDependency &demand) {
      if (!demand.allowed.test(0) && !chosen[demand.package] && applies(demand) &&
          (!first || demand.package < *first))
        first = demand.package;
    });
    return first;
  }

  bool applies(const SolverDependency &demand) const {
    if (!demand.conditionPackage)
      return true;
    const std::optional<unsigned> &value = chosen[*demand.conditionPackage];
    return value && demand.condition.test(*value + 1);
  }

  void forEachDemand(llvm::function_ref<void(const SolverDependency &)> visit) const {
    llvm::for_each(requirements, visit);
    for (unsigned package = 0; package < chosen.size(); ++package)
      if (chosen[package])
        llvm::for_each(table.table[package][*chosen[package]], visit);
  }

  const Table &table;
  llvm::ArrayRef<SolverDependency> requirements;
  Solution chosen;
};

class Generator {
public:
  explicit Generator(unsigned seed) : random(seed) {}

  Table table() {
    Table result;
    result.table.resize(2 + below(6));
    for (auto &package : result.table)
      package.resize(below(10) == 0 ? 0 : 1 + below(5));
    for (unsigned package = 0; package < result.table.size(); ++package)
      for (auto &candidate : result.table[package])
        for (unsigned count = below(4); count-- > 0;)
          if (unsigned other = below(result.table.size()); other != package)
            candidate.push_back(conditional(demand(result, other), result, package));
    return result;
  }

  SolverDependency demand(const Table &table, unsigned package) {
    ValueSet allowed(table.table[package].size() + 1);
    for (unsigned value = 1; value < allowed.size(); ++value)
      if (below(5) < 3)
        allowed.set(value);
    if (below(4) == 0)
      allowed.set(0);
    return {package, allowed};
  }

  /// Sometimes only under a condition on a third package.
  SolverDependency conditional(SolverDependency dependency, const Table &table, unsigned self) {
    unsigned package = below(table.table.size());
    if (below(3) != 0 || package == self || package == dependency.package)
      return dependency;
    dependency.conditionPackage = package;
    dependency.condition = demand(table, package).allowed;
    dependency.condition.reset(0);
    return dependency;
  }

  std::vector<SolverDependency> requirements(const Table &table) {
    std::vector<SolverDependency> result;
    for (unsigned count = 1 + below(3); count-- > 0;) {
      unsigned package = below(table.table.size());
      result.push_back(conditional(demand(table, package), table, package));
    }
    return result;
  }

  unsigned below(unsigned limit) { return random() % limit; }

private:
  std::mt19937 random;
};

TEST(Solver, TakesTheBestOfWhatIsAllowed) {
  Table table;
  table.table = {{{}, {}, {}}};
  SolverResult result = solve(table, {table.need(0, {1, 2})});
  ASSERT_TRUE(result.solved());
  EXPECT_EQ(result.solution[0], 1u);
}

TEST(Solver, InstallsOnlyWhatIsAskedFor) {
  Table table;
  table.table = {{{}}, {{}}};
  SolverResult result = solve(table, {table.need(1, {0})});
  EXPECT_FALSE(result.solution[0]);
  EXPECT_EQ(result.solution[1], 0u);
}

TEST(Solver, GoesBackToTheDecisionThatMatters) {
  // Candidate 0 of the first package rules out the only one of the last; what is
  // decided in between has nothing to do with it.
  Table table;
  table.table = {{{}, {}}, {{}, {}}, {{}}};
  table.table[0][0] = {table.need(2, {}, true)};
  SolverResult result =
      solve(table, {table.need(0, {0, 1}), table.need(1, {0, 1}), table.need(2, {0})});
  ASSERT_TRUE(result.solved());
  EXPECT_EQ(result.solution, (Solution{1, 0, 0}));
}

TEST(Solver, SaysWhatAConflictConsistsOf) {
  Table table;
  table.table = {{{}}, {{}, {}}, {{}}};
  table.table[0][0] = {table.need(1, {1})};
  SolverResult result = solve(table, {table.need(0, {0}), table.need(2, {0}), table.need(1, {0})});
  ASSERT_FALSE(result.solved());
  std::vector<unsigned> requirements;
  unsigned dependencies = 0;
  for (const SolverCause &cause : result.conflict)
    if (cause.requirement)
      requirements.push_back(*cause.requirement);
    else
      ++dependencies;
  llvm::sort(requirements);
  EXPECT_EQ(requirements, (std::vector<unsigned>{0, 2}));
  EXPECT_EQ(dependencies, 1u);
}

TEST(Solver, AgreesWithDepthFirstSearch) {
  unsigned solved = 0, refused = 0;
  for (unsigned seed = 0; seed < 20000; ++seed) {
    Generator generator(seed);
    Table table = generator.table();
    std::vector<SolverDependency> requirements = generator.requirements(table);
    SolverResult result = solve(table, requirements);
    std::optional<Solution> expected = Oracle(table, requirements).search();
    ASSERT_EQ(result.solved(), expected.has_value()) << "seed " << seed;
    if (expected) {
      ASSERT_EQ(result.solution, *expected) << "seed " << seed;
    }
    ++(expected ? solved : refused);
  }
  // Neither kind of problem is rare.
  EXPECT_GT(solved, 2000u);
  EXPECT_GT(refused, 2000u);
}

/// What the solver gives as the reasons of a conflict is enough for one.
TEST(Solver, AConflictHoldsByItself) {
  for (unsigned seed = 0; seed < 5000; ++seed) {
    Generator generator(seed);
    Table table = generator.table();
    std::vector<SolverDependency> requirements = generator.requirements(table);
    SolverResult result = solve(table, requirements);
    if (result.solved())
      continue;
    Table reduced;
    reduced.table.resize(table.packageCount());
    for (unsigned package = 0; package < table.packageCount(); ++package)
      reduced.table[package].resize(table.candidateCount(package));
    std::vector<SolverDependency> kept;
    for (const SolverCause &cause : result.conflict)
      if (cause.requirement)
        kept.push_back(requirements[*cause.requirement]);
      else
        reduced.table[cause.package][cause.candidate].push_back(
            table.table[cause.package][cause.candidate][cause.index]);
    EXPECT_FALSE(Oracle(reduced, kept).search()) << "seed " << seed;
  }
}

} // namespace
