//===- Certificates.cpp - The company's certificate, in its four forms --------===//
#include "Secrets.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Base64.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <algorithm>
#include <climits>

using namespace cogc;
namespace fs = llvm::sys::fs;

/// BuildKit's client takes no larger secret.
static constexpr size_t maxSecret = 500 << 10;
/// A file larger than this is no certificate; it is not read.
static constexpr uint64_t maxFile = 8 << 20;

static constexpr llvm::StringLiteral beginMark = "-----BEGIN CERTIFICATE-----";
static constexpr llvm::StringLiteral endMark = "-----END CERTIFICATE-----";

namespace {
/// Collects certificates, each once.
class Bundle {
public:
  void add(llvm::StringRef text) {
    for (;;) {
      text = text.substr(text.find(beginMark));
      size_t end = text.find(endMark);
      if (end == llvm::StringRef::npos)
        return;
      llvm::StringRef block = text.take_front(end + endMark.size());
      if (seen.insert(block).second)
        pem += (block + "\n").str();
      text = text.drop_front(block.size());
    }
  }
  std::string pem;

private:
  llvm::StringSet<> seen;
};
} // namespace

static llvm::Error addFile(llvm::StringRef path, Bundle &bundle) {
  uint64_t size = 0;
  if (std::error_code error = fs::file_size(path, size))
    return llvm::createStringError("`" + path + "`: " + error.message());
  if (size > maxFile)
    return llvm::createStringError("`" + path + "` has " + llvm::Twine(size) + " bytes");
  auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/false, /*RequiresNullTerminator=*/true,
                                            /*IsVolatile=*/true);
  if (!buffer)
    return llvm::createStringError("`" + path + "`: " + buffer.getError().message());
  bundle.add((*buffer)->getBuffer());
  return llvm::Error::success();
}

static llvm::Error addFolder(llvm::StringRef folder, Bundle &bundle) {
  std::vector<std::string> files;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; it != end && !error; it.increment(error)) {
    llvm::StringRef extension = llvm::sys::path::extension(it->path());
    if ((extension == ".crt" || extension == ".pem") && fs::is_regular_file(it->path()))
      files.push_back(it->path());
  }
  if (error)
    return llvm::createStringError("`" + folder + "`: " + error.message());
  std::ranges::sort(files);
  for (const std::string &file : files)
    if (llvm::Error failure = addFile(file, bundle))
      return failure;
  return llvm::Error::success();
}

/// Whether \p value can only be text, not the name of a file.
static bool isPem(llvm::StringRef value) { return value.contains("-----BEGIN "); }

static llvm::Error addAny(llvm::StringRef value, Bundle &bundle) {
  if (isPem(value)) {
    bundle.add(value);
    return llvm::Error::success();
  }
  if (fs::is_directory(value))
    return addFolder(value, bundle);
  if (fs::exists(value))
    return addFile(value, bundle);
  // Base64 may come wrapped.
  std::string packed;
  llvm::copy_if(value, std::back_inserter(packed), [](char c) { return !llvm::isSpace(c); });
  std::vector<char> decoded;
  llvm::Error notBase64 = llvm::decodeBase64(packed, decoded);
  if (notBase64) {
    llvm::consumeError(std::move(notBase64));
    // What is longer than any path was meant as text, and would fill the screen.
    return value.size() < PATH_MAX
               ? llvm::createStringError("no file `" + value + "`")
               : llvm::createStringError("it is no file, no PEM text and no base64 of that");
  }
  bundle.add({decoded.data(), decoded.size()});
  return llvm::Error::success();
}

llvm::Expected<std::string> cogc::readCertificates(llvm::StringRef value) {
  Bundle bundle;
  if (llvm::Error error = addAny(value, bundle))
    return error;
  if (bundle.pem.empty())
    return llvm::createStringError("there is no certificate in it");
  if (bundle.pem.size() > maxSecret)
    return llvm::createStringError("it has " + llvm::Twine(bundle.pem.size()) +
                                   " bytes of certificates; BuildKit's client takes " +
                                   llvm::Twine(maxSecret));
  return bundle.pem;
}

/// Where the machine's trust is: as it is told, or on Debian, Fedora, openSUSE, Alpine
/// and macOS.
static std::vector<llvm::StringRef> trustFiles(const EnvironmentVariables &environment) {
  llvm::StringRef told = findVariable(environment, "SSL_CERT_FILE").value_or("");
  if (!told.empty())
    return {told};
  return {"/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
          "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem"};
}

std::string cogc::withTrusted(llvm::StringRef given, const EnvironmentVariables &environment) {
  Bundle bundle;
  bundle.add(given);
  for (llvm::StringRef file : trustFiles(environment)) {
    llvm::Error missing = addFile(file, bundle);
    if (!missing)
      break;
    llvm::consumeError(std::move(missing));
  }
  return bundle.pem.size() <= maxSecret ? bundle.pem : given.str();
}
