//===- BuildFile.cpp - Copies and files as one FileOp ------------------------===//
//
// File operations that stand side by side become one vertex, and so one layer:
// each action works on the result of the one before it.
//
//===----------------------------------------------------------------------===//
#include "GraphBuilder.h"
#include "llvm/ADT/STLExtras.h"

using namespace cogc;
using namespace cogc::llb;

bool llb::isFileOp(const Op &op) {
  return op.getIf<CopyOp>() || op.getIf<cogc::FileOp>() || op.getIf<MkdirOp>() ||
         op.getIf<RmOp>() || op.getIf<SymlinkOp>();
}

static int64_t nanoseconds(Timestamp seconds) { return seconds * 1'000'000'000; }

/// `uid:gid`, which the verifier has checked.
static std::optional<Owner> ownerOf(llvm::StringRef text) {
  if (text.empty())
    return std::nullopt;
  Owner owner;
  auto [uid, gid] = text.split(':');
  uid.getAsInteger(10, owner.uid);
  gid.getAsInteger(10, owner.gid);
  return owner;
}

/// A source inside its state, absolute: `.` → `/`, `a/b` → `/a/b`.
static std::string absoluteSource(llvm::StringRef source) {
  source.consume_front("./");
  if (source == ".")
    source = "";
  return source.starts_with("/") ? source.str() : "/" + source.str();
}

static FileAction copyAction(const CopyOp &copy, llvm::StringRef source) {
  FileAction action;
  action.kind = FileAction::Kind::Copy;
  action.src = absoluteSource(source);
  action.path = copy.to;
  action.mode = copy.mode ? int32_t(*copy.mode) : -1;
  action.owner = ownerOf(copy.owner);
  action.timestamp = copy.times ? nanoseconds(*copy.times) : -1;
  action.includePatterns = copy.include;
  action.excludePatterns = copy.exclude;
  if (copy.parents) {
    // From the root, only what is below the path: so the folders on the way
    // are copied as well, with their own mode and owner.
    action.includePatterns = {llvm::StringRef(action.src).ltrim('/').str()};
    action.requiredPaths = {action.src};
    action.src = "/";
  }
  return action;
}

static FileAction simpleAction(FileAction::Kind kind, llvm::StringRef path) {
  FileAction action;
  action.kind = kind;
  action.path = path.str();
  return action;
}

void GraphBuilder::addActions(const Op &op, InputList &inputs, std::vector<FileAction> &actions) {
  if (auto *copy = op.getIf<CopyOp>()) {
    int64_t from = inputs.indexOf(lower(copy->from));
    for (const std::string &source : copy->sources) {
      actions.push_back(copyAction(*copy, source));
      actions.back().secondaryInput = from;
    }
  } else if (auto *file = op.getIf<cogc::FileOp>()) {
    // BuildKit makes no folders on the way to a file.
    llvm::StringRef parent = llvm::StringRef(file->path).rsplit('/').first;
    if (!parent.empty()) {
      actions.push_back(simpleAction(FileAction::Kind::MkDir, parent));
      actions.back().mode = 0755;
      actions.back().timestamp = nanoseconds(file->times);
    }
    FileAction action = simpleAction(FileAction::Kind::MkFile, file->path);
    action.data = file->contents;
    action.mode = file->mode;
    action.owner = ownerOf(file->owner);
    action.timestamp = nanoseconds(file->times);
    actions.push_back(std::move(action));
  } else if (auto *mkdir = op.getIf<MkdirOp>()) {
    FileAction action = simpleAction(FileAction::Kind::MkDir, mkdir->path);
    action.mode = mkdir->mode;
    action.owner = ownerOf(mkdir->owner);
    action.timestamp = nanoseconds(mkdir->times);
    actions.push_back(std::move(action));
  } else if (auto *rm = op.getIf<RmOp>()) {
    FileAction action = simpleAction(FileAction::Kind::Rm, rm->path);
    action.allowNotFound = rm->allowMissing;
    actions.push_back(std::move(action));
  } else if (auto *symlink = op.getIf<SymlinkOp>()) {
    FileAction action = simpleAction(FileAction::Kind::Symlink, symlink->path);
    action.src = symlink->target;
    action.timestamp = nanoseconds(symlink->times);
    actions.push_back(std::move(action));
  }
}

static std::vector<std::string> capsOf(llvm::ArrayRef<FileAction> actions) {
  std::vector<std::string> caps{"file.base"};
  auto any = [&](auto predicate) { return llvm::any_of(actions, predicate); };
  if (any([](const FileAction &action) {
        return !action.includePatterns.empty() || !action.excludePatterns.empty();
      }))
    caps.push_back("file.copy.includeexcludepatterns");
  if (any([](const FileAction &action) { return !action.requiredPaths.empty(); }))
    caps.push_back("file.copy.requiredpaths");
  if (any([](const FileAction &action) { return action.kind == FileAction::Kind::Symlink; }))
    caps.push_back("file.symlink.create");
  return caps;
}

/// `copy /opt/venv`, `mkdir /src`: the step without a title of its own.
static std::string describe(const Op &op) {
  std::string text = opKeyword(op).str() + " ";
  if (auto *copy = op.getIf<CopyOp>())
    return text + copy->sources.front() + " to " + copy->to;
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

FileSystem GraphBuilder::lowerFileOps(const Stage &stage, llvm::ArrayRef<Op> ops,
                                      const FileSystem &root) {
  InputList inputs;
  int64_t base = inputs.indexOf(root);
  llb::FileOp file;
  Vertex vertex;
  for (const Op &op : ops) {
    addActions(op, inputs, file.actions);
    llvm::append_range(vertex.locs, op.locs);
  }
  vertex.inputs = inputs.take();

  // Action k's result has index (number of inputs + k).
  int64_t previous = base;
  for (auto [k, action] : llvm::enumerate(file.actions)) {
    action.input = previous;
    previous = int64_t(vertex.inputs.size() + k);
  }
  file.actions.back().output = 0;

  // The op that stands for the group: the one that somebody named, else the first.
  const Op *speaker = llvm::find_if(ops, [](const Op &op) { return !op.title.empty(); });
  if (speaker == ops.end())
    speaker = ops.begin();
  vertex.name = title(stage, *speaker, describe(*speaker));
  vertex.caps = capsOf(file.actions);
  vertex.op = std::move(file);
  return add(std::move(vertex));
}
