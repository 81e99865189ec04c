//===- ModelSpec.cpp - The AST as text and as the config label --------------===//
#include "cogc/Frontend/ModelSpec.h"
#include "cogc/Support/Credentials.h"
#include "cogc/Support/Quote.h"
#include "cogc/Support/SourceTree.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"

using namespace cogc;
using namespace llvm;

namespace {

/// Writes values one a line, each with its place, two blanks a level.
class SpecPrinter {
public:
  SpecPrinter(const SourceTree &tree, raw_ostream &os) : tree(tree), os(os) {}

  void print(const ModelSpec &spec);

private:
  void line(StringRef key, StringRef value, SourceRange range);
  void text(StringRef key, const Text &value) { line(key, jsonQuote(*value), value.range); }
  void text(StringRef key, const std::optional<Text> &value) {
    if (value)
      text(key, *value);
  }
  void texts(StringRef key, ArrayRef<Text> values) {
    for (const Text &value : values)
      text(key, value);
  }
  void build(const BuildSpec &build);
  void commands(StringRef key, ArrayRef<RunCommand> commands);
  void reference(StringRef key, const std::optional<PythonRef> &reference);
  void weight(const WeightSpec &weight);

  const SourceTree &tree;
  raw_ostream &os;
  unsigned level = 0;
};

} // namespace

void SpecPrinter::line(StringRef key, StringRef value, SourceRange range) {
  os.indent(level * 2) << key;
  if (!value.empty())
    os << ' ' << value;
  if (Loc loc = tree.locate(range); loc.isValid())
    os << " at " << loc.line << ':' << loc.column;
  os << '\n';
}

void SpecPrinter::commands(StringRef key, ArrayRef<RunCommand> commands) {
  for (const RunCommand &command : commands) {
    text(key, command.command);
    ++level;
    for (const SecretMount &mount : command.mounts)
      line("secret", jsonQuote(*mount.id) + " to " + jsonQuote(*mount.target), mount.range);
    --level;
  }
}

void SpecPrinter::build(const BuildSpec &build) {
  line("build", "", build.range);
  ++level;
  text("python_version", build.pythonVersion);
  if (build.gpu.range.isValid())
    line("gpu", *build.gpu ? "true" : "false", build.gpu.range);
  text("cuda", build.cuda);
  text("cudnn", build.cudnn);
  text("python_requirements", build.pythonRequirements);
  texts("python_package", build.pythonPackages);
  for (const PackageSecretSpec &secret : build.packageSecrets)
    line("package_secret",
         jsonQuote(*secret.id) +
             (secret.target->empty() ? "" : " to " + jsonQuote(*secret.target)) +
             (secret.env->empty() ? "" : " env " + jsonQuote(*secret.env)),
         secret.range);
  texts("system_package", build.systemPackages);
  commands("run", build.run);
  commands("pre_install", build.preInstall);
  text("sdk_version", build.sdkVersion);
  --level;
}

void SpecPrinter::reference(StringRef key, const std::optional<PythonRef> &reference) {
  if (!reference)
    return;
  text(key, reference->text);
  os.indent(level * 2 + 2) << "file " << jsonQuote(reference->file) << '\n';
  os.indent(level * 2 + 2) << "name " << jsonQuote(reference->name) << '\n';
}

void SpecPrinter::weight(const WeightSpec &weight) {
  line("weight", jsonQuote(*weight.name) + " to " + jsonQuote(*weight.target), weight.range);
  ++level;
  for (const WeightSource &source : weight.sources) {
    text("source", source.uri);
    ++level;
    texts("include", source.include);
    texts("exclude", source.exclude);
    --level;
  }
  --level;
}

void SpecPrinter::print(const ModelSpec &spec) {
  os << "model " << jsonQuote(spec.configPath) << '\n';
  ++level;
  if (spec.build.range.isValid())
    build(spec.build);
  text("image", spec.image);
  text("model", spec.model);
  reference("run", spec.run);
  reference("train", spec.train);
  if (spec.concurrencyMax)
    line("concurrency_max", utostr(**spec.concurrencyMax), spec.concurrencyMax->range);
  for (const EnvironmentEntry &entry : spec.environment)
    line("environment", entry.name + "=" + jsonQuote(entry.value), entry.range);
  for (const WeightSpec &spec : spec.weights)
    weight(spec);
}

void cogc::printModelSpec(const ModelSpec &spec, const SourceTree &tree, raw_ostream &os) {
  SpecPrinter(tree, os).print(spec);
}

namespace {

/// Writes one JSON object or array after the other; empty ones are left out.
class ConfigWriter {
public:
  explicit ConfigWriter(raw_ostream &os) : json(os) {}

  void write(const ModelSpec &spec, StringRef pythonVersion);

private:
  void text(StringRef key, StringRef value) {
    if (!value.empty())
      json.attribute(key, json::fixUTF8(value));
  }
  void text(StringRef key, const std::optional<Text> &value) {
    if (value)
      text(key, **value);
  }
  void texts(StringRef key, ArrayRef<Text> values);
  void build(const BuildSpec &build, StringRef pythonVersion);
  void command(const RunCommand &command);
  void weight(const WeightSpec &weight);
  void source(const WeightSource &source);

  json::OStream json;
};

} // namespace

void ConfigWriter::texts(StringRef key, ArrayRef<Text> values) {
  if (values.empty())
    return;
  json.attributeArray(key, [&] {
    for (const Text &value : values)
      json.value(json::fixUTF8(maskCredentials(*value)));
  });
}

void ConfigWriter::command(const RunCommand &command) {
  json.object([&] {
    json.attribute("command", json::fixUTF8(maskCredentials(*command.command)));
    if (command.mounts.empty())
      return;
    json.attributeArray("mounts", [&] {
      for (const SecretMount &mount : command.mounts)
        json.object([&] {
          json.attribute("type", "secret");
          text("id", *mount.id);
          text("target", *mount.target);
        });
    });
  });
}

void ConfigWriter::build(const BuildSpec &build, StringRef pythonVersion) {
  if (*build.gpu)
    json.attribute("gpu", true);
  text("python_version", pythonVersion);
  text("python_requirements", build.pythonRequirements);
  texts("python_packages", build.pythonPackages);
  if (!build.run.empty())
    json.attributeArray("run", [&] {
      for (const RunCommand &item : build.run)
        command(item);
    });
  texts("system_packages", build.systemPackageItems);
  if (!build.preInstall.empty())
    json.attributeArray("pre_install", [&] {
      for (const RunCommand &item : build.preInstall)
        json.value(json::fixUTF8(maskCredentials(*item.command)));
    });
  text("cuda", build.cuda);
  text("cudnn", build.cudnn);
  text("sdk_version", build.sdkVersion);
}

void ConfigWriter::source(const WeightSource &source) {
  json.object([&] {
    text("uri", *source.uri);
    texts("include", source.include);
    texts("exclude", source.exclude);
  });
}

void ConfigWriter::weight(const WeightSpec &weight) {
  json.object([&] {
    text("name", *weight.name);
    text("target", *weight.target);
    // One source stands alone, as Cog writes it.
    json.attributeBegin("source");
    if (weight.sources.size() == 1)
      source(weight.sources.front());
    else
      json.array([&] { llvm::for_each(weight.sources, [&](auto &item) { source(item); }); });
    json.attributeEnd();
  });
}

void ConfigWriter::write(const ModelSpec &spec, StringRef pythonVersion) {
  json.object([&] {
    json.attributeObject("build", [&] { build(spec.build, pythonVersion); });
    text("image", spec.image);
    text("model", spec.model);
    // Cog keeps `run` under its older name.
    if (spec.run)
      text("predict", *spec.run->text);
    if (spec.train)
      text("train", *spec.train->text);
    if (spec.concurrencyMax)
      json.attributeObject("concurrency", [&] { json.attribute("max", **spec.concurrencyMax); });
    if (!spec.environment.empty())
      json.attributeArray("environment", [&] {
        for (const EnvironmentEntry &entry : spec.environment)
          json.value(json::fixUTF8(entry.name + "=" + entry.value));
      });
    if (!spec.weights.empty())
      json.attributeArray("weights", [&] {
        for (const WeightSpec &item : spec.weights)
          weight(item);
      });
  });
}

std::string cogc::cogConfigJson(const ModelSpec &spec, StringRef pythonVersion) {
  std::string text;
  raw_string_ostream os(text);
  ConfigWriter(os).write(spec, pythonVersion);
  return spellAsGo(text);
}
