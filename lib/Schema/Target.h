//===- Target.h - The method that serves predictions, or trains ---------------------===//
#ifndef COGC_LIB_SCHEMA_TARGET_H
#define COGC_LIB_SCHEMA_TARGET_H

#include "Reader.h"
#include "cogc/Schema/Schema.h"

namespace cogc::schema {

enum class Mode { Run, Train };

/// A function, or a method of a class, and the module that its names are
/// looked up in.
struct Target {
  const py::Function *function = nullptr;
  Module *module = nullptr;
  /// The first parameter is the object.
  bool isMethod = false;
};

/// Finds what \p reference names as the server does: a class by its `run()`
/// (or `predict()`), a function by itself. Reports why there is none.
std::optional<Target> findTarget(const SchemaReference &reference, Mode mode, Reader &reader);

/// Cog's decorators on a target.
struct Decorators {
  bool isStreaming = false;
  SourceRange streamingRange;
  std::optional<Located<unsigned>> concurrencyMax;
};
Decorators readDecorators(const Target &target, Reader &reader);

} // namespace cogc::schema

#endif
