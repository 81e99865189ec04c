//===- BuildSteps.h - The programs that a build runs ---------------------------===//
#ifndef COGC_LIB_DRIVER_BUILDSTEPS_H
#define COGC_LIB_DRIVER_BUILDSTEPS_H

#include "BuildOutputs.h"
#include "Buildctl.h"
#include "Process.h"
#include <functional>

namespace cogc {

/// A folder for this build's own files, gone at the end of its scope.
class TemporaryFolder {
public:
  explicit TemporaryFolder(llvm::StringRef parent);
  TemporaryFolder(const TemporaryFolder &) = delete;
  ~TemporaryFolder();
  /// Empty when there is none; the reason is in errno.
  llvm::StringRef path() const { return folder; }
  std::string file(llvm::StringRef name) const { return folder + "/" + name.str(); }

private:
  std::string folder;
};

/// The programs, found in PATH.
struct BuildTools {
  std::string buildctl;
  /// Needed, and looked for, only when the image is loaded into Docker.
  std::string docker;
};

/// Everything that a build is made of, once it is known that it can be done.
struct BuildJob {
  BuildTools tools;
  /// Without outputs and secrets of our own.
  Solve solve;
  Outputs outputs;
  ImageFacts image;
  std::string llb;
  /// PEM, or empty.
  std::string certificates;
  std::string platform;
  /// Looks once more at what was sent, before files of the result get their names.
  std::function<void()> verify;
};

/// The output that writes the result's files into \p folder.
CsvAttributes filesIn(llvm::StringRef folder);

/// The command line of \p job, for people; without any secret's value.
void printCommand(const BuildJob &job, llvm::StringRef certificateFile, llvm::StringRef planFile,
                  llvm::raw_ostream &os);

/// Runs one job. Failures are reported to the engine; a program's own words
/// have gone to standard error by then.
class BuildRunner {
public:
  BuildRunner(BuildJob job, Supervisor &supervisor, const TemporaryFolder &temporary,
              DiagnosticEngine &diags)
      : job(std::move(job)), supervisor(supervisor), temporary(temporary), diags(diags) {}

  void run();
  /// Builds \p definition, a few files, and returns the one called \p name.
  std::optional<std::string> buildFile(llvm::StringRef definition, llvm::StringRef name);
  /// Builds the image, without a config of ours, into a layout at \p folder; its
  /// new layers are not packed. Whether that worked.
  bool exportLayers(llvm::StringRef folder);
  /// Where BuildKit's metadata is after a build that succeeded.
  std::string metadataFile() const { return temporary.file("metadata.json"); }

private:
  void runDirectly();
  void runThroughLayout();
  std::optional<std::string> exportLayout();
  bool execute(Solve solve, llvm::StringRef definition, bool intoDocker);
  bool executeIntoDocker(Command buildctl);
  bool finish(llvm::StringRef program, size_t child);
  bool finishBuild(size_t child);
  std::string emulatorAdvice();
  std::optional<size_t> start(const Command &command);
  Descriptor openCertificates();

  BuildJob job;
  Supervisor &supervisor;
  const TemporaryFolder &temporary;
  DiagnosticEngine &diags;
};

} // namespace cogc

#endif
