#include "cogc/Support/HumanSize.h"
#include "gtest/gtest.h"

using namespace cogc;

namespace {

TEST(HumanSizeTest, TakesTheLargestUnitThatLeavesOne) {
  EXPECT_EQ(humanSize(0), "0 B");
  EXPECT_EQ(humanSize(999), "999 B");
  EXPECT_EQ(humanSize(1000), "1.0 kB");
  EXPECT_EQ(humanSize(1'500'000), "1.5 MB");
  EXPECT_EQ(humanSize(2'040'000'000), "2.0 GB");
  EXPECT_EQ(humanSize(8'796'093'022'208), "8.8 TB");
}

TEST(HumanSizeTest, NeverSaysAThousand) {
  EXPECT_EQ(humanSize(999'949), "999.9 kB");
  EXPECT_EQ(humanSize(999'950), "1.0 MB");
  EXPECT_EQ(humanSize(UINT64_MAX), "18446744.1 TB");
}

} // namespace
