#include "cogc/Support/AtomicFile.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include <csignal>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace cogc;

namespace {
class AtomicFile : public testing::Test {
protected:
  void SetUp() override { ASSERT_NE(mkdtemp(folder), nullptr); }
  void TearDown() override { llvm::sys::fs::remove_directories(folder); }

  std::string at(const char *name) const { return std::string(folder) + "/" + name; }
  std::string read(const char *name) const {
    auto buffer = llvm::MemoryBuffer::getFile(at(name));
    return buffer ? (*buffer)->getBuffer().str() : "missing";
  }
  mode_t mode(const char *name) const {
    struct stat status{};
    stat(at(name).c_str(), &status);
    return status.st_mode & 07777;
  }
  /// How many entries the folder has: no temporary file may stay.
  unsigned entries() const {
    std::error_code error;
    unsigned count = 0;
    for (llvm::sys::fs::directory_iterator it(folder, error), end; it != end; it.increment(error))
      ++count;
    return count;
  }
  char folder[32] = "/tmp/cogc-file-XXXXXX";
};
} // namespace

static std::string write(const std::string &path, llvm::StringRef contents) {
  llvm::Error error = writeFileAtomically(path, contents);
  return error ? llvm::toString(std::move(error)) : "";
}

TEST_F(AtomicFile, NewFilesObeyTheUmask) {
  mode_t old = umask(027);
  EXPECT_EQ(write(at("a"), std::string("x\0y\n", 4)), "");
  umask(old);
  EXPECT_EQ(read("a"), std::string("x\0y\n", 4));
  EXPECT_EQ(mode("a"), 0640u);
  EXPECT_EQ(entries(), 1u);
}

TEST_F(AtomicFile, ExistingFilesKeepTheirMode) {
  EXPECT_EQ(write(at("a"), "old"), "");
  ASSERT_EQ(chmod(at("a").c_str(), 0755), 0);
  EXPECT_EQ(write(at("a"), "new"), "");
  EXPECT_EQ(read("a"), "new");
  EXPECT_EQ(mode("a"), 0755u);
}

TEST_F(AtomicFile, ALinkStaysALink) {
  EXPECT_EQ(write(at("real"), "old"), "");
  ASSERT_EQ(symlink("real", at("link").c_str()), 0);
  EXPECT_EQ(write(at("link"), "new"), "");
  EXPECT_EQ(read("real"), "new");
  EXPECT_TRUE(llvm::sys::fs::is_symlink_file(at("link")));
}

TEST_F(AtomicFile, ALinkToNothingMakesItsTarget) {
  ASSERT_EQ(symlink("later", at("link").c_str()), 0);
  EXPECT_EQ(write(at("link"), "new"), "");
  EXPECT_EQ(read("later"), "new");
  EXPECT_TRUE(llvm::sys::fs::is_symlink_file(at("link")));
}

TEST_F(AtomicFile, PlacesThatCannotBeWritten) {
  EXPECT_EQ(write(folder, "x"), "it is a directory");
  EXPECT_EQ(write(at("none/a"), "x"), "No such file or directory");
  EXPECT_EQ(write(at("file"), "x"), "");
  EXPECT_EQ(write(at("file/a"), "x"), "Not a directory");
  EXPECT_EQ(write("", "x"), "this is not a file name");
  EXPECT_EQ(entries(), 1u);
}

TEST_F(AtomicFile, DevicesAreWrittenInPlace) {
  EXPECT_EQ(write("/dev/null", "x"), "");
  EXPECT_EQ(write("/dev/full", "x"), "No space left on device");
  EXPECT_TRUE(llvm::sys::fs::exists("/dev/full"));
}

TEST_F(AtomicFile, PipesAreWrittenInPlace) {
  ASSERT_EQ(mkfifo(at("pipe").c_str(), 0600), 0);
  int reader = open(at("pipe").c_str(), O_RDONLY | O_NONBLOCK);
  EXPECT_EQ(write(at("pipe"), "hello"), "");
  char buffer[8] = {};
  EXPECT_EQ(::read(reader, buffer, sizeof(buffer)), 5);
  EXPECT_STREQ(buffer, "hello");
  close(reader);
}

TEST_F(AtomicFile, AFailedWriteLeavesTheOldBytes) {
  EXPECT_EQ(write(at("a"), "old"), "");
  // A limit on the size of files stands in for a full disk: the write fails
  // half-way.
  struct rlimit old{};
  getrlimit(RLIMIT_FSIZE, &old);
  struct rlimit small = {1000, old.rlim_max};
  auto handler = std::signal(SIGXFSZ, SIG_IGN);
  setrlimit(RLIMIT_FSIZE, &small);
  std::string failure = write(at("a"), std::string(5000, 'x'));
  setrlimit(RLIMIT_FSIZE, &old);
  std::signal(SIGXFSZ, handler);
  EXPECT_EQ(failure, "File too large");
  EXPECT_EQ(read("a"), "old");
  EXPECT_EQ(entries(), 1u);
}
