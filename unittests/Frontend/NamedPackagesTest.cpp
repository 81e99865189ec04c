#include "cogc/Frontend/NamedPackages.h"
#include "../Support/TreeOf.h"
#include <gtest/gtest.h>

using namespace cogc;
using namespace cogc::test;

TEST(NamedPackages, WhatTheFilesAskToInstall) {
  SourceTree tree = treeOf({{"r.txt", "Flask==3\n-r more.txt\n-c limits.txt\n"
                                      "git+https://example.com/x.git\n"
                                      "Y @ git+ssh://git@example.com/y.git@v1#subdirectory=z\n"
                                      "z @ https://example.com/z-1.whl\n--pre\n"},
                            {"more.txt", "ruamel.yaml\n-r limits2.txt\n"},
                            {"limits.txt", "numpy<2\n-c limits2.txt\n"},
                            {"limits2.txt", "six\n"}});
  DiagnosticEngine diags(tree);
  Dependencies dependencies;
  dependencies.requirements = readRequirements(Text("r.txt", {}), tree, diags);
  ModelSpec spec;
  spec.build.pythonPackages = {Text("torch==2.1.0 --extra-index-url https://x", {}),
                               Text("git+https://example.com/w.git#egg=W_w", {})};
  CompileOptions options;
  BlockContext context{spec, options, tree, diags, dependencies};

  std::vector<std::string> found;
  for (const NamedPackage &package : namedPackages(context))
    found.push_back(package.name + (package.isVcs ? " (vcs)" : ""));
  EXPECT_EQ(found, (std::vector<std::string>{"flask", " (vcs)", "y (vcs)", "z", "ruamel-yaml",
                                             "six", "torch", "w-w (vcs)"}));
}
