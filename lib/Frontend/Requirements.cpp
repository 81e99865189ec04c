//===- Requirements.cpp - Reads requirements files ---------------------------===//
//
// Physical lines become logical ones as in pip's own reader: a comment begins
// with `#` at the start or after white space, a line that is nothing but a
// comment is never continued, and continuations are joined before comments are
// cut. https://pip.pypa.io/en/stable/reference/requirements-file-format/
//
//===----------------------------------------------------------------------===//
#include "cogc/Frontend/Requirements.h"
#include "MissingFile.h"
#include "RequirementLine.h"
#include "ValueForms.h"
#include "cogc/Support/EditDistance.h"
#include "cogc/Support/TextFile.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/Path.h"

using namespace cogc;
using namespace llvm;

namespace {

/// Cuts one file into logical lines.
class LineReader {
public:
  LineReader(FileId file, StringRef text)
      : file(file), text(text), position(utf8MarkLength(text)) {}

  /// The next line that is not empty; nothing at the end.
  std::optional<Text> next();

private:
  StringRef takePhysicalLine();
  std::optional<Text> takeLogicalLine();

  FileId file;
  StringRef text;
  size_t position;
};

/// A file that waits to be read, and what asked for it.
struct Pending {
  std::string path;
  SourceRange from;
  bool isConstraints = false;
};

class RequirementsReader {
public:
  RequirementsReader(SourceTree &tree, DiagnosticEngine &diags) : tree(tree), diags(diags) {}

  Requirements read(const Text &path);

private:
  void enqueue(StringRef path, SourceRange from, bool isConstraints);
  void readFile(const Pending &pending);
  std::optional<FileId> open(const Pending &pending);
  std::optional<FileId> decodeUtf16(FileId file);
  void resolveInclude(RequirementLine &line, StringRef includingFile);
  void check(const RequirementLine &line);

  /// Nobody has that many; a generated chain would only cost time.
  static constexpr size_t maxFiles = 100;

  SourceTree &tree;
  DiagnosticEngine &diags;
  Requirements requirements;
  std::vector<Pending> queue;
  /// Where in the queue a path stands.
  StringMap<size_t> known;
};

} // namespace

static constexpr StringLiteral blanks = " \t\f\v";

/// Where the comment of a line begins; its size when there is none.
static size_t commentStart(StringRef line) {
  for (size_t at = line.find('#'); at != StringRef::npos; at = line.find('#', at + 1))
    if (at == 0 || blanks.contains(line[at - 1]))
      return at;
  return line.size();
}

/// The line at the position, without its end (LF, CRLF or CR).
StringRef LineReader::takePhysicalLine() {
  StringRef line = text.substr(position).take_until([](char c) { return c == '\n' || c == '\r'; });
  position += line.size();
  if (text.substr(position).starts_with("\r\n"))
    position += 2;
  else if (position < text.size())
    ++position;
  return line;
}

std::optional<Text> LineReader::takeLogicalLine() {
  std::string joined;
  size_t begin = position, end = position;
  for (bool first = true, more = true; more && position < text.size(); first = false) {
    StringRef line = takePhysicalLine();
    bool isComment = line.ltrim(blanks).starts_with("#");
    more = line.ends_with("\\") && !isComment;
    // A comment that ends a continued line stays one.
    if (isComment && !first)
      joined += ' ';
    joined += more ? line.rtrim('\\') : line;
    size_t code = commentStart(line);
    if (size_t used = line.take_front(code).rtrim(" \t\f\v\\").size())
      end = line.begin() + used - text.begin();
  }
  StringRef logical = StringRef(joined).take_front(commentStart(joined)).trim(blanks);
  if (logical.empty())
    return std::nullopt;
  begin += text.substr(begin).find_first_not_of(blanks);
  end = std::max(begin, end);
  return Text(logical.str(), {file, uint32_t(begin), uint32_t(end)});
}

std::optional<Text> LineReader::next() {
  while (position < text.size())
    if (std::optional<Text> line = takeLogicalLine())
      return line;
  return std::nullopt;
}

/// pip and uv read UTF-16 when it begins with its mark, so it is no mistake.
/// The places of later diagnostics are those in the decoded text.
std::optional<FileId> RequirementsReader::decodeUtf16(FileId file) {
  StringRef bytes = tree.contents(file);
  std::string text;
  if (convertUTF16ToUTF8String(ArrayRef<char>(bytes.data(), bytes.size()), text))
    return tree.add(tree.name(file), text);
  diags.report(Diag::utf16_text, SourceRange{file, 0, 0}, tree.name(file));
  return std::nullopt;
}

std::optional<FileId> RequirementsReader::open(const Pending &pending) {
  if (!tree.isFile(pending.path)) {
    reportMissingFile(tree, pending.path, pending.from, "create it, or correct the path", diags);
    return std::nullopt;
  }
  Expected<FileId> file = tree.open(pending.path);
  if (!file) {
    diags.report(Diag::requirements_unreadable, pending.from, toString(file.takeError()));
    return std::nullopt;
  }
  if (startsWithUtf16Mark(tree.contents(*file)))
    return decodeUtf16(*file);
  return checkUtf8(*file, tree, diags) ? std::optional(*file) : std::nullopt;
}

/// Puts \p path, written at \p from, into the queue unless it is there already:
/// files that include each other end here. What is asked for once as
/// requirements is no constraints file.
void RequirementsReader::enqueue(StringRef path, SourceRange from, bool isConstraints) {
  auto [entry, isNew] = known.try_emplace(path, queue.size());
  if (!isNew) {
    if (entry->second < queue.size())
      queue[entry->second].isConstraints &= isConstraints;
    return;
  }
  if (known.size() <= maxFiles)
    queue.push_back({path.str(), from, isConstraints});
  else if (known.size() == maxFiles + 1)
    diags.report(Diag::requirements_too_many, from, maxFiles);
}

/// Sets the path of an `-r` or `-c` line, which is relative to its own file.
void RequirementsReader::resolveInclude(RequirementLine &line, StringRef includingFile) {
  StringRef written = line.path;
  std::string joined = written.str();
  if (StringRef folder = sys::path::parent_path(includingFile, sys::path::Style::posix);
      !folder.empty() && !written.starts_with("/"))
    joined = (folder + "/" + written).str();
  ProjectPath path = projectPath(joined);
  if (path.mistake.empty()) {
    line.path = path.path;
    enqueue(line.path, line.text.range, line.isConstraints);
    return;
  }
  diags.report(Diag::path_outside, line.text.range, written, path.mistake);
  line.path.clear();
}

void RequirementsReader::check(const RequirementLine &line) {
  if (reportInlineOption(line, diags))
    return;
  if (line.kind == RequirementLine::Kind::Option) {
    StringRef option = optionName(*line.text);
    if (isRequirementsOption(option))
      return;
    StringRef nearest = nearestWord(option, requirementsOptions());
    std::string hint = nearest.empty() ? "" : ("; did you mean `" + nearest + "`?").str();
    diags.report(Diag::requirement_option, line.text.range, option, hint);
  } else if (line.kind == RequirementLine::Kind::Package && line.name.empty()) {
    diags.report(Diag::requirement_form, line.text.range, *line.text, requirementHint(*line.text));
  }
}

void RequirementsReader::readFile(const Pending &pending) {
  std::optional<FileId> file = open(pending);
  if (!file)
    return;
  RequirementsFile result;
  result.path = pending.path;
  result.file = *file;
  LineReader reader(*file, tree.contents(*file));
  while (std::optional<Text> text = reader.next()) {
    RequirementLine line = parseRequirementLine(*text);
    if (line.kind == RequirementLine::Kind::Include)
      resolveInclude(line, pending.path);
    check(line);
    result.lines.push_back(std::move(line));
  }
  requirements.files.push_back(std::move(result));
}

Requirements RequirementsReader::read(const Text &path) {
  ProjectPath first = projectPath(*path);
  if (!first.mistake.empty()) {
    diags.report(Diag::path_outside, path.range, *path, first.mistake);
    return {};
  }
  enqueue(first.path, path.range, false);
  // Not a range-for: reading a file adds those that it includes.
  for (size_t i = 0; i < queue.size(); ++i)
    readFile(Pending(queue[i]));
  for (RequirementsFile &file : requirements.files)
    file.isConstraints = queue[known.lookup(file.path)].isConstraints;
  return std::move(requirements);
}

Requirements cogc::readRequirements(const Text &path, SourceTree &tree, DiagnosticEngine &diags) {
  return RequirementsReader(tree, diags).read(path);
}
