#include "cogc/Passes/BaseImages.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"

using namespace cogc;

//===----------------------------------------------------------------------------===//
// The embedded table
//===----------------------------------------------------------------------------===//

/// `3.13-slim-bookworm` → 13; nothing for a tag that is not a slim Python 3.
static std::optional<unsigned> slimPythonMinor(llvm::StringRef tag) {
  if (!tag.consume_front("3."))
    return std::nullopt;
  unsigned minor = 0;
  if (tag.consumeInteger(10, minor))
    return std::nullopt;
  auto [patch, rest] = tag.split('-');
  bool isPatch = patch.empty() || (patch.consume_front(".") && llvm::all_of(patch, llvm::isDigit));
  if (!isPatch || !(rest == "slim" || rest.starts_with("slim-")))
    return std::nullopt;
  return minor;
}

/// docker.io/library/python:3.X-slim. Its further variables (GPG_KEY,
/// PYTHON_VERSION, PYTHON_SHA256) only inform, and change with every release.
static std::optional<ImageConfig> pythonSlim(llvm::StringRef ref) {
  if (!ref.consume_front("docker.io/library/python:"))
    return std::nullopt;
  std::optional<unsigned> minor = slimPythonMinor(ref.split('@').first);
  if (!minor)
    return std::nullopt;
  ImageConfig config;
  config.env.push_back({"PATH", "/usr/local/bin:/usr/local/sbin:/usr/local/bin:"
                                "/usr/sbin:/usr/bin:/sbin:/bin"});
  // From 3.13 on CPython chooses UTF-8 by itself and the image stopped saying it.
  if (*minor <= 12)
    config.env.push_back({"LANG", "C.UTF-8"});
  config.cmd = {"python3"};
  return config;
}

/// docker.io/nvidia/cuda. Its further variables (NV_CUDA_LIB_VERSION,
/// NVIDIA_REQUIRE_CUDA and such) inform, or pin apt packages of that image.
static std::optional<ImageConfig> nvidiaCuda(llvm::StringRef ref) {
  if (!ref.consume_front("docker.io/nvidia/cuda:"))
    return std::nullopt;
  ImageConfig config;
  config.env = {{"PATH", "/usr/local/nvidia/bin:/usr/local/cuda/bin:/usr/local/sbin:"
                         "/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"},
                {"LD_LIBRARY_PATH", "/usr/local/nvidia/lib:/usr/local/nvidia/lib64"},
                {"NVIDIA_VISIBLE_DEVICES", "all"},
                {"NVIDIA_DRIVER_CAPABILITIES", "compute,utility"}};
  if (ref.contains("-devel"))
    config.env.push_back({"LIBRARY_PATH", "/usr/local/cuda/lib64/stubs"});
  config.cmd = {"/bin/bash"};
  return config;
}

const BaseConfigTable::Override *BaseConfigTable::find(llvm::StringRef ref) const {
  llvm::StringRef tagged = ref.split('@').first;
  auto found = llvm::find_if(
      overrides, [&](const Override &each) { return each.ref == ref || each.ref == tagged; });
  return found == overrides.end() ? nullptr : &*found;
}

std::optional<ImageConfig> BaseConfigTable::lookup(llvm::StringRef ref) const {
  const Override *known = find(ref);
  if (known)
    return known->config;
  std::optional<ImageConfig> config = pythonSlim(ref);
  return config ? config : nvidiaCuda(ref);
}

llvm::ArrayRef<std::string> BaseConfigTable::layersOf(llvm::StringRef ref) const {
  const Override *known = find(ref);
  return known ? llvm::ArrayRef(known->layers) : llvm::ArrayRef<std::string>();
}

//===----------------------------------------------------------------------------===//
// --base-config
//===----------------------------------------------------------------------------===//

static std::vector<std::string> strings(const llvm::json::Object &object, llvm::StringRef key) {
  std::vector<std::string> result;
  if (const llvm::json::Array *array = object.getArray(key))
    for (const llvm::json::Value &value : *array)
      if (std::optional<llvm::StringRef> text = value.getAsString())
        result.push_back(text->str());
  return result;
}

static ImageConfig readConfig(const llvm::json::Object &object) {
  ImageConfig config;
  config.entrypoint = strings(object, "Entrypoint");
  config.cmd = strings(object, "Cmd");
  config.user = object.getString("User").value_or("").str();
  config.workdir = object.getString("WorkingDir").value_or("").str();
  for (const std::string &entry : strings(object, "Env")) {
    auto [name, value] = llvm::StringRef(entry).split('=');
    setEnv(config.env, name, value);
  }
  if (const llvm::json::Object *labels = object.getObject("Labels"))
    for (auto &[name, value] : *labels)
      config.labels.emplace_back(name.str(), value.getAsString().value_or("").str());
  // A JSON object has no order; ours must not depend on a hash.
  llvm::sort(config.labels);
  if (const llvm::json::Object *ports = object.getObject("ExposedPorts"))
    for (auto &[name, value] : *ports) {
      unsigned port = 0;
      if (!llvm::StringRef(name).split('/').first.getAsInteger(10, port))
        config.ports.push_back(port);
    }
  llvm::sort(config.ports);
  return config;
}

llvm::Error BaseConfigTable::addJson(llvm::StringRef ref, llvm::StringRef json) {
  std::optional<std::string> name = normalizeImageRef(ref);
  if (!name)
    return llvm::createStringError("`" + ref.str() + "` is not an image reference");
  llvm::Expected<llvm::json::Value> value = llvm::json::parse(json);
  if (!value)
    return value.takeError();
  const llvm::json::Object *object = value->getAsObject();
  if (!object)
    return llvm::createStringError("expected a JSON object, the config of an OCI image");
  std::vector<std::string> layers;
  if (const llvm::json::Object *rootfs = object->getObject("rootfs"))
    layers = strings(*rootfs, "diff_ids");
  if (const llvm::json::Object *inner = object->getObject("config"))
    object = inner;
  overrides.push_back({*name, readConfig(*object), std::move(layers)});
  return llvm::Error::success();
}

//===----------------------------------------------------------------------------===//
// References
//===----------------------------------------------------------------------------===//

static bool isPathComponent(llvm::StringRef text) {
  return !text.empty() && llvm::isAlnum(text.front()) && llvm::isAlnum(text.back()) &&
         llvm::all_of(text, [](char c) {
           return llvm::isDigit(c) || (c >= 'a' && c <= 'z') || c == '.' || c == '_' || c == '-';
         });
}

static bool isHost(llvm::StringRef text) {
  auto [name, port] = text.split(':');
  return !name.empty() &&
         llvm::all_of(name, [](char c) { return llvm::isAlnum(c) || c == '.' || c == '-'; }) &&
         llvm::all_of(port, llvm::isDigit) && (port.empty() == !text.contains(':'));
}

static bool isTag(llvm::StringRef text) {
  return !text.empty() && text.size() <= 128 && text.front() != '.' && text.front() != '-' &&
         llvm::all_of(text,
                      [](char c) { return llvm::isAlnum(c) || c == '_' || c == '.' || c == '-'; });
}

static bool isDigest(llvm::StringRef text) {
  return text.consume_front("sha256:") && text.size() == 64 &&
         llvm::all_of(text, [](char c) { return llvm::isDigit(c) || (c >= 'a' && c <= 'f'); });
}

std::optional<std::string> cogc::normalizeImageRef(llvm::StringRef ref) {
  auto [named, digest] = ref.split('@');
  if (ref.contains('@') && !isDigest(digest))
    return std::nullopt;

  // The first component is a registry when it looks like a host name.
  llvm::StringRef host = "docker.io", path = named;
  auto [first, rest] = named.split('/');
  if (!rest.empty() && (first.contains('.') || first.contains(':') || first == "localhost")) {
    host = first;
    path = rest;
  }
  llvm::StringRef tag;
  if (size_t colon = path.rfind(':'); colon != llvm::StringRef::npos) {
    tag = path.substr(colon + 1);
    path = path.substr(0, colon);
    if (!isTag(tag))
      return std::nullopt;
  }
  llvm::SmallVector<llvm::StringRef, 4> components;
  path.split(components, '/');
  if (!isHost(host) || !llvm::all_of(components, isPathComponent))
    return std::nullopt;

  std::string result = host.str() + "/";
  if (host == "docker.io" && components.size() == 1)
    result += "library/";
  result += path;
  if (!tag.empty())
    result += ":" + tag.str();
  else if (digest.empty())
    result += ":latest";
  if (!digest.empty())
    result += "@" + digest.str();
  return result;
}
