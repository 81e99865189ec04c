#include "Csv.h"
#include "gtest/gtest.h"

using namespace cogc;

namespace {

std::string roundTrip(llvm::StringRef text) {
  llvm::Expected<CsvAttributes> parsed = CsvAttributes::parse(text);
  return parsed ? parsed->str() : "error: " + llvm::toString(parsed.takeError());
}

TEST(Csv, ReadsWhatBuildctlReads) {
  EXPECT_EQ(roundTrip("type=oci,dest=x.tar"), "type=oci,dest=x.tar");
  EXPECT_EQ(roundTrip("Type=oci"), "type=oci");
  EXPECT_EQ(roundTrip("type=oci,\"dest=a,b\"\"c\""), "type=oci,\"dest=a,b\"\"c\"");
  EXPECT_EQ(roundTrip("a=b=c"), "a=b=c");
  EXPECT_EQ(roundTrip("a="), "a=");
}

TEST(Csv, SaysWhatIsWrong) {
  EXPECT_EQ(roundTrip("oci"), "error: `oci` is not of the form key=value");
  EXPECT_EQ(roundTrip("\"a=b"), "error: a quote is not closed");
  EXPECT_EQ(roundTrip("a=\"b\""), "error: a quote stands inside a field that has none around it");
  EXPECT_EQ(roundTrip("\"a=b\"c"), "error: expected a comma behind a closing quote");
}

TEST(Csv, QuotesEveryValue) {
  CsvAttributes attributes;
  attributes.set("config", "{\"a\": \"b,c\n\"}");
  llvm::Expected<CsvAttributes> again = CsvAttributes::parse(attributes.str());
  ASSERT_TRUE(bool(again));
  EXPECT_EQ(again->get("config"), attributes.get("config"));
}

TEST(Csv, TheLastOfANameCounts) {
  llvm::Expected<CsvAttributes> attributes = CsvAttributes::parse("a=1,b=2,a=3");
  ASSERT_TRUE(bool(attributes));
  EXPECT_EQ(attributes->get("a"), "3");
  attributes->setDefault("a", "4");
  attributes->setDefault("c", "5");
  EXPECT_EQ(attributes->str(), "a=1,b=2,a=3,c=5");
  attributes->set("a", "6");
  EXPECT_EQ(attributes->str(), "b=2,c=5,a=6");
  EXPECT_FALSE(attributes->find("none").has_value());
}

} // namespace
