//===- ModelSpec.h - cog.yaml as typed values -------------------------------===//
//
// The AST. It says what the user wrote, every value with its place, and
// nothing else: no defaults that depend on other values, no versions chosen,
// no files looked up. Keys and their meaning: docs/CogYaml.md.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_FRONTEND_MODELSPEC_H
#define COGC_FRONTEND_MODELSPEC_H

#include "cogc/Support/SourceLocation.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"
#include <optional>
#include <string>
#include <vector>

namespace cogc {

class SourceTree;
using Text = Located<std::string>;

/// `mounts:` of a run command. Only secrets exist in cog.yaml.
struct SecretMount {
  Text id;
  Text target;
  SourceRange range;
};

/// An item of `build.package_secrets`; an empty target or variable is none.
struct PackageSecretSpec {
  Text id;
  Text target;
  Text env;
  SourceRange range;
};

/// An item of `build.run` or `build.pre_install`.
struct RunCommand {
  Text command;
  std::vector<SecretMount> mounts;
};

struct BuildSpec {
  /// Of the `build:` mapping; invalid when there is none.
  SourceRange range;
  /// The text as written (`3.10` stays `3.10`).
  std::optional<Text> pythonVersion;
  Located<bool> gpu{false, {}};
  std::optional<Text> cuda;
  std::optional<Text> cudnn;
  std::optional<Text> pythonRequirements;
  std::vector<Text> pythonPackages;
  std::vector<PackageSecretSpec> packageSecrets;
  /// One a word, whatever the items of the list.
  std::vector<Text> systemPackages;
  /// The items as they are written, for the label.
  std::vector<Text> systemPackageItems;
  std::vector<RunCommand> run;
  /// Deprecated; runs after `run`, as in Cog.
  std::vector<RunCommand> preInstall;
  std::optional<Text> sdkVersion;
};

/// `run: predict.py:Predictor`: a class or function in a file of the project.
struct PythonRef {
  /// The whole reference, verbatim: it goes into the image's environment.
  Text text;
  std::string file;
  std::string name;
};

struct EnvironmentEntry {
  std::string name;
  std::string value;
  SourceRange range;
};

struct WeightSource {
  Text uri;
  std::vector<Text> include;
  std::vector<Text> exclude;
};

struct WeightSpec {
  Text name;
  Text target;
  std::vector<WeightSource> sources;
  SourceRange range;
};

struct ModelSpec {
  /// The file as messages name it, relative to the project folder.
  std::string configPath;
  FileId configFile;

  BuildSpec build;
  std::optional<Text> image;
  std::optional<Text> model;
  /// `run:`, or its older spelling `predict:`.
  std::optional<PythonRef> run;
  std::optional<PythonRef> train;
  std::optional<Located<unsigned>> concurrencyMax;
  std::vector<EnvironmentEntry> environment;
  std::vector<WeightSpec> weights;
};

/// Writes the AST as indented text, one value a line with its place:
/// `--emit=ast`.
void printModelSpec(const ModelSpec &spec, const SourceTree &tree, llvm::raw_ostream &os);

/// The `run.cog.config` label: the configuration as compact JSON in the shape
/// that Cog's clients read. \p pythonVersion is the resolved one.
std::string cogConfigJson(const ModelSpec &spec, llvm::StringRef pythonVersion);

} // namespace cogc

#endif
