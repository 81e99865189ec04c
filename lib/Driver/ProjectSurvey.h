//===- ProjectSurvey.h - What a folder already has --------------------------===//
//
// `cogc init` writes a cog.yaml that fits what is there. This looks: at names of
// files, at the packages that they ask for, and, line by line and without a
// parser, for what Cog could serve. What it does not see is left to the user;
// what it does see it must be right about.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_LIB_DRIVER_PROJECTSURVEY_H
#define COGC_LIB_DRIVER_PROJECTSURVEY_H

#include "cogc/Support/SourceTree.h"
#include <optional>
#include <string>

namespace cogc {

/// A value, and the file that says so.
struct Finding {
  std::string value;
  std::string file;
};

struct ProjectSurvey {
  /// The file with the packages: requirements.txt, pyproject.toml; or empty.
  std::string packages;
  bool hasLock = false;
  /// `3.12`: what .python-version or requires-python ask for.
  std::optional<Finding> python;
  /// `predict.py:Predictor`.
  std::optional<std::string> run, train;
  /// A package that can use a GPU.
  std::optional<Finding> gpuPackage;
};

/// Looks at the folder of \p tree. Reads a few files there and none below.
ProjectSurvey surveyProject(SourceTree &tree);

/// The class or function in the Python text \p source that Cog serves by its
/// method or name \p verb (`run`, `predict`, `train`); empty when there is none.
std::string findServed(llvm::StringRef source, llvm::StringRef verb);

/// The newest Python, as `3.12`, that the specifiers of a `requires-python` allow
/// and that there is an image for; empty when there is none.
std::string newestPython(llvm::StringRef specifiers);

} // namespace cogc

#endif
