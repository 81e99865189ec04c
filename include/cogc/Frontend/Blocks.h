//===- Blocks.h - The blocks of the Python stack --------------------------------===//
//
// One function a block, one file a block in lib/Frontend/Blocks, in the order
// in which the stack runs them.
//
//===----------------------------------------------------------------------------===//
#ifndef COGC_FRONTEND_BLOCKS_H
#define COGC_FRONTEND_BLOCKS_H

#include "cogc/Frontend/Stack.h"

namespace cogc {

/// The base image, and the image's config: entrypoint, command, environment,
/// labels.
std::unique_ptr<Block> makeBaseBlock();
/// apt: `system_packages`, and what the project needs without saying so.
std::unique_ptr<Block> makeSystemBlock();
/// CUDA from the base image, and the compilers to build with it.
std::unique_ptr<Block> makeCudaBlock();
/// What torch, TensorFlow and jax ask for; the packages block installs them.
std::unique_ptr<Block> makeTorchBlock();
std::unique_ptr<Block> makeTensorFlowBlock();
std::unique_ptr<Block> makeJaxBlock();
/// The environment at /opt/venv: the user's packages and Cog's SDK.
std::unique_ptr<Block> makePackagesBlock();
/// The init at /sbin/tini.
std::unique_ptr<Block> makeInitBlock();
/// --user: a server that is not root.
std::unique_ptr<Block> makeUserBlock();
/// `run` and `pre_install`: the user's own commands.
std::unique_ptr<Block> makeRunBlock();
/// Weights, apart from the source.
std::unique_ptr<Block> makeWeightsBlock();
/// The model's interface: a label, and a file that the server reads.
std::unique_ptr<Block> makeSchemaBlock();
/// The source at /src.
std::unique_ptr<Block> makeSourceBlock();

} // namespace cogc

#endif
