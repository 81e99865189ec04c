//===- CompatTableTest.cpp ----------------------------------------------------===//
#include "cogc/Resolver/CompatTable.h"
#include "cogc/Support/Pep440.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"
#include <gtest/gtest.h>

using namespace cogc;
using namespace llvm;

namespace {

/// Every text of a table, so that two can be compared.
std::string dump(const CompatTable &table) {
  std::string text;
  raw_string_ostream os(text);
  auto line = [&](StringRef head, ArrayRef<StringRef> parts) {
    os << head;
    for (StringRef part : parts)
      os << "|" << part;
    os << "\n";
  };
  line("table", {table.date});
  for (const CompatSource &source : table.sources)
    line("source", {source.key, source.text});
  for (const CompatPackage &package : table.packages) {
    line(package.hasSdist ? "package with sdist" : "package", {package.name});
    for (const CompatRelease &release : package.releases) {
      line("release", {release.version, release.date, release.source, release.pythons,
                       release.pythonsAarch64, release.requiresPython, release.glibc, release.cuda,
                       release.cudnn, release.cudaAarch64});
      for (const CompatRequirement &requirement : release.requirements)
        line("requires", {requirement.name, requirement.specifiers, requirement.extra,
                          requirement.machine, requirement.python});
      for (const CompatBuild &build : release.builds)
        line("build", {build.local, build.cuda, build.cudnn, build.source});
    }
  }
  for (const CompatImage &image : table.images)
    line("image", {image.cuda, image.cudnn, image.ubuntu, image.base, image.runtime, image.devel,
                   image.source});
  for (const CompatDriver &driver : table.drivers)
    line("driver", {driver.cuda, driver.driver, driver.source});
  for (const CompatArchitecture &architecture : table.architectures)
    line("architecture", {architecture.capability, architecture.package, architecture.specifiers,
                          architecture.cuda, architecture.source});
  line("toolkits", table.toolkits);
  return text;
}

/// The glibc of an Ubuntu, as the distribution has it; nothing for one that is new
/// here.
std::optional<Version> glibcOf(StringRef ubuntu) {
  static constexpr std::pair<StringLiteral, StringLiteral> known[] = {
      {"18.04", "2.27"}, {"20.04", "2.31"}, {"22.04", "2.35"}, {"24.04", "2.39"}};
  for (auto &[release, glibc] : known)
    if (ubuntu == release)
      return Version::parse(glibc);
  return std::nullopt;
}

std::string errorOf(StringRef json) {
  Expected<LoadedCompatTable> loaded = readCompatTable(json);
  return loaded ? "read" : toString(loaded.takeError());
}

const CompatRelease *findRelease(StringRef name, StringRef version) {
  const CompatPackage *package = builtinCompatTable().find(name);
  if (!package)
    return nullptr;
  for (const CompatRelease &release : package->releases)
    if (release.version == version)
      return &release;
  return nullptr;
}

TEST(CompatTable, TheFileIsTheBuiltInTable) {
  ErrorOr<std::unique_ptr<MemoryBuffer>> file = MemoryBuffer::getFile(COGC_COMPAT_JSON);
  ASSERT_TRUE(file);
  Expected<LoadedCompatTable> loaded = readCompatTable((*file)->getBuffer());
  ASSERT_TRUE(bool(loaded)) << toString(loaded.takeError());
  // A difference would be printed whole, and the table is long.
  EXPECT_TRUE(dump(loaded->table()) == dump(builtinCompatTable()));
}

TEST(CompatTable, KnowsATorch) {
  const CompatRelease *torch = findRelease("torch", "2.5.1");
  ASSERT_TRUE(torch);
  EXPECT_EQ(torch->pythons, "3.9 3.10 3.11 3.12 3.13");
  EXPECT_EQ(torch->cuda, "12.4");
  EXPECT_EQ(torch->cudnn, "9.1.0.70");
  EXPECT_EQ(torch->cudaAarch64, "");
  EXPECT_EQ(builtinCompatTable().sourceText(torch->source),
            "PyPI: file names and METADATA of the wheels");
  EXPECT_FALSE(builtinCompatTable().find("torch")->hasSdist);
  EXPECT_FALSE(builtinCompatTable().find("no-such-package"));
  EXPECT_EQ(builtinCompatTable().sourceText("no-such-source"), "");
}

/// What the solver takes for granted.
TEST(CompatTable, IsInOrder) {
  const CompatTable &table = builtinCompatTable();
  StringRef last;
  for (const CompatPackage &package : table.packages) {
    EXPECT_LT(last.str(), package.name.str());
    last = package.name;
    std::optional<Version> newer;
    for (const CompatRelease &release : package.releases) {
      SCOPED_TRACE((package.name + " " + release.version).str());
      std::optional<Version> version = Version::parse(release.version);
      ASSERT_TRUE(version);
      if (newer) {
        EXPECT_LT(*version, *newer);
      }
      newer = version;
      EXPECT_NE(table.sourceText(release.source), "");
      for (const CompatBuild &build : release.builds)
        EXPECT_NE(table.sourceText(build.source), "");
      for (const CompatRequirement &requirement : release.requirements) {
        EXPECT_TRUE(table.find(requirement.name)) << requirement.name.str();
        EXPECT_TRUE(VersionSet::parse(requirement.specifiers)) << requirement.specifiers.str();
      }
    }
  }
  for (const CompatImage &image : table.images)
    EXPECT_NE(table.sourceText(image.source), "");
}

TEST(CompatTable, ReadsASmallTable) {
  Expected<LoadedCompatTable> loaded = readCompatTable(R"({
    "schema": 1, "date": "2026-11-26", "unknown": {},
    "packages": [{"name": "a", "sdist": true,
                  "releases": [{"version": "2", "pythons": ["3.9", "3.10"]}, {"version": "1"}]}]})");
  ASSERT_TRUE(bool(loaded)) << toString(loaded.takeError());
  LoadedCompatTable moved = std::move(*loaded);
  const CompatPackage *package = moved.table().find("a");
  ASSERT_TRUE(package);
  EXPECT_TRUE(package->hasSdist);
  ASSERT_EQ(package->releases.size(), 2u);
  EXPECT_EQ(package->releases[0].pythons, "3.9 3.10");
  EXPECT_EQ(package->releases[1].pythons, "");
}

TEST(CompatTable, SaysWhichMemberIsWrong) {
  EXPECT_EQ(errorOf("{"), "[1:1, byte=1]: Expected object key");
  EXPECT_EQ(errorOf("[]"), "expected an object when parsing table");
  EXPECT_EQ(errorOf("{}"), "expected the number of a schema at table.schema");
  EXPECT_EQ(errorOf(R"({"schema": 2})"), "a newer schema than this cogc reads at table.schema");
  EXPECT_EQ(errorOf(R"({"schema": 1})"), "missing at table.date");

  auto errorIn = [](StringRef packages) {
    return errorOf((R"({"schema": 1, "date": "", "packages": )" + packages + "}").str());
  };
  EXPECT_EQ(errorIn("{}"), "expected a list at table.packages");
  EXPECT_EQ(errorIn(R"([{"name": "a"}])"), "missing at table.packages[0].releases");
  EXPECT_EQ(errorIn(R"([{"name": "a", "sdist": 1, "releases": []}])"),
            "expected true or false at table.packages[0].sdist");
  EXPECT_EQ(errorIn(R"([{"name": "a", "releases": [{"version": 1.5}]}])"),
            "expected a string at table.packages[0].releases[0].version");
  EXPECT_EQ(errorIn(R"([{"name": "a", "releases": [{"version": "1", "pythons": "3.9"}]}])"),
            "expected a list at table.packages[0].releases[0].pythons");
  EXPECT_EQ(errorIn(R"([], "sources": {"a": null})"), "expected a string at table.sources.a");
  EXPECT_EQ(errorIn(R"([], "images": [{"cuda": "12.4.1"}])"), "missing at table.images[0].cudnn");
}

} // namespace

/// The reason why no rule asks about glibc (docs/Resolver.md): of each CUDA the
/// newest Ubuntu is taken, and that runs the wheels of every release.
TEST(CompatTable, EveryImageRunsEveryWheel) {
  const CompatTable &table = builtinCompatTable();
  Version newest;
  for (const CompatPackage &package : table.packages)
    for (const CompatRelease &release : package.releases)
      if (auto glibc = Version::parse(release.glibc); glibc && *glibc > newest)
        newest = *glibc;
  ASSERT_EQ(newest.str(), "2.28");
  StringRef cuda;
  for (const CompatImage &image : table.images) {
    if (image.cuda == cuda)
      continue; // an older Ubuntu
    cuda = image.cuda;
    std::optional<Version> glibc = glibcOf(image.ubuntu);
    ASSERT_TRUE(glibc) << image.ubuntu.str();
    EXPECT_GE(*glibc, newest) << cuda.str() << " on Ubuntu " << image.ubuntu.str();
  }
  // Debian 12, the oldest one of python:X-slim.
  EXPECT_GE(*Version::parse("2.36"), newest);
}
