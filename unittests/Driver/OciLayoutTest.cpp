#include "OciLayout.h"
#include "cogc/Support/Digest.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"

using namespace cogc;
namespace json = llvm::json;

namespace {

class OciLayoutTest : public testing::Test {
protected:
  void SetUp() override {
    ASSERT_FALSE(llvm::sys::fs::createUniqueDirectory("layout", folder));
    ASSERT_FALSE(llvm::sys::fs::create_directories(folder + "/blobs/sha256"));
  }
  void TearDown() override { llvm::sys::fs::remove_directories(folder); }

  void write(const llvm::Twine &name, llvm::StringRef text) {
    std::error_code error;
    llvm::raw_fd_ostream((folder + "/" + name).str(), error) << text;
    ASSERT_FALSE(error);
  }
  std::string addBlob(llvm::StringRef text) {
    write("blobs/sha256/" + sha256Hex(text), text);
    return sha256Digest(text);
  }
  std::string text(llvm::StringRef name) {
    auto buffer = llvm::MemoryBuffer::getFile(folder + "/" + name);
    return buffer ? (*buffer)->getBuffer().str() : "";
  }
  /// Reads a blob, checking that its name is its digest.
  json::Object blob(llvm::StringRef digest) {
    std::string bytes = text(("blobs/sha256/" + digest.drop_front(7)).str());
    EXPECT_EQ(sha256Digest(bytes), digest);
    llvm::Expected<json::Value> value = json::parse(bytes);
    if (!value)
      return llvm::consumeError(value.takeError()), json::Object();
    return std::move(*value->getAsObject());
  }
  std::string failure(llvm::StringRef config = "{}") {
    llvm::Expected<std::string> digest = replaceImageConfig(folder, config);
    return digest ? "none" : llvm::toString(digest.takeError());
  }

  llvm::SmallString<128> folder;
};

TEST_F(OciLayoutTest, PutsOurConfigIn) {
  std::string config = addBlob(R"({"os":"linux","created":"then","config":{"Cmd":["sh"]},)"
                               R"("history":[1],"rootfs":{"diff_ids":["x"]}})");
  std::string manifest =
      addBlob(R"({"layers":["l"],"config":{"size":1,"digest":")" + config + R"("}})");
  write("index.json",
        R"({"manifests":[{"size":1,"annotations":{"a":"b"},"digest":")" + manifest + R"("}]})");
  llvm::Expected<std::string> digest =
      replaceImageConfig(folder, R"({"os":"linux","config":{"Cmd":["python"]}})");
  ASSERT_TRUE(bool(digest)) << llvm::toString(digest.takeError());

  json::Object newManifest = blob(*digest);
  EXPECT_EQ(llvm::formatv("{0}", *newManifest.get("layers")).str(), R"(["l"])");
  json::Object *descriptor = newManifest.getObject("config");
  std::string configDigest = descriptor->getString("digest")->str();
  std::string bytes = text("blobs/sha256/" + configDigest.substr(7));
  EXPECT_EQ(bytes, R"({"config":{"Cmd":["python"]},"created":"then","history":[1],)"
                   R"("os":"linux","rootfs":{"diff_ids":["x"]}})");
  EXPECT_EQ(descriptor->getInteger("size"), static_cast<int64_t>(bytes.size()));
  EXPECT_NE(text("index.json").find(*digest), std::string::npos);
  EXPECT_NE(text("index.json").find(R"("annotations":{"a":"b"})"), std::string::npos);
}

TEST_F(OciLayoutTest, RefusesWhatIsNoLayoutOfOneImage) {
  EXPECT_NE(failure().find("No such file"), std::string::npos);
  write("index.json", "[]");
  EXPECT_NE(failure().find("holds no JSON object"), std::string::npos);
  write("index.json", "{");
  EXPECT_NE(failure(), "none");
  write("index.json", R"({"manifests":[{},{}]})");
  EXPECT_EQ(failure(), "index.json does not name exactly one image");
  write("index.json", R"({"manifests":[{}]})");
  EXPECT_EQ(failure(), "a descriptor has no sha256 digest");
  write("index.json", R"({"manifests":[{"digest":"sha256:../../../../etc/passwd"}]})");
  EXPECT_EQ(failure(), "a descriptor has no sha256 digest");
  write("index.json", R"({"manifests":[{"digest":")" + addBlob("{}") + R"("}]})");
  EXPECT_EQ(failure(), "the manifest names no config");
}

} // namespace
