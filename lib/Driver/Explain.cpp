//===- Explain.cpp - What was decided for the user, and why ---------------------===//
//
// The remarks of a compile are its account of every choice that the user did
// not write. Each is shown as a sentence, the line that led to it, and its
// notes: what else was possible, and why it was not taken.
//
//===----------------------------------------------------------------------------===//
#include "Compilation.h"
#include "ExplainLayers.h"
#include "cogc/Support/Quote.h"

using namespace cogc;

/// The line of the user's file that \p range begins on, trimmed.
static llvm::StringRef lineAt(const SourceTree &tree, SourceRange range) {
  if (!range.isValid())
    return "";
  llvm::StringRef text = tree.contents(range.file);
  size_t begin = text.rfind('\n', range.begin) + 1;
  return text.substr(begin).take_until([](char c) { return c == '\n' || c == '\r'; }).trim();
}

namespace {
class Explainer {
public:
  Explainer(const DiagnosticEngine &engine, llvm::raw_ostream &os) : engine(engine), os(os) {}

  void explain() {
    for (const Diagnostic &each : engine.diagnostics())
      if (each.severity == Severity::Remark)
        explainOne(each);
  }

private:
  void explainOne(const Diagnostic &remark) {
    os << visible(remark.message) << " [" << diagName(remark.kind) << "]\n";
    place(remark.loc, lineAt(engine.sourceTree(), remark.range));
    for (const DiagnosticNote &note : remark.notes) {
      os << "  - " << visible(note.message) << '\n';
      place(note.loc, lineAt(engine.sourceTree(), note.range));
    }
  }

  void place(const Loc &loc, llvm::StringRef line) {
    if (!loc.isValid())
      return;
    os << "    " << visible(loc.file) << ':' << loc.line << ':' << loc.column;
    if (!line.empty())
      os << ": " << visible(line);
    os << '\n';
  }

  const DiagnosticEngine &engine;
  llvm::raw_ostream &os;
};
} // namespace

ExitCode cogc::explain(const CompilerInvocation &invocation, llvm::raw_ostream &out,
                       llvm::raw_ostream &err) {
  Compilation compilation(invocation);
  compilation.options.explain = true;
  compilation.makePlan();
  compilation.render(out, err);
  if (invocation.explainLayers) {
    if (!compilation.diags.hasErrors())
      explainLayers(compilation, out);
    return compilation.exitCode();
  }
  bool isText = invocation.diagnostics.format == DiagnosticFormat::Text;
  if (isText && !compilation.diags.hasErrors())
    Explainer(compilation.diags, out).explain();
  return compilation.exitCode();
}
