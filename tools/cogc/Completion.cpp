//===- Completion.cpp - Scripts that teach a shell our flags -------------------===//
#include "Options.h"
#include "cogc/Support/Quote.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;

static std::string flagNames(const CommandInfo &command) {
  return llvm::join(llvm::map_range(command.flags, [](const FlagInfo &flag) { return flag.name; }),
                    " ");
}

/// The flags of all commands that have fixed values, each once.
static std::vector<FlagInfo> flagsWithValues(llvm::ArrayRef<CommandInfo> commands) {
  std::vector<FlagInfo> result;
  for (const CommandInfo &command : commands)
    for (const FlagInfo &flag : command.flags)
      if (!flag.values.empty() &&
          llvm::none_of(result, [&](const FlagInfo &known) { return known.name == flag.name; }))
        result.push_back(flag);
  return result;
}

static void printBash(llvm::ArrayRef<CommandInfo> commands, llvm::raw_ostream &os) {
  os << "# eval \"$(cogc --completion bash)\"\n_cogc() {\n"
        "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} flags\n"
        "  # bash takes the = of --emit=x for a word of its own\n"
        "  [[ $word == = ]] && word=\n"
        "  [[ $before == = ]] && before=${COMP_WORDS[COMP_CWORD-2]}\n"
        "  case $before in\n";
  for (const FlagInfo &flag : flagsWithValues(commands))
    os << "  " << flag.name << ") COMPREPLY=($(compgen -W '" << llvm::join(flag.values, " ")
       << "' -- \"$word\")); return ;;\n";
  os << "  esac\n  case ${COMP_WORDS[1]} in\n";
  for (const CommandInfo &command : commands)
    if (!command.name.empty())
      os << "  " << command.name << ") flags='" << flagNames(command) << "' ;;\n";
  os << "  *) flags='" << flagNames(commands.front()) << "' ;;\n  esac\n"
     << "  if [[ $word == -* ]]; then COMPREPLY=($(compgen -W \"$flags\" -- \"$word\"))\n"
        "  elif ((COMP_CWORD == 1)); then COMPREPLY=($(compgen -W '";
  for (const CommandInfo &command : commands)
    os << command.name << (command.name.empty() ? "" : " ");
  os << "' -- \"$word\") $(compgen -f -- \"$word\"))\n"
        "  else COMPREPLY=($(compgen -f -- \"$word\")); fi\n}\n"
        "complete -o filenames -F _cogc cogc\n";
}

/// zsh's _arguments gives brackets and colons a meaning.
static std::string zshText(llvm::StringRef text) {
  std::string result;
  for (char c : text) {
    if (llvm::StringRef("[]:\\").contains(c))
      result += '\\';
    result += c;
  }
  return result;
}

static void printZshFlags(const CommandInfo &command, llvm::raw_ostream &os) {
  for (const FlagInfo &flag : command.flags) {
    bool isLong = llvm::StringRef(flag.name).starts_with("--");
    std::string spec =
        flag.name + (flag.takesValue && isLong ? "=" : "") + "[" + zshText(flag.description) + "]";
    if (flag.takesValue)
      spec +=
          ":value:" + (flag.values.empty() ? "_files" : "(" + llvm::join(flag.values, " ") + ")");
    os << "    " << shellQuote(spec) << " \\\n";
  }
  os << "    '*:path:_files'\n";
}

static void printZsh(llvm::ArrayRef<CommandInfo> commands, llvm::raw_ostream &os) {
  os << "#compdef cogc\n# cogc --completion zsh > \"${fpath[1]}/_cogc\"\n_cogc() {\n"
        "  case ${words[2]} in\n";
  for (const CommandInfo &command : llvm::reverse(commands)) {
    os << "  " << (command.name.empty() ? "*" : command.name) << ") _arguments \\\n";
    printZshFlags(command, os);
    os << "  ;;\n";
  }
  os << "  esac\n}\ncompdef _cogc cogc\n";
}

static void printFish(llvm::ArrayRef<CommandInfo> commands, llvm::raw_ostream &os) {
  os << "# cogc --completion fish > ~/.config/fish/completions/cogc.fish\n";
  std::vector<std::string> names;
  for (const CommandInfo &command : commands)
    if (!command.name.empty())
      names.push_back(command.name);
  for (const CommandInfo &command : commands) {
    std::string condition =
        command.name.empty() ? "not __fish_seen_subcommand_from " : "__fish_seen_subcommand_from ";
    condition += command.name.empty() ? llvm::join(names, " ") : command.name;
    for (const FlagInfo &flag : command.flags) {
      bool isLong = llvm::StringRef(flag.name).starts_with("--");
      os << "complete -c cogc -n '" << condition << "' " << (isLong ? "-l " : "-s ")
         << llvm::StringRef(flag.name).ltrim('-') << " -d " << shellQuote(flag.description);
      if (flag.takesValue)
        os << " -r";
      if (!flag.values.empty())
        os << " -f -a '" << llvm::join(flag.values, " ") << "'";
      os << '\n';
    }
  }
  for (const CommandInfo &command : commands)
    if (!command.name.empty())
      os << "complete -c cogc -n __fish_use_subcommand -a " << command.name << '\n';
}

std::string cogc::completionScript(llvm::StringRef shell, llvm::ArrayRef<CommandInfo> commands) {
  std::string text;
  llvm::raw_string_ostream os(text);
  if (shell == "bash")
    printBash(commands, os);
  else if (shell == "zsh")
    printZsh(commands, os);
  else if (shell == "fish")
    printFish(commands, os);
  return text;
}
