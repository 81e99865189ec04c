//===- RenderJson.cpp - Diagnostics for programs --------------------------===//
//
// One document: {"version": 1, "diagnostics": […], "errors": N, "warnings": N}.
// Lines and columns are 1-based, columns count bytes, ends are exclusive.
//
//===----------------------------------------------------------------------===//
#include "Render.h"
#include "cogc/Support/Quote.h"
#include "llvm/Support/JSON.h"

using namespace cogc;

namespace {
class JsonRenderer {
public:
  JsonRenderer(const DiagnosticEngine &engine, const RenderOptions &options, llvm::raw_ostream &os)
      : engine(engine), tree(engine.sourceTree()), options(options), json(os, 2) {}

  void render();

private:
  void diagnostic(const Diagnostic &diagnostic);
  void place(const Loc &loc, SourceRange range);
  void notes(llvm::ArrayRef<DiagnosticNote> notes);
  void fixIts(llvm::ArrayRef<FixIt> fixIts);
  void text(llvm::StringRef key, llvm::StringRef value) { textAttribute(json, key, value); }

  const DiagnosticEngine &engine;
  const SourceTree &tree;
  const RenderOptions &options;
  llvm::json::OStream json;
};
} // namespace

void JsonRenderer::place(const Loc &loc, SourceRange range) {
  if (!loc.isValid())
    return;
  text("file", loc.file);
  json.attribute("line", loc.line);
  json.attribute("column", loc.column);
  if (!range.isValid())
    return;
  LineColumn end = tree.position(range.file, std::max(range.begin, range.end));
  json.attribute("endLine", end.line);
  json.attribute("endColumn", end.column);
}

void JsonRenderer::notes(llvm::ArrayRef<DiagnosticNote> notes) {
  if (notes.empty())
    return;
  json.attributeArray("notes", [&] {
    for (const DiagnosticNote &note : notes)
      json.object([&] {
        text("message", note.message);
        place(note.loc, note.range);
      });
  });
}

void JsonRenderer::fixIts(llvm::ArrayRef<FixIt> fixIts) {
  if (fixIts.empty())
    return;
  json.attributeArray("fixIts", [&] {
    for (const FixIt &fixIt : fixIts)
      json.object([&] {
        place(tree.locate(fixIt.range), fixIt.range);
        text("replacement", fixIt.replacement);
        json.attribute("safe", fixIt.kind == FixKind::Safe);
      });
  });
}

void JsonRenderer::diagnostic(const Diagnostic &diagnostic) {
  json.object([&] {
    text("kind", diagName(diagnostic.kind));
    text("severity", severityName(diagnostic.severity));
    text("message", diagnostic.message);
    place(diagnostic.loc, diagnostic.range);
    notes(diagnostic.notes);
    fixIts(diagnostic.fixIts);
  });
}

void JsonRenderer::render() {
  json.object([&] {
    json.attribute("version", 1);
    json.attributeArray("diagnostics", [&] {
      for (const Diagnostic *each : shownDiagnostics(engine, options.remarks))
        diagnostic(*each);
    });
    json.attribute("errors", engine.count(Severity::Error));
    json.attribute("warnings", engine.count(Severity::Warning));
  });
}

void cogc::renderJson(const DiagnosticEngine &engine, const RenderOptions &options,
                      llvm::raw_ostream &os) {
  JsonRenderer(engine, options, os).render();
  os << '\n';
}
