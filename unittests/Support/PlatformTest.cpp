#include "cogc/Support/Platform.h"
#include <gtest/gtest.h>

using namespace cogc;

static std::string normal(llvm::StringRef text) {
  std::optional<Platform> platform = Platform::parse(text);
  return platform ? platform->str() : "none";
}

TEST(Platform, NormalForms) {
  EXPECT_EQ(Platform().str(), "linux/amd64");
  EXPECT_EQ(normal("linux/amd64"), "linux/amd64");
  EXPECT_EQ(normal("linux/x86_64"), "linux/amd64");
  EXPECT_EQ(normal("Linux/AArch64"), "linux/arm64");
  EXPECT_EQ(normal("linux/arm64/v8"), "linux/arm64");
  EXPECT_EQ(normal("linux/arm"), "linux/arm/v7");
  EXPECT_EQ(normal("linux/arm/6"), "linux/arm/v6");
  EXPECT_EQ(normal("linux/armel"), "linux/arm/v6");
  EXPECT_EQ(normal("linux/amd64/v3"), "linux/amd64/v3");
  EXPECT_EQ(normal("linux/riscv64"), "linux/riscv64");
}

TEST(Platform, OtherShapes) {
  for (llvm::StringRef text : {"", "linux", "linux/", "/amd64", "linux/arm/v7/x", "linux/amd 64",
                               "linux/amd64\n", "linux//v7"})
    EXPECT_EQ(normal(text), "none") << text.str();
}
