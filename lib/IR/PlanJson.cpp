//===- PlanJson.cpp - The JSON form of a plan -----------------------------------===//
//
// For programs that read plans. Keys and values follow the text form, defaults
// are left out as there. JSON carries Unicode only: a byte that is not UTF-8
// becomes U+FFFD. The exact form is the text.
//
//===----------------------------------------------------------------------===//
#include "PlanText.h"
#include "cogc/IR/Printer.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/JSON.h"

using namespace cogc;
using llvm::ArrayRef;
using llvm::StringRef;

namespace {

class JsonWriter {
public:
  explicit JsonWriter(llvm::raw_ostream &os) : json(os, /*IndentSize=*/2) {}
  void write(const Plan &plan);

private:
  void write(const Context &context);
  void write(const Need &need);
  void write(const Stage &stage);
  void write(const Op &op);
  void write(const Mount &mount);
  void write(const Export &result);
  void write(const ImageConfig &config);
  void write(const Healthcheck &check);
  void write(const State &state);

  // The members of each alternative of an op and of a state.
  void members(const RunOp &run);
  void members(const CopyOp &copy);
  void members(const FileOp &file);
  void members(const MkdirOp &mkdir);
  void members(const RmOp &rm);
  void members(const SymlinkOp &symlink);
  void members(const EnvOp &env);
  void members(const WorkdirOp &workdir) { text("path", workdir.path); }
  void members(const UserOp &user) { text("user", user.user); }
  void members(const ScratchState &) { text("kind", "scratch"); }
  void members(const AutoState &) { text("kind", "auto"); }
  void members(const BaseState &base) { text("kind", baseNames[size_t(base.role)]); }
  void members(const ImageState &image);
  void members(const StageState &stage);
  void members(const ContextState &context);
  void members(const HttpState &http);
  void members(const GitState &git);
  void members(const OciLayoutState &layout);
  void members(const MergeState &merge);
  void members(const DiffState &diff);

  /// A member that is always there.
  void text(StringRef key, StringRef value) { json.attribute(key, llvm::json::fixUTF8(value)); }
  /// Members that are left out when they are empty, zero or false.
  void optionalText(StringRef key, StringRef value);
  void flag(StringRef key, bool value);
  void number(StringRef key, int64_t value);
  void mode(StringRef key, std::optional<unsigned> value);
  void strings(StringRef key, ArrayRef<std::string> values);
  void variables(StringRef key, ArrayRef<EnvVar> values);
  void locations(ArrayRef<Loc> locs);
  /// An array of objects.
  template <typename T> void list(StringRef key, const std::vector<T> &values);
  template <typename T> void object(StringRef key, const T &value);

  llvm::json::OStream json;
};

} // namespace

//===----------------------------------------------------------------------===//
// Values
//===----------------------------------------------------------------------===//

void JsonWriter::optionalText(StringRef key, StringRef value) {
  if (!value.empty())
    text(key, value);
}

void JsonWriter::flag(StringRef key, bool value) {
  if (value)
    json.attribute(key, true);
}

void JsonWriter::number(StringRef key, int64_t value) {
  if (value != 0)
    json.attribute(key, value);
}

/// Octal digits in a string, as in the text form.
void JsonWriter::mode(StringRef key, std::optional<unsigned> value) {
  if (!value)
    return;
  std::string digits;
  llvm::raw_string_ostream(digits) << '0' << llvm::format("%03o", *value);
  text(key, digits);
}

void JsonWriter::strings(StringRef key, ArrayRef<std::string> values) {
  if (values.empty())
    return;
  json.attributeArray(key, [&] {
    for (const std::string &value : values)
      json.value(llvm::json::fixUTF8(value));
  });
}

// An array and no object: the order has a meaning.
void JsonWriter::variables(StringRef key, ArrayRef<EnvVar> values) {
  if (values.empty())
    return;
  json.attributeArray(key, [&] {
    for (const EnvVar &variable : values)
      json.object([&] { text("name", variable.name), text("value", variable.value); });
  });
}

void JsonWriter::locations(ArrayRef<Loc> locs) {
  if (locs.empty())
    return;
  json.attributeArray("at", [&] {
    for (const Loc &loc : locs)
      json.object([&] {
        text("file", loc.file);
        json.attribute("line", loc.line);
        json.attribute("column", loc.column);
        json.attribute("endLine", loc.endLine);
      });
  });
}

template <typename T> void JsonWriter::list(StringRef key, const std::vector<T> &values) {
  if (values.empty())
    return;
  json.attributeArray(key, [&] {
    for (const T &value : values)
      json.object([&] { write(value); });
  });
}

template <typename T> void JsonWriter::object(StringRef key, const T &value) {
  json.attributeObject(key, [&] { write(value); });
}

//===----------------------------------------------------------------------===//
// States
//===----------------------------------------------------------------------===//

void JsonWriter::write(const State &state) {
  std::visit([this](const auto &value) { members(value); }, state.value);
}

void JsonWriter::members(const ImageState &image) {
  text("kind", "image");
  text("ref", image.ref);
}

void JsonWriter::members(const StageState &stage) {
  text("kind", "stage");
  text("name", stage.name);
}

void JsonWriter::members(const ContextState &context) {
  text("kind", "context");
  text("name", context.name);
}

void JsonWriter::members(const HttpState &http) {
  text("kind", "http");
  text("url", http.url);
  optionalText("checksum", http.checksum);
  optionalText("filename", http.filename);
  mode("mode", http.mode);
}

void JsonWriter::members(const GitState &git) {
  text("kind", "git");
  text("url", git.url);
  flag("keep-git-dir", git.keepGitDir);
  optionalText("ref", git.ref);
  optionalText("subdir", git.subdir);
}

void JsonWriter::members(const OciLayoutState &layout) {
  text("kind", "oci");
  text("ref", layout.ref);
  optionalText("store", layout.store);
}

void JsonWriter::members(const MergeState &merge) {
  text("kind", "merge");
  list("inputs", merge.inputs);
}

void JsonWriter::members(const DiffState &diff) {
  text("kind", "diff");
  list("inputs", diff.inputs);
}

//===----------------------------------------------------------------------===//
// Operations
//===----------------------------------------------------------------------===//

void JsonWriter::write(const Op &op) {
  text("op", opKeyword(op));
  std::visit([this](const auto &value) { members(value); }, op.value);
  optionalText("title", op.title);
  locations(op.locs);
}

void JsonWriter::members(const RunOp &run) {
  text("command", run.command);
  flag("verbatim", run.verbatim);
  if (run.network != RunOp::Network::Default)
    text("network", networkNames[size_t(run.network)]);
  if (run.security != RunOp::Security::Sandbox)
    text("security", securityNames[size_t(run.security)]);
  if (run.user)
    text("user", *run.user);
  if (run.workdir)
    text("workdir", *run.workdir);
  variables("env", run.env);
  list("mounts", run.mounts);
}

void JsonWriter::write(const Mount &mount) {
  text("type", mountKeyword(mount.type));
  optionalText("target", mount.target);
  if (mount.from)
    object("from", *mount.from);
  optionalText("env", mount.env);
  if (mount.gid)
    json.attribute("gid", *mount.gid);
  optionalText("id", mount.id);
  mode("mode", mount.mode);
  flag("optional", mount.optional);
  flag("readonly", mount.readonly);
  if (mount.sharing != Mount::Sharing::Shared)
    text("sharing", sharingNames[size_t(mount.sharing)]);
  if (mount.size != 0)
    json.attribute("size", mount.size);
  if (mount.source != "/")
    text("source", mount.source);
  if (mount.uid)
    json.attribute("uid", *mount.uid);
}

void JsonWriter::members(const CopyOp &copy) {
  strings("sources", copy.sources);
  object("from", copy.from);
  text("to", copy.to);
  strings("include", copy.include);
  strings("exclude", copy.exclude);
  mode("mode", copy.mode);
  optionalText("owner", copy.owner);
  flag("parents", copy.parents);
  if (copy.times)
    json.attribute("times", *copy.times);
}

void JsonWriter::members(const FileOp &file) {
  text("path", file.path);
  text("contents", file.contents);
  mode("mode", file.mode);
  optionalText("owner", file.owner);
  json.attribute("times", file.times);
}

void JsonWriter::members(const MkdirOp &mkdir) {
  text("path", mkdir.path);
  mode("mode", mkdir.mode);
  optionalText("owner", mkdir.owner);
  json.attribute("times", mkdir.times);
}

void JsonWriter::members(const RmOp &rm) {
  text("path", rm.path);
  flag("allow-missing", rm.allowMissing);
}

void JsonWriter::members(const SymlinkOp &symlink) {
  text("path", symlink.path);
  text("target", symlink.target);
  json.attribute("times", symlink.times);
}

void JsonWriter::members(const EnvOp &env) {
  text("name", env.var.name);
  text("value", env.var.value);
}

//===----------------------------------------------------------------------===//
// Items
//===----------------------------------------------------------------------===//

void JsonWriter::write(const Plan &plan) {
  json.object([&] {
    json.attribute("version", planVersion);
    text("level", levelName(plan.level));
    text("platform", plan.platform.str());
    list("contexts", plan.contexts);
    list("needs", plan.needs);
    list("stages", plan.stages);
    object("export", plan.result);
  });
}

void JsonWriter::write(const Context &context) {
  text("name", context.name);
  text("path", context.path);
  flag("given", context.given);
  strings("include", context.include);
  strings("exclude", context.exclude);
}

void JsonWriter::write(const Need &need) {
  text("name", need.name);
  text("constraint", need.constraint);
  optionalText("under", need.pythons);
  optionalText("resolved", need.resolved);
  optionalText("by", need.by);
  locations(need.locs);
}

void JsonWriter::write(const Stage &stage) {
  text("name", stage.name);
  text("phase", phaseName(stage.phase));
  strings("provides", stage.provides);
  object("from", stage.from);
  list("ops", stage.ops);
  locations(stage.locs);
}

void JsonWriter::write(const Export &result) {
  object("from", result.from);
  object("config", result.config);
}

void JsonWriter::write(const ImageConfig &config) {
  strings("cmd", config.cmd);
  strings("entrypoint", config.entrypoint);
  variables("env", config.env);
  if (!config.ports.empty())
    json.attributeArray("expose", [&] {
      for (unsigned port : config.ports)
        json.value(port);
    });
  if (config.healthcheck)
    object("healthcheck", *config.healthcheck);
  if (!config.labels.empty())
    json.attributeArray("labels", [&] {
      for (const auto &[name, value] : config.labels)
        json.object(
            [&, &name = name, &value = value] { text("name", name), text("value", value); });
    });
  optionalText("user", config.user);
  optionalText("workdir", config.workdir);
}

/// Times in nanoseconds, as in an image's config.
void JsonWriter::write(const Healthcheck &check) {
  strings("test", check.test);
  number("interval", check.interval);
  number("retries", check.retries);
  number("start-period", check.startPeriod);
  number("timeout", check.timeout);
}

void cogc::printPlanJson(const Plan &plan, llvm::raw_ostream &os) {
  JsonWriter(os).write(plan);
  os << '\n';
}
