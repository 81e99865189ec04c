//===- Diagnostics.h - What cogc says about the user's input --------------===//
//
// Three channels for three kinds of failure:
//
//   the user's input is wrong   → a Diagnostic, reported here
//   the world failed            → llvm::Expected / llvm::Error with context;
//                                 the Driver turns it into one diagnostic
//   we are wrong                → assert, llvm_unreachable
//
// A stage that finds a mistake reports it, puts a harmless value in its place
// and goes on, so that one run shows as many mistakes as possible. The Driver
// looks at hasErrors() between the stages and stops there.
//
// Every diagnostic has a kind from Diagnostics.def. The kind is printed in
// brackets at the end of the first line and never changes its meaning: people
// search for it, scripts match it. Wording: lower case, no full stop, code in
// backticks, first what was seen, then what to do.
//
//   cog.yaml:5:9: error: CUDA `11.8` conflicts with torch `2.3.1` [cuda_conflict]
//     cuda: "11.8"
//           ^~~~~~
//   requirements.txt:1:1: note: torch asked for here
//
//===----------------------------------------------------------------------===//
#ifndef COGC_SUPPORT_DIAGNOSTICS_H
#define COGC_SUPPORT_DIAGNOSTICS_H

#include "cogc/Support/SourceTree.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"
#include <cassert>
#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cogc {

enum class Severity : uint8_t { Error, Warning, Remark, Note };

/// One enumerator per row of Diagnostics.def, in its spelling.
enum class Diag : uint16_t {
#define DIAG(kind, severity, text) kind,
#include "cogc/Support/Diagnostics.def"
};

/// The kind as it is printed (`unknown_key`), its severity and its text with
/// `{0}`-style holes.
llvm::StringRef diagName(Diag kind);
Severity diagSeverity(Diag kind);
llvm::StringRef diagFormat(Diag kind);
/// How many arguments the text has holes for.
unsigned diagHoles(Diag kind);
/// The number of rows in Diagnostics.def.
unsigned diagCount();

/// How sure a fix-it is. `cogc check --fix` applies what is Safe: it says the
/// same as before, or what was meant without doubt. A Guess is only shown.
enum class FixKind : uint8_t { Safe, Guess };

/// A replacement of text that would mend the mistake. Those of one diagnostic
/// belong together: all or none of them.
struct FixIt {
  SourceRange range;
  std::string replacement;
  FixKind kind = FixKind::Safe;
};

/// A second place that belongs to a diagnostic: "first defined here".
struct DiagnosticNote {
  Loc loc;
  SourceRange range;
  std::string message;
};

struct Diagnostic {
  Diag kind;
  Severity severity;
  /// Where: `range` when the file is in the SourceTree, else only `loc`
  /// (a location read from a Plan's text), else neither.
  Loc loc;
  SourceRange range;
  std::string message;
  std::vector<DiagnosticNote> notes;
  std::vector<FixIt> fixIts;
};

/// Collects diagnostics; knows nothing about how they are shown.
class DiagnosticEngine {
public:
  explicit DiagnosticEngine(const SourceTree &tree) : tree(tree) {}
  DiagnosticEngine(const DiagnosticEngine &) = delete;

  /// What report() returns, to hang notes and fix-its onto the diagnostic.
  class Builder {
  public:
    Builder &note(SourceRange range, std::string message);
    Builder &note(const Loc &loc, std::string message);
    Builder &fixIt(SourceRange range, std::string replacement, FixKind kind = FixKind::Safe);

  private:
    friend class DiagnosticEngine;
    Builder(DiagnosticEngine &engine, Diagnostic &diagnostic)
        : engine(engine), diagnostic(diagnostic) {}
    DiagnosticEngine &engine;
    Diagnostic &diagnostic;
  };

  /// Reports \p kind at a place, with the values for its text's holes.
  template <typename... Ts> Builder report(Diag kind, SourceRange range, Ts &&...args) {
    return add(kind, range, tree.locate(range), message(kind, std::forward<Ts>(args)...));
  }
  template <typename... Ts> Builder report(Diag kind, const Loc &loc, Ts &&...args) {
    return add(kind, rangeOf(loc), loc, message(kind, std::forward<Ts>(args)...));
  }
  /// A diagnostic about no place in a file (a flag, a missing cog.yaml).
  template <typename... Ts> Builder report(Diag kind, std::nullopt_t, Ts &&...args) {
    return add(kind, SourceRange(), Loc(), message(kind, std::forward<Ts>(args)...));
  }

  bool hasErrors() const { return counts[unsigned(Severity::Error)] != 0; }
  unsigned count(Severity severity) const { return counts[unsigned(severity)]; }
  /// In the order in which they were reported.
  const std::deque<Diagnostic> &diagnostics() const { return list; }
  const SourceTree &sourceTree() const { return tree; }

  /// After this many errors further ones are counted but not kept: a file with
  /// a million mistakes must not cost a gigabyte.
  static constexpr unsigned maxKept = 200;

private:
  template <typename... Ts> static std::string message(Diag kind, Ts &&...args) {
    assert(diagHoles(kind) == sizeof...(Ts) && "one argument for each hole of the text");
    return llvm::formatv(diagFormat(kind).data(), std::forward<Ts>(args)...).str();
  }
  Builder add(Diag kind, SourceRange range, Loc loc, std::string message);
  SourceRange rangeOf(const Loc &loc) const;

  const SourceTree &tree;
  std::deque<Diagnostic> list;
  /// Where a report beyond maxKept goes.
  Diagnostic overflow{};
  unsigned counts[4] = {};
};

enum class DiagnosticFormat { Text, Json, Sarif };

struct RenderOptions {
  DiagnosticFormat format = DiagnosticFormat::Text;
  bool color = false;
  /// Remarks are the explain channel; a plain compile does not show them.
  bool remarks = false;
};

/// The diagnostics to show, file by file in the order of their places, those
/// without one last; what stands at one place keeps the order of reporting.
std::vector<const Diagnostic *> shownDiagnostics(const DiagnosticEngine &engine, bool remarks);

/// Writes all diagnostics of \p engine: text as clang does (excerpt, caret,
/// notes, a closing count), one JSON document, or one SARIF 2.1.0 document
/// (https://docs.oasis-open.org/sarif/sarif/v2.1.0/). Control characters of
/// the user's files are escaped in every format.
void renderDiagnostics(const DiagnosticEngine &engine, const RenderOptions &options,
                       llvm::raw_ostream &os);

} // namespace cogc

#endif
