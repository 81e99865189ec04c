//===- TreeOf.h - A project in memory --------------------------------------===//
#ifndef COGC_UNITTESTS_SUPPORT_TREEOF_H
#define COGC_UNITTESTS_SUPPORT_TREEOF_H

#include "cogc/Support/SourceTree.h"
#include <initializer_list>
#include <utility>

namespace cogc::test {

/// A tree with the root `/project` and these files in it.
inline SourceTree
treeOf(std::initializer_list<std::pair<llvm::StringRef, llvm::StringRef>> files = {}) {
  auto fs = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  for (const auto &[name, contents] : files)
    fs->addFile("/project/" + name, 0, llvm::MemoryBuffer::getMemBufferCopy(contents));
  return SourceTree(fs, "/project");
}

/// The range of the first \p text in \p file.
inline SourceRange rangeOf(const SourceTree &tree, FileId file, llvm::StringRef text) {
  auto at = static_cast<uint32_t>(tree.contents(file).find(text));
  return {file, at, at + static_cast<uint32_t>(text.size())};
}

} // namespace cogc::test

#endif
