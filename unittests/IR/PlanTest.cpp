#include "PlanTestUtils.h"
#include "cogc/IR/PlanBuilder.h"
#include "gtest/gtest.h"

using namespace cogc;
using namespace cogc::test;

//===----------------------------------------------------------------------===//
// Names
//===----------------------------------------------------------------------===//

TEST(PlanTest, NamesOfLevelsPhasesAndMountsReadBack) {
  for (PlanLevel level : {PlanLevel::Draft, PlanLevel::Resolved, PlanLevel::Final})
    EXPECT_EQ(parseLevel(levelName(level)), level);
#define PHASE(Name, text) EXPECT_EQ(parsePhase(phaseName(Phase::Name)), Phase::Name);
#include "cogc/IR/Phases.def"
#define OP(Type, keyword)
#define MOUNT(Name, keyword) EXPECT_EQ(parseMountKeyword(keyword), Mount::Type::Name);
#include "cogc/IR/Ops.def"
  EXPECT_EQ(parseLevel("Draft"), std::nullopt);
  EXPECT_EQ(parsePhase("build"), std::nullopt);
  EXPECT_EQ(parseMountKeyword("nfs"), std::nullopt);
  EXPECT_TRUE(isExportPhase(Phase::ExportApp));
  EXPECT_FALSE(isExportPhase(Phase::BuildApp));
}

TEST(PlanTest, SetEnvReplacesInPlace) {
  std::vector<EnvVar> env{{"A", "1"}, {"B", "2"}};
  setEnv(env, "A", "3");
  setEnv(env, "C", "4");
  EXPECT_EQ(env, (std::vector<EnvVar>{{"A", "3"}, {"B", "2"}, {"C", "4"}}));
  EXPECT_EQ(findEnv(env, "B")->value, "2");
  EXPECT_EQ(findEnv(env, "b"), nullptr);
}

//===----------------------------------------------------------------------===//
// States
//===----------------------------------------------------------------------===//

TEST(PlanTest, StatesAreComparedByValue) {
  State merge = State::merge({State::stage("a"), State::scratch()});
  EXPECT_EQ(merge, State::merge({State::stage("a"), State::scratch()}));
  EXPECT_FALSE(merge == State::merge({State::scratch(), State::stage("a")}));
  EXPECT_FALSE(merge == State::diff(State::stage("a"), State::scratch()));
  EXPECT_FALSE(State::stage("a") == State::context("a"));
  EXPECT_EQ(State::merge({State::stage("a")}), State::stage("a"));
}

TEST(PlanTest, WalksReachEveryState) {
  Parsed parsed = parseText(R"(plan draft linux/amd64
stage @a in build.base from merge(image "i", diff(auto, scratch)) {
  run "x"
    mount bind "/b" from $src
    mount cache "/c" from base.build id="c"
  copy "." from @a to "/"
}
export from base.runtime
)");
  ASSERT_TRUE(parsed.plan) << parsed.errors;
  std::string seen;
  walkStates(*parsed.plan, [&](const State &state) { seen += printState(state) + "; "; });
  EXPECT_EQ(seen, "merge(image \"i\", diff(auto, scratch)); image \"i\"; diff(auto, scratch); "
                  "auto; scratch; $src; base.build; @a; base.runtime; ");
  walkStates(*parsed.plan, [](State &state) {
    if (state.is<AutoState>())
      state = State::scratch();
  });
  EXPECT_EQ(printState(parsed.plan->stages[0].from), "merge(image \"i\", diff(scratch, scratch))");
}

//===----------------------------------------------------------------------===//
// Environments
//===----------------------------------------------------------------------===//

static Environment environmentIn(llvm::StringRef text) {
  Parsed parsed = parseText(text);
  EXPECT_TRUE(parsed.plan) << parsed.errors;
  return environmentOf(*parsed.plan, parsed.plan->result.from);
}

TEST(PlanTest, EnvironmentFollowsOriginsAndFirstMergeInputs) {
  Environment environment = environmentIn(R"(plan draft linux/amd64
stage @a in build.base from image "i" {
  env A="1"
  env B="1"
  workdir "/a"
}
stage @b in build.deps from @a {
  env A="2"
  user "me"
}
stage @c in build.deps from scratch {
  env C="never"
}
stage @d in build.app from merge(merge(@b, @c), @c) {
  env D="4"
}
export from @d
)");
  EXPECT_EQ(environment.env, (std::vector<EnvVar>{{"A", "2"}, {"B", "1"}, {"D", "4"}}));
  EXPECT_EQ(environment.workdir, "/a");
  EXPECT_EQ(environment.user, "me");
}

TEST(PlanTest, OtherStatesHaveAnEmptyEnvironment) {
  for (llvm::StringRef from : {"scratch", "auto", "diff(@a, scratch)", "image \"i\"", "@missing"}) {
    Environment environment = environmentIn(("plan draft linux/amd64\nstage @a in build.base from "
                                             "auto {\n  env A=\"1\"\n}\nexport from " +
                                             from + "\n")
                                                .str());
    EXPECT_TRUE(environment.env.empty()) << from.str();
    EXPECT_EQ(environment.workdir, "/");
  }
}

// A plan that the verifier would refuse must not make the walk go round.
TEST(PlanTest, EnvironmentOfACycleEnds) {
  EXPECT_EQ(environmentIn("plan draft linux/amd64\n"
                          "stage @a in build.base from @b {\n  env A=\"1\"\n}\n"
                          "stage @b in build.base from @a {\n  env B=\"1\"\n}\n"
                          "export from @b\n")
                .env.size(),
            2u);
}

TEST(PlanTest, EnvironmentOfManyStagesIsQuick) {
  PlanBuilder builder((Platform()));
  State last = State::scratch();
  for (unsigned i = 0; i < 5000; ++i)
    last = builder.stage("s" + std::to_string(i), Phase::BuildApp, State::merge({last, last}))
               .env("N", std::to_string(i))
               .state();
  Plan plan = builder.take();
  EXPECT_EQ(environmentOf(plan, last).env, (std::vector<EnvVar>{{"N", "4999"}}));
}

//===----------------------------------------------------------------------===//
// PlanBuilder
//===----------------------------------------------------------------------===//

TEST(PlanTest, BuilderKeepsNamesInOrder) {
  PlanBuilder builder((Platform()));
  builder.context({"src", ".", {}, {}});
  builder.context({"extra", "extra", {}, {}});
  builder.need({"torch", "==2", {}, "pip", {}});
  builder.need({"python", ">=3", {}, "pip", {}});
  builder.need({"python", "==3.11.*", {}, "python", {Loc()}});
  builder.stage("deps", Phase::BuildDeps).provides("python").at({"cog.yaml", 1, 2, 1}).at(Loc());
  builder.config().cmd = {"python"};
  Plan plan = builder.take();
  EXPECT_EQ(verifyText(plan), "");
  EXPECT_EQ(print(plan), R"(plan v1 draft linux/amd64

context $extra "extra"
context $src "."

need %python ">=3" by pip
need %python "==3.11.*" by python
need %torch "==2" by pip

stage @deps in build.deps provides %python from auto at cog.yaml:1:2

export from auto {
  cmd ["python"]
}
)");
}
