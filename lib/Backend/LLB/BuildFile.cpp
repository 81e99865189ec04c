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

/// `copy /a from @b to /c`, `mkdir /src`: an op without a title of its own.
static std::string describe(const Op &op) {
  std::string text = opKeyword(op).str() + " ";
  if (auto *copy = op.getIf<CopyOp>())
    return text + llvm::join(copy->sources, " ") + " from " + printState(copy->from) + " to " +
           copy->to;
  if (auto *file = op.getIf<cogc::FileOp>())
    return text + file->path;
  if (auto *mkdir = op.getIf<MkdirOp>())
    return text + mkdir->path;
  if (auto *rm = op.getIf<RmOp>())
    return text + rm->path;
  if (auto *symlink = op.getIf<SymlinkOp>())
    return text + symlink->path;
  llvm_unreachable("not a file operation");
}

/// The titles of the group; what has none is only described when nothing has.
/// Nobody reads more than a few.
static std::string describe(llvm::ArrayRef<Op> ops) {
  constexpr size_t most = 10;
  bool hasTitle = llvm::any_of(ops, [](const Op &op) { return !op.title.empty(); });
  std::vector<std::string> texts;
  for (const Op &op : ops) {
    std::string text = hasTitle ? op.title : describe(op);
    if (!text.empty() && !llvm::is_contained(texts, text))
      texts.push_back(std::move(text));
    if (texts.size() == most)
      break;
  }
  return llvm::join(texts, ", ");
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
  vertex.name = vertexName(stage.name, describe(ops));
  vertex.caps = capsOf(file.actions);
  vertex.op = std::move(file);
  return add(std::move(vertex));
}
