//===- Csv.h - The comma-separated values of buildctl's flags ----------------===//
#ifndef COGC_LIB_DRIVER_CSV_H
#define COGC_LIB_DRIVER_CSV_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cogc {

/// `type=oci,dest=x`: attributes in the order written.
class CsvAttributes {
public:
  /// Reads one record of RFC 4180 (2.5 to 2.7) whose fields are `key=value`;
  /// keys become lower case, as in buildctl.
  static llvm::Expected<CsvAttributes> parse(llvm::StringRef text);

  /// The value of the last attribute of that name, which is the one that counts.
  std::optional<llvm::StringRef> find(llvm::StringRef key) const;
  llvm::StringRef get(llvm::StringRef key) const { return find(key).value_or(""); }
  /// Adds or replaces.
  void set(llvm::StringRef key, llvm::StringRef value);
  /// Adds what is not there yet.
  void setDefault(llvm::StringRef key, llvm::StringRef value);
  /// The record, with quotes where they are needed.
  std::string str() const;

  llvm::ArrayRef<std::pair<std::string, std::string>> all() const { return attributes; }

private:
  std::vector<std::pair<std::string, std::string>> attributes;
};

} // namespace cogc

#endif
