//===- CogWords.h - What today's cog says where cogc has a diagnostic -------------===//
//
// Scripts and pipelines look for some of cog's sentences. The wrapper says those
// as well, in front of cogc's own messages.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_TOOLS_COG_COGWORDS_H
#define COGC_TOOLS_COG_COGWORDS_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace cogc {

/// The sentences of cog 0.22 for the diagnostics in \p diagnosticsJson, as
/// `cogc --diagnostics=json` prints them; none for other text.
std::vector<std::string> cogWords(llvm::StringRef diagnosticsJson);

} // namespace cogc

#endif
