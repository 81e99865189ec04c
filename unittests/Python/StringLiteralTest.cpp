#include "StringLiteral.h"
#include <gtest/gtest.h>

using namespace cogc::py;

static std::string plain(llvm::StringRef inner) { return decodeString(inner, {}); }

TEST(StringLiteral, ReplacesTheEscapesThatPythonKnows) {
  EXPECT_EQ(plain(R"(a\tb\n)"), "a\tb\n");
  EXPECT_EQ(plain(R"(\\ \' \" \a\b\f\r\v)"), "\\ ' \" \a\b\f\r\v");
  EXPECT_EQ(plain(R"(\x41\101\0)"), std::string("AA\0", 3));
  EXPECT_EQ(plain(R"(\u00e4\U0001F600)"), "ä😀");
}

TEST(StringLiteral, KeepsTheBackslashOfOthers) {
  EXPECT_EQ(plain(R"(\d+\.\N{BULLET})"), R"(\d+\.\N{BULLET})");
  EXPECT_EQ(plain(R"(\x4 \u12)"), R"(\x4 \u12)");
  EXPECT_EQ(plain("\\"), "\\");
}

TEST(StringLiteral, JoinsContinuedLinesAndUnifiesLineEnds) {
  EXPECT_EQ(plain("a\\\nb"), "ab");
  EXPECT_EQ(plain("a\\\r\nb"), "ab");
  EXPECT_EQ(plain("a\r\nb\rc"), "a\nb\nc");
}

TEST(StringLiteral, HasNoHalfOfASurrogatePair) {
  EXPECT_EQ(plain(R"(\ud83d)"), "\xef\xbf\xbd");
  EXPECT_EQ(plain(R"(\UFFFFFFFF)"), "\xef\xbf\xbd");
}

TEST(StringLiteral, LeavesRawStringsAlone) {
  EXPECT_EQ(decodeString(R"(\d\n)", {.isRaw = true}), R"(\d\n)");
  EXPECT_EQ(decodeString(R"(\u0041\x41)", {.isBytes = true}), R"(\u0041A)");
}

TEST(StringLiteral, ReadsThePrefix) {
  EXPECT_TRUE(stringForm("Rb'''").isRaw);
  EXPECT_TRUE(stringForm("Rb'''").isBytes);
  EXPECT_TRUE(stringForm("f\"").isFormatted);
  EXPECT_FALSE(stringForm("u'").isRaw);
}
