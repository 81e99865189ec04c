//===- ConfigFixes.cpp - Rewrites of cog.yaml that mend a mistake ----------===//
#include "ConfigFixes.h"
#include "cogc/Support/Quote.h"
#include "cogc/Support/SourceTree.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;
using namespace llvm;
using yaml::Entry;
using yaml::Node;

const Entry *cogc::findEntry(const Node &mapping, StringRef key) {
  for (const Entry &entry : mapping.entries)
    if (entry.key->text == key)
      return &entry;
  return nullptr;
}

static StringRef fileOf(const SourceTree &tree, SourceRange range) {
  return tree.contents(range.file);
}

/// Where the line of \p offset begins, and where the next one does.
static uint32_t lineBegin(StringRef text, uint32_t offset) {
  return uint32_t(text.take_front(offset).rfind('\n') + 1); // npos + 1 is 0
}
static uint32_t nextLine(StringRef text, uint32_t offset) {
  return uint32_t(std::min(text.find('\n', offset), text.size() - 1) + 1);
}

static bool isBlank(StringRef text) { return text.trim(" \t\r\n").empty(); }

/// Whether \p text may define or use an anchor.
static bool mayHaveAnchor(StringRef text) {
  for (size_t i = 0; i + 1 < text.size(); ++i)
    if ((text[i] == '&' || text[i] == '*') && (i == 0 || isSpace(text[i - 1])) &&
        !isSpace(text[i + 1]) && text[i + 1] != '&')
      return true;
  return false;
}

/// The lines that hold \p entry and nothing else, up to the next line; nothing
/// when it shares them, when its value is elsewhere, or when others may refer
/// to it.
static std::optional<SourceRange> linesOf(const SourceTree &tree, const Entry &entry) {
  SourceRange key = entry.key->range, value = entry.value->range;
  if (value.file != key.file || value.begin < key.end)
    return std::nullopt;
  StringRef text = fileOf(tree, key);
  uint32_t begin = lineBegin(text, key.begin), end = nextLine(text, value.end);
  StringRef rest = text.slice(value.end, end).ltrim(" \t");
  bool isAlone = isBlank(text.slice(begin, key.begin)) && (isBlank(rest) || rest.starts_with("#"));
  if (!isAlone || mayHaveAnchor(text.slice(begin, end)))
    return std::nullopt;
  return SourceRange{key.file, begin, end};
}

void cogc::fixByRemoving(const SourceTree &tree, const Entry &entry,
                         DiagnosticEngine::Builder &report) {
  if (auto lines = linesOf(tree, entry))
    report.fixIt(*lines, "");
}

/// The lines below the key of a list in block style, to the end of \p lines.
static std::optional<SourceRange> itemLines(const SourceTree &tree, const Entry &entry,
                                            SourceRange lines) {
  StringRef text = fileOf(tree, lines);
  uint32_t begin = nextLine(text, entry.key->range.end);
  bool isBlock = entry.value->kind == Node::Kind::Sequence && !entry.value->items.empty() &&
                 entry.value->range.begin >= begin &&
                 text.substr(entry.value->range.begin).starts_with("-");
  // What else stands on the key's line, a comment, would be lost.
  bool isBare = isBlank(text.slice(entry.key->range.end, begin).ltrim(" :"));
  if (!isBlock || !isBare)
    return std::nullopt;
  return SourceRange{lines.file, begin, lines.end};
}

/// The column of the dashes of a list in block style.
static int indentOf(const SourceTree &tree, const Entry &list) {
  uint32_t begin = list.value->range.begin;
  return int(begin - lineBegin(fileOf(tree, list.value->range), begin));
}

/// \p lines moved to the right by \p columns, or to the left.
static std::string shifted(StringRef lines, int columns) {
  std::string result;
  while (!lines.empty()) {
    StringRef line = lines.take_front(nextLine(lines, 0));
    lines = lines.drop_front(line.size());
    if (isBlank(line)) {
      result += line;
      continue;
    }
    size_t blanks = line.size() - line.ltrim(' ').size();
    result += std::string(std::max(columns, 0), ' ');
    result += line.drop_front(std::min<size_t>(blanks, std::max(-columns, 0)));
  }
  return result;
}

/// Moves the items of \p from behind those of \p to.
static void moveItems(const SourceTree &tree, const Entry &from, const Entry &to,
                      DiagnosticEngine::Builder &report) {
  auto fromLines = linesOf(tree, from), toLines = linesOf(tree, to);
  if (!fromLines || !toLines)
    return;
  auto items = itemLines(tree, from, *fromLines);
  if (!items || !itemLines(tree, to, *toLines))
    return;
  std::string moved = shifted(tree.text(*items), indentOf(tree, to) - indentOf(tree, from));
  if (!StringRef(moved).ends_with("\n"))
    moved += '\n';
  if (!tree.text(*toLines).ends_with("\n"))
    moved.insert(0, "\n");
  report.fixIt({toLines->file, toLines->end, toLines->end}, moved).fixIt(*fromLines, "");
}

void cogc::fixByRenaming(const SourceTree &tree, const Node &mapping, const Entry &entry,
                         StringRef name, DiagnosticEngine::Builder &report) {
  if (const Entry *other = findEntry(mapping, name))
    moveItems(tree, entry, *other, report);
  else
    report.fixIt(entry.key->range, name.str());
}

/// `NAME=value` as a YAML scalar.
static std::string assignment(const Entry &entry) {
  std::string text = entry.key->text + "=" + entry.value->text;
  auto isPlain = [](char c) { return isAlnum(c) || StringRef("_-./+@=").contains(c); };
  return all_of(text, isPlain) ? text : jsonQuote(text);
}

/// Whether \p entry is a line of its own, `NAME: value`.
static bool isOneLine(const SourceTree &tree, const Entry &entry) {
  auto lines = linesOf(tree, entry);
  bool isPair = entry.value->isScalar() && !entry.value->isNull();
  return lines && isPair && tree.text(*lines).count('\n') <= 1;
}

void cogc::fixByListing(const SourceTree &tree, const Node &mapping,
                        DiagnosticEngine::Builder &report) {
  if (!all_of(mapping.entries, [&](const Entry &entry) { return isOneLine(tree, entry); }))
    return;
  for (const Entry &entry : mapping.entries) {
    SourceRange range{entry.key->range.file, entry.key->range.begin, entry.value->range.end};
    report.fixIt(range, "- " + assignment(entry));
  }
}
