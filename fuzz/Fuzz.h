//===- Fuzz.h - What the fuzz targets share ---------------------------------===//
//
// A target feeds bytes to one reader and then asks more than that it does not
// crash: whoever fails must have said so, every place must be inside its file,
// and what was said must come out in each format.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_FUZZ_FUZZ_H
#define COGC_FUZZ_FUZZ_H

#include "cogc/Support/Diagnostics.h"
#include "llvm/Support/JSON.h"
#include <cstdio>
#include <cstdlib>

namespace cogc::fuzz {

/// Ends the run with \p rule when it does not hold.
inline void require(bool holds, const char *rule) {
  if (holds)
    return;
  std::fprintf(stderr, "fuzz: %s\n", rule);
  std::abort();
}

inline llvm::StringRef inputText(const uint8_t *data, size_t size) {
  return llvm::StringRef(reinterpret_cast<const char *>(data), size);
}

/// A project in memory whose root is `/project`.
inline SourceTree projectWith(llvm::StringRef name, llvm::StringRef contents) {
  auto fs = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  fs->addFile("/project/" + name, 0, llvm::MemoryBuffer::getMemBufferCopy(contents));
  return SourceTree(fs, "/project");
}

inline void requireInside(const SourceTree &tree, SourceRange range) {
  if (range.isValid())
    require(range.begin <= range.end && range.end <= tree.contents(range.file).size(),
            "a range reaches out of its file");
}

inline std::string rendered(const DiagnosticEngine &diags, DiagnosticFormat format) {
  std::string text;
  llvm::raw_string_ostream os(text);
  renderDiagnostics(diags, {.format = format, .remarks = true}, os);
  return text;
}

inline void requireShown(const DiagnosticEngine &diags) {
  std::string text = rendered(diags, DiagnosticFormat::Text);
  require(llvm::json::isUTF8(text), "the text of a diagnostic is not UTF-8");
  require(text.find('\x1b') == std::string::npos, "an escape reaches the terminal");
  for (DiagnosticFormat format : {DiagnosticFormat::Json, DiagnosticFormat::Sarif})
    llvm::cantFail(llvm::json::parse(rendered(diags, format)), "a document that is not JSON");
}

/// Checks all that \p diags has collected.
inline void requireSound(const DiagnosticEngine &diags) {
  size_t bytes = 0;
  for (const Diagnostic &diagnostic : diags.diagnostics()) {
    bytes += diagnostic.message.size() + diagnostic.loc.column;
    requireInside(diags.sourceTree(), diagnostic.range);
    require(!diagnostic.message.empty(), "a diagnostic without a text");
  }
  // Showing costs more than reading; the length of what was said picks every
  // eighth input, and always the same ones.
  if (bytes % 8 == 0)
    requireShown(diags);
}

} // namespace cogc::fuzz

#endif
