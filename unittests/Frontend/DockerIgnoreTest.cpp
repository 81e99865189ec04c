#include "cogc/Frontend/DockerIgnore.h"
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
