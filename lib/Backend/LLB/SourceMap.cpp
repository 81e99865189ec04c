#include "SourceMap.h"
#include "cogc/Support/Credentials.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/JSON.h"
#include <algorithm>

using namespace cogc;
using namespace cogc::llb;

/// What is quoted travels whole; a few lines of an error are not worth more. A
/// lock file of ten thousand packages has about this size.
static constexpr size_t largestFile = 1u << 20;

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

int SourceMapBuilder::indexOf(const std::string &name, FileId file) {
  auto [entry, isNew] = indexes.try_emplace(name, source.infos_size());
  if (isNew) {
    wire::SourceInfo &info = *source.add_infos();
    info.set_filename(llvm::json::fixUTF8(name));
    // It is in each record of the build, for whoever may read those.
    info.set_data(maskCredentials(tree.contents(file)));
    info.set_language(languageOf(name).str());
  }
  return entry->second;
}

static uint32_t lastLine(const SourceTree &tree, FileId file) {
  return tree.position(file, tree.contents(file).size()).line;
}

/// The lines of \p loc as the map has them; two places on the same lines would
/// be printed twice.
static bool hasLines(const wire::Locations &locations, int index, uint32_t first, uint32_t last) {
  return llvm::any_of(locations.locations(), [&](const wire::Location &location) {
    const wire::Range &range = location.ranges(0);
    return location.source_index() == index && uint32_t(range.start().line()) == first &&
           uint32_t(range.end().line()) == last;
  });
}

void SourceMapBuilder::add(const std::string &digest, const std::vector<Loc> &locs) {
  for (const Loc &loc : locs) {
    FileId file = tree.find(loc.file);
    if (!file.isValid() || tree.contents(file).size() > largestFile || !loc.isValid() ||
        loc.line > lastLine(tree, file))
      continue;
    int index = indexOf(loc.file, file);
    uint32_t last = std::clamp(loc.endLine, loc.line, lastLine(tree, file));
    wire::Locations &locations = (*source.mutable_locations())[digest];
    if (hasLines(locations, index, loc.line, last))
      continue;
    wire::Location &location = *locations.add_locations();
    location.set_source_index(index);
    wire::Range &range = *location.add_ranges();
    range.mutable_start()->set_line(loc.line);
    range.mutable_end()->set_line(last);
  }
}
