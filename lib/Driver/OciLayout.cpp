#include "OciLayout.h"
#include "cogc/Support/AtomicFile.h"
#include "cogc/Support/Digest.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace cogc;
namespace json = llvm::json;

/// Manifests and configs are small; a larger one is not ours.
static constexpr size_t maxDocument = 64 << 20;

static llvm::Expected<json::Object> readObject(const llvm::Twine &path) {
  auto buffer = llvm::MemoryBuffer::getFile(path);
  if (!buffer)
    return llvm::createStringError("`" + path + "`: " + buffer.getError().message());
  if ((*buffer)->getBufferSize() > maxDocument)
    return llvm::createStringError("`" + path + "` is too large");
  llvm::Expected<json::Value> value = json::parse((*buffer)->getBuffer());
  if (!value)
    return value.takeError();
  if (json::Object *object = value->getAsObject())
    return std::move(*object);
  return llvm::createStringError("`" + path + "` holds no JSON object");
}

/// Where the layout keeps the bytes with \p digest.
static llvm::Expected<std::string> blobPath(llvm::StringRef folder,
                                            std::optional<llvm::StringRef> digest) {
  if (!digest || !isSha256Digest(*digest))
    return llvm::createStringError("a descriptor has no sha256 digest");
  return (folder + "/blobs/sha256/" + digest->substr(sizeof("sha256:") - 1)).str();
}

static llvm::Expected<json::Object> readBlob(llvm::StringRef folder,
                                             const json::Object &descriptor) {
  llvm::Expected<std::string> path = blobPath(folder, descriptor.getString("digest"));
  if (!path)
    return path.takeError();
  return readObject(*path);
}

/// Writes a blob and makes \p descriptor name it.
static llvm::Error writeBlob(llvm::StringRef folder, json::Object document,
                             json::Object &descriptor) {
  std::string bytes = llvm::formatv("{0}", json::Value(std::move(document)));
  std::string digest = sha256Digest(bytes);
  llvm::Expected<std::string> path = blobPath(folder, llvm::StringRef(digest));
  if (!path)
    return path.takeError();
  descriptor["digest"] = digest;
  descriptor["size"] = static_cast<int64_t>(bytes.size());
  return writeFileAtomically(*path, bytes);
}

/// The descriptor of the layout's only image.
static llvm::Expected<json::Object *> onlyManifest(json::Object &index) {
  json::Array *manifests = index.getArray("manifests");
  if (!manifests || manifests->size() != 1)
    return llvm::createStringError("index.json does not name exactly one image");
  json::Object *descriptor = manifests->front().getAsObject();
  if (!descriptor)
    return llvm::createStringError("index.json names something that is no image");
  return descriptor;
}

namespace {
/// The documents of a layout with one image.
struct Layout {
  json::Object index, manifest, config;
};
} // namespace

static llvm::Expected<Layout> openLayout(llvm::StringRef folder) {
  Layout layout;
  if (llvm::Error error = readObject(folder + "/index.json").moveInto(layout.index))
    return error;
  llvm::Expected<json::Object *> manifestAt = onlyManifest(layout.index);
  if (!manifestAt)
    return manifestAt.takeError();
  if (llvm::Error error = readBlob(folder, **manifestAt).moveInto(layout.manifest))
    return error;
  const json::Object *configAt = layout.manifest.getObject("config");
  if (!configAt)
    return llvm::createStringError("the manifest names no config");
  if (llvm::Error error = readBlob(folder, *configAt).moveInto(layout.config))
    return error;
  return layout;
}

static llvm::Expected<json::Object> mergedConfig(json::Object built, llvm::StringRef configJson) {
  llvm::Expected<json::Value> ours = json::parse(configJson);
  if (!ours)
    return ours.takeError();
  json::Object *config = ours->getAsObject();
  if (!config)
    return llvm::createStringError("the config is no JSON object");
  for (llvm::StringRef key : {"rootfs", "history"})
    if (json::Value *value = built.get(key))
      (*config)[key] = std::move(*value);
  if (json::Value *created = built.get("created"); created && !config->get("created"))
    (*config)["created"] = std::move(*created);
  return std::move(*config);
}

llvm::Expected<std::string> cogc::replaceImageConfig(llvm::StringRef folder,
                                                     llvm::StringRef configJson) {
  llvm::Expected<Layout> layout = openLayout(folder);
  if (!layout)
    return layout.takeError();
  llvm::Expected<json::Object> config = mergedConfig(std::move(layout->config), configJson);
  if (!config)
    return config.takeError();
  json::Object &configAt = *layout->manifest.getObject("config");
  if (llvm::Error error = writeBlob(folder, std::move(*config), configAt))
    return error;
  json::Object &manifestAt = *llvm::cantFail(onlyManifest(layout->index));
  if (llvm::Error error = writeBlob(folder, std::move(layout->manifest), manifestAt))
    return error;
  std::string digest = manifestAt.getString("digest")->str();
  std::string indexText = llvm::formatv("{0}", json::Value(std::move(layout->index)));
  if (llvm::Error error = writeFileAtomically((folder + "/index.json").str(), indexText))
    return error;
  return digest;
}

/// What the config tells of each layer, from its history.
static std::vector<std::string> makersOf(const json::Object &config) {
  std::vector<std::string> makers;
  const json::Array *history = config.getArray("history");
  for (const json::Value &value : history ? *history : json::Array()) {
    const json::Object *entry = value.getAsObject();
    if (entry && !entry->getBoolean("empty_layer").value_or(false))
      makers.push_back(entry->getString("created_by").value_or("").str());
  }
  return makers;
}

llvm::Expected<LayoutImage> cogc::readLayout(llvm::StringRef folder) {
  llvm::Expected<Layout> layout = openLayout(folder);
  if (!layout)
    return layout.takeError();
  LayoutImage image;
  std::vector<std::string> makers = makersOf(layout->config);
  const json::Object *rootfs = layout->config.getObject("rootfs");
  const json::Array *digests = rootfs ? rootfs->getArray("diff_ids") : nullptr;
  const json::Array *layers = layout->manifest.getArray("layers");
  if (!digests || !layers || digests->size() != layers->size())
    return llvm::createStringError("config and manifest do not have the same layers");
  for (size_t i = 0; i < layers->size(); ++i) {
    const json::Object *descriptor = (*layers)[i].getAsObject();
    std::optional<llvm::StringRef> digest = (*digests)[i].getAsString();
    llvm::Expected<std::string> file =
        blobPath(folder, descriptor ? descriptor->getString("digest") : std::nullopt);
    if (!file)
      return file.takeError();
    std::string maker = makers.size() == layers->size() ? makers[i] : "";
    image.layers.push_back({digest.value_or("").str(), *file, maker});
  }
  return image;
}
