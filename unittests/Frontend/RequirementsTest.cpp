#include "cogc/Frontend/Requirements.h"
#include "../Support/TreeOf.h"
#include <gtest/gtest.h>

using namespace cogc;
using namespace cogc::test;
using Kind = RequirementLine::Kind;

namespace {

struct Read {
  explicit Read(std::initializer_list<std::pair<llvm::StringRef, llvm::StringRef>> files)
      : tree(treeOf(files)), diags(tree),
        requirements(readRequirements({files.begin()->first.str(), {}}, tree, diags)) {}

  /// The lines of the first file, each with its text in the file.
  std::vector<std::string> lines() const {
    std::vector<std::string> lines;
    for (const RequirementLine &line : requirements.files.at(0).lines)
      lines.push_back(*line.text);
    return lines;
  }
  std::string place(size_t line) const {
    return tree.text(requirements.files.at(0).lines.at(line).text.range).str();
  }

  SourceTree tree;
  DiagnosticEngine diags;
  Requirements requirements;
};

using Lines = std::vector<std::string>;

} // namespace

TEST(Requirements, CommentsAndBlankLines) {
  Read read({{"r.txt", "# head\n\n  torch==2.1.0  # pinned\n\t# indented\nx#y\n"
                       "git+https://example.com/a.git#egg=a\n   \nlast"}});
  EXPECT_EQ(read.lines(),
            (Lines{"torch==2.1.0", "x#y", "git+https://example.com/a.git#egg=a", "last"}));
  EXPECT_EQ(read.place(0), "torch==2.1.0");
  EXPECT_EQ(read.place(3), "last");
}

TEST(Requirements, Continuations) {
  Read read({{"r.txt", "idna==3.7 \\\n  --hash=sha256:1 \\\r\n  --hash=sha256:2\n"
                       "a \\\n# comment \\\nb\n"
                       "c\\\n"}});
  EXPECT_EQ(read.lines(), (Lines{"idna==3.7   --hash=sha256:1   --hash=sha256:2", "a", "b", "c"}));
  EXPECT_EQ(read.place(0), "idna==3.7 \\\n  --hash=sha256:1 \\\r\n  --hash=sha256:2");
  EXPECT_EQ(read.place(1), "a");
}

TEST(Requirements, LineEnds) {
  Read read({{"r.txt", "\xef\xbb\xbf"
                       "a\r\nb\rc\n\r\nd"}});
  EXPECT_EQ(read.lines(), (Lines{"a", "b", "c", "d"}));
  EXPECT_EQ(read.place(0), "a");
}

TEST(Requirements, KindsAndNames) {
  struct Row {
    llvm::StringRef text;
    Kind kind;
    llvm::StringRef name, specifiers;
  };
  const Row table[] = {
      {"torch", Kind::Package, "torch", ""},
      {"Torch == 2.1.0", Kind::Package, "torch", "== 2.1.0"},
      {"ruamel.yaml==0.18", Kind::Package, "ruamel-yaml", "==0.18"},
      {"uvicorn[standard]>=0.20,<1", Kind::Package, "uvicorn", ">=0.20,<1"},
      {"a (>=1.0)", Kind::Package, "a", ">=1.0"},
      {"protobuf==3.20.*", Kind::Package, "protobuf", "==3.20.*"},
      {"a===1.0+local", Kind::Package, "a", "===1.0+local"},
      {"a~=1.0 ; python_version < '3.13'", Kind::Package, "a", "~=1.0"},
      {"a;sys_platform=='win32'", Kind::Package, "a", ""},
      {"a==1 --hash=sha256:1", Kind::Package, "a", "==1"},
      {"torch==1.13.0 --extra-index-url https://x/cu113", Kind::Package, "torch", "==1.13.0"},
      {"torch==2.7.1 -f https://a/x.html", Kind::Package, "torch", "==2.7.1"},
      {"a @ https://example.com/a.whl", Kind::Url, "a", ""},
      {"name@git+https://example.com/n.git", Kind::Url, "name", ""},
      {"git+https://example.com/n.git@v1#egg=My_Name&subdirectory=x", Kind::Url, "my-name", ""},
      {"https://example.com/torch-2.0.1%2Bcu118-cp310-cp310-linux_x86_64.whl", Kind::Url, "torch",
       ""},
      {"https://example.com/x.zip", Kind::Url, "", ""},
      {"./dist/My_Pkg-1.0-py3-none-any.whl", Kind::Path, "my-pkg", ""},
      {"pkg-1.0.tar.gz", Kind::Path, "", ""},
      {".", Kind::Path, "", ""},
      {"-e .", Kind::Path, "", ""},
      {"-e git+https://example.com/n.git#egg=n", Kind::Url, "n", ""},
      {"--pre", Kind::Option, "", ""},
      {"--extra-index-url https://x", Kind::Option, "", ""},
      {"-r https://example.com/r.txt", Kind::Option, "", ""},
      {"torch=1.0", Kind::Package, "", ""},
      {"==1.0", Kind::Package, "", ""},
      {"a b", Kind::Package, "", ""},
      {"a[x", Kind::Package, "", ""},
  };
  for (const Row &row : table) {
    RequirementLine line = parseRequirementLine({row.text.str(), {}});
    EXPECT_EQ(int(line.kind), int(row.kind)) << row.text.str();
    EXPECT_EQ(line.name, row.name.str()) << row.text.str();
    EXPECT_EQ(line.specifiers, row.specifiers.str()) << row.text.str();
    EXPECT_EQ(*line.text, row.text.str());
  }
}

TEST(Requirements, Includes) {
  Read read({{"deps/all.txt", "-r base.txt\n--constraint=../limits.txt\n-rbase.txt\n"},
             {"deps/base.txt", "-r all.txt\ntorch\n"},
             {"limits.txt", "torch<3\n"}});
  EXPECT_FALSE(read.diags.hasErrors());
  ASSERT_EQ(read.requirements.files.size(), 3u);
  EXPECT_EQ(read.requirements.files[0].path, "deps/all.txt");
  EXPECT_EQ(read.requirements.files[1].path, "deps/base.txt");
  EXPECT_EQ(read.requirements.files[2].path, "limits.txt");
  const auto &lines = read.requirements.files[0].lines;
  EXPECT_EQ(lines[0].path, "deps/base.txt");
  EXPECT_EQ(lines[1].path, "limits.txt");
  EXPECT_EQ(lines[2].path, "deps/base.txt");
}

TEST(Requirements, Utf16IsDecoded) {
  Read read({{"r.txt", llvm::StringRef("\xff\xfe"
                                       "a\0=\0=\0"
                                       "1\0\n\0\xe9\0",
                                       14)}});
  EXPECT_EQ(read.lines(), (Lines{"a==1", "\u00e9"}));
}

TEST(Requirements, ManyLines) {
  std::string text;
  for (int i = 0; i < 10000; ++i)
    text += "package-" + std::to_string(i) + "==1." + std::to_string(i) + "  # why\n";
  Read read({{"r.txt", text}});
  EXPECT_EQ(read.requirements.files[0].lines.size(), 10000u);
  EXPECT_EQ(read.requirements.files[0].lines[9999].name, "package-9999");
}

TEST(Requirements, NormalizedNames) {
  EXPECT_EQ(normalizePackageName("Ruamel.Yaml__clib"), "ruamel-yaml-clib");
  EXPECT_EQ(normalizePackageName("A-_.b"), "a-b");
}

TEST(Requirements, ItemsAreSplitAtFileOptions) {
  auto split = [](llvm::StringRef item) {
    Lines lines;
    for (const Text &line : splitRequirementItem({item.str(), {}}))
      lines.push_back(*line);
    return lines;
  };
  EXPECT_EQ(split("torch==2.1.0"), (Lines{"torch==2.1.0"}));
  EXPECT_EQ(split("torch==1.13.0 --extra-index-url https://x/cu113"),
            (Lines{"--extra-index-url https://x/cu113", "torch==1.13.0"}));
  EXPECT_EQ(split("torch==2.1.0 --extra-index-url=https://x -f https://y torchvision"),
            (Lines{"--extra-index-url=https://x", "-f https://y", "torch==2.1.0 torchvision"}));
  EXPECT_EQ(split("--pre -f https://a"), (Lines{"--pre", "-f https://a"}));
  EXPECT_EQ(split("--find-links https://a"), (Lines{"--find-links https://a"}));
  EXPECT_EQ(split("a==1 --hash=sha256:1 --pre"), (Lines{"--pre", "a==1 --hash=sha256:1"}));
  EXPECT_EQ(split("a>=1 ; python_version < '3.13'"), (Lines{"a>=1 ; python_version < '3.13'"}));
  EXPECT_EQ(split("a\nb\n"), (Lines{"a", "b"}));
  EXPECT_EQ(split("  "), (Lines{}));
}

TEST(Requirements, WhatLiesInTheProject) {
  const std::pair<llvm::StringRef, llvm::StringRef> table[] = {
      {"./dir", "./dir"},
      {"-e ./dir[extra]", "./dir"},
      {"--editable=../dir", "../dir"},
      {"libs/dir", "libs/dir"},
      {".", "."},
      {"./dir ; python_version > '3'", "./dir"},
      {"./x-1.whl --hash=sha256:1", "./x-1.whl"},
      {"my wheel-1.whl", "my wheel-1.whl"},
      {"x @ ./x.tar.gz", "./x.tar.gz"},
      {"x[extra] @ file:x.zip#subdirectory=y", "x.zip"},
      {"file:///opt/x.whl", "/opt/x.whl"},
      {"-f ./wheels", "./wheels"},
      {"--find-links=wheels", "wheels"},
      {"--find-links https://example.com/x", ""},
      {"-e git+https://example.com/x.git", ""},
      {"x @ https://example.com/x.whl", ""},
      {"https://example.com/x.whl ; python_version > '3'", ""},
      {"torch==2.1.0", ""},
      {"--index-url https://example.com/simple", ""},
  };
  for (auto [text, path] : table)
    EXPECT_EQ(parseRequirementLine({text.str(), {}}).localPath, path) << text.str();
}

TEST(Requirements, MarkersAndHashes) {
  RequirementLine line =
      parseRequirementLine({"a==1 ; python_version < '3.12' --hash=sha256:1", {}});
  EXPECT_EQ(line.marker, "python_version < '3.12'");
  EXPECT_EQ(line.specifiers, "==1");
  EXPECT_TRUE(line.hasHash);
  EXPECT_EQ(parseRequirementLine({"a;os_name=='x'", {}}).marker, "os_name=='x'");
  EXPECT_EQ(parseRequirementLine({"a @ https://x/y;z ; os_name=='x'", {}}).marker, "os_name=='x'");
  EXPECT_FALSE(parseRequirementLine({"a==1", {}}).hasHash);
}

TEST(Requirements, OptionsBehindARequirementGetTheirOwnLines) {
  Read read({{"r.txt", "a==1\nb==2 -f https://x/y \\\n  --pre # why\nc==3 --hash=sha256:1\n"}});
  EXPECT_EQ(installedText(read.requirements.files[0], read.tree),
            "a==1\n-f https://x/y\n--pre\nb==2 # why\nc==3 --hash=sha256:1\n");
  Read plain({{"r.txt", "a==1 --hash=sha256:1\r\n# x\n"}});
  EXPECT_EQ(installedText(plain.requirements.files[0], plain.tree),
            "a==1 --hash=sha256:1\r\n# x\n");
}
