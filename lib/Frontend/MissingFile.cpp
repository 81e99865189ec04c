//===- MissingFile.cpp - What to say about a file that is not there ---------===//
#include "MissingFile.h"
#include "cogc/Support/EditDistance.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

using namespace cogc;
using namespace llvm;

/// The names in a folder of the project, sorted; of a huge folder only some.
static std::vector<std::string> namesIn(const SourceTree &tree, StringRef folder) {
  constexpr size_t most = 1000;
  SmallString<128> path(tree.root());
  sys::path::append(path, folder);
  std::vector<std::string> names;
  std::error_code error;
  for (vfs::directory_iterator it = tree.fileSystem().dir_begin(path, error), end;
       !error && it != end && names.size() < most; it.increment(error))
    if (it->type() != sys::fs::file_type::directory_file)
      names.push_back(sys::path::filename(it->path()).str());
  sort(names);
  return names;
}

/// The path of a file in the same folder with nearly the same name, or empty.
static std::string nearestFile(const SourceTree &tree, StringRef path) {
  StringRef folder = sys::path::parent_path(path, sys::path::Style::posix);
  std::vector<std::string> names = namesIn(tree, folder);
  SmallVector<StringRef> candidates(names.begin(), names.end());
  StringRef nearest = nearestWord(sys::path::filename(path, sys::path::Style::posix), candidates);
  if (nearest.empty() || folder.empty())
    return nearest.str();
  return (folder + "/" + nearest).str();
}

/// Whether \p path would be right if it began at the folder of the file that
/// names it.
static bool liesBeside(const SourceTree &tree, StringRef path, SourceRange range) {
  if (!range.isValid())
    return false;
  SmallString<128> beside(sys::path::parent_path(tree.name(range.file), sys::path::Style::posix));
  if (beside.empty())
    return false;
  sys::path::append(beside, sys::path::Style::posix, path);
  return tree.isFile(beside);
}

void cogc::reportMissingFile(const SourceTree &tree, StringRef path, SourceRange range,
                             StringRef advice, DiagnosticEngine &diags) {
  std::string hint;
  if (tree.isDirectory(path))
    hint = "; there is a folder of that name";
  else if (liesBeside(tree, path, range))
    hint = ("; it lies beside `" + tree.name(range.file) +
            "`, but paths begin at the project's folder")
               .str();
  else if (std::string nearest = nearestFile(tree, path); !nearest.empty())
    hint = "; did you mean `" + nearest + "`?";
  diags.report(Diag::file_missing, range, path, advice, hint);
}
