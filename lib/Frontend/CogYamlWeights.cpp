//===- CogYamlWeights.cpp - `weights:` ---------------------------------------===//
#include "CogYamlParts.h"
#include "WeightParts.h"
#include "cogc/Frontend/Weights.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"

using namespace cogc;
using namespace llvm;
using yaml::Node;

static void checkName(ConfigReader &reader, const Text &name) {
  if (name->size() > 128 || !Regex("^[a-z0-9]+([._-][a-z0-9]+)*$").match(*name))
    reader.diags.report(Diag::weight_form, name.range, "name", *name,
                        "is not made of lower-case letters and digits, joined by single `.`, `_` "
                        "or `-`");
}

std::string cogc::cleanTarget(StringRef target) {
  SmallString<128> clean(target);
  sys::path::remove_dots(clean, /*remove_dot_dot=*/true, sys::path::Style::posix);
  return clean.str().str();
}

static void checkTarget(ConfigReader &reader, const Text &target) {
  if (!StringRef(*target).starts_with("/"))
    reader.diags.report(Diag::weight_form, target.range, "target", *target,
                        "is not absolute; begin it with `/`");
  else if (cleanTarget(*target) == "/")
    reader.diags.report(Diag::weight_form, target.range, "target", *target,
                        "is the whole file system; name a folder");
}

static void checkPattern(ConfigReader &reader, const Text &pattern) {
  StringRef mistake;
  if (StringRef(*pattern).starts_with("!"))
    mistake = "begins with `!`; move it between `include` and `exclude`";
  else if (StringRef(*pattern).contains('\\'))
    mistake = "has a backslash; write `/` between folders";
  if (!mistake.empty())
    reader.diags.report(Diag::weight_form, pattern.range, "pattern", *pattern, mistake);
}

static void checkUri(ConfigReader &reader, const Text &uri) {
  if (WeightUri parsed = parseWeightUri(*uri); !parsed.mistake.empty())
    reader.diags.report(Diag::weight_form, uri.range, "uri", *uri, parsed.mistake);
}

static WeightSource readSource(ConfigReader &reader, const Node &mapping) {
  constexpr StringLiteral path = "weights[].source[]";
  Keys keys = reader.keys(mapping, path);
  WeightSource source;
  if (const Node *uri = keys.get("uri"))
    checkUri(reader, source.uri = reader.text(*uri));
  source.include = reader.texts(keys.get("include"), "weights[].source[].include");
  source.exclude = reader.texts(keys.get("exclude"), "weights[].source[].exclude");
  for (const Text &pattern : source.include)
    checkPattern(reader, pattern);
  for (const Text &pattern : source.exclude)
    checkPattern(reader, pattern);
  return source;
}

static WeightSpec readWeight(ConfigReader &reader, const Node &mapping) {
  Keys keys = reader.keys(mapping, "weights[]");
  WeightSpec weight;
  weight.range = mapping.range;
  if (const Node *name = keys.get("name"))
    checkName(reader, weight.name = reader.text(*name));
  if (const Node *target = keys.get("target"))
    checkTarget(reader, weight.target = reader.text(*target));
  const Node *source = keys.get("source");
  auto add = [&](const Node &item) { weight.sources.push_back(readSource(reader, item)); };
  if (source && source->kind == Node::Kind::Mapping)
    add(*source);
  else
    reader.items(source, "weights[].source", add);
  if (source && source->kind == Node::Kind::Sequence && source->items.empty())
    reader.diags.report(Diag::missing_key, source->range, "`weights[].source`", "uri");
  return weight;
}

static void checkNamesDiffer(ConfigReader &reader, ArrayRef<WeightSpec> weights) {
  StringMap<const Text *> names;
  for (const WeightSpec &weight : weights) {
    if (!weight.name.range.isValid())
      continue;
    auto [first, isNew] = names.try_emplace(*weight.name, &weight.name);
    if (!isNew)
      reader.diags
          .report(Diag::weight_duplicate, weight.name.range, "name", *weight.name,
                  "is given twice; names differ")
          .note(first->second->range, "first given here");
  }
}

/// No target may be or lie in another one. Sorted, a folder stands right before
/// the first thing in it.
static void checkTargetsDiffer(ConfigReader &reader, ArrayRef<WeightSpec> weights) {
  std::vector<std::pair<std::string, const Text *>> targets;
  for (const WeightSpec &weight : weights)
    if (weight.target.range.isValid())
      targets.emplace_back(cleanTarget(*weight.target) + "/", &weight.target);
  // Equal targets stay in their order: the pointers go into one vector.
  sort(targets);
  for (size_t i = 1; i < targets.size(); ++i) {
    auto &[outer, outerText] = targets[i - 1];
    auto &[inner, innerText] = targets[i];
    if (!StringRef(inner).starts_with(outer))
      continue;
    StringRef mistake = inner == outer ? "is given twice; targets differ"
                                       : "lies in another weight's target; choose another";
    reader.diags.report(Diag::weight_duplicate, innerText->range, "target", **innerText, mistake)
        .note(outerText->range, "the other target");
  }
}

std::vector<WeightSpec> cogc::readWeights(ConfigReader &reader, const Node *list) {
  std::vector<WeightSpec> weights;
  reader.items(list, "weights",
               [&](const Node &item) { weights.push_back(readWeight(reader, item)); });
  checkNamesDiffer(reader, weights);
  checkTargetsDiffer(reader, weights);
  return weights;
}
