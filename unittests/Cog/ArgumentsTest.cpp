#include "Arguments.h"
#include "gtest/gtest.h"

using namespace cogc;

static CogCall parse(std::vector<std::string> words) { return parseCogCall(words); }

TEST(Arguments, readsAFlagInEveryForm) {
  for (std::vector<std::string> words : {std::vector<std::string>{"build", "--tag", "x"},
                                         {"build", "--tag=x"},
                                         {"build", "-t", "x"},
                                         {"build", "-tx"},
                                         {"build", "-t=x"},
                                         {"--debug", "build", "-t", "x"}})
    EXPECT_EQ(parse(words).last("tag"), "x") << words[1];
}

TEST(Arguments, knowsSwitchesFromFlags) {
  CogCall call = parse({"build", "--no-cache", "--use-cog-base-image=false", "--strip=1"});
  EXPECT_TRUE(call.has("no-cache"));
  EXPECT_EQ(call.last("use-cog-base-image"), "false");
  EXPECT_TRUE(call.has("strip"));
  EXPECT_TRUE(call.operands.empty());
  EXPECT_EQ(parse({"build", "--no-cache=maybe"}).problem,
            "invalid argument \"maybe\" for \"--no-cache\" flag: expected true or false");
}

TEST(Arguments, theSameLetterIsAnotherFlagOfAnotherCommand) {
  EXPECT_EQ(parse({"serve", "-p", "1"}).last("port"), "1");
  EXPECT_EQ(parse({"exec", "-p", "1", "sh"}).last("publish"), "1");
}

TEST(Arguments, whatExecRunsKeepsItsFlags) {
  CogCall call = parse({"exec", "-e", "A=b", "python", "-c", "x", "--tag"});
  EXPECT_EQ(call.operands, (std::vector<std::string>{"python", "-c", "x", "--tag"}));
  EXPECT_EQ(call.all("env"), std::vector<llvm::StringRef>{"A=b"});
}

TEST(Arguments, operandsMayStandBetweenFlagsElsewhere) {
  CogCall call = parse({"predict", "-i", "a=1", "image", "-i=b=2", "--", "-x"});
  EXPECT_EQ(call.operands, (std::vector<std::string>{"image", "-x"}));
  EXPECT_EQ(call.all("input"), (std::vector<llvm::StringRef>{"a=1", "b=2"}));
}

TEST(Arguments, saysWhatIsWrong) {
  EXPECT_EQ(parse({"build", "--nope"}).problem, "unknown flag: --nope");
  EXPECT_EQ(parse({"build", "-x"}).problem, "unknown shorthand flag: 'x'");
  EXPECT_EQ(parse({"build", "--tag"}).problem, "flag needs an argument: --tag");
  EXPECT_EQ(parse({"serve", "--tag", "x"}).problem, "unknown flag: --tag");
}

TEST(Arguments, looksNoFurtherThanTheNameOfAnotherCommand) {
  CogCall call = parse({"--registry", "r", "push", "--anything", "-z"});
  EXPECT_EQ(call.command, "push");
  EXPECT_FALSE(isTakenOver(call.command));
  EXPECT_EQ(call.problem, "");
}

TEST(Arguments, helpIsForTheRealProgram) {
  EXPECT_TRUE(parse({"build", "-h"}).asksForHelp);
  EXPECT_TRUE(parse({"--version"}).asksForHelp);
  EXPECT_FALSE(parse({"exec", "python", "--help"}).asksForHelp);
}
