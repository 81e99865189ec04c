#include "Project.h"
#include "llvm/Support/MemoryBuffer.h"
#include "gtest/gtest.h"

using namespace cogc;

namespace {

class ProjectTest : public testing::Test {
protected:
  ProjectTest() {
    for (llvm::StringRef file : {"/top/cog.yaml", "/top/a/other.yaml", "/top/a/x.plan"})
      fs.addFile(file, 0, llvm::MemoryBuffer::getMemBuffer(""));
    fs.addFile("/top/a/b/c/file", 0, llvm::MemoryBuffer::getMemBuffer(""));
    fs.setCurrentWorkingDirectory("/top/a/b");
  }
  std::string find(llvm::StringRef input, llvm::StringRef config = "cog.yaml") {
    Project project = findProject(fs, input, config);
    return project.root + " | " + project.file;
  }
  llvm::vfs::InMemoryFileSystem fs;
};

TEST_F(ProjectTest, SearchesUpwardsOnlyWhenNothingIsNamed) {
  EXPECT_EQ(find(""), "/top | cog.yaml");
  EXPECT_EQ(find("", "other.yaml"), "/top/a | other.yaml");
  EXPECT_EQ(findProject(fs, ".", "cog.yaml").kind, Project::Kind::Missing);
  EXPECT_EQ(find(".."), ".. | `..`");
  fs.setCurrentWorkingDirectory("/top");
  EXPECT_EQ(find(""), ". | cog.yaml");
}

TEST_F(ProjectTest, TakesFilesFoldersAndPlans) {
  EXPECT_EQ(find("/top"), "/top | cog.yaml");
  EXPECT_EQ(find("/top/a/other.yaml"), "/top/a | other.yaml");
  EXPECT_EQ(findProject(fs, "../x.plan", "cog.yaml").kind, Project::Kind::Plan);
  EXPECT_EQ(find("../x.plan"), ".. | x.plan");
  EXPECT_EQ(find("none.yaml"), ". | none.yaml");
  EXPECT_EQ(findProject(fs, "-", "cog.yaml").kind, Project::Kind::PlanOnStdin);
}

TEST_F(ProjectTest, TheProjectIsWhereTheConfigWasFound) {
  EXPECT_EQ(find("", "a/other.yaml"), "/top | a/other.yaml");
  EXPECT_EQ(find("/top", "a/other.yaml"), "/top | a/other.yaml");
  EXPECT_EQ(find("/top", "./a/..//cog.yaml"), "/top | cog.yaml");
  EXPECT_EQ(find("/top", "/top/a/other.yaml"), "/top | a/other.yaml");
  EXPECT_EQ(findProject(fs, "/top/a", "/top/cog.yaml").kind, Project::Kind::Missing);
  // Absolute or upwards: no search.
  EXPECT_EQ(find("", "/top/a/b/c/file"), ". | c/file");
  EXPECT_EQ(find("", "/top/a/other.yaml"), "/top/a | other.yaml");
  EXPECT_EQ(find("", "../other.yaml"), ".. | other.yaml");
}

TEST_F(ProjectTest, EndsAtTheTop) {
  fs.setCurrentWorkingDirectory("/");
  EXPECT_EQ(findProject(fs, "", "none.yaml").kind, Project::Kind::Missing);
  std::string deep;
  for (int level = 0; level < 150; ++level)
    deep += "/x";
  fs.setCurrentWorkingDirectory("/top" + deep);
  EXPECT_EQ(findProject(fs, "", "cog.yaml").kind, Project::Kind::Missing);
}

} // namespace
