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

TEST(Digest, Hmac) {
  // RFC 4231, 4.2, 4.3, 4.4, 4.7 and 4.8.
  EXPECT_EQ(hmacSha256Hex(std::string(20, '\x0b'), "Hi There"),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(hmacSha256Hex("Jefe", "what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(hmacSha256Hex(std::string(20, '\xaa'), std::string(50, '\xdd')),
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
  std::string longKey(131, '\xaa');
  EXPECT_EQ(hmacSha256Hex(longKey, "Test Using Larger Than Block-Size Key - Hash Key First"),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  EXPECT_EQ(hmacSha256Hex(longKey, "This is a test using a larger than block-size key and a larger "
                                   "than block-size data. The key needs to be hashed before being "
                                   "used by the HMAC algorithm."),
            "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2");
}
