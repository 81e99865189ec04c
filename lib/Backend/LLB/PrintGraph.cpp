//===- PrintGraph.cpp - llb::Graph as text and as Graphviz -------------------===//
//
// Real digests cascade (one changed leaf changes every vertex above it), so the
// text names vertices by their place in the order: `%0`, `%1`. A diff of two
// dumps then shows what changed and nothing else.
//
//===----------------------------------------------------------------------===//
#include "cogc/Backend/LLB.h"
#include "cogc/IR/Ops.h"
#include "cogc/Support/Quote.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"

using namespace cogc;
using namespace cogc::llb;

static std::string edgeName(const Edge &edge) {
  std::string name = "%" + llvm::utostr(edge.vertex);
  return edge.output == 0 ? name : name + "#" + llvm::utostr(edge.output);
}

static std::string list(const std::vector<std::string> &strings) {
  std::string text = "[";
  for (size_t i = 0; i < strings.size(); ++i)
    text += (i ? ", " : "") + jsonQuote(strings[i]);
  return text + "]";
}

/// A name as it is, in quotes when it could be mistaken for something else.
static std::string word(llvm::StringRef text) {
  bool plain = llvm::all_of(text, [](char c) { return c > ' ' && c != '"' && c != 0x7f; });
  return plain && !text.empty() ? text.str() : jsonQuote(text);
}

namespace {
/// Writes one vertex, indented by two.
class VertexPrinter {
public:
  VertexPrinter(const Vertex &vertex, llvm::raw_ostream &os) : vertex(vertex), os(os) {}

  void print() {
    std::visit([this](const auto &op) { printOp(op); }, vertex.op);
    if (vertex.platform)
      os << "  platform " << vertex.platform->str() << '\n';
    if (!vertex.name.empty())
      os << "  name " << jsonQuote(vertex.name) << '\n';
    os << "  caps " << llvm::join(vertex.caps, " ") << '\n';
    for (const Loc &loc : vertex.locs)
      os << "  at " << word(loc.file) << ':' << loc.line << '\n';
  }

private:
  std::string input(int64_t index) const {
    return index < 0 ? "scratch" : edgeName(vertex.inputs[index]);
  }

  void printOp(const SourceOp &op) {
    os << "source " << jsonQuote(op.identifier) << '\n';
    for (auto &[name, value] : op.attrs)
      os << "  attr " << name << '=' << jsonQuote(value) << '\n';
  }

  void printOp(const ExecOp &op) {
    os << "exec " << list(op.args) << '\n';
    for (const std::string &var : op.env)
      os << "  env " << jsonQuote(var) << '\n';
    os << "  cwd " << jsonQuote(op.cwd) << '\n';
    if (!op.user.empty())
      os << "  user " << jsonQuote(op.user) << '\n';
    if (op.network != ExecOp::Network::Unset)
      os << "  network " << (op.network == ExecOp::Network::Host ? "host" : "none") << '\n';
    if (op.insecure)
      os << "  security insecure\n";
    for (const llb::Mount &mount : op.mounts)
      printMount(mount);
    for (const SecretEnv &secret : op.secretEnv)
      os << "  secret-env " << word(secret.name) << " id=" << jsonQuote(secret.id)
         << (secret.optional ? " optional" : "") << '\n';
  }

  void printMount(const llb::Mount &mount) {
    using Type = llb::Mount::Type;
    static constexpr const char *types[] = {"bind", "secret", "ssh", "cache", "tmpfs"};
    static constexpr const char *sharing[] = {"shared", "private", "locked"};
    os << "  mount " << types[int(mount.type)] << ' ' << jsonQuote(mount.dest);
    bool isFiles = mount.type == Type::Bind || mount.type == Type::Cache;
    if (isFiles)
      os << " from " << input(mount.input);
    if (!mount.selector.empty())
      os << " selector=" << jsonQuote(mount.selector);
    if (mount.type == Type::Cache)
      os << " id=" << jsonQuote(mount.cacheId) << " sharing=" << sharing[int(mount.sharing)];
    if (mount.type == Type::Secret || mount.type == Type::Ssh) {
      os << " id=" << jsonQuote(mount.id) << llvm::format(" mode=%04o", mount.mode);
      if (mount.uid || mount.gid)
        os << " owner=" << mount.uid << ':' << mount.gid;
      if (mount.optional)
        os << " optional";
    }
    if (mount.size)
      os << " size=" << mount.size;
    if (mount.readonly)
      os << " readonly";
    if (isFiles && mount.output >= 0)
      os << " output=" << mount.output;
    os << '\n';
  }

  void printOp(const llb::FileOp &op) {
    os << "file\n";
    for (size_t k = 0; k < op.actions.size(); ++k)
      printAction(op.actions[k]);
  }

  /// An action's input: a vertex, scratch, or `#k`, the result of action k.
  std::string actionInput(int64_t index) const {
    int64_t inputs = vertex.inputs.size();
    return index < inputs ? input(index) : "#" + llvm::itostr(index - inputs);
  }

  void printAction(const FileAction &action) {
    os << "  on " << actionInput(action.input) << ' ';
    switch (action.kind) {
    case FileAction::Kind::Copy:
      os << "copy " << jsonQuote(action.src) << " from " << actionInput(action.secondaryInput)
         << " to " << jsonQuote(action.path);
      break;
    case FileAction::Kind::MkFile:
      os << "mkfile " << jsonQuote(action.path) << ' ' << jsonQuote(action.data);
      break;
    case FileAction::Kind::MkDir:
      os << "mkdir " << jsonQuote(action.path);
      break;
    case FileAction::Kind::Rm:
      os << "rm " << jsonQuote(action.path) << (action.allowNotFound ? " allow-not-found" : "");
      break;
    case FileAction::Kind::Symlink:
      os << "symlink " << jsonQuote(action.path) << " to " << jsonQuote(action.src);
      break;
    }
    if (!action.includePatterns.empty())
      os << " include=" << list(action.includePatterns);
    if (!action.excludePatterns.empty())
      os << " exclude=" << list(action.excludePatterns);
    if (!action.requiredPaths.empty())
      os << " required=" << list(action.requiredPaths);
    if (action.mode != -1)
      os << llvm::format(" mode=%04o", action.mode);
    if (action.owner)
      os << " owner=" << action.owner->uid << ':' << action.owner->gid;
    if (action.timestamp != -1)
      os << " time=" << action.timestamp;
    if (action.output >= 0)
      os << " output=" << action.output;
    os << '\n';
  }

  void printOp(const MergeOp &) {
    os << "merge";
    for (const Edge &edge : vertex.inputs)
      os << ' ' << edgeName(edge);
    os << '\n';
  }

  void printOp(const DiffOp &op) {
    os << "diff " << input(op.lower) << ' ' << input(op.upper) << '\n';
  }

  const Vertex &vertex;
  llvm::raw_ostream &os;
};
} // namespace

void cogc::printGraph(const Graph &graph, llvm::raw_ostream &os) {
  for (size_t i = 0; i < graph.vertices().size(); ++i) {
    os << '%' << i << " = ";
    VertexPrinter(graph.vertices()[i], os).print();
    os << '\n';
  }
  os << "result " << (graph.result ? edgeName(*graph.result) : "scratch") << '\n';
}

void cogc::printGraphDot(const Graph &graph, llvm::raw_ostream &os) {
  static constexpr const char *shapes[] = {"ellipse", "box", "note", "trapezium", "diamond"};
  os << "digraph llb {\n  rankdir=BT;\n";
  for (size_t i = 0; i < graph.vertices().size(); ++i) {
    const Vertex &vertex = graph.vertices()[i];
    os << "  v" << i << " [shape=" << shapes[vertex.op.index()]
       << ", label=" << jsonQuote(vertex.name) << "];\n";
    for (const Edge &edge : vertex.inputs)
      os << "  v" << edge.vertex << " -> v" << i << ";\n";
  }
  if (graph.result)
    os << "  result [shape=doublecircle];\n  v" << graph.result->vertex << " -> result;\n";
  os << "}\n";
}
