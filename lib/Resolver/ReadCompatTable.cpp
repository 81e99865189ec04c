//===- ReadCompatTable.cpp - The table from a file ----------------------------===//
#include "cogc/Resolver/CompatTable.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/JSON.h"

using namespace cogc;
using namespace llvm;

struct LoadedCompatTable::Storage {
  BumpPtrAllocator memory;
  CompatTable table;
};

LoadedCompatTable::LoadedCompatTable() : storage(std::make_unique<Storage>()) {}
LoadedCompatTable::~LoadedCompatTable() = default;
LoadedCompatTable::LoadedCompatTable(LoadedCompatTable &&) = default;
const CompatTable &LoadedCompatTable::table() const { return storage->table; }

namespace {

/// Reads one value after the other into a storage's memory. What is wrong is
/// reported on the path of the value; the first report is the one that counts.
class Reader {
public:
  explicit Reader(BumpPtrAllocator &memory) : memory(memory) {}

  bool read(const json::Value &value, json::Path path, CompatTable &table);

private:
  bool read(const json::Value &value, json::Path path, StringRef &text);
  bool read(const json::Value &value, json::Path path, bool &flag);
  bool read(const json::Value &value, json::Path path, CompatRequirement &requirement);
  bool read(const json::Value &value, json::Path path, CompatBuild &build);
  bool read(const json::Value &value, json::Path path, CompatRelease &release);
  bool read(const json::Value &value, json::Path path, CompatPackage &package);
  bool read(const json::Value &value, json::Path path, CompatImage &image);
  bool read(const json::Value &value, json::Path path, CompatDriver &driver);
  bool read(const json::Value &value, json::Path path, CompatArchitecture &architecture);
  bool readSchema(const json::Object &object, json::Path path);
  bool readSources(const json::Object &object, json::Path path, ArrayRef<CompatSource> &sources);

  /// A list of texts as one, with blanks between.
  bool readJoined(const json::Object &object, json::Path path, StringRef key, StringRef &text);

  template <typename T>
  bool read(const json::Value &value, json::Path path, ArrayRef<T> &elements) {
    const json::Array *array = value.getAsArray();
    if (!array)
      return report(path, "expected a list");
    std::vector<T> found(array->size());
    for (size_t i = 0; i < array->size(); ++i)
      if (!read((*array)[i], path.index(i), found[i]))
        return false;
    elements = keep<T>(found);
    return true;
  }

  template <typename T> ArrayRef<T> keep(ArrayRef<T> elements) {
    T *kept = memory.Allocate<T>(elements.size());
    std::uninitialized_copy(elements.begin(), elements.end(), kept);
    return {kept, elements.size()};
  }

  /// A member that may be missing, which leaves \p out as it is.
  template <typename T>
  bool optional(const json::Object &object, json::Path path, StringRef key, T &out) {
    const json::Value *value = object.get(key);
    return !value || read(*value, path.field(key), out);
  }

  template <typename T>
  bool required(const json::Object &object, json::Path path, StringRef key, T &out) {
    const json::Value *value = object.get(key);
    return value ? read(*value, path.field(key), out) : report(path.field(key), "missing");
  }

  const json::Object *object(const json::Value &value, json::Path path) {
    const json::Object *object = value.getAsObject();
    if (!object)
      report(path, "expected an object");
    return object;
  }

  bool report(json::Path path, StringLiteral words) {
    path.report(words);
    return false;
  }

  BumpPtrAllocator &memory;
};

} // namespace

bool Reader::read(const json::Value &value, json::Path path, StringRef &text) {
  std::optional<StringRef> found = value.getAsString();
  if (!found)
    return report(path, "expected a string");
  text = found->copy(memory);
  return true;
}

bool Reader::read(const json::Value &value, json::Path path, bool &flag) {
  std::optional<bool> found = value.getAsBoolean();
  if (!found)
    return report(path, "expected true or false");
  flag = *found;
  return true;
}

bool Reader::readJoined(const json::Object &object, json::Path path, StringRef key,
                        StringRef &text) {
  ArrayRef<StringRef> parts;
  if (!optional(object, path, key, parts))
    return false;
  text = StringRef(join(parts, " ")).copy(memory);
  return true;
}

bool Reader::read(const json::Value &value, json::Path path, CompatRequirement &requirement) {
  const json::Object *o = object(value, path);
  return o && required(*o, path, "name", requirement.name) &&
         required(*o, path, "specifiers", requirement.specifiers) &&
         optional(*o, path, "extra", requirement.extra) &&
         optional(*o, path, "machine", requirement.machine) &&
         optional(*o, path, "python", requirement.python);
}

bool Reader::read(const json::Value &value, json::Path path, CompatBuild &build) {
  const json::Object *o = object(value, path);
  return o && required(*o, path, "local", build.local) && optional(*o, path, "cuda", build.cuda) &&
         optional(*o, path, "cudnn", build.cudnn) && optional(*o, path, "source", build.source);
}

bool Reader::read(const json::Value &value, json::Path path, CompatRelease &release) {
  const json::Object *o = object(value, path);
  return o && required(*o, path, "version", release.version) &&
         optional(*o, path, "date", release.date) && optional(*o, path, "source", release.source) &&
         readJoined(*o, path, "pythons", release.pythons) &&
         readJoined(*o, path, "pythons-aarch64", release.pythonsAarch64) &&
         optional(*o, path, "requires-python", release.requiresPython) &&
         optional(*o, path, "glibc", release.glibc) && optional(*o, path, "cuda", release.cuda) &&
         optional(*o, path, "cudnn", release.cudnn) &&
         optional(*o, path, "cuda-aarch64", release.cudaAarch64) &&
         optional(*o, path, "requires", release.requirements) &&
         optional(*o, path, "builds", release.builds) &&
         optional(*o, path, "yanked", release.isYanked);
}

bool Reader::read(const json::Value &value, json::Path path, CompatPackage &package) {
  const json::Object *o = object(value, path);
  return o && required(*o, path, "name", package.name) &&
         optional(*o, path, "sdist", package.hasSdist) &&
         required(*o, path, "releases", package.releases);
}

bool Reader::read(const json::Value &value, json::Path path, CompatImage &image) {
  const json::Object *o = object(value, path);
  return o && required(*o, path, "cuda", image.cuda) && required(*o, path, "cudnn", image.cudnn) &&
         required(*o, path, "ubuntu", image.ubuntu) && optional(*o, path, "base", image.base) &&
         optional(*o, path, "runtime", image.runtime) && optional(*o, path, "devel", image.devel) &&
         optional(*o, path, "source", image.source);
}

bool Reader::read(const json::Value &value, json::Path path, CompatDriver &driver) {
  const json::Object *o = object(value, path);
  return o && required(*o, path, "cuda", driver.cuda) &&
         required(*o, path, "driver", driver.driver) && optional(*o, path, "source", driver.source);
}

bool Reader::read(const json::Value &value, json::Path path, CompatArchitecture &architecture) {
  const json::Object *o = object(value, path);
  return o && required(*o, path, "capability", architecture.capability) &&
         required(*o, path, "package", architecture.package) &&
         required(*o, path, "specifiers", architecture.specifiers) &&
         required(*o, path, "cuda", architecture.cuda) &&
         optional(*o, path, "source", architecture.source);
}

bool Reader::readSources(const json::Object &object, json::Path path,
                         ArrayRef<CompatSource> &sources) {
  const json::Value *value = object.get("sources");
  if (!value)
    return true;
  const json::Object *words = this->object(*value, path.field("sources"));
  if (!words)
    return false;
  std::vector<CompatSource> found;
  for (const auto &[key, text] : *words) {
    CompatSource &source = found.emplace_back();
    source.key = StringRef(key).copy(memory);
    if (!read(text, path.field("sources").field(source.key), source.text))
      return false;
  }
  // The order of a JSON object's members is not kept.
  llvm::sort(found, [](const CompatSource &a, const CompatSource &b) { return a.key < b.key; });
  sources = keep<CompatSource>(found);
  return true;
}

bool Reader::readSchema(const json::Object &object, json::Path path) {
  std::optional<int64_t> schema = object.getInteger("schema");
  if (!schema || *schema < 1)
    return report(path.field("schema"), "expected the number of a schema");
  if (*schema > compatSchema)
    return report(path.field("schema"), "a newer schema than this cogc reads");
  return true;
}

bool Reader::read(const json::Value &value, json::Path path, CompatTable &table) {
  const json::Object *o = object(value, path);
  return o && readSchema(*o, path) && required(*o, path, "date", table.date) &&
         readSources(*o, path, table.sources) && required(*o, path, "packages", table.packages) &&
         optional(*o, path, "images", table.images) &&
         optional(*o, path, "drivers", table.drivers) &&
         optional(*o, path, "architectures", table.architectures) &&
         optional(*o, path, "toolkits", table.toolkits);
}

Expected<LoadedCompatTable> cogc::readCompatTable(StringRef json) {
  Expected<json::Value> value = json::parse(json);
  if (!value)
    return value.takeError();
  LoadedCompatTable loaded;
  LoadedCompatTable::Storage &storage = *loaded.storage;
  json::Path::Root root("table");
  if (!Reader(storage.memory).read(*value, root, storage.table))
    return root.getError();
  return loaded;
}
