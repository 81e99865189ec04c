//===- Fix.cpp - `cogc check --fix` -------------------------------------------===//
//
// A round is a compile, the safe fix-its of its diagnostics, and the files
// written. What a fix uncovers (the value of a key that was misspelt) is found
// by the next round; the last one finds nothing to fix, and what it reports is
// what is left for people.
//
//===----------------------------------------------------------------------===//
#include "Fix.h"
#include "Compilation.h"
#include "cogc/Support/AtomicFile.h"
#include "cogc/Support/Quote.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

using namespace cogc;

/// More rounds than mistakes can hide behind each other.
static constexpr unsigned maxRounds = 16;

static bool isSafe(const Diagnostic &diagnostic) {
  return !diagnostic.fixIts.empty() && llvm::all_of(diagnostic.fixIts, [](const FixIt &fixIt) {
    return fixIt.kind == FixKind::Safe && fixIt.range.isValid();
  });
}

/// Whether both change the same text; side by side is apart.
static bool overlap(const FixIt &left, const FixIt &right) {
  return left.range.file == right.range.file &&
         (left.range == right.range ||
          (left.range.begin < right.range.end && right.range.begin < left.range.end));
}

static bool isFree(const Diagnostic &diagnostic, llvm::ArrayRef<FixIt> taken) {
  return llvm::none_of(diagnostic.fixIts, [&](const FixIt &fixIt) {
    return llvm::any_of(taken, [&](const FixIt &other) { return overlap(fixIt, other); });
  });
}

/// The text of \p file with \p edits, which are sorted and apart.
static std::string edited(llvm::StringRef text, llvm::ArrayRef<FixIt> edits, FileId file) {
  std::string result;
  uint32_t done = 0;
  for (const FixIt &edit : edits) {
    if (edit.range.file != file)
      continue;
    result += text.slice(done, edit.range.begin);
    result += edit.replacement;
    done = edit.range.end;
  }
  return result + text.substr(done).str();
}

Fixes cogc::applyFixes(const DiagnosticEngine &engine) {
  Fixes fixes;
  std::vector<FixIt> edits;
  for (const Diagnostic *each : shownDiagnostics(engine, /*remarks=*/false)) {
    if (!isSafe(*each) || !isFree(*each, edits))
      continue;
    fixes.applied.push_back(each);
    llvm::append_range(edits, each->fixIts);
  }
  auto key = [](const FixIt &edit) {
    return std::tuple(edit.range.file.index, edit.range.begin, edit.range.end);
  };
  llvm::stable_sort(edits, [&](auto &left, auto &right) { return key(left) < key(right); });
  for (const FixIt &edit : edits)
    if (fixes.files.empty() || fixes.files.back().file != edit.range.file)
      fixes.files.push_back({edit.range.file, edited(engine.sourceTree().contents(edit.range.file),
                                                     edits, edit.range.file)});
  return fixes;
}

static void announce(const Diagnostic &fixed, LogFormat format, llvm::raw_ostream &err) {
  if (format == LogFormat::Json) {
    err << "{\"level\":\"info\",\"kind\":\"" << diagName(fixed.kind)
        << "\",\"msg\":" << jsonQuote("fixed: " + fixed.message)
        << ",\"file\":" << jsonQuote(fixed.loc.file) << ",\"line\":" << fixed.loc.line
        << ",\"column\":" << fixed.loc.column << "}\n";
    return;
  }
  err << fixed.loc.file << ':' << fixed.loc.line << ':' << fixed.loc.column
      << ": fixed: " << fixed.message << " [" << diagName(fixed.kind) << "]\n";
}

/// Writes what a round changed; whether there may be another one.
static bool writeRound(Compilation &compilation, const Fixes &fixes, llvm::raw_ostream &err) {
  for (const FixedFile &file : fixes.files) {
    llvm::StringRef name = compilation.tree.name(file.file);
    llvm::SmallString<128> path(compilation.project.root);
    llvm::sys::path::append(path, name);
    if (llvm::Error error = writeFileAtomically(path, file.contents)) {
      compilation.diags.report(Diag::cannot_write, std::nullopt, name,
                               llvm::toString(std::move(error)));
      return false;
    }
  }
  for (const Diagnostic *fixed : fixes.applied)
    announce(*fixed, compilation.invocation.logFormat, err);
  return !fixes.applied.empty();
}

ExitCode cogc::fix(const CompilerInvocation &invocation, llvm::raw_ostream &out,
                   llvm::raw_ostream &err) {
  for (unsigned round = 1;; ++round) {
    Compilation compilation(invocation);
    compilation.makePlan();
    bool isFile = compilation.project.kind == Project::Kind::Config;
    Fixes fixes = isFile && round <= maxRounds ? applyFixes(compilation.diags) : Fixes();
    if (writeRound(compilation, fixes, err))
      continue;
    compilation.render(out, err);
    return compilation.exitCode();
  }
}
