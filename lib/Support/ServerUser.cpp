#include "cogc/Support/ServerUser.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;
using llvm::StringRef;

/// The accounts that Debian's and Ubuntu's images come with.
static constexpr llvm::StringLiteral taken[] = {
    "_apt", "backup", "bin",    "daemon", "games", "irc", "list",   "lp",   "mail",
    "man",  "news",   "nobody", "proxy",  "sync",  "sys", "ubuntu", "uucp", "www-data"};

static bool isName(StringRef text) {
  auto isPart = [](char c) { return llvm::isLower(c) || llvm::isDigit(c) || c == '_' || c == '-'; };
  return text.size() <= 32 && !text.empty() &&
         (llvm::isLower(text.front()) || text.front() == '_') && llvm::all_of(text, isPart);
}

/// A user's or a group's number; the largest one means "none" to the kernel.
static bool parseId(StringRef text, uint32_t &id) {
  return !text.empty() && llvm::all_of(text, llvm::isDigit) && !text.getAsInteger(10, id) &&
         id != UINT32_MAX;
}

llvm::Expected<ServerUser> ServerUser::parse(StringRef text) {
  ServerUser user;
  auto [uid, gid] = text.split(':');
  if (parseId(uid, user.uid)) {
    user.name = "cog";
    user.gid = user.uid;
    if (uid.size() != text.size() && !parseId(gid, user.gid))
      return llvm::createStringError(
          "its group is not a number; expected UID:GID, as in 1000:1000");
  } else if (isName(text)) {
    user = {text.str(), namedUserId, namedUserId, /*isNamed=*/true};
  } else {
    return llvm::createStringError(
        "expected a name in lower case, as in app, or numbers, as in 1000 or 1000:1000");
  }
  if (user.uid == 0 || user.name == "root")
    return llvm::createStringError("the server runs as root without the flag; leave it away");
  if (user.isNamed && llvm::is_contained(taken, user.name))
    return llvm::createStringError(
        "base images have an account of this name; give its number, or another name");
  return user;
}

std::string ServerUser::numbers() const { return llvm::utostr(uid) + ":" + llvm::utostr(gid); }

std::string ServerUser::home() const { return "/home/" + name; }
