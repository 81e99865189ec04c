//===- WeightUri.cpp - Where a weight comes from ----------------------------------===//
//
// The forms are those of today's Cog, and one more: `#sha256=…` behind the address
// of a single file. A fragment is never sent to a server, so Cog takes such an
// address as well.
//
//===----------------------------------------------------------------------------===//
#include "cogc/Frontend/Weights.h"
#include "cogc/Support/Digest.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;
using llvm::StringRef;

static constexpr llvm::StringLiteral checksumMark = "#sha256=";

/// Takes `#sha256=…` off the end of \p address.
static void takeChecksum(StringRef &address, WeightUri &uri) {
  size_t mark = address.rfind(checksumMark);
  if (mark == StringRef::npos)
    return;
  uri.checksum = "sha256:" + address.substr(mark + checksumMark.size()).lower();
  address = address.take_front(mark);
  if (!isSha256Digest(uri.checksum))
    uri.mistake = "has a checksum that is not 64 hex digits";
}

static void readHttp(StringRef rest, WeightUri &uri) {
  StringRef path = rest.split('?').first.split('#').first;
  auto [host, below] = path.split('/');
  uri.fileName = below.rsplit('/').second.str();
  if (!below.contains('/'))
    uri.fileName = below.str();
  auto isUsual = [](char c) { return llvm::isAlnum(c) || StringRef("._+-=@,~").contains(c); };
  if (host.contains('@'))
    uri.mistake = "holds credentials; remove them";
  else if (rest.contains('#'))
    uri.mistake = "has a fragment other than `#sha256=` and the file's SHA-256";
  else if (host.empty() || uri.fileName.empty() || uri.fileName == "." || uri.fileName == "..")
    uri.mistake = "names no file; it is one file, `https://HOST/…/FILE`";
  else if (!llvm::all_of(uri.fileName, isUsual))
    uri.mistake = "ends in a name that is no plain file name; use letters, digits and `._+-`";
}

/// `OWNER/REPOSITORY`, perhaps with `@REF`.
static bool isHuggingFace(StringRef rest) {
  auto [name, ref] = rest.split('@');
  auto [owner, repository] = name.split('/');
  return !owner.empty() && !repository.empty() && !repository.contains('/') &&
         (ref.size() > 0 || !rest.contains('@'));
}

/// `REGISTRY/REPOSITORY` with a tag or a digest.
static bool isOci(StringRef rest) {
  auto [name, digest] = rest.split('@');
  if (rest.contains('@') && !isSha256Digest(digest))
    return false;
  auto [host, repository] = name.split('/');
  bool hasTag = repository.contains(':') && !repository.ends_with(":");
  return !host.empty() && !repository.empty() && !repository.starts_with(":") &&
         (hasTag || !digest.empty());
}

WeightUri cogc::parseWeightUri(StringRef text) {
  WeightUri uri;
  auto [scheme, rest] = text.split("://");
  bool hasScheme = scheme.size() != text.size();
  StringRef address = text;
  if (!hasScheme || scheme == "file") {
    address = hasScheme ? rest : text;
    takeChecksum(address, uri);
    if (address.empty())
      uri.mistake = "names no file";
  } else if (scheme == "http" || scheme == "https") {
    uri.kind = WeightUri::Kind::Http;
    takeChecksum(address, uri);
    if (uri.mistake.empty())
      readHttp(address.drop_front(scheme.size() + 3), uri);
  } else if (scheme == "hf" || scheme == "huggingface") {
    uri.kind = WeightUri::Kind::HuggingFace;
    address = rest;
    if (!isHuggingFace(rest))
      uri.mistake = "is not `hf://OWNER/REPOSITORY`";
  } else if (scheme == "oci") {
    uri.kind = WeightUri::Kind::Oci;
    address = rest;
    if (!isOci(rest))
      uri.mistake =
          "is not `oci://REGISTRY/REPOSITORY:TAG` or `oci://REGISTRY/REPOSITORY@sha256:…`";
  } else {
    uri.mistake = "has an unknown scheme; use `file`, `hf`, `http`, `https`, `oci` or a path";
  }
  uri.address = address.str();
  return uri;
}
