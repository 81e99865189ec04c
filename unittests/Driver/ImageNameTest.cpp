#include "ImageName.h"
#include "gtest/gtest.h"

using namespace cogc;

namespace {

TEST(ImageName, ComesFromTheFolder) {
  EXPECT_EQ(defaultImageName("hello-world"), "cog-hello-world");
  EXPECT_EQ(defaultImageName("My Model"), "cog-my-model");
  EXPECT_EQ(defaultImageName("cog-model"), "cog-model");
  EXPECT_EQ(defaultImageName("v1.2_x"), "cog-v12x");
  EXPECT_EQ(defaultImageName(std::string(40, 'a')), "cog-" + std::string(26, 'a'));
}

TEST(ImageName, IsAlwaysValid) {
  for (llvm::StringRef folder :
       {"", "/", "模型", "---", "a-", "-a", "A B-", "cog-", ".", "abcdefghijklmnopqrstuvwxy-z"}) {
    std::string name = defaultImageName(folder);
    EXPECT_TRUE(isImageName(name)) << folder.str() << " gave " << name;
  }
  EXPECT_EQ(defaultImageName("abcdefghijklmnopqrstuvwxy-z"), "cog-abcdefghijklmnopqrstuvwxy");
  EXPECT_EQ(defaultImageName("模型"), "cog-model");
}

TEST(ImageName, KnowsThisMachinesRegistries) {
  for (llvm::StringRef name : {"localhost/x", "localhost:5000/x:1", "127.0.0.1:5000/a/b",
                               "127.1.2.3/x", "[::1]/x", "[::1]:5000/x"})
    EXPECT_TRUE(isOnLoopbackRegistry(name)) << name.str();
  for (llvm::StringRef name : {"x", "localhost", "me/x", "registry.example.com/x",
                               "localhost.example.com/x", "10.0.0.1:5000/x", "[::2]/x"})
    EXPECT_FALSE(isOnLoopbackRegistry(name)) << name.str();
}

TEST(ImageName, CanBeStoredUnder) {
  for (llvm::StringRef name : {"x", "me/x:1.0", "localhost:5000/x", "a.b/c_d/e:F"})
    EXPECT_TRUE(isImageName(name)) << name.str();
  for (llvm::StringRef name : {"", "Upper", "x:", "a//b", "x y", "x,y", "x\n",
                               "x@sha256:0123456789012345678901234567890123456789012345678901234567"
                               "890123"})
    EXPECT_FALSE(isImageName(name)) << name.str();
}

} // namespace
