//===- BuildExec.cpp - A run as an ExecOp ------------------------------------===//
#include "GraphBuilder.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;
using namespace cogc::llb;

/// BuildKit's client orders mounts like this, and so does its Dockerfile
/// frontend: file systems by destination (the root comes first), then secrets,
/// then ssh sockets.
static bool mountsBefore(const llb::Mount &a, const llb::Mount &b) {
  auto rank = [](const llb::Mount &mount) {
    return mount.type == llb::Mount::Type::Secret ? 1 : mount.type == llb::Mount::Type::Ssh ? 2 : 0;
  };
  if (rank(a) != rank(b))
    return rank(a) < rank(b);
  return rank(a) == 0 && a.dest < b.dest;
}

static void select(llvm::StringRef path, llb::Mount &to, std::vector<std::string> &caps) {
  if (path == "/")
    return;
  to.selector = path.str();
  caps.push_back("exec.mount.selector");
}

static void fillBind(const cogc::Mount &mount, int64_t input, llb::Mount &to,
                     std::vector<std::string> &caps) {
  to.input = input;
  to.readonly = mount.readonly;
  select(mount.source, to, caps);
  caps.push_back("exec.mount.bind");
  // It has no output: what the step writes there is gone afterwards.
  if (!mount.readonly)
    caps.push_back("exec.mount.bind.readwrite-nooutput");
}

/// Whether a cache's folder has to be made, with an owner or a mode of its own.
static bool hasOwnFolder(const cogc::Mount &mount) { return mount.uid || mount.gid || mount.mode; }

static constexpr const char cacheFolderPath[] = "/cache";

/// The first content of a cache: a folder with the mount's owner and mode, and in
/// it what the mount is `from`.
FileSystem GraphBuilder::cacheFolder(const cogc::Mount &mount, const FileSystem &from) {
  InputList inputs;
  int64_t content = inputs.indexOf(from);
  FileAction folder;
  folder.kind = FileAction::Kind::MkDir;
  folder.path = cacheFolderPath;
  folder.mode = mount.mode.value_or(0755);
  folder.owner = Owner{mount.uid.value_or(0), mount.gid.value_or(0)};
  folder.timestamp = 0;
  llb::FileOp file{{folder}};
  if (from) {
    FileAction copy;
    copy.src = mount.source;
    copy.path = cacheFolderPath;
    copy.input = int64_t(1); // the folder
    copy.secondaryInput = content;
    file.actions.push_back(copy);
  }
  file.actions.back().output = 0;
  Vertex vertex;
  vertex.op = std::move(file);
  vertex.inputs = inputs.take();
  vertex.caps = {"file.base"};
  vertex.name = vertexName("internal", "make cache folder " + mount.id);
  return add(std::move(vertex));
}

static void fillCache(const cogc::Mount &mount, int64_t input, llb::Mount &to,
                      std::vector<std::string> &caps) {
  to.type = llb::Mount::Type::Cache;
  to.input = input;
  to.readonly = mount.readonly;
  if (hasOwnFolder(mount))
    select(cacheFolderPath, to, caps);
  else if (mount.from)
    select(mount.source, to, caps);
  if (input >= 0)
    caps.push_back("exec.mount.bind");
  // The Dockerfile frontend puts its namespace and a slash in front of ids; with
  // an empty namespace both backends share one cache.
  to.cacheId = "/" + mount.id;
  to.sharing = llb::Mount::Sharing(int(mount.sharing));
  llvm::append_range(
      caps, std::initializer_list<std::string>{"exec.mount.cache", "exec.mount.cache.sharing"});
}

static void fillSecret(const cogc::Mount &mount, unsigned defaultMode, llb::Mount &to) {
  to.type = mount.type == cogc::Mount::Type::Ssh ? llb::Mount::Type::Ssh : llb::Mount::Type::Secret;
  to.id = mount.id;
  to.uid = mount.uid.value_or(0);
  to.gid = mount.gid.value_or(0);
  to.mode = mount.mode.value_or(defaultMode);
  to.optional = mount.optional;
  // Neither takes nor gives a file system; 0 is what BuildKit's client writes.
  to.output = 0;
}

llb::Mount GraphBuilder::lowerMount(const cogc::Mount &mount, const Place &place, InputList &inputs,
                                    std::vector<std::string> &caps) {
  llb::Mount result;
  result.dest = mount.target;
  FileSystem files = mount.from ? lower(*mount.from, place) : std::nullopt;
  if (mount.type == cogc::Mount::Type::Cache && hasOwnFolder(mount))
    files = cacheFolder(mount, files);
  int64_t input = inputs.indexOf(files);
  switch (mount.type) {
  case cogc::Mount::Type::Bind:
    fillBind(mount, input, result, caps);
    break;
  case cogc::Mount::Type::Cache:
    fillCache(mount, input, result, caps);
    break;
  case cogc::Mount::Type::Secret:
    fillSecret(mount, 0400, result);
    caps.push_back("exec.mount.secret");
    break;
  case cogc::Mount::Type::Ssh:
    fillSecret(mount, 0600, result);
    caps.push_back("exec.mount.ssh");
    break;
  case cogc::Mount::Type::Tmpfs:
    result.type = llb::Mount::Type::Tmpfs;
    result.size = int64_t(std::min<uint64_t>(mount.size, INT64_MAX));
    caps.push_back("exec.mount.tmpfs");
    if (mount.size != 0)
      caps.push_back("exec.mount.tmpfs.size");
    break;
  }
  return result;
}

/// Environment, folder and user in front of the run, and the run's own.
static ExecOp execOf(const RunOp &run, const Environment &environment) {
  ExecOp exec;
  exec.args = run.verbatim ? std::vector<std::string>{"/bin/sh", "-c", run.command}
                           : std::vector<std::string>{"/bin/sh", "-eu", "-c", run.command};
  std::vector<EnvVar> env = environment.env;
  for (const EnvVar &var : run.env)
    setEnv(env, var.name, var.value);
  // The first ssh mount is the agent's, unless somebody said otherwise.
  auto ssh = llvm::find_if(
      run.mounts, [](const cogc::Mount &mount) { return mount.type == cogc::Mount::Type::Ssh; });
  if (ssh != run.mounts.end() && !findEnv(env, "SSH_AUTH_SOCK"))
    setEnv(env, "SSH_AUTH_SOCK", ssh->target);
  for (const EnvVar &var : env)
    exec.env.push_back(var.name + "=" + var.value);
  exec.cwd = run.workdir.value_or(environment.workdir);
  exec.user = run.user.value_or(environment.user);
  exec.insecure = run.security == RunOp::Security::Insecure;
  switch (run.network) {
  case RunOp::Network::Default:
    break;
  case RunOp::Network::None:
    exec.network = ExecOp::Network::None;
    break;
  case RunOp::Network::Host:
    exec.network = ExecOp::Network::Host;
    break;
  }
  return exec;
}

static std::vector<std::string> capsOf(const ExecOp &exec) {
  std::vector<std::string> caps{"exec.meta.base"};
  if (exec.network != ExecOp::Network::Unset)
    caps.push_back("exec.meta.network");
  if (exec.insecure)
    caps.push_back("exec.meta.security");
  // The daemon has to know a PATH when we do not.
  if (llvm::none_of(exec.env, [](llvm::StringRef var) { return var.starts_with("PATH="); }))
    caps.push_back("exec.meta.setsdefaultpath");
  return caps;
}

FileSystem GraphBuilder::lowerRun(const Stage &stage, const Op &op, const RunOp &run,
                                  const Environment &environment, const FileSystem &root) {
  Place place{stage.name, placesOf(stage, op)};
  ExecOp exec = execOf(run, environment);
  std::vector<std::string> caps = capsOf(exec);
  if (root)
    caps.push_back("exec.mount.bind");

  InputList inputs;
  llb::Mount rootMount;
  rootMount.dest = "/";
  rootMount.input = inputs.indexOf(root);
  rootMount.output = 0;
  exec.mounts.push_back(rootMount);
  for (const cogc::Mount &mount : run.mounts) {
    if (!mount.env.empty()) {
      exec.secretEnv.push_back({mount.id, mount.env, mount.optional});
      llvm::append_range(caps,
                         std::initializer_list<std::string>{"exec.mount.secret", "exec.secretenv"});
    }
    // A secret without a target is a variable only.
    if (!mount.target.empty())
      exec.mounts.push_back(lowerMount(mount, place, inputs, caps));
  }
  llvm::stable_sort(exec.mounts, mountsBefore);

  Vertex vertex;
  vertex.op = std::move(exec);
  vertex.inputs = inputs.take();
  vertex.platform = plan.platform;
  vertex.name = vertexName(stage.name, op.title.empty() ? run.command : op.title);
  vertex.caps = std::move(caps);
  vertex.locs = place.locs;
  return add(std::move(vertex));
}
