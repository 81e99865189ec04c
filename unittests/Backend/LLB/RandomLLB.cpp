// Writes N random final plans as LLB, for test/e2e/tools/llbcheck.
#include "PlanGenerator.h"
#include "cogc/Backend/LLB.h"
#include "llvm/Support/FileSystem.h"

using namespace cogc;

int main(int argc, char **argv) {
  if (argc != 3 || llvm::sys::fs::create_directories(argv[1]))
    return 2;
  test::PlanGenerator generator(1, /*onlyUtf8=*/true);
  for (unsigned i = 0, wanted = std::stoul(argv[2]); i < wanted; ++i) {
    SourceTree tree = SourceTree::onDisk(".");
    tree.add("cog.yaml", std::string(50, '\n'));
    DiagnosticEngine diags(tree);
    Plan plan = generator.plan(PlanLevel::Final);
    std::error_code error;
    llvm::raw_fd_ostream os(std::string(argv[1]) + "/" + std::to_string(i) + ".pb", error);
    os << marshalGraph(buildGraph(plan, {"id", "hint"}), diags);
    if (error || diags.hasErrors())
      return 1;
  }
  return 0;
}
