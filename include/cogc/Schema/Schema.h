//===- Schema.h - The model's interface, from its source -----------------------===//
//
// Cog's server and clients know a model by an OpenAPI document: which inputs it
// takes, of which types and within which limits, and what it returns. It is
// derived from the signature of `run()` or `train()` without running Python.
// docs/Schema.md says what is understood.
//
// The server validates with the document, so what it says is what callers get.
//
//===----------------------------------------------------------------------------===//
#ifndef COGC_SCHEMA_SCHEMA_H
#define COGC_SCHEMA_SCHEMA_H

#include "cogc/Support/Diagnostics.h"
#include "cogc/Support/SourceTree.h"
#include <optional>
#include <string>

namespace cogc {

/// `run: predict.py:Predictor`.
struct SchemaReference {
  /// Relative to the project, and there.
  std::string file;
  std::string name;
  /// The reference in cog.yaml.
  SourceRange range;
};

struct SchemaRequest {
  /// At least one of the two.
  std::optional<SchemaReference> run;
  std::optional<SchemaReference> train;
  /// cog.yaml's `concurrency.max`, which needs an async method beyond 1.
  std::optional<Located<unsigned>> concurrencyMax;
  /// Of the SDK that serves the document; Cog's tools compare it with the label.
  std::string sdkVersion;
  /// Whether it is that release, and not only the nearest thing that is known of
  /// a wheel or of a release to come.
  bool isSdkRelease = true;
  /// cog.yaml's `python_version`; nothing where it leaves that open.
  std::optional<Located<std::string>> python;
};

struct ModelSchema {
  /// The OpenAPI document, compact JSON. Its bytes are both the image's label
  /// and the file that the server reads.
  std::string document;
  /// `@cog.concurrent(max=N)` of the method that serves predictions.
  std::optional<Located<unsigned>> concurrencyMax;
  bool isAsync = false;
  bool isStreaming = false;
};

/// Reads the modules that the interface needs and no others. Nothing when there
/// were errors, which are reported at the lines of the Python source.
std::optional<ModelSchema> makeModelSchema(const SchemaRequest &request, SourceTree &tree,
                                           DiagnosticEngine &diags);

} // namespace cogc

#endif
