//===- PlanGenerator.h - Random plans that are valid at their level ------------===//
#ifndef COGC_UNITTESTS_IR_PLANGENERATOR_H
#define COGC_UNITTESTS_IR_PLANGENERATOR_H

#include "cogc/IR/Plan.h"
#include <random>

namespace cogc::test {

/// Uses everything that a plan can have, with nasty strings wherever a string
/// may be nasty. The same seed gives the same plans.
class PlanGenerator {
public:
  /// With \p onlyUtf8, texts have no byte that is not UTF-8.
  explicit PlanGenerator(uint64_t seed, bool onlyUtf8 = false) : random(seed), onlyUtf8(onlyUtf8) {}

  Plan plan() { return plan(pick({PlanLevel::Draft, PlanLevel::Resolved, PlanLevel::Final})); }
  Plan plan(PlanLevel level);

private:
  unsigned below(unsigned bound) { return random() % bound; }
  bool chance(unsigned percent) { return below(100) < percent; }
  template <typename T> T pick(std::initializer_list<T> list) {
    return list.begin()[below(list.size())];
  }
  std::string text();
  std::string nonEmpty();
  /// Without the bytes that a name, a path or a reference cannot have.
  std::string without(std::string value, llvm::StringRef bad);
  std::string token();
  std::string name() { return pick({"a", "b", "deps", "x-1", "y_2", "from", "at", "in"}); }
  std::string path();
  std::string ownPath();
  std::string relativePath();
  std::string owner();
  std::string version() { return text(); }
  std::vector<std::string> texts();
  std::vector<Loc> locs();
  EnvVar variable();
  State source();
  State origin(unsigned depth);
  State leaf();
  Mount mount(unsigned index);
  RunOp run();
  CopyOp copy();
  Op op();
  Stage stage(unsigned index);
  ImageConfig config();
  void makeAllReachable();
  std::optional<unsigned> mode() {
    return chance(50) ? std::nullopt : std::optional(below(010000));
  }
  Timestamp time() { return pick<Timestamp>({0, 0, 1, -1, 1700000000, INT64_MAX, INT64_MIN}); }

  std::mt19937_64 random;
  bool onlyUtf8;
  Plan made;
  unsigned written = 0;
};

} // namespace cogc::test

#endif
