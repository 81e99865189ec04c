#include "SourceMap.h"
#include <algorithm>

using namespace cogc;
using namespace cogc::llb;

/// Linguist's name of a file's language, for consumers that colour it.
static llvm::StringRef languageOf(llvm::StringRef file) {
  if (file.ends_with(".yaml") || file.ends_with(".yml"))
    return "YAML";
  if (file.ends_with(".toml"))
    return "TOML";
  if (file.ends_with(".py"))
    return "Python";
  return "Text";
}

int SourceMapBuilder::indexOf(const std::string &name) {
  auto [entry, isNew] = indexes.try_emplace(name, -1);
  if (!isNew)
    return entry->second;
  FileId file = tree.find(name);
  if (!file.isValid())
    return -1;
  wire::SourceInfo &info = *source.add_infos();
  info.set_filename(name);
  info.set_data(tree.contents(file).str());
  info.set_language(languageOf(name).str());
  return entry->second = source.infos_size() - 1;
}

static uint32_t lastLine(const SourceTree &tree, FileId file) {
  return tree.position(file, tree.contents(file).size()).line;
}

void SourceMapBuilder::add(const std::string &digest, const std::vector<Loc> &locs) {
  for (const Loc &loc : locs) {
    int index = indexOf(loc.file);
    FileId file = tree.find(loc.file);
    if (index < 0 || !loc.isValid() || loc.line > lastLine(tree, file))
      continue;
    wire::Location &location = *(*source.mutable_locations())[digest].add_locations();
    location.set_source_index(index);
    wire::Range &range = *location.add_ranges();
    range.mutable_start()->set_line(loc.line);
    range.mutable_end()->set_line(std::clamp(loc.endLine, loc.line, lastLine(tree, file)));
  }
}
