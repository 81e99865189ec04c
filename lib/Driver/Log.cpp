//===- Log.cpp - Messages as JSON lines ----------------------------------===//
#include "Compilation.h"
#include "cogc/Support/Quote.h"
#include "llvm/ADT/STLExtras.h"

using namespace cogc;

static llvm::StringRef levelOf(Severity severity) {
  switch (severity) {
  case Severity::Error:
    return "error";
  case Severity::Warning:
    return "warning";
  case Severity::Remark:
  case Severity::Note:
    return "info";
  }
  llvm_unreachable("all severities have a level");
}

// By hand: jsonQuote copes with what is not UTF-8 in the user's files.
static void renderMessage(llvm::StringRef message, const Loc &loc, llvm::raw_ostream &os) {
  os << "\"msg\":" << jsonQuote(message);
  if (loc.isValid())
    os << ",\"file\":" << jsonQuote(loc.file) << ",\"line\":" << loc.line
       << ",\"column\":" << loc.column;
}

static void renderLine(const Diagnostic &diagnostic, llvm::raw_ostream &os) {
  os << "{\"level\":\"" << levelOf(diagnostic.severity) << "\",\"kind\":\""
     << diagName(diagnostic.kind) << "\",";
  renderMessage(diagnostic.message, diagnostic.loc, os);
  if (!diagnostic.notes.empty()) {
    os << ",\"notes\":[";
    llvm::interleaveComma(diagnostic.notes, os, [&](const DiagnosticNote &note) {
      os << "{";
      renderMessage(note.message, note.loc, os);
      os << "}";
    });
    os << "]";
  }
  os << "}\n";
}

void cogc::renderLog(const DiagnosticEngine &engine, bool remarks, llvm::raw_ostream &os) {
  for (const Diagnostic *each : shownDiagnostics(engine, remarks))
    renderLine(*each, os);
}

void cogc::renderMessages(const DiagnosticEngine &engine, const CompilerInvocation &invocation,
                          llvm::raw_ostream &documents, llvm::raw_ostream &err) {
  bool isDocument = invocation.diagnostics.format != DiagnosticFormat::Text;
  if (isDocument)
    renderDiagnostics(engine, invocation.diagnostics, documents);
  else if (invocation.logFormat == LogFormat::Json)
    renderLog(engine, invocation.diagnostics.remarks, err);
  else
    renderDiagnostics(engine, invocation.diagnostics, err);
}
