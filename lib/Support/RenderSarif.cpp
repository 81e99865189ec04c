//===- RenderSarif.cpp - Diagnostics for code scanning tools --------------===//
//
// SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/): one run, one
// rule for each kind of Diagnostics.def, one result for each diagnostic.
//
//===----------------------------------------------------------------------===//
#include "Render.h"
#include "cogc/Support/Quote.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"

using namespace cogc;

namespace {
class SarifRenderer {
public:
  SarifRenderer(const DiagnosticEngine &engine, const RenderOptions &options, llvm::raw_ostream &os)
      : engine(engine), tree(engine.sourceTree()), options(options), json(os, 2) {}

  void render();

private:
  void tool();
  void rule(Diag kind);
  void result(const Diagnostic &diagnostic);
  void message(llvm::StringRef key, llvm::StringRef value);
  void location(const Loc &loc, SourceRange range);
  void artifact(llvm::StringRef file);
  void region(llvm::StringRef key, const Loc &loc, SourceRange range);
  void relatedLocations(llvm::ArrayRef<DiagnosticNote> notes);
  void fixes(llvm::ArrayRef<FixIt> fixIts);
  static size_t sameFile(llvm::ArrayRef<FixIt> fixIts);
  void change(llvm::ArrayRef<FixIt> fixIts);
  uint32_t characterColumn(FileId file, LineColumn position) const;
  void text(llvm::StringRef key, llvm::StringRef value) { textAttribute(json, key, value); }

  const DiagnosticEngine &engine;
  const SourceTree &tree;
  const RenderOptions &options;
  llvm::json::OStream json;
};
} // namespace

static llvm::StringRef levelOf(Severity severity) {
  switch (severity) {
  case Severity::Error:
    return "error";
  case Severity::Warning:
    return "warning";
  case Severity::Remark:
  case Severity::Note:
    return "note";
  }
  llvm_unreachable("all severities have a level");
}

/// A path as an URI reference (RFC 3986, 3.3): all but the unreserved
/// characters and the slash in percent form.
static std::string uriOf(llvm::StringRef file) {
  std::string result;
  for (char c : file) {
    if (llvm::isAlnum(c) || llvm::StringRef("-._~/").contains(c))
      result += c;
    else
      result += llvm::formatv("%{0:X-2}", static_cast<uint8_t>(c)).str();
  }
  return result;
}

/// Braces in a message mark a placeholder, so literal ones are doubled (3.11.5).
static std::string messageText(llvm::StringRef text) {
  std::string result;
  for (char c : text)
    result.append(c == '{' || c == '}' ? 2 : 1, c);
  return result;
}

/// SARIF counts characters where we count bytes (3.14.2).
uint32_t SarifRenderer::characterColumn(FileId file, LineColumn position) const {
  llvm::StringRef before = tree.line(file, position.line).take_front(position.column - 1);
  auto startsCharacter = [](char c) { return (c & 0xC0) != 0x80; };
  return static_cast<uint32_t>(llvm::count_if(before, startsCharacter)) + 1;
}

void SarifRenderer::message(llvm::StringRef key, llvm::StringRef value) {
  json.attributeObject(key, [&] { text("text", messageText(value)); });
}

void SarifRenderer::artifact(llvm::StringRef file) {
  json.attributeObject("artifactLocation", [&] { text("uri", uriOf(file)); });
}

void SarifRenderer::region(llvm::StringRef key, const Loc &loc, SourceRange range) {
  json.attributeObject(key, [&] {
    json.attribute("startLine", loc.line);
    if (!range.isValid())
      return;
    uint32_t last = std::max(range.begin, range.end);
    LineColumn end = tree.position(range.file, last);
    json.attribute("startColumn", characterColumn(range.file, {loc.line, loc.column}));
    json.attribute("endLine", end.line);
    json.attribute("endColumn", characterColumn(range.file, end));
    json.attribute("byteOffset", range.begin);
    json.attribute("byteLength", last - range.begin);
  });
}

void SarifRenderer::location(const Loc &loc, SourceRange range) {
  json.attributeObject("physicalLocation", [&] {
    artifact(loc.file);
    region("region", loc, range);
  });
}

void SarifRenderer::relatedLocations(llvm::ArrayRef<DiagnosticNote> notes) {
  if (notes.empty())
    return;
  json.attributeArray("relatedLocations", [&] {
    for (const DiagnosticNote &note : notes)
      json.object([&] {
        message("message", note.message);
        if (note.loc.isValid())
          location(note.loc, note.range);
      });
  });
}

/// The fix-its of a diagnostic belong together: one fix, with a change for each
/// file that they touch, which is nearly always one.
void SarifRenderer::fixes(llvm::ArrayRef<FixIt> fixIts) {
  if (fixIts.empty())
    return;
  json.attributeArray("fixes", [&] {
    json.object([&] {
      json.attributeArray("artifactChanges", [&] {
        for (; !fixIts.empty(); fixIts = fixIts.drop_front(sameFile(fixIts)))
          change(fixIts.take_front(sameFile(fixIts)));
      });
    });
  });
}

/// How many fix-its in front are about the file of the first.
size_t SarifRenderer::sameFile(llvm::ArrayRef<FixIt> fixIts) {
  auto isOther = [&](const FixIt &fixIt) { return fixIt.range.file != fixIts[0].range.file; };
  return llvm::find_if(fixIts, isOther) - fixIts.begin();
}

void SarifRenderer::change(llvm::ArrayRef<FixIt> fixIts) {
  json.object([&] {
    artifact(tree.name(fixIts.front().range.file));
    json.attributeArray("replacements", [&] {
      for (const FixIt &fixIt : fixIts)
        json.object([&] {
          region("deletedRegion", tree.locate(fixIt.range), fixIt.range);
          json.attributeObject("insertedContent", [&] { text("text", fixIt.replacement); });
        });
    });
  });
}

void SarifRenderer::result(const Diagnostic &diagnostic) {
  json.object([&] {
    text("ruleId", diagName(diagnostic.kind));
    json.attribute("ruleIndex", unsigned(diagnostic.kind));
    text("level", levelOf(diagnostic.severity));
    message("message", diagnostic.message);
    if (diagnostic.loc.isValid())
      json.attributeArray(
          "locations", [&] { json.object([&] { location(diagnostic.loc, diagnostic.range); }); });
    relatedLocations(diagnostic.notes);
    fixes(diagnostic.fixIts);
  });
}

void SarifRenderer::rule(Diag kind) {
  json.object([&] {
    text("id", diagName(kind));
    // Our texts mark their holes as SARIF does, `{0}`.
    json.attributeObject("messageStrings", [&] {
      json.attributeObject("default", [&] { text("text", diagFormat(kind)); });
    });
    json.attributeObject("defaultConfiguration",
                         [&] { text("level", levelOf(diagSeverity(kind))); });
  });
}

void SarifRenderer::tool() {
  json.attributeObject("tool", [&] {
    json.attributeObject("driver", [&] {
      text("name", "cogc");
      text("version", COGC_VERSION);
      json.attributeArray("rules", [&] {
        for (unsigned kind = 0; kind < diagCount(); ++kind)
          rule(static_cast<Diag>(kind));
      });
    });
  });
}

void SarifRenderer::render() {
  json.object([&] {
    text("$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/"
                    "sarif-schema-2.1.0.json");
    text("version", "2.1.0");
    json.attributeArray("runs", [&] {
      json.object([&] {
        tool();
        text("columnKind", "unicodeCodePoints");
        json.attributeArray("results", [&] {
          for (const Diagnostic *each : shownDiagnostics(engine, options.remarks))
            result(*each);
        });
      });
    });
  });
}

void cogc::renderSarif(const DiagnosticEngine &engine, const RenderOptions &options,
                       llvm::raw_ostream &os) {
  SarifRenderer(engine, options, os).render();
  os << '\n';
}
