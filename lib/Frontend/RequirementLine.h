//===- RequirementLine.h - The grammar of one requirements line -------------===//
#ifndef COGC_LIB_FRONTEND_REQUIREMENTLINE_H
#define COGC_LIB_FRONTEND_REQUIREMENTLINE_H

#include "cogc/Frontend/Requirements.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace cogc {

/// The options that may stand in a requirements file, in their long forms.
llvm::SmallVector<llvm::StringRef> requirementsOptions();

/// Whether \p name (`-f`, `--pre`) is one of them, in either form.
bool isRequirementsOption(llvm::StringRef name);

/// The option at the start of \p line: `--find-links` of `--find-links=URL`.
llvm::StringRef optionName(llvm::StringRef line);

/// What may be wrong with a line that is no requirement: "; write `==`".
std::string requirementHint(llvm::StringRef line);

/// Warns about an option of a whole file that stands behind a requirement.
bool reportInlineOption(const RequirementLine &line, DiagnosticEngine &diags);

} // namespace cogc

#endif
