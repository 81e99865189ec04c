//===- ConfigSchema.h - A JSON Schema of cog.yaml for editors --------------===//
//
// Editors that know a JSON Schema complete keys, show what they mean and mark
// mistakes while one types. This one is written from the table that the reader
// itself uses, so the two cannot drift apart. It is published as
// docs/cog.schema.json; `cogc --config-schema` prints the one of this version.
//
// Draft 7 is what editors understand (https://json-schema.org/draft-07).
//
//===----------------------------------------------------------------------===//
#ifndef COGC_FRONTEND_CONFIGSCHEMA_H
#define COGC_FRONTEND_CONFIGSCHEMA_H

#include "llvm/Support/raw_ostream.h"

namespace cogc {

/// Writes the schema, indented, with a line end.
void printConfigSchema(llvm::raw_ostream &os);

} // namespace cogc

#endif
