#include "cogc/Frontend/DockerIgnore.h"
#include "llvm/ADT/StringExtras.h"
#include <gtest/gtest.h>

using namespace cogc;
using Patterns = std::vector<std::string>;

// The expectations are what BuildKit's reader gave for the same text.
TEST(DockerIgnore, Lines) {
  EXPECT_EQ(readDockerIgnore(""), Patterns{});
  EXPECT_EQ(readDockerIgnore("\n\n  \n"), Patterns{});
  EXPECT_EQ(readDockerIgnore("a\r\nb\r\n"), (Patterns{"a", "b"}));
  EXPECT_EQ(readDockerIgnore("\xef\xbb\xbf# comment\n *.pyc \n  # no comment\nlast"),
            (Patterns{"*.pyc", "# no comment", "last"}));
  EXPECT_EQ(readDockerIgnore("a # b\n"), (Patterns{"a # b"}));
  EXPECT_EQ(readDockerIgnore("\u00a0\u3000a\u2003\n"), (Patterns{"a"}));
}

TEST(DockerIgnore, PathsAreCleaned) {
  EXPECT_EQ(readDockerIgnore("./a/\n/b//c\na/./b/../d\n../x\n/../x\n/\n.\na/..\n"),
            (Patterns{"a", "b/c", "a/d", "../x", "x", "/", ".", "."}));
  EXPECT_EQ(readDockerIgnore("**/x\n*/../y\n"), (Patterns{"**/x", "y"}));
}

TEST(DockerIgnore, Exceptions) {
  EXPECT_EQ(readDockerIgnore("!a\n! /b/ \n!\n!!c\n"), (Patterns{"!a", "!b", "!", "!!c"}));
}

/// The texts of the lines that BuildKit refuses.
static Patterns refused(llvm::StringRef contents) {
  Patterns lines;
  for (const IgnoreMistake &mistake : findIgnoreMistakes(contents))
    lines.push_back(contents.substr(mistake.offset, mistake.size).str());
  return lines;
}

TEST(DockerIgnore, Mistakes) {
  EXPECT_EQ(refused("[a]\n[^a-z]\n[\\]]\n\\[\n[a-\\]]\n[.]]\n*/[!x]\n"), Patterns{});
  Patterns bad{"[",   "[]", "[a",  "[-a]", "[a-]", "[]a]", "[^]", "[a\\", "[\\",
               "x\\", "!",  "!/[", "!/..", "*a\\", "**\\", ".*[", "?*[",  "[^b]*/["};
  EXPECT_EQ(refused(llvm::join(bad, "\n")), bad);
  // Go stops at what does not match, and so does not see these.
  EXPECT_EQ(refused("b*\\\nkeep*[\n.*x*[\n[ab]*[\n"), Patterns{});
  EXPECT_EQ(refused("ok\n" + std::string(70000, 'x') + "\n").size(), 1u);
}

TEST(DockerIgnore, WhatIsIgnored) {
  struct Row {
    std::vector<std::string> patterns;
    llvm::StringRef path;
    bool ignored;
  };
  const Row table[] = {
      {{"a"}, "a", true},
      {{"a"}, "a/b/c", true},
      {{"a"}, "b/a", false},
      {{"**/a"}, "a", true},
      {{"**/a"}, "b/c/a/d", true},
      {{"**/a"}, "ba", false},
      {{"a/**"}, "a/b", true},
      {{"a/**/b"}, "a/b", true},
      {{"a/**/b"}, "a/x/y/b", true},
      {{"a**b"}, "a/x/b", true},
      {{"*.whl"}, "x.whl", true},
      {{"*.whl"}, "d/x.whl", false},
      {{"**/*.whl"}, "d/e/x.whl", true},
      {{"*", "!d"}, "d/x", false},
      {{"*", "!d/x"}, "d/y", true},
      {{"!d", "*"}, "d", true},
      {{"d/?"}, "d/x", true},
      {{"d/?"}, "d/xy", false},
      {{"[a-c]x"}, "bx", true},
      {{"[^a-c]x"}, "bx", false},
      {{"\\*"}, "a", false},
      {{"\\*"}, "*", true},
      {{"**"}, "a/b", true},
      {{""}, "a", false},
      {{"*a*a*a*a*a*a*a*a*b"}, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false},
  };
  for (const Row &row : table)
    EXPECT_EQ(isIgnored(row.patterns, row.path), row.ignored)
        << row.patterns.back() << " and " << row.path.str();
}
