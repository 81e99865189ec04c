#include "cogc/Frontend/LockedPackages.h"
#include "../Support/TreeOf.h"
#include <gtest/gtest.h>

using namespace cogc;
using namespace cogc::test;

namespace {

/// The lines of what a project of these files locks; "open" when it does not.
std::string locked(std::initializer_list<std::pair<llvm::StringRef, llvm::StringRef>> files,
                   llvm::StringRef file, llvm::StringRef python = "3.12") {
  SourceTree tree = treeOf(files);
  DiagnosticEngine diags(tree);
  ModelSpec spec;
  spec.build.pythonRequirements = Text(file.str(), {});
  if (!python.empty())
    spec.build.pythonVersion = Text(python.str(), {});
  Dependencies dependencies = readDependencies(spec, tree, diags);
  EXPECT_FALSE(diags.hasErrors()) << diags.diagnostics().front().message;
  CompileOptions options;
  BlockContext context{spec, options, tree, diags, dependencies};
  auto packages = lockedPackages(context);
  if (!packages)
    return "open";
  std::string lines;
  for (const LockedPackage &package : *packages)
    lines += package.line + "\n";
  return lines;
}

constexpr llvm::StringLiteral lock = R"(version = 1
requires-python = ">=3.10"
[[package]]
name = "project"
source = { virtual = "." }
dependencies = [
  { name = "a", extra = ["fast"] },
  { name = "old", marker = "python_full_version < '3.11'" },
  { name = "win", marker = "sys_platform == 'win32'" },
]
[package.optional-dependencies]
gpu = [{ name = "torch", version = "2.5.1+cu124" }]
[package.dev-dependencies]
dev = [{ name = "test" }]
[[package]]
name = "a"
version = "1.0"
source = { registry = "https://index.example/simple" }
dependencies = [{ name = "b" }]
[package.optional-dependencies]
fast = [{ name = "c" }]
[[package]]
name = "b"
version = "2.0"
source = { git = "https://example.com/b.git?rev=v2#0123abc" }
dependencies = [{ name = "a" }]
[[package]]
name = "c"
version = "3.0"
source = { url = "https://example.com/c-3.0.whl" }
[[package]]
name = "old"
version = "1"
source = { registry = "https://index.example/simple" }
[[package]]
name = "win"
version = "1"
source = { registry = "https://index.example/simple" }
[[package]]
name = "test"
version = "1"
source = { registry = "https://index.example/simple" }
[[package]]
name = "torch"
version = "2.5.1+cu124"
source = { registry = "https://index.example/cu124" }
[[package]]
name = "torch"
version = "2.5.1"
source = { registry = "https://index.example/simple" }
)";
constexpr llvm::StringLiteral project =
    "[project]\nname='project'\n[project.optional-dependencies]\ngpu=[]\n";

} // namespace

TEST(LockedPackages, UvLockFollowsWhatHolds) {
  EXPECT_EQ(
      locked({{"uv.lock", lock}, {"pyproject.toml", project}}, "uv.lock"),
      "a==1.0\nb @ git+https://example.com/b.git@0123abc\nc @ https://example.com/c-3.0.whl\n");
  EXPECT_EQ(locked({{"uv.lock", lock}, {"pyproject.toml", project}}, "uv.lock[gpu]", "3.10"),
            "a==1.0\nb @ git+https://example.com/b.git@0123abc\nc @ https://example.com/c-3.0.whl\n"
            "old==1\ntorch==2.5.1+cu124\n");
}

TEST(LockedPackages, OpenWhereThePythonDecides) {
  EXPECT_EQ(locked({{"uv.lock", lock}, {"pyproject.toml", project}}, "uv.lock", ""), "open");
}

TEST(LockedPackages, Pylock) {
  EXPECT_EQ(locked({{"pylock.toml", R"(lock-version = "1.0"
[[packages]]
name = "b"
version = "2"
[[packages]]
name = "a"
version = "1"
marker = "python_version >= '3.12'"
[[packages]]
name = "c"
marker = "sys_platform == 'win32'"
[[packages]]
name = "d"
vcs = { type = "git", url = "https://example.com/d.git", commit-id = "0123abc" }
)"}},
                   "pylock.toml"),
            "a==1\nb==2\nd @ git+https://example.com/d.git@0123abc\n");
}

TEST(LockedPackages, RequirementsWithHashes) {
  EXPECT_EQ(locked({{"r.txt", "B_b == 2.0 --hash=sha256:1\n"
                              "a==1 ; python_version < '3.13' --hash=sha256:2\n"
                              "c==1 ; sys_platform == 'win32' --hash=sha256:3\n"}},
                   "r.txt"),
            "a==1\nb-b==2.0\n");
  EXPECT_EQ(locked({{"r.txt", "a==1 --hash=sha256:1\nb==2\n"}}, "r.txt"), "open");
  EXPECT_EQ(locked({{"r.txt", "a>=1 --hash=sha256:1\n"}}, "r.txt"), "open");
}
