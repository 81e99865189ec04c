#include "cogc/Support/HumanSize.h"
#include "llvm/Support/FormatVariadic.h"
#include <iterator>

std::string cogc::humanSize(uint64_t bytes) {
  static constexpr const char *units[] = {"kB", "MB", "GB", "TB"};
  if (bytes < 1000)
    return llvm::formatv("{0} B", bytes);
  double value = double(bytes) / 1000;
  size_t unit = 0;
  // 999.95 is what one digit behind the point would round to 1000.0.
  for (; value >= 999.95 && unit + 1 < std::size(units); ++unit)
    value /= 1000;
  return llvm::formatv("{0:F1} {1}", value, units[unit]);
}
