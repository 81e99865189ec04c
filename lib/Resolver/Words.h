//===- Words.h - Needs and facts as people say them -----------------------------===//
#ifndef COGC_LIB_RESOLVER_WORDS_H
#define COGC_LIB_RESOLVER_WORDS_H

#include "VersionModel.h"

namespace cogc {

/// `torch==2.5.1`, `Python 3.12`, `CUDA 12.8`, `driver 570`: in backquotes what
/// stands like that in a file.
std::string needWords(const Need &need);
/// `a`, `a and b`, `a, b and c`; \p words is not empty.
std::string listWords(std::vector<std::string> words);
/// `torch 2.5.1`, `tensorflow[and-cuda] 2.18.0`.
std::string candidateWords(const ModelPackage &package, const Candidate &candidate);
/// `torch 2.1.2 has wheels for Python 3.8 to 3.11 only`; empty for what goes
/// without saying.
std::string factWords(const VersionModel &model, unsigned package, unsigned candidate,
                      const Fact &fact);
/// `3.8 3.9 3.10 3.12` → `3.8 to 3.10 and 3.12`.
std::string pythonRanges(llvm::StringRef pythons);

} // namespace cogc

#endif
