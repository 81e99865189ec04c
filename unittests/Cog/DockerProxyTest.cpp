#include "DockerProxy.h"
#include "BuildSteps.h"
#include "gtest/gtest.h"
#include <sys/socket.h>

using namespace cogc;

namespace {

/// A client, the proxy, and an engine that answers with what it was asked.
class DockerProxyTest : public testing::Test {
protected:
  DockerProxyTest() : temporary("/tmp") {
    engine = start("engine", [](Descriptor client) {
      std::string body;
      std::optional<RequestHead> head = readHead(client.get(), body);
      size_t length = 0;
      if (head)
        head->field("Content-Length").getAsInteger(10, length);
      // A stream arrives in pieces of any size.
      for (char byte; body.size() < length && ::recv(client.get(), &byte, 1, 0) == 1;)
        body += byte;
      if (head)
        sendAll(client.get(), "HTTP/1.1 200 OK\r\n\r\n" + head->str() + body);
    });
    proxied = start("proxy", [this](Descriptor client) { proxy.serve(std::move(client)); });
  }

  std::unique_ptr<SocketServer> start(const char *name, SocketServer::Handler handler) {
    return cantFail(SocketServer::start(temporary.file(name), std::move(handler)));
  }

  /// What comes back for a request.
  std::string ask(llvm::StringRef request) {
    auto socket = cantFail(connectDocker("unix://" + temporary.file("proxy"), ""));
    sendAll(socket.get(), request);
    std::string answer;
    char buffer[4096];
    for (ssize_t got; (got = ::recv(socket.get(), buffer, sizeof buffer, 0)) > 0;)
      answer.append(buffer, got);
    return answer;
  }

  std::string create(llvm::StringRef body) {
    return ask(("POST /v1.41/containers/create?platform=x HTTP/1.1\r\nContent-Length: " +
                llvm::Twine(body.size()) + "\r\n\r\n" + body)
                   .str());
  }

  TemporaryFolder temporary;
  int builds = 0;
  bool canBuild = true;
  DockerProxy proxy{{
      .connect = [this] { return connectDocker("unix://" + temporary.file("engine"), ""); },
      .buildImage = [this] { return ++builds, canBuild; },
      .imageConfigJson = R"({"Labels":{"a":"b"}})",
      .extras = {{"/home/x:/src", "/w:/weights:ro"}, {"A=b"}},
  }};
  std::unique_ptr<SocketServer> engine, proxied;
};

} // namespace

static bool contains(const std::string &text, llvm::StringRef part) {
  return llvm::StringRef(text).contains(part);
}

TEST_F(DockerProxyTest, passesOnWithOneRequestAConnection) {
  std::string answer = ask("GET /_ping HTTP/1.1\r\nHost: x\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_EQ(answer, "HTTP/1.1 200 OK\r\n\r\nGET /_ping HTTP/1.1\r\nHost: x\r\nConnection: "
                    "close\r\n\r\n");
}

TEST_F(DockerProxyTest, leavesAnUpgradeAlone) {
  EXPECT_TRUE(
      contains(ask("POST /attach HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\nrest"),
               "Connection: Upgrade\r\nUpgrade: tcp\r\n\r\nrest"));
}

TEST_F(DockerProxyTest, knowsTheImageBeforeItIsBuilt) {
  EXPECT_TRUE(contains(ask("GET /v1.41/images/cog-x:latest/json HTTP/1.1\r\nHost: x\r\n\r\n"),
                       R"("Config":{"Labels":{"a":"b"}}})"));
  EXPECT_EQ(builds, 0);
}

TEST_F(DockerProxyTest, buildsOnceAndMounts) {
  std::string answer =
      create(R"({"Image":"cog-x","Env":["X=y"],"HostConfig":{"Binds":["/a:/b"]}})");
  EXPECT_TRUE(contains(answer, R"("Binds":["/a:/b","/home/x:/src","/w:/weights:ro"])"));
  EXPECT_TRUE(contains(answer, R"("Env":["X=y","A=b"])"));
  EXPECT_TRUE(contains(answer, "Content-Length: 102\r\n"));
  create("{}");
  EXPECT_EQ(builds, 1);
}

TEST_F(DockerProxyTest, withoutAnImageThereIsNoContainer) {
  canBuild = false;
  std::string answer = create("{}");
  EXPECT_TRUE(contains(answer, "500 Internal Server Error"));
  EXPECT_TRUE(contains(answer, R"({"message":"the image was not built"})"));
}

TEST_F(DockerProxyTest, saysThatThereIsNoEngine) {
  engine.reset();
  EXPECT_TRUE(contains(ask("GET /_ping HTTP/1.1\r\nHost: x\r\n\r\n"), "Connection refused"));
}

TEST_F(DockerProxyTest, endsWithWhatIsNoRequest) {
  EXPECT_EQ(ask("nonsense\r\n\r\n"), "");
  EXPECT_TRUE(contains(create("no json"), "not JSON"));
}

TEST(AddToContainer, toADescriptionThatHasNothing) {
  ContainerExtras extras{{"a:b"}, {"N=1"}};
  EXPECT_EQ(addToContainer("{}", extras), R"({"Env":["N=1"],"HostConfig":{"Binds":["a:b"]}})");
  EXPECT_EQ(addToContainer(R"({"Env":null,"HostConfig":{"Binds":null}})", extras),
            R"({"Env":["N=1"],"HostConfig":{"Binds":["a:b"]}})");
  EXPECT_EQ(addToContainer("[]", extras), std::nullopt);
}
