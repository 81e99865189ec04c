//===- GitLabels.h - Which commit an image was made of ---------------------------===//
#ifndef COGC_LIB_DRIVER_GITLABELS_H
#define COGC_LIB_DRIVER_GITLABELS_H

#include "Secrets.h"

namespace cogc {

class Supervisor;

/// `org.opencontainers.image.revision` and `.version` of the project in
/// \p folder: GITHUB_SHA and GITHUB_REF_NAME, else what git says. What neither
/// knows is left out, and so is what git takes more than three seconds for.
std::vector<std::pair<std::string, std::string>>
gitLabels(llvm::StringRef folder, const EnvironmentVariables &environment, Supervisor &supervisor);

} // namespace cogc

#endif
