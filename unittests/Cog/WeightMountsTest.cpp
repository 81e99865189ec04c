#include "WeightMounts.h"
#include "cogc/Support/AtomicFile.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "gtest/gtest.h"

using namespace cogc;
namespace fs = llvm::sys::fs;

static WeightFacts weight(std::string name, std::string uri,
                          std::vector<std::string> include = {}) {
  return {std::move(name), "/w", {{std::move(uri), std::move(include), {}}}};
}

static LockedWeight locked(std::string name, std::string uri,
                           std::vector<std::string> include = {}) {
  return {weight(std::move(name), std::move(uri), std::move(include)), {}};
}

TEST(LockedUri, isTheFormThatWeightsLockHas) {
  EXPECT_EQ(lockedUri("weights"), "file://./weights");
  EXPECT_EQ(lockedUri("./a/../weights/"), "file://./weights");
  EXPECT_EQ(lockedUri("file://./weights"), "file://./weights");
  EXPECT_EQ(lockedUri("file:///data//w"), "file:///data/w");
  EXPECT_EQ(lockedUri("/data/w"), "file:///data/w");
  EXPECT_EQ(lockedUri("huggingface://a/b@main"), "hf://a/b");
  EXPECT_EQ(lockedUri("hf://a/b@v1"), "hf://a/b@v1");
  EXPECT_EQ(lockedUri("https://h/a//b.pt"), "https://h/a//b.pt");
}

TEST(FindDrift, saysNothingWhereBothAgree) {
  EXPECT_TRUE(
      findDrift({weight("a", "w", {"*.b ", "*.a"})}, {locked("a", "file://./w", {"*.a", "*.b"})})
          .empty());
}

TEST(FindDrift, saysWhatHasChanged) {
  WeightFacts moved = weight("a", "v", {"x"});
  moved.target = "/v";
  EXPECT_EQ(llvm::join(findDrift({moved}, {locked("a", "file://./w")}), "\n"),
            "\"a\": config changed (target: /w → /v; uri: file://./w → file://./v; include: [] → "
            "[x])");
}

TEST(FindDrift, saysOfWhichSourceAndHowMany) {
  WeightFacts two = weight("a", "w");
  two.sources.push_back({"v", {}, {}});
  EXPECT_EQ(llvm::join(findDrift({two}, {locked("a", "file://./w")}), "\n"),
            "\"a\": config changed (source count: 1 → 2)");
  LockedWeight same = locked("a", "file://./w");
  same.facts.sources.push_back({"file://./u", {}, {}});
  EXPECT_EQ(llvm::join(findDrift({two}, {same}), "\n"),
            "\"a\": config changed (source[1].uri: file://./u → file://./v)");
}

TEST(FindDrift, saysWhatIsNewAndWhatIsGone) {
  EXPECT_EQ(llvm::join(findDrift({weight("new", "w")}, {locked("old", "file://./w")}), "\n"),
            "\"new\": not imported yet\n\"old\": removed from cog.yaml but still in lockfile");
}

TEST(WeightStore, isCogs) {
  EnvironmentVariables variables{{"HOME", "/h"}};
  EXPECT_EQ(weightStore(variables), "/h/.cache/cog/weights");
  variables.emplace_back("XDG_CACHE_HOME", "/x");
  EXPECT_EQ(weightStore(variables), "/x/cog/weights");
  variables.emplace_back("COG_CACHE_DIR", "/c");
  EXPECT_EQ(weightStore(variables), "/c/weights");
}

TEST(ReadWeightsLock, takesOnlyWhatItKnows) {
  auto problem = [](const char *text) {
    auto read = readWeightsLock(text);
    return read ? "" : llvm::toString(read.takeError());
  };
  EXPECT_EQ(problem(R"({"version":1,"weights":[]})"), "");
  EXPECT_EQ(problem(R"({"version":2,"weights":[]})"), "version 2 is not known here, but 1");
  EXPECT_EQ(problem("[]"), "expected object when parsing weights.lock");
  EXPECT_EQ(problem(R"({"version":1,"weights":[{}]})"),
            "missing value at weights.lock.weights[0].name");
  EXPECT_NE(problem("{"), "");
}

namespace {

/// A project with one imported weight, and the store beside it.
class WeightMountsTest : public testing::Test {
protected:
  WeightMountsTest() : temporary("/tmp") {
    write("project/weights.lock", lock("sub/a.bin"));
    write("store/files/sha256/01/" + digits, "bytes");
  }

  std::string lock(const std::string &path) const {
    return R"({"version":1,"weights":[{"name":"a","target":"/w","sources":[)"
           R"({"uri":"file://./w","fingerprint":"sha256:0","include":null,"exclude":[]}],"files":[)"
           R"({"path":")" +
           path + R"(","size":5,"digest":"sha256:)" + digits + R"(","layer":"sha256:1"}]}]})";
  }

  void write(const std::string &name, llvm::StringRef text) const {
    std::string file = temporary.file(name);
    ASSERT_FALSE(fs::create_directories(llvm::sys::path::parent_path(file)));
    cantFail(writeFileAtomically(file, text));
  }

  llvm::Expected<std::unique_ptr<WeightMounts>> make() const {
    return WeightMounts::make(temporary.file("project"), {weight("a", "w")},
                              temporary.file("store"));
  }

  std::string problem() const {
    auto mounts = make();
    return mounts ? "" : llvm::toString(mounts.takeError());
  }

  size_t leftovers() const {
    std::error_code error;
    size_t count = 0;
    for (fs::directory_iterator it(temporary.file("project/.cog/mounts"), error), end;
         it != end && !error; it.increment(error))
      ++count;
    return count;
  }

  TemporaryFolder temporary;
  std::string digits = "01" + std::string(62, 'f');
};

} // namespace

TEST_F(WeightMountsTest, linksEachFileAndLeavesNothing) {
  {
    auto mounts = cantFail(make());
    ASSERT_EQ(mounts->volumes().size(), 1u);
    auto [folder, rest] = llvm::StringRef(mounts->volumes()[0]).split(':');
    EXPECT_EQ(rest, "/w:ro");
    auto linked = llvm::MemoryBuffer::getFile(folder + "/sub/a.bin");
    ASSERT_TRUE(static_cast<bool>(linked));
    EXPECT_EQ((*linked)->getBuffer(), "bytes");
    bool isSame = false;
    EXPECT_FALSE(fs::equivalent(folder + "/sub/a.bin",
                                temporary.file("store/files/sha256/01/" + digits), isSame));
    EXPECT_TRUE(isSame);
  }
  EXPECT_EQ(leftovers(), 0u);
  EXPECT_TRUE(fs::exists(temporary.file("store/files/sha256/01/" + digits)));
}

TEST_F(WeightMountsTest, wantTheLockAndTheFiles) {
  fs::remove(temporary.file("store/files/sha256/01/" + digits));
  EXPECT_EQ(problem(), "weight \"a\" is not fully cached locally (missing sub/a.bin); run 'cog "
                       "weights pull' first");
  EXPECT_EQ(leftovers(), 0u);
  fs::remove(temporary.file("project/weights.lock"));
  EXPECT_EQ(problem(), "weights.lock is out of sync with cog.yaml:\n  - \"a\": not imported yet\n"
                       "Run 'cog weights import' to update.");
}

TEST_F(WeightMountsTest, stayInTheirFolder) {
  for (const char *path : {"../b", "/b", "", "a/../../b"}) {
    write("project/weights.lock", lock(path));
    EXPECT_NE(problem().find("is no file of a weight"), std::string::npos) << path;
  }
}

TEST_F(WeightMountsTest, aProjectWithoutWeightsNeedsNothing) {
  auto mounts = cantFail(WeightMounts::make("/nowhere", {}, ""));
  EXPECT_TRUE(mounts->volumes().empty());
}
