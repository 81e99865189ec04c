//===- WeightReader.h - What `cogc build` does with weights before BuildKit --------===//
//
// BuildKit's client tells files apart by size and time, under a name that says
// which files to compare with. Two models that were tuned from one base have
// weights of one name and one size, and often one time: with a name made of what
// the files hold, nobody gets another's. It also lets builds that run at the same
// moment send equal weights once, and it finds files that someone is still writing.
//
//===----------------------------------------------------------------------------===//
#ifndef COGC_LIB_DRIVER_WEIGHTREADER_H
#define COGC_LIB_DRIVER_WEIGHTREADER_H

#include "WeightDigests.h"
#include "cogc/Backend/LLB.h"
#include "cogc/Frontend/Weights.h"
#include "cogc/Support/Diagnostics.h"

namespace cogc {

/// How far reading has come, in the form that the build's own progress has.
class ReadProgress {
public:
  enum class Style { Silent, Lines, Json, Terminal };
  ReadProgress(Style style, llvm::raw_ostream &os) : style(style), os(os) {}

  /// \p files of \p all have to be read, \p bytes in sum.
  void begin(size_t files, size_t all, uint64_t bytes);
  void add(uint64_t bytes);
  void end();

private:
  void show();
  void line(const llvm::Twine &text);

  Style style;
  llvm::raw_ostream &os;
  uint64_t done = 0, total = 0;
  /// When something was last shown, in milliseconds of a clock that only runs.
  int64_t shown = 0;
};

class WeightReader {
public:
  /// \p root is the project's folder. \p cacheFolder may be empty: nothing is
  /// remembered.
  WeightReader(llvm::ArrayRef<WeightGroup> groups, llvm::StringRef root,
               llvm::StringRef cacheFolder, DiagnosticEngine &diags)
      : groups(groups), root(root.str()), cacheFolder(cacheFolder.str()), diags(diags) {}

  /// The ids of the groups' contexts, made of what their files hold. Reports
  /// files that cannot be read, change meanwhile or are not what their checksum
  /// says.
  std::map<std::string, ContextIds> read(ReadProgress &progress);
  /// Reports the files that have changed since read().
  void verify();

private:
  struct LocalFile {
    const WeightGroup *group;
    const WeightFile *file;
    std::string path;
    FileStamp stamp;
    std::optional<FileDigests> digests;
  };
  void findFiles();
  void load();
  void save();
  void readFile(LocalFile &each, ReadProgress &progress);
  void check(const LocalFile &each);
  template <typename... Ts> void report(Diag kind, const WeightFile &file, Ts &&...args) {
    if (file.range.isValid())
      diags.report(kind, file.range, file.path, std::forward<Ts>(args)...);
    else
      diags.report(kind, std::nullopt, file.path, std::forward<Ts>(args)...);
  }

  llvm::ArrayRef<WeightGroup> groups;
  std::string root, cacheFolder;
  DiagnosticEngine &diags;
  std::vector<LocalFile> files;
  DigestMemo memo;
};

} // namespace cogc

#endif
