#include "GraphBuilder.h"
#include "cogc/Support/Credentials.h"
#include "cogc/Support/Digest.h"
#include "llvm/ADT/StringExtras.h"

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

const std::vector<Loc> &llb::placesOf(const Stage &stage, const Op &op) {
  return op.locs.empty() ? stage.locs : op.locs;
}

/// The length of \p text without a character that \p length would cut in two: a
/// name that is not UTF-8 would make the whole message unreadable for BuildKit.
static size_t wholeCharacters(llvm::StringRef text, size_t length) {
  while (length > 0 && (uint8_t(text[length]) & 0xc0) == 0x80)
    --length;
  return length;
}

std::string llb::vertexName(llvm::StringRef place, llvm::StringRef text) {
  static constexpr size_t longest = 100;
  llvm::StringRef line = text.trim(), first = line.split('\n').first.rtrim();
  std::string safe = maskCredentials(first);
  first = safe;
  if (first.size() > longest)
    first = first.take_front(wholeCharacters(first, longest));
  return ("[" + place + "] " + first + (first.size() < line.size() ? " …" : "")).str();
}

//===----------------------------------------------------------------------===//
// States
//===----------------------------------------------------------------------===//

FileSystem GraphBuilder::lowerMerge(const MergeState &merge, const Place &place) {
  Vertex vertex;
  for (const State &input : merge.inputs)
    // An empty file system adds nothing to a union.
    if (FileSystem files = lower(input, place))
      vertex.inputs.push_back(*files);
  if (vertex.inputs.empty())
    return std::nullopt;
  if (vertex.inputs.size() == 1)
    return vertex.inputs.front();
  vertex.op = MergeOp();
  vertex.caps = {"mergeop"};
  vertex.name = vertexName(place.name, printState({merge}));
  vertex.locs = place.locs;
  return add(std::move(vertex));
}

FileSystem GraphBuilder::lowerDiff(const DiffState &diff, const Place &place) {
  FileSystem lowerFiles = lower(diff.inputs[0], place), upperFiles = lower(diff.inputs[1], place);
  // Compared with nothing, everything is new; compared with itself, nothing.
  if (!lowerFiles)
    return upperFiles;
  if (lowerFiles == upperFiles)
    return std::nullopt;
  InputList inputs;
  Vertex vertex;
  int64_t lowerIndex = inputs.indexOf(lowerFiles);
  vertex.op = DiffOp{lowerIndex, inputs.indexOf(upperFiles)};
  vertex.inputs = inputs.take();
  vertex.caps = {"diffop"};
  vertex.name = vertexName(place.name, printState({diff}));
  vertex.locs = place.locs;
  return add(std::move(vertex));
}

FileSystem GraphBuilder::lower(const State &state, const Place &place) {
  if (state.is<ScratchState>())
    return std::nullopt;
  if (auto *stage = state.getIf<StageState>())
    return stages.lookup(stage->name);
  if (auto *merge = state.getIf<MergeState>())
    return lowerMerge(*merge, place);
  if (auto *diff = state.getIf<DiffState>())
    return lowerDiff(*diff, place);
  return addSource(state, place);
}

FileSystem GraphBuilder::lowerStage(const Stage &stage) {
  FileSystem files = lower(stage.from, {stage.name, stage.locs});
  // The same as environmentOf(), which walks down to the base each time.
  Environment environment = environments.lookup(environmentSource(stage.from));
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
  environments[stage.name] = std::move(environment);
  return files;
}

/// BuildKit wants at least one vertex: this one makes a folder that is there.
FileSystem GraphBuilder::emptyLayer() {
  FileAction action;
  action.kind = FileAction::Kind::MkDir;
  action.path = "/";
  action.mode = 0755;
  action.timestamp = 0;
  action.output = 0;
  Vertex vertex;
  vertex.op = llb::FileOp{{action}};
  vertex.caps = {"file.base"};
  vertex.name = vertexName("export", "scratch");
  return add(std::move(vertex));
}

Graph GraphBuilder::build() {
  for (const Stage &stage : plan.stages)
    stages[stage.name] = lowerStage(stage);
  graph.result = lower(plan.result.from, {"export", {}});
  if (!graph.result)
    graph.result = emptyLayer();
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
