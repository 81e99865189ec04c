//===- SystemRules.h - apt packages that a project needs without saying so ------===//
//
// Today's prebuilt bases of Cog carry compilers, git, ffmpeg, OpenGL and more,
// so a project that uses opencv-python or calls `git clone` never had to name
// them. cogc starts from a slim image instead. This table says what is missing
// there, for whom and why, and only that is installed: what an install needs
// (headers, compilers, git) beside the image, what a model needs at run time
// inside it. Each choice is a remark of `cogc explain`, and each can be
// switched off (docs/SystemPackages.md).
//
//===----------------------------------------------------------------------------===//
#ifndef COGC_FRONTEND_SYSTEMRULES_H
#define COGC_FRONTEND_SYSTEMRULES_H

#include "cogc/Frontend/Stack.h"

namespace cogc {

/// The day on which the table was last compared with PyPI and Debian.
inline constexpr const char systemRulesDate[] = "2026-11-25";

/// A row of SystemRules.def. Lists are words in one text. A word `a|b` is the
/// first of these names that the base image's distribution has.
struct SystemRule {
  enum class Kind {
    /// Somebody asks for one of the Python packages `triggers`.
    Python,
    /// A requirement is fetched by the version control system `triggers`.
    Vcs,
    /// A `run:` command calls one of the programs `triggers`.
    Command,
    /// Any Python package: one without a wheel is compiled.
    Source,
  } kind;
  /// What `--no-system-rule` takes.
  llvm::StringLiteral name;
  llvm::StringLiteral triggers;
  /// Python: only for versions pinned below this one; empty for all.
  llvm::StringLiteral below;
  /// What installing the Python packages takes, and what the image keeps.
  llvm::StringLiteral build;
  llvm::StringLiteral run;
  llvm::StringLiteral why;
  /// How to see that it is so.
  llvm::StringLiteral source;
};

llvm::ArrayRef<SystemRule> systemRules();

/// A rule that applies, with who made it apply.
struct SystemChoice {
  const SystemRule *rule;
  std::vector<std::string> packages;
  /// The Python package, or the program of a command.
  std::string cause;
  SourceRange range;
};

/// What the rules add to a project.
struct SystemPackages {
  /// Into the image.
  std::vector<SystemChoice> image;
  /// Only beside it, for the install of the Python packages.
  std::vector<SystemChoice> build;
};

SystemPackages chooseSystemPackages(const BlockContext &context);

/// An apt package that is called otherwise in newer distributions, or is gone.
struct AptRename {
  llvm::StringLiteral name;
  /// A word as above; empty when nothing takes its place.
  llvm::StringLiteral replacement;
  /// From which distributions on.
  llvm::StringLiteral since;
  /// Without a replacement: what to do.
  llvm::StringLiteral advice;
};

const AptRename *findAptRename(llvm::StringRef name);

} // namespace cogc

#endif
