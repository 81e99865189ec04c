//===- WeightGroupsTest.cpp - Which weights share a layer ---------------------------===//
#include "WeightParts.h"
#include "gtest/gtest.h"
#include <map>
#include <set>

using namespace cogc;

namespace {
constexpr uint64_t MiB = 1 << 20;

PlacedWeight weight(std::string target, uint64_t size, std::string folder = ".") {
  WeightFile file;
  file.path = target.substr(1);
  file.target = std::move(target);
  file.size = size;
  return {std::move(file), WeightGroup::Origin::Project, std::move(folder), "weights"};
}

/// The group of each target.
std::map<std::string, std::string> groupsOf(std::vector<PlacedWeight> files) {
  std::map<std::string, std::string> result;
  for (const WeightGroup &group : groupWeights(std::move(files)))
    for (const WeightFile &file : group.files)
      result[file.target] = group.name;
  return result;
}

std::vector<PlacedWeight> many(unsigned count, uint64_t size) {
  std::vector<PlacedWeight> files;
  for (unsigned i = 0; i < count; ++i)
    files.push_back(weight("/src/" + std::to_string(i), size));
  return files;
}

size_t layersOf(std::vector<PlacedWeight> files) {
  std::set<std::string> names;
  for (auto &[target, group] : groupsOf(std::move(files)))
    names.insert(group);
  return names.size();
}
} // namespace

TEST(WeightGroupsTest, LargeFilesStandAlone) {
  auto groups = groupsOf({weight("/src/a", 64 * MiB), weight("/src/b", 64 * MiB),
                          weight("/src/c", 64 * MiB - 1), weight("/src/d", 1)});
  EXPECT_NE(groups["/src/a"], groups["/src/b"]);
  EXPECT_EQ(groups["/src/c"], "weights");
  EXPECT_EQ(groups["/src/d"], "weights");
}

TEST(WeightGroupsTest, AnImageNeverHasTooManyLayers) {
  EXPECT_EQ(layersOf(many(32, 64 * MiB)), 32u);
  EXPECT_LE(layersOf(many(500, 64 * MiB)), 32u);
  EXPECT_EQ(layersOf(many(12, 20 * MiB)), 1u);
  EXPECT_LE(layersOf(many(2000, 60 * MiB)), 16u);
}

TEST(WeightGroupsTest, OneMoreFileMovesNoOther) {
  for (uint64_t size : {uint64_t(70 * MiB), uint64_t(20 * MiB)}) {
    std::vector<PlacedWeight> files = many(20, size);
    auto before = groupsOf(files);
    // In front of all others, where it would shift the boundaries of a list.
    files.insert(files.begin(), weight("/a", size));
    auto after = groupsOf(files);
    for (auto &[target, group] : before)
      EXPECT_EQ(after[target], group) << target;
  }
}

TEST(WeightGroupsTest, FilesOfTwoFoldersShareNoContext) {
  std::vector<WeightGroup> groups = groupWeights({weight("/w/a", 1, "x"), weight("/w/b", 1, "y")});
  ASSERT_EQ(groups.size(), 2u);
  EXPECT_NE(groups[0].name, groups[1].name);
}

TEST(WeightGroupsTest, NamesAreThoseOfAPlan) {
  for (std::string target : {"/src/Model (1).SAFETENSORS", "/src/--", "/src/\xc3\xa4"}) {
    std::string name = groupsOf({weight(target, 70 * MiB)}).begin()->second;
    EXPECT_EQ(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-"), std::string::npos);
    EXPECT_EQ(name.rfind("weights-", 0), 0u);
  }
}
