#include "GraphBuilder.h"
#include "cogc/Support/Digest.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"

using namespace cogc;
using namespace cogc::llb;

int64_t InputList::indexOf(const FileSystem &files) {
  if (!files)
    return -1;
  auto found = llvm::find(edges, *files);
  if (found == edges.end())
    found = edges.insert(edges.end(), *files);
  return found - edges.begin();
}

std::string GraphBuilder::title(const Stage &stage, const Op &op, llvm::StringRef text) {
  static constexpr size_t longest = 100;
  llvm::StringRef line = (op.title.empty() ? text : llvm::StringRef(op.title)).trim();
  llvm::StringRef first = line.split('\n').first.rtrim();
  std::string result = ("[" + stage.name + "] " + first.take_front(longest)).str();
  if (first.size() > longest || first.size() < line.size())
    result += " …";
  return result;
}

//===----------------------------------------------------------------------===//
// Sources
//===----------------------------------------------------------------------===//

FileSystem GraphBuilder::addSource(SourceOp op, std::vector<std::string> caps, std::string name,
                                   bool hasPlatform) {
  llvm::sort(op.attrs);
  Vertex vertex;
  vertex.op = std::move(op);
  vertex.caps = std::move(caps);
  vertex.name = std::move(name);
  if (hasPlatform)
    vertex.platform = plan.platform;
  return add(std::move(vertex));
}

/// `["a","b"]`, as the attributes of a local source want their lists.
static std::string jsonList(const std::vector<std::string> &strings) {
  llvm::json::Array array;
  for (const std::string &string : strings)
    array.push_back(llvm::json::fixUTF8(string));
  return llvm::formatv("{0}", llvm::json::Value(std::move(array))).str();
}

SourceOp GraphBuilder::contextSource(const Context &context, std::vector<std::string> &caps) const {
  SourceOp op{"local://" + context.name, {}};
  caps.push_back("source.local");
  auto attribute = [&](const char *name, const char *cap, std::string value) {
    op.attrs.emplace_back(name, std::move(value));
    caps.push_back(cap);
  };
  // Builds whose vertices have equal digests are joined while they run, and
  // would get one of the two contexts.
  if (!options.contextId.empty())
    attribute("local.unique", "source.local.unique", options.contextId);
  if (!options.sharedKeyHint.empty())
    attribute("local.sharedkeyhint", "source.local.sharedkeyhint", options.sharedKeyHint);
  if (!context.exclude.empty())
    attribute("local.excludepatterns", "source.local.excludepatterns", jsonList(context.exclude));
  return op;
}

/// `0644`.
static std::string octal(unsigned mode) {
  std::string digits;
  for (; mode != 0; mode >>= 3)
    digits.insert(digits.begin(), char('0' + (mode & 7)));
  return "0" + digits;
}

static SourceOp httpSource(const HttpState &http, std::vector<std::string> &caps) {
  SourceOp op{http.url, {}};
  caps.push_back("source.http");
  if (!http.checksum.empty()) {
    op.attrs.emplace_back("http.checksum", http.checksum);
    caps.push_back("source.http.checksum");
  }
  if (!http.filename.empty())
    op.attrs.emplace_back("http.filename", http.filename);
  if (http.mode) {
    op.attrs.emplace_back("http.perm", octal(*http.mode));
    caps.push_back("source.http.perm");
  }
  return op;
}

/// `git://host/path#ref:subdir`; the whole URL goes into an attribute.
static SourceOp gitSource(const GitState &git, std::vector<std::string> &caps) {
  llvm::StringRef remote = git.url;
  if (size_t scheme = remote.find("://"); scheme != llvm::StringRef::npos)
    remote = remote.substr(scheme + 3);
  std::string identifier = "git://" + remote.str();
  if (!git.ref.empty() || !git.subdir.empty())
    identifier += "#" + git.ref;
  if (!git.subdir.empty())
    identifier += ":" + git.subdir;
  SourceOp op{identifier, {{"git.fullurl", git.url}}};
  caps = {"source.git", "source.git.fullurl"};
  if (!git.subdir.empty())
    caps.push_back("source.git.subdir");
  if (git.keepGitDir) {
    op.attrs.emplace_back("git.keepgitdir", "true");
    caps.push_back("source.git.keepgitdir");
  }
  return op;
}

//===----------------------------------------------------------------------===//
// States
//===----------------------------------------------------------------------===//

FileSystem GraphBuilder::lowerMerge(const MergeState &merge) {
  Vertex vertex;
  for (const State &input : merge.inputs)
    // An empty file system adds nothing to a union.
    if (FileSystem files = lower(input))
      vertex.inputs.push_back(*files);
  if (vertex.inputs.empty())
    return std::nullopt;
  if (vertex.inputs.size() == 1)
    return vertex.inputs.front();
  vertex.op = MergeOp();
  vertex.caps = {"mergeop"};
  vertex.name = "merge";
  return add(std::move(vertex));
}

FileSystem GraphBuilder::lowerDiff(const DiffState &diff) {
  InputList inputs;
  DiffOp op;
  op.lower = inputs.indexOf(lower(diff.inputs[0]));
  op.upper = inputs.indexOf(lower(diff.inputs[1]));
  Vertex vertex;
  vertex.op = op;
  vertex.inputs = inputs.take();
  vertex.caps = {"diffop"};
  vertex.name = "diff";
  return add(std::move(vertex));
}

FileSystem GraphBuilder::lower(const State &state) {
  std::vector<std::string> caps;
  return std::visit(
      Overloaded{
          [&](const ScratchState &) -> FileSystem { return std::nullopt; },
          [&](const AutoState &) -> FileSystem { llvm_unreachable("the plan is not final"); },
          [&](const BaseState &) -> FileSystem { llvm_unreachable("the plan is not final"); },
          [&](const ImageState &image) {
            return addSource({"docker-image://" + image.ref, {}}, {"source.image"},
                             "FROM " + image.ref, /*hasPlatform=*/true);
          },
          [&](const StageState &stage) { return stages.lookup(stage.name); },
          [&](const ContextState &context) {
            SourceOp op = contextSource(*plan.findContext(context.name), caps);
            return addSource(std::move(op), caps, "[internal] load " + context.name);
          },
          [&](const HttpState &http) {
            SourceOp op = httpSource(http, caps);
            return addSource(std::move(op), caps, http.url);
          },
          [&](const GitState &git) {
            SourceOp op = gitSource(git, caps);
            return addSource(std::move(op), caps, git.url);
          },
          [&](const OciLayoutState &layout) {
            return addSource({"oci-layout://" + layout.ref, {{"oci.store", layout.store}}},
                             {"source.ocilayout"}, "FROM " + layout.ref, /*hasPlatform=*/true);
          },
          [&](const MergeState &merge) { return lowerMerge(merge); },
          [&](const DiffState &diff) { return lowerDiff(diff); },
      },
      state.value);
}

FileSystem GraphBuilder::lowerStage(const Stage &stage) {
  FileSystem files = lower(stage.from);
  Environment environment = environmentOf(plan, stage.from);
  llvm::ArrayRef<Op> ops = stage.ops;
  while (!ops.empty()) {
    if (isFileOp(ops.front())) {
      llvm::ArrayRef<Op> group = ops.take_while(isFileOp);
      files = lowerFileOps(stage, group, files);
      ops = ops.drop_front(group.size());
      continue;
    }
    const Op &op = ops.front();
    if (auto *run = op.getIf<RunOp>())
      files = lowerRun(stage, op, *run, environment, files);
    else
      applyOp(environment, op);
    ops = ops.drop_front();
  }
  return files;
}

Graph GraphBuilder::build() {
  for (const Stage &stage : plan.stages)
    stages[stage.name] = lowerStage(stage);
  graph.result = lower(plan.result.from);
  return std::move(graph);
}

Graph cogc::buildGraph(const Plan &plan, const LLBOptions &options) {
  assert(plan.level == PlanLevel::Final && "backends accept final plans only");
  return GraphBuilder(plan, options).build();
}

std::string cogc::deriveContextId(const SourceTree &tree) {
  std::string all;
  for (uint32_t i = 0; i < tree.size(); ++i) {
    FileId file{i};
    all += tree.name(file);
    all += '\0';
    all += sha256Hex(tree.contents(file));
    all += '\n';
  }
  return sha256Hex(all);
}
