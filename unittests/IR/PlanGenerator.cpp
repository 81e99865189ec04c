#include "PlanGenerator.h"
#include "cogc/IR/NeedRefs.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/JSON.h"

using namespace cogc;
using namespace cogc::test;

std::string PlanGenerator::text() {
  static const llvm::StringRef pieces[] = {"a",
                                           "word",
                                           " ",
                                           "\n",
                                           "\t",
                                           "\r",
                                           "\r\n",
                                           "\"",
                                           "\"\"\"",
                                           "\\",
                                           "\\n",
                                           "\\x41",
                                           "{%python}",
                                           "{%",
                                           "}",
                                           "#",
                                           "# x\n",
                                           "é",
                                           "漢",
                                           "🙂",
                                           "\xff",
                                           "\xc3",
                                           "\xed\xa0\x80",
                                           "\x01",
                                           "\x7f",
                                           "\n\n",
                                           "  ",
                                           "    indented",
                                           "\n  \"\"\"\n",
                                           "trailing \n",
                                           "$x",
                                           "@y",
                                           "%z",
                                           "at a:1:1",
                                           "{",
                                           "[",
                                           ",",
                                           "=",
                                           "env A=\"b\"",
                                           "mount bind",
                                           llvm::StringRef("\0", 1),
                                           "\xef\xbb\xbf"};
  std::string value;
  for (unsigned n = below(6); n > 0; --n)
    if (llvm::StringRef piece = pieces[below(std::size(pieces))];
        !onlyUtf8 || llvm::json::isUTF8(piece))
      value += piece;
  if (!onlyUtf8 && chance(5))
    for (unsigned n = below(20); n > 0; --n)
      value += char(below(256));
  return value;
}

std::string PlanGenerator::nonEmpty() { return text() + "x"; }

std::string PlanGenerator::without(std::string value, llvm::StringRef bad) {
  llvm::erase_if(value, [bad](char c) { return bad.contains(c); });
  return value;
}

/// Text without blanks, control characters and slashes.
std::string PlanGenerator::token() {
  std::string value = text();
  llvm::erase_if(value, [](unsigned char c) { return c <= ' ' || c == 0x7f || c == '/'; });
  return value + "x";
}

std::string PlanGenerator::relativePath() {
  std::string value = without(text(), llvm::StringRef("\0\n/", 3)) + "x";
  for (unsigned n = below(3); n > 0; --n)
    value += "/" + without(text(), llvm::StringRef("\0\n/", 3)) + "y";
  return value;
}

/// One that no other operation writes: parts of a merge must not.
std::string PlanGenerator::ownPath() {
  return "/" + std::to_string(++written) + "-" + relativePath();
}

std::string PlanGenerator::path() { return chance(10) ? "/" : "/" + relativePath(); }

std::string PlanGenerator::owner() {
  return chance(50) ? "" : std::to_string(below(70000)) + ":" + std::to_string(below(10));
}

std::vector<std::string> PlanGenerator::texts() {
  std::vector<std::string> list;
  for (unsigned n = below(4); n > 0; --n)
    list.push_back(text());
  return list;
}

std::vector<Loc> PlanGenerator::locs() {
  std::vector<Loc> list;
  for (unsigned n = chance(50) ? 0 : below(3); n > 0; --n) {
    Loc loc{chance(70) ? "cog.yaml" : text(), 1 + below(99), 1 + below(99), 0};
    loc.endLine = loc.line + (chance(50) ? 0 : below(9));
    list.push_back(std::move(loc));
  }
  return list;
}

EnvVar PlanGenerator::variable() {
  llvm::StringRef bad("\0=", 2);
  std::string name = chance(70) ? pick({"A", "PATH", "_x1", "network", "at"})
                                : without(text(), bad) + pick({"", "1"});
  return {name.empty() ? "E" : name, without(text(), llvm::StringRef("\0", 1))};
}

//===----------------------------------------------------------------------===//
// States
//===----------------------------------------------------------------------===//

State PlanGenerator::leaf() {
  auto noBlanks = [this] { return token(); };
  std::string checksum = chance(50) ? "" : "sha256:" + std::string(64, 'a');
  switch (below(7)) {
  case 0:
    return State::scratch();
  case 1:
    return made.level == PlanLevel::Draft ? State::automatic() : State::scratch();
  case 2:
    return made.level == PlanLevel::Draft
               ? State::base(pick({BaseState::Role::Build, BaseState::Role::Runtime}))
               : State::scratch();
  case 3:
    return {HttpState{noBlanks(), checksum, chance(50) ? "" : token(), mode()}};
  case 4:
    return {GitState{noBlanks(), chance(50) ? "" : token(), chance(50) ? "" : relativePath(),
                     chance(50)}};
  case 5:
    return {OciLayoutState{noBlanks(), text()}};
  default:
    return State::image("docker.io/library/" + without(token(), ":@") + ":1");
  }
}

State PlanGenerator::origin(unsigned depth) {
  if (!made.stages.empty() && chance(50))
    return State::stage(made.stages[below(made.stages.size())].name);
  if (depth > 3 || chance(70))
    return leaf();
  if (chance(30))
    return State::diff(origin(depth + 1), origin(depth + 1));
  std::vector<State> inputs{origin(depth + 1)};
  for (unsigned n = 1 + below(3); n > 0; --n)
    inputs.push_back(origin(depth + 1));
  return State::merge(std::move(inputs));
}

State PlanGenerator::source() {
  if (!made.contexts.empty() && chance(30))
    return State::context(made.contexts[below(made.contexts.size())].name);
  return origin(0);
}

//===----------------------------------------------------------------------===//
// Operations
//===----------------------------------------------------------------------===//

Mount PlanGenerator::mount(unsigned index) {
  using enum Mount::Type;
  Mount mount;
  mount.type = pick({Bind, Cache, Secret, Ssh, Tmpfs});
  mount.target = "/m" + std::to_string(index) + (chance(50) ? "" : "/" + relativePath());
  if (mount.type == Bind || (mount.type == Cache && chance(50))) {
    mount.from = source();
    mount.readonly = chance(50);
    mount.source = path();
  }
  if (mount.type == Cache)
    mount.sharing = pick({Mount::Sharing::Shared, Mount::Sharing::Private, Mount::Sharing::Locked});
  if (mount.type == Secret && chance(50))
    mount.env = variable().name;
  if (mount.type == Secret && !mount.env.empty() && chance(50))
    mount.target.clear();
  if (mount.type == Secret || mount.type == Ssh)
    mount.optional = chance(50);
  if (mount.type == Cache || mount.type == Secret || mount.type == Ssh) {
    mount.id = nonEmpty();
    mount.mode = mode();
    mount.uid = mode();
    mount.gid = mode();
  }
  if (mount.type == Tmpfs)
    mount.size = pick<uint64_t>({0, 1, UINT64_MAX});
  return mount;
}

RunOp PlanGenerator::run() {
  RunOp run;
  run.command = without(nonEmpty(), llvm::StringRef("\0", 1));
  bool hasUnknownRef = false;
  forEachNeedRef(run.command, [&](llvm::StringRef need) {
    hasUnknownRef |= made.level == PlanLevel::Final ||
                     llvm::none_of(made.needs, [&](const Need &each) { return each.name == need; });
  });
  run.verbatim = chance(50) || hasUnknownRef;
  run.network = pick({RunOp::Network::Default, RunOp::Network::None, RunOp::Network::Host});
  run.security = pick({RunOp::Security::Sandbox, RunOp::Security::Insecure});
  if (chance(30))
    run.workdir = path();
  if (chance(30))
    run.user = without(text(), llvm::StringRef("\0\n", 2));
  for (unsigned n = below(3); n > 0; --n)
    run.env.push_back(variable());
  for (unsigned n = below(4); n > 0; --n)
    run.mounts.push_back(mount(n));
  return run;
}

CopyOp PlanGenerator::copy() {
  CopyOp copy;
  copy.sources = {chance(30) ? std::string(".") : path()};
  for (unsigned n = below(3); n > 0; --n)
    copy.sources.push_back(relativePath());
  copy.from = source();
  copy.to = path();
  if (copy.to != "/" && chance(30))
    copy.to += "/";
  copy.include = texts();
  copy.exclude = texts();
  copy.owner = owner();
  copy.mode = mode();
  if (chance(50))
    copy.times = time();
  copy.parents = chance(30);
  return copy;
}

Op PlanGenerator::op() {
  Op op;
  switch (below(9)) {
  case 0:
    op.value = run();
    break;
  case 1:
    op.value = copy();
    break;
  case 2:
    op.value = FileOp{ownPath(), text(), mode().value_or(0644), owner(), time()};
    break;
  case 3:
    op.value = MkdirOp{path(), mode().value_or(0755), owner(), time()};
    break;
  case 4:
    op.value = RmOp{"/" + relativePath(), chance(50)};
    break;
  case 5:
    op.value = SymlinkOp{ownPath(), without(nonEmpty(), llvm::StringRef("\0", 1)), time()};
    break;
  case 6:
    op.value = EnvOp{variable()};
    break;
  case 7:
    op.value = WorkdirOp{path()};
    break;
  default:
    op.value = UserOp{without(text(), llvm::StringRef("\0\n", 2))};
  }
  op.locs = locs();
  if (chance(30))
    op.title = text();
  return op;
}

//===----------------------------------------------------------------------===//
// Plans
//===----------------------------------------------------------------------===//

Stage PlanGenerator::stage(unsigned index) {
  Stage stage;
  stage.name = name() + std::to_string(index);
  stage.phase = Phase(below(unsigned(Phase::ExportApp) + 1));
  for (const Need &need : made.needs)
    if (chance(30))
      stage.provides.push_back(need.name);
  stage.from = origin(0);
  for (unsigned n = below(5); n > 0; --n)
    stage.ops.push_back(op());
  stage.locs = locs();
  return stage;
}

ImageConfig PlanGenerator::config() {
  ImageConfig config;
  if (chance(20))
    return config;
  config.cmd = texts();
  config.entrypoint = texts();
  for (unsigned n = below(3); n > 0; --n)
    config.env.push_back(variable());
  for (unsigned n = below(3); n > 0; --n)
    config.ports.push_back(1 + below(65535));
  for (unsigned n = below(3); n > 0; --n)
    config.labels.emplace_back(nonEmpty(), text());
  config.user = text();
  config.workdir = chance(50) ? "" : path();
  if (chance(50)) {
    auto time = [this] {
      return pick<int64_t>({0, 1, 1500, 2'000'000, 30'000'000'000, 86'400'000'000'000, INT64_MAX});
    };
    config.healthcheck = Healthcheck{{nonEmpty()}, time(), time(), time(), int(below(9))};
  }
  return config;
}

void PlanGenerator::makeAllReachable() {
  Stage last;
  last.name = "last";
  for (const Context &context : made.contexts)
    last.ops.push_back(
        {CopyOp{{"."}, State::context(context.name), "/", {}, {}, {}, {}, {}, false}, {}, {}});
  made.stages.push_back(std::move(last));
  std::vector<State> all;
  for (const Stage &stage : made.stages)
    all.push_back(State::stage(stage.name));
  made.result.from = State::merge(std::move(all));
}

Plan PlanGenerator::plan(PlanLevel level) {
  made = Plan();
  made.level = level;
  made.platform = *Platform::parse(pick({"linux/amd64", "linux/arm64", "linux/arm/v7"}));
  for (const char *name : {"a", "src", "x-1"})
    if (chance(50))
      made.contexts.push_back({name, chance(50) ? "." : relativePath(), texts(), texts(), false});
  for (Context &context : made.contexts)
    if (context.path == ".")
      context.given = chance(30);
  for (const char *name : {"a", "cuda", "python", "python"})
    if (chance(50)) {
      std::string resolved = made.resolvedVersion(name).str();
      if (made.level != PlanLevel::Draft && resolved.empty())
        resolved = nonEmpty();
      made.needs.push_back(
          {name, text(), resolved, chance(50) ? "pip" : text(), locs(), chance(20) ? text() : ""});
    }
  for (unsigned i = 0, n = below(5); i < n; ++i)
    made.stages.push_back(stage(i));
  made.result.from = origin(0);
  if (made.level == PlanLevel::Final)
    makeAllReachable();
  made.result.config = config();
  return made;
}
