//===- Solver.h - One version for everything, or why there is none -------------===//
//
// PubGrub (https://nex3.medium.com/pubgrub-2fb6470504f) over packages with a
// known, small list of candidates. It is conflict-driven clause learning: what
// cannot hold together is an *incompatibility*, a set of terms "package p has one
// of these values". Propagation draws conclusions from incompatibilities of which
// all but one term hold; when all hold, the conflict is traced back to what
// caused it, which becomes a new incompatibility, and the search goes back to
// where that would have helped. An incompatibility without terms means that
// there is no solution, and its causes are the proof.
//
// Since a package's candidates are known, a term's set is a bit vector over its
// *values*: bit 0 is "not installed", bit i + 1 candidate i. PubGrub's positive
// and negative terms are then one thing, and all operations are bitwise.
//
// Decisions are made in the order of the packages' numbers, the best candidate
// first, and only about packages that a requirement or a decided candidate asks
// for. So the answer is the one that plain depth-first search in that order finds
// first (the oracle of unittests/Resolver), found without its dead ends.
//
// The solver knows neither names nor versions. lib/Resolver/VersionModel.h says what they mean.
//
//===----------------------------------------------------------------------------===//
#ifndef COGC_RESOLVER_SOLVER_H
#define COGC_RESOLVER_SOLVER_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/BitVector.h"
#include <optional>
#include <vector>

namespace cogc {

/// Which values of a package are meant: bit 0 "not installed", bit i + 1
/// candidate i.
using ValueSet = llvm::BitVector;

/// What a candidate, or a requirement, asks of another package. Unless `allowed` has bit 0, the
/// other one has to be installed.
struct SolverDependency {
  unsigned package;
  ValueSet allowed;
  /// It holds only while that package has one of these values; always when there
  /// is none.
  std::optional<unsigned> conditionPackage = std::nullopt;
  ValueSet condition = {};
};

/// The packages, by number. A lower number is decided earlier.
class SolverProblem {
public:
  virtual ~SolverProblem() = default;
  virtual unsigned packageCount() const = 0;
  /// The number of candidates of \p package; 0 is the best one.
  virtual unsigned candidateCount(unsigned package) const = 0;
  /// What a candidate asks for. Called at most once for each in one solve.
  virtual std::vector<SolverDependency> dependencies(unsigned package,
                                                     unsigned candidate) const = 0;
};

/// Where an incompatibility comes from that the solver did not derive.
struct SolverCause {
  /// The number of the requirement, when it is one; else a dependency.
  std::optional<unsigned> requirement;
  /// The `index`th dependency of a candidate.
  unsigned package = 0, candidate = 0, index = 0;
};

struct SolverResult {
  /// For each package its candidate, or nothing when it is not installed. Empty
  /// when there is no solution.
  std::vector<std::optional<unsigned>> solution;
  /// Without a solution: all requirements and dependencies that the proof uses.
  std::vector<SolverCause> conflict;

  bool solved() const { return conflict.empty(); }
};

/// Finds the best candidates under which all \p requirements and all dependencies
/// of what is installed hold.
SolverResult solve(const SolverProblem &problem, llvm::ArrayRef<SolverDependency> requirements);

} // namespace cogc

#endif
