//===- NewSyntax.cpp - Syntax that the image's Python does not know -----------===//
#include "NewSyntax.h"
#include "cogc/Support/Pep440.h"

using namespace cogc;
using namespace cogc::schema;
using namespace llvm;

namespace {
struct Novelty {
  StringRef what;
  /// Python 3.N.
  unsigned since;
  StringRef advice;
};
} // namespace

static Novelty describe(py::NewSyntax::Kind kind) {
  using Kind = py::NewSyntax::Kind;
  switch (kind) {
  case Kind::FormattedQuote:
    return {"a quote of the string's own kind between the braces of an f-string", 12,
            "take the other kind of quotes there"};
  case Kind::FormattedBackslash:
    return {"a backslash between the braces of an f-string", 12, "give the value a name before it"};
  case Kind::FormattedLineEnd:
    return {"a line break between the braces of an f-string", 12,
            "give the value a name before it"};
  case Kind::FormattedComment:
    return {"a comment between the braces of an f-string", 12, "move it out"};
  case Kind::TypeStatement:
    return {"a `type` statement", 12, "write an assignment, `Name = …`"};
  case Kind::TypeParameters:
    return {"a list of type parameters", 12, "use `TypeVar`"};
  case Kind::TypeDefault:
    return {"the default of a type parameter", 13, "leave it out"};
  case Kind::ExceptGroup:
    return {"`except*`", 11, "write `except`"};
  }
  llvm_unreachable("all kinds of new syntax");
}

void cogc::schema::checkNewSyntax(const Module &module, const SchemaRequest &request,
                                  DiagnosticEngine &diags) {
  std::optional<Version> python;
  if (request.python)
    python = Version::parse(**request.python);
  if (!python || python->release.size() < 2 || python->release[0] != 3)
    return;
  // One is often followed by many of its kind.
  constexpr unsigned most = 3;
  unsigned count = 0;
  for (const py::NewSyntax &syntax : module.ast->newSyntax) {
    auto [what, since, advice] = describe(syntax.kind);
    if (python->release[1] >= since || ++count > most)
      continue;
    diags.report(Diag::python_too_new, syntax.range, what, since, advice)
        .note(request.python->range, "Python " + **request.python + " is asked for here");
  }
}
