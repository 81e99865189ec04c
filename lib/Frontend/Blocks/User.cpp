//===- User.cpp - A server that is not root (--user) ----------------------------===//
//
// What is in the image stays root's, and the user may read it. It has a line in
// /etc/passwd, since programs look themselves up, and may write to its home, to
// /tmp, and to /run/cog, where Cog's server says that it is ready. The user's own
// commands run as root, as always.
//
// /etc/passwd is the one of the image's apt packages, which may have added
// accounts, with a line more. It comes as a layer of files, so neither the
// packages nor anything else depends on who the user is
// (docs/rationale/server-user.md).
//
//===----------------------------------------------------------------------------===//
#include "Apt.h"
#include "Steps.h"
#include "cogc/Frontend/Blocks.h"
#include "llvm/Support/FormatVariadic.h"

using namespace cogc;

/// Lines for those that are not there yet. Nothing in them needs quotes: names
/// and numbers were checked.
static std::string script(const ServerUser &user, const CompileOptions &options) {
  std::string text;
  if (user.isNamed)
    text =
        llvm::formatv("! grep -q '^{0}:' /etc/passwd || {{ echo 'the base image has a user `{0}`; "
                      "give --user its number, or another name' >&2; exit 1; }\n",
                      user.name)
            .str();
  return text +
         llvm::formatv(
             "mkdir -p /out/etc /out{3} /out/run/cog\n"
             "chown {1}:{2} /out{3} /out/run/cog\n"
             "cp -p /etc/passwd /etc/group /out/etc/\n"
             "cut -d: -f3 /etc/passwd | grep -qx {1} || "
             "echo '{0}:x:{1}:{2}::{3}:/usr/sbin/nologin' >> /out/etc/passwd\n"
             "cut -d: -f3 /etc/group | grep -qx {2} || echo '{0}:x:{2}:' >> /out/etc/group\n",
             user.name, user.uid, user.gid, user.home())
             .str() +
         fixTimes(options);
}

/// Says so when the server could not even read the model.
static void checkSource(const BlockContext &context, const ServerUser &user) {
  for (const std::optional<PythonRef> *ref : {&context.spec.run, &context.spec.train}) {
    if (!*ref)
      continue;
    auto status = context.tree.fileSystem().status(
        (context.tree.root().empty() ? "" : context.tree.root().str() + "/") + (*ref)->file);
    using llvm::sys::fs::perms;
    if (status && (status->getPermissions() & perms::others_read) == perms::no_perms)
      context.diags.report(Diag::source_unreadable, (*ref)->text.range, (*ref)->file,
                           user.numbers());
  }
}

namespace {
class UserBlock : public Block {
public:
  llvm::StringRef name() const override { return "user"; }
  bool applies(const BlockContext &context) const override {
    return context.options.user.has_value();
  }

  void addStages(const BlockContext &context, PlanBuilder &plan) const override {
    const ServerUser &user = *context.options.user;
    checkSource(context, user);
    bool hasSystem = !imagePackages(context, chooseSystemPackages(context)).empty();
    State below = hasSystem ? State::stage("system") : State::base(BaseState::Role::Runtime);
    RunOp run;
    run.command = script(user, context.options);
    plan.stage("account", Phase::BuildSystem, std::move(below))
        .add(std::move(run), {}, "make the user " + user.name);
    addOutput(plan, "user", Phase::ExportSystem, State::stage("account"));

    ImageConfig &config = plan.config();
    config.user = user.numbers();
    // Not every runtime looks into /etc/passwd; cog.yaml may say another one.
    if (!findEnv(config.env, "HOME"))
      setEnv(config.env, "HOME", user.home());
  }
};
} // namespace

std::unique_ptr<Block> cogc::makeUserBlock() { return std::make_unique<UserBlock>(); }
