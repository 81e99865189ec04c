//===- EmitConfig.cpp - The image's config ------------------------------------------===//
#include "Emitter.h"
#include "Quote.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;
using namespace cogc::dockerfile;
using llvm::StringRef;

/// Everything that the plan says, whether or not a stage has said it before: the
/// last stage shows the whole config.
void Emitter::emitConfig(StageText &text) {
  const ImageConfig &config = plan.result.config;
  for (const EnvVar &var : config.env) {
    std::string what = "the variable `" + var.name + "`";
    instruction(text, "ENV " + bareOr(var.name, valueOf(var.name, what)) + "=" +
                          valueOf(var.value, what));
  }
  std::string workdir = config.workdir.empty() ? "/" : config.workdir;
  settle(text, text.around.saidUser, workdir);
  if (config.user != text.around.saidUser)
    instruction(text, "USER " + bareOr(config.user, valueOf(config.user, "this user")));
  for (unsigned port : config.ports)
    instruction(text, "EXPOSE " + std::to_string(port));
  for (const auto &[name, value] : config.labels)
    emitLabel(text, name, value);
  if (config.healthcheck)
    emitHealthcheck(text, *config.healthcheck);
  // An empty ENTRYPOINT takes the base's away, and its CMD with it.
  instruction(text, "ENTRYPOINT " + jsonArray(config.entrypoint));
  if (!config.cmd.empty())
    instruction(text, "CMD " + jsonArray(config.cmd));
}

void Emitter::emitLabel(StageText &text, StringRef name, StringRef value) {
  if (name.empty() || name.contains('='))
    return unsupported("the label `" + name + "`", "a label's name ends at its first `=`");
  std::string what = ("the label `" + name + "`").str();
  instruction(text, "LABEL " + bareOr(name, valueOf(name, what)) + "=" + valueOf(value, what));
}

/// A duration in the largest unit that divides it.
static std::string duration(int64_t nanoseconds) {
  static constexpr std::pair<int64_t, const char *> units[] = {
      {1000000000, "s"}, {1000000, "ms"}, {1000, "us"}};
  for (auto [length, unit] : units)
    if (nanoseconds % length == 0)
      return std::to_string(nanoseconds / length) + unit;
  return std::to_string(nanoseconds) + "ns";
}

void Emitter::emitHealthcheck(StageText &text, const Healthcheck &check) {
  for (int64_t time : {check.interval, check.timeout, check.startPeriod})
    if (time != 0 && time < 1000000)
      return unsupported("this health check", "its times are at least a millisecond");
  StringRef kind = check.test.empty() ? "NONE" : StringRef(check.test.front());
  if (kind == "NONE")
    return instruction(text, "HEALTHCHECK NONE");
  std::string line = "HEALTHCHECK ";
  for (auto [name, time] : {std::pair("interval", check.interval),
                            {"timeout", check.timeout},
                            {"start-period", check.startPeriod}})
    if (time != 0)
      line += std::string("--") + name + "=" + duration(time) + " ";
  if (check.retries != 0)
    line += "--retries=" + std::to_string(check.retries) + " ";
  if (kind == "CMD" && check.test.size() > 1)
    return instruction(text, line + "CMD " + jsonArray(llvm::ArrayRef(check.test).drop_front()));
  if (kind != "CMD-SHELL" || check.test.size() != 2 || !isPlainCommand(check.test.back()))
    return unsupported("this health check", "its text would not survive; write it as `CMD` words");
  instruction(text, line + "CMD " + check.test.back());
}
