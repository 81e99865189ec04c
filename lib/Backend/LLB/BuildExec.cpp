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

static void fillBind(const cogc::Mount &mount, int64_t input, llb::Mount &to,
                     std::vector<std::string> &caps) {
  to.type = llb::Mount::Type::Bind;
  to.input = input;
  to.readonly = mount.readonly;
  if (mount.source != "/") {
    to.selector = mount.source;
    caps.push_back("exec.mount.selector");
  }
}

static void fillCache(const cogc::Mount &mount, int64_t input, llb::Mount &to,
                      std::vector<std::string> &caps) {
  to.type = llb::Mount::Type::Cache;
  to.input = input;
  to.readonly = mount.readonly;
  if (mount.from && mount.source != "/") {
    to.selector = mount.source;
    caps.push_back("exec.mount.selector");
  }
  // The Dockerfile frontend puts its namespace and a slash in front of ids; with
  // an empty namespace both backends share one cache.
  to.cacheId = "/" + mount.id;
  to.sharing = llb::Mount::Sharing(int(mount.sharing));
  llvm::append_range(
      caps, std::initializer_list<std::string>{"exec.mount.cache", "exec.mount.cache.sharing"});
}

static void fillSecret(const cogc::Mount &mount, unsigned defaultMode, llb::Mount &to) {
  to.id = mount.id;
  to.uid = mount.uid.value_or(0);
  to.gid = mount.gid.value_or(0);
  to.mode = mount.mode.value_or(defaultMode);
  to.optional = mount.optional;
  // Neither takes nor gives a file system; 0 is what BuildKit's client writes.
  to.output = 0;
}

llb::Mount GraphBuilder::lowerMount(const cogc::Mount &mount, unsigned index, InputList &inputs,
                                    std::vector<std::string> &caps) {
  llb::Mount result;
  result.dest = mount.target;
  int64_t input = mount.from ? inputs.indexOf(lower(*mount.from)) : -1;
  switch (mount.type) {
  case cogc::Mount::Type::Bind:
    fillBind(mount, input, result, caps);
    break;
  case cogc::Mount::Type::Cache:
    fillCache(mount, input, result, caps);
    break;
  case cogc::Mount::Type::Secret:
    result.type = llb::Mount::Type::Secret;
    fillSecret(mount, 0400, result);
    caps.push_back("exec.mount.secret");
    break;
  case cogc::Mount::Type::Ssh:
    result.type = llb::Mount::Type::Ssh;
    fillSecret(mount, 0600, result);
    if (result.dest.empty())
      result.dest = "/run/buildkit/ssh_agent." + llvm::utostr(index);
    caps.push_back("exec.mount.ssh");
    break;
  case cogc::Mount::Type::Tmpfs:
    result.type = llb::Mount::Type::Tmpfs;
    result.size = mount.size;
    caps.push_back("exec.mount.tmpfs");
    if (mount.size != 0)
      caps.push_back("exec.mount.tmpfs.size");
    break;
  }
  return result;
}

static ExecOp execOf(const RunOp &run, const Environment &environment) {
  ExecOp exec;
  exec.args = run.verbatim ? std::vector<std::string>{"/bin/sh", "-c", run.command}
                           : std::vector<std::string>{"/bin/sh", "-eu", "-c", run.command};
  std::vector<EnvVar> env = environment.env;
  for (const EnvVar &var : run.env)
    setEnv(env, var.name, var.value);
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

FileSystem GraphBuilder::lowerRun(const Stage &stage, const Op &op, const RunOp &run,
                                  const Environment &environment, const FileSystem &root) {
  ExecOp exec = execOf(run, environment);
  std::vector<std::string> caps{"exec.meta.base", "exec.mount.bind"};
  if (exec.network != ExecOp::Network::Unset)
    caps.push_back("exec.meta.network");
  if (exec.insecure)
    caps.push_back("exec.meta.security");

  InputList inputs;
  llb::Mount rootMount;
  rootMount.dest = "/";
  rootMount.input = inputs.indexOf(root);
  rootMount.output = 0;
  exec.mounts.push_back(rootMount);
  for (const cogc::Mount &mount : run.mounts) {
    if (mount.type == cogc::Mount::Type::Secret && !mount.env.empty()) {
      exec.secretEnv.push_back({mount.id, mount.env, mount.optional});
      caps.push_back("exec.secretenv");
    }
    bool onlyVariable = mount.type == cogc::Mount::Type::Secret && mount.target.empty();
    if (!onlyVariable)
      exec.mounts.push_back(lowerMount(mount, exec.mounts.size() - 1, inputs, caps));
    if (mount.type == cogc::Mount::Type::Ssh)
      exec.env.push_back("SSH_AUTH_SOCK=" + exec.mounts.back().dest);
  }
  llvm::stable_sort(exec.mounts, mountsBefore);
  llvm::sort(caps);
  caps.erase(llvm::unique(caps), caps.end());

  Vertex vertex;
  vertex.op = std::move(exec);
  vertex.inputs = inputs.take();
  vertex.platform = plan.platform;
  vertex.name = title(stage, op, run.command);
  vertex.caps = std::move(caps);
  vertex.locs = op.locs;
  return add(std::move(vertex));
}
