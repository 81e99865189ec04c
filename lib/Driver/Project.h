//===- Project.h - From PATH on the command line to the file to read -------===//
#ifndef COGC_LIB_DRIVER_PROJECT_H
#define COGC_LIB_DRIVER_PROJECT_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <string>

namespace cogc {

struct Project {
  enum class Kind {
    Config,      ///< a cog.yaml, under whatever name
    Plan,        ///< a `.plan` file
    PlanOnStdin, ///< `-`
    Missing,     ///< no configuration file where one was looked for
  } kind = Kind::Config;
  /// The folder that relative paths and contexts start from.
  std::string root = ".";
  /// The file to read, relative to the root. Missing: where it was looked for,
  /// in words.
  std::string file;

  bool isPlan() const { return kind == Kind::Plan || kind == Kind::PlanOnStdin; }
};

/// Finds out what \p input (see CompilerInvocation::input) stands for. A file
/// that does not exist is a Config or a Plan all the same; reading it says so.
///
/// \p configName may have folders in it: the project is the folder in which it
/// was found, not the one that it lies in. Whoever means the latter gives the
/// file as \p input.
Project findProject(llvm::vfs::FileSystem &fs, llvm::StringRef input, llvm::StringRef configName);

} // namespace cogc

#endif
