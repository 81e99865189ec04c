//===- main.cpp - The program cogc ---------------------------------------------===//
#include "Options.h"
#include "cogc/Driver/Init.h"
#include "llvm/Support/Process.h"
#include <unistd.h>

using namespace cogc;

static std::vector<std::pair<std::string, std::string>> readEnvironment() {
  std::vector<std::pair<std::string, std::string>> result;
  for (char **entry = environ; *entry; ++entry) {
    auto [name, value] = llvm::StringRef(*entry).split('=');
    result.emplace_back(name, value);
  }
  return result;
}

static int run(CommandLine &command, llvm::raw_fd_ostream &out, llvm::raw_fd_ostream &err) {
  CompilerInvocation &compile = command.build.compile;
  compile.passManager.log = &err;
  switch (command.kind) {
  case CommandLine::Kind::Compile:
    return compileToFile(compile, out, err);
  case CommandLine::Kind::Check:
    return command.fix ? fix(compile, out, err) : check(compile, out, err);
  case CommandLine::Kind::Explain:
    return explain(compile, out, err);
  case CommandLine::Kind::Build:
  case CommandLine::Kind::Verify:
    return build(command.build, out, err);
  case CommandLine::Kind::Init:
    return init(compile.input, err);
  case CommandLine::Kind::Print:
    out << command.text;
    return ExitOk;
  case CommandLine::Kind::Misuse:
    err << "cogc: error: " << command.text << '\n';
    return ExitUsage;
  }
  llvm_unreachable("all commands are handled");
}

int main(int argc, char **argv) {
  // A file that is opened must not become standard output because that is closed.
  if (llvm::sys::Process::FixupStandardFileDescriptors())
    return ExitErrors;
  llvm::raw_fd_ostream out(STDOUT_FILENO, /*shouldClose=*/false);
  llvm::raw_fd_ostream err(STDERR_FILENO, /*shouldClose=*/false);
  std::vector<std::string> arguments(argv + 1, argv + argc);
  CommandLine command = parseCommandLine(arguments, readEnvironment());
  int code = run(command, out, err);
  out.flush();
  err.flush();
  // Nobody is left to be told, and the destructors would abort.
  if (out.has_error())
    code = ExitErrors;
  out.clear_error();
  err.clear_error();
  return code;
}
