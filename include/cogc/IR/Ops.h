//===- Ops.h - What happens inside a stage ----------------------------------===//
//
// One plain struct per operation; docs/PlanIR.md shows each in its text form.
// The defaults written here are the ones that the printer leaves out.
//
// Times. What cogc places carries a fixed modification time, so that equal
// content makes equal layers. `file`, `mkdir` and `symlink` always do; a copy
// does when `times` is set, otherwise it keeps the times of its source (right
// when the step that made the files has fixed them already).
//
// Environment. `env`, `workdir` and `user` hold for the following runs of the
// stage and for the stages that start from it (a merge passes on those of its
// first input). They are not part of the image's config: that is the export's.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_IR_OPS_H
#define COGC_IR_OPS_H

#include "cogc/IR/State.h"
#include "cogc/Support/SourceLocation.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace cogc {

struct EnvVar {
  std::string name;
  std::string value;
  friend bool operator==(const EnvVar &, const EnvVar &) = default;
};

/// Seconds since the epoch. Prints as `epoch` when 0.
using Timestamp = int64_t;

/// A mount of a run. Which members mean something depends on the type.
struct Mount {
  enum class Type {
#define OP(Type, keyword)
#define MOUNT(Type, keyword) Type,
#include "cogc/IR/Ops.def"
  } type = Type::Bind;
  enum class Sharing { Shared, Private, Locked };

  /// Absolute path in the step. An ssh mount's socket, a secret's file; a
  /// secret that is only an environment variable has no target.
  std::string target;
  /// bind: what is mounted (required). cache: its first content (optional).
  std::optional<State> from;
  /// bind: the path inside `from`, `/` for all of it.
  std::string source = "/";
  bool readonly = false;
  /// cache, secret, ssh: the identifier that the daemon or the client knows.
  std::string id;
  Sharing sharing = Sharing::Shared;
  /// secret: the variable that receives the value, empty for none.
  std::string env;
  /// secret, ssh: a missing one is an error unless this is set.
  bool optional = false;
  std::optional<unsigned> mode;
  std::optional<unsigned> uid;
  std::optional<unsigned> gid;
  /// tmpfs: limit in bytes, 0 for none.
  uint64_t size = 0;
  friend bool operator==(const Mount &, const Mount &) = default;
};

/// `run "…"`: a step of our own, `/bin/sh -eu -c`; `{%need}` in its text
/// stands for that need's resolved version.
/// `run verbatim "…"`: the user's own text, `/bin/sh -c`, untouched.
struct RunOp {
  enum class Network { Default, None, Host };
  enum class Security { Sandbox, Insecure };

  std::string command;
  bool verbatim = false;
  Network network = Network::Default;
  Security security = Security::Sandbox;
  std::optional<std::string> workdir;
  std::optional<std::string> user;
  std::vector<EnvVar> env;
  std::vector<Mount> mounts;
  friend bool operator==(const RunOp &, const RunOp &) = default;
};

/// `copy "/a" from @stage to "/b"`. A folder's content goes into `to` (made
/// when missing, 0755 root); a file goes to `to`, or into it when `to` ends
/// with a slash. Links in sources are followed at the top only.
struct CopyOp {
  std::vector<std::string> sources;
  State from;
  std::string to;
  /// BuildKit patterns, relative to the source.
  std::vector<std::string> include;
  std::vector<std::string> exclude;
  /// `uid:gid` in digits. Default: as the source has it; what comes from a
  /// context belongs to root.
  std::string owner;
  std::optional<unsigned> mode;
  std::optional<Timestamp> times;
  /// Make `to/a/b/c` for the source `/a/b/c`, with the folders on the way as
  /// the source has them (Dockerfile: --parents).
  bool parents = false;
  friend bool operator==(const CopyOp &, const CopyOp &) = default;
};

/// `file "/path" "content"`: a file written by the compiler.
struct FileOp {
  std::string path;
  std::string contents;
  unsigned mode = 0644;
  std::string owner;
  Timestamp times = 0;
  friend bool operator==(const FileOp &, const FileOp &) = default;
};

/// `mkdir "/path"`, with its parents; no error when it is there.
struct MkdirOp {
  std::string path;
  unsigned mode = 0755;
  std::string owner;
  Timestamp times = 0;
  friend bool operator==(const MkdirOp &, const MkdirOp &) = default;
};

/// `rm "/path"`.
struct RmOp {
  std::string path;
  bool allowMissing = false;
  friend bool operator==(const RmOp &, const RmOp &) = default;
};

/// `symlink "/new" to "target"`.
struct SymlinkOp {
  std::string path;
  std::string target;
  Timestamp times = 0;
  friend bool operator==(const SymlinkOp &, const SymlinkOp &) = default;
};

struct EnvOp {
  EnvVar var;
  friend bool operator==(const EnvOp &, const EnvOp &) = default;
};
struct WorkdirOp {
  std::string path;
  friend bool operator==(const WorkdirOp &, const WorkdirOp &) = default;
};
struct UserOp {
  std::string user;
  friend bool operator==(const UserOp &, const UserOp &) = default;
};

struct Op {
  std::variant<RunOp, CopyOp, FileOp, MkdirOp, RmOp, SymlinkOp, EnvOp, WorkdirOp, UserOp> value;
  /// The user's lines that asked for this, most telling first. May be empty.
  std::vector<Loc> locs;
  /// What progress output calls the step; empty for a name made from the op.
  std::string title;

  template <typename T> const T *getIf() const { return std::get_if<T>(&value); }
  template <typename T> T *getIf() { return std::get_if<T>(&value); }
  friend bool operator==(const Op &, const Op &) = default;
};

/// Helper for std::visit with one lambda per alternative.
template <typename... Ts> struct Overloaded : Ts... {
  using Ts::operator()...;
};
template <typename... Ts> Overloaded(Ts...) -> Overloaded<Ts...>;

/// The keyword of an op (`run`) and of a mount type (`bind`).
llvm::StringRef opKeyword(const Op &op);
llvm::StringRef mountKeyword(Mount::Type type);
std::optional<Mount::Type> parseMountKeyword(llvm::StringRef keyword);

/// Calls \p visit for each state that \p op reads from (copies, mounts).
void walkStates(const Op &op, llvm::function_ref<void(const State &)> visit);
void walkStates(Op &op, llvm::function_ref<void(State &)> visit);

} // namespace cogc

#endif
