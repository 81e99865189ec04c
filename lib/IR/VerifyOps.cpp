#include "PlanText.h"
#include "PlanVerifier.h"
#include "cogc/IR/NeedRefs.h"
#include "llvm/ADT/STLExtras.h"

using namespace cogc;
using llvm::StringRef;
using llvm::Twine;

void PlanVerifier::checkOp(const Op &each) {
  op = &each;
  if (!each.locs.empty())
    locs = each.locs;
  checkLocations(each.locs);
  std::visit([this](const auto &value) { check(value); }, each.value);
  op = nullptr;
  locs = stage->locs;
}

//===----------------------------------------------------------------------===//
// Runs
//===----------------------------------------------------------------------===//

void PlanVerifier::checkCommand(const RunOp &run) {
  if (StringRef(run.command).trim().empty())
    violation(Rule::Commands, "the command is empty");
  if (StringRef(run.command).contains('\0'))
    violation(Rule::Commands, "the command has a NUL byte, which no argument can carry");
  if (run.verbatim)
    return;
  forEachNeedRef(run.command, [this](StringRef need) {
    if (atLeast(PlanLevel::Final))
      violation(Rule::NoNeedRefs, "`" + needRef(need) + "` must have become a version");
    else if (!needs.contains(need))
      violation(Rule::References, "`" + needRef(need) + "` is no need of the plan");
  });
}

void PlanVerifier::check(const RunOp &run) {
  checkCommand(run);
  if (run.workdir)
    checkPath("the working folder", *run.workdir);
  if (run.user)
    check(UserOp{*run.user});
  for (const EnvVar &variable : run.env)
    checkVariable(variable);
  mountTargets.clear();
  for (const Mount &mount : run.mounts)
    checkMount(mount);
}

void PlanVerifier::checkMount(const Mount &mount) {
  if (mount.from)
    checkState(*mount.from, Use::Source);
  if (mount.type == Mount::Type::Bind && !mount.from)
    violation(Rule::Mounts, "a bind mount needs `from`");
  if ((mount.type == Mount::Type::Secret || mount.type == Mount::Type::Cache) && mount.id.empty())
    violation(Rule::Mounts, "a " + mountKeyword(mount.type) + " mount needs an `id`");
  checkPath("the source of a mount", mount.source);
  if (!mount.env.empty())
    checkVariableName(mount.env);
  checkMode(mount.mode);
  checkMountTarget(mount);
  checkMountMembers(mount);
}

void PlanVerifier::checkMountTarget(const Mount &mount) {
  if (mount.type == Mount::Type::Secret && mount.target.empty()) {
    if (mount.env.empty())
      violation(Rule::Mounts, "a secret needs a target, an `env` or both");
    return;
  }
  checkPath("the target of a mount", mount.target);
  if (mount.target == "/")
    violation(Rule::Mounts, "nothing can be mounted at `/`, which is the stage itself");
  if (!mountTargets.insert(mount.target).second)
    violation(Rule::Mounts, "two mounts at " + quoteString(mount.target));
}

/// Which types a member of Mount means something for.
static bool hasType(const Mount &mount, std::initializer_list<Mount::Type> types) {
  return llvm::is_contained(types, mount.type);
}

void PlanVerifier::checkMountMembers(const Mount &mount) {
  using enum Mount::Type;
  auto only = [&](bool isSet, const char *member, std::initializer_list<Mount::Type> types) {
    if (isSet && !hasType(mount, types))
      violation(Rule::Mounts, "`" + Twine(member) + "` means nothing for a " +
                                  mountKeyword(mount.type) + " mount");
  };
  only(mount.from.has_value(), "from", {Bind, Cache});
  only(mount.source != "/", "source", {Bind, Cache});
  only(mount.readonly, "readonly", {Bind, Cache});
  only(!mount.id.empty(), "id", {Cache, Secret, Ssh});
  only(mount.sharing != Mount::Sharing::Shared, "sharing", {Cache});
  only(!mount.env.empty(), "env", {Secret});
  only(mount.optional, "optional", {Secret, Ssh});
  only(mount.mode.has_value(), "mode", {Cache, Secret, Ssh});
  only(mount.uid.has_value(), "uid", {Cache, Secret, Ssh});
  only(mount.gid.has_value(), "gid", {Cache, Secret, Ssh});
  only(mount.size != 0, "size", {Tmpfs});
}

//===----------------------------------------------------------------------===//
// Files
//===----------------------------------------------------------------------===//

void PlanVerifier::checkOwner(StringRef owner) {
  auto isId = [](StringRef text) {
    uint32_t id;
    return !text.starts_with("+") && !text.getAsInteger(10, id);
  };
  auto [user, group] = owner.split(':');
  if (!owner.empty() && (!isId(user) || !isId(group)))
    violation(Rule::OwnersAndModes,
              "the owner " + quoteString(owner) + " is not `uid:gid` in digits");
}

void PlanVerifier::checkMode(std::optional<unsigned> mode) {
  if (mode && *mode > 07777)
    violation(Rule::OwnersAndModes, "a mode has more than the permission bits, `07777`");
}

void PlanVerifier::checkWrites(StringRef path, bool asDirectory) {
  if (!startsFromScratch(stage->from))
    return;
  for (StringRef link : {"/bin", "/sbin", "/lib", "/lib64"}) {
    StringRef below = path;
    if (below.consume_front(link) && (below.empty() ? asDirectory : below.starts_with("/")))
      violation(Rule::UsrMerge,
                quoteString(path) + " in a stage that starts from scratch: over a base where `" +
                    link + "` is a link it would replace the link; write to `/usr" + path + "`");
  }
  checkFolderModes(path);
}

void PlanVerifier::checkFolderModes(StringRef path) {
  struct Folder {
    StringRef path, mode;
  };
  for (auto [folder, mode] : {Folder{"/tmp", "01777"}, {"/var/tmp", "01777"}, {"/root", "0700"}}) {
    StringRef below = path;
    if (below.consume_front(folder) && below.starts_with("/") && !ownFolders.contains(folder))
      violation(Rule::FolderModes,
                quoteString(path) + " in a stage that starts from scratch gives a base's `" +
                    folder + "` the mode 0755; before it, make the folder with `mkdir \"" + folder +
                    "\" mode=" + mode + "`");
  }
}

/// Where the parents of \p source land below \p to (CopyOp::parents).
static std::string pathWithParents(StringRef to, StringRef source) {
  return (to.rtrim('/') + "/" + source.ltrim('/')).str();
}

void PlanVerifier::check(const CopyOp &copy) {
  checkState(copy.from, Use::Source);
  if (copy.sources.empty())
    violation(Rule::Paths, "nothing to copy");
  for (const std::string &source : copy.sources) {
    checkRelativePath("the source of a copy", StringRef(source).ltrim('/'));
    if (copy.parents)
      checkWrites(pathWithParents(copy.to, source), /*asDirectory=*/false);
  }
  // A slash at the end says that a file goes into the folder.
  StringRef to = copy.to;
  checkPath("the target of a copy", to.size() > 1 && to.ends_with("/") ? to.drop_back() : to);
  if (!copy.parents)
    checkWrites(copy.to, /*asDirectory=*/true);
  checkOwner(copy.owner);
  checkMode(copy.mode);
}

void PlanVerifier::check(const FileOp &file) {
  checkPath("the file", file.path);
  checkWrites(file.path, /*asDirectory=*/true);
  checkOwner(file.owner);
  checkMode(file.mode);
}

void PlanVerifier::check(const MkdirOp &mkdir) {
  checkPath("the folder", mkdir.path);
  ownFolders.insert(mkdir.path);
  checkWrites(mkdir.path, /*asDirectory=*/true);
  checkOwner(mkdir.owner);
  checkMode(mkdir.mode);
}

void PlanVerifier::check(const RmOp &rm) {
  checkPath("what is removed", rm.path);
  if (rm.path == "/")
    violation(Rule::Paths, "`/` cannot be removed");
}

// The link itself may be one of those that a merged /usr has.
void PlanVerifier::check(const SymlinkOp &symlink) {
  checkPath("the link", symlink.path);
  checkWrites(symlink.path, /*asDirectory=*/false);
  if (symlink.target.empty() || StringRef(symlink.target).contains('\0'))
    violation(Rule::Paths, "the target of a link is empty or has a NUL byte");
}

//===----------------------------------------------------------------------===//
// Environment
//===----------------------------------------------------------------------===//

void PlanVerifier::check(const EnvOp &env) { checkVariable(env.var); }
void PlanVerifier::check(const WorkdirOp &workdir) {
  checkPath("the working folder", workdir.path);
}

void PlanVerifier::check(const UserOp &user) {
  if (StringRef(user.user).find_first_of(StringRef("\0\n", 2)) != StringRef::npos)
    violation(Rule::Environments, "the user has a NUL byte or a line break");
}
