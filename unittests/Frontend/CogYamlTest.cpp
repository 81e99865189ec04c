// What the AST shows is in test/lit/Frontend; here are files in memory: shapes
// seen in real projects, and properties over many inputs.
#include "cogc/Frontend/CogYaml.h"
#include "../../lib/Frontend/Fields.h"
#include "../Support/TreeOf.h"
#include <gtest/gtest.h>

using namespace cogc;
using namespace cogc::test;

namespace {

struct Project {
  explicit Project(llvm::StringRef config)
      : tree(treeOf({{"predict.py", ""}, {"requirements.txt", "torch\n"}})),
        file(tree.add("cog.yaml", config)), diags(tree), spec(parseCogYaml(file, tree, diags)) {}

  std::string show() const {
    std::string text;
    llvm::raw_string_ostream os(text);
    renderDiagnostics(diags, {}, os);
    return text;
  }

  SourceTree tree;
  FileId file;
  DiagnosticEngine diags;
  ModelSpec spec;
};

} // namespace

TEST(CogYaml, ATypicalProject) {
  Project project("# Configuration for Cog\r\n"
                  "# Reference: https://cog.run/yaml\r\n"
                  "\r\n"
                  "build:\r\n"
                  "  gpu: True\r\n"
                  "  cuda: 12.1\r\n"
                  "  python_version: 3.10\r\n"
                  "  system_packages:\r\n"
                  "  - libgl1-mesa-glx\r\n"
                  "  - \"libglib2.0-0\"\r\n"
                  "  python_requirements: requirements.txt\r\n"
                  "  run:\r\n"
                  "  - curl -o /usr/local/bin/pget -L \"https://example.com/pget_$(uname -s)\"\r\n"
                  "run: \"predict.py:Predictor\"");
  EXPECT_EQ(project.show(), "");
  const BuildSpec &build = project.spec.build;
  EXPECT_EQ(**build.pythonVersion, "3.10");
  EXPECT_EQ(**build.cuda, "12.1");
  EXPECT_TRUE(*build.gpu);
  EXPECT_EQ(project.tree.text(build.gpu.range), "True");
  ASSERT_EQ(build.systemPackages.size(), 2u);
  EXPECT_EQ(project.tree.text(build.systemPackages[1].range), "libglib2.0-0");
  EXPECT_EQ(*build.run[0].command,
            "curl -o /usr/local/bin/pget -L \"https://example.com/pget_$(uname -s)\"");
  EXPECT_EQ(project.spec.run->file, "predict.py");
  EXPECT_EQ(project.spec.run->name, "Predictor");
}

TEST(CogYaml, SharedAndMergedParts) {
  Project project("x-common: &common\n"
                  "  python_version: \"3.12\"\n"
                  "  gpu: true\n"
                  "build:\n"
                  "  <<: *common\n"
                  "  gpu: false\n"
                  "run: predict.py:Predictor\n");
  EXPECT_EQ(project.diags.count(Severity::Error), 0u);
  EXPECT_EQ(**project.spec.build.pythonVersion, "3.12");
  EXPECT_FALSE(*project.spec.build.gpu);
}

TEST(CogYaml, OneRunShowsManyMistakes) {
  Project project("build:\n"
                  "  python_version: 3\n"
                  "  cuda: x\n"
                  "environment: [A]\n"
                  "image: X\n"
                  "run: nowhere.py:X\n");
  EXPECT_EQ(project.diags.count(Severity::Error), 5u);
}

TEST(CogYaml, AMistakeIsShownInItsLine) {
  EXPECT_EQ(Project("build:\n  gpu: 1\nrun: predict.py:P\n").show(),
            "cog.yaml:2:8: error: `build.gpu` must be true or false, and this is a number "
            "[wrong_type]\n"
            "  gpu: 1\n"
            "       ^\n"
            "1 error\n");
}

TEST(CogYaml, ATypingMistakeHasAFix) {
  EXPECT_EQ(Project("buld:\n  gpu: true\nrun: predict.py:P\n").show(),
            "cog.yaml:1:1: warning: unknown key `buld` has no effect; did you mean `build`? "
            "[unknown_key]\n"
            "buld:\n"
            "^~~~\n"
            "build\n"
            "1 warning\n");
}

TEST(CogYaml, EveryKeyIsDocumented) {
  auto page = llvm::MemoryBuffer::getFile(COGC_SOURCE_DIR "/docs/CogYaml.md");
  ASSERT_TRUE(page);
  for (const Field &field : allFields()) {
    bool isItem = field.path.empty() || field.path.ends_with("[]");
    llvm::StringRef text = (*page)->getBuffer();
    std::string key = field.key().str() + "`";
    EXPECT_TRUE(isItem || text.contains("`" + key) || text.contains("[]." + key)) << key;
  }
}

// Whatever is cut off or written over, the reader ends, and it either says an
// error or gives what it promises.
TEST(CogYaml, DamagedFiles) {
  const std::string whole = "build:\n  gpu: true\n  python_version: \"3.12\"\n  run:\n"
                            "    - command: a\n      mounts:\n        - {type: secret, id: a, "
                            "target: /a}\nenvironment: [A=b]\nrun: predict.py:P\n";
  for (size_t at = 0; at <= whole.size(); ++at) {
    for (const char *patch :
         {"", "\n", "\t", "*", "&a ", "\"", "[", "}", ": ", "- ", "\xff", "!!x "}) {
      Project damaged(whole.substr(0, at) + patch + whole.substr(at));
      Project cut(whole.substr(0, at) + patch);
      for (const Project *project : {&damaged, &cut})
        EXPECT_TRUE(project->diags.hasErrors() || project->spec.run) << project->show();
    }
  }
}

TEST(CogConfigJson, Shape) {
  Project project("build:\n"
                  "  gpu: true\n"
                  "  python_version: \"3.12\"\n"
                  "  python_packages: [\"a==1\"]\n"
                  "  system_packages: [git curl]\n"
                  "  cuda: 12.4\n"
                  "  cudnn: 9\n"
                  "  sdk_version: 0.20.0\n"
                  "  run:\n"
                  "    - echo \"x\"\n"
                  "    - command: b\n"
                  "      mounts: [{type: secret, id: t, target: /t}]\n"
                  "  pre_install: [c]\n"
                  "model: r8.im/a/b\n"
                  "concurrency: {max: 2}\n"
                  "environment: [\"A=b c\"]\n"
                  "weights: [{name: w, target: /w, source: {uri: ./w, include: [\"*.bin\"]}}]\n"
                  "run: predict.py:P\n"
                  "train: predict.py:train\n");
  EXPECT_FALSE(project.diags.hasErrors()) << project.show();
  EXPECT_EQ(cogConfigJson(project.spec, "3.12.4"),
            R"({"build":{"gpu":true,"python_version":"3.12.4","python_packages":["a==1"],)"
            R"("run":[{"command":"echo \"x\""},{"command":"b","mounts":[{"type":"secret",)"
            R"("id":"t","target":"/t"}]}],"system_packages":["git curl"],"pre_install":["c"],)"
            R"("cuda":"12.4","cudnn":"9","sdk_version":"0.20.0"},"model":"r8.im/a/b",)"
            R"("predict":"predict.py:P","train":"predict.py:train","concurrency":{"max":2},)"
            R"("environment":["A=b c"],"weights":[{"name":"w","target":"/w","source":)"
            R"({"uri":"./w","include":["*.bin"]}}]})");
}

TEST(CogConfigJson, EmptyFieldsAreLeftOut) {
  Project project("build:\n  gpu: false\n  run: []\nimage: x\nrun: predict.py:P\n");
  EXPECT_EQ(cogConfigJson(project.spec, "3.13"),
            R"({"build":{"python_version":"3.13"},"image":"x","predict":"predict.py:P"})");
}
