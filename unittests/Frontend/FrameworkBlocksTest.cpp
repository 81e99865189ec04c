// What the blocks of the frameworks ask for, each by itself: its needs and stages
// from a project of a few lines. What comes of them is test/lit/Resolver's subject.
#include "../Support/TreeOf.h"
#include "cogc/Frontend/Blocks.h"
#include "cogc/IR/PlanBuilder.h"
#include <gtest/gtest.h>

using namespace cogc;
using namespace cogc::test;

namespace {

using Words = std::vector<std::string>;

/// A project with these requirements, for one block to look at.
class Project {
public:
  explicit Project(std::string requirements) : tree(treeOf({{"r.txt", std::move(requirements)}})) {
    dependencies.requirements = readRequirements(Text("r.txt", {}), tree, diags);
    options.platform = *Platform::parse("linux/amd64");
  }

  Project &gpu() {
    spec.build.gpu.value = true;
    return *this;
  }
  Project &cuda(const char *version) {
    spec.build.cuda = Text(version, {});
    return *this;
  }
  Project &python(const char *version) {
    spec.build.pythonVersion = Text(version, {});
    return *this;
  }
  Project &runs(const char *command) {
    spec.build.run.emplace_back().command = Text(command, {});
    return *this;
  }

  bool applies(const Block &block) { return block.applies(context()); }

  /// `torch ==2.5.1`, `tensorflow ==2.15 under 3.10 3.11`.
  Words needs(const Block &block) {
    Words words;
    for (const Need &need : plan(block).needs)
      words.push_back(need.name + (need.constraint.empty() ? "" : " " + need.constraint) +
                      (need.pythons.empty() ? "" : " under " + need.pythons));
    return words;
  }

  Words stages(const Block &block) {
    Words names;
    for (const Stage &stage : plan(block).stages)
      names.push_back(stage.name);
    return names;
  }

  Plan plan(const Block &block) {
    PlanBuilder builder(options.platform);
    block.addNeeds(context(), builder);
    block.addStages(context(), builder);
    return builder.take();
  }

  Words reported() const {
    Words kinds;
    for (const Diagnostic &each : diags.diagnostics())
      kinds.push_back(diagName(each.kind).str());
    return kinds;
  }

  CompileOptions options;

private:
  BlockContext context() { return {spec, options, tree, diags, dependencies}; }

  SourceTree tree;
  DiagnosticEngine diags{tree};
  Dependencies dependencies;
  ModelSpec spec;
};

} // namespace

TEST(TorchBlock, AsksForTheFamilyAndABuild) {
  Project project("torch==2.5.1\ntorchvision\nnumpy\n");
  auto block = makeTorchBlock();
  EXPECT_TRUE(project.applies(*block));
  EXPECT_EQ(project.needs(*block),
            (Words{"accelerator ===cpu", "torch ==2.5.1", "torch-build", "torchvision"}));
  EXPECT_EQ(project.stages(*block), Words{});
}

TEST(TorchBlock, TakesTheBuildOfTheUsersIndex) {
  Project project("--extra-index-url https://download.pytorch.org/whl/cu118\ntorch\n");
  EXPECT_EQ(project.gpu().needs(*makeTorchBlock()),
            (Words{"accelerator ===cuda", "torch", "torch-build ===cu118"}));
}

TEST(TorchBlock, LeavesTorchAloneWithAnIndexOfTheUsersOwn) {
  Project project("--index-url https://packages.example.com/simple\ntorch==2.5.1\n");
  EXPECT_EQ(project.gpu().needs(*makeTorchBlock()), Words{"accelerator ===cuda"});
}

TEST(TorchBlock, SeesTorchBehindPackagesThatBringIt) {
  auto block = makeTorchBlock();
  EXPECT_EQ(Project("timm\n").needs(*block), (Words{"accelerator ===cpu", "torch", "torch-build"}));
  EXPECT_FALSE(Project("timm\n").gpu().applies(*block)) << "PyPI's build is right for a GPU";
  EXPECT_FALSE(Project("numpy\n").applies(*block));
}

TEST(TorchBlock, LinesForDifferentPythonsAreOneTorch) {
  Project project(
      "torch==2.2.2; python_version < '3.12'\ntorch==2.6.0; python_version >= '3.12'\n");
  Words needs = project.needs(*makeTorchBlock());
  ASSERT_EQ(needs.size(), 5u);
  EXPECT_EQ(needs[1], "torch");
  EXPECT_EQ(needs[2], "torch ==2.2.2 under 3.10 3.11");
  EXPECT_TRUE(llvm::StringRef(needs[3]).starts_with("torch ==2.6.0 under 3.12 3.13")) << needs[3];
  EXPECT_EQ(needs[4], "torch-build");
}

TEST(TorchBlock, AChosenPythonDecidesAboutAMarker) {
  Project project(
      "torch==2.2.2; python_version < '3.12'\ntorch==2.6.0; python_version >= '3.12'\n");
  EXPECT_EQ(project.python("3.12").needs(*makeTorchBlock()),
            (Words{"accelerator ===cpu", "torch ==2.6.0", "torch-build"}));
}

TEST(TensorFlowBlock, AddsItsExtraForAGpu) {
  auto block = makeTensorFlowBlock();
  EXPECT_EQ(Project("tensorflow==2.18.0\nnumpy<2\n").needs(*block),
            (Words{"accelerator ===cpu", "numpy <2", "tensorflow ==2.18.0"}));
  Project gpu("tensorflow==2.18.0\n");
  EXPECT_EQ(gpu.gpu().needs(*block),
            (Words{"accelerator ===cuda", "tensorflow ==2.18.0", "tensorflow_and-cuda ==2.18.0"}));
  EXPECT_EQ(gpu.reported(), Words{"tensorflow_with_cuda"});
}

TEST(TensorFlowBlock, AddsNoExtraThatIsThereOrThatNoReleaseHas) {
  auto block = makeTensorFlowBlock();
  Project written("tensorflow[and-cuda]==2.18.0\n"), old("tensorflow==2.12.1\n");
  EXPECT_EQ(written.gpu().needs(*block),
            (Words{"accelerator ===cuda", "tensorflow ==2.18.0", "tensorflow_and-cuda ==2.18.0"}));
  EXPECT_EQ(written.reported(), Words{});
  EXPECT_EQ(old.gpu().needs(*block), (Words{"accelerator ===cuda", "tensorflow ==2.12.1"}));
}

TEST(TensorFlowBlock, ReleasesThatMissTheirLibrariesGetAPath) {
  auto block = makeTensorFlowBlock();
  EXPECT_TRUE(findEnv(Project("tensorflow==2.17.0\n").gpu().plan(*block).result.config.env,
                      "LD_LIBRARY_PATH"));
  EXPECT_FALSE(findEnv(Project("tensorflow==2.18.0\n").gpu().plan(*block).result.config.env,
                       "LD_LIBRARY_PATH"));
}

TEST(TensorFlowBlock, ALineForSomePythonsIsANeedForThose) {
  Project project("tensorflow==2.15.0; python_version < '3.12'\n");
  EXPECT_EQ(project.needs(*makeTensorFlowBlock()),
            (Words{"accelerator ===cpu", "tensorflow ==2.15.0 under 3.10 3.11"}));
}

TEST(JaxBlock, AsksForItsExtras) {
  Project project("jax[cuda12]==0.6.0\njaxlib\n");
  EXPECT_EQ(project.gpu().needs(*makeJaxBlock()),
            (Words{"accelerator ===cuda", "jax ==0.6.0", "jax_cuda12 ==0.6.0", "jaxlib"}));
  EXPECT_EQ(project.reported(), Words{});
}

TEST(JaxBlock, WarnsAboutAGpuThatJaxWouldNotSee) {
  Project project("jax\n");
  project.gpu().needs(*makeJaxBlock());
  EXPECT_EQ(project.reported(), Words{"jax_without_cuda"});
}

TEST(CudaBlock, HasNothingToDoForWheelsOrCpus) {
  auto block = makeCudaBlock();
  EXPECT_FALSE(Project("torch\n").gpu().applies(*block));
  EXPECT_FALSE(Project("flash-attn\n").cuda("12.4").applies(*block)) << "no GPU";
}

TEST(CudaBlock, AVersionIsAMinorVersionOrOnePatch) {
  auto block = makeCudaBlock();
  EXPECT_EQ(Project("").gpu().cuda("12.4").needs(*block),
            (Words{"accelerator ===cuda", "cuda ==12.4.*", "cuda-image"}));
  EXPECT_EQ(Project("").gpu().cuda("12.4.1").needs(*block)[1], "cuda ==12.4.1");
  EXPECT_EQ(Project("").gpu().cuda("12.4").stages(*block), (Words{"python", "managed-python"}));
}

TEST(CudaBlock, CompilesInAStageOfItsOwn) {
  auto block = makeCudaBlock();
  EXPECT_EQ(Project("torch==2.6.0\nflash-attn\n").gpu().needs(*block),
            (Words{"accelerator ===cuda", "cuda-devel"}));
  EXPECT_EQ(Project("torch==2.6.0\nflash-attn\n").gpu().stages(*block), Words{"cuda-wheels"});
  EXPECT_FALSE(
      Project("flash-attn @ https://example.com/f-1-py3-none-any.whl\n").gpu().applies(*block));
}

TEST(CudaBlock, ACommandThatCallsTheCompilerGetsIt) {
  Project project("torch\n");
  EXPECT_EQ(project.gpu().runs("cd /ext && nvcc -c x.cu").needs(*makeCudaBlock()),
            (Words{"accelerator ===cuda", "cuda-image ===devel"}));
  EXPECT_EQ(project.reported(), Words{"cuda_devel_base"});
}

TEST(CudaBlock, FlagsDecideAboutTheBase) {
  auto block = makeCudaBlock();
  Project with("torch\n"), without("onnxruntime-gpu\n"), system("onnxruntime-gpu\n");
  with.options.cudaBase = true;
  without.options.cudaBase = false;
  EXPECT_TRUE(with.gpu().applies(*block));
  EXPECT_FALSE(without.gpu().applies(*block));
  EXPECT_EQ(system.gpu().needs(*block), (Words{"accelerator ===cuda", "cuda-image"}));
}
