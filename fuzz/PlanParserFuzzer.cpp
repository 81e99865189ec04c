//===- PlanParserFuzzer.cpp - Any bytes as a plan ------------------------------===//
#include "Fuzz.h"
#include "cogc/IR/Parser.h"
#include "cogc/IR/Printer.h"
#include "cogc/IR/Verifier.h"

using namespace cogc;

static std::string print(const Plan &plan, bool locations) {
  std::string text;
  llvm::raw_string_ostream os(text);
  printPlan(plan, os, {.locations = locations});
  return text;
}

static std::optional<Plan> parse(llvm::StringRef text, SourceTree &tree, DiagnosticEngine &diags) {
  FileId file = tree.add("a" + std::to_string(tree.size()) + ".plan", text);
  return parsePlan(file, tree, diags);
}

/// What is printed with its places is the same plan; what is printed without is
/// a text that stays as it is.
static void requireRoundTrip(const Plan &plan, SourceTree &tree, DiagnosticEngine &diags) {
  std::optional<Plan> again = parse(print(plan, true), tree, diags);
  fuzz::require(again && *again == plan, "the printed plan reads as another one");
  std::string bare = print(plan, false);
  again = parse(bare, tree, diags);
  fuzz::require(again && print(*again, false) == bare, "the printed text is not canonical");
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  SourceTree tree = fuzz::projectWith("cog.yaml", "build:\n");
  DiagnosticEngine diags(tree);
  std::optional<Plan> plan = parse(fuzz::inputText(data, size), tree, diags);
  fuzz::require(plan.has_value() != diags.hasErrors(), "the result and the errors disagree");
  if (plan) {
    requireRoundTrip(*plan, tree, diags);
    bool valid = llvm::succeeded(verifyPlan(*plan, diags));
    fuzz::require(valid != diags.hasErrors(), "the verifier and its errors disagree");
  }
  fuzz::requireSound(diags);
  return 0;
}
