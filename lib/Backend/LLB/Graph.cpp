#include "cogc/Backend/LLBGraph.h"
#include "llvm/ADT/Hashing.h"
#include "llvm/ADT/STLExtras.h"

using namespace cogc::llb;
using llvm::hash_code;
using llvm::hash_combine;
using llvm::StringRef;

// The hash only narrows the search: equality decides. So a field that is left
// out of a hash costs time, never correctness.

// LLVM hashes a std::string byte by byte, a StringRef by words.
static hash_code hash(StringRef text) { return llvm::hash_value(text); }

static hash_code hashStrings(const std::vector<std::string> &strings) {
  hash_code code(strings.size());
  for (const std::string &each : strings)
    code = hash_combine(code, hash(each));
  return code;
}

static hash_code hashOp(const SourceOp &op) {
  hash_code code = hash(op.identifier);
  for (auto &[name, value] : op.attrs)
    code = hash_combine(code, hash(name), hash(value));
  return code;
}

static hash_code hashOp(const ExecOp &op) {
  hash_code code =
      hash_combine(hashStrings(op.args), hashStrings(op.env), hash(op.cwd), hash(op.user));
  for (const Mount &mount : op.mounts)
    code = hash_combine(code, int(mount.type), mount.input, hash(mount.dest), hash(mount.selector));
  return code;
}

static hash_code hashOp(const FileOp &op) {
  hash_code code(op.actions.size());
  for (const FileAction &action : op.actions)
    code = hash_combine(code, int(action.kind), hash(action.src), hash(action.path),
                        hash(action.data));
  return code;
}

static hash_code hashOp(const MergeOp &) { return hash_code(1); }
static hash_code hashOp(const DiffOp &op) { return hash_combine(op.lower, op.upper); }

static uint64_t hashVertex(const Vertex &vertex) {
  hash_code code = std::visit([](const auto &op) { return hashOp(op); }, vertex.op);
  code = hash_combine(code, vertex.op.index());
  for (const Edge &edge : vertex.inputs)
    code = hash_combine(code, edge.vertex, edge.output);
  return code;
}

/// Takes over the metadata of an equal vertex: the first name stays, the
/// locations of both are shown.
static void joinMetadata(Vertex &into, Vertex &&from) {
  llvm::append_range(into.caps, std::move(from.caps));
  for (auto &loc : from.locs)
    if (into.locs.size() < mostLocs && !llvm::is_contained(into.locs, loc))
      into.locs.push_back(std::move(loc));
}

static void normalizeCaps(Vertex &vertex) {
  llvm::sort(vertex.caps);
  vertex.caps.erase(llvm::unique(vertex.caps), vertex.caps.end());
}

uint32_t Graph::add(Vertex vertex) {
  auto &candidates = byHash[hashVertex(vertex)];
  for (uint32_t id : candidates) {
    Vertex &there = list[id];
    if (there.op == vertex.op && there.inputs == vertex.inputs &&
        there.platform == vertex.platform) {
      joinMetadata(there, std::move(vertex));
      normalizeCaps(there);
      return id;
    }
  }
  uint32_t id = list.size();
  candidates.push_back(id);
  normalizeCaps(vertex);
  list.push_back(std::move(vertex));
  return id;
}
