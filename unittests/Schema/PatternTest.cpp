#include "Pattern.h"
#include <gtest/gtest.h>

using cogc::schema::Pattern;

static std::string find(llvm::StringRef pattern, llvm::StringRef text) {
  Pattern parsed(pattern);
  if (!parsed.mistake().empty())
    return parsed.mistake();
  std::optional<bool> found = parsed.isFoundIn(text);
  return !found ? "unknown" : *found ? "yes" : "no";
}

TEST(Pattern, FindsWhatRegularExpressionsAreMadeOf) {
  EXPECT_EQ(find("b", "abc"), "yes");
  EXPECT_EQ(find("^b", "abc"), "no");
  EXPECT_EQ(find("^abc$", "abc"), "yes");
  EXPECT_EQ(find("^(a|bc|d)+$", "abcda"), "yes");
  EXPECT_EQ(find("^(a|bc|d)+$", "abda"), "no");
  EXPECT_EQ(find("^a?b*c+$", "bbbcc"), "yes");
  EXPECT_EQ(find("^a?b*c+$", "aab"), "no");
  EXPECT_EQ(find("^\\d{4}-\\d{2}$", "2024-01"), "yes");
  EXPECT_EQ(find("^\\d{4}-\\d{2}$", "2024-1"), "no");
  EXPECT_EQ(find("^x{2,3}$", "xxxx"), "no");
  EXPECT_EQ(find("^x{2,}$", "xxxx"), "yes");
  EXPECT_EQ(find("^[^a-c\\d]+$", "xyz"), "yes");
  EXPECT_EQ(find("^[^a-c\\d]+$", "x1"), "no");
  EXPECT_EQ(find("^[]\\]-]+$", "]-"), "yes");
  EXPECT_EQ(find("\\bfoo\\b", "a foo b"), "yes");
  EXPECT_EQ(find("\\bfoo\\b", "afoo"), "no");
  EXPECT_EQ(find("^(?:a(?P<n>b|c))*$", "abac"), "yes");
  EXPECT_EQ(find("^\\S+@\\S+\\.\\w+?$", "me@example.org"), "yes");
  EXPECT_EQ(find("^\\x41\\u00e4.$", "Aäö"), "yes");
  EXPECT_EQ(find("", ""), "yes");
  EXPECT_EQ(find("a||b", ""), "yes");
  EXPECT_EQ(find("^(|a){3}$", "aa"), "yes");
  EXPECT_EQ(find("a{b", "a{b"), "yes");
}

TEST(Pattern, SaysWhatIsWrong) {
  EXPECT_EQ(find("(a", ""), "a `(` is not closed");
  EXPECT_EQ(find("a)", ""), "a `)` closes nothing");
  EXPECT_EQ(find("[a", ""), "a `[` is not closed");
  EXPECT_EQ(find("*a", ""), "there is nothing in front of a `*` to repeat");
  EXPECT_EQ(find("a**", ""), "two repeats follow each other");
  EXPECT_EQ(find("a{3,2}", ""), "a repeat has a lower limit above its upper one");
  EXPECT_EQ(find("[z-a]", ""), "a range in brackets runs backwards");
  EXPECT_EQ(find("a\\", ""), "it ends in a single `\\`");
}

TEST(Pattern, DoesNotGuess) {
  EXPECT_EQ(find("(?=a)b", "b"), "unknown");
  EXPECT_EQ(find("(?i)a", "A"), "unknown");
  EXPECT_EQ(find("(a)\\1", "aa"), "unknown");
  EXPECT_EQ(find("\\p{L}", "a"), "unknown");
  EXPECT_EQ(find("\\w", "ä"), "unknown");
  EXPECT_EQ(find("a{1000}{1000}", "a"), "two repeats follow each other");
  EXPECT_EQ(find("(a{1000}){1000}", "a"), "unknown");
}

TEST(Pattern, TakesNoTimeThatExplodes) {
  EXPECT_EQ(find("^(a+)+$", std::string(1000, 'a') + "b"), "no");
  EXPECT_EQ(find("(a*)*b", std::string(1000, 'a')), "no");
}
