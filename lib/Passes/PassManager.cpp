#include "cogc/Passes/PassManager.h"
#include "cogc/IR/Printer.h"
#include "cogc/IR/Verifier.h"
#include "llvm/Support/FormatVariadic.h"
#include <algorithm>
#include <chrono>

using namespace cogc;

static constexpr PassInfo passTable[] = {
#define PASS(function, name, accepts, establishes, summary)                                        \
  {name, summary, PlanLevel::accepts, PlanLevel::establishes, function},
#include "cogc/Passes/Passes.def"
};

llvm::ArrayRef<PassInfo> cogc::allPasses() { return passTable; }

const PassInfo *cogc::findPass(llvm::StringRef name) {
  auto *found = std::ranges::find(passTable, name, &PassInfo::name);
  return found == std::end(passTable) ? nullptr : found;
}

/// To know whether a pass that claims to have changed nothing is right takes a copy
/// of the plan for each pass. That is for those who work on passes; a user's compile
/// is a millisecond.
#ifdef NDEBUG
static constexpr bool checksClaims = false;
#else
static constexpr bool checksClaims = true;
#endif

/// A pass whose claim does not match the plan, or that leaves a broken plan, is
/// a bug of ours; say which pass, for the report. \p before is what it began with,
/// if that is known.
static bool checkAfter(const PassInfo &pass, const std::optional<Plan> &before, const Plan &after,
                       PassResult claim, DiagnosticEngine &diags) {
  if (claim == PassResult::Unchanged && before && !(*before == after)) {
    diags.report(Diag::internal_error, std::nullopt,
                 llvm::formatv("pass `{0}` changed the plan and did not say so", pass.name).str());
    return false;
  }
  // A plan that is as it was is as valid as it was.
  if (claim == PassResult::Unchanged)
    return true;
  if (verifyPlan(after, diags).succeeded())
    return true;
  diags.report(Diag::internal_error, std::nullopt,
               llvm::formatv("the plan is not valid after pass `{0}`", pass.name).str());
  return false;
}

namespace {
/// The time that each pass took, for --time-passes.
class Stopwatch {
public:
  void start() { begin = Clock::now(); }
  void stop(llvm::StringRef name) { rows.emplace_back(name, Clock::now() - begin); }

  void print(llvm::raw_ostream &os) const {
    Clock::duration total{};
    for (auto &[name, time] : rows)
      total += time;
    os << llvm::formatv("{0,10}  pass\n", "time/us");
    for (auto &[name, time] : rows)
      os << llvm::formatv("{0,10:F1}  {1}\n", micros(time), name);
    os << llvm::formatv("{0,10:F1}  total\n", micros(total));
  }

private:
  using Clock = std::chrono::steady_clock;
  static double micros(Clock::duration time) {
    return std::chrono::duration<double, std::micro>(time).count();
  }
  Clock::time_point begin;
  std::vector<std::pair<llvm::StringRef, Clock::duration>> rows;
};
} // namespace

PassResult PassManager::run(Plan &plan, PassContext &context) const {
  PassResult result = PassResult::Unchanged;
  Stopwatch stopwatch;
  for (const PassInfo *pass : passes) {
    if (plan.level < pass->accepts) {
      context.diags.report(Diag::pass_level, std::nullopt, pass->name, levelName(pass->accepts),
                           levelName(plan.level));
      return PassResult::Failure;
    }
    std::optional<Plan> before;
    if (checksClaims && options.verifyEach)
      before = plan;

    stopwatch.start();
    PassResult one = pass->run(plan, context);
    stopwatch.stop(pass->name);

    if (one != PassResult::Failure && plan.level < pass->establishes) {
      plan.level = pass->establishes;
      one = PassResult::Changed;
    }
    if (one != PassResult::Failure && options.verifyEach &&
        !checkAfter(*pass, before, plan, one, context.diags))
      one = PassResult::Failure;
    if (options.printChanged && options.log && one == PassResult::Changed) {
      *options.log << "# after " << pass->name << '\n';
      printPlan(plan, *options.log);
      *options.log << '\n';
    }
    result = std::min(result, one);
    if (one == PassResult::Failure || pass->name == options.stopAfter)
      break;
  }
  if (options.timePasses && options.log)
    stopwatch.print(*options.log);
  return result;
}
