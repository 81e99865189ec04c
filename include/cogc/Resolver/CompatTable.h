//===- CompatTable.h - Which versions exist, and what they go with ------------===//
//
// What a compile knows about packages that have to fit each other: releases of
// torch, TensorFlow, jax and their companions, the Pythons that they have wheels
// for, the CUDA that they bring, the tags of CUDA images, the drivers that a CUDA
// needs. All of it is data: data/compat/compat.json, which scripts/update-compat
// writes from primary sources and docs/CompatTable.md describes.
//
// The table is compiled in as constants (utils/embed_compat.py), so it costs
// nothing until somebody looks at it; `--compat FILE` reads another one.
// Texts are kept as they stand in the file: the few that a project asks about
// are parsed when it does.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_RESOLVER_COMPATTABLE_H
#define COGC_RESOLVER_COMPATTABLE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <memory>

namespace cogc {

/// The version of the file's form that this cogc reads.
inline constexpr unsigned compatSchema = 1;

/// One requirement of a release on another package of the table.
struct CompatRequirement {
  /// Normalised (PEP 503).
  llvm::StringRef name;
  /// PEP 440 specifiers; empty for any version.
  llvm::StringRef specifiers;
  /// The extra of the release that brings it (`and-cuda`), or empty.
  llvm::StringRef extra;
  /// `x86_64` or `aarch64` when it is there only, or empty.
  llvm::StringRef machine;
  /// Specifiers on Python under which it holds (`<3.13`), or empty.
  llvm::StringRef python;
};

/// A build of a release beside the one on PyPI, on the PyTorch index.
struct CompatBuild {
  /// The local part of its version: `cpu`, `cu118`.
  llvm::StringRef local;
  /// `11.8`; empty for a CPU build.
  llvm::StringRef cuda;
  /// As far as it is known: `9.1.0.70`.
  llvm::StringRef cudnn;
  /// Where the row is from: a key of CompatTable::sources.
  llvm::StringRef source;
};

struct CompatRelease {
  llvm::StringRef version;
  /// `2024-10-29`, the day of the first upload.
  llvm::StringRef date;
  /// Where the row is from: a key of CompatTable::sources.
  llvm::StringRef source;
  /// The Pythons that it has wheels for on Linux x86_64, or that its
  /// Requires-Python allows when it has an sdist or a wheel for all: `3.9 3.10`.
  /// Not looked at, and empty, for a package that is there only because others
  /// require it; those run on any.
  llvm::StringRef pythons;
  /// The same for aarch64.
  llvm::StringRef pythonsAarch64;
  /// As the index states it; may be empty.
  llvm::StringRef requiresPython;
  /// The oldest glibc that its wheels run on, `2.28`; empty when it does not matter.
  llvm::StringRef glibc;
  /// The CUDA and cuDNN of PyPI's build for x86_64: `12.4`, `9.1.0.70`, or `12`
  /// and `9` where no more is known; empty for a package without.
  llvm::StringRef cuda;
  llvm::StringRef cudnn;
  /// The CUDA of PyPI's build for aarch64, empty for a CPU build.
  llvm::StringRef cudaAarch64;
  llvm::ArrayRef<CompatRequirement> requirements;
  llvm::ArrayRef<CompatBuild> builds;
  /// Taken back by who published it, so that only an exact pin gets it (PEP 592).
  bool isYanked = false;
};

/// A package with its releases, newest first. Pre-releases are left out.
struct CompatPackage {
  llvm::StringRef name;
  /// Without a wheel for some Python it may still be compiled there.
  bool hasSdist = false;
  llvm::ArrayRef<CompatRelease> releases;
};

/// `nvidia/cuda` tags of one CUDA, cuDNN and Ubuntu.
struct CompatImage {
  /// `12.4.1`
  llvm::StringRef cuda;
  /// The major version in it: `9`.
  llvm::StringRef cudnn;
  /// `22.04`
  llvm::StringRef ubuntu;
  /// The tags with cuDNN (`12.4.1-cudnn-runtime-ubuntu22.04`), and the base one,
  /// which has the CUDA runtime only. Empty when there is none.
  llvm::StringRef base, runtime, devel;
  llvm::StringRef source;
};

/// The oldest Linux driver for a CUDA: that of the major version, under minor
/// version compatibility.
struct CompatDriver {
  /// `12`
  llvm::StringRef cuda;
  /// `525.60.13`
  llvm::StringRef driver;
  llvm::StringRef source;
};

/// What a package must be to have code for a GPU of this compute capability.
struct CompatArchitecture {
  /// The lowest capability that the row is for: `12.0`.
  llvm::StringRef capability;
  llvm::StringRef package;
  /// PEP 440 specifiers on the package and on the CUDA of its build.
  llvm::StringRef specifiers;
  llvm::StringRef cuda;
  llvm::StringRef source;
};

/// Where rows are from, in words for messages: `PyPI, METADATA of the wheels`.
struct CompatSource {
  llvm::StringRef key;
  llvm::StringRef text;
};

struct CompatTable {
  /// The day on which it was made: `2026-11-26`.
  llvm::StringRef date;
  llvm::ArrayRef<CompatSource> sources;
  /// By name.
  llvm::ArrayRef<CompatPackage> packages;
  /// By CUDA, then Ubuntu, newest first.
  llvm::ArrayRef<CompatImage> images;
  llvm::ArrayRef<CompatDriver> drivers;
  llvm::ArrayRef<CompatArchitecture> architectures;
  /// Versions of the CUDA toolkit that PyPI has: `13.0.2`, newest first.
  llvm::ArrayRef<llvm::StringRef> toolkits;

  /// Nothing when the table does not have it. \p name is normalised.
  const CompatPackage *find(llvm::StringRef name) const;
  /// The words for a source's key.
  llvm::StringRef sourceText(llvm::StringRef key) const;
};

/// The table that is compiled in.
const CompatTable &builtinCompatTable();

/// A table read from a file, with the memory that it lives in.
class LoadedCompatTable {
public:
  LoadedCompatTable();
  ~LoadedCompatTable();
  LoadedCompatTable(LoadedCompatTable &&);
  const CompatTable &table() const;

private:
  friend llvm::Expected<LoadedCompatTable> readCompatTable(llvm::StringRef json);
  struct Storage;
  std::unique_ptr<Storage> storage;
};

/// Reads \p json (the text of a compat.json). Fails on malformed JSON, a member
/// of the wrong type, and a newer schema; says which member.
llvm::Expected<LoadedCompatTable> readCompatTable(llvm::StringRef json);

} // namespace cogc

#endif
