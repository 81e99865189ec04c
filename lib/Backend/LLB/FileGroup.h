//===- FileGroup.h - File operations that make one layer -----------------------===//
//
// File operations that stand side by side become one vertex, and so one layer:
// each action works on the result of the one before it.
//
// Folders are the difficulty. BuildKit sets the times of what an action itself
// places, but a folder that something is put into afterwards, and the parents
// that `mkdir` makes on the way, have the time of the build; and `mkfile` and
// `symlink` want their folder to be there. So the group makes folders first
// and, as its last actions, sets the times of all folders on the way to what it
// has placed. With that, equal content makes equal layers.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_LIB_BACKEND_LLB_FILEGROUP_H
#define COGC_LIB_BACKEND_LLB_FILEGROUP_H

#include "cogc/Backend/LLBGraph.h"
#include "cogc/IR/Ops.h"
#include "llvm/ADT/StringSet.h"
#include <map>

namespace cogc::llb {

/// Collects the actions of one FileOp. Inputs and outputs of the actions are
/// wired at the end, since their numbers depend on the number of inputs.
class FileGroup {
public:
  /// \p from indexes the vertex's inputs, -1 for scratch.
  void copy(const CopyOp &op, int64_t from);
  void file(const cogc::FileOp &op);
  void mkdir(const MkdirOp &op);
  void rm(const RmOp &op);
  void symlink(const SymlinkOp &op);

  /// The operation, on top of input \p base (-1 for scratch) of \p inputCount.
  FileOp finish(int64_t base, size_t inputCount);

private:
  FileAction &add(FileAction::Kind kind, llvm::StringRef path, int64_t timestamp);
  void makeParent(llvm::StringRef path, int64_t timestamp);
  void placed(llvm::StringRef path, int64_t timestamp);
  void copyOne(const CopyOp &op, llvm::StringRef source, int64_t from);

  std::vector<FileAction> actions;
  /// Folders that an earlier action of the group has made or has written into.
  llvm::StringSet<> made;
  /// Folders whose time is to be set, in the order of their names.
  std::map<std::string, int64_t> touched;
};

} // namespace cogc::llb

#endif
