#include "TreeOf.h"
#include "cogc/Support/Diagnostics.h"
#include <gtest/gtest.h>

using namespace cogc;
using namespace cogc::test;

namespace {
/// One file, the diagnostics about it, and how they look.
struct Page {
  explicit Page(llvm::StringRef text, llvm::StringRef name = "cog.yaml")
      : tree(treeOf()), file(tree.add(name, text)), diags(tree) {}

  DiagnosticEngine::Builder at(llvm::StringRef text, llvm::StringRef message) {
    return diags.report(Diag::plan_syntax, rangeOf(tree, file, text), message);
  }
  std::string show(RenderOptions options = {}) {
    std::string result;
    llvm::raw_string_ostream os(result);
    renderDiagnostics(diags, options, os);
    return result;
  }

  SourceTree tree;
  FileId file;
  DiagnosticEngine diags;
};
} // namespace

TEST(RenderText, NothingToSay) { EXPECT_EQ(Page("a").show(), ""); }

TEST(RenderText, CaretUnderTheRange) {
  Page page("build:\n  cuda: \"11.8\"\n");
  page.at("\"11.8\"", "bad CUDA");
  EXPECT_EQ(page.show(), "cog.yaml:2:9: error: bad CUDA [plan_syntax]\n"
                         "  cuda: \"11.8\"\n"
                         "        ^~~~~~\n"
                         "1 error\n");
}

TEST(RenderText, NoPlace) {
  Page page("");
  page.diags.report(Diag::plan_syntax, std::nullopt, "bad flag");
  page.diags.report(Diag::plan_syntax, Loc{"far.yaml", 3, 0, 3}, "far away");
  EXPECT_EQ(page.show(), "cogc: error: bad flag [plan_syntax]\n"
                         "far.yaml:3: error: far away [plan_syntax]\n"
                         "2 errors\n");
}

TEST(RenderText, NotesAndFixIts) {
  Page page("pyhton: 3\ncuda: 1\n");
  page.at("pyhton", "unknown key")
      .note(rangeOf(page.tree, page.file, "cuda"), "not like this one")
      .note(Loc(), "see the manual")
      .fixIt(rangeOf(page.tree, page.file, "pyhton"), "python");
  EXPECT_EQ(page.show(), "cog.yaml:1:1: error: unknown key [plan_syntax]\n"
                         "pyhton: 3\n"
                         "^~~~~~\n"
                         "python\n"
                         "cog.yaml:2:1: note: not like this one\n"
                         "cuda: 1\n"
                         "^~~~\n"
                         "cogc: note: see the manual\n"
                         "1 error\n");
}

TEST(RenderText, TwoFixItsOnOneLine) {
  Page page("a: 3.10");
  SourceRange value = rangeOf(page.tree, page.file, "3.10");
  page.at("3.10", "quote it")
      .fixIt({page.file, value.begin, value.begin}, "\"")
      .fixIt({page.file, value.end, value.end}, "\"");
  EXPECT_EQ(page.show(), "cog.yaml:1:4: error: quote it [plan_syntax]\n"
                         "a: 3.10\n"
                         "   ^~~~\n"
                         "   \"   \"\n"
                         "1 error\n");
}

TEST(RenderText, TabsBecomeColumns) {
  Page page("\ta:\tbad\tx\n");
  page.at("bad\t", "x");
  EXPECT_EQ(page.show(), "cog.yaml:1:5: error: x [plan_syntax]\n"
                         "        a:      bad     x\n"
                         "                ^~~~~~~~\n"
                         "1 error\n");
}

TEST(RenderText, WideAndCombiningCharacters) {
  Page page("名前: e\xCC\x81t\xC3\xA9 bad");
  page.at("bad", "x");
  EXPECT_EQ(page.show(), "cog.yaml:1:16: error: x [plan_syntax]\n"
                         "名前: e\xCC\x81t\xC3\xA9 bad\n"
                         "          ^~~\n"
                         "1 error\n");
}

TEST(RenderText, NothingOfTheUsersReachesTheTerminalRaw) {
  Page page("a: \x1b[31m\x07\xff \xe2\x80\xae bad\r\n", "c\x1bog\n.yaml");
  page.at("bad", "saw `\x1b[2J\n\t\x80`");
  EXPECT_EQ(page.show(), "c<U+001B>og\\n.yaml:1:16: error: saw `<U+001B>[2J\\n\\t<80>` "
                         "[plan_syntax]\n"
                         "a: <U+001B>[31m<U+0007><FF> <U+202E> bad\n"
                         "                                     ^~~\n"
                         "1 error\n");
}

TEST(RenderText, ByteOrderMarkTakesNoRoom) {
  Page page("\xEF\xBB\xBF"
            "bad: 1\n");
  page.at("bad", "x");
  EXPECT_EQ(page.show(), "cog.yaml:1:4: error: x [plan_syntax]\n"
                         "bad: 1\n"
                         "^~~\n"
                         "1 error\n");
}

TEST(RenderText, EndOfLineAndEndOfFile) {
  Page page("a: [1\n");
  page.diags.report(Diag::plan_syntax, SourceRange{page.file, 5, 5}, "x");
  page.diags.report(Diag::plan_syntax, SourceRange{page.file, 6, 6}, "y");
  EXPECT_EQ(page.show(), "cog.yaml:1:6: error: x [plan_syntax]\n"
                         "a: [1\n"
                         "     ^\n"
                         "cog.yaml:2:1: error: y [plan_syntax]\n"
                         "\n"
                         "^\n"
                         "2 errors\n");
}

TEST(RenderText, ARangeOfManyLinesShowsItsFirst) {
  Page page("run:\n  - one\n  - two\n");
  page.at("run:\n  - one", "x");
  EXPECT_EQ(page.show(), "cog.yaml:1:1: error: x [plan_syntax]\n"
                         "run:\n"
                         "^~~~\n"
                         "1 error\n");
}

TEST(RenderText, LongLinesAreTrimmedAroundTheCaret) {
  Page page(std::string(1000000, 'a') + "BAD" + std::string(1000000, 'b'));
  page.at("BAD", "x");
  EXPECT_EQ(page.show(), "cog.yaml:1:1000001: error: x [plan_syntax]\n"
                         "…" +
                             std::string(60, 'a') + "BAD" + std::string(77, 'b') + "…\n" +
                             std::string(61, ' ') + "^~~\n1 error\n");
}

TEST(RenderText, ALongRangeIsTrimmedToo) {
  Page page(std::string(100000, 'a'));
  page.diags.report(Diag::plan_syntax, SourceRange{page.file, 0, 100000}, "x");
  EXPECT_EQ(page.show(), "cog.yaml:1:1: error: x [plan_syntax]\n" + std::string(80, 'a') + "…\n^" +
                             std::string(79, '~') + "\n1 error\n");
}

TEST(RenderText, CountsWhatIsNotShown) {
  Page page("a");
  for (int i = 0; i < 300; ++i)
    page.at("a", "x");
  EXPECT_TRUE(llvm::StringRef(page.show()).ends_with("\n300 errors (the first 200 are shown)\n"));
}

TEST(RenderText, ColourOnlyWhenAsked) {
  Page page("bad");
  page.at("bad", "x");
  EXPECT_EQ(page.show({.color = true}), "\x1b[1mcog.yaml:1:1:\x1b[0m \x1b[1;31merror:\x1b[0m "
                                        "\x1b[1mx\x1b[0m [plan_syntax]\n"
                                        "bad\n"
                                        "\x1b[1;32m^~~\x1b[0m\n"
                                        "1 error\n");
}
