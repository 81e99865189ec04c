//===- LLBTestUtils.h - Plans to graphs, and bytes back to fields ----------------===//
#ifndef COGC_UNITTESTS_BACKEND_LLB_LLBTESTUTILS_H
#define COGC_UNITTESTS_BACKEND_LLB_LLBTESTUTILS_H

#include "cogc/Backend/LLB.h"
#include "cogc/IR/Parser.h"
#include "cogc/IR/Verifier.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/VirtualFileSystem.h"
#include "gtest/gtest.h"

namespace cogc::test {

/// A compile in memory, with a cog.yaml of five lines to point to.
struct Compile {
  SourceTree tree{llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>(), "/"};
  DiagnosticEngine diags{tree};
  LLBOptions options{"id", "hint"};

  Compile() { tree.add("cog.yaml", "one\ntwo\nthree\nfour\nfive"); }

  /// The graph of a final plan, given without its first line.
  llb::Graph graph(llvm::StringRef text) {
    FileId file = tree.add("test.plan", ("plan v1 final linux/arm64\n" + text).str());
    std::optional<Plan> plan = parsePlan(file, tree, diags);
    if (!plan || failed(verifyPlan(*plan, diags))) {
      for (const Diagnostic &diagnostic : diags.diagnostics())
        ADD_FAILURE() << diagnostic.message;
      return llb::Graph();
    }
    return buildGraph(*plan, options);
  }

  std::string bytes(llvm::StringRef text) { return marshalGraph(graph(text), diags); }
};

/// One field of a protobuf message, read by hand: what the tests prove must not
/// depend on the library that wrote it.
struct WireField {
  unsigned number = 0;
  /// Of a varint.
  uint64_t value = 0;
  /// Of anything with a length.
  std::string bytes;
};

inline uint64_t readVarint(llvm::StringRef &bytes) {
  uint64_t value = 0;
  for (unsigned shift = 0; !bytes.empty(); shift += 7) {
    uint8_t byte = bytes.front();
    bytes = bytes.drop_front();
    value |= uint64_t(byte & 0x7f) << shift;
    if (byte < 0x80)
      break;
  }
  return value;
}

/// The fields of a message in the order in which they were written.
inline std::vector<WireField> fieldsOf(llvm::StringRef bytes) {
  std::vector<WireField> fields;
  while (!bytes.empty()) {
    uint64_t tag = readVarint(bytes);
    WireField field;
    field.number = tag >> 3;
    uint64_t value = readVarint(bytes);
    if ((tag & 7) == 2) {
      field.bytes = bytes.take_front(value).str();
      bytes = bytes.drop_front(std::min<size_t>(value, bytes.size()));
    } else {
      EXPECT_EQ(tag & 7, 0u) << "LLB has varints and fields with a length only";
      field.value = value;
    }
    fields.push_back(std::move(field));
  }
  return fields;
}

inline std::vector<unsigned> numbersOf(llvm::StringRef bytes) {
  std::vector<unsigned> numbers;
  for (const WireField &field : fieldsOf(bytes))
    numbers.push_back(field.number);
  return numbers;
}

/// The contents of all fields with this number.
inline std::vector<std::string> all(llvm::StringRef bytes, unsigned number) {
  std::vector<std::string> contents;
  for (WireField &field : fieldsOf(bytes))
    if (field.number == number)
      contents.push_back(std::move(field.bytes));
  return contents;
}

/// The contents of the one field with this number.
inline std::string only(llvm::StringRef bytes, unsigned number) {
  std::vector<std::string> contents = all(bytes, number);
  EXPECT_EQ(contents.size(), 1u) << "fields with number " << number;
  return contents.empty() ? "" : contents.front();
}

inline std::string hex(llvm::StringRef bytes) { return llvm::toHex(bytes, /*LowerCase=*/true); }

} // namespace cogc::test

#endif
