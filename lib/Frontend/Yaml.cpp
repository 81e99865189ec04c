//===- Yaml.cpp - libyaml's events become a tree ----------------------------===//
#include "Yaml.h"
#include "cogc/Support/TextFile.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSwitch.h"
#include <yaml.h>

using namespace cogc;
using namespace cogc::yaml;
using namespace llvm;

namespace {

/// Turns libyaml's character counts into byte offsets. Marks come nearly in
/// order but also step back, so every 256th character's offset is kept.
class CharacterOffsets {
public:
  /// \p text is UTF-8 that has been checked; \p base is its offset in the file.
  CharacterOffsets(StringRef text, uint32_t base) : text(text), base(base) {
    size_t count = 0;
    for (size_t offset = 0; offset < text.size(); ++offset)
      if (isFirstByte(text[offset]) && count++ % step == 0)
        checkpoints.push_back(uint32_t(offset));
    isAscii = count == text.size();
  }

  uint32_t operator()(size_t character) const {
    if (character / step >= checkpoints.size())
      return base + uint32_t(text.size());
    if (isAscii)
      return base + uint32_t(character);
    size_t offset = checkpoints[character / step];
    for (size_t left = character % step; left && offset < text.size(); --left)
      do
        ++offset;
      while (offset < text.size() && !isFirstByte(text[offset]));
    return base + uint32_t(offset);
  }

private:
  static constexpr size_t step = 256;
  static bool isFirstByte(char byte) { return (uint8_t(byte) & 0xc0) != 0x80; }
  StringRef text;
  uint32_t base;
  bool isAscii;
  std::vector<uint32_t> checkpoints;
};

/// libyaml's parser and its current event, freed with this object.
class EventReader {
public:
  explicit EventReader(StringRef text) {
    yaml_parser_initialize(&parser);
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, reinterpret_cast<const unsigned char *>(text.data()),
                                 text.size());
  }
  EventReader(const EventReader &) = delete;
  ~EventReader() {
    yaml_event_delete(&event);
    yaml_parser_delete(&parser);
  }

  /// The next event, or null after a mistake: then failure() says which.
  const yaml_event_t *next() {
    yaml_event_delete(&event);
    return yaml_parser_parse(&parser, &event) ? &event : nullptr;
  }
  const yaml_parser_t &failure() const { return parser; }

private:
  yaml_parser_t parser = {};
  yaml_event_t event = {};
};

StringRef textOf(const yaml_char_t *text) {
  return text ? StringRef(reinterpret_cast<const char *>(text)) : StringRef();
}

/// One run over the events of one file. An explicit stack stands for the
/// collections that are open, so depth costs no call frames.
class Composer {
public:
  Composer(FileId file, const SourceTree &tree, DiagnosticEngine &diags)
      : file(file), text(tree.contents(file)), diags(diags),
        offsets(text.substr(utf8MarkLength(text)), utf8MarkLength(text)),
        events(text.substr(utf8MarkLength(text))) {}

  std::optional<Document> compose();

private:
  struct Open {
    Node *node;
    bool flow;
    /// Of a mapping: the key whose value comes next.
    const Node *key = nullptr;
  };

  bool handle(const yaml_event_t &event);
  bool startDocument(const yaml_event_t &event);
  bool scalar(const yaml_event_t &event);
  bool alias(const yaml_event_t &event);
  bool start(const yaml_event_t &event, Node::Kind kind, const yaml_char_t *anchor,
             const yaml_char_t *tag, bool flow);
  bool end(const yaml_event_t &event);

  Node *add(const yaml_event_t &event, Node::Kind kind, const yaml_char_t *anchor);
  bool attach(const Node &node);
  bool count(const yaml_event_t &event, size_t values);
  bool flattenMerges(Node &mapping, const yaml_event_t &event);
  bool mergeValue(Node &mapping, const Node &value, const yaml_event_t &event,
                  StringMap<const Node *> &keys);
  bool checkTag(const yaml_event_t &event, const yaml_char_t *tag, StringRef allowed);

  bool syntaxError();
  void reportSecondDocument(SourceRange place);
  SourceRange range(const yaml_mark_t &from, const yaml_mark_t &to) const;
  SourceRange rangeOf(const yaml_event_t &event) const {
    return range(event.start_mark, event.end_mark);
  }

  FileId file;
  StringRef text;
  DiagnosticEngine &diags;
  CharacterOffsets offsets;
  EventReader events;
  Document document;
  SmallVector<Open, 16> open;
  StringMap<const Node *> anchors;
  size_t values = 0;
  unsigned documents = 0;
};

} // namespace

SourceRange Composer::range(const yaml_mark_t &from, const yaml_mark_t &to) const {
  uint32_t begin = offsets(from.index), end = std::max(begin, offsets(to.index));
  // A block scalar's end mark stands behind the blank lines that follow it.
  end = begin + uint32_t(text.slice(begin, end).rtrim().size());
  return {file, begin, end};
}

std::optional<Document> Composer::compose() {
  while (true) {
    const yaml_event_t *event = events.next();
    if (!event) {
      syntaxError();
      return std::nullopt;
    }
    if (event->type == YAML_STREAM_END_EVENT)
      return std::move(document);
    if (!handle(*event))
      return std::nullopt;
  }
}

bool Composer::handle(const yaml_event_t &event) {
  switch (event.type) {
  case YAML_DOCUMENT_START_EVENT:
    return startDocument(event);
  case YAML_SCALAR_EVENT:
    return scalar(event);
  case YAML_ALIAS_EVENT:
    return alias(event);
  case YAML_SEQUENCE_START_EVENT: {
    const auto &data = event.data.sequence_start;
    return start(event, Node::Kind::Sequence, data.anchor, data.tag,
                 data.style == YAML_FLOW_SEQUENCE_STYLE);
  }
  case YAML_MAPPING_START_EVENT: {
    const auto &data = event.data.mapping_start;
    return start(event, Node::Kind::Mapping, data.anchor, data.tag,
                 data.style == YAML_FLOW_MAPPING_STYLE);
  }
  case YAML_SEQUENCE_END_EVENT:
  case YAML_MAPPING_END_EVENT:
    return end(event);
  case YAML_NO_EVENT:
  case YAML_STREAM_START_EVENT:
  case YAML_STREAM_END_EVENT:
  case YAML_DOCUMENT_END_EVENT:
    return true;
  }
  llvm_unreachable("all events are handled");
}

bool Composer::startDocument(const yaml_event_t &event) {
  if (++documents == 1)
    return true;
  reportSecondDocument(rangeOf(event));
  return false;
}

/// A file that begins like a Python module is the usual reason for two documents.
void Composer::reportSecondDocument(SourceRange place) {
  uint32_t start = utf8MarkLength(text);
  StringRef body = text.substr(start).ltrim();
  start = uint32_t(text.size() - body.size());
  if (body.starts_with("\"\"\"") || body.starts_with("'''"))
    diags.report(Diag::yaml_docstring, SourceRange{file, start, start + 3});
  else
    diags.report(Diag::yaml_documents, place);
}

/// Counts \p number more values against the limit.
bool Composer::count(const yaml_event_t &event, size_t number) {
  values += number;
  if (values <= maxNodes)
    return true;
  diags.report(Diag::yaml_size, rangeOf(event), maxNodes);
  return false;
}

Node *Composer::add(const yaml_event_t &event, Node::Kind kind, const yaml_char_t *anchor) {
  if (!count(event, 1))
    return nullptr;
  Node &node = document.nodes.emplace_back();
  node.kind = kind;
  node.range = rangeOf(event);
  if (anchor) {
    auto [first, isNew] = anchors.try_emplace(textOf(anchor), &node);
    if (!isNew) {
      diags.report(Diag::yaml_anchor, node.range, textOf(anchor))
          .note(first->second->range, "first given here");
      return nullptr;
    }
  }
  return &node;
}

/// Puts \p node where the text has it: at the top, in a list, as key or value.
bool Composer::attach(const Node &node) {
  bool isKey = !open.empty() && open.back().node->kind == Node::Kind::Mapping && !open.back().key;
  if (node.isScalar() &&
      (node.type == ScalarType::Value || (node.type == ScalarType::Merge && !isKey))) {
    diags.report(Diag::yaml_marker, node.range, node.text);
    return false;
  }
  if (open.empty()) {
    document.root = &node;
    return true;
  }
  Open &parent = open.back();
  if (isKey && !node.isScalar()) {
    diags.report(Diag::yaml_key, node.range, describe(node));
    return false;
  }
  if (isKey) {
    parent.key = &node;
  } else if (parent.key) {
    parent.node->entries.push_back({parent.key, &node});
    parent.key = nullptr;
  } else {
    parent.node->items.push_back(&node);
  }
  return true;
}

bool Composer::checkTag(const yaml_event_t &event, const yaml_char_t *tag, StringRef allowed) {
  StringRef name = textOf(tag);
  if (name.empty() || name == allowed)
    return true;
  StringRef core = name;
  bool known = core.consume_front("tag:yaml.org,2002:");
  diags.report(Diag::yaml_tag, rangeOf(event), known ? "!!" + core.str() : name.str());
  return false;
}

bool Composer::scalar(const yaml_event_t &event) {
  const auto &data = event.data.scalar;
  if (!checkTag(event, data.plain_implicit ? nullptr : data.tag, "tag:yaml.org,2002:str"))
    return false;
  Node *node = add(event, Node::Kind::Scalar, data.anchor);
  if (!node)
    return false;
  node->text.assign(reinterpret_cast<const char *>(data.value), data.length);
  node->type = data.plain_implicit ? resolvePlainScalar(node->text) : ScalarType::String;
  return attach(*node);
}

bool Composer::alias(const yaml_event_t &event) {
  StringRef name = textOf(event.data.alias.anchor);
  const Node *node = anchors.lookup(name);
  if (!node) {
    diags.report(Diag::yaml_alias, rangeOf(event), name);
    return false;
  }
  if (any_of(open, [&](const Open &frame) { return frame.node == node; })) {
    diags.report(Diag::yaml_cycle, rangeOf(event), name).note(node->range, "it stands here");
    return false;
  }
  return count(event, 1) && attach(*node);
}

bool Composer::start(const yaml_event_t &event, Node::Kind kind, const yaml_char_t *anchor,
                     const yaml_char_t *tag, bool flow) {
  StringRef allowed =
      kind == Node::Kind::Sequence ? "tag:yaml.org,2002:seq" : "tag:yaml.org,2002:map";
  if (!checkTag(event, tag, allowed))
    return false;
  if (open.size() == maxDepth) {
    diags.report(Diag::yaml_depth, rangeOf(event), maxDepth);
    return false;
  }
  Node *node = add(event, kind, anchor);
  if (!node || !attach(*node))
    return false;
  open.push_back({node, flow});
  return true;
}

bool Composer::end(const yaml_event_t &event) {
  Open closed = open.pop_back_val();
  Node &node = *closed.node;
  if (closed.flow) {
    node.range.end = offsets(event.end_mark.index);
  } else {
    // A block collection's end mark is where the next thing begins, comments
    // included: its last value's end says it better.
    const Node *last = nullptr;
    if (!node.items.empty())
      last = node.items.back();
    else if (!node.entries.empty())
      last = node.entries.back().value;
    if (last)
      node.range.end = std::max(node.range.end, last->range.end);
  }
  return node.kind != Node::Kind::Mapping || flattenMerges(node, event);
}

/// Refuses keys that stand twice, then takes over the entries of `<<`: a
/// mapping's own keys win, of several merged mappings the first.
bool Composer::flattenMerges(Node &mapping, const yaml_event_t &event) {
  StringMap<const Node *> keys;
  std::vector<Entry> written = std::move(mapping.entries);
  mapping.entries.clear();
  const Node *merge = nullptr;
  for (const Entry &entry : written) {
    auto [first, isNew] = keys.try_emplace(entry.key->text, entry.key);
    if (!isNew) {
      diags.report(Diag::duplicate_key, entry.key->range, entry.key->text)
          .note(first->second->range, "first given here");
      continue;
    }
    if (entry.key->type == ScalarType::Merge)
      merge = entry.value;
    else
      mapping.entries.push_back(entry);
  }
  return !merge || mergeValue(mapping, *merge, event, keys);
}

bool Composer::mergeValue(Node &mapping, const Node &value, const yaml_event_t &event,
                          StringMap<const Node *> &keys) {
  ArrayRef<const Node *> sources = value.items;
  const Node *single = &value;
  if (value.kind == Node::Kind::Mapping)
    sources = single;
  for (const Node *source : sources) {
    if (source->kind != Node::Kind::Mapping) {
      diags.report(Diag::yaml_merge, source->range, describe(*source));
      return false;
    }
    if (!count(event, source->entries.size()))
      return false;
    for (const Entry &entry : source->entries)
      if (keys.try_emplace(entry.key->text, entry.key).second)
        mapping.entries.push_back(entry);
  }
  if (value.isScalar()) {
    diags.report(Diag::yaml_merge, value.range, describe(value));
    return false;
  }
  return true;
}

/// What libyaml calls a mistake, in words that say what to do.
static std::string explain(StringRef problem, StringRef rest) {
  if (problem == "found character that cannot start any token" && rest.starts_with("\t"))
    return "a tab cannot indent; use spaces";
  if (problem == "found character that cannot start any token" && !rest.empty())
    return ("text cannot begin with `" + rest.take_front() + "`; put it in quotes").str();
  if (rest.trim().empty() && problem.starts_with("did not find expected"))
    problem = "found unexpected end of stream";
  return StringSwitch<std::string>(problem)
      .Case("mapping values are not allowed in this context",
            "a `:` stands where no key is; indent the line as its neighbours, or put text that "
            "holds `: ` in quotes")
      .Case("did not find expected key",
            "no key here; check this line's indentation, and that quotes are closed")
      .Case("did not find expected '-' indicator",
            "no `-` here; the items of a list begin in the same column")
      .Case("could not find expected ':'", "a key without `:`; write `key: value`")
      .Case("found unexpected end of stream", "the file ends inside quotes or brackets")
      .Case("did not find expected ',' or ']'", "a `[` list is not closed with `]`")
      .Case("did not find expected ',' or '}'", "a `{` mapping is not closed with `}`")
      .Case("did not find expected node content", "a value is missing here")
      .Case("control characters are not allowed", "a control character; remove it")
      .Default(problem.str());
}

/// Reports why libyaml stopped; always false.
bool Composer::syntaxError() {
  const yaml_parser_t &parser = events.failure();
  StringRef problem(parser.problem ? parser.problem : "out of memory");
  uint32_t begin = offsets(parser.problem_mark.index);
  if (parser.error == YAML_READER_ERROR)
    begin = std::min<size_t>(parser.problem_offset + utf8MarkLength(text), text.size());
  SourceRange place{file, begin, begin};
  if (problem == "did not find expected <document start>") {
    reportSecondDocument(place);
    return false;
  }
  auto report = diags.report(Diag::yaml_syntax, place, explain(problem, text.substr(begin)));
  if (parser.context && parser.context_mark.line != parser.problem_mark.line)
    report.note(range(parser.context_mark, parser.context_mark), parser.context);
  return false;
}

/// `%TAG` lines are compared pairwise by libyaml, so a great many would take
/// long; nobody needs more than a few.
static bool hasManyDirectives(StringRef text) {
  constexpr unsigned most = 16;
  unsigned count = text.starts_with("%TAG");
  for (size_t at = text.find("\n%TAG"); at != StringRef::npos && count <= most;
       at = text.find("\n%TAG", at + 1))
    ++count;
  return count > most;
}

std::optional<Document> yaml::parseYaml(FileId file, const SourceTree &tree,
                                        DiagnosticEngine &diags) {
  if (!checkUtf8(file, tree, diags))
    return std::nullopt;
  StringRef text = tree.contents(file);
  if (hasManyDirectives(text)) {
    diags.report(Diag::yaml_syntax, SourceRange{file, 0, 0}, "too many %TAG lines");
    return std::nullopt;
  }
  return Composer(file, tree, diags).compose();
}
