#include "cogc/Support/Pep440.h"
#include <gtest/gtest.h>

using namespace cogc;

namespace {

Version version(llvm::StringRef text) {
  std::optional<Version> version = Version::parse(text);
  EXPECT_TRUE(version) << text.str();
  return version.value_or(Version());
}

VersionSet set(llvm::StringRef specifiers) {
  std::optional<VersionSet> set = VersionSet::parse(specifiers);
  EXPECT_TRUE(set) << specifiers.str();
  return set.value_or(VersionSet::none());
}

} // namespace

// Each version is less than the next one.
TEST(Version, Order) {
  const char *ascending[] = {
      "0.9",   "1.0.dev0", "1.0.dev1",       "1.0a1.dev1", "1.0a1",       "1.0a2",
      "1.0b1", "1.0rc1",   "1.0rc1.post1",   "1.0",        "1.0+abc",     "1.0+abc.1",
      "1.0+5", "1.0+10",   "1.0.post1.dev2", "1.0.post1",  "1.0.post1+x", "1.1.dev0",
      "2.9.1", "2.10.0",   "1!0.1"};
  for (size_t left = 0; left < std::size(ascending); ++left)
    for (size_t right = 0; right < std::size(ascending); ++right)
      EXPECT_EQ(version(ascending[left]) <=> version(ascending[right]), left <=> right)
          << ascending[left] << " and " << ascending[right];
}

TEST(Version, Spellings) {
  const std::pair<const char *, const char *> table[] = {
      {"v2.0", "2.0"},
      {"1.0-ALPHA_2", "1.0a2"},
      {"1.0.preview3", "1.0rc3"},
      {"1.0c", "1.0rc0"},
      {"1.0-3", "1.0.post3"},
      {"1.0r2", "1.0.post2"},
      {" 1.0.DEV ", "1.0.dev0"},
      {"1.0+Ubuntu_007-x", "1.0+ubuntu.7.x"},
      {"01.002", "1.2"},
      {"2!1.0rc1.post2.dev3+cu124", "2!1.0rc1.post2.dev3+cu124"}};
  for (auto [written, normal] : table)
    EXPECT_EQ(version(written).str(), normal) << written;
  EXPECT_EQ(version("2.1"), version("2.1.0"));
}

TEST(Version, WhatIsNone) {
  for (const char *text : {"", "x", "1.", "1.0x", "1..0", "1.0+", "1.0+a..b", "!1", "1.0 1", "1.*",
                           "9999999999999999999", "1.0+9999999999999999999"})
    EXPECT_FALSE(Version::parse(text)) << text;
}

TEST(VersionSet, Contains) {
  struct Row {
    const char *specifiers, *inside, *outside;
  };
  const Row table[] = {
      {"==2.1", "2.1.0", "2.1.2"},
      {"==2.1.*", "2.1.2", "2.2"},
      {"==2.1.*", "2.1rc1", "2.2.dev0"},
      {"==2.5.1", "2.5.1+cu124", "2.5.1.post1"},
      {"==2.5.1+cu124", "2.5.1+cu124", "2.5.1"},
      {"==2.5.1+cu124", "2.5.1+CU124", "2.5.1+cu124.1"},
      {"<=2.5.1", "2.5.1+cu124", "2.5.1.post0"},
      {">2.5.1", "2.5.2", "2.5.1+cu124"},
      {">2.5", "2.5.1", "2.5.post1"},
      {">2.5.post1", "2.5.post2", "2.5.post1"},
      {"!=2.5.1", "2.5.2", "2.5.1+cu124"},
      {"!=2.5.*", "2.6", "2.5.9"},
      {"~=2.5", "2.9.1", "3.0"},
      {"~=2.5.0", "2.5.4", "2.6.0"},
      {"~=2.5.0rc1", "2.5.0rc2", "2.6.dev0"},
      {"<2.6", "2.5.9", "2.6.0rc1"},
      {"<2.6rc2", "2.6rc1", "2.6rc2"},
      {">=2.5,<2.7", "2.6.0", "2.7.0"},
      {">=2.5 , != 2.6.0", "2.6.1", "2.6.0"},
      {"===1.0", "1.0", "1.0+a"},
      {"(>=1.0)", "1.0", "0.9"},
      {"", "1.0", nullptr},
      {">=1!1.0", "1!1.0", "99"},
      {">=3.10,<3.13", "3.12.99", "3.13.0"},
      {">2.5rc1", "2.5", "2.5rc1.post1"},
      {">2.5.dev1", "2.5.post1", "2.5.dev1+a"},
      {"<2.5.post3", "2.5rc1", "2.5.post3.dev1"},
      {">=1.0,,<2", "1.5", "2.0"},
  };
  for (const Row &row : table) {
    EXPECT_TRUE(set(row.specifiers).contains(version(row.inside)))
        << row.specifiers << " " << row.inside;
    if (!row.outside)
      continue;
    EXPECT_FALSE(set(row.specifiers).contains(version(row.outside)))
        << row.specifiers << " " << row.outside;
  }
}

TEST(VersionSet, WhatIsNone) {
  for (const char *text : {"1.0", "=1.0", "==", ">=1.0.*", "~=1", "~=1.0+a", "==1.0rc1.*", ">=1 <2",
                           "==1.0 .*", "===1 0", "===1)", ">=1.0+a", "^1.0", "==*"})
    EXPECT_FALSE(VersionSet::parse(text)) << text;
}

TEST(VersionSet, Algebra) {
  EXPECT_TRUE(set("<0.0").isEmpty());
  EXPECT_TRUE(set(">2.0rc2,<2.0").isEmpty());
  EXPECT_TRUE(set(">=0.dev0").includes(VersionSet::all()));
  EXPECT_TRUE(set(">=3.13").isDisjoint(set("==3.12.*")));
  EXPECT_FALSE(set(">=3.10,<3.13").isDisjoint(set("==3.12.*")));
  EXPECT_TRUE(set(">=3.10").includes(set("==3.12.*")));
  EXPECT_FALSE(set("!=3.12.4").includes(set("==3.12.*")));
  EXPECT_TRUE(set(">=1").unite(set("<1")).includes(set("==1")));
  EXPECT_TRUE(set("<=1").unite(set(">1")).contains(version("1.0+local")));
  EXPECT_TRUE(VersionSet::all().complement().isEmpty());
  EXPECT_EQ(VersionSet::none().complement().parts().size(), 1u);
  EXPECT_TRUE(set(">2,<2").isEmpty());
  EXPECT_EQ(set("!=1,!=2,!=3").parts().size(), 4u);
  EXPECT_EQ(set("!=1").complement().parts().size(), 1u);
}
