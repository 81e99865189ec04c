//===- HumanSize.h - Sizes for people --------------------------------------------===//
#ifndef COGC_SUPPORT_HUMANSIZE_H
#define COGC_SUPPORT_HUMANSIZE_H

#include <cstdint>
#include <string>

namespace cogc {

/// \p bytes in the largest unit of SI that leaves one or more: `700 B`, `1.3 kB`,
/// `2.0 GB`.
std::string humanSize(uint64_t bytes);

} // namespace cogc

#endif
