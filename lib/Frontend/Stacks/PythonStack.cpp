//===- PythonStack.cpp - Models in Python, served by Cog's SDK ------------------===//
#include "cogc/Frontend/Blocks.h"

using namespace cogc;

namespace {
class PythonStack : public Stack {
public:
  llvm::StringRef name() const override { return "python"; }

  /// Every cog.yaml describes a Python model.
  bool detect(const BlockContext &) const override { return true; }

  std::vector<std::unique_ptr<Block>> blocks() const override {
    std::vector<std::unique_ptr<Block>> blocks;
    blocks.push_back(makeBaseBlock());
    // Right behind the base, which may lack a Python that everything else needs.
    blocks.push_back(makeCudaBlock());
    // Before the packages, whose builds may need system libraries.
    blocks.push_back(makeSystemBlock());
    blocks.push_back(makeTorchBlock());
    blocks.push_back(makeTensorFlowBlock());
    blocks.push_back(makeJaxBlock());
    blocks.push_back(makePackagesBlock());
    blocks.push_back(makeInitBlock());
    // Behind the packages, which do not depend on it; the user's commands may.
    blocks.push_back(makeUserBlock());
    // After the packages, as in Cog: commands may use and extend them.
    blocks.push_back(makeRunBlock());
    // Behind the commands, which must not run again for a new weight, and before
    // what is edited more often.
    blocks.push_back(makeWeightsBlock());
    // Before the source, whose edits seldom change it.
    blocks.push_back(makeSchemaBlock());
    // Last, since it changes most often.
    blocks.push_back(makeSourceBlock());
    return blocks;
  }
};
} // namespace

std::vector<std::unique_ptr<Stack>> cogc::allStacks() {
  std::vector<std::unique_ptr<Stack>> stacks;
  stacks.push_back(std::make_unique<PythonStack>());
  return stacks;
}
