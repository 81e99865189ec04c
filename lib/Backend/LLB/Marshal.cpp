//===- Marshal.cpp - llb::Graph → the bytes of a pb.Definition -------------------===//
//
// A vertex is known by the SHA-256 of its bytes. BuildKit's daemon parses every
// operation, writes it again in Go, and re-keys it under the digest of *those*
// bytes. If ours differ, the build still works, but every digest that we wrote
// into the source map is lost, and with it the user's line in an error. So the
// bytes must be Go's:
//
//   - Go writes the members of a oneof last. In Op the oneof has numbers 2 to 7
//     and `platform` and `constraints` 10 and 11, so an Op is serialised in two
//     parts, which concatenate to one message: everything else, then the oneof.
//     (In FileAction and UserOpt the oneof is last by number anyway.)
//   - Map entries are sorted by key; protobuf's deterministic mode does that.
//   - `constraints` is present on every operation but the last, even empty.
//   - proto3 leaves out zero scalars on both sides.
//   - Every text is UTF-8; Go refuses a message with any other.
//
//===----------------------------------------------------------------------===//
#include "Encodable.h"
#include "SourceMap.h"
#include "cogc/Backend/LLB.h"
#include "cogc/Support/Digest.h"
#include "llb.pb.h"
#include "llvm/Support/JSON.h"
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

namespace cogc::llb {

static void appendTo(std::string &bytes, const google::protobuf::MessageLite &message) {
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream coded(&stream);
  coded.SetSerializationDeterministic(true);
  message.SerializeToCodedStream(&coded);
}

//===----------------------------------------------------------------------===//
// Operations
//===----------------------------------------------------------------------===//

static void fill(wire::SourceOp &to, const SourceOp &op) {
  to.set_identifier(op.identifier);
  for (auto &[name, value] : op.attrs)
    (*to.mutable_attrs())[name] = value;
}

static void fillSecret(wire::SecretOpt &to, const Mount &mount) {
  to.set_id(mount.id);
  to.set_uid(mount.uid);
  to.set_gid(mount.gid);
  to.set_mode(mount.mode);
  to.set_optional(mount.optional);
}

static void fill(wire::Mount &to, const Mount &mount) {
  to.set_input(mount.input);
  to.set_selector(mount.selector);
  to.set_dest(mount.dest);
  to.set_output(mount.output);
  to.set_readonly(mount.readonly);
  to.set_mount_type(int(mount.type));
  switch (mount.type) {
  case Mount::Type::Bind:
    break;
  case Mount::Type::Tmpfs:
    to.mutable_tmpfs()->set_size(mount.size);
    break;
  case Mount::Type::Cache:
    to.mutable_cache()->set_id(mount.cacheId);
    to.mutable_cache()->set_sharing(int(mount.sharing));
    break;
  case Mount::Type::Secret:
    fillSecret(*to.mutable_secret(), mount);
    break;
  case Mount::Type::Ssh:
    fillSecret(*to.mutable_ssh(), mount);
    break;
  }
}

static void fill(wire::ExecOp &to, const ExecOp &op) {
  wire::Meta &meta = *to.mutable_meta();
  for (const std::string &arg : op.args)
    meta.add_args(arg);
  for (const std::string &var : op.env)
    meta.add_env(var);
  meta.set_cwd(op.cwd);
  meta.set_user(op.user);
  // Mount points that the step made necessary disappear with it.
  meta.set_remove_mount_stubs_recursive(true);
  for (const Mount &mount : op.mounts)
    fill(*to.add_mounts(), mount);
  to.set_network(int(op.network));
  to.set_security(op.insecure ? 1 : 0);
  for (const SecretEnv &secret : op.secretEnv) {
    wire::SecretEnv &env = *to.add_secretenv();
    env.set_id(secret.id);
    env.set_name(secret.name);
    env.set_optional(secret.optional);
  }
}

/// An id of 0 is still written: it is a member of a oneof, so it has presence.
static void fill(wire::ChownOpt &to, const Owner &owner) {
  to.mutable_user()->set_by_id(owner.uid);
  to.mutable_group()->set_by_id(owner.gid);
}

static void fillCopy(wire::FileActionCopy &to, const FileAction &action) {
  to.set_src(action.src);
  to.set_dest(action.path);
  if (action.owner)
    fill(*to.mutable_owner(), *action.owner);
  to.set_mode(action.mode);
  to.set_follow_symlink(true);
  to.set_dir_copy_contents(true);
  to.set_create_dest_path(true);
  to.set_allow_wildcard(true);
  to.set_allow_empty_wildcard(true);
  to.set_timestamp(action.timestamp);
  for (const std::string &pattern : action.includePatterns)
    to.add_include_patterns(pattern);
  for (const std::string &pattern : action.excludePatterns)
    to.add_exclude_patterns(pattern);
  for (const std::string &path : action.requiredPaths)
    to.add_required_paths(path);
}

static void fillMkFile(wire::FileActionMkFile &to, const FileAction &action) {
  to.set_path(action.path);
  to.set_mode(action.mode);
  to.set_data(action.data);
  if (action.owner)
    fill(*to.mutable_owner(), *action.owner);
  to.set_timestamp(action.timestamp);
}

static void fillMkDir(wire::FileActionMkDir &to, const FileAction &action) {
  to.set_path(action.path);
  to.set_mode(action.mode);
  to.set_make_parents(true);
  if (action.owner)
    fill(*to.mutable_owner(), *action.owner);
  to.set_timestamp(action.timestamp);
}

static void fillSymlink(wire::FileActionSymlink &to, const FileAction &action) {
  to.set_oldpath(action.src);
  to.set_newpath(action.path);
  if (action.owner)
    fill(*to.mutable_owner(), *action.owner);
  to.set_timestamp(action.timestamp);
}

static void fill(wire::FileAction &to, const FileAction &action) {
  to.set_input(action.input);
  to.set_secondary_input(action.secondaryInput);
  to.set_output(action.output);
  switch (action.kind) {
  case FileAction::Kind::Copy:
    return fillCopy(*to.mutable_copy(), action);
  case FileAction::Kind::MkFile:
    return fillMkFile(*to.mutable_mkfile(), action);
  case FileAction::Kind::MkDir:
    return fillMkDir(*to.mutable_mkdir(), action);
  case FileAction::Kind::Rm:
    to.mutable_rm()->set_path(action.path);
    to.mutable_rm()->set_allow_not_found(action.allowNotFound);
    return;
  case FileAction::Kind::Symlink:
    return fillSymlink(*to.mutable_symlink(), action);
  }
}

/// The oneof of an Op, in a message of its own.
static wire::Op oneofOf(const Vertex &vertex) {
  wire::Op op;
  if (auto *source = std::get_if<SourceOp>(&vertex.op))
    fill(*op.mutable_source(), *source);
  else if (auto *exec = std::get_if<ExecOp>(&vertex.op))
    fill(*op.mutable_exec(), *exec);
  else if (auto *file = std::get_if<FileOp>(&vertex.op))
    for (const FileAction &action : file->actions)
      fill(*op.mutable_file()->add_actions(), action);
  else if (std::holds_alternative<MergeOp>(vertex.op))
    for (size_t i = 0; i < vertex.inputs.size(); ++i)
      op.mutable_merge()->add_inputs()->set_input(i);
  else if (auto *diff = std::get_if<DiffOp>(&vertex.op)) {
    op.mutable_diff()->mutable_lower()->set_input(diff->lower);
    op.mutable_diff()->mutable_upper()->set_input(diff->upper);
  }
  return op;
}

static void addInput(wire::Op &op, const Edge &edge, const std::vector<std::string> &digests) {
  wire::Input &input = *op.add_inputs();
  input.set_digest(digests[edge.vertex]);
  input.set_index(edge.output);
}

static std::string marshalVertex(const Vertex &vertex, const std::vector<std::string> &digests) {
  wire::Op rest;
  for (const Edge &edge : vertex.inputs)
    addInput(rest, edge, digests);
  if (vertex.platform) {
    rest.mutable_platform()->set_architecture(vertex.platform->architecture);
    rest.mutable_platform()->set_os(vertex.platform->os);
    rest.mutable_platform()->set_variant(vertex.platform->variant);
  }
  rest.mutable_constraints();

  std::string bytes;
  appendTo(bytes, rest);
  appendTo(bytes, oneofOf(vertex));
  return bytes;
}

//===----------------------------------------------------------------------===//
// The definition
//===----------------------------------------------------------------------===//

static void addMetadata(wire::Definition &definition, const std::string &digest,
                        const Vertex &vertex) {
  // Every vertex has an entry: some of BuildKit's consumers stop at one without.
  wire::OpMetadata &metadata = (*definition.mutable_metadata())[digest];
  (*metadata.mutable_description())["llb.customname"] = llvm::json::fixUTF8(vertex.name);
  for (const std::string &cap : vertex.caps)
    (*metadata.mutable_caps())[cap] = true;
}

/// The last operation has one input and nothing else: it names the result.
static void addTerminal(wire::Definition &definition, const std::optional<Edge> &result,
                        const std::vector<std::string> &digests) {
  assert(result && "buildGraph gives every graph a result");
  wire::Op terminal;
  addInput(terminal, *result, digests);
  std::string bytes;
  appendTo(bytes, terminal);
  wire::OpMetadata &metadata = (*definition.mutable_metadata())[sha256Digest(bytes)];
  (*metadata.mutable_caps())["constraints"] = true;
  (*metadata.mutable_caps())["platform"] = true;
  (*metadata.mutable_caps())["meta.description"] = true;
  definition.add_def(std::move(bytes));
}

static wire::Definition define(const llb::Graph &graph, const SourceTree &tree) {
  wire::Definition definition;
  std::vector<std::string> digests;
  SourceMapBuilder sourceMap(tree, *definition.mutable_source());
  for (const llb::Vertex &vertex : graph.vertices()) {
    std::string bytes = marshalVertex(vertex, digests);
    digests.push_back(sha256Digest(bytes));
    addMetadata(definition, digests.back(), vertex);
    sourceMap.add(digests.back(), vertex.locs);
    definition.add_def(std::move(bytes));
  }
  addTerminal(definition, graph.result, digests);
  return definition;
}

} // namespace cogc::llb

using namespace cogc;

std::string cogc::marshalGraph(const llb::Graph &graph, DiagnosticEngine &diags) {
  bool encodable = true;
  for (const llb::Vertex &vertex : graph.vertices())
    encodable &= llb::checkEncodable(vertex, diags);
  std::string bytes;
  if (!encodable)
    return bytes;
  llb::appendTo(bytes, llb::define(graph, diags.sourceTree()));
  if (bytes.size() <= llb::maxDefinitionSize)
    return bytes;
  diags.report(Diag::llb_too_large, std::nullopt, bytes.size(), llb::maxDefinitionSize);
  return {};
}
