#include "DockerRun.h"
#include "llvm/ADT/StringExtras.h"
#include "gtest/gtest.h"

using namespace cogc;

static const ContainerFacts project{.image = "cog-x",
                                    .extras = {{"/home/x:/src"}, {}},
                                    .wantsGpu = false,
                                    .rustLog = "",
                                    .stdinIsTerminal = false,
                                    .idFile = "/tmp/id"};

static std::string exec(std::vector<std::string> words, ContainerFacts facts = project) {
  words.insert(words.begin(), "exec");
  auto result = execArguments(parseCogCall(words), facts);
  return result ? llvm::join(*result, " ") : llvm::toString(result.takeError());
}

static std::string serve(std::vector<std::string> words, ContainerFacts facts = project) {
  words.insert(words.begin(), "serve");
  auto result = serveArguments(parseCogCall(words), facts);
  return result ? llvm::join(*result, " ") : llvm::toString(result.takeError());
}

static constexpr char common[] =
    "run --rm --cidfile /tmp/id --sig-proxy=false --platform linux/amd64 --shm-size 6g "
    "--interactive --volume /home/x:/src --workdir /src ";

TEST(DockerRun, execRunsAProgramInTheFolder) {
  EXPECT_EQ(exec({"-e", "A=b c", "ls", "-l"}),
            std::string(common) + "--env A=b c --env LOG_FORMAT=console cog-x ls -l");
}

TEST(DockerRun, takesMoreMountsAndVariables) {
  ContainerFacts facts = project;
  facts.extras = {{"/home/x:/src", "/l/a:/a:ro"}, {"N=1"}};
  EXPECT_NE(serve({}, facts).find("--volume /home/x:/src --volume /l/a:/a:ro --workdir /src "
                                  "--env N=1 "),
            std::string::npos);
}

TEST(DockerRun, aTerminalStaysATerminal) {
  ContainerFacts facts = project;
  facts.stdinIsTerminal = true;
  EXPECT_NE(exec({"sh"}, facts).find(" --interactive --tty "), std::string::npos);
}

TEST(DockerRun, execPublishesOnThisMachineUnlessAHostIsGiven) {
  auto published = [](const char *value) {
    std::string words = exec({"-p", value, "sh"});
    return llvm::StringRef(words).split(" --publish ").second.split(' ').first.str();
  };
  EXPECT_EQ(published("8000"), "127.0.0.1:8000:8000");
  EXPECT_EQ(published("0.0.0.0:80"), "0.0.0.0:80:80");
  EXPECT_EQ(published("[::1]:80"), "[::1]:80:80");
  EXPECT_EQ(published("::1:80"), "[::1]:80:80");
  EXPECT_EQ(exec({"-p", "0", "sh"}), "invalid port \"0\": port must be between 1 and 65535");
  EXPECT_EQ(exec({"-p", "x", "sh"}), "invalid port \"x\"");
  EXPECT_EQ(exec({"-p", "[::1:80", "sh"}), "invalid port \"[::1:80\": missing closing bracket");
}

TEST(DockerRun, serveRunsTheServer) {
  EXPECT_EQ(serve({}), std::string(common) +
                           "--env LOG_FORMAT=console --publish 127.0.0.1:8393:5000 cog-x python "
                           "--check-hash-based-pycs never -m cog.server.http "
                           "--await-explicit-shutdown true");
  std::string uploads = serve({"-p", "1", "--host=0.0.0.0", "--upload-url", "http://u/"});
  EXPECT_NE(uploads.find("--publish 0.0.0.0:1:5000 --add-host host.docker.internal:host-gateway"),
            std::string::npos);
  EXPECT_TRUE(llvm::StringRef(uploads).ends_with(" --upload-url http://u/"));
}

TEST(DockerRun, gpusComeFromTheFlagElseFromTheProject) {
  ContainerFacts gpu = project;
  gpu.wantsGpu = true;
  EXPECT_NE(serve({}, gpu).find("--gpus all"), std::string::npos);
  EXPECT_NE(serve({"--gpus", "2"}, gpu).find("--gpus 2"), std::string::npos);
  EXPECT_NE(serve({"--gpus=device=0,1"}).find("--gpus \"device=0,1\""), std::string::npos);
  EXPECT_EQ(serve({"--gpus", "some"}), "invalid GPU specification: \"some\"");
  EXPECT_EQ(serve({}).find("--gpus"), std::string::npos);
}

TEST(DockerRun, showsAnAddressThatCanBeOpened) {
  auto url = [](std::vector<std::string> words) {
    words.insert(words.begin(), "serve");
    return serveUrl(parseCogCall(words));
  };
  EXPECT_EQ(url({}), "http://localhost:8393");
  EXPECT_EQ(url({"--host", "0.0.0.0", "-p1"}), "http://0.0.0.0:1 (http://localhost:1)");
  EXPECT_EQ(url({"--host", "fe80::1"}), "http://[fe80::1]:8393");
}
