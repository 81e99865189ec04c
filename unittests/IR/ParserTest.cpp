#include "PlanTestUtils.h"
#include "gtest/gtest.h"

using namespace cogc;
using namespace cogc::test;

/// What the parser says about \p body in a stage.
static std::string errorsOf(llvm::StringRef body) {
  return parseText(("plan draft linux/amd64\nstage @a in build.app from auto {\n" + body +
                    "\n}\nexport from @a\n")
                       .str())
      .errors;
}

static std::string commandOf(llvm::StringRef text) {
  Parsed parsed = parseText(text);
  EXPECT_TRUE(parsed.plan) << parsed.errors;
  return parsed.plan ? parsed.plan->stages[0].ops[0].getIf<RunOp>()->command : "";
}

//===----------------------------------------------------------------------===//
// Messages
//===----------------------------------------------------------------------===//

TEST(ParserTest, MessagesSayWhatWasExpectedAndSeen) {
  EXPECT_EQ(errorsOf("  run }"), "3:7: expected a string after `run`, found `}`\n");
  EXPECT_EQ(errorsOf("  run"), "3:6: expected a string after `run`, found the end of the line\n");
  EXPECT_EQ(errorsOf("  copy \"a\" from @b \"c\""),
            "3:20: expected `to` after `@b`, found `\"c\"`\n");
  EXPECT_EQ(errorsOf("  copy \"a\" from nowhere to \"c\""),
            "3:17: expected a state (`@stage`, `$context`, `scratch`, `auto`, `base.build`, "
            "`base.runtime`, `image`, `http`, `git`, `oci`, `merge` or `diff`) after `from`, found "
            "`nowhere`\n");
  EXPECT_EQ(errorsOf("  mkdir \"/a\" mode=644"),
            "3:19: expected a mode in octal digits with a leading 0, such as `0644` after `=`, "
            "found `644`\n");
  EXPECT_EQ(errorsOf("  run \"x\" network=nnoe"),
            "3:19: expected `default`, `none` or `host` after `=`, found `nnoe`\n");
  EXPECT_EQ(errorsOf("  run \"x\" netwrok=none"),
            "3:11: unknown attribute `netwrok`; did you mean `network`?\n");
  EXPECT_EQ(errorsOf("  rm \"/x\" title=\"a\" title=\"b\""), "3:21: `title` is given twice\n");
  EXPECT_EQ(errorsOf("  mkdirr \"/x\""),
            "3:3: expected an operation (`run`, `copy`, `file`, `mkdir`, `rm`, `symlink`, `env`, "
            "`workdir`, `user`), found `mkdirr`; did you mean `mkdir`?\n");
  EXPECT_EQ(errorsOf("  run \"x\"\n  mount bind \"/x\" from @a"),
            "4:3: `mount` without a `run`: it belongs to the run above it and stands deeper than "
            "that\n");
  EXPECT_EQ(errorsOf("  user \"a\" \"b\""),
            "3:12: expected the end of the line after `\"a\"`, found `\"b\"`\n");
  EXPECT_EQ(errorsOf("  run \"x\"\n    mount tmpfs \"/x\" size=99999999999999999999"),
            "4:27: expected a whole number from 0 to 18446744073709551615 after `=`, found "
            "`99999999999999999999`\n");
}

TEST(ParserTest, MessagesAboutStrings) {
  EXPECT_EQ(errorsOf("  run \"x"),
            "3:7: this string has no closing `\"` on its line; a line break inside is `\\n`\n");
  EXPECT_EQ(errorsOf("  run \"\\q\""),
            "3:8: unknown escape; there are `\\\"`, `\\\\`, `\\n`, `\\t`, `\\r` and `\\x00` to "
            "`\\xff`\n");
  EXPECT_EQ(errorsOf("  run \"a\x01\""),
            "3:9: control character in a string; write it as `\\x01`\n");
  EXPECT_EQ(errorsOf("  run \"a\xff\""),
            "3:9: byte that is not UTF-8 in a string; write it as `\\xff`\n");
  EXPECT_EQ(errorsOf("  run \"\"\"x\n  \"\"\""),
            "3:10: the text of a block begins on the line after `\"\"\"`\n");
  EXPECT_EQ(errorsOf("  run \"\"\"\n    a\n   b\n  \"\"\""),
            "5:1: this line of a block needs 4 spaces in front, two more than its closing `\"\"\"` "
            "has; found 3\n");
  EXPECT_EQ(errorsOf("  run \"\"\"\n    a\x01\n  \"\"\""),
            "4:6: a control character or a byte that is not UTF-8 in a block; write the text as a "
            "one-line string with `\\xNN`\n");
  EXPECT_EQ(errorsOf("  run é\"x\""), "3:7: unexpected \"é\"; text stands in quotes here\n");
}

TEST(ParserTest, AnUnclosedBlockIsReportedWhereItBegins) {
  EXPECT_EQ(
      parseText("plan draft linux/amd64\nstage @a in build.app from auto {\n  run \"\"\"\n").errors,
      "3:7: this block has no end; `\"\"\"` on a line of its own closes it\n"
      "4:1: expected an operation or `}`, found the end of the file\n");
}

TEST(ParserTest, MessagesAboutTheHeader) {
  EXPECT_EQ(parseText("").errors, "1:1: a plan begins with a line such as `plan v1 draft "
                                  "linux/amd64`; found the end of the file\n");
  EXPECT_EQ(parseText("build: {}\n").errors,
            "1:1: a plan begins with a line such as `plan v1 draft linux/amd64`; found `build`\n");
  EXPECT_EQ(parseText("plan rough linux/amd64\n").errors,
            "1:6: expected `draft`, `resolved` or `final` after `plan`, found `rough`\n");
  EXPECT_EQ(parseText("plan draft amd64/\n").errors,
            "1:12: expected a platform such as `linux/amd64` after `draft`, found `amd64/`\n");
  EXPECT_EQ(parseText("plan v0 draft linux/amd64\n").errors,
            "1:6: expected a version such as `v1` after `plan`, found `v0`\n");
}

TEST(ParserTest, AMistakeInFrontOfTheHeaderIsOne) {
  Parsed parsed = parseText("\xff plan draft linux/amd64\nexport from scratch\n");
  EXPECT_FALSE(parsed.plan);
  EXPECT_EQ(parsed.errors, "1:1: unexpected \"\\xff\"; text stands in quotes here\n");
}

TEST(ParserTest, ANewerVersionIsRefusedAtOnce) {
  Parsed parsed = parseText("plan v2 fancy future/os\nnonsense\n");
  EXPECT_FALSE(parsed.plan);
  EXPECT_EQ(parsed.errors, "1:6: this plan has version 2; this cogc reads up to version 1, a newer "
                           "one is needed\n");
  EXPECT_TRUE(parseText("plan v1 draft linux/amd64\n").plan);
  EXPECT_TRUE(parseText("plan draft linux/amd64\n").plan);
}

TEST(ParserTest, GoesOnAtTheNextLine) {
  EXPECT_EQ(parseText(R"(plan draft linux/amd64
context src "."
need %python 3.11
sage @x
stage @a in build.app from merge(@b, [
stage @b in nowhere from auto
stage @c in build.app from auto {
  run
  copy
export from @c {
  expsoe 1
  cmd ["a", b]
}
export from @c
)")
                .errors,
            R"(2:9: expected a context's name such as `$src` after `context`, found `src`
3:14: expected a string after `%python`, found `3.11`
4:1: expected `context`, `need`, `stage` or `export`, found `sage`; did you mean `stage`?
5:38: expected a state (`@stage`, `$context`, `scratch`, `auto`, `base.build`, `base.runtime`, `image`, `http`, `git`, `oci`, `merge` or `diff`) after `,`, found `[`
6:13: expected a phase (`build.base`, `build.system`, `build.deps`, `build.app`, `export.base`, `export.system`, `export.deps`, `export.run`, `export.weights`, `export.app`) after `in`, found `nowhere`
8:6: expected a string after `run`, found the end of the line
9:7: expected a string or a list in `[…]` after `copy`, found the end of the line
10:1: expected an operation or `}`, found `export`
11:3: expected an entry of the image's config (`cmd`, `entrypoint`, `env`, `expose`, `healthcheck`, `label`, `user`, `workdir`), found `expsoe`; did you mean `expose`?
12:13: expected a string after `,`, found `b`
14:1: a second `export`; a plan has one
)");
}

//===----------------------------------------------------------------------===//
// Forms that people write and the printer does not
//===----------------------------------------------------------------------===//

TEST(ParserTest, AcceptsFreeFormatting) {
  Parsed parsed = parseText("\xef\xbb\xbf# a comment\r\n"
                            "plan draft linux/x86_64 # another\r\n"
                            "need %b \"\"\r\nneed %a \"\"\r\n"
                            "stage @a in build.app from merge(\n  scratch,\n  (auto)\n) {}\r\n"
                            "stage @b in build.app from @a {\r\n"
                            "\tcopy [\n \"x\",\n \"y\",\n] from @a to \"/\" mode = 0644\r\n"
                            "}\r\n"
                            "export from merge(@b) { }\r\n");
  ASSERT_TRUE(parsed.plan) << parsed.errors;
  EXPECT_EQ(print(*parsed.plan), R"(plan v1 draft linux/amd64

need %a ""
need %b ""

stage @a in build.app from merge(scratch, auto)

stage @b in build.app from @a {
  copy ["x", "y"] from @a to "/" mode=0644
}

export from @b
)");
}

TEST(ParserTest, BlocksKeepTheirBytes) {
  auto plan = [](llvm::StringRef block) {
    return ("plan draft linux/amd64\nstage @a in build.app from auto {\n  run " + block +
            "\n}\nexport from @a\n")
        .str();
  };
  EXPECT_EQ(commandOf(plan("\"\"\"\n  \"\"\"")), "");
  EXPECT_EQ(commandOf(plan("\"\"\"\n\n  \"\"\"")), "");
  EXPECT_EQ(commandOf(plan("\"\"\"\n    a\n  \"\"\"")), "a");
  EXPECT_EQ(commandOf(plan("\"\"\"\n    a\n\n  \"\"\"")), "a\n");
  EXPECT_EQ(commandOf(plan("\"\"\"\n\n\n      a # \\n \"b\" \n    \tc\n  \"\"\"")),
            "\n\n  a # \\n \"b\" \n\tc");
  EXPECT_EQ(commandOf(plan("\"\"\" \r\n    a\r\n  \r\n    b\r\n  \"\"\"")), "a\n\nb");
  EXPECT_EQ(commandOf(plan("\"\"\"\n  a\n\"\"\" network=none")), "a");
  EXPECT_EQ(commandOf(plan("\"\\x00\\xFF\\t\\r\\n\\\"\\\\\"")), std::string("\0\xff\t\r\n\"\\", 7));
}

// Deeper than the run: part of the run. Not deeper: an op of its own.
TEST(ParserTest, DepthDecidesWhoseEnvItIs) {
  Parsed parsed = parseText("plan draft linux/amd64\nstage @a in build.app from auto {\n"
                            "  run \"x\"\n    env A=\"1\"\n  env B=\"2\"\n}\nexport from @a\n");
  ASSERT_TRUE(parsed.plan) << parsed.errors;
  const Stage &stage = parsed.plan->stages[0];
  ASSERT_EQ(stage.ops.size(), 2u);
  EXPECT_EQ(stage.ops[0].getIf<RunOp>()->env, (std::vector<EnvVar>{{"A", "1"}}));
  EXPECT_EQ(stage.ops[1].getIf<EnvOp>()->var.name, "B");
}

//===----------------------------------------------------------------------===//
// Hostile input
//===----------------------------------------------------------------------===//

TEST(ParserTest, NestingIsBounded) {
  auto nested = [](unsigned depth) {
    std::string text = "plan draft linux/amd64\nexport from ";
    for (unsigned i = 0; i < depth; ++i)
      text += "diff(scratch, ";
    text += "scratch";
    text.append(depth, ')');
    return parseText(text + "\n");
  };
  Parsed deepest = nested(64);
  ASSERT_TRUE(deepest.plan) << deepest.errors;
  EXPECT_EQ(verifyText(*deepest.plan), "");
  EXPECT_TRUE(
      llvm::StringRef(nested(65).errors).contains("expected at most 64 states inside each other"));
  EXPECT_EQ(nested(1000000).count, 1u);
  std::string open = "plan draft linux/amd64\nexport from " + std::string(1000000, '(');
  EXPECT_EQ(parseText(open).count, 1u);
}

TEST(ParserTest, AFileOfMistakesIsGivenUp) {
  for (llvm::StringRef line : {"x\n", "\"\n", "\x01\x02 ", "stage\n", "@ ", "run \"\\q\\q\\q"}) {
    std::string text = "plan draft linux/amd64\n";
    for (unsigned i = 0; i < 200000; ++i)
      text += line;
    Parsed parsed = parseText(text);
    EXPECT_LE(parsed.count, 101u) << line.str();
  }
  std::string text = "plan draft linux/amd64\n";
  for (unsigned i = 0; i < 101; ++i)
    text += "x\n";
  EXPECT_TRUE(llvm::StringRef(parseText(text).errors)
                  .ends_with("more than 100 mistakes; the rest of the file is not read\n"));
}

TEST(ParserTest, LargePlansTakeLinearTime) {
  std::string text = "plan draft linux/amd64\n";
  for (unsigned i = 0; i < 20000; ++i) {
    std::string name = "@s" + std::to_string(i);
    text += "stage " + name + " in build.app from auto {\n  run \"x\"\n    env A=\"" +
            std::string(200, 'a') + "\"\n}\n";
  }
  Parsed parsed = parseText(text + "export from @s19999\n");
  ASSERT_TRUE(parsed.plan) << parsed.errors;
  EXPECT_EQ(verifyText(*parsed.plan), "");
  EXPECT_EQ(parsed.plan->stages.size(), 20000u);
}
