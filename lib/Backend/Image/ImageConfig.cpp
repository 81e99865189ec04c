//===- ImageConfig.cpp - The image's config as OCI JSON -----------------------------===//
#include "cogc/Backend/ImageConfig.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"

using namespace cogc;
namespace json = llvm::json;

static json::Array words(llvm::ArrayRef<std::string> list) {
  json::Array result;
  for (const std::string &word : list)
    result.push_back(json::fixUTF8(word));
  return result;
}

static json::Array environment(llvm::ArrayRef<EnvVar> env) {
  json::Array result;
  for (const EnvVar &var : env)
    result.push_back(json::fixUTF8(var.name + "=" + var.value));
  return result;
}

/// Docker's extension of the OCI config; zero means Docker's default and is left out.
static json::Object healthcheck(const Healthcheck &check) {
  json::Object result{{"Test", words(check.test)}};
  auto add = [&](llvm::StringRef key, int64_t value) {
    if (value != 0)
      result[key] = value;
  };
  add("Interval", check.interval);
  add("Timeout", check.timeout);
  add("StartPeriod", check.startPeriod);
  add("Retries", check.retries);
  return result;
}

static json::Object containerConfig(const ImageConfig &config) {
  json::Object result, ports, labels;
  for (unsigned port : config.ports)
    ports[std::to_string(port) + "/tcp"] = json::Object();
  for (const auto &[name, value] : config.labels)
    labels[json::fixUTF8(name)] = json::fixUTF8(value);
  auto add = [&](llvm::StringRef key, json::Value value, bool present) {
    if (present)
      result.try_emplace(key, std::move(value));
  };
  add("Cmd", words(config.cmd), !config.cmd.empty());
  add("Entrypoint", words(config.entrypoint), !config.entrypoint.empty());
  add("Env", environment(config.env), !config.env.empty());
  add("ExposedPorts", std::move(ports), !config.ports.empty());
  if (config.healthcheck)
    add("Healthcheck", healthcheck(*config.healthcheck), true);
  add("Labels", std::move(labels), !config.labels.empty());
  add("User", json::fixUTF8(config.user), !config.user.empty());
  add("WorkingDir", json::fixUTF8(config.workdir), !config.workdir.empty());
  return result;
}

std::string cogc::imageConfigJson(const Plan &plan) {
  json::Object document{{"architecture", plan.platform.architecture},
                        {"config", containerConfig(plan.result.config)},
                        {"os", plan.platform.os}};
  if (!plan.platform.variant.empty())
    document["variant"] = plan.platform.variant;
  // Printing sorts the keys.
  return llvm::formatv("{0}", json::Value(std::move(document))).str();
}
