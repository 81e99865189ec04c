#include "cogc/IR/Printer.h"
#include "PlanText.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Format.h"

using namespace cogc;
using llvm::ArrayRef;
using llvm::raw_ostream;
using llvm::StringRef;

namespace {

/// Writes the canonical text. Attributes stand in the order of their names:
/// the order of the calls here.
class Printer {
public:
  Printer(raw_ostream &os, const PrintOptions &options = {}) : os(os), options(options) {}

  void print(const Plan &plan);
  void print(const State &state);

private:
  void print(const Context &context);
  void print(const Need &need);
  void print(const Stage &stage);
  void print(const Op &op);
  void print(const Mount &mount);
  void print(const Export &result);
  void print(const Healthcheck &check);

  void print(const RunOp &run);
  void print(const CopyOp &copy);
  void print(const FileOp &file);
  void print(const MkdirOp &mkdir);
  void print(const RmOp &rm);
  void print(const SymlinkOp &symlink);
  void print(const EnvOp &env);
  void print(const WorkdirOp &workdir);
  void print(const UserOp &user);
  void printRunLines(const RunOp &run);
  void printConfig(const ImageConfig &config);

  // The alternatives of a state.
  void printState(const ScratchState &) { os << "scratch"; }
  void printState(const AutoState &) { os << "auto"; }
  void printState(const BaseState &base) { os << baseNames[size_t(base.role)]; }
  void printState(const ImageState &image) { os << "image " << quoteString(image.ref); }
  void printState(const StageState &stage) { os << '@' << stage.name; }
  void printState(const ContextState &context) { os << '$' << context.name; }
  void printState(const HttpState &http);
  void printState(const GitState &git);
  void printState(const OciLayoutState &layout);
  void printState(const MergeState &merge) { printInputs("merge(", merge.inputs); }
  void printState(const DiffState &diff) { printInputs("diff(", diff.inputs); }
  void printInputs(StringRef head, ArrayRef<State> inputs);

  void printStrings(ArrayRef<std::string> values);
  /// A string that is a block when it can be.
  void printText(StringRef text);
  void printVariable(const EnvVar &variable);
  void printLocations(ArrayRef<Loc> locs);
  /// ` name="value"`, nothing for an empty value.
  void attribute(StringRef name, StringRef value);
  void printMode(StringRef name, std::optional<unsigned> mode);
  void printTimes(Timestamp times);
  void printDuration(StringRef name, int64_t nanoseconds);

  raw_ostream &os;
  PrintOptions options;
};

} // namespace

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

void Printer::printStrings(ArrayRef<std::string> values) {
  os << '[';
  llvm::interleaveComma(values, os, [this](StringRef value) { os << quoteString(value); });
  os << ']';
}

void Printer::printText(StringRef text) {
  if (!fitsBlock(text)) {
    os << quoteString(text);
    return;
  }
  os << "\"\"\"\n";
  while (true) {
    auto [line, rest] = text.split('\n');
    if (!line.empty())
      os.indent(2 + blockIndent) << line;
    os << '\n';
    if (line.size() == text.size())
      break;
    text = rest;
  }
  os << "  \"\"\"";
}

void Printer::printVariable(const EnvVar &variable) {
  os << (isEnvWord(variable.name) ? variable.name : quoteString(variable.name)) << '='
     << quoteString(variable.value);
}

void Printer::printLocations(ArrayRef<Loc> locs) {
  if (!options.locations || locs.empty())
    return;
  os << " at ";
  llvm::interleaveComma(locs, os, [this](const Loc &loc) {
    os << (isWord(loc.file) ? loc.file : quoteString(loc.file));
    os << ':' << loc.line << ':' << loc.column;
    if (loc.endLine != loc.line)
      os << '-' << loc.endLine;
  });
}

void Printer::attribute(StringRef name, StringRef value) {
  if (!value.empty())
    os << ' ' << name << '=' << quoteString(value);
}

void Printer::printMode(StringRef name, std::optional<unsigned> mode) {
  if (mode)
    os << ' ' << name << "=0" << llvm::format("%03o", *mode);
}

void Printer::printTimes(Timestamp times) {
  os << " times=";
  if (times == 0)
    os << "epoch";
  else
    os << times;
}

void Printer::printDuration(StringRef name, int64_t nanoseconds) {
  if (nanoseconds == 0)
    return;
  const auto *unit = llvm::find_if(durationUnits, [nanoseconds](const DurationUnit &unit) {
    return nanoseconds % unit.nanoseconds == 0;
  });
  os << ' ' << name << '=' << nanoseconds / unit->nanoseconds << unit->name;
}

//===----------------------------------------------------------------------===//
// States
//===----------------------------------------------------------------------===//

void Printer::print(const State &state) {
  std::visit([this](const auto &value) { printState(value); }, state.value);
}

void Printer::printState(const HttpState &http) {
  os << "http " << quoteString(http.url);
  attribute("checksum", http.checksum);
  attribute("filename", http.filename);
  printMode("mode", http.mode);
}

void Printer::printState(const GitState &git) {
  os << "git " << quoteString(git.url);
  if (git.keepGitDir)
    os << " keep-git-dir=true";
  attribute("ref", git.ref);
  attribute("subdir", git.subdir);
}

void Printer::printState(const OciLayoutState &layout) {
  os << "oci " << quoteString(layout.ref);
  attribute("store", layout.store);
}

void Printer::printInputs(StringRef head, ArrayRef<State> inputs) {
  os << head;
  llvm::interleaveComma(inputs, os, [this](const State &input) { print(input); });
  os << ')';
}

//===----------------------------------------------------------------------===//
// Operations
//===----------------------------------------------------------------------===//

void Printer::print(const Op &op) {
  os << "  " << opKeyword(op) << ' ';
  std::visit([this](const auto &value) { print(value); }, op.value);
  attribute("title", op.title);
  printLocations(op.locs);
  os << '\n';
  if (const auto *run = op.getIf<RunOp>())
    printRunLines(*run);
}

void Printer::print(const RunOp &run) {
  if (run.verbatim)
    os << "verbatim ";
  printText(run.command);
  if (run.network != RunOp::Network::Default)
    os << " network=" << networkNames[size_t(run.network)];
  if (run.security != RunOp::Security::Sandbox)
    os << " security=" << securityNames[size_t(run.security)];
  if (run.user)
    os << " user=" << quoteString(*run.user);
  if (run.workdir)
    os << " workdir=" << quoteString(*run.workdir);
}

void Printer::printRunLines(const RunOp &run) {
  for (const EnvVar &variable : run.env) {
    os << "    env ";
    printVariable(variable);
    os << '\n';
  }
  for (const Mount &mount : run.mounts)
    print(mount);
}

void Printer::print(const Mount &mount) {
  os << "    mount " << mountKeyword(mount.type);
  if (!mount.target.empty())
    os << ' ' << quoteString(mount.target);
  if (mount.from) {
    // Both an http state and a mount may have a mode.
    bool isHttp = mount.from->is<HttpState>();
    os << (isHttp ? " from (" : " from ");
    print(*mount.from);
    os << (isHttp ? ")" : "");
  }
  attribute("env", mount.env);
  if (mount.gid)
    os << " gid=" << *mount.gid;
  attribute("id", mount.id);
  printMode("mode", mount.mode);
  os << (mount.optional ? " optional" : "") << (mount.readonly ? " readonly" : "");
  if (mount.sharing != Mount::Sharing::Shared)
    os << " sharing=" << sharingNames[size_t(mount.sharing)];
  if (mount.size)
    os << " size=" << mount.size;
  if (mount.source != "/")
    os << " source=" << quoteString(mount.source);
  if (mount.uid)
    os << " uid=" << *mount.uid;
  os << '\n';
}

void Printer::print(const CopyOp &copy) {
  if (copy.sources.size() == 1)
    os << quoteString(copy.sources.front());
  else
    printStrings(copy.sources);
  os << " from ";
  print(copy.from);
  os << " to " << quoteString(copy.to);
  if (!copy.include.empty()) {
    os << " include ";
    printStrings(copy.include);
  }
  if (!copy.exclude.empty()) {
    os << " exclude ";
    printStrings(copy.exclude);
  }
  printMode("mode", copy.mode);
  attribute("owner", copy.owner);
  if (copy.parents)
    os << " parents=true";
  if (copy.times)
    printTimes(*copy.times);
}

void Printer::print(const FileOp &file) {
  os << quoteString(file.path) << ' ';
  printText(file.contents);
  if (file.mode != FileOp().mode)
    printMode("mode", file.mode);
  attribute("owner", file.owner);
  if (file.times != 0)
    printTimes(file.times);
}

void Printer::print(const MkdirOp &mkdir) {
  os << quoteString(mkdir.path);
  if (mkdir.mode != MkdirOp().mode)
    printMode("mode", mkdir.mode);
  attribute("owner", mkdir.owner);
  if (mkdir.times != 0)
    printTimes(mkdir.times);
}

void Printer::print(const RmOp &rm) {
  os << quoteString(rm.path) << (rm.allowMissing ? " allow-missing=true" : "");
}

void Printer::print(const SymlinkOp &symlink) {
  os << quoteString(symlink.path) << " to " << quoteString(symlink.target);
  if (symlink.times != 0)
    printTimes(symlink.times);
}

void Printer::print(const EnvOp &env) { printVariable(env.var); }
void Printer::print(const WorkdirOp &workdir) { os << quoteString(workdir.path); }
void Printer::print(const UserOp &user) { os << quoteString(user.user); }

//===----------------------------------------------------------------------===//
// Items
//===----------------------------------------------------------------------===//

void Printer::print(const Plan &plan) {
  os << "plan v" << planVersion << ' ' << levelName(plan.level) << ' ' << plan.platform.str()
     << '\n';
  if (!plan.contexts.empty())
    os << '\n';
  for (const Context *context : sortedByName(plan.contexts))
    print(*context);
  if (!plan.needs.empty())
    os << '\n';
  for (const Need *need : sortedByName(plan.needs))
    print(*need);
  for (const Stage &stage : plan.stages)
    print(stage);
  print(plan.result);
}

void Printer::print(const Context &context) {
  os << "context $" << context.name << ' ' << (context.given ? "given" : quoteString(context.path));
  if (!context.include.empty()) {
    os << " include ";
    printStrings(context.include);
  }
  if (!context.exclude.empty()) {
    os << " exclude ";
    printStrings(context.exclude);
  }
  os << '\n';
}

void Printer::print(const Need &need) {
  os << "need %" << need.name << ' ' << quoteString(need.constraint);
  if (!need.pythons.empty())
    os << " under " << quoteString(need.pythons);
  if (!need.resolved.empty())
    os << " = " << quoteString(need.resolved);
  if (!need.by.empty())
    os << " by " << (isWord(need.by) ? need.by : quoteString(need.by));
  printLocations(need.locs);
  os << '\n';
}

void Printer::print(const Stage &stage) {
  os << "\nstage @" << stage.name << " in " << phaseName(stage.phase);
  if (!stage.provides.empty()) {
    os << " provides ";
    llvm::interleaveComma(stage.provides, os, [this](StringRef need) { os << '%' << need; });
  }
  os << " from ";
  print(stage.from);
  printLocations(stage.locs);
  os << (stage.ops.empty() ? "\n" : " {\n");
  for (const Op &op : stage.ops)
    print(op);
  os << (stage.ops.empty() ? "" : "}\n");
}

void Printer::print(const Export &result) {
  os << "\nexport from ";
  print(result.from);
  bool isEmpty = result.config == ImageConfig();
  os << (isEmpty ? "\n" : " {\n");
  printConfig(result.config);
  os << (isEmpty ? "" : "}\n");
}

void Printer::printConfig(const ImageConfig &config) {
  auto line = [this](StringRef keyword, auto print) {
    os << "  " << keyword << ' ';
    print();
    os << '\n';
  };
  if (!config.cmd.empty())
    line("cmd", [&] { printStrings(config.cmd); });
  if (!config.entrypoint.empty())
    line("entrypoint", [&] { printStrings(config.entrypoint); });
  for (const EnvVar &variable : config.env)
    line("env", [&] { printVariable(variable); });
  for (unsigned port : config.ports)
    line("expose", [&] { os << port; });
  if (config.healthcheck)
    line("healthcheck", [&] { print(*config.healthcheck); });
  for (const auto &[name, value] : config.labels)
    line("label", [&, &name = name, &value = value] {
      os << quoteString(name) << '=' << quoteString(value);
    });
  if (!config.user.empty())
    line("user", [&] { os << quoteString(config.user); });
  if (!config.workdir.empty())
    line("workdir", [&] { os << quoteString(config.workdir); });
}

void Printer::print(const Healthcheck &check) {
  printStrings(check.test);
  printDuration("interval", check.interval);
  if (check.retries != 0)
    os << " retries=" << check.retries;
  printDuration("start-period", check.startPeriod);
  printDuration("timeout", check.timeout);
}

//===----------------------------------------------------------------------===//
// Entry points
//===----------------------------------------------------------------------===//

void cogc::printPlan(const Plan &plan, raw_ostream &os, const PrintOptions &options) {
  Printer(os, options).print(plan);
}

std::string cogc::printState(const State &state) {
  std::string text;
  llvm::raw_string_ostream os(text);
  Printer(os).print(state);
  return text;
}
