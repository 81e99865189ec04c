// Each rule of docs/PlanIR.md: a plan that breaks it, and what is said.
#include "PlanTestUtils.h"
#include "gtest/gtest.h"

using namespace cogc;
using namespace cogc::test;

static std::string verifyPlanText(llvm::StringRef text) {
  Parsed parsed = parseText(text);
  return parsed.plan ? verifyText(*parsed.plan) : parsed.errors;
}

/// What the verifier says about ops at line 3 and after, in a stage from an
/// image; without "a draft plan breaks rule ".
static std::string verifyOps(llvm::StringRef ops, llvm::StringRef from = "auto") {
  std::string text = verifyPlanText(("plan draft linux/amd64\ncontext $src \".\"\n"
                                     "stage @a in build.app from " +
                                     from + " {\n" + ops + "\n}\nexport from @a\n")
                                        .str());
  llvm::StringRef rest = text;
  rest.consume_front("a draft plan breaks rule ");
  return rest.str();
}

TEST(VerifierTest, ReportsAtTheUsersLine) {
  EXPECT_EQ(verifyOps("  workdir \"a\" at cog.yaml:3:5"),
            "3:5: a draft plan breaks rule 9 (paths) in stage `@a`, `workdir`: the working folder, "
            "\"a\", is not absolute\n");
}

TEST(VerifierTest, ReportsAllViolations) {
  std::string text = verifyOps("  workdir \"a\"\n  workdir \"b\"\n  mkdir \"c\" mode=017777");
  EXPECT_EQ(llvm::StringRef(text).count('\n'), 4u) << text;
}

TEST(VerifierTest, Names) {
  EXPECT_EQ(verifyPlanText("plan draft linux/amd64\ncontext $S \".\"\ncontext $a \".\"\n"
                           "context $a \".\"\nneed %1 \"\"\nstage @a.b in build.app from auto\n"
                           "stage @c in build.app from auto\nstage @c in build.app from auto\n"
                           "export from @c\n"),
            "a draft plan breaks rule 1 (names): context name \"S\": names begin with a lower-case "
            "letter and consist of lower-case letters, digits, `-` and `_`\n"
            "a draft plan breaks rule 1 (names): two contexts have the name `$a`\n"
            "a draft plan breaks rule 1 (names): need name \"1\": names begin with a lower-case "
            "letter and consist of lower-case letters, digits, `-` and `_`\n"
            "a draft plan breaks rule 1 (names) in stage `@a.b`: stage name \"a.b\": names begin "
            "with a lower-case letter and consist of lower-case letters, digits, `-` and `_`\n"
            "a draft plan breaks rule 1 (names) in stage `@c`: an earlier stage has the same "
            "name\n");
}

TEST(VerifierTest, Order) {
  Plan plan;
  plan.contexts = {{"b", ".", {}, {}}, {"a", ".", {}, {}}};
  plan.needs = {{"b", "", "", "", {}}, {"a", "", "", "", {}}};
  EXPECT_EQ(verifyText(plan),
            "a draft plan breaks rule 2 (order of names): the contexts are not in the order of "
            "their names\n"
            "a draft plan breaks rule 2 (order of names): the needs are not in the order of their "
            "names\n");
}

TEST(VerifierTest, References) {
  EXPECT_EQ(verifyOps("  copy \"x\" from @b to \"/x\""),
            "3 (references) in stage `@a`, `copy`: `@b` is no earlier stage\n");
  EXPECT_EQ(verifyOps("  copy \"x\" from @a to \"/x\""),
            "3 (references) in stage `@a`, `copy`: `@a` is no earlier stage\n");
  EXPECT_EQ(verifyOps("  copy \"x\" from $b to \"/x\""),
            "3 (references) in stage `@a`, `copy`: the plan has no context `$b`\n");
  EXPECT_EQ(verifyOps("  run \"{%b}\""),
            "3 (references) in stage `@a`, `run`: `{%b}` is no need of the plan\n");
  EXPECT_EQ(verifyOps("  run verbatim \"{%b}\""), "");
}

TEST(VerifierTest, PlatformAndLocations) {
  Plan plan;
  plan.platform.architecture = "x86_64";
  plan.needs = {{"a", "", "", "", {{"f", 3, 1, 0}}}};
  EXPECT_EQ(verifyText(plan),
            "a draft plan breaks rule 4 (platform): \"linux/x86_64\" is not in its normal form\n"
            "3:1: a draft plan breaks rule 5 (locations): a location has no line, no column, or an "
            "end before its start\n");
}

TEST(VerifierTest, Composition) {
  Plan plan;
  plan.result.from = {MergeState{{State::scratch()}}};
  EXPECT_EQ(verifyText(plan), "a draft plan breaks rule 6 (merge and diff): a merge of 1 states; "
                              "it takes two or more, one is written as itself\n");
  plan.result.from = {DiffState{{State::scratch()}}};
  EXPECT_EQ(verifyText(plan), "a draft plan breaks rule 6 (merge and diff): a diff of 1 states; it "
                              "takes two, the lower and the upper\n");
  plan.result.from = State::scratch();
  for (unsigned i = 0; i < 65; ++i)
    plan.result.from = State::diff(State::scratch(), plan.result.from);
  EXPECT_EQ(verifyText(plan), "a draft plan breaks rule 6 (merge and diff): more than 64 merges "
                              "and diffs inside each other\n");
}

TEST(VerifierTest, ContextsAreOnlyCopiedAndMounted) {
  EXPECT_EQ(
      verifyOps("  copy \"x\" from $src to \"/x\"\n  run \"x\"\n    mount bind \"/x\" from $src"),
      "");
  std::string why = " is not the source of a copy or a mount; BuildKit never caches what uses a "
                    "context in another way\n";
  EXPECT_EQ(verifyOps("", "$src"), "7 (use of contexts) in stage `@a`: `$src`" + why);
  EXPECT_EQ(verifyOps("", "merge($src, scratch)"),
            "7 (use of contexts) in stage `@a`: `$src`" + why);
  EXPECT_EQ(verifyOps("  copy \"x\" from diff(scratch, $src) to \"/x\""),
            "7 (use of contexts) in stage `@a`, `copy`: `$src`" + why);
}

TEST(VerifierTest, Sources) {
  EXPECT_EQ(verifyOps("", "image \"a b\""),
            "8 (sources) in stage `@a`: the image reference \"a b\" is empty or has blanks\n");
  EXPECT_EQ(verifyOps("", "http \"\" checksum=\"md5:1\""),
            "8 (sources) in stage `@a`: the URL \"\" is empty or has blanks\n"
            "a draft plan breaks rule 8 (sources) in stage `@a`: the checksum \"md5:1\" is not "
            "`sha256:` and 64 hex digits\n");
  EXPECT_EQ(verifyOps("", "git \"u\" subdir=\"../x\""),
            "9 (paths) in stage `@a`: the folder in a repository, \"../x\", has a `.` or `..` "
            "component; write the path that it stands for\n");
}

TEST(VerifierTest, Paths) {
  auto mkdir = [](llvm::StringRef path) { return verifyOps(("  mkdir " + path).str()); };
  EXPECT_EQ(mkdir("\"/a/b\""), "");
  EXPECT_EQ(mkdir("\"a\""),
            "9 (paths) in stage `@a`, `mkdir`: the folder, \"a\", is not absolute\n");
  for (llvm::StringRef path : {"\"/a/../b\"", "\"/.\"", "\"/..\""})
    EXPECT_TRUE(llvm::StringRef(mkdir(path)).contains("has a `.` or `..` component")) << path.str();
  for (llvm::StringRef path : {"\"//a\"", "\"/a/\"", "\"/a//b\""})
    EXPECT_TRUE(llvm::StringRef(mkdir(path)).contains("has an empty component")) << path.str();
  for (llvm::StringRef path : {"\"/a\\nb\"", "\"/\\x00\""})
    EXPECT_TRUE(llvm::StringRef(mkdir(path)).contains("NUL byte or a line break")) << path.str();
  EXPECT_EQ(verifyOps("  copy [\".\", \"/a\", \"b/c\"] from $src to \"/x/\""), "");
  EXPECT_NE(verifyOps("  copy \"../a\" from $src to \"/x\""), "");
  EXPECT_NE(verifyOps("  copy [] from $src to \"/x\""), "");
  EXPECT_NE(verifyOps("  rm \"/\""), "");
  EXPECT_NE(verifyOps("  symlink \"/a\" to \"\""), "");
}

TEST(VerifierTest, CommandsAndEnvironment) {
  EXPECT_EQ(verifyOps("  run \" \\n\""),
            "10 (commands) in stage `@a`, `run`: the command is empty\n");
  EXPECT_EQ(verifyOps("  run \"a\\x00\""), "10 (commands) in stage `@a`, `run`: the command has a "
                                           "NUL byte, which no argument can carry\n");
  EXPECT_EQ(
      verifyOps("  env \"A=B\"=\"\""),
      "11 (environment) in stage `@a`, `env`: the variable name \"A=B\" is empty or has a `=` "
      "or a NUL byte\n");
  EXPECT_EQ(verifyOps("  env A=\"\\x00\""),
            "11 (environment) in stage `@a`, `env`: the value of \"A\" has a NUL byte\n");
  EXPECT_NE(verifyOps("  user \"a\\nb\""), "");
}

TEST(VerifierTest, Mounts) {
  auto mounts = [](llvm::StringRef lines) {
    std::string text = "  run \"x\"";
    for (llvm::StringRef rest = lines; !rest.empty();) {
      auto [line, next] = rest.split('\n');
      text += "\n    mount " + line.str();
      rest = next;
    }
    return verifyOps(text);
  };
  std::string head = "12 (mounts) in stage `@a`, `run`: ";
  EXPECT_EQ(mounts("bind \"/a\""), head + "a bind mount needs `from`\n");
  EXPECT_EQ(mounts("secret \"/a\""), head + "a secret mount needs an `id`\n");
  EXPECT_EQ(mounts("cache \"/a\""), head + "a cache mount needs an `id`\n");
  EXPECT_EQ(mounts("secret id=\"a\""), head + "a secret needs a target, an `env` or both\n");
  EXPECT_EQ(mounts("secret id=\"a\" env=\"A\""), "");
  EXPECT_EQ(mounts("tmpfs \"/\""),
            head + "nothing can be mounted at `/`, which is the stage itself\n");
  EXPECT_EQ(mounts("tmpfs \"/a\"\ntmpfs \"/a\""), head + "two mounts at \"/a\"\n");
  EXPECT_EQ(mounts("tmpfs \"/a\" id=\"x\""), head + "`id` means nothing for a tmpfs mount\n");
  EXPECT_EQ(mounts("ssh \"a\""),
            "9 (paths) in stage `@a`, `run`: the target of a mount, \"a\", is not absolute\n");
}

TEST(VerifierTest, OwnersAndModes) {
  for (llvm::StringRef owner : {"root", "0", "0:", "0:root", "1:2:3", "+1:2", "4294967296:0"})
    EXPECT_TRUE(llvm::StringRef(verifyOps(("  mkdir \"/a\" owner=\"" + owner + "\"").str()))
                    .starts_with("13 (owners and modes)"))
        << owner.str();
  EXPECT_EQ(verifyOps("  mkdir \"/a\" owner=\"4294967295:0\" mode=07777"), "");
  EXPECT_EQ(verifyOps("  mkdir \"/a\" mode=010000"),
            "13 (owners and modes) in stage `@a`, `mkdir`: a mode has more than the permission "
            "bits, `07777`\n");
}

// A real /lib in a layer replaces the base's link /lib -> usr/lib when merged.
TEST(VerifierTest, MergedUsr) {
  auto breaks = [](llvm::StringRef op, llvm::StringRef from = "scratch") {
    std::string text = verifyOps(("  " + op).str(), from);
    EXPECT_TRUE(text.empty() || llvm::StringRef(text).starts_with("14 (merged /usr)")) << text;
    return !text.empty();
  };
  EXPECT_TRUE(breaks("file \"/sbin/tini\" \"\""));
  EXPECT_TRUE(breaks("mkdir \"/bin\""));
  EXPECT_TRUE(breaks("copy \"x\" from $src to \"/lib64/\""));
  EXPECT_TRUE(breaks("copy \"/lib/x\" from $src to \"/\" parents=true"));
  EXPECT_TRUE(breaks("symlink \"/bin/x\" to \"y\""));
  EXPECT_TRUE(breaks("mkdir \"/bin\"", "merge(scratch, scratch)"));
  EXPECT_FALSE(breaks("symlink \"/bin\" to \"usr/bin\""));
  EXPECT_FALSE(breaks("mkdir \"/library\""));
  EXPECT_FALSE(breaks("copy \"/lib/x\" from $src to \"/usr\" parents=true"));
  EXPECT_FALSE(breaks("mkdir \"/bin\"", "image \"debian\""));
  EXPECT_FALSE(breaks("mkdir \"/bin\"", "merge(image \"debian\", scratch)"));
}

TEST(VerifierTest, Config) {
  auto config = [](llvm::StringRef line) {
    return verifyPlanText(
        ("plan draft linux/amd64\nexport from auto {\n  " + line + "\n}\n").str());
  };
  EXPECT_EQ(config("expose 0"),
            "a draft plan breaks rule 15 (image config): port 0 is not in 1 to 65535\n");
  EXPECT_EQ(config("expose 65536"),
            "a draft plan breaks rule 15 (image config): port 65536 is not in 1 to 65535\n");
  EXPECT_EQ(config("label \"\"=\"x\""),
            "a draft plan breaks rule 15 (image config): a label without a name\n");
  EXPECT_EQ(config("workdir \"src\""), "a draft plan breaks rule 9 (paths): the image's working "
                                       "folder, \"src\", is not absolute\n");
  EXPECT_EQ(config("healthcheck [] interval=-1s"),
            "a draft plan breaks rule 15 (image config): a health check without a test\n"
            "a draft plan breaks rule 15 (image config): a health check with a negative time or "
            "count\n");
}

TEST(VerifierTest, Resolved) {
  EXPECT_EQ(
      verifyPlanText(R"(plan resolved linux/amd64
need %a "" at cog.yaml:1:2
need %b "" = "1"
need %b "" = "2" at cog.yaml:3:4
stage @a in build.app provides %b, %c from base.build {
  run "{%a}"
}
export from auto
)"),
      "1:2: a resolved plan breaks rule 16 (resolved needs): need `%a` has no version\n"
      "3:4: a resolved plan breaks rule 16 (resolved needs): need `%b` has two versions, `1` "
      "and `2`\n"
      "a resolved plan breaks rule 17 (no base states) in stage `@a`: `base.build` must have "
      "become an image\n"
      "a resolved plan breaks rule 16 (resolved needs) in stage `@a`: it provides `%c`, which "
      "the plan does not need\n");
}

TEST(VerifierTest, Final) {
  EXPECT_EQ(
      verifyPlanText(R"(plan final linux/amd64
context $src "."
need %a "" = "1"
stage @a in build.app from auto {
  run "{%a}"
}
stage @b in build.app from image "python:3.11"
stage @c in build.app from @b
export from auto
)"),
      "a final plan breaks rule 18 (no auto) in stage `@a`: `auto` must have become an "
      "explicit state\n"
      "a final plan breaks rule 19 (no references to needs) in stage `@a`, `run`: `{%a}` must "
      "have become a version\n"
      "a final plan breaks rule 21 (qualified images) in stage `@b`: the image reference "
      "\"python:3.11\" needs a registry and a tag or digest, as in "
      "`docker.io/library/python:3.13`\n"
      "a final plan breaks rule 18 (no auto): the export has `auto`; it needs an explicit "
      "state\n"
      "a final plan breaks rule 20 (nothing unreachable): the export does not need stage "
      "`@a`\n"
      "a final plan breaks rule 20 (nothing unreachable): the export does not need stage "
      "`@b`\n"
      "a final plan breaks rule 20 (nothing unreachable): the export does not need stage "
      "`@c`\n"
      "a final plan breaks rule 20 (nothing unreachable): the export does not need context "
      "`$src`\n");
}

TEST(VerifierTest, QualifiedImages) {
  auto isQualified = [](llvm::StringRef ref) {
    return verifyPlanText(("plan final linux/amd64\nexport from image \"" + ref + "\"\n").str())
        .empty();
  };
  std::string digest = "@sha256:" + std::string(64, '0');
  EXPECT_TRUE(isQualified("docker.io/library/python:3.11-slim"));
  EXPECT_TRUE(isQualified("docker.io/library/python" + digest));
  EXPECT_TRUE(isQualified("docker.io/library/python:3.11" + digest));
  EXPECT_TRUE(isQualified("localhost:5000/a:1"));
  EXPECT_TRUE(isQualified("localhost/a:1"));
  EXPECT_FALSE(isQualified("library/python:3.11"));
  EXPECT_FALSE(isQualified("docker.io/library/python"));
  EXPECT_FALSE(isQualified("localhost:5000/a"));
  EXPECT_FALSE(isQualified("docker.io/a@sha256:1"));
}
