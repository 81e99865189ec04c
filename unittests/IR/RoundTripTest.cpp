// For every valid plan the text with locations reads back as the same plan, and
// prints again as the same bytes. Thousands of random plans with nasty strings.
#include "PlanGenerator.h"
#include "PlanTestUtils.h"
#include "gtest/gtest.h"

using namespace cogc;
using namespace cogc::test;

TEST(RoundTripTest, RandomPlansReadBackExactly) {
  PlanGenerator generator(20260807);
  for (unsigned i = 0; i < 4000; ++i) {
    Plan plan = generator.plan();
    ASSERT_EQ(verifyText(plan), "") << "plan " << i << "\n" << print(plan);
    std::string text = print(plan);
    Parsed parsed = parseText(text);
    ASSERT_EQ(parsed.errors, "") << "plan " << i << "\n" << text;
    ASSERT_TRUE(*parsed.plan == plan) << "plan " << i << "\n"
                                      << text << "\n"
                                      << print(*parsed.plan);
    ASSERT_EQ(print(*parsed.plan), text) << "plan " << i;
  }
}

TEST(RoundTripTest, TextWithoutLocationsIsCanonicalToo) {
  PlanGenerator generator(7);
  for (unsigned i = 0; i < 500; ++i) {
    std::string text = print(generator.plan(), /*locations=*/false);
    Parsed parsed = parseText(text);
    ASSERT_EQ(parsed.errors, "") << text;
    ASSERT_EQ(print(*parsed.plan), text);
  }
}

// Each single byte and each pair of nasty ones, as a command and as a file.
TEST(RoundTripTest, EveryByteSurvives) {
  for (unsigned first = 0; first < 256; ++first)
    for (char second : {'\0', '\n', ' ', '"', '\\', 'a', '\x80', '\xff'}) {
      Plan plan;
      Stage &stage = plan.stages.emplace_back();
      stage.name = "a";
      std::string text = {'x', char(first), second};
      stage.ops.push_back({FileOp{"/f", text, 0644, "", 0}, {}, text});
      stage.ops.push_back({FileOp{"/f", text + "\nend", 0644, "", 0}, {}, {}});
      Parsed parsed = parseText(print(plan));
      ASSERT_EQ(parsed.errors, "");
      ASSERT_TRUE(*parsed.plan == plan) << print(plan);
    }
}
