#include "cogc/Support/Diagnostics.h"
#include "TreeOf.h"
#include <gtest/gtest.h>

using namespace cogc;
using namespace cogc::test;

TEST(Diagnostics, EveryRowHasANameAndAText) {
  for (unsigned i = 0; i < diagCount(); ++i) {
    EXPECT_FALSE(diagName(Diag(i)).empty());
    EXPECT_FALSE(diagFormat(Diag(i)).empty());
    EXPECT_FALSE(diagFormat(Diag(i)).ends_with(".")) << diagName(Diag(i)).str();
  }
  EXPECT_EQ(diagName(Diag::cannot_read), "cannot_read");
  EXPECT_EQ(diagSeverity(Diag::cannot_read), Severity::Error);
}

TEST(Diagnostics, CountsAndKeepsInOrder) {
  SourceTree tree = treeOf();
  FileId file = tree.add("a", "one two");
  DiagnosticEngine diags(tree);
  EXPECT_FALSE(diags.hasErrors());
  diags.report(Diag::cannot_read, rangeOf(tree, file, "two"), "x", "y");
  diags.report(Diag::internal_error, std::nullopt, 7);
  EXPECT_TRUE(diags.hasErrors());
  EXPECT_EQ(diags.count(Severity::Error), 2u);
  EXPECT_EQ(diags.diagnostics()[0].message, "cannot read `x`: y");
  EXPECT_EQ(diags.diagnostics()[0].loc, (Loc{"a", 1, 5, 1}));
  EXPECT_EQ(diags.diagnostics()[1].message, "internal error: 7; please report it with this input");
  EXPECT_FALSE(diags.diagnostics()[1].loc.isValid());
}

TEST(Diagnostics, APlaceFindsItsFile) {
  SourceTree tree = treeOf();
  FileId file = tree.add("cog.yaml", "a: 1\nb: 2\n");
  DiagnosticEngine diags(tree);
  diags.report(Diag::plan_syntax, Loc{"cog.yaml", 2, 4, 2}, "x");
  diags.report(Diag::plan_syntax, Loc{"cog.yaml", 1, 1, 2}, "x");
  diags.report(Diag::plan_syntax, Loc{"other.yaml", 2, 4, 2}, "x");
  EXPECT_EQ(diags.diagnostics()[0].range, (SourceRange{file, 8, 9}));
  EXPECT_EQ(diags.diagnostics()[1].range, (SourceRange{file, 0, 4}));
  EXPECT_FALSE(diags.diagnostics()[2].range.isValid());
  EXPECT_EQ(diags.diagnostics()[2].loc.line, 2u);
}

TEST(Diagnostics, KeepsABoundedNumber) {
  SourceTree tree = treeOf();
  DiagnosticEngine diags(tree);
  for (int i = 0; i < 1000; ++i)
    diags.report(Diag::plan_syntax, std::nullopt, i).note(Loc(), "and a note");
  EXPECT_EQ(diags.count(Severity::Error), 1000u);
  EXPECT_EQ(diags.diagnostics().size(), DiagnosticEngine::maxKept);
  EXPECT_EQ(diags.diagnostics().back().notes.size(), 1u);
}

TEST(Diagnostics, CutsAnEndlessMessageBetweenCharacters) {
  SourceTree tree = treeOf();
  DiagnosticEngine diags(tree);
  std::string endless = "x";
  for (int i = 0; i < 100000; ++i)
    endless += "ä";
  diags.report(Diag::plan_syntax, std::nullopt, endless);
  const std::string &message = diags.diagnostics()[0].message;
  EXPECT_LT(message.size(), 5000u);
  EXPECT_TRUE(llvm::StringRef(message).ends_with("ä…"));
}
