//===- Plan.h - The compiler's own form of a build --------------------------===//
//
// A Plan is the hub: frontends make one, passes rewrite it, backends read it.
// It knows neither YAML nor LLB. It has contexts (what the client sends), needs
// (which versions are wanted, by whom), stages (file systems made step by
// step), and one export (the file system and the config of the image).
//
// A plan stands at one of three levels, and the verifier knows what each
// allows:
//
//   draft     `auto`, `base.*`, needs without a version, `{%need}` in commands
//   resolved  every need has its version, no `base.*`
//   final     everything explicit: no `auto`, no `{%need}`, nothing unreachable.
//             Backends accept this level only.
//
// Stages stand in execution order: a stage refers to earlier ones only, so a
// plan cannot have a cycle. Ownership is simple: a Plan is a value.
//
// The text form (Printer.h, Parser.h) is the language in which tests and people
// speak about plans; docs/PlanIR.md describes it.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_IR_PLAN_H
#define COGC_IR_PLAN_H

#include "cogc/IR/Ops.h"
#include "cogc/Support/Platform.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cogc {

/// The version of the text and the JSON form that this cogc writes; it reads
/// this one and all before it.
inline constexpr unsigned planVersion = 1;

enum class PlanLevel { Draft, Resolved, Final };
llvm::StringRef levelName(PlanLevel level);
std::optional<PlanLevel> parseLevel(llvm::StringRef name);

/// Files that the client sends: `context $src "." exclude [".cog"]`.
struct Context {
  std::string name;
  /// The folder, relative to the project; `.` for a given context.
  std::string path;
  /// BuildKit patterns of what is sent; none for everything.
  std::vector<std::string> include;
  /// BuildKit patterns in their order; `!` takes back. The project's
  /// .dockerignore, then `.cog`.
  std::vector<std::string> exclude;
  /// `context $cog-wheel given include ["x.whl"]`: not a folder of the project.
  /// Whoever builds names it under the context's name, so that no plan has a
  /// path of one machine in it.
  bool given = false;
  friend bool operator==(const Context &, const Context &) = default;
};

/// Something that must have a version: `need %python "==3.11.*" = "3.11" by python`.
/// Several needs may have the same name; a resolved plan gives them all the
/// same version.
struct Need {
  std::string name;
  /// PEP 440 specifiers; empty for any version.
  std::string constraint;
  /// The version chosen; empty while the plan is a draft.
  std::string resolved;
  /// The block that asked.
  std::string by;
  std::vector<Loc> locs;
  /// The Pythons under which it is one, `3.10 3.11`; empty for all. Without one of
  /// them it is gone when the needs are resolved.
  std::string pythons = {};
  /// The first of its places; nowhere when it has none.
  Loc place() const { return locs.empty() ? Loc() : locs.front(); }
  friend bool operator==(const Need &, const Need &) = default;
};

/// Where the user asked for \p name, or nowhere.
Loc placeOfNeed(llvm::ArrayRef<Need> needs, llvm::StringRef name);

/// Where in the build a stage belongs. `build.*` is what makes things, the
/// `export.*` stages are what the image consists of. A phase says what a stage
/// is for; what runs before what is said by the order of the stages.
enum class Phase {
#define PHASE(Name, text) Name,
#include "cogc/IR/Phases.def"
};
llvm::StringRef phaseName(Phase phase);
std::optional<Phase> parsePhase(llvm::StringRef name);
/// Whether the phase belongs to the image (export.*) or only to its making.
bool isExportPhase(Phase phase);

struct Stage {
  std::string name;
  Phase phase = Phase::ExportApp;
  /// Names of the needs that this stage brings.
  std::vector<std::string> provides;
  State from;
  std::vector<Op> ops;
  /// The user's lines that asked for the stage.
  std::vector<Loc> locs;
  friend bool operator==(const Stage &, const Stage &) = default;
};

/// OCI image spec, config: only what a plan can say. Times in nanoseconds, as
/// Docker's Healthcheck has them.
struct Healthcheck {
  std::vector<std::string> test;
  int64_t interval = 0;
  int64_t timeout = 0;
  int64_t startPeriod = 0;
  int retries = 0;
  friend bool operator==(const Healthcheck &, const Healthcheck &) = default;
};

/// The image's config. In a final plan it is complete: what the base image
/// brings has been written into it.
struct ImageConfig {
  std::vector<std::string> entrypoint;
  std::vector<std::string> cmd;
  /// In the order of their definition.
  std::vector<EnvVar> env;
  std::vector<unsigned> ports;
  std::vector<std::pair<std::string, std::string>> labels;
  std::string user;
  std::string workdir;
  std::optional<Healthcheck> healthcheck;
  friend bool operator==(const ImageConfig &, const ImageConfig &) = default;

  /// Sets a label, at its first place when it is there already.
  void setLabel(llvm::StringRef name, llvm::StringRef value);
  /// Adds a label that is not there yet.
  void setDefaultLabel(llvm::StringRef name, llvm::StringRef value);
};

/// The label that carries the configuration as JSON; Cog's clients read it. The
/// pass substitute-needs replaces `{%need}` in its value.
inline constexpr const char cogConfigLabel[] = "run.cog.config";

/// Sets \p name, at its first place when it is there already.
void setEnv(std::vector<EnvVar> &env, llvm::StringRef name, llvm::StringRef value);
const EnvVar *findEnv(const std::vector<EnvVar> &env, llvm::StringRef name);

struct Export {
  State from = State::automatic();
  ImageConfig config;
  friend bool operator==(const Export &, const Export &) = default;
};

struct Plan {
  PlanLevel level = PlanLevel::Draft;
  Platform platform;
  /// Contexts and needs stand in the order of their names (the verifier's rule
  /// 2), since another order would mean the same; PlanBuilder keeps it.
  std::vector<Context> contexts;
  std::vector<Need> needs;
  std::vector<Stage> stages;
  Export result;

  const Stage *findStage(llvm::StringRef name) const;
  Stage *findStage(llvm::StringRef name);
  const Context *findContext(llvm::StringRef name) const;
  /// The version of a need, or empty.
  llvm::StringRef resolvedVersion(llvm::StringRef need) const;
  friend bool operator==(const Plan &, const Plan &) = default;
};

/// What a run starts with, and what a stage passes on.
struct Environment {
  std::vector<EnvVar> env;
  std::string workdir = "/";
  std::string user;
};

/// The environment at the end of \p state (see Ops.h for the rule). States
/// that are neither a stage nor a merge have an empty one.
Environment environmentOf(const Plan &plan, const State &state);
/// The name of the stage whose environment \p state passes on, or empty.
llvm::StringRef environmentSource(const State &state);
/// Applies one op (env, workdir, user; others change nothing).
void applyOp(Environment &environment, const Op &op);

/// Calls \p visit for each state of the plan: stages' origins, copies, mounts,
/// the export.
void walkStates(const Plan &plan, llvm::function_ref<void(const State &)> visit);
void walkStates(Plan &plan, llvm::function_ref<void(State &)> visit);

} // namespace cogc

#endif
