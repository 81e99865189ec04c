#include "cogc/Support/SourceTree.h"
#include "TreeOf.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdlib>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace cogc;
using namespace cogc::test;

static std::string errorOf(llvm::Expected<FileId> file) {
  return file ? "opened" : llvm::toString(file.takeError());
}

TEST(SourceTree, PositionsOfUnixLines) {
  SourceTree tree = treeOf();
  FileId file = tree.add("a", "ab\n\ncd");
  auto at = [&](uint32_t offset) {
    LineColumn position = tree.position(file, offset);
    return std::pair(position.line, position.column);
  };
  EXPECT_EQ(at(0), std::pair(1u, 1u));
  EXPECT_EQ(at(2), std::pair(1u, 3u)); // the line end belongs to its line
  EXPECT_EQ(at(3), std::pair(2u, 1u));
  EXPECT_EQ(at(4), std::pair(3u, 1u));
  EXPECT_EQ(at(6), std::pair(3u, 3u)); // the end of the file
  EXPECT_EQ(at(99), std::pair(3u, 3u));
}

TEST(SourceTree, LinesWithoutTheirEnds) {
  SourceTree tree = treeOf();
  FileId file = tree.add("a", "one\r\ntwo\n\nlast\r");
  EXPECT_EQ(tree.line(file, 1), "one");
  EXPECT_EQ(tree.line(file, 2), "two");
  EXPECT_EQ(tree.line(file, 3), "");
  EXPECT_EQ(tree.line(file, 4), "last\r"); // no `\n`, so it is text
  EXPECT_EQ(tree.line(file, 0), "");
  EXPECT_EQ(tree.line(file, 5), "");
}

TEST(SourceTree, EmptyFile) {
  SourceTree tree = treeOf();
  FileId file = tree.add("a", "");
  EXPECT_EQ(tree.position(file, 0).line, 1u);
  EXPECT_EQ(tree.line(file, 1), "");
  EXPECT_EQ(tree.offsetOf(file, {7, 7}), 0u);
}

TEST(SourceTree, OffsetsAreTheInverseOfPositions) {
  SourceTree tree = treeOf();
  llvm::StringRef text = "key: 1\r\n\n  - ä\nend";
  FileId file = tree.add("a", text);
  for (uint32_t offset = 0; offset <= text.size(); ++offset)
    EXPECT_EQ(tree.offsetOf(file, tree.position(file, offset)), offset);
  EXPECT_EQ(tree.offsetOf(file, {1, 0}), 0u);
  EXPECT_EQ(tree.offsetOf(file, {1, ~0u}), 8u); // clamped to the line
}

TEST(SourceTree, LocateNamesTheLastLineOfTheRange) {
  SourceTree tree = treeOf();
  FileId file = tree.add("cog.yaml", "a: 1\nb: 2\n");
  EXPECT_EQ(tree.locate({file, 0, 5}), (Loc{"cog.yaml", 1, 1, 1}));
  EXPECT_EQ(tree.locate({file, 3, 6}), (Loc{"cog.yaml", 1, 4, 2}));
  EXPECT_EQ(tree.locate({file, 5, 5}), (Loc{"cog.yaml", 2, 1, 2}));
  EXPECT_FALSE(tree.locate(SourceRange()).isValid());
}

TEST(SourceTree, OneIdForAllSpellingsOfAPath) {
  SourceTree tree = treeOf({{"cog.yaml", "x"}, {"sub/a.txt", "y"}});
  FileId file = llvm::cantFail(tree.open("cog.yaml"));
  EXPECT_EQ(llvm::cantFail(tree.open("./cog.yaml")), file);
  EXPECT_EQ(llvm::cantFail(tree.open("/project/cog.yaml")), file);
  EXPECT_EQ(tree.name(file), "cog.yaml");
  EXPECT_EQ(tree.find("cog.yaml"), file);
  EXPECT_EQ(tree.name(llvm::cantFail(tree.open("/project/sub/./a.txt"))), "sub/a.txt");
  EXPECT_EQ(tree.size(), 2u);
}

TEST(SourceTree, ViewsOutliveLaterFiles) {
  SourceTree tree = treeOf();
  FileId first = tree.add("a", "text");
  llvm::StringRef name = tree.name(first), contents = tree.contents(first);
  for (int i = 0; i < 100; ++i)
    tree.add("b" + std::to_string(i), "x");
  EXPECT_EQ(name, "a");
  EXPECT_EQ(contents, "text");
}

TEST(SourceTree, SaysWhyAFileCannotBeRead) {
  SourceTree tree = treeOf({{"sub/a.txt", "y"}});
  EXPECT_EQ(errorOf(tree.open("none.txt")), "cannot read `none.txt`: No such file or directory");
  EXPECT_EQ(errorOf(tree.open("sub")), "cannot read `sub`: it is a directory");
  EXPECT_FALSE(tree.isFile("sub"));
  EXPECT_TRUE(tree.isDirectory("sub"));
  EXPECT_TRUE(tree.isFile("sub/a.txt"));
  EXPECT_EQ(tree.size(), 0u);
}

namespace {
/// A folder on the disk that is gone after the test.
class SourceTreeOnDisk : public testing::Test {
protected:
  void SetUp() override { ASSERT_NE(mkdtemp(folder), nullptr); }
  void TearDown() override { llvm::sys::fs::remove_directories(folder); }
  std::string at(const char *name) const { return std::string(folder) + "/" + name; }
  char folder[32] = "/tmp/cogc-tree-XXXXXX";
};
} // namespace

TEST_F(SourceTreeOnDisk, DoesNotWaitForAPipe) {
  ASSERT_EQ(mkfifo(at("pipe").c_str(), 0600), 0);
  SourceTree tree = SourceTree::onDisk(folder);
  EXPECT_EQ(errorOf(tree.open("pipe")), "cannot read `pipe`: it is not a regular file");
}

TEST_F(SourceTreeOnDisk, RefusesAHugeFileWithoutReadingIt) {
  std::error_code error;
  llvm::raw_fd_ostream(at("huge"), error);
  ASSERT_EQ(truncate(at("huge").c_str(), 100ll << 30), 0);
  SourceTree tree = SourceTree::onDisk(folder);
  EXPECT_EQ(errorOf(tree.open("huge")),
            "cannot read `huge`: it has 107374182400 bytes, more than the 64 MiB that are read");
}

TEST_F(SourceTreeOnDisk, SeesALoopOfLinks) {
  ASSERT_EQ(symlink("loop", at("loop").c_str()), 0);
  SourceTree tree = SourceTree::onDisk(folder);
  EXPECT_EQ(errorOf(tree.open("loop")), "cannot read `loop`: Too many levels of symbolic links");
  EXPECT_FALSE(tree.isFile("loop"));
}

TEST_F(SourceTreeOnDisk, ReadsAFileOnce) {
  auto write = [&](llvm::StringRef text) {
    std::error_code error;
    llvm::raw_fd_ostream(at("a"), error) << text;
  };
  write("old");
  SourceTree tree = SourceTree::onDisk(folder);
  FileId file = llvm::cantFail(tree.open("a"));
  write("new");
  EXPECT_EQ(tree.contents(llvm::cantFail(tree.open("a"))), "old");
  EXPECT_EQ(tree.contents(file), "old");
}

TEST_F(SourceTreeOnDisk, RefusesANameWithANul) {
  SourceTree tree = SourceTree::onDisk(folder);
  EXPECT_NE(errorOf(tree.open(llvm::StringRef("a\0b", 3))).find("NUL"), std::string::npos);
}
