//===- CheckCredentials.cpp - Passwords in the project's own files ------------===//
//
// Such a file is in the image, as part of the source. A requirements file is in
// the plan as well, since the install step reads it: nobody can hide from
// BuildKit what the step needs. So there is a warning, and a better way.
//
//===----------------------------------------------------------------------===//
#include "DependencyParts.h"
#include "cogc/Support/Credentials.h"
#include "llvm/ADT/STLExtras.h"

using namespace cogc;
using namespace llvm;

/// Installers put variables into requirements, and into nothing else.
static constexpr const char inRequirements[] =
    "write `${NAME}` in their place, and give `--secret id=NAME,env=NAME`";
static constexpr const char elsewhere[] =
    "leave them out of it, and give them with `package_secrets`";

void cogc::checkCredentials(const ModelSpec &spec, const Dependencies &result,
                            const SourceTree &tree, DiagnosticEngine &diags) {
  auto check = [&](FileId file, const char *advice) {
    SourceRange first;
    if (file.isValid())
      forEachCredentials(tree.contents(file), [&](size_t begin, size_t end) {
        if (!first.isValid())
          first = {file, uint32_t(begin), uint32_t(end)};
      });
    if (first.isValid())
      diags.report(Diag::url_credentials, first, "this URL", advice);
  };
  check(tree.find(spec.configPath), elsewhere);
  for (const RequirementsFile &each : result.requirements.files)
    check(each.file, inRequirements);
  for (FileId each : result.files)
    check(each, elsewhere);
}
