//===- EmitFiles.cpp - Ops that place and remove files ----------------------------===//
#include "Emitter.h"
#include "Quote.h"
#include "cogc/Support/Quote.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

using namespace cogc;
using namespace cogc::dockerfile;
using llvm::StringRef;

static std::string touchCommand(Timestamp time) { return "touch -hcd @" + std::to_string(time); }

std::string dockerfile::touchTree(Timestamp time, StringRef path) {
  return "find " + shellQuote(path) + " -exec " + touchCommand(time) + " {} +";
}

void Emitter::emitOp(StageText &text, const Op &op) {
  if (!op.locs.empty())
    where = op.locs.front();
  comment(text, op.title, op.locs);
  std::visit(Overloaded{
                 [&](const RunOp &run) { emitRun(text, run); },
                 [&](const CopyOp &copy) {
                   if (copy.times && text.lands && text.root.empty())
                     return emitTimedCopy(text, copy, *copy.times);
                   emitCopy(text, copy, /*link=*/false);
                 },
                 [&](const FileOp &file) { emitFile(text, file); },
                 [&](const MkdirOp &mkdir) { emitMkdir(text, mkdir); },
                 [&](const RmOp &rm) { emitRm(text, rm); },
                 [&](const SymlinkOp &symlink) { emitSymlink(text, symlink); },
                 [&](const EnvOp &env) { emitEnv(text, env.var); },
                 [&](const WorkdirOp &workdir) { text.around.workdir = workdir.path; },
                 [&](const UserOp &user) { text.around.user = user.user; },
             },
             op.value);
  bool isPlace = op.getIf<WorkdirOp>() || op.getIf<UserOp>();
  if (isPlace && text.isOnImage)
    settle(text, text.around.user, text.around.workdir);
}

//===----------------------------------------------------------------------===//
// Copies
//===----------------------------------------------------------------------===//

static bool isRoot(StringRef source) { return source.empty() || source == "." || source == "/"; }

/// The whole of a state has no folders on the way.
static bool keepsParents(const CopyOp &op) {
  return op.parents && llvm::none_of(op.sources, isRoot);
}

/// A path of the build context. The `./` keeps COPY from seeing a URL, a Git
/// repository or a heredoc in it.
static std::string contextPath(StringRef path) {
  path = path.ltrim('/');
  if (isRoot(path))
    return ".";
  auto isSimple = [](char c) { return llvm::isAlnum(c) || StringRef("_-./").contains(c); };
  bool isPlain = llvm::isAlnum(path.front()) || path.starts_with(".");
  return (isPlain && llvm::all_of(path, isSimple) ? "" : "./") + path.str();
}

static std::string joinPath(StringRef folder, StringRef path) {
  return (folder.rtrim('/') + "/" + path.ltrim('/')).str();
}

/// The sources as COPY names them. With --parents (which includes by pattern as
/// well) the part before `/./` stays behind.
std::vector<std::string> Emitter::copyWords(const CopyOp &op, const Place &from) {
  bool isContext = from.stage.empty();
  std::vector<std::string> words;
  for (StringRef source : op.sources) {
    std::string folder = isContext        ? contextPath(source)
                         : isRoot(source) ? joinPath(from.root, "")
                                          : joinPath(from.root, source);
    for (StringRef pattern : op.include)
      words.push_back(folder == "." ? contextPath(pattern)
                                    : joinPath(joinPath(folder, "."), pattern));
    if (!op.include.empty())
      continue;
    words.push_back(keepsParents(op) && !isContext ? joinPath(from.root + "/.", source) : folder);
  }
  return words;
}

std::vector<std::string> Emitter::copyFlags(const CopyOp &op, const Place &from, bool link) {
  std::vector<std::string> flags;
  if (link)
    flags.push_back("--link");
  if (keepsParents(op) || !op.include.empty())
    flags.push_back("--parents");
  if (op.mode)
    flags.push_back("--chmod=" + octal(*op.mode));
  if (!op.owner.empty())
    flags.push_back(flagOf("chown", op.owner));
  for (StringRef pattern : op.exclude)
    flags.push_back(flagOf("exclude", pattern));
  if (!from.stage.empty())
    flags.push_back("--from=" + from.stage);
  return flags;
}

/// `--parents` makes the folders on the way first and then fills them, which
/// gives them the time of the build. When that counts, copy the topmost one
/// instead, without what stands beside the path: its time is then set last.
static CopyOp withoutSiblings(const CopyOp &op) {
  StringRef path = StringRef(op.sources.front()).trim('/');
  auto isPlain = [](char c) { return llvm::isAlnum(c) || StringRef("_-./+").contains(c); };
  if (op.sources.size() != 1 || !path.contains('/') || !llvm::all_of(path, isPlain))
    return op;
  CopyOp wide = op;
  wide.sources = {path.split('/').first.str()};
  wide.exclude.clear();
  for (size_t slash = path.find('/'); slash != StringRef::npos; slash = path.find('/', slash + 1)) {
    wide.exclude.push_back((path.take_front(slash) + "/*").str());
    wide.exclude.push_back(("!" + path.take_front(path.find('/', slash + 1))).str());
  }
  llvm::append_range(wide.exclude, op.exclude);
  return wide;
}

/// .dockerignore is the frontend's business; that .cog stays behind is ours.
static bool hasProjectRoot(const CopyOp &op, const Place &from) {
  return from.stage.empty() && llvm::any_of(op.sources, isRoot);
}

/// What the context leaves out because another context of the same folder brings
/// it: the Dockerfile has one context for both.
std::vector<std::string> Emitter::takenElsewhere(const State &from) const {
  std::vector<std::string> paths;
  const auto *state = from.getIf<ContextState>();
  if (!state)
    return paths;
  const Context &context = *plan.findContext(state->name);
  llvm::StringSet<> taken;
  for (const Stage &stage : plan.stages)
    for (const Op &op : stage.ops)
      if (const auto *copy = op.getIf<CopyOp>(); copy && copy->from != from)
        if (const auto *other = copy->from.getIf<ContextState>())
          if (const Context &folder = *plan.findContext(other->name);
              !folder.given && folder.path == context.path)
            for (StringRef source : copy->sources)
              taken.insert(source);
  for (const std::string &pattern : context.exclude)
    if (taken.contains(pattern))
      paths.push_back(pattern);
  return paths;
}

void Emitter::emitCopy(StageText &text, const CopyOp &op, bool link) {
  if (op.parents && !op.include.empty())
    return unsupported("a copy with both `parents` and `include`", "`--parents` has one pattern");
  if (llvm::any_of(op.include, [](StringRef pattern) { return pattern.starts_with("!"); }))
    return unsupported("an `include` with `!`", "`--parents` takes no exceptions");
  Place from = placeOf(op.from);
  bool exactTimes = op.parents && text.lands && !op.times && !from.stage.empty();
  CopyOp copy = exactTimes ? withoutSiblings(op) : op;
  // BuildKit follows a link in the project's root once COPY has an --exclude,
  // and fails if it leads nowhere. So only where there is no other way.
  std::vector<std::string> elsewhere;
  if (hasProjectRoot(op, from))
    elsewhere = takenElsewhere(op.from);
  bool removesLater =
      hasProjectRoot(op, from) && elsewhere.empty() && !text.root.empty() && text.hasShell;
  if (hasProjectRoot(op, from) && !removesLater) {
    elsewhere.insert(elsewhere.begin(), ".cog");
    copy.exclude.insert(copy.exclude.begin(), elsewhere.begin(), elsewhere.end());
  }
  writeCopy(text, copy, from, link);
  if (removesLater)
    shellLine(text, "rm -rf " + shellQuote(joinPath(text.root + op.to, ".cog")));
  if (text.lands && op.times)
    shellLine(text, touchTree(*op.times, text.root + op.to));
}

void Emitter::writeCopy(StageText &text, const CopyOp &op, const Place &from, bool link) {
  std::vector<std::string> parts = copyFlags(op, from, link), words = copyWords(op, from);
  words.push_back(text.root + op.to);
  parts.insert(parts.begin(), "COPY");
  parts.push_back(copyArguments(words));
  instruction(text, llvm::join(parts, " "));
}

/// All of \p from, over what the stage has.
void Emitter::copyAll(StageText &text, const Place &from, bool link) {
  CopyOp all;
  all.sources = {"/"};
  all.to = "/";
  writeCopy(text, all, from, link);
}

//===----------------------------------------------------------------------===//
// Files, folders, links
//===----------------------------------------------------------------------===//

/// A shell line for a stage that has one; the lines of neighbouring ops share
/// a RUN.
void Emitter::shellLine(StageText &text, std::string line) {
  if (!text.hasShell)
    return unsupported("a change of files in a stage from scratch that also runs commands",
                       "it takes a shell, and the stage may have none");
  text.script.push_back(std::move(line));
}

/// printf's own language: octal for what is not printable, and for a dash in
/// front, which would begin an option.
static std::string printfLine(StringRef line) {
  std::string result = "printf '";
  for (char c : line) {
    if (c == '%')
      result += "%%";
    else if (llvm::isPrint(c) && c != '\\' && c != '\'' && (c != '-' || result.back() != '\''))
      result += c;
    else
      result += "\\" + llvm::formatv("{0}{1}{2}", uint8_t(c) >> 6, (c >> 3) & 7, c & 7).str();
  }
  return result + "'";
}

static std::vector<StringRef> linesOf(StringRef text) {
  std::vector<StringRef> lines;
  while (!text.empty()) {
    size_t end = std::min(text.find('\n') + 1, text.size());
    end = std::min(end == 0 ? text.size() : end, size_t(8192));
    lines.push_back(text.take_front(end));
    text = text.drop_front(end);
  }
  return lines;
}

void Emitter::emitFile(StageText &text, const FileOp &op) {
  std::string path = text.root + op.path;
  if (isHeredocFile(op)) {
    std::string line = "COPY ";
    if (op.mode != 0644)
      line += "--chmod=" + octal(op.mode) + " ";
    if (!op.owner.empty())
      line += flagOf("chown", op.owner) + " ";
    heredoc(text, line + "<<\"", "\" " + copyArguments({path}), op.contents);
  } else {
    std::string quoted = shellQuote(path);
    if (StringRef folder = StringRef(path).rsplit('/').first; !folder.empty())
      shellLine(text, "mkdir -p " + shellQuote(folder));
    shellLine(text, "{ :");
    for (StringRef line : linesOf(op.contents))
      shellLine(text, printfLine(line));
    shellLine(text, "} > " + quoted);
    shellLine(text, "chmod " + octal(op.mode) + " " + quoted);
    if (!op.owner.empty())
      shellLine(text, "chown " + shellQuote(op.owner) + " " + quoted);
  }
  touch(text, op.times, path);
}

void Emitter::touch(StageText &text, Timestamp time, StringRef path) {
  if (text.lands)
    shellLine(text, touchCommand(time) + " " + shellQuote(path));
}

/// Makes the folder and its parents, each with the mode and the owner, and
/// leaves alone what is there.
void Emitter::emitMkdir(StageText &text, const MkdirOp &op) {
  std::string path = text.root + op.path;
  bool isRoot = text.around.saidUser.empty() || text.around.saidUser == "root";
  if (isWorkdirLike(op) && isRoot && !text.lands)
    return settle(text, text.around.saidUser, path);
  std::string folders;
  for (size_t i = path.find('/', 1); i != std::string::npos; i = path.find('/', i + 1))
    folders += " " + shellQuote(path.substr(0, i));
  shellLine(text, "for d in" + folders + " " + shellQuote(path) + "; do");
  std::string owner = op.owner.empty() ? "" : "; chown " + shellQuote(op.owner) + " \"$d\"";
  std::string time = text.lands ? "; " + touchCommand(op.times) + " \"$d\"" : "";
  shellLine(text,
            "  [ -d \"$d\" ] || { mkdir -m " + octal(op.mode) + " \"$d\"" + owner + time + "; }");
  shellLine(text, "done");
}

void Emitter::emitSymlink(StageText &text, const SymlinkOp &op) {
  std::string path = text.root + op.path;
  shellLine(text, "ln -sT " + shellQuote(op.target) + " " + shellQuote(path));
  touch(text, op.times, path);
}

void Emitter::emitRm(StageText &text, const RmOp &op) {
  std::string path = shellQuote(text.root + op.path);
  if (!op.allowMissing)
    shellLine(text, "[ -e " + path + " ]");
  shellLine(text, "rm -rf " + path);
}

//===----------------------------------------------------------------------===//
// Environment
//===----------------------------------------------------------------------===//

/// ENV where the image has the variable anyway, and in stages that the image's
/// config does not come from; else ARG, which runs see and the config does not.
void Emitter::emitEnv(StageText &text, const EnvVar &var) {
  std::vector<EnvVar> &exported = text.around.exported;
  llvm::erase_if(exported, [&](const EnvVar &old) { return old.name == var.name; });
  std::optional<std::string> quoted = quotedValue(var.value);
  if (!quoted)
    return exported.push_back(var);
  bool isEnv = !text.inConfig || findEnv(plan.result.config.env, var.name);
  std::string name = bareOr(var.name, valueOf(var.name, "the name of this variable"));
  if (!isEnv && name != var.name)
    return unsupported("the variable `" + var.name + "` in steps only", "`ARG` takes no such name");
  instruction(text, (isEnv ? "ENV " : "ARG ") + name + "=" + *quoted);
}
