//===- WeightDigestsTest.cpp - A file is read once, and never half-changed ---------===//
#include "WeightDigests.h"
#include "cogc/Support/Digest.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"

using namespace cogc;
using namespace llvm;

namespace {
class WeightDigestsTest : public testing::Test {
protected:
  void SetUp() override { ASSERT_FALSE(sys::fs::createUniqueDirectory("cogc-digests", folder)); }
  void TearDown() override { sys::fs::remove_directories(folder); }

  std::string write(StringRef name, StringRef text) {
    std::string path = (folder.str() + "/" + name).str();
    std::error_code error;
    raw_fd_ostream(path, error) << text;
    EXPECT_FALSE(error);
    return path;
  }

  SmallString<128> folder;
};

FileStamp stampAt(uint64_t inode, int64_t time) { return {1, inode, 100, time, time}; }

std::string hex(char c) { return std::string(64, c); }

constexpr int64_t second = 1'000'000'000;
constexpr int64_t now = 1000 * second;
} // namespace

TEST_F(WeightDigestsTest, ReadsAllAndSaysHowFar) {
  std::string text(3 << 20, 'x'), path = write("a", text);
  uint64_t seen = 0;
  Expected<FileDigests> digests =
      readDigests(path, cantFail(stampOf(path)), true, [&](uint64_t bytes) { seen += bytes; });
  ASSERT_TRUE(bool(digests));
  EXPECT_EQ(seen, text.size());
  EXPECT_EQ(digests->sha256, sha256Hex(text));
  EXPECT_EQ(digests->blake3.size(), 64u);
}

TEST_F(WeightDigestsTest, NoticesAChangeWhileItReads) {
  std::string path = write("a", std::string(3 << 20, 'x'));
  FileStamp stamp = cantFail(stampOf(path));
  bool first = true;
  Expected<FileDigests> digests = readDigests(path, stamp, false, [&](uint64_t) {
    if (std::exchange(first, false))
      write("a", "shorter");
  });
  ASSERT_FALSE(bool(digests));
  Error error = digests.takeError();
  EXPECT_TRUE(error.isA<ChangedFile>());
  consumeError(std::move(error));
}

TEST_F(WeightDigestsTest, NoticesAChangeSinceTheStamp) {
  std::string path = write("a", "one");
  FileStamp stamp = cantFail(stampOf(path));
  write("a", "other");
  Expected<FileDigests> digests = readDigests(path, stamp, false, [](uint64_t) {});
  ASSERT_FALSE(bool(digests));
  consumeError(digests.takeError());
}

TEST_F(WeightDigestsTest, SaysWhyThereIsNoStamp) {
  EXPECT_EQ(toString(stampOf(folder.str().str()).takeError()), "it is not a regular file");
  EXPECT_EQ(toString(stampOf((folder + "/none").str()).takeError()), "No such file or directory");
}

TEST(DigestMemoTest, RemembersAcrossItsText) {
  DigestMemo memo;
  memo.remember(stampAt(1, 0), {hex('a'), ""}, now);
  memo.remember(stampAt(2, -5), {hex('b'), hex('c')}, now);
  DigestMemo again = DigestMemo::parse(memo.str());
  EXPECT_EQ(again.str(), memo.str());
  EXPECT_EQ(again.find(stampAt(1, 0), false)->blake3, hex('a'));
  EXPECT_EQ(again.find(stampAt(2, -5), true)->sha256, hex('c'));
}

TEST(DigestMemoTest, AnotherStateIsAnotherFile) {
  DigestMemo memo;
  FileStamp stamp = stampAt(1, 0);
  memo.remember(stamp, {hex('a'), ""}, now);
  EXPECT_FALSE(memo.find(stamp, /*withSha256=*/true)); // nobody asked for one
  for (auto change : {+[](FileStamp &s) { ++s.device; }, +[](FileStamp &s) { ++s.inode; },
                      +[](FileStamp &s) { ++s.size; }, +[](FileStamp &s) { ++s.modified; },
                      +[](FileStamp &s) { ++s.changed; }}) {
    FileStamp other = stamp;
    change(other);
    EXPECT_FALSE(memo.find(other, false));
  }
}

TEST(DigestMemoTest, DoesNotTrustTheLastTwoSeconds) {
  DigestMemo memo;
  memo.remember(stampAt(1, now - second), {hex('a'), ""}, now);
  EXPECT_TRUE(memo.empty());
  memo.remember({1, 1, 100, 0, now - second}, {hex('a'), ""}, now);
  EXPECT_TRUE(memo.empty());
  memo.remember(stampAt(1, now - 2 * second), {hex('a'), ""}, now);
  EXPECT_FALSE(memo.empty());
}

TEST(DigestMemoTest, ForgetsWhatItCannotRead) {
  std::string good = "1 2 3 4 5 " + hex('a') + " -\n";
  for (std::string bad : {"", "1 2 3 4 5 a -\n", "1 2 3 4 5\n", "x 2 3 4 5 -\n", "\xff\n", "\n"}) {
    DigestMemo memo = DigestMemo::parse("cogc weight digests 1\n" + bad + good);
    EXPECT_EQ(memo.str(), "cogc weight digests 1\n" + good) << bad;
  }
  EXPECT_TRUE(DigestMemo::parse("cogc weight digests 2\n" + good).empty());
}

TEST(DigestMemoTest, KeepsTheLatest) {
  DigestMemo memo;
  for (size_t i = 0; i < DigestMemo::mostKept + 1; ++i)
    memo.remember(stampAt(i, 0), {hex('a'), ""}, now);
  DigestMemo kept = DigestMemo::parse(memo.str());
  EXPECT_FALSE(kept.find(stampAt(0, 0), false));
  EXPECT_TRUE(kept.find(stampAt(DigestMemo::mostKept, 0), false));
}

TEST(DigestMemoTest, KeepsWhatAnotherBuildFound) {
  DigestMemo ours, theirs;
  ours.remember(stampAt(1, 0), {hex('a'), ""}, now);
  theirs.remember(stampAt(1, 0), {hex('b'), ""}, now);
  theirs.remember(stampAt(2, 0), {hex('c'), ""}, now);
  ours.merge(theirs);
  EXPECT_EQ(ours.find(stampAt(1, 0), false)->blake3, hex('a'));
  EXPECT_EQ(ours.find(stampAt(2, 0), false)->blake3, hex('c'));
}
