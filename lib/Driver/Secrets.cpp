#include "Secrets.h"
#include "Csv.h"
#include "cogc/Support/PackageSecret.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
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

std::string cogc::userFolder(const EnvironmentVariables &environment, llvm::StringRef variable,
                             llvm::StringRef inHome) {
  llvm::StringRef folder = findVariable(environment, variable).value_or("");
  if (folder.starts_with("/"))
    return (folder + "/cogc").str();
  llvm::StringRef home = findVariable(environment, "HOME").value_or("");
  return home.starts_with("/") ? (home + "/" + inHome + "/cogc").str() : "";
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

/// BuildKit's client refuses more.
static constexpr uint64_t largestSecret = 500 << 10;

/// `env=$TOKEN` has the value where a name should be. Nothing may repeat it.
static bool isValueForName(const SecretSource &secret) {
  return !secret.variable.empty() && !secretEnvMistake(secret.variable).empty();
}

/// Why the secret cannot be had; empty when it can.
static std::string problemOf(const SecretSource &secret, const EnvironmentVariables &environment) {
  if (isValueForName(secret))
    return "what `env` holds is no name of a variable; write `env=NAME`, without a `$`";
  if (!secret.variable.empty())
    return findVariable(environment, secret.variable)
               ? ""
               : "the variable " + secret.variable + " is not set";
  if (llvm::sys::fs::is_directory(secret.file))
    return "`" + secret.file + "` is a directory";
  llvm::sys::fs::file_status status;
  if (auto error = llvm::sys::fs::status(secret.file, status))
    return "`" + secret.file + "`: " + error.message();
  if (status.getSize() > largestSecret)
    return "`" + secret.file + "` has " + std::to_string(status.getSize()) +
           " bytes, and BuildKit takes at most " + std::to_string(largestSecret);
  return "";
}

/// Calls \p visit for each mount of a secret.
static void forEachMount(const Plan &plan,
                         llvm::function_ref<void(const Mount &mount, const Op &op)> visit) {
  for (const Stage &stage : plan.stages)
    for (const Op &op : stage.ops)
      if (auto *run = op.getIf<RunOp>())
        for (const Mount &mount : run->mounts)
          if (mount.type == Mount::Type::Secret)
            visit(mount, op);
}

namespace {
/// A `--secret` as it was given.
struct GivenSecret {
  llvm::StringRef text;
  SecretSource source;
};

class SecretChecker {
public:
  SecretChecker(const EnvironmentVariables &environment, DiagnosticEngine &diags)
      : environment(environment), diags(diags) {}

  void addGiven(llvm::StringRef text);
  void addProvided(llvm::StringRef id) { known.insert(id); }
  void check(const Mount &mount, const Op &op);
  std::vector<SecretValue> takeValues() { return std::move(values); }

private:
  std::optional<std::string> valueOf(const GivenSecret &secret);
  void checkValue(const GivenSecret &secret, llvm::StringRef value, const Mount &mount,
                  const Op &op);

  const EnvironmentVariables &environment;
  DiagnosticEngine &diags;
  std::vector<GivenSecret> given;
  /// Those that can be had, or that need not be spoken of again.
  llvm::StringSet<> known;
  llvm::StringSet<> looked;
  std::vector<SecretValue> values;
};
} // namespace

void SecretChecker::addGiven(llvm::StringRef text) {
  llvm::Expected<SecretSource> secret = parseSecret(text, environment);
  std::string problem =
      secret ? problemOf(*secret, environment) : llvm::toString(secret.takeError());
  bool isSafe = !secret || !isValueForName(*secret);
  if (!problem.empty())
    diags.report(Diag::bad_secret, std::nullopt,
                 isSafe ? text.str() : "id=" + secret->id + ",env=…", problem);
  if (!secret)
    return;
  known.insert(secret->id);
  if (problem.empty())
    given.push_back({text, std::move(*secret)});
}

/// The value, unless looking would take it away.
std::optional<std::string> SecretChecker::valueOf(const GivenSecret &secret) {
  if (!secret.source.variable.empty())
    return findVariable(environment, secret.source.variable)->str();
  if (!llvm::sys::fs::is_regular_file(secret.source.file))
    return std::nullopt;
  auto file = llvm::MemoryBuffer::getFile(secret.source.file, /*IsText=*/false,
                                          /*RequiresNullTerminator=*/false, /*IsVolatile=*/true);
  if (file)
    return (*file)->getBuffer().str();
  diags.report(Diag::bad_secret, std::nullopt, secret.text,
               "`" + secret.source.file + "`: " + file.getError().message());
  return std::nullopt;
}

void SecretChecker::checkValue(const GivenSecret &secret, llvm::StringRef value, const Mount &mount,
                               const Op &op) {
  Loc loc = op.locs.empty() ? Loc() : op.locs.front();
  bool isVariable = !secret.source.variable.empty();
  if (value.trim().empty() && !mount.optional)
    diags.report(Diag::secret_empty, loc, mount.id, secret.text,
                 isVariable ? "the variable " + secret.source.variable
                            : "`" + secret.source.file + "`");
  else if (value.ends_with("\n") && !mount.env.empty() && !isVariable)
    diags.report(Diag::secret_line_break, loc, mount.id, mount.env);
}

void SecretChecker::check(const Mount &mount, const Op &op) {
  // Of two with one id, buildctl takes the later.
  auto secret = std::find_if(given.rbegin(), given.rend(),
                             [&](const GivenSecret &each) { return each.source.id == mount.id; });
  if (secret == given.rend()) {
    if (!mount.optional && known.insert(mount.id).second) // say it once
      diags.report(Diag::secret_missing, op.locs.empty() ? Loc() : op.locs.front(), mount.id);
    return;
  }
  if (!looked.insert(mount.id).second)
    return;
  std::optional<std::string> value = valueOf(*secret);
  if (!value)
    return;
  checkValue(*secret, *value, mount, op);
  values.push_back({mount.id, std::move(*value)});
}

std::vector<SecretValue> cogc::checkSecrets(const Plan &plan, llvm::ArrayRef<std::string> secrets,
                                            llvm::ArrayRef<llvm::StringRef> provided,
                                            const EnvironmentVariables &environment,
                                            DiagnosticEngine &diags) {
  SecretChecker checker(environment, diags);
  for (llvm::StringRef id : provided)
    checker.addProvided(id);
  for (const std::string &text : secrets)
    checker.addGiven(text);
  forEachMount(plan, [&](const Mount &mount, const Op &op) { checker.check(mount, op); });
  return checker.takeValues();
}
