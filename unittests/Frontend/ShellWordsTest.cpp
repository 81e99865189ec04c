#include "cogc/Frontend/ShellWords.h"
#include "llvm/ADT/StringExtras.h"
#include <gtest/gtest.h>

using namespace cogc;

/// The programs of a script, in their order.
static std::string programs(llvm::StringRef script) {
  std::string names;
  for (const ShellCall &call : shellCalls(script))
    names += (names.empty() ? "" : " ") + call.program;
  return names;
}

static std::string required(llvm::StringRef command) {
  std::optional<PipInstall> install = pipInstall(shellCalls(command).front());
  return install ? llvm::join(install->requirements, " ") : "";
}

TEST(ShellWords, ProgramsBetweenSeparators) {
  EXPECT_EQ(programs("curl -o x https://e && chmod +x x; tar xf x | cat"), "curl chmod tar cat");
  EXPECT_EQ(programs("git clone u\nmake -C u # gcc\n(cd u && cmake .)"), "git make cd cmake");
  EXPECT_EQ(programs("curl \\\n  -L https://e \\\n  && true"), "curl true");
}

TEST(ShellWords, WordsInFrontOfAProgram) {
  EXPECT_EQ(programs("sudo env A=1 CC=gcc /usr/bin/git pull"), "git");
  EXPECT_EQ(programs("if ! wget -q u; then exit 1; fi"), "wget exit fi");
  EXPECT_EQ(programs("A=1"), "");
}

TEST(ShellWords, TextsInsideOfTexts) {
  EXPECT_EQ(programs("bash -c 'cd /x && git pull'"), "bash cd git");
  EXPECT_EQ(programs("echo \"$(curl https://e)\""), "curl echo");
  EXPECT_EQ(programs("cd $(mktemp -d)"), "cd mktemp");
  EXPECT_EQ(programs("echo 'git and $(curl)'"), "echo");
}

TEST(ShellWords, BrokenTextsEnd) {
  EXPECT_EQ(programs("git 'unclosed"), "git");
  EXPECT_EQ(programs("git \\"), "git");
  EXPECT_EQ(programs(std::string(100000, '(') + "git"), "git");
  std::string nested = "git x";
  for (int i = 0; i < 50; ++i)
    nested = "sh -c \"" + nested + "\"";
  EXPECT_FALSE(programs(nested).empty());
}

TEST(ShellWords, WhatPipInstalls) {
  EXPECT_EQ(required("pip install --no-cache-dir 'torch>=2' numpy"), "torch>=2 numpy");
  EXPECT_EQ(required("python3.11 -m pip install x"), "x");
  EXPECT_EQ(required("uv pip install --system x"), "x");
  EXPECT_EQ(required("pip3 --quiet install git+https://e/x"), "git+https://e/x");
  EXPECT_EQ(required("pip download x"), "");
  EXPECT_EQ(required("pip install -r a.txt -ifile:///i -t /x --python-version 3.11 x -e ."), "x .");
  EXPECT_EQ(required("pip install --editable=./y --upgrade z -e"), "./y z");
}

TEST(ShellWords, WhatLimitsPip) {
  PipInstall install =
      *pipInstall(shellCalls("pip install -ra.txt --requirement b.txt -f /w --find-links=https://e "
                             "--only-binary x,y x")
                      .front());
  EXPECT_EQ(llvm::join(install.requirements, " "), "x");
  EXPECT_EQ(llvm::join(install.files, " "), "a.txt b.txt");
  EXPECT_EQ(llvm::join(install.findLinks, " "), "/w https://e");
  EXPECT_EQ(llvm::join(install.onlyBinary, " "), "x y");
  EXPECT_EQ(pipInstall(shellCalls("uv pip install --no-build x").front())->onlyBinary.front(),
            ":all:");
  EXPECT_FALSE(pipInstall(shellCalls("pip freeze").front()));
}

TEST(ShellWords, SetupScripts) {
  EXPECT_TRUE(runsSetupScript(shellCalls("python3 ./ext/setup.py install").front()));
  EXPECT_FALSE(runsSetupScript(shellCalls("cat setup.py").front()));
}

TEST(ShellWords, WhatAptInstalls) {
  EXPECT_EQ(llvm::join(aptPackages(shellCalls("apt-get -qq install -y a b").front()), " "), "a b");
  EXPECT_TRUE(aptPackages(shellCalls("apt-get update").front()).empty());
}
