#include "cogc/Support/Quote.h"
#include "llvm/Support/JSON.h"
#include <cstdio>
#include <gtest/gtest.h>
#include <random>

using namespace cogc;

TEST(Quote, ShellWords) {
  EXPECT_EQ(shellQuote("a/b-c_d.e:1"), "a/b-c_d.e:1");
  EXPECT_EQ(shellQuote(""), "''");
  EXPECT_EQ(shellQuote("a b"), "'a b'");
  EXPECT_EQ(shellQuote("$HOME"), "'$HOME'");
  EXPECT_EQ(shellQuote("~"), "'~'");
  EXPECT_EQ(shellQuote("A=b"), "'A=b'");
  EXPECT_EQ(shellQuote("it's"), "'it'\\''s'");
}

/// What /bin/sh makes of \p words: each one back, with a NUL behind it.
static std::string throughShell(llvm::StringRef words) {
  std::string command = ("printf '%s\\0' " + words).str();
  FILE *pipe = popen(command.c_str(), "r");
  std::string result;
  for (int c = fgetc(pipe); c != EOF; c = fgetc(pipe))
    result += static_cast<char>(c);
  pclose(pipe);
  return result;
}

TEST(Quote, AShellReadsBackWhatWasQuoted) {
  std::mt19937 random(20240601);
  std::string words, expected;
  for (int i = 0; i < 1000; ++i) {
    std::string word;
    for (unsigned length = random() % 12; length > 0; --length)
      word += static_cast<char>(random() % 255 + 1);
    words += (words.empty() ? "" : " ") + shellQuote(word);
    expected += word + '\0';
  }
  EXPECT_EQ(throughShell(words), expected);
}

TEST(Quote, JsonStrings) {
  EXPECT_EQ(jsonQuote("a\"b\\c\n\t\r/"), R"("a\"b\\c\n\t\r/")");
  EXPECT_EQ(jsonQuote(llvm::StringRef("\0\x1b\x7f", 3)), R"("\u0000\u001b\u007f")");
  EXPECT_EQ(jsonQuote("名 é"), "\"名 é\"");
  EXPECT_EQ(jsonQuote("\xe2\x80\xae"), R"("\u202e")");
  EXPECT_EQ(jsonQuote("a\xff\xc3"), "\"a\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

TEST(Quote, AJsonParserReadsBackWhatWasQuoted) {
  std::mt19937 random(20240601);
  for (int i = 0; i < 2000; ++i) {
    std::string text;
    for (unsigned length = random() % 12; length > 0; --length)
      text += static_cast<char>(random() % 256);
    llvm::json::Value value = llvm::cantFail(llvm::json::parse(jsonQuote(text)));
    if (llvm::json::isUTF8(text)) {
      EXPECT_EQ(*value.getAsString(), text);
    }
  }
}

// The expectations are what Go's json.Marshal gave for the same text.
TEST(Quote, GoSpellsJsonInItsOwnWay) {
  EXPECT_EQ(spellAsGo(R"({"a":"<b> & \"c\"","d":[1,"\\u0008 é 漢"]})"),
            R"({"a":"\u003cb\u003e \u0026 \"c\"","d":[1,"\\u0008 é 漢"]})");
  EXPECT_EQ(spellAsGo("\"\\u0008\\u000c\\u001b\u2028\u2029\u2030\""),
            "\"\\b\\f\\u001b\\u2028\\u2029\u2030\"");
  EXPECT_EQ(spellAsGo("\xe2"), "\xe2");
  EXPECT_EQ(spellAsGo(""), "");
}
