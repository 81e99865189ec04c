#include "cogc/Support/EditDistance.h"
#include <gtest/gtest.h>

using namespace cogc;

static llvm::StringRef nearest(llvm::StringRef word) {
  static constexpr llvm::StringRef keys[] = {
      "python_version", "python_packages", "gpu", "cuda", "cudnn", "run", "build"};
  return nearestWord(word, keys);
}

TEST(EditDistance, TypingMistakes) {
  EXPECT_EQ(nearest("pyhton_version"), "python_version");
  EXPECT_EQ(nearest("python-packages"), "python_packages");
  EXPECT_EQ(nearest("gpus"), "gpu");
  EXPECT_EQ(nearest("cuddn"), "cudnn");
  EXPECT_EQ(nearest("Build"), "build");
}

TEST(EditDistance, SwappedLettersAreOneMistake) {
  EXPECT_EQ(typingDistance("rnu", "run"), 1u);
  EXPECT_EQ(typingDistance("python_verison", "python_version"), 1u);
  EXPECT_EQ(typingDistance("sytem", "system"), 1u);
  EXPECT_EQ(typingDistance("gpu", "GPU"), 0u);
  EXPECT_EQ(typingDistance("", "gpu"), 3u);
  EXPECT_EQ(typingDistance("kitten", "sitting"), 3u);
  EXPECT_EQ(nearest("rnu"), "run");
  EXPECT_EQ(nearest("gup"), "gpu");
}

TEST(EditDistance, OtherWords) {
  EXPECT_EQ(nearest("predict"), "");
  EXPECT_EQ(nearest("x"), "");
  EXPECT_EQ(nearest(""), "");
  EXPECT_EQ(nearest(std::string(1000000, 'p')), "");
  EXPECT_EQ(nearestWord("gpu", {}), "");
}
