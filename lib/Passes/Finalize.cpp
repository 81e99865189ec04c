//===- Finalize.cpp - Declare the plan final ------------------------------------===//
//
// Changes nothing itself: the pass manager raises the level to what this pass
// establishes, and the verifier, which runs after it, checks that the plan
// deserves it.
//
//===----------------------------------------------------------------------------===//
#include "cogc/Passes/Pass.h"

using namespace cogc;

PassResult cogc::finalize(Plan &plan, PassContext &context) { return PassResult::Unchanged; }
