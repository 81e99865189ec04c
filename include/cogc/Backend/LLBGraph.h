//===- LLBGraph.h - BuildKit's graph, without protobuf ------------------------===//
//
// A directed acyclic graph of operations, one struct per message of BuildKit's
// ops.proto, with the fields that we use. Vertices are stored in topological
// order and hash-consed: adding an operation that is there already gives its
// id back (with the metadata joined), so equal work is done once.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_BACKEND_LLBGRAPH_H
#define COGC_BACKEND_LLBGRAPH_H

#include "cogc/Support/Platform.h"
#include "cogc/Support/SourceLocation.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace cogc::llb {

/// One output of one vertex: an edge's end.
struct Edge {
  uint32_t vertex = 0;
  uint32_t output = 0;
  friend bool operator==(const Edge &, const Edge &) = default;
};

/// pb.SourceOp. Attributes are sorted by name.
struct SourceOp {
  std::string identifier;
  std::vector<std::pair<std::string, std::string>> attrs;
  friend bool operator==(const SourceOp &, const SourceOp &) = default;
};

/// pb.Mount. `input` indexes the vertex's inputs, -1 is scratch or none;
/// `output` is -1 for none.
struct Mount {
  enum class Type { Bind = 0, Secret = 1, Ssh = 2, Cache = 3, Tmpfs = 4 } type = Type::Bind;
  int64_t input = -1;
  int64_t output = -1;
  std::string selector;
  std::string dest;
  bool readonly = false;
  /// cache
  std::string cacheId;
  enum class Sharing { Shared = 0, Private = 1, Locked = 2 } sharing = Sharing::Shared;
  /// secret, ssh
  std::string id;
  uint32_t uid = 0, gid = 0, mode = 0;
  bool optional = false;
  /// tmpfs
  int64_t size = 0;
  friend bool operator==(const Mount &, const Mount &) = default;
};

struct SecretEnv {
  std::string id;
  std::string name;
  bool optional = false;
  friend bool operator==(const SecretEnv &, const SecretEnv &) = default;
};

/// pb.ExecOp with its Meta.
struct ExecOp {
  std::vector<std::string> args;
  std::vector<std::string> env;
  std::string cwd = "/";
  std::string user;
  enum class Network { Unset = 0, Host = 1, None = 2 } network = Network::Unset;
  bool insecure = false;
  /// In the order of BuildKit's client: binds, caches and tmpfs by destination,
  /// so the root comes first; then secrets; then ssh sockets.
  std::vector<Mount> mounts;
  std::vector<SecretEnv> secretEnv;
  friend bool operator==(const ExecOp &, const ExecOp &) = default;
};

/// `uid:gid`; absent keeps what the source has.
struct Owner {
  uint32_t uid = 0, gid = 0;
  friend bool operator==(const Owner &, const Owner &) = default;
};

/// pb.FileAction. Inputs: 0 to n-1 are the vertex's inputs, n+k is the result
/// of action k, -1 is scratch. Only the last action has an output. Times are
/// nanoseconds, -1 for none.
struct FileAction {
  /// A copy always has the flags that `COPY` sets: links in the source are
  /// followed, a folder's content is copied, the way to the destination is made,
  /// wildcards are allowed and may match nothing.
  enum class Kind { Copy, MkFile, MkDir, Rm, Symlink } kind = Kind::Copy;
  int64_t input = -1;
  int64_t secondaryInput = -1;
  int64_t output = -1;
  /// Copy: source and destination. Symlink: target and new path. Else: path.
  std::string src, path;
  std::string data;
  int32_t mode = -1;
  std::optional<Owner> owner;
  int64_t timestamp = -1;
  std::vector<std::string> includePatterns, excludePatterns, requiredPaths;
  /// Rm
  bool allowNotFound = false;
  friend bool operator==(const FileAction &, const FileAction &) = default;
};

struct FileOp {
  std::vector<FileAction> actions;
  friend bool operator==(const FileOp &, const FileOp &) = default;
};

/// pb.MergeOp: the inputs are the vertex's.
struct MergeOp {
  friend bool operator==(const MergeOp &, const MergeOp &) = default;
};

/// pb.DiffOp: indexes of the vertex's inputs, -1 for scratch.
struct DiffOp {
  int64_t lower = -1, upper = -1;
  friend bool operator==(const DiffOp &, const DiffOp &) = default;
};

/// A thousand lines may want the same image; an error shows no more of them.
inline constexpr size_t mostLocs = 32;

struct Vertex {
  std::variant<SourceOp, ExecOp, FileOp, MergeOp, DiffOp> op;
  std::vector<Edge> inputs;
  /// Set on execs and on image sources.
  std::optional<Platform> platform;

  // Metadata; not part of the vertex's identity.
  /// What progress output shows.
  std::string name;
  /// Capabilities that the daemon must have, sorted.
  std::vector<std::string> caps;
  std::vector<Loc> locs;
};

class Graph {
public:
  /// The vertex with this operation, inputs and platform; added when new. The
  /// metadata of both is joined.
  uint32_t add(Vertex vertex);
  const std::vector<Vertex> &vertices() const { return list; }

  /// What the graph makes; nothing only while it is built.
  std::optional<Edge> result;

private:
  std::vector<Vertex> list;
  /// Ids by the hash of everything that makes a vertex's identity. LLVM's map
  /// because every library links it already; nothing ever iterates over it.
  llvm::DenseMap<uint64_t, llvm::SmallVector<uint32_t, 1>> byHash;
};

} // namespace cogc::llb

#endif
