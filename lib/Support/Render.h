//===- Render.h - The three forms in which diagnostics are shown ----------===//
#ifndef COGC_LIB_SUPPORT_RENDER_H
#define COGC_LIB_SUPPORT_RENDER_H

#include "cogc/Support/Diagnostics.h"
#include "cogc/Support/Quote.h"

namespace cogc {

void renderText(const DiagnosticEngine &engine, const RenderOptions &options,
                llvm::raw_ostream &os);
void renderJson(const DiagnosticEngine &engine, const RenderOptions &options,
                llvm::raw_ostream &os);
void renderSarif(const DiagnosticEngine &engine, const RenderOptions &options,
                 llvm::raw_ostream &os);

/// `error`, `warning`, `remark`, `note`.
llvm::StringRef severityName(Severity severity);

/// The length in bytes of the UTF-8 character that \p text starts with; 0 when
/// its first byte starts none.
unsigned characterLength(llvm::StringRef text);

} // namespace cogc

#endif
