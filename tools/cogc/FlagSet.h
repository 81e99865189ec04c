//===- FlagSet.h - How the flags of a command are declared ----------------------===//
//
// The few sorts of flags that cogc has, on top of CLI11. To declare a flag costs
// CLI11 more the more flags there are, since it compares the names with all that it
// knows; for all flags of a compile that was a fifth of the compile. So a set may be
// told the arguments, and then declares but the flags that they can mean.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_TOOLS_COGC_FLAGSET_H
#define COGC_TOOLS_COGC_FLAGSET_H

#include "Options.h"
#include "llvm/ADT/StringRef.h"
#include <functional>
#include <optional>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace cogc {

using Words = std::vector<std::string>;

/// Wrong use, on its way out of CLI11; an exception.
struct Misuse {
  std::string message;
};

/// `; did you mean …?` with the one of \p known that is near \p word, or nothing.
std::string didYouMean(llvm::StringRef word, const Words &known);

/// Throws Misuse when \p value, given to \p flag, is none of \p known.
void requireOneOf(llvm::StringRef flag, llvm::StringRef value, const Words &known);

/// The flags of one command. Everywhere, \p names is as in `-o,--output`, \p type what
/// help shows for the value, and a \p set may throw Misuse.
class FlagSet {
public:
  using Set = std::function<void(const std::string &)>;
  using Names = Words();

  /// Declares to \p app; with \p arguments, which have to outlive this, but the flags
  /// that may be among them.
  FlagSet(CLI::App &app, std::optional<llvm::ArrayRef<std::string>> arguments)
      : app(app), arguments(arguments) {}

  /// The heading in help of the flags that follow.
  void group(const char *heading) { this->heading = heading; }

  /// The argument without a name.
  void path(std::string &into, const char *help);

  /// A value; of several the last counts.
  void value(const char *names, const char *type, std::string &into, const char *help);
  void value(const char *names, const char *type, Set set, const char *help);
  /// One of \p values; help shows these when \p type is empty.
  void choice(const char *names, const char *type, Names values, Set set, const char *help);

  /// May be repeated, a value each time.
  void list(const char *names, const char *type, Words &into, const char *help);
  void list(const char *names, const char *type, Set each, const char *help);
  /// May be repeated, each time with a name that is one of \p known.
  void list(const char *names, const char *type, Names known, Words &into, const char *help);
  /// Several values with commas between them; \p set has all of them.
  void commas(const char *names, const char *type, std::function<void(const Words &)> set,
              const char *help);

  void flag(const char *names, bool &into, const char *help);
  void flag(const char *names, std::function<void()> set, const char *help);
  /// A flag that may have a value (`--x=false`); \p into is it, or `true`.
  void flagWithValue(const char *names, std::string &into, const char *help);

  /// What the shell's completion has to know, of the flags that were declared.
  std::vector<FlagInfo> describe() const;

private:
  /// Whether the flag has to be declared.
  bool isWanted(llvm::StringRef names) const;
  void finish(CLI::Option *option, const char *type);

  CLI::App &app;
  std::optional<llvm::ArrayRef<std::string>> arguments;
  std::string heading = "Options";
  /// The values of each choice.
  std::vector<std::pair<std::string, Words>> choices;
};

} // namespace cogc

#endif
