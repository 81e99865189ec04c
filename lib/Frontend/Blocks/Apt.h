//===- Apt.h - A step that installs apt packages --------------------------------===//
//
// Package lists and archives live in a cache mount, under a path that the base
// images' own clean-up hook (docker-clean) does not know: the next build finds
// them, and the layer has neither. apt's and dpkg's logs carry times, so they
// go as well.
//
//===----------------------------------------------------------------------------===//
#ifndef COGC_LIB_FRONTEND_BLOCKS_APT_H
#define COGC_LIB_FRONTEND_BLOCKS_APT_H

#include "cogc/Frontend/SystemRules.h"
#include "llvm/ADT/StringSet.h"

namespace cogc {

/// What a step installs: each package once, in the order in which they were
/// added, with the places that asked for them.
class AptPackages {
public:
  /// A word of `system_packages`: a package, or an option of apt-get. A name
  /// that newer distributions do not have gives its successor.
  void add(const Text &word, const BlockContext &context);
  void add(const SystemChoice &choice, const BlockContext &context);
  /// What the image has already is not installed beside it.
  void leaveOut(const AptPackages &others);

  bool empty() const { return names.empty(); }
  llvm::ArrayRef<Loc> places() const { return locs; }
  RunOp step(const CompileOptions &options) const;

private:
  bool addName(llvm::StringRef name);
  void addPlace(Loc place);

  /// As apt takes them; `a|b` is the first that there is.
  std::vector<std::string> names;
  llvm::StringSet<> known;
  std::vector<Loc> locs;
};

/// `system_packages`, then what the rules add to the image.
AptPackages imagePackages(const BlockContext &context, const SystemPackages &chosen);

/// Says what the rules chose: the remarks of `cogc explain`.
void explainChoices(const BlockContext &context, llvm::ArrayRef<SystemChoice> choices,
                    llvm::StringRef where);

} // namespace cogc

#endif
