#include "SecretStamps.h"
#include "cogc/Support/Digest.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <sys/random.h>
#include <unistd.h>

using namespace cogc;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

/// What nobody tries all of: 16 characters of base64 are 96 bits.
static constexpr size_t shortestKey = 16;

static llvm::Error failure(llvm::StringRef file, std::error_code code) {
  return llvm::createStringError("`" + file + "`: " + code.message());
}

static std::error_code lastError() { return {errno, std::generic_category()}; }

static llvm::Expected<std::string> readKey(llvm::StringRef file) {
  auto buffer = llvm::MemoryBuffer::getFile(file);
  if (!buffer)
    return failure(file, buffer.getError());
  llvm::StringRef key = (*buffer)->getBuffer().trim();
  if (key.size() < shortestKey)
    return llvm::createStringError("`" + file + "` holds none; remove it, for a new one");
  return key.str();
}

/// 256 random bits, as a line of hex digits.
static llvm::Expected<std::string> newKey() {
  uint8_t bytes[32];
  if (::getrandom(bytes, sizeof bytes, 0) != sizeof bytes)
    return llvm::createStringError("no random numbers: " + lastError().message());
  return llvm::toHex(bytes, /*LowerCase=*/true) + "\n";
}

/// Writes a key to \p file unless one is there by then: of two builds that begin
/// at once both must use the same.
static llvm::Error makeKey(const std::string &file) {
  llvm::StringRef folder = path::parent_path(file);
  if (std::error_code code = fs::create_directories(folder, true, fs::owner_all))
    return failure(folder, code);
  llvm::Expected<std::string> key = newKey();
  if (!key)
    return key.takeError();
  std::string fresh = file + ".XXXXXX";
  int descriptor = ::mkostemp(fresh.data(), O_CLOEXEC); // 0600
  if (descriptor < 0)
    return failure(folder, lastError());
  bool isWritten = ::write(descriptor, key->data(), key->size()) == ssize_t(key->size());
  std::error_code code = isWritten ? std::error_code() : lastError();
  ::close(descriptor);
  if (isWritten && ::link(fresh.c_str(), file.c_str()) != 0 && errno != EEXIST)
    code = lastError();
  ::unlink(fresh.c_str());
  return code ? failure(file, code) : llvm::Error::success();
}

static llvm::Expected<std::string> userKey(const EnvironmentVariables &environment) {
  std::string folder = userFolder(environment, "XDG_STATE_HOME", ".local/state");
  if (folder.empty())
    return llvm::createStringError("neither XDG_STATE_HOME nor HOME names a folder");
  std::string file = folder + "/secret-key";
  if (!fs::exists(file))
    if (llvm::Error error = makeKey(file))
      return error;
  return readKey(file);
}

/// Nothing, and reported, when there is no key.
static std::optional<std::string> findKey(const EnvironmentVariables &environment,
                                          DiagnosticEngine &diags) {
  llvm::StringRef shared = findVariable(environment, "COGC_SECRET_KEY").value_or("").trim();
  if (shared.size() >= shortestKey)
    return shared.str();
  if (!shared.empty()) {
    diags.report(Diag::secret_key_form, std::nullopt, shared.size(), shortestKey);
    return std::nullopt;
  }
  llvm::Expected<std::string> key = userKey(environment);
  if (key)
    return std::move(*key);
  diags.report(Diag::secret_key, std::nullopt, llvm::toString(key.takeError()));
  return std::nullopt;
}

std::vector<SecretStamp> cogc::stampsOf(llvm::ArrayRef<SecretValue> values,
                                        const EnvironmentVariables &environment,
                                        DiagnosticEngine &diags) {
  std::vector<SecretStamp> stamps;
  std::optional<std::string> key;
  if (!values.empty())
    key = findKey(environment, diags);
  if (!key)
    return stamps;
  for (const SecretValue &each : values) {
    // With the id in it, two secrets of one value do not look the same. No id
    // has a NUL, so no other pair gives this message.
    std::string message = "cogc secret " + each.id;
    message.push_back('\0');
    stamps.push_back({each.id, hmacSha256Hex(*key, message + each.value).substr(0, 32)});
  }
  return stamps;
}

/// In the order of the run's own mounts, which other steps do not change.
static void stampRun(RunOp &run, llvm::ArrayRef<SecretStamp> stamps) {
  std::vector<std::string> values;
  for (const Mount &mount : run.mounts)
    for (const SecretStamp &each : stamps)
      if (mount.type == Mount::Type::Secret && mount.id == each.id)
        values.push_back(each.stamp);
  if (!values.empty())
    setEnv(run.env, secretStampVariable, llvm::join(values, ","));
}

Plan cogc::stampSecrets(Plan plan, llvm::ArrayRef<SecretStamp> stamps) {
  for (Stage &stage : plan.stages)
    for (Op &op : stage.ops)
      if (auto *run = op.getIf<RunOp>())
        stampRun(*run, stamps);
  return plan;
}
