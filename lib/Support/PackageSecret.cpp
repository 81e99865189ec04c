#include "cogc/Support/PackageSecret.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

using namespace cogc;
using llvm::StringRef;

/// Of a value that ends up in a list of `key=value` pairs.
static std::string characterMistake(StringRef value) {
  auto isUnsafe = [](char c) { return c == ',' || c == '"' || uint8_t(c) < 0x20 || c == 0x7f; };
  return llvm::any_of(value, isUnsafe)
             ? "has a comma, a quote or a control character; choose another"
             : "";
}

std::string cogc::secretIdMistake(StringRef id) {
  return id.empty() ? "is empty; name the secret" : characterMistake(id);
}

std::string cogc::secretEnvMistake(StringRef name) {
  auto isPart = [](char c) { return llvm::isAlnum(c) || c == '_'; };
  bool isName = !name.empty() && llvm::all_of(name, isPart) && !llvm::isDigit(name.front());
  return isName ? "" : "is no name of a variable; use letters, digits and `_`";
}

std::string cogc::secretTargetMistake(std::string &target) {
  if (std::string mistake = characterMistake(target); !mistake.empty())
    return mistake;
  llvm::SmallString<128> clean(target);
  llvm::sys::path::remove_dots(clean, /*remove_dot_dot=*/true, llvm::sys::path::Style::posix);
  if (!StringRef(target).starts_with("/"))
    return "is not absolute; begin it with `/`";
  if (clean == "/")
    return "is the whole file system; name a file";
  target = clean.str().str();
  return "";
}

std::string cogc::packageTargetMistake(StringRef target) {
  for (StringRef folder : {"/opt/venv", "/out", "/run/cogc", "/src", "/root/.cache/uv"}) {
    StringRef rest = target;
    if (rest.consume_front(folder) && (rest.empty() || rest.starts_with("/")))
      return ("is in `" + folder +
              "`, which the step uses itself; choose a place as in `/run/secrets`")
          .str();
  }
  return "";
}

llvm::Expected<PackageSecret> PackageSecret::parse(StringRef text) {
  PackageSecret secret;
  llvm::SmallVector<StringRef> parts;
  text.split(parts, ',');
  for (StringRef part : parts) {
    auto [key, value] = part.split('=');
    if (key == "id")
      secret.id = value.str();
    else if (key == "target" || key == "dst" || key == "destination")
      secret.target = value.str();
    else if (key == "env")
      secret.env = value.str();
    else
      return llvm::createStringError("`" + part + "` means nothing here");
  }
  std::string mistake;
  auto check = [&](StringRef key, StringRef value, const std::string &found) {
    if (mistake.empty() && !found.empty())
      mistake = (key + " `" + value + "` " + found).str();
  };
  check("id", secret.id, secretIdMistake(secret.id));
  if (!secret.env.empty())
    check("env", secret.env, secretEnvMistake(secret.env));
  std::string written = secret.target;
  if (!secret.target.empty())
    check("target", written, secretTargetMistake(secret.target));
  check("target", written, packageTargetMistake(secret.target));
  if (!mistake.empty())
    return llvm::createStringError(mistake);
  if (secret.target.empty() && secret.env.empty())
    return llvm::createStringError("it has neither a target nor a variable");
  return secret;
}
