//===- Yaml.h - YAML text as a tree of nodes with places --------------------===//
//
// libyaml splits the text into events; this layer composes them into nodes,
// resolves plain scalars as PyYAML does (YAML 1.1 with PyYAML's spellings),
// looks up aliases and flattens merge keys. It is stricter than PyYAML in
// three places, where PyYAML hides a mistake: a key may stand only once in a
// mapping, tags other than `!!str` are refused, and a node cannot contain
// itself.
//
// Hostile text costs little: an alias is a pointer to the node that it names,
// never a copy; the depth and the number of values are bounded; nothing
// recurses.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_LIB_FRONTEND_YAML_H
#define COGC_LIB_FRONTEND_YAML_H

#include "cogc/Support/Diagnostics.h"
#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace cogc::yaml {

/// What a scalar is to PyYAML's safe loader. `Merge` and `Value` are the plain
/// `<<` and `=`: the first is only ever a key, the second is in no tree.
enum class ScalarType : uint8_t { Null, Bool, Int, Float, Timestamp, String, Merge, Value };

struct Node;

struct Entry {
  const Node *key;
  const Node *value;
};

/// A value. Nodes are shared: an alias and its anchor are one node.
struct Node {
  enum class Kind : uint8_t { Scalar, Sequence, Mapping };

  Kind kind = Kind::Scalar;
  /// Of a scalar: its type, and its text after unescaping (a number keeps its
  /// text: `3.10`).
  ScalarType type = ScalarType::Null;
  std::string text;
  /// Of a sequence.
  std::vector<const Node *> items;
  /// Of a mapping: its own entries in order, then those that `<<` brought in.
  std::vector<Entry> entries;
  SourceRange range;

  bool isScalar() const { return kind == Kind::Scalar; }
  bool isNull() const { return isScalar() && type == ScalarType::Null; }
  bool isString() const { return isScalar() && type == ScalarType::String; }
  bool isNumber() const {
    return isScalar() && (type == ScalarType::Int || type == ScalarType::Float);
  }
  bool isBool() const { return isScalar() && type == ScalarType::Bool; }
  /// Of a Bool: which one.
  bool boolValue() const;
};

/// The type that PyYAML gives to a plain scalar with this text.
ScalarType resolvePlainScalar(llvm::StringRef text);

/// "a list", "a number": what messages call a node.
llvm::StringRef describe(const Node &node);

struct Document {
  /// Owns the nodes; a deque keeps their addresses.
  std::deque<Node> nodes;
  /// The outermost value; null when the text holds none.
  const Node *root = nullptr;
};

inline constexpr unsigned maxDepth = 100;
inline constexpr unsigned maxNodes = 200'000;

/// Reads the one YAML document in \p file. Nothing when it is not YAML, which
/// has then been reported.
std::optional<Document> parseYaml(FileId file, const SourceTree &tree, DiagnosticEngine &diags);

} // namespace cogc::yaml

#endif
