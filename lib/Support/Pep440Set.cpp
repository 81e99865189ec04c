//===- Pep440Set.cpp - Sets of Python versions ------------------------------===//
#include "cogc/Support/Pep440.h"
#include "llvm/ADT/STLExtras.h"

using namespace cogc;
using llvm::StringRef;
using Side = VersionBound::Side;
using Interval = VersionSet::Interval;

//===----------------------------------------------------------------------===//
// The order of bounds
//===----------------------------------------------------------------------===//

/// What of \p version a bound with \p side looks at.
static Version cutTo(const Version &version, Side side) {
  if (side == Side::AfterLocals)
    return version.withoutLocal();
  if (side != Side::AfterPosts)
    return version;
  Version result = version.base();
  result.pre = version.pre;
  // `1.0.post1.dev1` is behind `1.0`, `1.0.dev1` before it.
  if (!version.post)
    result.dev = version.dev;
  return result;
}

/// Whether the place \p left is before, at or behind \p right.
static std::strong_ordering compare(const VersionBound &left, const VersionBound &right) {
  // The coarser side covers all that begins like its version.
  Side coarser = std::max(left.side, right.side);
  if (auto order = cutTo(left.version, coarser) <=> cutTo(right.version, coarser); order != 0)
    return order;
  if (left.side != right.side)
    return left.side <=> right.side;
  return left.version <=> right.version;
}

/// -1 and 1 stand for "no end" on the left and on the right.
static std::strong_ordering compareLow(const std::optional<VersionBound> &left,
                                       const std::optional<VersionBound> &right) {
  if (!left || !right)
    return left.has_value() <=> right.has_value();
  return compare(*left, *right);
}

static std::strong_ordering compareHigh(const std::optional<VersionBound> &left,
                                        const std::optional<VersionBound> &right) {
  if (!left || !right)
    return right.has_value() <=> left.has_value();
  return compare(*left, *right);
}

/// The first version of all with \p release: its `.dev0`.
static Version firstOf(uint64_t epoch, llvm::ArrayRef<uint64_t> release) {
  Version version;
  version.epoch = epoch;
  version.release.assign(release.begin(), release.end());
  version.dev = 0;
  return version;
}

/// Whether nothing lies from \p low up to \p high. Before `0.dev0` there is no
/// version.
static bool isNothing(const std::optional<VersionBound> &low,
                      const std::optional<VersionBound> &high) {
  return high && compare(low.value_or(VersionBound{firstOf(0, {0}), Side::At}), *high) >= 0;
}

//===----------------------------------------------------------------------===//
// Sets
//===----------------------------------------------------------------------===//

VersionSet VersionSet::all() {
  VersionSet set;
  set.intervals.emplace_back();
  return set;
}

VersionSet VersionSet::between(std::optional<VersionBound> low, std::optional<VersionBound> high) {
  VersionSet set;
  if (!isNothing(low, high))
    set.intervals.push_back({std::move(low), std::move(high)});
  return set;
}

VersionSet VersionSet::of(const Version &version) {
  Side end = version.local.empty() ? Side::AfterLocals : Side::After;
  return between(VersionBound{version, Side::At}, VersionBound{version, end});
}

VersionSet VersionSet::intersect(const VersionSet &other) const {
  VersionSet result;
  auto left = intervals.begin(), right = other.intervals.begin();
  while (left != intervals.end() && right != other.intervals.end()) {
    auto &low = compareLow(left->low, right->low) < 0 ? right->low : left->low;
    bool leftEnds = compareHigh(left->high, right->high) < 0;
    auto &high = leftEnds ? left->high : right->high;
    if (!isNothing(low, high))
      result.intervals.push_back({low, high});
    ++(leftEnds ? left : right);
  }
  return result;
}

VersionSet VersionSet::complement() const {
  VersionSet result;
  std::optional<VersionBound> low;
  for (const Interval &interval : intervals) {
    if (interval.low && !isNothing(low, interval.low))
      result.intervals.push_back({low, interval.low});
    if (!interval.high)
      return result;
    low = interval.high;
  }
  result.intervals.push_back({low, std::nullopt});
  return result;
}

VersionSet VersionSet::unite(const VersionSet &other) const {
  return complement().intersect(other.complement()).complement();
}

bool VersionSet::contains(const Version &version) const {
  VersionBound at{version, Side::At};
  return llvm::any_of(intervals, [&](const Interval &interval) {
    return (!interval.low || compare(*interval.low, at) <= 0) &&
           (!interval.high || compare(at, *interval.high) < 0);
  });
}

bool VersionSet::includes(const VersionSet &other) const {
  return other.intersect(complement()).isEmpty();
}

//===----------------------------------------------------------------------===//
// Specifiers
//===----------------------------------------------------------------------===//

static VersionSet from(VersionBound low) {
  return VersionSet::between(std::move(low), std::nullopt);
}

static VersionSet upTo(VersionBound high) {
  return VersionSet::between(std::nullopt, std::move(high));
}

/// All versions whose release begins with \p release.
static VersionSet withPrefix(uint64_t epoch, llvm::ArrayRef<uint64_t> release) {
  llvm::SmallVector<uint64_t, 4> next(release);
  ++next.back();
  return VersionSet::between(VersionBound{firstOf(epoch, release), Side::At},
                             VersionBound{firstOf(epoch, next), Side::At});
}

/// `==3.12.*`, without the `.*`.
static std::optional<VersionSet> prefixSet(StringRef written) {
  std::optional<Version> version = Version::parse(written);
  if (!version || written != written.trim() || version->pre || version->post || version->dev ||
      !version->local.empty())
    return std::nullopt;
  return withPrefix(version->epoch, version->release);
}

/// `<` leaves out the pre-releases of a version that is none itself.
static VersionSet lessThan(const Version &version) {
  Version end = version.withoutLocal();
  if (!version.isPrerelease())
    end.dev = 0;
  return upTo({end, Side::At});
}

/// `>` leaves out a version's local versions, and the post-releases of one that
/// is none itself.
static VersionSet greaterThan(const Version &version) {
  // From the next one that there can be.
  Version next = version.withoutLocal();
  if (next.dev) {
    ++*next.dev;
  } else if (next.post) {
    ++*next.post;
    next.dev = 0;
  } else {
    return from({version, Side::AfterPosts});
  }
  return from({next, Side::At});
}

static std::optional<VersionSet> compatibleWith(const Version &version) {
  if (version.release.size() < 2 || !version.local.empty())
    return std::nullopt;
  llvm::ArrayRef<uint64_t> prefix = version.release;
  return from({version, Side::At}).intersect(withPrefix(version.epoch, prefix.drop_back()));
}

static std::optional<VersionSet> specifierSet(StringRef op, StringRef written) {
  if ((op == "==" || op == "!=") && written.consume_back(".*")) {
    std::optional<VersionSet> prefix = prefixSet(written);
    return prefix && op == "!=" ? prefix->complement() : prefix;
  }
  std::optional<Version> version = Version::parse(written);
  if (op == "===") {
    if (written.find_first_of(" \t;)") != StringRef::npos)
      return std::nullopt;
    // It compares texts, so local versions are others, and one that is no version equals none.
    return version ? VersionSet::between(VersionBound{*version, Side::At},
                                         VersionBound{*version, Side::After})
                   : VersionSet::none();
  }
  if (!version)
    return std::nullopt;
  if (op == "~=")
    return compatibleWith(*version);
  if (op == "==" || op == "!=")
    return op == "==" ? VersionSet::of(*version) : VersionSet::of(*version).complement();
  if (!version->local.empty())
    return std::nullopt;
  if (op == "<=")
    return upTo({*version, Side::AfterLocals});
  if (op == ">=")
    return from({*version, Side::At});
  return op == "<" ? lessThan(*version) : greaterThan(*version);
}

/// Splits `>= 3.10` into its operator and its version.
static StringRef takeOperator(StringRef &text) {
  for (StringRef op : {"===", "==", "~=", "!=", "<=", ">=", "<", ">"})
    if (text.consume_front(op)) {
      text = text.ltrim();
      return op;
    }
  return "";
}

std::optional<VersionSet> VersionSet::parse(StringRef specifiers) {
  StringRef text = specifiers.trim();
  if (text.starts_with("(") && text.ends_with(")"))
    text = text.drop_front().drop_back().trim();
  VersionSet result = all();
  while (!text.empty()) {
    auto [one, rest] = text.split(',');
    text = rest.trim();
    one = one.trim();
    if (one.empty())
      continue;
    StringRef op = takeOperator(one);
    std::optional<VersionSet> set = op.empty() ? std::nullopt : specifierSet(op, one);
    if (!set)
      return std::nullopt;
    result = result.intersect(*set);
  }
  return result;
}
