#include "cogc/Frontend/Lint.h"
#include "Lints.h"

using namespace cogc;

llvm::ArrayRef<Diag> cogc::lintKinds() {
  static constexpr Diag kinds[] = {Diag::cache_in_layer,     Diag::archive_in_layer,
                                   Diag::weights_in_command, Diag::cuda_twice,
                                   Diag::cuda_for_cpu,       Diag::apt_unneeded,
                                   Diag::apt_doubtful,       Diag::weights_in_source};
  return kinds;
}

void cogc::lint(const BlockContext &context) {
  lintCommands(context);
  lintCuda(context);
  lintApt(context);
  if (context.options.lintSource)
    lintSource(context);
}
