//===- Pep440.h - Python's versions, and sets of them -----------------------===//
//
// https://packaging.python.org/en/latest/specifications/version-specifiers/
//
// Versions have a total order, so what a specifier allows is a union of
// intervals of that order. `~=`, `!=`, `==3.12.*` and the odd rules about
// pre-releases, post-releases and local parts are all said by where an interval
// begins and ends:
//
//   ==2.5.1     from 2.5.1 to behind all its local versions (2.5.1+cu124)
//   ==2.5.1+a   that one
//   ==3.12.*    from 3.12.dev0 up to 3.13.dev0
//   <2.6        up to 2.6.dev0: no pre-release of 2.6
//   >2.5        from behind all post-releases of 2.5
//
// With sets, "do these hold together?" is an intersection, and "does this hold
// for all that may come?" is a subset.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_SUPPORT_PEP440_H
#define COGC_SUPPORT_PEP440_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cogc {

/// One version: `1!2.5.0rc1.post2.dev3+cu124`.
struct Version {
  enum class Pre { Alpha, Beta, Candidate };

  uint64_t epoch = 0;
  /// As written; zeros at the end mean nothing.
  llvm::SmallVector<uint64_t, 4> release;
  std::optional<std::pair<Pre, uint64_t>> pre;
  std::optional<uint64_t> post;
  std::optional<uint64_t> dev;
  /// The parts after `+`, in lower case.
  std::vector<std::string> local;

  /// Reads any spelling that PEP 440 allows (`v1.0-RC_1`); nothing for other
  /// text, and for numbers of more than 18 digits.
  static std::optional<Version> parse(llvm::StringRef text);
  /// The normal spelling.
  std::string str() const;
  /// Only the release numbers: `2.5.0rc1+cpu` → `2.5.0`.
  Version base() const;
  /// Without the local part.
  Version withoutLocal() const;
  bool isPrerelease() const { return pre || dev; }
};

std::strong_ordering operator<=>(const Version &left, const Version &right);
inline bool operator==(const Version &left, const Version &right) { return (left <=> right) == 0; }

/// A place between versions: at one, right behind it, behind its local versions,
/// or behind its post-releases.
struct VersionBound {
  enum class Side { At, After, AfterLocals, AfterPosts };
  Version version;
  Side side = Side::At;
};

/// A set of versions as intervals that neither touch nor overlap, in order.
class VersionSet {
public:
  /// From `low` up to, but without, `high`; nothing stands for no end.
  struct Interval {
    std::optional<VersionBound> low, high;
  };

  static VersionSet all();
  static VersionSet none() { return VersionSet(); }
  static VersionSet between(std::optional<VersionBound> low, std::optional<VersionBound> high);
  /// What `== VERSION` allows.
  static VersionSet of(const Version &version);

  /// What specifiers allow: `>=3.10,<3.13`, `~=2.5`, `==3.12.*`, `(>=1)`; an
  /// empty text allows everything. Nothing when it is not well formed.
  static std::optional<VersionSet> parse(llvm::StringRef specifiers);

  VersionSet intersect(const VersionSet &other) const;
  VersionSet unite(const VersionSet &other) const;
  VersionSet complement() const;

  bool contains(const Version &version) const;
  /// Whether each version of \p other is in this set.
  bool includes(const VersionSet &other) const;
  bool isDisjoint(const VersionSet &other) const { return intersect(other).isEmpty(); }
  bool isEmpty() const { return intervals.empty(); }
  llvm::ArrayRef<Interval> parts() const { return intervals; }

private:
  std::vector<Interval> intervals;
};

} // namespace cogc

#endif
