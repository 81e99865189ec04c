//===- CogYaml.cpp - cog.yaml becomes a ModelSpec ---------------------------===//
#include "cogc/Frontend/CogYaml.h"
#include "CogYamlParts.h"
#include "ConfigFixes.h"
#include "MissingFile.h"
#include "ValueForms.h"
#include "llvm/ADT/StringMap.h"

using namespace cogc;
using namespace llvm;
using yaml::Node;

/// The largest configuration that is read; a usual one has a few hundred bytes.
static constexpr size_t maxConfigSize = 4u << 20;

std::optional<std::string> cogc::readFilePath(ConfigReader &reader, StringRef written,
                                              SourceRange range, StringRef advice) {
  ProjectPath path = projectPath(written);
  if (!path.mistake.empty()) {
    reader.diags.report(Diag::path_outside, range, written, path.mistake);
    return std::nullopt;
  }
  if (!reader.tree.isFile(path.path)) {
    reportMissingFile(reader.tree, path.path, range, advice, reader.diags);
    return std::nullopt;
  }
  return path.path;
}

/// Why \p text is not `file.py:Name`; empty when it is.
static StringRef referenceMistake(StringRef text, StringRef file, StringRef name) {
  if (file.size() == text.size())
    return "is not a file and a name in it";
  if (name.contains(".py:"))
    return "has `.py:` twice";
  if (file.empty() || file.ends_with("/"))
    return "has no file before `.py:`";
  if (name.empty())
    return "has no name after `.py:`";
  return isPythonIdentifier(name) ? "" : "does not end in the name of a class or function";
}

static std::optional<PythonRef> readReference(ConfigReader &reader, const Node *scalar,
                                              StringRef example) {
  std::optional<Text> text = reader.optionalText(scalar);
  if (!text)
    return std::nullopt;
  auto [file, name] = StringRef(**text).split(".py:");
  StringRef mistake = referenceMistake(**text, file, name);
  if (!mistake.empty()) {
    reader.diags.report(Diag::reference_form, text->range, **text, mistake, example);
    return std::nullopt;
  }
  PythonRef reference{*text, "", name.str()};
  if (auto path =
          readFilePath(reader, (file + ".py").str(), text->range, "create it, or correct the path"))
    reference.file = std::move(*path);
  return reference;
}

static void readReferences(ConfigReader &reader, const Keys &keys, ModelSpec &spec) {
  spec.run = readReference(reader, keys.get("run"), "run.py:Runner");
  auto predict = readReference(reader, keys.get("predict"), "predict.py:Predictor");
  spec.train = readReference(reader, keys.get("train"), "train.py:train");
  if (keys.get("run") && keys.get("predict"))
    reader.diags.report(Diag::run_and_predict, keys.keyRange("predict"))
        .note(keys.keyRange("run"), "`run` is given here");
  if (!spec.run)
    spec.run = std::move(predict);
}

/// Whether `model` is what an early form of cog.yaml had there: the predictor.
static bool isReference(StringRef model) { return model.contains(".py:"); }

static void readImageNames(ConfigReader &reader, const Node &root, const Keys &keys,
                           ModelSpec &spec) {
  spec.image = reader.optionalText(keys.get("image"));
  spec.model = reader.optionalText(keys.get("model"));
  if (spec.image && spec.model)
    reader.diags.report(Diag::image_and_model, keys.keyRange("model"))
        .note(keys.keyRange("image"), "`image` is given here");
  if (spec.image)
    if (std::string mistake = imageNameMistake(**spec.image, true); !mistake.empty())
      reader.diags.report(Diag::image_form, spec.image->range, **spec.image, "an image name",
                          mistake);
  if (!spec.model)
    return;
  std::string mistake = imageNameMistake(**spec.model, false);
  if (isReference(**spec.model))
    mistake = "the predictor belongs to `run`";
  if (mistake.empty())
    return;
  auto report = reader.diags.report(Diag::image_form, spec.model->range, **spec.model,
                                    "the name of a repository", mistake);
  if (isReference(**spec.model) && !findEntry(root, "run") && !findEntry(root, "predict"))
    report.fixIt(keys.keyRange("model"), "run");
}

static void readConcurrency(ConfigReader &reader, const Node *mapping, ModelSpec &spec) {
  if (!mapping)
    return;
  Keys keys = reader.keys(*mapping, "concurrency");
  const Node *max = keys.get("max");
  if (!Keys::isGiven(*mapping, "max"))
    reader.diags.report(Diag::missing_key, mapping->range, "`concurrency`", "max");
  if (!max)
    return;
  unsigned number = 0;
  if (StringRef(max->text).getAsInteger(10, number) || number < 1) {
    reader.diags.report(Diag::concurrency_form, max->range, max->text);
    return;
  }
  spec.concurrencyMax = {number, max->range};
}

/// Why \p name is no name of a variable; empty when it is one.
static StringRef nameMistake(StringRef item, StringRef name) {
  if (name.size() == item.size())
    return "has no `=`";
  if (name.empty())
    return "has no name before the `=`";
  if (!isEnvironmentName(name))
    return "has a name with other characters than letters, digits and `_`";
  return "";
}

std::vector<EnvironmentEntry> cogc::readEnvironment(ConfigReader &reader, const Node *list) {
  std::vector<EnvironmentEntry> entries;
  StringMap<SourceRange> seen;
  for (const Text &item : reader.texts(list, "environment")) {
    auto [name, value] = StringRef(*item).split('=');
    if (StringRef mistake = nameMistake(*item, name); !mistake.empty()) {
      reader.diags.report(Diag::environment_form, item.range, *item, mistake);
      continue;
    }
    if (StringRef pattern = reservedEnvironmentName(name); !pattern.empty())
      reader.diags.report(Diag::environment_reserved, item.range, name, pattern);
    auto [first, isNew] = seen.try_emplace(name, item.range);
    if (!isNew)
      reader.diags.report(Diag::environment_duplicate, item.range, name)
          .note(first->second, "first given here");
    entries.push_back({name.str(), value.str(), item.range});
  }
  return entries;
}

static void readTop(ConfigReader &reader, const Node &root, bool needsRun, ModelSpec &spec) {
  Keys keys = reader.keys(root, "");
  if (const Node *build = keys.get("build"))
    spec.build = readBuild(reader, *build);
  readImageNames(reader, root, keys, spec);
  readReferences(reader, keys, spec);
  readConcurrency(reader, keys.get("concurrency"), spec);
  spec.environment = readEnvironment(reader, keys.get("environment"));
  spec.weights = readWeights(reader, keys.get("weights"));
  if (!spec.weights.empty() && !spec.model)
    reader.diags.report(Diag::weights_without_model, keys.keyRange("weights"),
                        spec.image ? " in place of `image`" : "");
  auto isGiven = [&](StringRef key) {
    const yaml::Entry *entry = findEntry(root, key);
    return entry && !entry->value->isNull() &&
           !(entry->value->isScalar() && StringRef(entry->value->text).trim().empty());
  };
  bool isInModel = spec.model && isReference(**spec.model); // as has been reported
  if (needsRun && !isGiven("run") && !isGiven("predict") && !isGiven("train") && !isInModel)
    reader.diags.report(Diag::run_missing, SourceRange{root.range.file, 0, 0});
}

ModelSpec cogc::parseCogYaml(FileId file, const SourceTree &tree, DiagnosticEngine &diags,
                             bool needsRun) {
  ModelSpec spec;
  spec.configPath = tree.name(file).str();
  spec.configFile = file;
  size_t size = tree.contents(file).size();
  if (size > maxConfigSize) {
    diags.report(Diag::config_too_large, SourceRange{file, 0, 0}, size, maxConfigSize);
    return spec;
  }
  std::optional<yaml::Document> document = yaml::parseYaml(file, tree, diags);
  if (!document)
    return spec;
  ConfigReader reader(tree, diags);
  if (!document->root || document->root->isNull())
    diags.report(Diag::config_empty, SourceRange{file, 0, 0});
  else if (reader.checkType(*document->root, fieldAt("")))
    readTop(reader, *document->root, needsRun, spec);
  return spec;
}
