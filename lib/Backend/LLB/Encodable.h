//===- Encodable.h - What the wire format can carry ---------------------------===//
#ifndef COGC_LIB_BACKEND_LLB_ENCODABLE_H
#define COGC_LIB_BACKEND_LLB_ENCODABLE_H

#include "cogc/Backend/LLBGraph.h"
#include "cogc/Support/Diagnostics.h"

namespace cogc::llb {

/// The largest definition that is sent: BuildKit's messages have at most 16 MiB,
/// and the request around it needs room, too.
inline constexpr size_t maxDefinitionSize = (16u << 20) - (64u << 10);

/// Whether each text of \p vertex is UTF-8; reports `llb_not_utf8` otherwise.
/// BuildKit cannot read a message with any other text in it. The contents of
/// files are bytes and may be anything.
bool checkEncodable(const Vertex &vertex, DiagnosticEngine &diags);

/// Where a complaint about \p vertex points to.
Loc placeOf(const Vertex &vertex);

} // namespace cogc::llb

#endif
