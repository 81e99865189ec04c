//===- NastyPlans.cpp - Random plans for dfcheck ----------------------------------===//
//
// Writes N final plans full of quotes, blanks, `$`, backslashes, newlines and
// whatever else a Dockerfile reads as its own, each as a Dockerfile, as JSON and
// as the image's config. test/e2e/tools/dfcheck then asks BuildKit whether the
// three say the same.
//
//===----------------------------------------------------------------------===//
#include "cogc/Backend/Dockerfile.h"
#include "cogc/Backend/ImageConfig.h"
#include "cogc/IR/Printer.h"
#include "cogc/IR/Verifier.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include <random>

using namespace cogc;

namespace {

class NastyPlans {
public:
  explicit NastyPlans(uint64_t seed) : random(seed) {}
  Plan plan();

private:
  unsigned below(unsigned bound) { return random() % bound; }
  bool chance(unsigned percent) { return below(100) < percent; }
  template <typename T> T pick(std::initializer_list<T> list) {
    return list.begin()[below(list.size())];
  }
  std::string text(unsigned pieces = 6);
  /// Without newlines.
  std::string line();
  std::string asciiLine();
  std::string path(bool ascii = false);
  std::string name() { return pick({"A", "PATH", "B_2", "LANG", "MY_VAR", "HOME"}); }
  std::vector<std::string> lines();
  std::optional<unsigned> mode() { return chance(70) ? std::nullopt : std::optional(below(01000)); }
  EnvVar variable() { return {name(), chance(10) ? text() : line()}; }
  State source();
  Mount mount(unsigned index);
  RunOp run();
  CopyOp copy();
  FileOp file();
  Op anyOp(bool hasShell);
  Stage stage(llvm::StringRef name, State from, bool hasShell);
  ImageConfig config();

  std::mt19937_64 random;
  std::vector<std::string> stages;
};

} // namespace

std::string NastyPlans::text(unsigned pieces) {
  static const llvm::StringRef list[] = {
      "a",           "word",       " ",         "  ",          "\n",
      "\t",          "\"",         "'",         "\\",          "\\\\",
      "\\n",         "\\\n",       "$",         "$HOME",       "${x:-y}",
      "$$",          "#",          "# note",    "<<",          "<<EOF",
      "EOF\n",       "\nEOF\n",    "<<'X'",     "[",           "[\"a\"]",
      "]",           "{",          "--",        "--mount=x ",  "--flag ",
      "=",           ",",          "a=b",       "é",           "漢字",
      "🙂",          "\r",         "\r\n",      "\x01",        "\x7f",
      "%s",          "%",          "`id`",      "$(id)",       ";",
      "&&",          "|",          "*",         "?",           "!x",
      "#!/bin/sh\n", "export A=b", "set -eu\n", "\xc2\xa0",    "\xe2\x80\xa8",
      "\n# x",       "\\ ",        "a\\",       "\xef\xbb\xbf"};
  std::string value;
  for (unsigned n = below(pieces); n > 0; --n)
    value += list[below(std::size(list))];
  if (chance(1))
    value += std::string(66000 + below(9000), 'x') + value;
  return value;
}

std::string NastyPlans::line() {
  std::string value = text();
  llvm::erase(value, '\n');
  return value;
}

std::string NastyPlans::asciiLine() {
  std::string value = text();
  llvm::erase_if(value, [](char c) { return uint8_t(c) < 0x20 || uint8_t(c) > 0x7e; });
  return value.substr(0, 200);
}

static std::string shorten(std::string text, size_t length) {
  text.resize(std::min(text.size(), length));
  while (!llvm::json::isUTF8(text))
    text.pop_back();
  return text;
}

/// Without what means something in a pattern, since copies take patterns.
std::string NastyPlans::path(bool ascii) {
  std::string result;
  for (unsigned n = 1 + below(3); n > 0; --n) {
    std::string part = shorten(ascii ? asciiLine() : line(), 60) + "x";
    llvm::erase_if(part, [](char c) { return llvm::StringRef("/*?[\\", 5).contains(c); });
    result += "/" + part;
  }
  return result;
}

std::vector<std::string> NastyPlans::lines() {
  std::vector<std::string> list;
  for (unsigned n = below(4); n > 0; --n)
    list.push_back(text());
  return list;
}

State NastyPlans::source() {
  switch (below(4)) {
  case 0:
    return State::image("ghcr.io/astral-sh/uv:0.9.26");
  case 1:
    return State::context("src");
  default:
    return State::stage(stages[below(stages.size())]);
  }
}

Mount NastyPlans::mount(unsigned index) {
  Mount mount;
  mount.type = pick({Mount::Type::Bind, Mount::Type::Cache, Mount::Type::Secret, Mount::Type::Ssh,
                     Mount::Type::Tmpfs});
  mount.target = path(/*ascii=*/true) + std::to_string(index);
  using enum Mount::Type;
  if (mount.type == Bind) {
    mount.from = source();
    mount.source = chance(50) ? "/" : path(/*ascii=*/true);
  }
  mount.readonly = (mount.type == Bind || mount.type == Cache) && chance(50);
  if (mount.type == Cache || mount.type == Secret || mount.type == Ssh)
    mount.id = asciiLine() + "x";
  if (mount.type == Cache)
    mount.sharing = pick({Mount::Sharing::Shared, Mount::Sharing::Private, Mount::Sharing::Locked});
  if (mount.type == Secret || mount.type == Ssh) {
    mount.optional = chance(50);
    mount.mode = mode();
    if (chance(30))
      mount.uid = below(5000);
  }
  if (mount.type == Secret && chance(30)) {
    mount.env = "SECRET" + std::to_string(index);
    mount.target = chance(50) ? "" : mount.target;
  }
  if (mount.type == Tmpfs)
    mount.size = chance(50) ? 0 : below(1 << 20);
  return mount;
}

RunOp NastyPlans::run() {
  RunOp run;
  run.command = text(9) + "x" + (chance(50) ? text(3) : "");
  run.verbatim = chance(60);
  run.network = pick({RunOp::Network::Default, RunOp::Network::None, RunOp::Network::Host});
  if (chance(10))
    run.security = RunOp::Security::Insecure;
  if (chance(20))
    run.workdir = path();
  if (chance(20))
    run.user = shorten(line(), 20) + "u";
  if (chance(30))
    run.env.push_back({"RUN_ONLY", text()});
  for (unsigned n = below(4); n > 0; --n)
    run.mounts.push_back(mount(n));
  return run;
}

CopyOp NastyPlans::copy() {
  CopyOp copy;
  copy.from = source();
  for (unsigned n = 1 + below(2); n > 0; --n)
    copy.sources.push_back(chance(20) ? "/" : path());
  copy.to = path() + (chance(30) ? "/" : "");
  for (unsigned n = chance(70) ? 0 : below(3); n > 0; --n)
    copy.exclude.push_back(asciiLine() + "x");
  copy.owner = chance(70) ? "" : "12:34";
  copy.mode = mode();
  copy.parents = chance(20);
  if (chance(30))
    copy.times = below(2) * 1700000000;
  return copy;
}

FileOp NastyPlans::file() {
  FileOp file;
  file.path = path();
  file.contents = text(12);
  file.mode = mode().value_or(0644);
  file.owner = chance(80) ? "" : "1:2";
  return file;
}

Op NastyPlans::anyOp(bool hasShell) {
  switch (below(hasShell ? 10 : 4)) {
  case 0:
    return Op{copy(), {}, {}};
  case 1:
    return Op{file(), {}, {}};
  case 2:
    return Op{MkdirOp{path(), mode().value_or(0755), "", 0}, {}, {}};
  case 3:
    return chance(50) ? Op{SymlinkOp{path(), line() + "x", 0}, {}, {}}
                      : Op{RmOp{path(), chance(50)}, {}, {}};
  case 4:
  case 5:
    return Op{EnvOp{variable()}, {}, {}};
  case 6:
    return chance(50) ? Op{WorkdirOp{path()}, {}, {}}
                      : Op{UserOp{shorten(line(), 20) + "u"}, {}, {}};
  default:
    return Op{run(), {}, {}};
  }
}

Stage NastyPlans::stage(llvm::StringRef name, State from, bool hasShell) {
  Stage stage;
  stage.name = name.str();
  stage.from = std::move(from);
  for (unsigned n = below(5); n > 0; --n)
    stage.ops.push_back(anyOp(hasShell));
  return stage;
}

ImageConfig NastyPlans::config() {
  ImageConfig config;
  config.entrypoint = lines();
  config.cmd = lines();
  setEnv(config.env, "PATH", line());
  for (unsigned n = below(4); n > 0; --n)
    setEnv(config.env, name(), line());
  for (unsigned n = below(4); n > 0; --n)
    config.labels.push_back({std::to_string(n) + asciiLine(), line()});
  for (auto &[name, value] : config.labels)
    llvm::erase(name, '=');
  if (chance(50))
    config.ports.push_back(5000);
  config.user = chance(70) ? "" : shorten(line(), 20) + "u";
  config.workdir = chance(30) ? "" : path();
  if (chance(30))
    config.healthcheck = Healthcheck{{"CMD", text() + "x"}, 30000000000, 1500000, 0, 3};
  return config;
}

Plan NastyPlans::plan() {
  Plan plan;
  plan.level = PlanLevel::Final;
  plan.platform = {"linux", pick({"amd64", "arm64"}), ""};
  plan.contexts.push_back({"src", ".", {}, {".cog"}});
  stages = {"base"};
  plan.stages.push_back(stage("base", State::image("docker.io/library/python:3.13-slim"), true));
  plan.stages.front().ops.clear();
  auto add = [&](llvm::StringRef name, State from, bool hasShell) {
    plan.stages.push_back(stage(name, std::move(from), hasShell));
    stages.push_back(name.str());
  };
  add("files", State::scratch(), false);
  add("packages", State::stage("base"), true);
  add("venv", State::scratch(), false);
  add("run", State::merge({State::stage("base"), State::stage("venv")}), true);
  add("source", State::scratch(), false);
  plan.result.from = State::merge({State::stage("run"), State::stage("source")});
  // Whatever else there is must be reachable.
  CopyOp rest{{"/"}, State::stage("files"), "/files/", {}, {}, "", {}, {}, false};
  plan.stages.back().ops.push_back(Op{rest, {}, {}});
  rest.from = State::stage("packages");
  plan.stages.back().ops.push_back(Op{rest, {}, {}});
  plan.result.config = config();
  return plan;
}

static bool write(const std::string &path, llvm::StringRef text) {
  std::error_code error;
  llvm::raw_fd_ostream os(path, error);
  os << text;
  return !error;
}

int main(int argc, char **argv) {
  if (argc != 3)
    return 2;
  std::string folder = argv[1];
  if (llvm::sys::fs::create_directories(folder))
    return 1;
  unsigned made = 0, invalid = 0, inexpressible = 0, wanted = std::stoul(argv[2]);
  for (uint64_t seed = 1; made < wanted && seed < 20 * wanted; ++seed) {
    SourceTree tree = SourceTree::onDisk(".");
    DiagnosticEngine diags(tree);
    Plan plan = NastyPlans(seed).plan();
    if (llvm::failed(verifyPlan(plan, diags))) {
      ++invalid;
      continue;
    }
    std::string dockerfile, json;
    llvm::raw_string_ostream dockerfileStream(dockerfile), jsonStream(json);
    emitDockerfile(plan, diags, dockerfileStream);
    printPlanJson(plan, jsonStream);
    if (diags.hasErrors()) {
      ++inexpressible;
      if (std::getenv("VERBOSE"))
        renderDiagnostics(diags, {}, llvm::outs());
      continue;
    }
    std::string stem = folder + "/" + std::to_string(seed);
    if (!write(stem + ".Dockerfile", dockerfile) || !write(stem + ".plan.json", json) ||
        !write(stem + ".config.json", imageConfigJson(plan)))
      return 1;
    ++made;
  }
  llvm::outs() << made << " plans written; " << invalid << " invalid and " << inexpressible
               << " inexpressible ones left out\n";
  return made == wanted ? 0 : 1;
}
