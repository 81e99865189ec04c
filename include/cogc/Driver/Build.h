//===- Build.h - `cogc build`: compile, then drive buildctl ---------------------===//
//
// BuildKit's own client does what needs a session (files, secrets, credentials,
// exporting); we give it the LLB on standard input and the image's config as an
// attribute of the exporter, and show its progress as it comes.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_DRIVER_BUILD_H
#define COGC_DRIVER_BUILD_H

#include "cogc/Driver/Driver.h"

namespace cogc {

struct BuildInvocation {
  CompilerInvocation compile;
  /// -t NAME; empty: cog.yaml's `image`, else a name made from the folder's.
  std::string tag;
  /// --output, as buildctl takes it; may be repeated.
  std::vector<std::string> outputs;
  bool push = false;
  bool load = false;
  /// --secret id=…,src=…|env=…
  std::vector<std::string> secrets;
  /// --ssh, --allow, --import-cache, --export-cache: passed on.
  std::vector<std::string> ssh, allow, importCache, exportCache;
  std::string addr;
  /// --progress; empty: `auto`, or `rawjson` under --log-format=json.
  std::string progress;
  bool noCache = false;
  /// Whether the image is asked for its packages, for the label that lists them.
  bool pipFreeze = false;
  /// Whether git is asked for the labels that say which commit this is.
  bool gitLabels = true;
  bool dryRun = false;
  /// Build twice without cache, compare, and keep nothing (`cogc verify`).
  bool verify = false;
  /// verify: through the Dockerfile rather than the LLB.
  bool throughDockerfile = false;
  std::string metadataFile;
  /// --ca-cert FILE or what COG_CA_CERT holds: file, folder, PEM, base64 PEM.
  std::string caCert;
  /// The process's environment, taken by the tool. Read here: BUILDKIT_HOST,
  /// XDG_RUNTIME_DIR, PATH, TMPDIR, the variables that --secret names and, for the
  /// key of their stamps, COGC_SECRET_KEY, XDG_STATE_HOME and HOME. What is started
  /// gets all of it.
  std::vector<std::pair<std::string, std::string>> environment;
};

/// Builds. Standard output gets what `--output` sends there (dest=-) and the
/// command line of a dry run; diagnostics and progress go to \p err.
ExitCode build(const BuildInvocation &invocation, llvm::raw_ostream &out, llvm::raw_ostream &err);

} // namespace cogc

#endif
