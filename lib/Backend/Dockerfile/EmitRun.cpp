//===- EmitRun.cpp - Commands and their mounts -------------------------------------===//
#include "Emitter.h"
#include "Quote.h"
#include "cogc/Support/Quote.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;
using namespace cogc::dockerfile;
using llvm::StringRef;

/// Variables of one run only, and those that no instruction can hold.
std::string Emitter::exportLines(llvm::ArrayRef<EnvVar> vars) {
  std::string result;
  for (const EnvVar &var : vars) {
    auto isNameChar = [](char c) { return llvm::isAlnum(c) || c == '_'; };
    if (llvm::isDigit(var.name.front()) || !llvm::all_of(var.name, isNameChar))
      unsupported("the variable `" + var.name + "` of a run", "no shell takes such a name");
    result += "export " + var.name + "=" + shellQuote(var.value) + "\n";
  }
  return result;
}

void Emitter::emitRun(StageText &text, const RunOp &op) {
  const Surroundings &around = text.around;
  settle(text, op.user.value_or(around.user), op.workdir.value_or(around.workdir));
  std::vector<EnvVar> vars = around.exported;
  for (const EnvVar &var : op.env)
    setEnv(vars, var.name, var.value);
  std::string exports = exportLines(vars);
  if (!isReadable(exports + op.command))
    return unsupported("the text of a command", "it is not UTF-8, or has a NUL");
  std::string flags = runFlags(op);
  if (op.verbatim)
    writeUserRun(text, flags, exports, op.command);
  else
    writeOwnRun(text, flags, exports + op.command);
}

/// Lets the next instruction run as \p user (empty is root) in \p workdir. The
/// user comes first: WORKDIR gives a folder that it makes to that user.
void Emitter::settle(StageText &text, StringRef user, StringRef workdir) {
  flushScript(text); // it settles as well
  Surroundings &around = text.around;
  StringRef said = around.saidUser.empty() ? "root" : StringRef(around.saidUser);
  if (StringRef wanted = user.empty() ? "root" : user; wanted != said) {
    instruction(text, "USER " + bareOr(wanted, valueOf(wanted, "this user")));
    around.saidUser = wanted.str();
  }
  if (workdir == around.saidWorkdir)
    return;
  instruction(text, "WORKDIR " + bareOr(workdir, valueOf(workdir, "this folder's name")));
  around.saidWorkdir = workdir.str();
}

//===----------------------------------------------------------------------===//
// The command
//===----------------------------------------------------------------------===//

static bool endsInBackslash(StringRef text) { return text.ends_with("\\"); }

/// To find a heredoc, BuildKit splits the whole line into shell words, and finds
/// none where that fails. So there is none beside quoted flags.
static bool hasQuotes(StringRef flags) {
  for (size_t i = 0; i < flags.size(); ++i)
    if (StringRef("\"'$<").contains(flags[i]) || (flags[i] == '\\' && flags[i + 1] != '\n'))
      return true;
  return false;
}

/// A step of ours, `/bin/sh -eu -c`: a heredoc that says so itself. Its closing
/// newline means nothing to a shell unless a backslash stands before it.
void Emitter::writeOwnRun(StageText &text, StringRef flags, StringRef command) {
  if (fitsHeredoc(command) && !endsInBackslash(command) && !hasQuotes(flags))
    return heredoc(text, ("RUN " + flags + "<<").str(), "", ("set -eu\n" + command).str());
  instruction(text, ("RUN " + flags).str() + jsonArray({"/bin/sh", "-eu", "-c", command.str()}));
}

/// The user's own text, `/bin/sh -c`, in the most readable form that keeps it.
void Emitter::writeUserRun(StageText &text, StringRef flags, StringRef exports, StringRef command) {
  std::string run = ("RUN " + flags).str();
  if (!exports.empty()) {
    // The text stays an argument of its own, so nothing in it can end the export.
    std::string wrapper = (exports + "exec /bin/sh -c \"$0\"").str();
    return instruction(text, run + jsonArray({"/bin/sh", "-c", wrapper, command.str()}));
  }
  if (isPlainCommand(command))
    return instruction(text, run + command.str());
  // `#!` would make BuildKit run the heredoc as a program.
  bool isScript = command.contains('\n') && !command.starts_with("#!") && !hasQuotes(flags);
  if (isScript && fitsHeredoc(command) && !endsInBackslash(command))
    return heredoc(text, run + "<<", "", command);
  instruction(text, run + jsonArray({"/bin/sh", "-c", command.str()}));
}

/// Writes the waiting shell lines, as root.
void Emitter::flushScript(StageText &text) {
  std::vector<std::string> lines = std::exchange(text.script, {});
  if (lines.empty())
    return;
  settle(text, "", text.around.saidWorkdir);
  if (lines.size() == 1 && isPlainCommand(lines.front()))
    return instruction(text, "RUN " + lines.front());
  writeOwnRun(text, "", llvm::join(lines, "\n") + "\n");
}

//===----------------------------------------------------------------------===//
// Flags and mounts
//===----------------------------------------------------------------------===//

std::string Emitter::runFlags(const RunOp &op) {
  std::vector<std::string> flags;
  if (op.network != RunOp::Network::Default)
    flags.push_back(op.network == RunOp::Network::None ? "--network=none" : "--network=host");
  if (op.security == RunOp::Security::Insecure)
    flags.push_back("--security=insecure");
  for (const Mount &mount : op.mounts)
    flags.push_back(mountFlag(mount));
  std::string result;
  for (const std::string &flag : flags)
    result += flag + " \\\n    ";
  return result;
}

static StringRef sharingName(Mount::Sharing sharing) {
  switch (sharing) {
  case Mount::Sharing::Shared:
    return "shared";
  case Mount::Sharing::Private:
    return "private";
  case Mount::Sharing::Locked:
    return "locked";
  }
  llvm_unreachable("every sharing mode is named");
}

/// Adds where the mount's files come from; the build context is the default.
void Emitter::addMountSource(const Mount &mount, std::vector<std::string> &fields) {
  if (!mount.from)
    return;
  Place from = placeOf(*mount.from);
  if (!from.stage.empty())
    fields.push_back("from=" + from.stage);
  if (std::string source = from.root + mount.source; source != "/")
    fields.push_back(mountField("source", source));
}

/// A bind is read-only unless it says otherwise, a cache is not; a secret may be
/// missing unless it says otherwise.
static std::optional<std::string> accessMark(const Mount &mount) {
  switch (mount.type) {
  case Mount::Type::Bind:
    return mount.readonly ? std::nullopt : std::optional<std::string>("rw");
  case Mount::Type::Cache:
  case Mount::Type::Tmpfs:
    return mount.readonly ? std::optional<std::string>("ro") : std::nullopt;
  case Mount::Type::Secret:
  case Mount::Type::Ssh:
    return mount.optional ? std::nullopt : std::optional<std::string>("required=true");
  }
  llvm_unreachable("every mount type is listed");
}

std::string Emitter::mountFlag(const Mount &mount) {
  std::vector<std::string> fields = {("type=" + mountKeyword(mount.type)).str()};
  auto add = [&](StringRef key, StringRef value) {
    if (!value.empty())
      fields.push_back(mountField(key, value));
  };
  add("id", mount.id);
  addMountSource(mount, fields);
  add("target", mount.target);
  add("env", mount.env);
  if (mount.sharing != Mount::Sharing::Shared)
    add("sharing", sharingName(mount.sharing));
  if (mount.mode)
    add("mode", octal(*mount.mode));
  if (mount.uid)
    add("uid", std::to_string(*mount.uid));
  if (mount.gid)
    add("gid", std::to_string(*mount.gid));
  if (mount.size)
    add("size", std::to_string(mount.size));
  if (std::optional<std::string> mark = accessMark(mount))
    fields.push_back(*mark);
  return flagOf("mount", llvm::join(fields, ","));
}
