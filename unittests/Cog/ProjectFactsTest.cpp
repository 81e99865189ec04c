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
    "run.cog.config":"{\"build\":{\"gpu\":true},\"image\":\"r8.im/a/b\",\"weights\":[{\"name\":\"a\",\"target\":\"/w\",\"source\":{\"uri\":\"w\"}}]}",
    "run.cog.openapi_schema":"{}"}}})");
  EXPECT_EQ(facts.imageName, "r8.im/a/b");
  EXPECT_TRUE(facts.wantsGpu);
  ASSERT_EQ(facts.weights.size(), 1u);
  EXPECT_EQ(facts.weights[0].name, "a");
  EXPECT_EQ(facts.openApiSchema, "{}");
  EXPECT_EQ(facts.imageConfigJson.find("{\"Labels\":{"), 0u);
}

TEST(ProjectFacts, knowTheImagesVariables) {
  EXPECT_EQ(read(R"({"config":{"Env":["A=b=c","B="]}})").variables,
            (std::vector<std::string>{"A", "B"}));
}

TEST(ProjectFacts, aModelIsANameToo) {
  EXPECT_EQ(read(R"({"config":{"Labels":{"run.cog.config":"{\"model\":\"m\"}"}}})").imageName, "m");
}

TEST(ProjectFacts, whatIsMissingIsEmpty) {
  ProjectFacts facts = read(R"({"config":{}})");
  EXPECT_EQ(facts.imageName, "");
  EXPECT_FALSE(facts.wantsGpu || !facts.weights.empty());
}

TEST(ProjectFacts, otherTextIsAnError) {
  for (const char *text :
       {"", "[]", "{}", R"({"config":{"Labels":{"run.cog.config":"{\"weights\":[{}]}"}}})"}) {
    llvm::Expected<ProjectFacts> facts = readProjectFacts(text);
    EXPECT_FALSE(static_cast<bool>(facts));
    llvm::consumeError(facts.takeError());
  }
}
