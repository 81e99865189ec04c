#include "BuildOutputs.h"
#include "ImageName.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace cogc;

static bool writesArchive(const CsvAttributes &output) {
  llvm::StringRef type = output.get("type");
  if (type == "tar")
    return true;
  llvm::StringRef tar = output.get("tar");
  bool unpacked = tar.equals_insensitive("false") || tar == "0" || tar.equals_insensitive("f");
  return (type == "oci" || type == "docker") && !unpacked;
}

bool cogc::usesStdout(const CsvAttributes &output) {
  llvm::StringRef dest = output.get("dest");
  return writesArchive(output) && (dest.empty() || dest == "-");
}

static CsvAttributes outputOfType(llvm::StringRef type) {
  CsvAttributes result;
  result.set("type", type);
  return result;
}

static void addPush(Outputs &outputs) {
  outputs.list.push_back(outputOfType("image"));
  outputs.list.back().set("push", "true");
}

static void addLoad(Outputs &outputs) {
  outputs.list.push_back(outputOfType("docker"));
  outputs.intoDocker = true;
}

/// The types of BuildKit 0.34 that a client of ours can ask for.
static constexpr llvm::StringLiteral outputTypes[] = {"image", "oci", "docker", "local", "tar"};

/// What is wrong with an output; empty for nothing.
static std::string problemOf(const CsvAttributes &output) {
  llvm::StringRef type = output.get("type");
  if (type.empty())
    return "it has no `type=`; one of image, oci, docker, local and tar is expected";
  if (!llvm::is_contained(outputTypes, type))
    return "there is no type `" + type.str() + "`; use image, oci, docker, local or tar";
  bool needsFolder = type == "local" || (type != "image" && !writesArchive(output));
  if (needsFolder && output.get("dest").empty())
    return "it writes a folder and needs `dest=FOLDER`";
  return "";
}

static void addWritten(llvm::StringRef text, Outputs &outputs, DiagnosticEngine &diags) {
  llvm::Expected<CsvAttributes> output = CsvAttributes::parse(text);
  std::string problem = output ? problemOf(*output) : llvm::toString(output.takeError());
  if (!problem.empty())
    diags.report(Diag::bad_output, std::nullopt, text, problem);
  else
    outputs.list.push_back(std::move(*output));
}

Outputs cogc::chooseOutputs(const BuildInvocation &invocation, llvm::StringRef name,
                            DiagnosticEngine &diags) {
  Outputs outputs;
  for (const std::string &text : invocation.outputs)
    addWritten(text, outputs, diags);
  bool byDefault = invocation.outputs.empty() && !invocation.push && !invocation.load;
  if (invocation.push || (byDefault && isOnLoopbackRegistry(name)))
    addPush(outputs);
  if (invocation.load || (byDefault && !isOnLoopbackRegistry(name)))
    addLoad(outputs);
  if (llvm::count_if(outputs.list, usesStdout) > 1)
    diags.report(Diag::bad_output, std::nullopt, outputs.list.front().str(),
                 "two outputs would go to standard output; give all but one a `dest=FILE`");
  return outputs;
}

void cogc::completeOutput(CsvAttributes &output, const ImageFacts &facts) {
  llvm::StringRef type = output.get("type");
  if (type != "image" && type != "oci" && type != "docker" && type != "moby")
    return;
  output.setDefault("name", facts.name);
  // Defaults of BuildKit change between its versions, and with them digests.
  output.setDefault("oci-mediatypes", "true");
  output.setDefault("compression", "gzip");
  output.setDefault("source-date-epoch", std::to_string(facts.sourceDateEpoch));
  if (!facts.configJson.empty())
    output.setDefault("containerimage.config", facts.configJson);
}

PendingFiles::~PendingFiles() {
  for (const File &file : files)
    ::unlink(file.temporary.c_str());
}

static std::string lastError() { return std::error_code(errno, std::generic_category()).message(); }

void PendingFiles::add(CsvAttributes &output, DiagnosticEngine &diags) {
  std::string destination = output.get("dest").str();
  if (!writesArchive(output) || usesStdout(output))
    return;
  struct stat status;
  bool exists = ::stat(destination.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode)) {
    diags.report(Diag::cannot_write, std::nullopt, destination, "it is a directory");
    return;
  }
  if (exists && !S_ISREG(status.st_mode))
    return; // a pipe or a device: whoever made it wants the bytes to go through
  std::string temporary = destination + ".tmp-XXXXXX";
  int descriptor = ::mkostemp(temporary.data(), O_CLOEXEC);
  if (descriptor < 0) {
    diags.report(Diag::cannot_write, std::nullopt, destination, lastError());
    return;
  }
  ::fchmod(descriptor, 0666 & ~static_cast<mode_t>(llvm::sys::fs::getUmask()));
  ::close(descriptor);
  output.set("dest", temporary);
  files.push_back({std::move(temporary), std::move(destination)});
}

void PendingFiles::commit(DiagnosticEngine &diags) {
  for (const File &file : files)
    if (::rename(file.temporary.c_str(), file.destination.c_str()) != 0)
      diags.report(Diag::cannot_write, std::nullopt, file.destination, lastError());
}
