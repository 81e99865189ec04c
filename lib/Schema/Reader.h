//===- Reader.h - What the parts of a schema are made with ---------------------------===//
#ifndef COGC_LIB_SCHEMA_READER_H
#define COGC_LIB_SCHEMA_READER_H

#include "Annotation.h"
#include "Types.h"
#include "cogc/Schema/Schema.h"
#include <set>

namespace cogc::schema {

/// The project's modules and the ways to ask about them, for one schema.
struct Reader {
  Reader(SourceTree &tree, DiagnosticEngine &diags, const SchemaRequest &request)
      : tree(tree), diags(diags), sdkVersion(request.sdkVersion),
        isSdkRelease(request.isSdkRelease), modules(tree, diags), scope(modules), evaluator(scope),
        annotations(scope, evaluator) {}

  /// Whether it is known which names the SDK has: those of a release up to ours.
  bool hasKnownSdk() const;

  SourceTree &tree;
  DiagnosticEngine &diags;
  /// Of the SDK that will serve; empty when any may.
  llvm::StringRef sdkVersion;
  bool isSdkRelease;
  Modules modules;
  Scope scope;
  Evaluator evaluator;
  AnnotationReader annotations;
  /// The methods whose calls were checked: run and train may be of one class.
  std::set<const py::Function *> checkedCalls;
};

/// The type of an input whose name is \p name. Reports what the server could
/// not take.
std::optional<Type> readInputType(const Annotation &annotation, llvm::StringRef name,
                                  Reader &reader);

/// The type of what a method returns. Reports what cannot be described.
std::optional<Type> readOutputType(const Annotation &annotation, Reader &reader);

} // namespace cogc::schema

#endif
