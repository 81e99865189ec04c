#include "Encodable.h"
#include "cogc/Support/Quote.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/JSON.h"

using namespace cogc;
using namespace cogc::llb;

using Visit = llvm::function_ref<void(llvm::StringRef)>;

static void forEachText(const std::vector<std::string> &texts, Visit visit) {
  for (const std::string &text : texts)
    visit(text);
}

static void forEachText(const SourceOp &op, Visit visit) {
  visit(op.identifier);
  for (auto &[name, value] : op.attrs)
    visit(value);
}

static void forEachText(const ExecOp &op, Visit visit) {
  forEachText(op.args, visit);
  forEachText(op.env, visit);
  visit(op.cwd);
  visit(op.user);
  for (const Mount &mount : op.mounts) {
    visit(mount.selector);
    visit(mount.dest);
    visit(mount.cacheId);
    visit(mount.id);
  }
  for (const SecretEnv &secret : op.secretEnv) {
    visit(secret.id);
    visit(secret.name);
  }
}

static void forEachText(const FileOp &op, Visit visit) {
  for (const FileAction &action : op.actions) {
    visit(action.src);
    visit(action.path);
    forEachText(action.includePatterns, visit);
    forEachText(action.excludePatterns, visit);
    forEachText(action.requiredPaths, visit);
  }
}

static void forEachText(const MergeOp &, Visit) {}
static void forEachText(const DiffOp &, Visit) {}

Loc llb::placeOf(const Vertex &vertex) { return vertex.locs.empty() ? Loc() : vertex.locs.front(); }

bool llb::checkEncodable(const Vertex &vertex, DiagnosticEngine &diags) {
  bool good = true;
  auto check = [&](llvm::StringRef text) {
    if (!good || llvm::json::isUTF8(text))
      return;
    good = false;
    diags.report(Diag::llb_not_utf8, placeOf(vertex), vertex.name, jsonQuote(text.take_front(200)));
  };
  std::visit([&](const auto &op) { forEachText(op, check); }, vertex.op);
  return good;
}
