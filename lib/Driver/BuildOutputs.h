//===- BuildOutputs.h - Where a build's result goes -----------------------------===//
#ifndef COGC_LIB_DRIVER_BUILDOUTPUTS_H
#define COGC_LIB_DRIVER_BUILDOUTPUTS_H

#include "Csv.h"
#include "cogc/Driver/Build.h"

namespace cogc {

struct Outputs {
  std::vector<CsvAttributes> list;
  /// The last of the list is an archive that `docker load` takes from standard
  /// output.
  bool intoDocker = false;
};

/// What --push, --load and --output ask for; without any of them an image whose
/// name is on a registry of this machine is pushed, every other one is loaded
/// into Docker (docs/rationale/default-output.md). Reports `bad_output`.
Outputs chooseOutputs(const BuildInvocation &invocation, llvm::StringRef name,
                      DiagnosticEngine &diags);

/// What the exporter of an image is told.
struct ImageFacts {
  std::string name;
  /// The config, or empty for one that BuildKit shall make or keep.
  std::string configJson;
  int64_t sourceDateEpoch = 0;
};

/// Fills in what the user left open. Attributes that were given stay; outputs
/// that carry no image (local, tar) are left alone.
void completeOutput(CsvAttributes &output, const ImageFacts &facts);

/// Whether the exporter writes to standard output.
bool usesStdout(const CsvAttributes &output);

/// The files that outputs name with `dest=`. BuildKit's client creates them when
/// it starts, so it is given files beside them, which take the names when the
/// build has succeeded.
class PendingFiles {
public:
  PendingFiles() = default;
  PendingFiles(const PendingFiles &) = delete;
  /// Removes what was not committed.
  ~PendingFiles();

  /// Points \p output to a temporary file when it writes one. Reports
  /// `cannot_write` for a place where no file can be.
  void add(CsvAttributes &output, DiagnosticEngine &diags);
  void commit(DiagnosticEngine &diags);

private:
  struct File {
    std::string temporary;
    std::string destination;
  };
  std::vector<File> files;
};

} // namespace cogc

#endif
