#include "FlagSet.h"
#include "cogc/Support/EditDistance.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <CLI/CLI.hpp>

using namespace cogc;
using llvm::StringRef;

std::string cogc::didYouMean(StringRef word, const Words &known) {
  std::vector<StringRef> candidates(known.begin(), known.end());
  StringRef near = nearestWord(word, candidates);
  return near.empty() ? "" : "; did you mean `" + near.str() + "`?";
}

void cogc::requireOneOf(StringRef flag, StringRef value, const Words &known) {
  if (llvm::is_contained(known, value))
    return;
  std::string advice = didYouMean(value, known);
  if (advice.empty())
    advice = "; expected " + llvm::join(known, ", ");
  throw Misuse{("`" + flag + "` has no value `" + value + "`" + advice).str()};
}

/// Whether \p argument can be the flag with this \p name: `-o`, `-oFILE`, an `o` among
/// other short flags (`-xo`), `--output`, `--output=FILE`.
static bool canMean(StringRef argument, StringRef name) {
  if (!argument.starts_with("-"))
    return false;
  if (!name.starts_with("--"))
    return !argument.starts_with("--") && argument.drop_front().contains(name.back());
  return argument.consume_front(name) && (argument.empty() || argument.starts_with("="));
}

bool FlagSet::isWanted(StringRef names) const {
  return !arguments || llvm::any_of(llvm::split(names, ','), [this](StringRef name) {
    return llvm::any_of(*arguments, [name](StringRef each) { return canMean(each, name); });
  });
}

void FlagSet::finish(CLI::Option *option, const char *type) {
  option->type_name(type)->group(heading);
}

void FlagSet::path(std::string &into, const char *help) {
  app.add_option("PATH", into, help)->type_name("");
}

void FlagSet::value(const char *names, const char *type, std::string &into, const char *help) {
  if (isWanted(names))
    finish(app.add_option(names, into, help)->take_last(), type);
}

void FlagSet::value(const char *names, const char *type, Set set, const char *help) {
  if (isWanted(names))
    finish(app.add_option_function<std::string>(names, std::move(set), help)->take_last(), type);
}

void FlagSet::choice(const char *names, const char *type, Names values, Set set, const char *help) {
  if (!isWanted(names))
    return;
  Words known = values();
  choices.emplace_back(names, known);
  std::string all = llvm::join(known, "|");
  auto check = [names, known = std::move(known), set = std::move(set)](const std::string &value) {
    requireOneOf(names, value, known);
    set(value);
  };
  value(names, StringRef(type).empty() ? all.c_str() : type, check, help);
}

void FlagSet::list(const char *names, const char *type, Words &into, const char *help) {
  if (isWanted(names))
    finish(app.add_option(names, into, help)->allow_extra_args(false), type);
}

void FlagSet::list(const char *names, const char *type, Set each, const char *help) {
  if (!isWanted(names))
    return;
  auto setAll = [each = std::move(each)](const Words &values) { llvm::for_each(values, each); };
  finish(app.add_option_function<Words>(names, setAll, help)->allow_extra_args(false), type);
}

void FlagSet::list(const char *names, const char *type, Names known, Words &into,
                   const char *help) {
  auto add = [names, known, &into](const std::string &value) {
    requireOneOf(names, value, known());
    into.push_back(value);
  };
  list(names, type, add, help);
}

void FlagSet::commas(const char *names, const char *type, std::function<void(const Words &)> set,
                     const char *help) {
  if (isWanted(names))
    finish(app.add_option_function<Words>(names, std::move(set), help)
               ->delimiter(',')
               ->allow_extra_args(false),
           type);
}

void FlagSet::flag(const char *names, bool &into, const char *help) {
  if (isWanted(names))
    app.add_flag(names, into, help)->group(heading);
}

void FlagSet::flag(const char *names, std::function<void()> set, const char *help) {
  if (isWanted(names))
    app.add_flag_callback(names, std::move(set), help)->group(heading);
}

void FlagSet::flagWithValue(const char *names, std::string &into, const char *help) {
  if (isWanted(names))
    app.add_flag(names + std::string("{true}"), into, help)->group(heading);
}

std::vector<FlagInfo> FlagSet::describe() const {
  std::vector<FlagInfo> flags;
  for (const CLI::Option *option : app.get_options()) {
    if (option->get_positional())
      continue;
    FlagInfo flag{"", option->get_description(), option->get_items_expected_max() > 0, {}};
    for (auto &[name, values] : choices)
      if (option->check_name(name))
        flag.values = values;
    for (const std::string &name : option->get_snames())
      flags.push_back({"-" + name, flag.description, flag.takesValue, flag.values});
    for (const std::string &name : option->get_lnames())
      flags.push_back({"--" + name, flag.description, flag.takesValue, flag.values});
  }
  return flags;
}
