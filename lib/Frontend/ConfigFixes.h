//===- ConfigFixes.h - Rewrites of cog.yaml that mend a mistake ------------===//
//
// What `cogc check --fix` writes: changes to the text around a key that leave
// everything else, comments and blanks included, as it is. Where the text has a
// form that such a change might break (flow style, anchors), there is none, and
// the message alone has to do.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_LIB_FRONTEND_CONFIGFIXES_H
#define COGC_LIB_FRONTEND_CONFIGFIXES_H

#include "Yaml.h"
#include "cogc/Support/Diagnostics.h"

namespace cogc {

/// The entry of \p mapping with \p key, whatever its value; or null.
const yaml::Entry *findEntry(const yaml::Node &mapping, llvm::StringRef key);

/// Removes \p entry with all its lines.
void fixByRemoving(const SourceTree &tree, const yaml::Entry &entry,
                   DiagnosticEngine::Builder &report);

/// Gives the value of \p entry to the key \p name of the same mapping: renames
/// the key, or, when both are lists, appends the items to those of \p name.
void fixByRenaming(const SourceTree &tree, const yaml::Node &mapping, const yaml::Entry &entry,
                   llvm::StringRef name, DiagnosticEngine::Builder &report);

/// Makes items `- NAME=value` of the lines `NAME: value` of \p mapping.
void fixByListing(const SourceTree &tree, const yaml::Node &mapping,
                  DiagnosticEngine::Builder &report);

} // namespace cogc

#endif
