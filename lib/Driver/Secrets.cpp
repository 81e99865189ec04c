#include "Secrets.h"
#include "Csv.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include <algorithm>

using namespace cogc;

std::optional<llvm::StringRef> cogc::findVariable(const EnvironmentVariables &environment,
                                                  llvm::StringRef name) {
  auto found = std::ranges::find(environment, name,
                                 [](auto &each) -> llvm::StringRef { return each.first; });
  if (found == environment.end())
    return std::nullopt;
  return found->second;
}

namespace {
/// Where buildctl will find a secret.
struct SecretSource {
  std::string id;
  std::string file;
  std::string variable;
};
} // namespace

/// Reads the attributes as buildctl does: a secret with an id alone is the
/// variable of that name when there is one, else the file.
static llvm::Expected<SecretSource> parseSecret(llvm::StringRef text,
                                                const EnvironmentVariables &environment) {
  llvm::Expected<CsvAttributes> attributes = CsvAttributes::parse(text);
  if (!attributes)
    return attributes.takeError();
  SecretSource result;
  llvm::StringRef type;
  for (auto &[key, value] : attributes->all()) {
    if (key == "id")
      result.id = value;
    else if (key == "src" || key == "source")
      result.file = value;
    else if (key == "env")
      result.variable = value;
    else if (key == "type" && (value == "file" || value == "env"))
      type = value;
    else
      return llvm::createStringError("`" + key + "=" + value + "` means nothing here");
  }
  if (result.id.empty())
    return llvm::createStringError("it has no id");
  if (type == "env" && result.variable.empty())
    std::swap(result.variable, result.file);
  if (result.file.empty() && result.variable.empty())
    (findVariable(environment, result.id) ? result.variable : result.file) = result.id;
  return result;
}

/// Why the secret cannot be had; empty when it can.
static std::string problemOf(const SecretSource &secret, const EnvironmentVariables &environment) {
  if (!secret.variable.empty())
    return findVariable(environment, secret.variable)
               ? ""
               : "the variable " + secret.variable + " is not set";
  if (llvm::sys::fs::is_directory(secret.file))
    return "`" + secret.file + "` is a directory";
  if (auto error = llvm::sys::fs::access(secret.file, llvm::sys::fs::AccessMode::Exist))
    return "`" + secret.file + "`: " + error.message();
  return "";
}

/// Calls \p visit for each secret that a step cannot do without.
static void forEachRequired(const Plan &plan,
                            llvm::function_ref<void(llvm::StringRef id, const Op &op)> visit) {
  for (const Stage &stage : plan.stages)
    for (const Op &op : stage.ops)
      if (auto *run = op.getIf<RunOp>())
        for (const Mount &mount : run->mounts)
          if (mount.type == Mount::Type::Secret && !mount.optional)
            visit(mount.id, op);
}

void cogc::checkSecrets(const Plan &plan, llvm::ArrayRef<std::string> secrets,
                        llvm::ArrayRef<llvm::StringRef> provided,
                        const EnvironmentVariables &environment, DiagnosticEngine &diags) {
  llvm::StringSet<> known;
  for (llvm::StringRef id : provided)
    known.insert(id);
  for (const std::string &text : secrets) {
    llvm::Expected<SecretSource> secret = parseSecret(text, environment);
    std::string problem =
        secret ? problemOf(*secret, environment) : llvm::toString(secret.takeError());
    if (!problem.empty())
      diags.report(Diag::bad_secret, std::nullopt, text, problem);
    if (secret)
      known.insert(secret->id);
  }
  forEachRequired(plan, [&](llvm::StringRef id, const Op &op) {
    if (known.insert(id).second) // say it once
      diags.report(Diag::secret_missing, op.locs.empty() ? Loc() : op.locs.front(), id);
  });
}
