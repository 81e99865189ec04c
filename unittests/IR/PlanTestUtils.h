//===- PlanTestUtils.h - Plans in and out of text, for tests --------------------===//
#ifndef COGC_UNITTESTS_IR_PLANTESTUTILS_H
#define COGC_UNITTESTS_IR_PLANTESTUTILS_H

#include "cogc/IR/Parser.h"
#include "cogc/IR/Printer.h"
#include "cogc/IR/Verifier.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <optional>
#include <string>

namespace cogc::test {

/// What came of a text: the plan, and one `line:column: message` a line.
struct Parsed {
  std::optional<Plan> plan;
  std::string errors;
  unsigned count = 0;
};

inline std::string messages(const DiagnosticEngine &diags) {
  std::string text;
  for (const Diagnostic &diagnostic : diags.diagnostics()) {
    if (diagnostic.loc.isValid())
      text +=
          std::to_string(diagnostic.loc.line) + ":" + std::to_string(diagnostic.loc.column) + ": ";
    text += diagnostic.message + "\n";
  }
  return text;
}

inline Parsed parseText(llvm::StringRef text) {
  SourceTree tree(llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>(), "/");
  DiagnosticEngine diags(tree);
  FileId file = tree.add("test.plan", text);
  Parsed parsed;
  parsed.plan = parsePlan(file, tree, diags);
  parsed.errors = messages(diags);
  parsed.count = diags.count(Severity::Error);
  return parsed;
}

/// What the verifier says about \p plan; empty for a valid one.
inline std::string verifyText(const Plan &plan) {
  SourceTree tree(llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>(), "/");
  DiagnosticEngine diags(tree);
  bool valid = succeeded(verifyPlan(plan, diags));
  std::string text = messages(diags);
  return valid == text.empty() ? text : "the result and the diagnostics disagree";
}

inline std::string print(const Plan &plan, bool locations = true) {
  std::string text;
  llvm::raw_string_ostream os(text);
  printPlan(plan, os, {.locations = locations});
  return text;
}

} // namespace cogc::test

#endif
