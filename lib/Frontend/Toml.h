//===- Toml.h - TOML files of a project ----------------------------------------===//
//
// toml++ parses; this header is the only door to it. A TomlFile keeps the tree
// with the file, so that every value can be told with its place, and its
// readers report a value of another type and give nothing in its place.
//
//===----------------------------------------------------------------------------===//
#ifndef COGC_LIB_FRONTEND_TOML_H
#define COGC_LIB_FRONTEND_TOML_H

#include "cogc/Frontend/ModelSpec.h"
#include "cogc/Support/Diagnostics.h"

#define TOML_HEADER_ONLY 0
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
// toml++ 3.3 asserts, and lets clang assume, that a key begins like one; in `[`
// and a line break it does not, and the parser reports that itself right after.
#define TOML_ASSERT(expr) static_assert(true)
#include <toml++/impl/preprocessor.h>
#undef TOML_ASSUME
#define TOML_ASSUME(expr) static_assert(true)
#include <toml++/toml.h>

namespace cogc {

class TomlFile {
public:
  /// Parses \p file; reports what is no TOML at its line and column. With
  /// \p text, that text is parsed instead of the file's own: it has to have the
  /// same lines.
  static std::optional<TomlFile> read(FileId file, const SourceTree &tree, DiagnosticEngine &diags,
                                      std::optional<llvm::StringRef> text = std::nullopt);

  const toml::table &root() const { return table_; }
  FileId id() const { return file; }
  SourceRange rangeOf(const toml::node &node) const;
  SourceRange rangeOf(const toml::source_region &region) const;

  /// The value of \p key; null when it is missing or, after a report, when it
  /// has another type.
  const toml::table *table(const toml::table &parent, llvm::StringRef key) const;
  const toml::array *array(const toml::table &parent, llvm::StringRef key) const;
  std::optional<Text> text(const toml::table &parent, llvm::StringRef key) const;
  std::optional<int64_t> number(const toml::table &parent, llvm::StringRef key) const;
  bool flag(const toml::table &parent, llvm::StringRef key) const;
  /// The items of a list of texts.
  std::vector<Text> texts(const toml::table &parent, llvm::StringRef key) const;
  /// An item of a list, which must be a text, or a table.
  std::optional<Text> textItem(const toml::node &item, llvm::StringRef where) const;
  const toml::table *tableItem(const toml::node &item, llvm::StringRef where) const;

  void wrongType(const toml::node &node, llvm::StringRef what, llvm::StringRef expected) const;

private:
  TomlFile(toml::table table, FileId file, const SourceTree &tree, DiagnosticEngine &diags)
      : table_(std::move(table)), file(file), tree(&tree), diags(&diags) {}
  const toml::node *find(const toml::table &parent, llvm::StringRef key) const;

  toml::table table_;
  FileId file;
  const SourceTree *tree;
  DiagnosticEngine *diags;
};

} // namespace cogc

#endif
