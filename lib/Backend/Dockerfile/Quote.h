//===- Quote.h - Values as a Dockerfile must spell them ------------------------===//
//
// A Dockerfile has no quoting; it has five. A line is first cut at its
// backslashes, then split by rules that depend on the instruction, and some of
// the pieces go through a shell-like word processor that expands `$`:
//
//   ENV, ARG, LABEL, USER, WORKDIR   words, quotes and `$`      quotedValue()
//   COPY, ADD                        blanks, then words and `$` copyArguments()
//   --flag=value                     backslashes only           flagValue()
//   --mount=key=value,…              flags, CSV, words and `$`  mountField()
//   RUN […], CMD […]                 JSON                       jsonArray()
//
// Each function here is the inverse of what BuildKit does with that place
// (frontend/dockerfile/{parser,shell,instructions}); test/e2e/tools/dfcheck
// proves it with BuildKit's own reader. What a place cannot hold at all gives
// std::nullopt, and the caller says so.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_LIB_BACKEND_DOCKERFILE_QUOTE_H
#define COGC_LIB_BACKEND_DOCKERFILE_QUOTE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>

namespace cogc::dockerfile {

/// Whether \p text is UTF-8 without NUL: BuildKit replaces everything else.
bool isReadable(llvm::StringRef text);

/// The value of ENV, ARG, LABEL, USER, WORKDIR, in double quotes. No such value
/// can have a newline: the instruction ends there.
std::optional<std::string> quotedValue(llvm::StringRef value);

/// The words behind COPY's flags: bare when they can be, else as a JSON array.
std::string copyArguments(llvm::ArrayRef<std::string> words);

/// `--name=value`. BuildKit reads flags byte by byte, so the value must be
/// printable ASCII.
std::optional<std::string> flag(llvm::StringRef name, llvm::StringRef value);

/// `key=value` as one field of a mount's list.
std::string mountField(llvm::StringRef key, llvm::StringRef value);

/// `["a", "b"]`.
std::string jsonArray(llvm::ArrayRef<std::string> words);

/// A word that needs no quotes as it is, else \p quoted.
std::string bareOr(llvm::StringRef word, std::string quoted);

/// `0644`.
std::string octal(unsigned mode);

/// Whether `RUN text` makes BuildKit execute exactly `/bin/sh -c text`.
bool isPlainCommand(llvm::StringRef text);

/// Whether \p text can stand in a heredoc, whose lines are taken as they are.
/// A heredoc always ends with a newline; whether the text may is for the caller.
bool fitsHeredoc(llvm::StringRef text);

/// A delimiter that is no line of \p text: `EOF`, else `EOF2`, ….
std::string heredocDelimiter(llvm::StringRef text);

/// \p line with line continuations where it is longer than BuildKit reads
/// (65,535 bytes). Nothing if there is no place to cut.
std::optional<std::string> foldLine(llvm::StringRef line);

} // namespace cogc::dockerfile

#endif
