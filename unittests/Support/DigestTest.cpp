#include "cogc/Support/Digest.h"
#include <gtest/gtest.h>

using namespace cogc;

TEST(Digest, KnownValues) {
  // FIPS 180-2, appendix B.
  EXPECT_EQ(sha256Hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256Digest(""),
            "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Digest, WellFormed) {
  std::string good = sha256Digest("x");
  EXPECT_TRUE(isSha256Digest(good));
  EXPECT_FALSE(isSha256Digest(sha256Hex("x")));
  EXPECT_FALSE(isSha256Digest(good + "0"));
  EXPECT_FALSE(isSha256Digest(llvm::StringRef(good).drop_back()));
  EXPECT_FALSE(isSha256Digest("sha256:" + llvm::StringRef(good).drop_front(7).upper()));
  EXPECT_FALSE(isSha256Digest("sha512:" + good));
}
