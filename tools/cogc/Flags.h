//===- Flags.h - Which flags the commands have --------------------------------===//
#ifndef COGC_TOOLS_COGC_FLAGS_H
#define COGC_TOOLS_COGC_FLAGS_H

#include "FlagSet.h"

namespace cogc {

/// The flags of one command, with where their values go.
class Flags {
public:
  using Pairs = std::vector<std::pair<std::string, std::string>>;

  /// Both have to outlive this.
  Flags(CommandLine &command, const Pairs &environment)
      : command(command), invocation(command.build.compile), environment(environment) {}

  /// Declares those of a command of this \p kind.
  void addTo(FlagSet &set, CommandLine::Kind kind);
  /// What depends on several flags, or on flags and environment; throws Misuse.
  void finish();

private:
  void addInput(FlagSet &set);
  void addOutput(FlagSet &set);
  void addOutsideFacts(FlagSet &set);
  void addPackageFlags(FlagSet &set);
  void addImageFlags(FlagSet &set);
  void addLeaveOutFlags(FlagSet &set);
  void addMessages(FlagSet &set, bool documents);
  void addPassFlags(FlagSet &set);
  void addResultFlags(FlagSet &set);
  void addBuildFlags(FlagSet &set);
  void addCogFlags(FlagSet &set);
  void checkCogFlags();
  void checkValues();
  void readVariables();
  void decideMessages();
  llvm::StringRef variable(llvm::StringRef name) const;

  CommandLine &command;
  CompilerInvocation &invocation;
  const Pairs &environment;
  std::string color = "auto";
  std::string caCert;
  std::string timestamp;
  std::string cudaBase, cogBase;
  bool precompile = false;
  bool hasEmit = false;
};

} // namespace cogc

#endif
