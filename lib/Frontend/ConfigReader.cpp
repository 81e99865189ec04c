//===- ConfigReader.cpp - Typed access to the nodes of cog.yaml -------------===//
#include "ConfigReader.h"
#include "ConfigFixes.h"
#include "cogc/Support/EditDistance.h"
#include "cogc/Support/Quote.h"
#include "llvm/ADT/STLExtras.h"

using namespace cogc;
using namespace llvm;
using yaml::Entry;
using yaml::Node;

const Node *Keys::get(StringRef key) const {
  for (const Value &value : values)
    if (value.field->key() == key)
      return value.entry.value;
  return nullptr;
}

SourceRange Keys::keyRange(StringRef key) const {
  for (const Value &value : values)
    if (value.field->key() == key)
      return value.entry.key->range;
  return {};
}

bool Keys::isGiven(const Node &mapping, StringRef key) {
  return any_of(mapping.entries, [&](const Entry &entry) {
    return entry.key->text == key && !entry.value->isNull();
  });
}

static uint8_t typesOf(const Node &node) {
  if (node.kind == Node::Kind::Sequence)
    return FieldList;
  if (node.kind == Node::Kind::Mapping)
    return FieldMapping;
  if (node.isString())
    return FieldText;
  if (node.isNumber())
    return FieldNumber;
  return node.isBool() ? FieldBool : 0;
}

/// What messages call the field: "`build.gpu`", "an item of `build.run`".
static std::string nameOf(const Field &field) {
  if (field.path.empty())
    return "the configuration";
  if (field.path.ends_with("[]"))
    return ("an item of `" + field.parent() + "`").str();
  return ("`" + field.path + "`").str();
}

static std::string typeHint(const Node &node, const Field &field) {
  if (!field.hint.empty())
    return ("; " + field.hint).str();
  if (node.isScalar() && !node.isNull() && (field.types & FieldText))
    return "; put it in quotes";
  if (node.isScalar() && field.types == FieldList)
    return "; begin each item with `- ` on its own line";
  if (node.isScalar() && field.types == FieldMapping)
    return "; write `key: value` lines below it";
  return "";
}

bool ConfigReader::checkType(const Node &node, const Field &field) {
  if (typesOf(node) & field.types)
    return true;
  bool boolAsText = field.types == FieldBool && node.isString() &&
                    yaml::resolvePlainScalar(node.text) == yaml::ScalarType::Bool;
  if (boolAsText) {
    StringRef word = node.boolValue() ? "true" : "false";
    diags.report(Diag::bool_as_text, node.range, field.path, node.text, word)
        .fixIt(node.range, word.str());
    return true;
  }
  auto report = diags.report(Diag::wrong_type, node.range, nameOf(field),
                             describeTypes(field.types), describe(node), typeHint(node, field));
  if (node.isScalar() && !node.isNull() && (field.types & FieldText))
    report.fixIt(node.range, jsonQuote(node.text));
  if (field.path == "environment" && node.kind == Node::Kind::Mapping)
    fixByListing(tree, node, report);
  return false;
}

/// In the first months of Cog `build` was called `environment`.
bool ConfigReader::isOldBuild(const Node &mapping, const Entry &entry) {
  auto isBuildKey = [](const Entry &each) { return findField("build", each.key->text); };
  return entry.key->text == "environment" && any_of(entry.value->entries, isBuildKey);
}

bool ConfigReader::checkType(const Node &mapping, const Entry &entry, const Field &field) {
  if (!isOldBuild(mapping, entry))
    return checkType(*entry.value, field);
  auto report = diags.report(Diag::old_build_key, entry.key->range);
  if (!findEntry(mapping, "build"))
    report.fixIt(entry.key->range, "build");
  return false;
}

/// Counts one value read; false when there were too many, which is said once.
bool ConfigReader::spend(const Node &node) {
  if (++visits == maxVisits)
    diags.report(Diag::config_too_complex, node.range, maxVisits);
  return visits < maxVisits;
}

/// Where \p key would be known: "`build`", "the top level"; else empty.
static std::string otherHome(StringRef key) {
  for (const Field &field : allFields())
    if (field.key() == key && field.state != FieldState::Removed && !field.path.contains("[]"))
      return field.parent().empty() ? "the top level" : ("`" + field.parent() + "`").str();
  return "";
}

void ConfigReader::reportUnknown(const Node &mapping, const Node &key, StringRef path) {
  if (std::string home = otherHome(key.text); !home.empty()) {
    diags.report(Diag::unknown_key, key.range, key.text, " here; it belongs to " + home);
    return;
  }
  if (key.text == "env" || key.text == "env_vars") {
    diags.report(Diag::unknown_key, key.range, key.text,
                 "; variables are in `environment`, at the top level");
    return;
  }
  SmallVector<StringRef> known;
  for (const Field &field : allFields())
    if (field.parent() == path && field.state != FieldState::Removed)
      known.push_back(field.key());
  StringRef nearest = nearestWord(key.text, known);
  std::string hint = nearest.empty() ? "" : ("; did you mean `" + nearest + "`?").str();
  auto report = diags.report(Diag::unknown_key, key.range, key.text, hint);
  if (nearest.empty())
    return;
  bool isSure = typingDistance(key.text, nearest) == 1 && !findEntry(mapping, nearest);
  report.fixIt(key.range, nearest.str(), isSure ? FixKind::Safe : FixKind::Guess);
}

void ConfigReader::readEntry(const Node &mapping, const Entry &entry, StringRef path, Keys &keys) {
  const Field *field = findField(path, entry.key->text);
  if (!field)
    return reportUnknown(mapping, *entry.key, path);
  if (field->state == FieldState::Removed) {
    auto report = diags.report(Diag::removed_key, entry.key->range, field->key(), field->note);
    return fixByRemoving(tree, entry, report);
  }
  if (entry.value->isNull())
    return;
  if (field->state == FieldState::Deprecated) {
    auto report = diags.report(Diag::deprecated_key, entry.key->range, field->path, field->note);
    if (!field->replacement.empty())
      fixByRenaming(tree, mapping, entry, field->replacement, report);
  }
  if (checkType(mapping, entry, *field))
    keys.values.push_back({field, entry});
}

void ConfigReader::checkRequired(const Node &mapping, StringRef path) {
  for (const Field &field : allFields()) {
    if (field.state != FieldState::Required || field.parent() != path)
      continue;
    // A value of a wrong type has been reported already.
    if (!Keys::isGiven(mapping, field.key()))
      diags.report(Diag::missing_key, mapping.range, nameOf(fieldAt(path)), field.key());
  }
}

Keys ConfigReader::keys(const Node &mapping, StringRef path) {
  Keys keys;
  for (const Entry &entry : mapping.entries) {
    if (!spend(*entry.value))
      return keys;
    readEntry(mapping, entry, path, keys);
  }
  checkRequired(mapping, path);
  return keys;
}

void ConfigReader::items(const Node *list, StringRef path, function_ref<void(const Node &)> read) {
  if (!list)
    return;
  const Field &field = fieldAt((path + "[]").str());
  for (const Node *item : list->items) {
    if (!spend(*item))
      return;
    if (item->isNull())
      diags.report(Diag::empty_item, item->range, "`" + path.str() + "`");
    else if (checkType(*item, field))
      read(*item);
  }
}

Text ConfigReader::text(const Node &scalar) {
  if (!StringRef(scalar.text).contains('\0'))
    return {scalar.text, scalar.range};
  diags.report(Diag::nul_in_value, scalar.range);
  return {"", scalar.range};
}

static bool isBlank(StringRef text) { return text.trim().empty(); }

std::optional<Text> ConfigReader::optionalText(const Node *scalar) {
  if (!scalar)
    return std::nullopt;
  Text value = text(*scalar);
  if (isBlank(*value))
    return std::nullopt;
  return value;
}

std::vector<Text> ConfigReader::texts(const Node *list, StringRef path) {
  std::vector<Text> texts;
  items(list, path, [&](const Node &item) {
    if (isBlank(item.text))
      diags.report(Diag::empty_item, item.range, "`" + path.str() + "`");
    else if (Text value = text(item); !value->empty())
      texts.push_back(std::move(value));
  });
  return texts;
}

SourceRange ConfigReader::rangeWithin(const Text &text, StringRef word) const {
  assert(word.begin() >= text->data() && word.end() <= text->data() + text->size());
  StringRef written = tree.text(text.range);
  size_t start = written.find(*text);
  if (start == StringRef::npos)
    return text.range;
  uint32_t begin = text.range.begin + uint32_t(start + (word.begin() - text->data()));
  return {text.range.file, begin, begin + uint32_t(word.size())};
}
