//===- Fields.h - Every key of cog.yaml -------------------------------------===//
//
// The one table of what may stand in a cog.yaml. The reader checks names and
// types against it and finds suggestions in it; the JSON Schema for editors
// (ConfigSchema.cpp) is written from it.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_LIB_FRONTEND_FIELDS_H
#define COGC_LIB_FRONTEND_FIELDS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace cogc {

/// What a value may be; a set. Every value may also be null, which means that
/// the key is not given.
enum FieldType : uint8_t {
  FieldText = 1,
  /// A number whose text is kept.
  FieldNumber = 2,
  FieldBool = 4,
  FieldList = 8,
  FieldMapping = 16,
};

enum class FieldState : uint8_t {
  Optional,
  Required,
  /// Still works; `note` says what to write instead.
  Deprecated,
  /// Accepted and without effect; `note` says why.
  Removed,
};

struct Field {
  /// Keys joined by dots; `[]` stands for the items of a list.
  llvm::StringLiteral path;
  /// A set of FieldType.
  uint8_t types;
  FieldState state = FieldState::Optional;
  llvm::StringLiteral note = "";
  /// Of a deprecated key: the one beside it that means the same.
  llvm::StringLiteral replacement = "";
  /// How to write it, said to those who gave it another type.
  llvm::StringLiteral hint = "";
  /// What it means, for whoever points at it in an editor.
  llvm::StringLiteral description = "";
  /// Texts match this regular expression, in the dialect that ECMA-262 and
  /// Python share. It may let pass what the reader refuses, never the reverse.
  llvm::StringLiteral pattern = "";
  /// JSON: what is in effect when the key is not given.
  llvm::StringLiteral byDefault = "";
  /// JSON: a list of values as examples.
  llvm::StringLiteral examples = "";

  /// The last part of the path: the key as it is written.
  llvm::StringRef key() const;
  /// The path of the mapping or list that holds it.
  llvm::StringRef parent() const;
};

/// All keys; each mapping before what it holds.
llvm::ArrayRef<Field> allFields();

/// The row of \p key in the mapping at \p parent, or null.
const Field *findField(llvm::StringRef parent, llvm::StringRef key);

/// The row of \p path, which there is.
const Field &fieldAt(llvm::StringRef path);

/// "text or a number": the types of a field in words.
std::string describeTypes(uint8_t types);

} // namespace cogc

#endif
