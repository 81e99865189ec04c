//===- main.cpp - The program cog, beside cogc -------------------------------------===//
#include "Wrapper.h"
#include "llvm/Support/Process.h"
#include <unistd.h>

using namespace cogc;

static EnvironmentVariables readEnvironment() {
  EnvironmentVariables result;
  for (char **entry = environ; *entry; ++entry) {
    auto [name, value] = llvm::StringRef(*entry).split('=');
    result.emplace_back(name, value);
  }
  return result;
}

int main(int argc, char **argv) {
  if (llvm::sys::Process::FixupStandardFileDescriptors())
    return 1;
  return Wrapper({argv + 1, argv + argc}, readEnvironment()).run();
}
