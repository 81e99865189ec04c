//===- DependencyParts.h - The readers behind readDependencies() -------------===//
#ifndef COGC_LIB_FRONTEND_DEPENDENCYPARTS_H
#define COGC_LIB_FRONTEND_DEPENDENCYPARTS_H

#include "cogc/Frontend/Dependencies.h"

namespace cogc {

/// `.python-version`: its first line that names a version, or a warning.
void readPythonVersionFile(const ModelSpec &spec, Dependencies &result, SourceTree &tree,
                           DiagnosticEngine &diags);

/// Adds \p specifiers (`requires-python`) to the constraints, or reports that
/// they are none.
void addRequiresPython(const std::optional<Text> &specifiers, Dependencies &result,
                       const SourceTree &tree, DiagnosticEngine &diags);

/// Fills `local` with what the requirements and the lock take from the project.
/// Reports what is not there, leads out of the project or is ignored.
void collectLocalPackages(const ModelSpec &spec, Dependencies &result, SourceTree &tree,
                          DiagnosticEngine &diags);

/// Looks for what cannot work in requirements: two versions of one package, an
/// SDK that is chosen elsewhere; finds the variables in them.
void checkRequirements(const ModelSpec &spec, Dependencies &result, const SourceTree &tree,
                       DiagnosticEngine &diags);

/// Warns of passwords in the URLs of cog.yaml and of the files that the install
/// step reads, at the first of each file.
void checkCredentials(const ModelSpec &spec, const Dependencies &result, const SourceTree &tree,
                      DiagnosticEngine &diags);

} // namespace cogc

#endif
