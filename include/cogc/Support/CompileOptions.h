//===- CompileOptions.h - What comes from outside the project ---------------===//
//
// The same input gives the same bytes: whatever is neither in cog.yaml nor in
// the files beside it has to come in through here, in the open. No stage reads
// the environment, the clock or the network.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_SUPPORT_COMPILEOPTIONS_H
#define COGC_SUPPORT_COMPILEOPTIONS_H

#include "cogc/Support/PackageSecret.h"
#include "cogc/Support/Platform.h"
#include "cogc/Support/ServerUser.h"
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cogc {

/// A wheel on this machine. The compile knows its name and what is in it; where
/// it is, only the builder's client needs to know.
struct LocalWheel {
  /// `cog-0.23.1-py3-none-any.whl`
  std::string file;
  /// SHA-256, 64 hex digits.
  std::string digest;
};

/// Resolver/CompatTable.h
struct CompatTable;

struct CompileOptions {
  Platform platform;
  /// The image's name: -t, else cog.yaml's `image`. May be empty.
  std::string imageName;
  /// --pin REF=sha256:…: images whose tag is replaced by a digest.
  std::vector<std::pair<std::string, std::string>> pins;
  /// --base-config REF=FILE: an image's config (OCI JSON) instead of the table's.
  std::vector<std::pair<std::string, std::string>> baseConfigs;
  /// --mirror HOST=URL.
  std::vector<std::pair<std::string, std::string>> mirrors;
  /// --package-secret: those of the steps that install Python packages, beside
  /// cog.yaml's `package_secrets`.
  std::vector<PackageSecret> packageSecrets;
  /// --ca-cert or COG_CA_CERT was given: steps that download mount the secret
  /// caCertSecret. The certificate itself never enters the compile.
  bool caCert = false;
  /// The environment's COG_SDK_WHEEL and COGLET_WHEEL: `pypi`, `pypi:VERSION`, a
  /// URL, or a path; empty when not set.
  std::string sdkWheel;
  std::string cogletWheel;
  /// What the path leads to, when it is one.
  std::optional<LocalWheel> sdkWheelFile;
  std::optional<LocalWheel> cogletWheelFile;
  /// --no-system-rules, --no-system-rule NAME: apt packages that nobody asked
  /// for stay out, all or those of these rules.
  bool systemRules = true;
  std::vector<std::string> noSystemRules;
  /// --no-lint KIND: what the lint does not report.
  std::vector<std::string> noLint;
  /// Look at all files of the source, too (`cogc check` and `explain`).
  bool lintSource = false;
  /// --openapi-schema or COG_OPENAPI_SCHEMA: the document that stands for the one
  /// that would be made from the source; empty for that one.
  std::string openApiSchema;
  /// --compat: which versions go together, instead of the table that is built in.
  const CompatTable *compat = nullptr;
  /// --use-cuda-base-image: an `nvidia/cuda` image under everything; by default
  /// where the project needs one.
  std::optional<bool> cudaBase;
  /// --loose-cuda: where nothing fits `cuda`, it decides the base image alone.
  bool looseCuda = false;
  /// --exclude-newer: a day (2026-11-24) or a moment (RFC 3339); packages that
  /// nobody pins are those that were there then. May be empty.
  std::string excludeNewer;
  /// --user: whom the server runs as; else as whom the base image says, root.
  std::optional<ServerUser> user;
  /// --driver: the NVIDIA driver that the image has to run with; may be empty.
  std::string driver;
  /// --gpu-arch: compute capabilities that there must be code for: `8.6,12.0`.
  std::string gpuArchitectures;
  /// Say why each version was taken (`cogc explain`).
  bool explain = false;
  /// --no-merge: lay files over each other by copies instead of merges.
  bool noMerge = false;
  /// --max-layers: the most layers that the image may have, its base's among them.
  /// 127 is what Docker and containerd take.
  unsigned maxLayers = 127;
  /// --no-source: leave the source out, for a container that has the folder
  /// mounted at /src.
  bool noSource = false;
  /// --no-weights: place nothing of `weights:`, for a container that has it mounted.
  bool noWeights = false;
  /// --separate-weights: files of the project that look like weights get layers of
  /// their own, apart from the source's.
  bool separateWeights = false;
  /// --skip-schema-validation: the image is for programs of the user's own, so the
  /// model, if there is one, is not looked at.
  bool skipSchema = false;
  /// --context-id, or empty for one that is derived from the files read.
  std::string contextId;
  /// SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/),
  /// in seconds: the time of every file that we place.
  int64_t sourceDateEpoch = 0;
  /// --label NAME=VALUE, in the order given.
  std::vector<std::pair<std::string, std::string>> labels;
};

/// The given contexts that carry the wheels.
inline constexpr const char sdkWheelContext[] = "cog-wheel";
inline constexpr const char cogletWheelContext[] = "coglet-wheel";

/// The id of the secret that carries the company's certificate.
inline constexpr const char caCertSecret[] = "cogc-ca-cert";
/// The variables that lead programs to it: uv and OpenSSL; requests; pip; curl; git.
inline constexpr const char *caCertVariables[] = {"SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "PIP_CERT",
                                                  "CURL_CA_BUNDLE", "GIT_SSL_CAINFO"};

} // namespace cogc

#endif
