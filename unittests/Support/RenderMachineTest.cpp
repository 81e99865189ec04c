#include "TreeOf.h"
#include "cogc/Support/Diagnostics.h"
#include "llvm/Support/JSON.h"
#include <gtest/gtest.h>

using namespace cogc;
using namespace cogc::test;
namespace json = llvm::json;

namespace {
/// One mistake with all that can hang on it, in hostile characters.
struct Fixture : testing::Test {
  Fixture()
      : tree(treeOf()), file(tree.add("a b%.yaml", "x: 名 \"bad\xff\"\r\ny: 2\n")), diags(tree) {
    SourceRange range = rangeOf(tree, file, "\"bad\xff\"");
    diags.report(Diag::plan_syntax, range, "saw {0} `\x1b\"\\\xff\xe2\x80\xae`")
        .note(rangeOf(tree, file, "y"), "here")
        .fixIt(range, "\"good\"\n");
    diags.report(Diag::internal_error, std::nullopt, "z");
    diags.report(Diag::plan_syntax, Loc{"far.yaml", 3, 9, 4}, "far");
  }

  json::Object render(DiagnosticFormat format) {
    std::string text;
    llvm::raw_string_ostream os(text);
    renderDiagnostics(diags, {.format = format}, os);
    EXPECT_TRUE(llvm::StringRef(text).ends_with("}\n"));
    for (char c : text)
      EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20);
    EXPECT_EQ(text.find("\xe2\x80\xae"), std::string::npos);
    return std::move(*llvm::cantFail(json::parse(text)).getAsObject());
  }

  SourceTree tree;
  FileId file;
  DiagnosticEngine diags;
};
using RenderJson = Fixture;
using RenderSarif = Fixture;
} // namespace

TEST_F(RenderJson, OneDocument) {
  json::Object document = render(DiagnosticFormat::Json);
  EXPECT_EQ(document.getInteger("version"), 1);
  EXPECT_EQ(document.getInteger("errors"), 3);
  EXPECT_EQ(document.getInteger("warnings"), 0);
  EXPECT_EQ(document.getArray("diagnostics")->size(), 3u);
}

TEST_F(RenderJson, PlaceNotesAndFixIts) {
  json::Object document = render(DiagnosticFormat::Json);
  json::Object expected{{"kind", "plan_syntax"},
                        {"severity", "error"},
                        {"message", "saw {0} `\x1b\"\\\xEF\xBF\xBD\xe2\x80\xae`"},
                        {"file", "a b%.yaml"},
                        {"line", 1},
                        {"column", 8},
                        {"endLine", 1},
                        {"endColumn", 14},
                        {"notes", json::Array{json::Object{{"message", "here"},
                                                           {"file", "a b%.yaml"},
                                                           {"line", 2},
                                                           {"column", 1},
                                                           {"endLine", 2},
                                                           {"endColumn", 2}}}},
                        {"fixIts", json::Array{json::Object{{"file", "a b%.yaml"},
                                                            {"line", 1},
                                                            {"column", 8},
                                                            {"endLine", 1},
                                                            {"endColumn", 14},
                                                            {"replacement", "\"good\"\n"},
                                                            {"safe", true}}}}};
  EXPECT_EQ((*document.getArray("diagnostics"))[0], json::Value(std::move(expected)));
}

TEST_F(RenderJson, NoPlaceAndAFarOne) {
  json::Object document = render(DiagnosticFormat::Json);
  const json::Array &list = *document.getArray("diagnostics");
  EXPECT_EQ(list[1].getAsObject()->get("file"), nullptr);
  EXPECT_EQ(list[2].getAsObject()->getString("file"), "far.yaml");
  EXPECT_EQ(list[2].getAsObject()->getInteger("line"), 3);
}

TEST_F(RenderSarif, EveryKindIsARule) {
  json::Object document = render(DiagnosticFormat::Sarif);
  EXPECT_EQ(document.getString("version"), "2.1.0");
  const json::Object &run = *(*document.getArray("runs"))[0].getAsObject();
  const json::Array &rules = *run.getObject("tool")->getObject("driver")->getArray("rules");
  ASSERT_EQ(rules.size(), diagCount());
  const json::Array &results = *run.getArray("results");
  ASSERT_EQ(results.size(), 3u);
  for (const json::Value &result : results) {
    int64_t index = *result.getAsObject()->getInteger("ruleIndex");
    EXPECT_EQ(rules[index].getAsObject()->getString("id"),
              result.getAsObject()->getString("ruleId"));
  }
}

TEST_F(RenderSarif, PlacesInCharacters) {
  json::Object document = render(DiagnosticFormat::Sarif);
  const json::Object &run = *(*document.getArray("runs"))[0].getAsObject();
  const json::Object &result = *(*run.getArray("results"))[0].getAsObject();
  EXPECT_EQ(run.getString("columnKind"), "unicodeCodePoints");
  EXPECT_EQ(result.getObject("message")->getString("text"),
            "saw {{0}} `\x1b\"\\\xEF\xBF\xBD\xe2\x80\xae`");
  const json::Object &place =
      *(*result.getArray("locations"))[0].getAsObject()->getObject("physicalLocation");
  EXPECT_EQ(place.getObject("artifactLocation")->getString("uri"), "a%20b%25.yaml");
  json::Object region{{"startLine", 1},  {"startColumn", 6}, {"endLine", 1},
                      {"endColumn", 12}, {"byteOffset", 7},  {"byteLength", 6}};
  EXPECT_EQ(*place.getObject("region"), region);
  EXPECT_EQ(result.getArray("relatedLocations")->size(), 1u);
  EXPECT_EQ(result.getArray("fixes")->size(), 1u);
}
