// What each place of a Dockerfile can hold, at its edges. That the spelling is
// right is dfcheck's proof; here stand the decisions between spellings.
#include "Quote.h"
#include "gtest/gtest.h"

using namespace cogc::dockerfile;

TEST(Quote, ValuesEndWithTheirLine) {
  EXPECT_EQ(quotedValue("a \"b\" $c \\"), "\"a \\\"b\\\" \\$c \\\\\"");
  EXPECT_EQ(quotedValue(""), "\"\"");
  EXPECT_FALSE(quotedValue("a\nb"));
  EXPECT_FALSE(quotedValue("\xff"));
  EXPECT_FALSE(quotedValue(llvm::StringRef("\0", 1)));
}

TEST(Quote, CopiesTakeAnArrayWhenAWordHasBlanks) {
  EXPECT_EQ(copyArguments({"a", "/b$c"}), "a /b\\$c");
  EXPECT_EQ(copyArguments({"a b", "/c'd"}), "[\"a b\", \"/c\\\\'d\"]");
  EXPECT_EQ(copyArguments({"[a", "/b"}), "[\"[a\", \"/b\"]");
  EXPECT_EQ(copyArguments({"é", "/b"}), "[\"é\", \"/b\"]");
}

TEST(Quote, FlagsAreAscii) {
  EXPECT_EQ(flag("exclude", "a b\"\\"), "--exclude=a\\ b\\\"\\\\");
  EXPECT_FALSE(flag("exclude", "é"));
  EXPECT_FALSE(flag("exclude", "a\nb"));
}

TEST(Quote, MountFieldsAreCsv) {
  EXPECT_EQ(mountField("target", "/a b"), "target=/a b");
  EXPECT_EQ(mountField("target", "/a,b"), "\"target=/a,b\"");
  EXPECT_EQ(mountField("id", "a\"$b"), "\"id=a\\\"\"\\$b\"");
}

TEST(Quote, PlainCommands) {
  for (const char *text : {"pip install .", "./run.sh", "(cd /x && make)", "echo \"a\"", "a | b"})
    EXPECT_TRUE(isPlainCommand(text)) << text;
  for (const char *text : {"", " a", "a ", "a\\", "[ -f x ]", "--version", "# a", "cat <<X", "a\nb",
                           "a\tb", "a\r", "\xff", "a\xc2\xa0", "&& a"})
    EXPECT_FALSE(isPlainCommand(text)) << text;
}

TEST(Quote, HeredocsTakeLinesOfText) {
  EXPECT_TRUE(fitsHeredoc("a\n\tb $c \\\n"));
  EXPECT_TRUE(fitsHeredoc(""));
  EXPECT_FALSE(fitsHeredoc("a\r\n"));
  EXPECT_FALSE(fitsHeredoc("\xff"));
  EXPECT_FALSE(fitsHeredoc(std::string(66000, 'a')));
}

TEST(Quote, DelimitersAreNoLineOfTheText) {
  EXPECT_EQ(heredocDelimiter("a\n"), "EOF");
  EXPECT_EQ(heredocDelimiter("EOF \n EOF\n"), "EOF");
  EXPECT_EQ(heredocDelimiter("EOF\nEOF2\n"), "EOF3");
}

TEST(Quote, LongLinesAreCutBeforeALetter) {
  EXPECT_EQ(foldLine("short # \\"), "short # \\");
  std::string hashes(1000, '#');
  std::optional<std::string> folded = foldLine(std::string(64500, 'a') + hashes + "bc");
  ASSERT_TRUE(folded);
  EXPECT_EQ(*folded, std::string(64499, 'a') + "\\\na" + hashes + "bc");
  EXPECT_FALSE(foldLine(std::string(70000, '#')));
}

TEST(Quote, Modes) {
  EXPECT_EQ(octal(0), "0000");
  EXPECT_EQ(octal(0644), "0644");
  EXPECT_EQ(octal(01777), "01777");
}
