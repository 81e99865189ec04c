#include "cogc/Frontend/Marker.h"
#include <gtest/gtest.h>

using namespace cogc;

namespace {
std::string answer(llvm::StringRef marker, llvm::StringRef pythons = "==3.11.*") {
  llvm::StringSet<> extras;
  extras.insert("gpu");
  MarkerEnvironment environment(Platform(), *VersionSet::parse(pythons));
  std::optional<bool> holds = environment.holds(marker, extras);
  return !holds ? "unknown" : *holds ? "yes" : "no";
}
} // namespace

TEST(Marker, Platform) {
  EXPECT_EQ(answer(""), "yes");
  EXPECT_EQ(answer("sys_platform == 'linux'"), "yes");
  EXPECT_EQ(answer("sys_platform == \"win32\""), "no");
  EXPECT_EQ(answer("platform_machine in 'x86_64 aarch64'"), "yes");
  EXPECT_EQ(answer("'nux' not in sys_platform"), "no");
  EXPECT_EQ(answer("os_name != 'nt' and implementation_name == 'cpython'"), "yes");
  EXPECT_EQ(answer("platform_release == '6.1'"), "unknown");
  // Texts have no order.
  EXPECT_EQ(answer("sys_platform < 'win32' or sys_platform > 'darwin'"), "no");
  EXPECT_EQ(answer("sys_platform >= 'linux'"), "yes");
  EXPECT_EQ(answer("sys_platform ~= 'linux'"), "unknown");
}

TEST(Marker, Python) {
  EXPECT_EQ(answer("python_version >= '3.11'"), "yes");
  EXPECT_EQ(answer("python_version < '3.11'"), "no");
  EXPECT_EQ(answer("'3.10' < python_version"), "yes");
  EXPECT_EQ(answer("python_version in '3.10 3.11'"), "yes");
  EXPECT_EQ(answer("'3.1' in python_version"), "yes");
  EXPECT_EQ(answer("'3.11' ~= python_version"), "yes");
  EXPECT_EQ(answer("python_version < 'any'"), "no");
  EXPECT_EQ(answer("python_version == '3.11, 3.12'"), "no");
  EXPECT_EQ(answer("python_full_version === '3.11.2'", "==3.11.2"), "yes");
  EXPECT_EQ(answer("python_full_version < '3.11.4'"), "unknown");
  EXPECT_EQ(answer("python_full_version < '3.11.4'", "==3.11.2"), "yes");
  EXPECT_EQ(answer("python_version >= '3.11'", ">=3.10"), "unknown");
  EXPECT_EQ(answer("python_version >= '3.10'", ">=3.10"), "yes");
}

TEST(Marker, Logic) {
  EXPECT_EQ(answer("python_full_version < '3.11.4' and sys_platform == 'win32'"), "no");
  EXPECT_EQ(answer("python_full_version < '3.11.4' or sys_platform == 'linux'"), "yes");
  EXPECT_EQ(answer("sys_platform == 'win32' and os_name == 'x' or os_name == 'posix'"), "yes");
  EXPECT_EQ(answer("sys_platform == 'win32' and (os_name == 'x' or os_name == 'posix')"), "no");
  EXPECT_EQ(answer("extra == 'GPU'"), "yes");
  EXPECT_EQ(answer("extra != 'cpu' and extra == 'cpu'"), "no");
}

TEST(Marker, WhatIsNone) {
  for (llvm::StringRef text :
       {"x", "x == 'y'", "os_name == 'x' and python == '3'", "python_version",
        "python_version >=", "'a' == 'a", "(os_name == 'x'", "os_name == 'x' and",
        "os_name == 'x' os_name == 'x'", "and"})
    EXPECT_EQ(answer(text), "unknown") << text.str();
  EXPECT_EQ(answer(std::string(1000, '(')), "unknown");
}
