#include "FileGroup.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Twine.h"
#include <limits>

using namespace cogc;
using namespace cogc::llb;
using llvm::StringRef;

/// The years 1677 to 2262; a time beyond is the nearest that they can say.
static int64_t nanoseconds(Timestamp seconds) {
  constexpr int64_t perSecond = 1'000'000'000;
  constexpr int64_t last = std::numeric_limits<int64_t>::max() / perSecond;
  return std::clamp<int64_t>(seconds, -last, last) * perSecond;
}

/// `uid:gid`, which the verifier has checked.
static std::optional<Owner> ownerOf(StringRef text) {
  if (text.empty())
    return std::nullopt;
  Owner owner;
  auto [uid, gid] = text.split(':');
  [[maybe_unused]] bool bad = uid.getAsInteger(10, owner.uid) || gid.getAsInteger(10, owner.gid);
  assert(!bad && "the verifier accepts digits only");
  return owner;
}

/// Calls \p visit with `/a` and `/a/b` for `/a/b/c`; never with `/`, which is in
/// no layer.
static void forEachFolderAbove(StringRef path, llvm::function_ref<void(StringRef)> visit) {
  for (size_t slash = path.find('/', 1); slash != StringRef::npos;
       slash = path.find('/', slash + 1))
    visit(path.take_front(slash));
}

//===----------------------------------------------------------------------===//
// Folders
//===----------------------------------------------------------------------===//

FileAction &FileGroup::add(FileAction::Kind kind, StringRef path, int64_t timestamp) {
  FileAction &action = actions.emplace_back();
  action.kind = kind;
  action.path = path.str();
  action.timestamp = timestamp;
  return action;
}

/// `mkfile` and `symlink` need the folder. Making one that is there changes
/// nothing.
void FileGroup::makeParent(StringRef path, int64_t timestamp) {
  StringRef parent = path.take_front(path.rfind('/'));
  if (!parent.empty() && !made.contains(parent))
    add(FileAction::Kind::MkDir, parent, timestamp).mode = 0755;
}

void FileGroup::placed(StringRef path, int64_t timestamp) {
  forEachFolderAbove(path, [&](StringRef folder) {
    made.insert(folder);
    touched[folder.str()] = timestamp;
  });
}

/// Sets the time of a folder and nothing else: a copy of nothing into it.
static FileAction touchAction(StringRef folder, int64_t timestamp) {
  FileAction action;
  action.kind = FileAction::Kind::Copy;
  action.src = "/";
  action.path = folder.str();
  action.timestamp = timestamp;
  return action;
}

//===----------------------------------------------------------------------===//
// Operations
//===----------------------------------------------------------------------===//

static bool hasWildcard(StringRef path) { return path.find_first_of("*?[\\") != StringRef::npos; }

/// `opt`, without `opt/*` but with `opt/venv`, for `opt/venv`: BuildKit sets a
/// folder's time when it has left it, but only that of a folder that is itself
/// included. Including `opt/venv` alone gives `opt` the time of the build.
static void selectWithParents(StringRef path, FileAction &action) {
  size_t slash = path.find('/');
  action.includePatterns = {path.take_front(slash).str()};
  while (slash != StringRef::npos) {
    size_t next = path.find('/', slash + 1);
    action.excludePatterns.push_back((path.take_front(slash) + "/*").str());
    action.excludePatterns.push_back(("!" + path.take_front(next)).str());
    slash = next;
  }
}

/// From the root, only what is on the way to \p path and below: so the folders on
/// the way come along with their own mode and owner.
static void keepParents(const CopyOp &op, StringRef path, FileAction &action) {
  action.src = "/";
  if (!op.include.empty()) {
    for (const std::string &pattern : op.include)
      action.includePatterns.push_back((path + "/" + pattern).str());
  } else if (hasWildcard(path)) {
    action.includePatterns = {path.str()};
  } else {
    selectWithParents(path, action);
    action.requiredPaths = {("/" + path).str()};
  }
}

static bool isRoot(StringRef source) { return source.empty() || source == "." || source == "/"; }

void FileGroup::copyOne(const CopyOp &op, StringRef source, int64_t from) {
  StringRef path = isRoot(source) ? "" : source.ltrim('/');
  FileAction &action = add(FileAction::Kind::Copy, op.to, op.times ? nanoseconds(*op.times) : -1);
  action.secondaryInput = from;
  action.mode = op.mode ? int32_t(*op.mode) : -1;
  action.owner = ownerOf(op.owner);
  if (op.parents && !path.empty()) {
    keepParents(op, path, action);
  } else {
    action.src = ("/" + path).str();
    action.includePatterns = op.include;
  }
  llvm::append_range(action.excludePatterns, op.exclude);
}

void FileGroup::copy(const CopyOp &op, int64_t from) {
  for (const std::string &source : op.sources)
    copyOne(op, source, from);
  int64_t timestamp = nanoseconds(op.times.value_or(0));
  StringRef to = StringRef(op.to).rtrim('/');
  placed(to, timestamp);
  // What goes into the folder `to` changes it, too. And the copy of a root would
  // give it the root's own time, which is that of the build.
  bool isFolder = to.size() < op.to.size();
  bool hasRootTime = !op.times && (op.parents || llvm::any_of(op.sources, isRoot));
  if (isFolder || hasRootTime)
    placed((to + "/*").str(), timestamp);
}

void FileGroup::file(const cogc::FileOp &op) {
  int64_t timestamp = nanoseconds(op.times);
  makeParent(op.path, timestamp);
  FileAction &action = add(FileAction::Kind::MkFile, op.path, timestamp);
  action.data = op.contents;
  action.mode = op.mode;
  action.owner = ownerOf(op.owner);
  placed(op.path, timestamp);
}

void FileGroup::mkdir(const MkdirOp &op) {
  FileAction &action = add(FileAction::Kind::MkDir, op.path, nanoseconds(op.times));
  action.mode = op.mode;
  action.owner = ownerOf(op.owner);
  placed(op.path, action.timestamp);
  made.insert(op.path);
}

void FileGroup::symlink(const SymlinkOp &op) {
  int64_t timestamp = nanoseconds(op.times);
  makeParent(op.path, timestamp);
  add(FileAction::Kind::Symlink, op.path, timestamp).src = op.target;
  placed(op.path, timestamp);
}

void FileGroup::rm(const RmOp &op) {
  add(FileAction::Kind::Rm, op.path, -1).allowNotFound = op.allowMissing;
  // What was below is gone, and must not come back by being touched.
  auto isGone = [&](StringRef folder) {
    return folder.consume_front(op.path) && (folder.empty() || folder.starts_with("/"));
  };
  std::erase_if(touched, [&](const auto &entry) { return isGone(entry.first); });
  made.clear();
  // A folder that may not be there is left alone: touching would make it.
  StringRef parent = StringRef(op.path).take_front(op.path.rfind('/'));
  if (!op.allowMissing && !parent.empty())
    touched.try_emplace(parent.str(), 0);
}

llb::FileOp FileGroup::finish(int64_t base, size_t inputCount) {
  for (const auto &[folder, timestamp] : touched)
    actions.push_back(touchAction(folder, timestamp));
  int64_t previous = base;
  for (auto [k, action] : llvm::enumerate(actions)) {
    action.input = previous;
    // Action k's result comes after the vertex's inputs.
    previous = int64_t(inputCount + k);
  }
  actions.back().output = 0;
  return {std::move(actions)};
}
