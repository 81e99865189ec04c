//===- WeightGroups.cpp - Which weights share a layer -----------------------------===//
//
// A large file is a layer of its own: it is sent, compressed, pushed and pulled
// apart from all others. Small files share layers. When there are too many of
// either, files are dealt into a number of layers by a digest of their targets: a
// file that is added or changed then touches the layer that it falls into, and no
// boundary shifts under its neighbours, as it would if layers were filled in order.
//
//===----------------------------------------------------------------------------===//
#include "WeightParts.h"
#include "cogc/Support/Digest.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/MathExtras.h"

using namespace cogc;
using llvm::StringRef;
using Origin = WeightGroup::Origin;

static constexpr uint64_t largeFile = 64ull << 20;
/// What a shared layer is meant to hold at most.
static constexpr uint64_t fullLayer = 256ull << 20;
/// Docker has 127 layers, of which the rest of an image takes about ten.
static constexpr unsigned mostOwn = 32, mostShared = 16;

uint64_t WeightGroup::size() const {
  uint64_t sum = 0;
  for (const WeightFile &file : files)
    sum += file.size;
  return sum;
}

/// What a name in a plan has: lower case, digits, dashes.
static std::string slug(StringRef text) {
  std::string result;
  for (char c : text.lower())
    if (llvm::isAlnum(c))
      result += c;
    else if (!result.empty() && result.back() != '-')
      result += '-';
  return StringRef(result).take_front(24).rtrim('-').str();
}

/// The size of what comes from the net is not known.
static bool isLarge(const PlacedWeight &weight) {
  return weight.origin == Origin::Net || weight.file.size >= largeFile;
}

/// Which of \p count layers a file falls into.
static unsigned bucketOf(const WeightFile &file, unsigned count) {
  unsigned number = 0;
  StringRef(sha256Hex(file.target)).take_front(7).getAsInteger(16, number);
  return number % count;
}

static std::string numbered(StringRef name, unsigned bucket, unsigned count) {
  return count == 1 ? name.str() : (name + "-" + llvm::Twine(bucket + 1)).str();
}

namespace {
class Grouper {
public:
  explicit Grouper(llvm::ArrayRef<PlacedWeight> files) {
    for (const PlacedWeight &weight : files)
      if (isLarge(weight))
        ++large;
      else
        small[weight.scope] += weight.file.size;
  }

  void add(PlacedWeight weight) {
    std::string name = nameOf(weight);
    WeightGroup &group = groups[{name, {int(weight.origin), weight.folder}}];
    group.name = name;
    group.origin = weight.origin;
    group.folder = weight.folder;
    group.files.push_back(std::move(weight.file));
  }

  std::vector<WeightGroup> take() {
    std::vector<WeightGroup> result;
    llvm::StringMap<unsigned> names;
    for (auto &entry : groups) {
      // Files of different folders cannot share a context.
      unsigned uses = names[entry.second.name]++;
      if (uses != 0)
        entry.second.name += "-from-" + std::to_string(uses + 1);
      result.push_back(std::move(entry.second));
    }
    return result;
  }

private:
  std::string nameOf(const PlacedWeight &weight) const {
    const WeightFile &file = weight.file;
    if (!isLarge(weight)) {
      uint64_t full =
          llvm::divideCeil(std::max<uint64_t>(small.lookup(weight.scope), 1), fullLayer);
      unsigned count = std::min<uint64_t>(llvm::PowerOf2Ceil(full), mostShared);
      return numbered(weight.scope, bucketOf(file, count), count);
    }
    if (large > mostOwn)
      return numbered("weights-large", bucketOf(file, mostOwn), mostOwn);
    StringRef base = StringRef(file.target).rsplit('/').second;
    std::string readable = slug(base);
    return "weights-" + (readable.empty() ? "" : readable + "-") +
           sha256Hex(file.target).substr(0, 6);
  }

  unsigned large = 0;
  llvm::StringMap<uint64_t> small;
  using Key = std::pair<std::string, std::pair<int, std::string>>;
  /// In the order of their first files.
  llvm::MapVector<Key, WeightGroup, std::map<Key, unsigned>> groups;
};
} // namespace

std::vector<WeightGroup> cogc::groupWeights(std::vector<PlacedWeight> files) {
  Grouper grouper(files);
  for (PlacedWeight &weight : files)
    grouper.add(std::move(weight));
  return grouper.take();
}
