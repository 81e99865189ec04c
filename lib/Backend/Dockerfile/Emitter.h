//===- Emitter.h - Writes the stages of a Dockerfile -----------------------------===//
//
// One object per Dockerfile. The stages are written in the order of the plan;
// what a stage needs before it (an image under a name, a helper stage) is
// written when it is first asked for, in front of it.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_LIB_BACKEND_DOCKERFILE_EMITTER_H
#define COGC_LIB_BACKEND_DOCKERFILE_EMITTER_H

#include "Layout.h"
#include "cogc/Support/Diagnostics.h"

namespace cogc::dockerfile {

/// Where the files of a state are: what `--from=` names (empty for the build
/// context) and the folder there that stands for `/` (empty for `/` itself).
struct Place {
  std::string stage;
  std::string root;
};

/// What a RUN of a stage would see: as the plan wants it, and as the
/// instructions so far have said it. Stages inherit it with FROM.
struct Surroundings {
  std::string user, workdir = "/";
  std::string saidUser, saidWorkdir = "/";
  /// Variables that no instruction can hold (a newline); each run sets them.
  std::vector<EnvVar> exported;
};

/// A stage of the Dockerfile while it is written.
struct StageText {
  std::string name;
  std::string text;
  /// Where the plan's `/` is in this stage: stagedRoot in helper stages.
  std::string root;
  bool lands = false;
  bool inConfig = false;
  bool hasShell = false;
  /// Directly from an image: user and folder in the plan are those that the
  /// image brings, so the Dockerfile has to say them at once.
  bool isOnImage = false;
  Surroundings around;
  /// Shell lines that wait for a RUN; see flushScript().
  std::vector<std::string> script;
};

/// The shell line that gives all of \p path a fixed time.
std::string touchTree(Timestamp time, llvm::StringRef path);

class Emitter {
public:
  Emitter(const Plan &plan, DiagnosticEngine &diags) : plan(plan), diags(diags), layout(plan) {}

  /// The whole Dockerfile. Complete only if nothing was reported.
  std::string emit();

private:
  // EmitDockerfile.cpp: the file and its stages
  void emitHeader();
  void emitStage(const Stage &stage);
  void emitInlined(StageText &text, const Stage &stage);
  void begin(StageText &text, const State &from);
  void beginFrom(StageText &text, const State &base);
  void link(StageText &text, const State &input);
  void finish(StageText &text);
  std::string fromImage(llvm::StringRef ref, llvm::StringRef name) const;
  std::string uniqueName(llvm::StringRef wish);
  bool beginHelper(StageText &text);
  Place writeHelper(const Stage &stage);
  void emitTimedCopy(StageText &text, const CopyOp &copy, Timestamp time);
  void instruction(StageText &text, llvm::StringRef line);
  void heredoc(StageText &text, llvm::StringRef before, llvm::StringRef behind,
               llvm::StringRef body);
  void comment(StageText &text, const llvm::Twine &title, llvm::ArrayRef<Loc> locs);
  std::string valueOf(llvm::StringRef value, const llvm::Twine &what);
  std::string flagOf(llvm::StringRef name, llvm::StringRef value);
  void unsupported(const llvm::Twine &what, const llvm::Twine &why);

  // EmitStates.cpp: states that a stage reads from
  Place placeOf(const State &state);
  Place placeOfContext(llvm::StringRef name);
  Place makePlace(const State &state);
  void addGit(StageText &text, const GitState &git);
  void addHttp(StageText &text, const HttpState &http);

  // EmitFiles.cpp: ops that place and remove files
  void emitOp(StageText &text, const Op &op);
  void emitCopy(StageText &text, const CopyOp &op, bool link);
  std::vector<std::string> takenElsewhere(const State &from) const;
  void writeCopy(StageText &text, const CopyOp &op, const Place &from, bool link);
  void copyAll(StageText &text, const Place &from, bool link);
  std::vector<std::string> copyWords(const CopyOp &op, const Place &from);
  std::vector<std::string> copyFlags(const CopyOp &op, const Place &from, bool link);
  void emitFile(StageText &text, const FileOp &op);
  void emitMkdir(StageText &text, const MkdirOp &op);
  void emitSymlink(StageText &text, const SymlinkOp &op);
  void emitRm(StageText &text, const RmOp &op);
  void emitEnv(StageText &text, const EnvVar &var);
  void touch(StageText &text, Timestamp time, llvm::StringRef path);
  void shellLine(StageText &text, std::string line);

  // EmitRun.cpp: commands and their mounts
  void emitRun(StageText &text, const RunOp &op);
  std::string exportLines(llvm::ArrayRef<EnvVar> vars);
  void settle(StageText &text, llvm::StringRef user, llvm::StringRef workdir);
  void writeOwnRun(StageText &text, llvm::StringRef flags, llvm::StringRef command);
  void writeUserRun(StageText &text, llvm::StringRef flags, llvm::StringRef exports,
                    llvm::StringRef command);
  void flushScript(StageText &text);
  std::string runFlags(const RunOp &op);
  std::string mountFlag(const Mount &mount);
  void addMountSource(const Mount &mount, std::vector<std::string> &fields);

  // EmitConfig.cpp: the image's config
  void emitConfig(StageText &text);
  void emitLabel(StageText &text, llvm::StringRef name, llvm::StringRef value);
  void emitHealthcheck(StageText &text, const Healthcheck &check);

  const Plan &plan;
  DiagnosticEngine &diags;
  Layout layout;
  std::string out;
  /// Every name that is taken, with the number that the next one like it gets.
  llvm::StringMap<unsigned> names;
  /// Where to find what has been written already: plan stages by name, all
  /// other states by their text.
  llvm::StringMap<Place> stagePlaces, statePlaces;
  llvm::StringMap<Surroundings> surroundings;
  /// The user's line behind what is being written, for messages.
  Loc where;
};

} // namespace cogc::dockerfile

#endif
