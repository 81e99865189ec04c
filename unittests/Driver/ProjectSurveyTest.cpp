#include "ProjectSurvey.h"
#include "llvm/Support/MemoryBuffer.h"
#include "gtest/gtest.h"

using namespace cogc;

TEST(ProjectSurvey, TheNewestPythonThatIsAllowed) {
  EXPECT_EQ(newestPython(""), "3.13");
  EXPECT_EQ(newestPython(">=3.10"), "3.13");
  EXPECT_EQ(newestPython(">=3.10,<3.13"), "3.12");
  EXPECT_EQ(newestPython(">= 3.9, < 3.12.4"), "3.12");
  EXPECT_EQ(newestPython("~=3.11"), "3.13");
  EXPECT_EQ(newestPython("==3.11.*"), "3.11");
  EXPECT_EQ(newestPython(">3.10,!=3.13.*,!=3.12.1"), "3.12");
  EXPECT_EQ(newestPython("<=3.11"), "3.11");
  EXPECT_EQ(newestPython("<3.10"), "");
  EXPECT_EQ(newestPython("anything else"), "3.13");
}

TEST(ProjectSurvey, WhatCanBeServed) {
  llvm::StringRef source = "import os\n"
                           "class Helper:\n"
                           "  def setup(self): pass\n"
                           "if True:\n"
                           "    def run(): pass\n"
                           "\n"
                           "class Segmenter(Base):\n"
                           "# at the margin\n"
                           "\tasync def run(self) -> str: ...\n"
                           "def predict(x): pass\n";
  EXPECT_EQ(findServed(source, "run"), "Segmenter");
  EXPECT_EQ(findServed(source, "predict"), "predict");
  EXPECT_EQ(findServed(source, "train"), "");
  EXPECT_EQ(findServed("defrun()\nrun = 3\n", "run"), "");
}

TEST(ProjectSurvey, AnythingInAFolder) {
  auto fs = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  auto add = [&](const char *name, llvm::StringRef text) {
    fs->addFile(name, 0, llvm::MemoryBuffer::getMemBufferCopy(text));
  };
  add("/p/predict.py", "import cog\r\nclass \xff\xfe(\n  def predict(self):");
  add("/p/a.py", "from cog import Input\ndef run() -> str: ...\n");
  add("/p/requirements.txt", llvm::StringRef("-r requirements.txt\ntor\0ch\n", 27));
  add("/p/.python-version", "\n\n");
  add("/p/pyproject.toml", "requires-python = \">=3.10");
  SourceTree tree(fs, "/p");
  ProjectSurvey survey = surveyProject(tree);
  EXPECT_EQ(survey.run.value_or(""), "a.py:run");
  EXPECT_EQ(survey.packages, "requirements.txt");
  EXPECT_FALSE(survey.python);
  EXPECT_FALSE(survey.gpuPackage);
}
