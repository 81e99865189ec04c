#include "ImageName.h"
#include "cogc/Passes/BaseImages.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;

/// As long as today's tool makes the part that comes from the folder.
static constexpr size_t maxFolderPart = 26;

std::string cogc::defaultImageName(llvm::StringRef folder) {
  std::string name;
  for (char c : folder.lower()) {
    if (c == ' ')
      c = '-';
    if (llvm::isAlnum(c) || c == '-')
      name += c;
  }
  name.resize(std::min(name.size(), maxFolderPart));
  if (!llvm::StringRef(name).starts_with("cog-"))
    name.insert(0, "cog-");
  // A name must not end in a dash; a folder without one plain letter leaves none.
  name.resize(llvm::StringRef(name).rtrim('-').size());
  return name == "cog" ? "cog-model" : name;
}

bool cogc::isOnLoopbackRegistry(llvm::StringRef name) {
  if (!name.contains('/'))
    return false;
  llvm::StringRef host = name.split('/').first;
  if (host == "[::1]" || host.starts_with("[::1]:"))
    return true;
  host = host.split(':').first;
  return host == "localhost" || host.starts_with("127.");
}

bool cogc::isImageName(llvm::StringRef name) {
  return !name.contains('@') && normalizeImageRef(name).has_value();
}
