//===- ContainerExtras.cpp - What a container of the project gets beside its image -===//
#include "Wrapper.h"
#include "cogc/Support/AtomicFile.h"
#include "cogc/Support/CompileOptions.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"

using namespace cogc;
namespace fs = llvm::sys::fs;

/// Where the certificates are in a container.
static constexpr char certificatesInContainer[] = "/run/cogc/ca-cert.pem";

/// Today's cog puts the certificates of COG_CA_CERT into the image, beside those that
/// its base trusts. Here no image has them, but what runs on this machine has to
/// get through the same proxy as the build.
llvm::Error Wrapper::addCertificates(const TemporaryFolder &temporary,
                                     ContainerExtras &extras) const {
  llvm::StringRef given = variable("COG_CA_CERT");
  if (given.empty())
    return llvm::Error::success();
  llvm::Expected<std::string> pem = readCertificates(given);
  if (!pem)
    return llvm::createStringError("COG_CA_CERT: " + llvm::toString(pem.takeError()));
  std::string file = temporary.file("ca-cert.pem");
  if (llvm::Error error = writeFileAtomically(file, withTrusted(*pem, environment)))
    return llvm::createStringError("`" + file + "`: " + llvm::toString(std::move(error)));
  // The server may be another user than we are.
  fs::setPermissions(file, fs::perms(0644));
  extras.volumes.push_back(file + ":" + certificatesInContainer + ":ro");
  for (llvm::StringRef name : caCertVariables) {
    bool isGiven = llvm::is_contained(facts.variables, name) ||
                   llvm::any_of(call.all("env"), [&](llvm::StringRef text) {
                     return text.split('=').first == name;
                   });
    if (!isGiven)
      extras.environment.push_back((name + "=" + certificatesInContainer).str());
  }
  return llvm::Error::success();
}

llvm::Expected<ContainerExtras> Wrapper::containerExtras(const WeightMounts &weights,
                                                         const TemporaryFolder &temporary) const {
  ContainerExtras extras;
  extras.volumes = {folder + ":/src"};
  llvm::append_range(extras.volumes, weights.volumes());
  if (llvm::Error error = addCertificates(temporary, extras))
    return error;
  return extras;
}
