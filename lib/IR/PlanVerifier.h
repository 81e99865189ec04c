//===- PlanVerifier.h - The checks behind verifyPlan() --------------------------===//
//
// One method per kind of thing that a plan consists of; each reports all that
// is wrong with it. The numbers of the rules stand in VerifierRules.def.
//
//   Verifier.cpp        names, stages, states, reachability
//   VerifyOps.cpp       operations and mounts
//   VerifyMerges.cpp    what must not meet in a merge
//   VerifyValues.cpp    paths, references, environments, the image's config
//
//===----------------------------------------------------------------------===//
#ifndef COGC_LIB_IR_PLANVERIFIER_H
#define COGC_LIB_IR_PLANVERIFIER_H

#include "cogc/IR/Plan.h"
#include "cogc/Support/Diagnostics.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

namespace cogc {

enum class Rule {
#define RULE(Name, number, text) Name = number,
#include "VerifierRules.def"
};

class PlanVerifier {
public:
  PlanVerifier(const Plan &plan, DiagnosticEngine &diags) : plan(plan), diags(diags) {}
  /// Whether the plan keeps all rules of its level.
  bool verify();

private:
  /// What a state is used for; contexts may be sources only.
  enum class Use { Origin, Source };
  struct SeenStage {
    const Stage *stage = nullptr;
    /// No base image is below it.
    bool isFromScratch = false;
    /// The last stage in it, itself included, that installs apt packages; and of
    /// an installing stage the one before it.
    const Stage *installer = nullptr;
    const Stage *installerBelow = nullptr;
  };

  // Verifier.cpp
  void checkNames();
  void checkName(llvm::StringRef sort, llvm::StringRef name);
  void checkContexts();
  void checkNeeds();
  void checkStage(const Stage &stage);
  void checkState(const State &state, Use use, unsigned depth = 0);
  void checkStateValue(const State &state, Use use);
  void checkComposition(const State &state, unsigned depth);
  void checkOpenState(const State &state);
  void checkReachable();
  /// Whether a stage that starts from \p state has no base image below it.
  bool startsFromScratch(const State &state) const;
  bool atLeast(PlanLevel level) const { return plan.level >= level; }

  // VerifyOps.cpp
  void checkOp(const Op &op);
  void check(const RunOp &run);
  void check(const CopyOp &copy);
  void check(const FileOp &file);
  void check(const MkdirOp &mkdir);
  void check(const RmOp &rm);
  void check(const SymlinkOp &symlink);
  void check(const EnvOp &env);
  void check(const WorkdirOp &workdir);
  void check(const UserOp &user);
  void checkCommand(const RunOp &run);
  void checkMount(const Mount &mount);
  void checkMountMembers(const Mount &mount);
  void checkMountTarget(const Mount &mount);
  void checkOwner(llvm::StringRef owner);
  void checkMode(std::optional<unsigned> mode);
  /// Rules 14 and 22 for a path that an op writes.
  void checkWrites(llvm::StringRef path, bool asDirectory);
  void checkFolderModes(llvm::StringRef path);

  // VerifyMerges.cpp
  void checkMerge(const State &state);
  void checkOverlap(llvm::ArrayRef<const State *> inputs);
  void checkPackageDatabases(llvm::ArrayRef<const State *> inputs);
  /// The last stage that installs apt packages in what \p state is made of.
  const Stage *installerOf(const State &state) const;
  bool isBelow(const Stage *lower, const Stage *upper) const;
  SeenStage seenStage(const Stage &stage) const;

  // VerifyValues.cpp
  void checkLocations(llvm::ArrayRef<Loc> locs);
  void checkPath(const char *what, llvm::StringRef path);
  void checkRelativePath(llvm::StringRef what, llvm::StringRef path);
  void checkImageRef(llvm::StringRef ref);
  void checkUrl(llvm::StringRef what, llvm::StringRef url);
  void checkHttp(const HttpState &http);
  void checkGit(const GitState &git);
  void checkVariable(const EnvVar &variable);
  void checkVariableName(llvm::StringRef name);
  void checkConfig(const ImageConfig &config);
  void checkHealthcheck(const Healthcheck &check);

  /// Reports that the plan breaks \p rule, at the op or the stage in hand.
  void violation(Rule rule, const llvm::Twine &message);

  const Plan &plan;
  DiagnosticEngine &diags;
  bool valid = true;
  unsigned violations = 0;

  // What is being checked.
  const Stage *stage = nullptr;
  const Op *op = nullptr;
  llvm::ArrayRef<Loc> locs;

  // What has been seen up to here.
  llvm::StringSet<> contexts;
  llvm::StringSet<> needs;
  /// The stages before the one in hand.
  llvm::StringMap<SeenStage> stages;
  llvm::StringSet<> mountTargets;
  /// Folders that the stage in hand has made itself.
  llvm::StringSet<> ownFolders;
};

} // namespace cogc

#endif
