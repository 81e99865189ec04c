#define TOML_IMPLEMENTATION
#include "Toml.h"
#include "cogc/Support/TextFile.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;
using namespace llvm;

/// The offset of a position of toml++, which counts characters, not bytes.
static uint32_t offsetOf(const SourceTree &tree, FileId file, const toml::source_position &at) {
  uint32_t begin = tree.offsetOf(file, {at.line, 1});
  StringRef rest = tree.contents(file).substr(begin);
  size_t bytes = at.line == 1 ? utf8MarkLength(rest) : 0;
  for (uint32_t column = 1; column < at.column && bytes < rest.size(); ++column)
    for (++bytes; bytes < rest.size() && (uint8_t(rest[bytes]) & 0xc0) == 0x80;)
      ++bytes;
  return begin + uint32_t(bytes);
}

SourceRange TomlFile::rangeOf(const toml::source_region &region) const {
  if (!region.begin)
    return {file, 0, 0};
  uint32_t begin = offsetOf(*tree, file, region.begin);
  uint32_t end = region.end ? offsetOf(*tree, file, region.end) : begin;
  return {file, begin, std::max(begin, end)};
}

SourceRange TomlFile::rangeOf(const toml::node &node) const { return rangeOf(node.source()); }

/// toml++ says `Error while parsing key: expected …`.
static std::string errorText(StringRef description) {
  description.consume_front("Error while parsing ");
  std::string text = description.rtrim(".").str();
  if (!text.empty())
    text.front() = toLower(text.front());
  return text;
}

std::optional<TomlFile> TomlFile::read(FileId file, const SourceTree &tree, DiagnosticEngine &diags,
                                       std::optional<StringRef> text) {
  if (!checkUtf8(file, tree, diags))
    return std::nullopt;
  StringRef contents = text.value_or(tree.contents(file));
  toml::parse_result result = toml::parse(std::string_view(contents.data(), contents.size()));
  if (result)
    return TomlFile(std::move(result).table(), file, tree, diags);
  const toml::parse_error &error = result.error();
  uint32_t at = offsetOf(tree, file, error.source().begin);
  diags.report(Diag::toml_syntax, SourceRange{file, at, at},
               errorText({error.description().data(), error.description().size()}));
  return std::nullopt;
}

static StringRef typeName(const toml::node &node) {
  switch (node.type()) {
  case toml::node_type::none:
    return "nothing";
  case toml::node_type::table:
    return "a table";
  case toml::node_type::array:
    return "a list";
  case toml::node_type::string:
    return "a text";
  case toml::node_type::integer:
  case toml::node_type::floating_point:
    return "a number";
  case toml::node_type::boolean:
    return "true or false";
  case toml::node_type::date:
  case toml::node_type::time:
  case toml::node_type::date_time:
    return "a date";
  }
  llvm_unreachable("all types are listed");
}

void TomlFile::wrongType(const toml::node &node, const Twine &what, StringRef expected) const {
  diags->report(Diag::toml_type, rangeOf(node), what.str(), expected, typeName(node));
}

const toml::node *TomlFile::find(const toml::table &parent, StringRef key) const {
  return parent.get(std::string_view(key.data(), key.size()));
}

const toml::table *TomlFile::table(const toml::table &parent, StringRef key) const {
  const toml::node *node = find(parent, key);
  if (node && !node->is_table())
    wrongType(*node, "`" + key + "`", "a table");
  return node ? node->as_table() : nullptr;
}

const toml::array *TomlFile::array(const toml::table &parent, StringRef key) const {
  const toml::node *node = find(parent, key);
  if (node && !node->is_array())
    wrongType(*node, "`" + key + "`", "a list");
  return node ? node->as_array() : nullptr;
}

std::optional<Text> TomlFile::textItem(const toml::node &item, const Twine &where) const {
  if (const toml::value<std::string> *value = item.as_string())
    return Text(value->get(), rangeOf(item));
  wrongType(item, where, "a text");
  return std::nullopt;
}

const toml::table *TomlFile::tableItem(const toml::node &item, const Twine &where) const {
  if (!item.is_table())
    wrongType(item, where, "a table");
  return item.as_table();
}

std::optional<Text> TomlFile::text(const toml::table &parent, StringRef key) const {
  const toml::node *node = find(parent, key);
  return node ? textItem(*node, "`" + key + "`") : std::nullopt;
}

std::optional<int64_t> TomlFile::number(const toml::table &parent, StringRef key) const {
  const toml::node *node = find(parent, key);
  if (node && !node->is_integer())
    wrongType(*node, "`" + key + "`", "a number");
  return node && node->is_integer() ? std::optional(node->as_integer()->get()) : std::nullopt;
}

bool TomlFile::flag(const toml::table &parent, StringRef key) const {
  const toml::node *node = find(parent, key);
  if (node && !node->is_boolean())
    wrongType(*node, "`" + key + "`", "true or false");
  return node && node->is_boolean() && node->as_boolean()->get();
}

std::vector<Text> TomlFile::texts(const toml::table &parent, StringRef key) const {
  std::vector<Text> result;
  if (const toml::array *items = array(parent, key))
    for (const toml::node &item : *items)
      if (std::optional<Text> text = textItem(item, "an item of `" + key + "`"))
        result.push_back(std::move(*text));
  return result;
}
