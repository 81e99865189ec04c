#include "cogc/IR/NeedRefs.h"
#include "gtest/gtest.h"
#include <vector>

using namespace cogc;

static std::vector<std::string> refsOf(llvm::StringRef command) {
  std::vector<std::string> names;
  forEachNeedRef(command, [&](llvm::StringRef name) { names.push_back(name.str()); });
  return names;
}

TEST(NeedRefsTest, FindsEachReferenceInOrder) {
  EXPECT_EQ(refsOf("a {%python} b {%torch}{%python}"),
            (std::vector<std::string>{"python", "torch", "python"}));
  EXPECT_EQ(refsOf("{%flash-attn}"), std::vector<std::string>{"flash-attn"});
}

TEST(NeedRefsTest, AnythingElseIsPlainText) {
  for (llvm::StringRef text : {"", "{%", "{%}", "{%Python}", "{%py thon}", "{% python}", "{python}",
                               "{%python", "%{python}", "{%1}", "${%"})
    EXPECT_TRUE(refsOf(text).empty()) << text.str();
  EXPECT_EQ(refsOf("{%{%python}}"), std::vector<std::string>{"python"});
}

TEST(NeedRefsTest, ReplacesOnceAndKeepsTheRest) {
  auto version = [](llvm::StringRef need) { return need == "a" ? "{%b}" : "2"; };
  EXPECT_EQ(substituteNeedRefs("x{%a}-{%b}{%", version), "x{%b}-2{%");
  EXPECT_EQ(substituteNeedRefs("plain", version), "plain");
  EXPECT_EQ(substituteNeedRefs("", version), "");
  EXPECT_EQ(needRef("python"), "{%python}");
}
