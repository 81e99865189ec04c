#include "Evaluate.h"
#include "../Support/TreeOf.h"
#include <gtest/gtest.h>

using namespace cogc;
using namespace cogc::schema;

namespace {
/// Evaluates expressions in a module.
class Evaluate : public testing::Test {
protected:
  /// The value of `x = expression` behind \p before, as JSON; `?` when it is not
  /// known.
  std::string value(llvm::StringRef expression, llvm::StringRef before = "") {
    std::string source = (before + "\nx = " + expression + "\n").str();
    SourceTree tree = test::treeOf({{"m.py", source}, {"other.py", "A = 4\nB = A + 1\n"}});
    DiagnosticEngine diags(tree);
    Modules modules(tree, diags);
    Scope scope(modules);
    Evaluator evaluator(scope);
    Module *module = modules.load("m.py");
    Symbol symbol = scope.find(*module, "x");
    auto result = evaluator.evaluate(*symbol.variable()->value, *module);
    return result ? toJson(*result) : "?";
  }
};
} // namespace

TEST_F(Evaluate, Numbers) {
  EXPECT_EQ(value("0x_ff"), "255");
  EXPECT_EQ(value("1_000.5"), "1000.5");
  EXPECT_EQ(value("2**64 - 1"), "18446744073709551615");
  EXPECT_EQ(value("-2**63"), "-9223372036854775808");
  EXPECT_EQ(value("7 // -2"), "-4");
  EXPECT_EQ(value("-7 % 3"), "2");
  EXPECT_EQ(value("1 / 4"), "0.25");
  EXPECT_EQ(value("0.1"), "0.1");
  EXPECT_EQ(value("1024 * 1024 * 4"), "4194304");
  EXPECT_EQ(value("1 << 20"), "1048576");
  EXPECT_EQ(value("7.0"), "7");
}

TEST_F(Evaluate, WhatIsAnErrorInPythonOrLeavesTheRange) {
  for (const char *text : {"1 / 0", "1 % 0", "'a' + 1", "2 ** 500", "10 ** 10 ** 10", "1e999",
                           "-'a'", "[1][3]", "{'a': 1}['b']", "unknown", "x", "1j"})
    EXPECT_EQ(value(text), "?") << text;
}

TEST_F(Evaluate, StringsAndLists) {
  EXPECT_EQ(value("'a' 'b' + \"c\""), R"("abc")");
  EXPECT_EQ(value("f'{A} of {B}'", "A = 'x'\nB = 3"), R"("x of 3")");
  EXPECT_EQ(value("[1, 'a'] + [None]"), R"([1,"a",null])");
  EXPECT_EQ(value("', '.join(['a', 'b'])"), R"("a, b")");
  EXPECT_EQ(value("'a b'.split()"), R"(["a","b"])");
  EXPECT_EQ(value("('a', 'b')[-1]"), R"("b")");
  EXPECT_EQ(value("b'a'"), "?");
}

TEST_F(Evaluate, DictsAndWhatIsMadeOfThem) {
  const char *sizes = "SIZES = {'s': 1, 'm': 2, 's': 3}";
  EXPECT_EQ(value("SIZES", sizes), R"({"s":3,"m":2})");
  EXPECT_EQ(value("list(SIZES.keys())", sizes), R"(["s","m"])");
  EXPECT_EQ(value("list(SIZES)", sizes), R"(["s","m"])");
  EXPECT_EQ(value("sorted(SIZES)", sizes), R"(["m","s"])");
  EXPECT_EQ(value("list(SIZES.values())", sizes), "[3,2]");
  EXPECT_EQ(value("SIZES['m']", sizes), "2");
  EXPECT_EQ(value("[k + '!' for k in SIZES]", sizes), R"(["s!","m!"])");
}

TEST_F(Evaluate, Ranges) {
  EXPECT_EQ(value("list(range(3))"), "[0,1,2]");
  EXPECT_EQ(value("[i * 64 for i in range(1, 4)]"), "[64,128,192]");
  EXPECT_EQ(value("list(range(5, 0, -2))"), "[5,3,1]");
  EXPECT_EQ(value("list(range(2, 1))"), "[]");
  EXPECT_EQ(value("list(range(10**9))"), "?");
  EXPECT_EQ(value("list(range(1, 2, 0))"), "?");
}

TEST_F(Evaluate, NamesOfOtherModulesAndClasses) {
  EXPECT_EQ(value("B", "from other import B"), "5");
  EXPECT_EQ(value("o.A", "import other as o"), "4");
  EXPECT_EQ(value("C.k", "class C:\n    k = 7"), "7");
  EXPECT_EQ(value("D.k", "class C:\n    k = 7\nclass D(C): pass"), "7");
}

TEST_F(Evaluate, Enumerations) {
  const char *color = "from enum import Enum\nclass Color(str, Enum):\n    RED = 'red'\n"
                      "    BLUE = 'blue'";
  EXPECT_EQ(value("Color.BLUE.value", color), R"("blue")");
  EXPECT_EQ(value("[c.value for c in Color]", color), R"(["red","blue"])");
  EXPECT_EQ(value("list(Color)", color), R"(["red","blue"])");
}

TEST_F(Evaluate, WhatAutoMakes) {
  auto members = [&](llvm::StringRef bases, llvm::StringRef body) {
    return value("[c.value for c in C]", ("import enum\nclass C(" + bases + "):\n" + body).str());
  };
  llvm::StringRef two = "    One = enum.auto()\n    Two = enum.auto()";
  EXPECT_EQ(members("enum.Enum", two), "[1,2]");
  EXPECT_EQ(members("enum.IntEnum", two), "[1,2]");
  EXPECT_EQ(members("enum.StrEnum", two), R"(["one","two"])");
  EXPECT_EQ(members("enum.Enum", "    A = 5\n    B = enum.auto()"), "[5,6]");
  // Only running it tells: Pythons differ, a base or the class itself decides.
  EXPECT_EQ(members("enum.Enum", "    A = 5\n    B = 3\n    C = enum.auto()"), "?");
  EXPECT_EQ(members("enum.Enum", "    A = 'a'\n    B = enum.auto()"), "?");
  EXPECT_EQ(members("str, enum.Enum", two), "?");
  EXPECT_EQ(members("enum.StrEnum", ("    def _generate_next_value_(*a): ...\n" + two).str()), "?");
  const char *size = "from enum import IntEnum, auto\nclass S(IntEnum):\n    A = auto()\n"
                     "    B = auto()";
  EXPECT_EQ(value("S.B.value", size), "2");
  EXPECT_EQ(value("S.B", size), "2");
}

TEST_F(Evaluate, ValuesOfALiteral) {
  const char *size = "import typing as t\nfrom typing import get_args\nS = t.Literal['s', 'm']";
  EXPECT_EQ(value("get_args(S)", size), R"(["s","m"])");
  EXPECT_EQ(value("sorted(t.get_args(S))", size), R"(["m","s"])");
  EXPECT_EQ(value("get_args(t.Literal[1, None])", size), "[1,null]");
  EXPECT_EQ(value("get_args(list[str])", size), "?");
  // Python does not look into it.
  EXPECT_EQ(value("get_args(T)", (std::string(size) + "\ntype T = S").c_str()), "?");
}

TEST_F(Evaluate, MembersOfAnEnumeration) {
  EXPECT_EQ(value("list(C)", "from enum import Enum\nclass C(Enum):\n    _ignore_ = ['x']\n"
                             "    __secret = 1\n    _a = 2\n    b = _a + 1\n"
                             "    c: int\n    def f(self): ...\n"),
            "[2,3]");
}

TEST_F(Evaluate, TheBodyOfAClassSeesWhatItBoundBefore) {
  EXPECT_EQ(value("C.b", "a = 1\nclass C:\n    a = 2\n    b = a + 1\n    a = 5"), "3");
  EXPECT_EQ(value("C.b", "a = 1\nclass C:\n    b = a\n    a = 5"), "1");
  EXPECT_EQ(value("C.b", "a = 1\nclass C:\n    a: int\n    b = a"), "1");
  EXPECT_EQ(value("C.D.b", "a = 1\nclass C:\n    a = 2\n    class D:\n        b = a"), "1");
}

TEST_F(Evaluate, ThatOneNameIsChangedLaterMakesItUnknown) {
  EXPECT_EQ(value("A", "A = ['a']\nA += ['b']"), "?");
  EXPECT_EQ(value("A", "A = 1\nA = 2"), "2");
  EXPECT_EQ(value("A", "A = ['a']\nA.append('b')"), "?");
  EXPECT_EQ(value("A", "A = []\nfor i in range(3):\n    A.append(i)"), "?");
  EXPECT_EQ(value("A", "A = ['a']\nA[0] = 'b'"), "?");
  EXPECT_EQ(value("list(D)", "D = {'a': 1}\nD['b'] = 2"), "?");
  EXPECT_EQ(value("list(D.keys())", "D = {'a': 1}\nif x:\n    D.update(b=2)"), "?");
  EXPECT_EQ(value("A", "A = ['a', 'b']\ndel A[0]"), "?");
  EXPECT_EQ(value("C.A", "class C:\n    A = ['a']\n    A.append('b')"), "?");
  // These change no elements, or are of something else.
  EXPECT_EQ(value("A", "A = ['a']\nA.sort()\nA.index('a')\nB = A.pop"), R"(["a"])");
  EXPECT_EQ(value("C.A", "class C:\n    A = 1\nC.update()\nC.A.append(1)"), "1");
}

TEST_F(Evaluate, WhatDependsOnAConditionIsUnknown) {
  EXPECT_EQ(value("A", "if x:\n    A = 1\nelse:\n    A = 2"), "?");
  EXPECT_EQ(value("list(D)", "D = {'a': 1}\nif x:\n    D = {}"), "?");
  EXPECT_EQ(value("A", "try:\n    A = 1\nexcept E:\n    A = 2"), "1");
  EXPECT_EQ(value("A", "if x:\n    A = 1"), "1");
}

TEST_F(Evaluate, IsBounded) {
  std::string doubling = "A0 = ['a', 'b']\n";
  for (int i = 1; i < 50; ++i)
    doubling += "A" + std::to_string(i) + " = A" + std::to_string(i - 1) + " + A" +
                std::to_string(i - 1) + "\n";
  EXPECT_EQ(value("A49", doubling), "?");
  EXPECT_EQ(value("y", "y = z\nz = y"), "?");
  EXPECT_EQ(value("C.y", "class C:\n    y = C.z\n    z = C.y"), "?");
  std::string members = "import enum\nclass C(enum.Enum):\n";
  std::string list = "[";
  for (int i = 0; i < 20'000; ++i) {
    members += "    m" + std::to_string(i) + " = enum.auto()\n";
    list += "C.m" + std::to_string(i) + ".value, ";
  }
  EXPECT_EQ(value(list + "]", members), "?");
}
