//===- ConfigReader.h - Typed access to the nodes of cog.yaml ---------------===//
//
// What CogYaml.cpp stands on: keys and types checked against the table of
// fields, one diagnostic for each mistake, and a bound on the work, since an
// alias lets a short text spell a huge tree.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_LIB_FRONTEND_CONFIGREADER_H
#define COGC_LIB_FRONTEND_CONFIGREADER_H

#include "Fields.h"
#include "Yaml.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace cogc {

using Text = Located<std::string>;

/// The known keys of one mapping whose values have the right type.
class Keys {
public:
  /// The value of \p key; null when it is not given, null, or of a wrong type.
  const yaml::Node *get(llvm::StringRef key) const;
  /// Where the key itself stands.
  SourceRange keyRange(llvm::StringRef key) const;
  /// Whether \p mapping gives \p key a value, of whatever type.
  static bool isGiven(const yaml::Node &mapping, llvm::StringRef key);

private:
  friend class ConfigReader;
  struct Value {
    const Field *field;
    yaml::Entry entry;
  };
  llvm::SmallVector<Value, 8> values;
};

class ConfigReader {
public:
  ConfigReader(const SourceTree &tree, DiagnosticEngine &diags) : tree(tree), diags(diags) {}

  const SourceTree &tree;
  DiagnosticEngine &diags;

  /// Whether \p node has a type of \p field; reports when not.
  bool checkType(const yaml::Node &node, const Field &field);
  /// The same for the value of \p entry, a key of \p mapping.
  bool checkType(const yaml::Node &mapping, const yaml::Entry &entry, const Field &field);

  /// Checks the keys of the mapping at \p path: unknown, removed, deprecated,
  /// missing, of a wrong type.
  Keys keys(const yaml::Node &mapping, llvm::StringRef path);

  /// Calls \p read for each item of the list at \p path that has the right
  /// type; \p list may be null.
  void items(const yaml::Node *list, llvm::StringRef path,
             llvm::function_ref<void(const yaml::Node &)> read);

  /// A scalar's text. Text with a NUL has been reported and comes back empty.
  Text text(const yaml::Node &scalar);
  /// The same for a value that may be missing: null, or blank, gives nothing.
  std::optional<Text> optionalText(const yaml::Node *scalar);
  /// The texts of a list, blank ones left out.
  std::vector<Text> texts(const yaml::Node *list, llvm::StringRef path);

  /// The place of \p word within the scalar \p text, when the scalar stands in
  /// the file letter by letter; else the scalar's.
  SourceRange rangeWithin(const Text &text, llvm::StringRef word) const;

private:
  void readEntry(const yaml::Node &mapping, const yaml::Entry &entry, llvm::StringRef path,
                 Keys &keys);
  void reportUnknown(const yaml::Node &mapping, const yaml::Node &key, llvm::StringRef path);
  bool isOldBuild(const yaml::Node &mapping, const yaml::Entry &entry);
  void checkRequired(const yaml::Node &mapping, llvm::StringRef path);
  bool spend(const yaml::Node &node);

  /// Each value read counts, each time that an alias leads to it.
  static constexpr unsigned maxVisits = 100'000;
  unsigned visits = 0;
};

} // namespace cogc

#endif
