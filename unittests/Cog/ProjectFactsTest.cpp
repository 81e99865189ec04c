#include "ProjectFacts.h"
#include "gtest/gtest.h"

using namespace cogc;

static ProjectFacts read(const char *config) {
  llvm::Expected<ProjectFacts> facts = readProjectFacts(config);
  EXPECT_TRUE(static_cast<bool>(facts));
  return facts ? *facts : ProjectFacts();
}

TEST(ProjectFacts, comeFromTheLabels) {
  ProjectFacts facts = read(R"({"config":{"Labels":{
    "run.cog.config":"{\"build\":{\"gpu\":true},\"image\":\"r8.im/a/b\",\"weights\":[{}]}",
    "run.cog.openapi_schema":"{}"}}})");
  EXPECT_EQ(facts.imageName, "r8.im/a/b");
  EXPECT_TRUE(facts.wantsGpu);
  EXPECT_TRUE(facts.hasWeights);
  EXPECT_EQ(facts.openApiSchema, "{}");
  EXPECT_EQ(facts.imageConfigJson.find("{\"Labels\":{"), 0u);
}

TEST(ProjectFacts, aModelIsANameToo) {
  EXPECT_EQ(read(R"({"config":{"Labels":{"run.cog.config":"{\"model\":\"m\"}"}}})").imageName, "m");
}

TEST(ProjectFacts, whatIsMissingIsEmpty) {
  ProjectFacts facts = read(R"({"config":{}})");
  EXPECT_EQ(facts.imageName, "");
  EXPECT_FALSE(facts.wantsGpu || facts.hasWeights);
}

TEST(ProjectFacts, otherTextIsAnError) {
  for (const char *text : {"", "[]", "{}"}) {
    llvm::Expected<ProjectFacts> facts = readProjectFacts(text);
    EXPECT_FALSE(static_cast<bool>(facts));
    llvm::consumeError(facts.takeError());
  }
}
