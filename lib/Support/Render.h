//===- Render.h - The three forms in which diagnostics are shown ----------===//
#ifndef COGC_LIB_SUPPORT_RENDER_H
#define COGC_LIB_SUPPORT_RENDER_H

#include "cogc/Support/Diagnostics.h"
#include "cogc/Support/Quote.h"
#include "llvm/Support/JSON.h"

namespace cogc {

void renderText(const DiagnosticEngine &engine, const RenderOptions &options,
                llvm::raw_ostream &os);
void renderJson(const DiagnosticEngine &engine, const RenderOptions &options,
                llvm::raw_ostream &os);
void renderSarif(const DiagnosticEngine &engine, const RenderOptions &options,
                 llvm::raw_ostream &os);

/// A member with \p value, whatever bytes it has.
inline void textAttribute(llvm::json::OStream &json, llvm::StringRef key, llvm::StringRef value) {
  json.attributeBegin(key);
  json.rawValue(jsonQuote(value));
  json.attributeEnd();
}

/// `error`, `warning`, `remark`, `note`.
llvm::StringRef severityName(Severity severity);

/// The length in bytes of the UTF-8 character that \p text starts with; 0 when
/// its first byte starts none.
unsigned characterLength(llvm::StringRef text);

} // namespace cogc

#endif
