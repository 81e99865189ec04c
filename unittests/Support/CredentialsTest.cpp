#include "cogc/Support/Credentials.h"
#include <gtest/gtest.h>

using namespace cogc;

TEST(Credentials, AreMasked) {
  EXPECT_EQ(maskCredentials("--index-url https://me:secret@example.com/simple"),
            "--index-url https://*********@example.com/simple");
  EXPECT_EQ(maskCredentials("git+https://token@example.com/x, http://a:b@c http://a:b@d"),
            "git+https://*****@example.com/x, http://***@c http://***@d");
  EXPECT_EQ(maskCredentials("url = 'https://me:p@ss@example.com'"),
            "url = 'https://*******@example.com'");
  EXPECT_EQ(maskCredentials("ssh://me:secret@example.com"), "ssh://*********@example.com");
  EXPECT_EQ(maskCredentials("https://token:@example.com"), "https://******@example.com");
  EXPECT_EQ(maskCredentials("https://me:se$ret@example.com"), "https://*********@example.com");
}

TEST(Credentials, WhatIsNoSecretStays) {
  for (const char *text :
       {"https://example.com/a@b", "https://${USER}:${PASSWORD}@example.com/simple",
        "https://$TOKEN@example.com", "git+ssh://git@example.com/x.git", "ssh://me@example.com",
        "https://git@example.com/x.git", "package @ https://example.com/x.whl", "://me:you@x",
        "https://@example.com", "https://example.com?mail=me:you@example.com", "://", ""}) {
    EXPECT_FALSE(hasCredentials(text)) << text;
    EXPECT_EQ(maskCredentials(text), text);
  }
}

TEST(Credentials, AnEndIsAnEnd) {
  EXPECT_FALSE(hasCredentials("https://me:secret"));
  EXPECT_FALSE(hasCredentials("https://me:secret\n@example.com"));
  EXPECT_TRUE(hasCredentials("https://me:secret@"));
}
