//===- EmitDockerfile.cpp - The file and its stages -------------------------------===//
#include "Emitter.h"
#include "Quote.h"
#include "cogc/Backend/Dockerfile.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;
using namespace cogc::dockerfile;
using llvm::StringRef;

void cogc::emitDockerfile(const Plan &plan, DiagnosticEngine &diags, llvm::raw_ostream &os) {
  assert(plan.level == PlanLevel::Final && "backends take final plans only");
  os << Emitter(plan, diags).emit();
}

std::string Emitter::emit() {
  // FROM takes these two words for something else.
  uniqueName("scratch");
  uniqueName("context");
  for (const Context &context : plan.contexts)
    if (context.given)
      uniqueName(context.name);
  for (const Stage &stage : plan.stages)
    stagePlaces[stage.name].stage = uniqueName(stage.name);
  emitHeader();
  for (const Stage &stage : plan.stages)
    if (layout.of(stage.name).shape != Shape::Inline)
      emitStage(stage);
  where = Loc();
  StageText text;
  text.name = uniqueName("export");
  text.lands = text.inConfig = true;
  begin(text, plan.result.from);
  emitConfig(text);
  finish(text);
  return std::move(out);
}

/// The file that the plan was made from, as far as its places tell.
static StringRef sourceFile(const Plan &plan) {
  auto isYaml = [](const Loc &loc) {
    return StringRef(loc.file).ends_with(".yaml") || StringRef(loc.file).ends_with(".yml");
  };
  for (const Stage &stage : plan.stages) {
    if (auto loc = llvm::find_if(stage.locs, isYaml); loc != stage.locs.end())
      return loc->file;
    for (const Op &op : stage.ops)
      if (auto loc = llvm::find_if(op.locs, isYaml); loc != op.locs.end())
        return loc->file;
  }
  return {};
}

/// What is taken from a given context, where the plan says it.
static std::string whatIsIn(const Context &context) {
  return context.include.empty() ? "" : ", the folder of " + llvm::join(context.include, ", ");
}

void Emitter::emitHeader() {
  // --parents is stable from 1.20 on (docs/rationale/dockerfile-syntax-line.md).
  // The plan is for one platform, so the constant in FROM is meant.
  out = "# syntax=docker/dockerfile:1.20\n"
        "# check=skip=FromPlatformFlagConstDisallowed\n";
  StageText text;
  std::string from = sourceFile(plan).empty() ? "a plan" : sourceFile(plan).str();
  comment(text, "Made by cogc from " + from + " for " + plan.platform.str(), {});
  for (const Context &context : plan.contexts)
    if (context.given)
      comment(text, "Give it --build-context " + context.name + "=FOLDER" + whatIsIn(context), {});
  out += text.text;
}

std::string Emitter::uniqueName(StringRef wish) {
  std::string name = wish.str();
  while (!names.try_emplace(name, 2).second)
    name = (wish + "-" + llvm::Twine(names[wish]++)).str();
  return name;
}

//===----------------------------------------------------------------------===//
// Stages
//===----------------------------------------------------------------------===//

static Loc firstLoc(llvm::ArrayRef<Loc> locs) { return locs.empty() ? Loc() : locs.front(); }

static bool isSurrounding(const Op &op) {
  return op.getIf<EnvOp>() || op.getIf<WorkdirOp>() || op.getIf<UserOp>();
}

void Emitter::emitStage(const Stage &stage) {
  const StageLayout &info = layout.of(stage.name);
  Place &place = stagePlaces[stage.name];
  where = firstLoc(stage.locs);
  StageText text;
  text.name = place.stage;
  text.inConfig = info.inConfig;
  bool isStaged = info.shape == Shape::Staged;
  if (isStaged) {
    place = writeHelper(stage);
    if (!info.isBase)
      return;
    instruction(text, "FROM scratch AS " + text.name);
    copyAll(text, place, /*link=*/false);
  } else {
    text.lands = info.lands;
    text.hasShell = info.hasShell;
    comment(text, "", stage.locs);
    begin(text, stage.from);
  }
  for (const Op &op : stage.ops)
    if (!isStaged || isSurrounding(op))
      emitOp(text, op);
  finish(text);
  place = {text.name, ""};
  surroundings[stage.name] = text.around;
}

void Emitter::begin(StageText &text, const State &from) {
  std::vector<const State *> inputs = mergeInputs(from);
  beginFrom(text, *inputs.front());
  for (const State *input : llvm::drop_begin(inputs))
    link(text, *input);
}

std::string Emitter::fromImage(StringRef ref, StringRef name) const {
  // Not the builder's default: what stands in the plan was chosen for its platform.
  return ("FROM --platform=" + plan.platform.str() + " " + ref + " AS " + name).str();
}

void Emitter::beginFrom(StageText &text, const State &base) {
  if (const auto *image = base.getIf<ImageState>()) {
    text.isOnImage = true;
    return instruction(text, fromImage(image->ref, text.name));
  }
  instruction(text, "FROM " + placeOf(base).stage + " AS " + text.name);
  if (const auto *stage = base.getIf<StageState>())
    text.around = surroundings[stage->name];
}

/// Lays a further input of a merge over the stage. `COPY --link` is a merge of
/// its own, except that it cannot carry deletions: only what was put together
/// from copies is sure to have none.
void Emitter::link(StageText &text, const State &input) {
  if (input.is<ScratchState>())
    return;
  const auto *name = input.getIf<StageState>();
  if (!name)
    return copyAll(text, placeOf(input), /*link=*/true);
  const StageLayout &info = layout.of(name->name);
  if (info.shape == Shape::Inline)
    return emitInlined(text, *info.stage);
  auto isRun = [](const Op &op) { return op.getIf<RunOp>() != nullptr; };
  if (info.hasShell || llvm::any_of(info.stage->ops, isRun))
    return unsupported("a merge over which `@" + name->name + "` is laid",
                       "the stage runs commands, and `COPY` cannot carry what they delete");
  copyAll(text, placeOf(input), /*link=*/true);
}

void Emitter::emitInlined(StageText &text, const Stage &stage) {
  const Op &op = stage.ops.front();
  where = firstLoc(op.locs.empty() ? stage.locs : op.locs);
  comment(text, op.title, op.locs.empty() ? stage.locs : op.locs);
  emitCopy(text, *op.getIf<CopyOp>(), /*link=*/true);
}

void Emitter::finish(StageText &text) {
  flushScript(text);
  out += "\n" + text.text;
}

//===----------------------------------------------------------------------===//
// Helper stages (docs/rationale/times-in-a-dockerfile.md)
//===----------------------------------------------------------------------===//

/// Whether some stage on \p image has a user of its own, as the image has then.
static bool hasUser(const Plan &plan, const ImageState &image) {
  return llvm::any_of(plan.stages, [&](const Stage &stage) {
    const auto *base = stage.from.getIf<ImageState>();
    return base && *base == image &&
           llvm::any_of(stage.ops, [](const Op &op) { return op.getIf<UserOp>() != nullptr; });
  });
}

bool Emitter::beginHelper(StageText &text) {
  text.root = stagedRoot;
  text.hasShell = true;
  const ImageState *image = layout.shellImage();
  if (!image) {
    unsupported("the fixed time or the mode of a file",
                "no image of the plan has a shell to set it");
    return false;
  }
  instruction(text, fromImage(image->ref, text.name));
  if (hasUser(plan, *image))
    instruction(text, "USER root");
  return true;
}

/// The one time of everything that \p stage places, if there is one.
static std::optional<Timestamp> commonTime(const Stage &stage) {
  std::optional<Timestamp> common;
  for (const Op &op : stage.ops) {
    if (isSurrounding(op) || op.getIf<RmOp>())
      continue;
    std::optional<Timestamp> time = fixedTime(op);
    if (!time || (common && *common != *time))
      return std::nullopt;
    common = time;
  }
  return stage.from.is<ScratchState>() ? common : std::nullopt;
}

Place Emitter::writeHelper(const Stage &stage) {
  StageText text;
  text.name = uniqueName(stage.name + "-files");
  comment(text, "", stage.locs);
  if (!beginHelper(text))
    return {};
  for (const State *input : mergeInputs(stage.from))
    if (!input->is<ScratchState>())
      copyAll(text, placeOf(*input), /*link=*/false);
  bool lands = layout.of(stage.name).lands;
  std::optional<Timestamp> common = commonTime(stage);
  // One time for all is set at the end; else each op sets its own.
  text.lands = lands && !common;
  for (const Op &op : stage.ops)
    if (!isSurrounding(op))
      emitOp(text, op);
  if (lands && common)
    shellLine(text, touchTree(*common, stagedRoot));
  finish(text);
  return {text.name, stagedRoot};
}

/// A copy with fixed times into a stage that has other things as well: through
/// a helper stage of its own.
void Emitter::emitTimedCopy(StageText &text, const CopyOp &copy, Timestamp time) {
  StageText helper;
  helper.name = uniqueName(text.name + "-files");
  if (!beginHelper(helper))
    return;
  emitCopy(helper, copy, /*link=*/false);
  shellLine(helper, touchTree(time, stagedRoot));
  finish(helper);
  std::string slash = copy.parents && !StringRef(copy.to).ends_with("/") ? "/" : "";
  instruction(text, "COPY --from=" + helper.name + " " +
                        copyArguments({stagedRoot + copy.to + slash, copy.to + slash}));
}

//===----------------------------------------------------------------------===//
// Lines
//===----------------------------------------------------------------------===//

void Emitter::instruction(StageText &text, StringRef line) {
  flushScript(text);
  for (StringRef part : llvm::split(line, '\n')) {
    std::optional<std::string> folded = foldLine(part);
    text.text += folded.value_or("") + "\n";
    if (!folded)
      unsupported("a value of " + llvm::Twine(part.size()) + " bytes",
                  "its lines end at 65,535 bytes, and nothing in it can be at the start of a line");
  }
}

void Emitter::heredoc(StageText &text, StringRef before, StringRef behind, StringRef body) {
  flushScript(text);
  std::string delimiter = heredocDelimiter(body);
  text.text += (before + delimiter + behind + "\n" + body).str();
  if (!body.empty() && !body.ends_with("\n"))
    text.text += '\n';
  text.text += delimiter + "\n";
}

/// `# title (cog.yaml:4, requirements.txt:2)`.
void Emitter::comment(StageText &text, const llvm::Twine &title, llvm::ArrayRef<Loc> locs) {
  std::string line = title.str(), places;
  for (const Loc &loc : locs)
    if (loc.isValid())
      places += (places.empty() ? "" : ", ") + loc.file + ":" + std::to_string(loc.line);
  if (!places.empty())
    line += line.empty() ? places : " (" + places + ")";
  if (line.empty())
    return;
  flushScript(text);
  for (char &c : line)
    c = uint8_t(c) < 0x20 || c == 0x7f ? '?' : c;
  text.text += "# " + StringRef(line).take_front(1000).str() + "\n";
}

std::string Emitter::valueOf(StringRef value, const llvm::Twine &what) {
  std::optional<std::string> quoted = quotedValue(value);
  if (!quoted)
    unsupported(what, "a value there is one line of UTF-8");
  return quoted.value_or("");
}

std::string Emitter::flagOf(StringRef name, StringRef value) {
  std::optional<std::string> text = flag(name, value);
  if (!text)
    unsupported("`" + value + "`", "`--" + name + "` takes printable ASCII only");
  return text.value_or("");
}

void Emitter::unsupported(const llvm::Twine &what, const llvm::Twine &why) {
  if (where.isValid())
    diags.report(Diag::dockerfile_unsupported, where, what.str(), why.str());
  else
    diags.report(Diag::dockerfile_unsupported, std::nullopt, what.str(), why.str());
}
