#include "../../lib/Frontend/ValueForms.h"
#include <gtest/gtest.h>

using namespace cogc;
using Numbers = llvm::SmallVector<unsigned, 4>;

TEST(ValueForms, DottedNumbers) {
  EXPECT_EQ(parseDottedNumber("3.12.4"), (Numbers{3, 12, 4}));
  EXPECT_EQ(parseDottedNumber("8"), (Numbers{8}));
  EXPECT_EQ(parseDottedNumber("3.0"), (Numbers{3, 0}));
  for (llvm::StringRef text :
       {"", ".", "3.", ".3", "3..1", "3.x", "03.1", "3.010", "-3.1", "3.99999", "3 .1", "3.1 "})
    EXPECT_FALSE(parseDottedNumber(text)) << text.str();
}

TEST(ValueForms, SupportedSdks) {
  for (llvm::StringRef text :
       {"0.17.0", "0.17", "0.17.0a1", "0.17.0.dev3+local", "0.23.1", "1", "1!0.1"})
    EXPECT_TRUE(isSupportedSdk(*Version::parse(text))) << text.str();
  for (llvm::StringRef text : {"0.16.9", "0.16.9.post1", "0"})
    EXPECT_FALSE(isSupportedSdk(*Version::parse(text))) << text.str();
}

TEST(ValueForms, AptWords) {
  for (llvm::StringRef word : {"git", "g++", "libc6:amd64", "a=1:2~rc1+b-3", "a/stable", "libx*",
                               "vim-", "--fix-missing", "-y", "7zip", "libglib2.0-0t64"})
    EXPECT_TRUE(isAptWord(word)) << word.str();
  for (llvm::StringRef word : {"", "-", "Git", "a;b", "$(x)", "a b", "a\n", "`a`", "a'b", "../a",
                               "a|b", "*", "--", "a>b", "a&", "a\\b", "a=$x"})
    EXPECT_FALSE(isAptWord(word)) << word.str();
}

TEST(ValueForms, ReservedNames) {
  EXPECT_EQ(reservedEnvironmentName("PATH"), "PATH");
  EXPECT_EQ(reservedEnvironmentName("PATHS"), "");
  EXPECT_EQ(reservedEnvironmentName("CUDA_VISIBLE_DEVICES"), "CUDA_*");
  EXPECT_EQ(reservedEnvironmentName("CUDA"), "");
  EXPECT_EQ(reservedEnvironmentName("COG_SETUP_TIMEOUT"), "");
}

TEST(ValueForms, ImageNames) {
  for (llvm::StringRef name :
       {"a", "a/b", "r8.im/team/model", "localhost:5000/x:1", "localhost/x", "x:latest",
        "x@sha256:0123456789012345678901234567890123456789012345678901234567890123",
        "EXAMPLE.com/a__b/c-d.e_f"})
    EXPECT_EQ(imageNameMistake(name, true), "") << name.str();
  for (llvm::StringRef name : {"A", "a/", "/a", "a//b", "a:", "a:b:c", "a b", "a@x", "a..b", "a/-b",
                               "http://a", "a.b:x/c", "a\nb", "-.com/x"})
    EXPECT_NE(imageNameMistake(name, true), "") << name.str();
  EXPECT_NE(imageNameMistake("a:1", false), "");
  EXPECT_EQ(imageNameMistake("localhost:5000/a", false), "");
}

TEST(ValueForms, ProjectPaths) {
  EXPECT_EQ(projectPath("./a//b/../c.txt").path, "a/c.txt");
  EXPECT_EQ(projectPath("..a/b").path, "..a/b");
  for (llvm::StringRef path : {"", ".", "a/..", "..", "../a", "a/../../b", "/", "/a"})
    EXPECT_FALSE(projectPath(path).mistake.empty()) << path.str();
}
