//===- SourceMap.h - The user's lines behind each vertex --------------------===//
#ifndef COGC_LIB_BACKEND_LLB_SOURCEMAP_H
#define COGC_LIB_BACKEND_LLB_SOURCEMAP_H

#include "cogc/Support/SourceTree.h"
#include "llb.pb.h"
#include "llvm/ADT/StringMap.h"

namespace cogc::llb {

/// Fills pb.Source: when a step fails, buildctl prints the lines that are named
/// here, from the copies of the files that travel with them.
class SourceMapBuilder {
public:
  SourceMapBuilder(const SourceTree &tree, wire::Source &source) : tree(tree), source(source) {}

  /// Records the places of one vertex. A place whose file is not in the tree,
  /// or has no such line, is left out: BuildKit refuses a map that points
  /// nowhere.
  void add(const std::string &digest, const std::vector<Loc> &locs);

private:
  /// The index of a file's SourceInfo, added when first named.
  int indexOf(const std::string &name, FileId file);

  const SourceTree &tree;
  wire::Source &source;
  llvm::StringMap<int> indexes;
};

} // namespace cogc::llb

#endif
