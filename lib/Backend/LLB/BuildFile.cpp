//===- BuildFile.cpp - Neighbouring file operations as one FileOp -------------===//
#include "FileGroup.h"
#include "GraphBuilder.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;
using namespace cogc::llb;

void GraphBuilder::addActions(const Place &place, const Op &op, InputList &inputs,
                              FileGroup &group) {
  if (auto *copy = op.getIf<CopyOp>())
    group.copy(*copy, inputs.indexOf(lower(copy->from, place)));
  else if (auto *file = op.getIf<cogc::FileOp>())
    group.file(*file);
  else if (auto *mkdir = op.getIf<MkdirOp>())
    group.mkdir(*mkdir);
  else if (auto *rm = op.getIf<RmOp>())
    group.rm(*rm);
  else if (auto *symlink = op.getIf<SymlinkOp>())
    group.symlink(*symlink);
}

/// Only what an older daemon would silently ignore, to the image's harm. That
/// leaves out `file.copy.requiredpaths`: without it, a path that is missing is
/// noticed later.
static std::vector<std::string> capsOf(llvm::ArrayRef<FileAction> actions) {
  std::vector<std::string> caps{"file.base"};
  if (llvm::any_of(actions, [](const FileAction &action) {
        return !action.includePatterns.empty() || !action.excludePatterns.empty();
      }))
    caps.push_back("file.copy.includeexcludepatterns");
  if (llvm::any_of(actions, [](const FileAction &action) {
        return action.kind == FileAction::Kind::Symlink;
      }))
    caps.push_back("file.symlink.create");
  return caps;
}

FileSystem GraphBuilder::lowerFileOps(const Stage &stage, llvm::ArrayRef<Op> ops,
                                      const FileSystem &root) {
  InputList inputs;
  int64_t base = inputs.indexOf(root);
  FileGroup group;
  Vertex vertex;
  for (const Op &op : ops) {
    const std::vector<Loc> &locs = placesOf(stage, op);
    addActions({stage.name, locs}, op, inputs, group);
    if (vertex.locs.size() < mostLocs)
      llvm::append_range(vertex.locs, locs);
  }
  vertex.inputs = inputs.take();
  llb::FileOp file = group.finish(base, vertex.inputs.size());
  vertex.name = vertexName(stage.name, titleOf(ops));
  vertex.caps = capsOf(file.actions);
  vertex.op = std::move(file);
  return add(std::move(vertex));
}
