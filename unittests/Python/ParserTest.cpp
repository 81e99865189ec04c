#include "cogc/Python/Parser.h"
#include "../Support/TreeOf.h"
#include <gtest/gtest.h>

using namespace cogc;
using namespace cogc::py;

namespace {
/// Reads one module and shows its parts as short texts.
class PythonParser : public testing::Test {
protected:
  Module &parse(llvm::StringRef source) {
    file = tree.add("m.py", source);
    parser.emplace(tree, diags);
    module = parser->parse(file);
    EXPECT_TRUE(module);
    return *module;
  }

  std::string show(const Expr *expr) {
    if (!expr)
      return "-";
    return std::visit([&](const auto &node) { return show(node); }, expr->value);
  }
  std::string show(const None &) { return "None"; }
  std::string show(const Bool &node) { return node.value ? "True" : "False"; }
  std::string show(const Number &node) { return node.digits; }
  std::string show(const String &node) { return (node.isBytes ? "b" : "") + quoted(node.value); }
  std::string show(const Name &node) { return node.name; }
  std::string show(const Attribute &node) { return show(node.object) + "." + node.name; }
  std::string show(const Unary &node) { return node.op + show(node.operand); }
  std::string show(const Other &) { return "?"; }
  std::string show(const Binary &node) {
    return "(" + show(node.left) + node.op + show(node.right) + ")";
  }
  std::string show(const Call &node) {
    std::string text = show(node.callee) + "(";
    for (const Argument &argument : node.arguments)
      text += argument.name + (argument.name.empty() ? "" : "=") + show(argument.value) + ",";
    return text + ")";
  }
  std::string show(const Subscript &node) {
    return show(node.value) + "[" + all(node.indices) + "]";
  }
  std::string show(const Sequence &node) { return "(" + all(node.elements) + ")"; }
  std::string show(const Dict &node) {
    std::string text;
    for (auto [key, value] : node.items)
      text += show(key) + ":" + show(value) + ",";
    return "{" + text + "}";
  }
  std::string show(const Comprehension &node) {
    return show(node.element) + " for " + node.variable + " in " + show(node.iterable);
  }
  std::string show(const FString &node) {
    std::string text = "f";
    for (auto &part : node.parts)
      text += std::holds_alternative<std::string>(part)
                  ? quoted(std::get<std::string>(part))
                  : "{" + show(std::get<const Expr *>(part)) + "}";
    return text;
  }
  std::string all(const std::vector<const Expr *> &list) {
    std::string text;
    for (const Expr *expr : list)
      text += show(expr) + ",";
    return text;
  }
  static std::string quoted(const std::string &text) { return "'" + text + "'"; }

  /// The value that `x = …` is given.
  std::string value(llvm::StringRef text) {
    Module &parsed = parse(("x = " + text + "\n").str());
    return parsed.body.size() == 1 ? show(parsed.body[0].as<Assignment>()->value) : "no assignment";
  }

  SourceTree tree = test::treeOf();
  DiagnosticEngine diags{tree};
  std::optional<Parser> parser;
  std::unique_ptr<Module> module;
  FileId file;
};
} // namespace

TEST_F(PythonParser, ReadsExpressions) {
  EXPECT_EQ(value("[1, -2.5, 0x_ff, None, True]"), "(1,-2.5,0x_ff,None,True,)");
  EXPECT_EQ(value("a.b(1, c=d)[0]"), "a.b(1,c=d,)[0,]");
  EXPECT_EQ(value("2 ** 31 - 1"), "((2**31)-1)");
  EXPECT_EQ(value("{'a': 1, 'b': (2,)}"), "{'a':1,'b':(2,),}");
  EXPECT_EQ(value("[e.value for e in Color]"), "e.value for e in Color");
  EXPECT_EQ(value("list(e for e in Color)"), "list(e for e in Color,)");
  EXPECT_EQ(value("lambda: 1"), "?");
  EXPECT_EQ(value("a if b else c"), "?");
  EXPECT_EQ(value("..."), "?");
}

TEST_F(PythonParser, JoinsAndDecodesStrings) {
  EXPECT_EQ(value(R"("a\n" 'b' r"\d")"), "'a\nb\\d'");
  EXPECT_EQ(value("(\"a\"\n     \"b\")"), "'ab'");
  EXPECT_EQ(value("'''a\n'b'\n'''"), "'a\n'b'\n'");
  EXPECT_EQ(value("b'a'"), "b'a'");
  EXPECT_EQ(value(R"(f"{{a}} {b}c" 'd')"), "f'{a} '{b}'cd'");
  EXPECT_EQ(value("f'''{\n a # b\n}'''"), "f''{a}''");
  EXPECT_EQ(value("f'{a!r}'"), "?");
  EXPECT_EQ(value("f'{a:>3}'"), "?");
}

TEST_F(PythonParser, ReadsAnnotationsInBothFormsOfTheGrammar) {
  Module &parsed = parse("x: Dict[str, List[int]] | None = None\ny: 'c.Path'\nz: a.b[c, 'd']\n");
  ASSERT_EQ(parsed.body.size(), 3u);
  EXPECT_EQ(show(parsed.body[0].as<Assignment>()->annotation), "(Dict[str,List[int,],]|None)");
  EXPECT_EQ(show(parsed.body[1].as<Assignment>()->annotation), "'c.Path'");
  EXPECT_EQ(show(parsed.body[2].as<Assignment>()->annotation), "a.b[c,'d',]");
}

TEST_F(PythonParser, ReadsImports) {
  Module &parsed = parse("import a.b, c as d\nfrom .. import x\nfrom .p.q import (y as z, w)\n"
                         "from s import *\n");
  ASSERT_EQ(parsed.body.size(), 6u);
  EXPECT_EQ(parsed.body[0].as<Import>()->module, "a.b");
  EXPECT_EQ(parsed.body[0].boundName(), "a");
  EXPECT_EQ(parsed.body[1].boundName(), "d");
  EXPECT_EQ(parsed.body[2].as<FromImport>()->level, 2u);
  EXPECT_EQ(parsed.body[2].as<FromImport>()->module, "");
  EXPECT_EQ(parsed.body[3].as<FromImport>()->module, "p.q");
  EXPECT_EQ(parsed.body[3].boundName(), "z");
  EXPECT_EQ(parsed.body[5].boundName(), "*");
}

TEST_F(PythonParser, KnowsTheModulesOfImports) {
  Module &parsed = parse("from __future__ import annotations\nfrom ..p import (a,\n b)\n");
  ASSERT_EQ(parsed.body.size(), 3u);
  EXPECT_EQ(parsed.body[0].as<FromImport>()->module, "__future__");
  EXPECT_EQ(parsed.body[0].boundName(), "annotations");
  for (unsigned i : {1, 2})
    EXPECT_EQ(tree.text(parsed.body[i].as<FromImport>()->moduleRange), "..p");
}

TEST_F(PythonParser, ReadsAliases) {
  Module &parsed = parse("type A[T] = list[T]\nB = list\n");
  ASSERT_EQ(parsed.body.size(), 2u);
  EXPECT_EQ(parsed.body[0].boundName(), "A");
  EXPECT_TRUE(parsed.body[0].as<Assignment>()->isTypeStatement);
  EXPECT_FALSE(parsed.body[1].as<Assignment>()->isTypeStatement);
}

TEST_F(PythonParser, ReadsFunctions) {
  Module &parsed = parse("@a.b(1)\n@c\nasync def f(self, a, /, b: int = 3, *, c=4, **kw) -> 'T':\n"
                         "    return Input(1)\n");
  ASSERT_EQ(parsed.body.size(), 1u);
  const Function &function = **parsed.body[0].as<const Function *>();
  EXPECT_TRUE(function.isAsync);
  EXPECT_EQ(all(function.decorators), "a.b(1,),c,");
  EXPECT_EQ(show(function.returns), "'T'");
  EXPECT_EQ(all(function.returnedCalls), "Input(1,),");
  ASSERT_EQ(function.parameters.size(), 5u);
  EXPECT_EQ(function.parameters[1].kind, Parameter::Kind::Positional);
  EXPECT_EQ(function.parameters[2].name, "b");
  EXPECT_EQ(show(function.parameters[2].annotation), "int");
  EXPECT_EQ(show(function.parameters[2].defaultValue), "3");
  EXPECT_EQ(function.parameters[3].kind, Parameter::Kind::Keyword);
  EXPECT_EQ(function.parameters[4].kind, Parameter::Kind::Kwargs);
  EXPECT_EQ(function.parameters[4].name, "kw");
}

TEST_F(PythonParser, ReadsClassesWithTheirBodies) {
  Module &parsed = parse("class A(B, total=False):\n    '''doc'''\n    x: int\n    y: str = 'a'\n"
                         "    def f(self): pass\n");
  ASSERT_EQ(parsed.body.size(), 1u);
  const Class &klass = **parsed.body[0].as<const Class *>();
  ASSERT_EQ(klass.bases.size(), 2u);
  EXPECT_EQ(klass.bases[1].name, "total");
  ASSERT_EQ(klass.body.size(), 3u);
  EXPECT_EQ(klass.body[0].boundName(), "x");
  EXPECT_EQ(klass.body[2].boundName(), "f");
}

TEST_F(PythonParser, SaysWhichStatementsMayNotRun) {
  Module &parsed = parse("try:\n    import a\nexcept ImportError:\n    a = None\n"
                         "if x:\n    b = 1\nelse:\n    c = 1\nwith y:\n    d = 1\n"
                         "if TYPE_CHECKING:\n    import e\nelse:\n    e = 1\n"
                         "if __name__ == \"__main__\":\n    f = 1\n"
                         "with suppress(ImportError):\n    import g\n"
                         "match x:\n    case 1:\n        h = 1\n    case [2, *_] if x:\n"
                         "        class i: pass\n");
  std::string text;
  for (const Statement &statement : parsed.body)
    text += statement.boundName().str() + "0123"[int(statement.branch)] + " ";
  EXPECT_EQ(text, "a1 a2 b2 c2 d0 e3 e2 g1 h2 i2 ");
}

TEST_F(PythonParser, KnowsThePlacesOfNodes) {
  Module &parsed = parse("def run(s: 'str | None' = None): ...\n");
  const Function &function = **parsed.body[0].as<const Function *>();
  const Expr *annotation = function.parameters[0].annotation;
  EXPECT_EQ(tree.text(annotation->range), "'str | None'");
  SourceRange inside = annotation->range;
  ++inside.begin;
  const Expr *inner = parser->parseExpression("str | None", inside, parsed);
  ASSERT_TRUE(inner);
  EXPECT_EQ(tree.text(inner->as<Binary>()->right->range), "None");
  EXPECT_FALSE(parser->parseExpression("str |", inside, parsed));
  EXPECT_FALSE(parser->parseExpression("a; b", inside, parsed));
}

TEST_F(PythonParser, LeavesOutWhatNestsTooDeeply) {
  EXPECT_EQ(value(std::string(5000, '[') + std::string(5000, ']')).find('?'), 101u);
  std::string nested;
  for (unsigned i = 0; i < 150; ++i)
    nested += std::string(i, ' ') + "if x:\n";
  parse(nested + std::string(150, ' ') + "y = 1\n");
  EXPECT_TRUE(module->body.empty());
}

TEST_F(PythonParser, ReportsWhereAFileIsNotPython) {
  parse("def f(:\n    pass\n\nx = 1\n");
  ASSERT_TRUE(diags.hasErrors());
  EXPECT_EQ(diags.diagnostics()[0].loc.line, 1u);
}

TEST_F(PythonParser, TakesDefaultsOfTypeParameters) {
  parse("type A[T = int] = list[T]\ndef f[T: object = str](x: T) -> T: ...\n"
        "class C[T = int, U = str](B): pass\n");
  EXPECT_FALSE(diags.hasErrors());
  ASSERT_EQ(module->body.size(), 3u);
  EXPECT_EQ(module->body[1].boundName(), "f");
  parse("class C[T = int(B): pass\n");
  EXPECT_TRUE(diags.hasErrors());
}

TEST_F(PythonParser, RefusesWhatIsNoText) {
  Parser other(tree, diags);
  EXPECT_FALSE(other.parse(tree.add("nul.py", llvm::StringRef("x = '\0'\n", 8))));
  EXPECT_FALSE(other.parse(tree.add("latin.py", "x = '\xe4'\n")));
  EXPECT_FALSE(other.parse(tree.add("large.py", std::string(Parser::maxSize + 1, '\n'))));
  EXPECT_EQ(diags.count(Severity::Error), 3u);
}
