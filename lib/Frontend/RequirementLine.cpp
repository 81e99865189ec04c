//===- RequirementLine.cpp - The grammar of one requirements line -----------===//
//
// Enough of PEP 508 and of pip's options to tell what a line is and which
// package it names. Nothing is rewritten, so what is not understood does no
// harm: the installer has the last word.
//
//===----------------------------------------------------------------------===//
#include "RequirementLine.h"
#include "cogc/Frontend/Requirements.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;
using namespace llvm;
using Kind = RequirementLine::Kind;

namespace {

struct Option {
  StringLiteral name;
  /// Its one-letter form, or empty.
  StringLiteral brief;
  bool takesValue;
  /// Whether it belongs to one requirement and stays on its line.
  bool perLine = false;
};

constexpr Option options[] = {
    {"--requirement", "-r", true},       {"--constraint", "-c", true},
    {"--editable", "-e", true},          {"--index-url", "-i", true},
    {"--extra-index-url", "", true},     {"--no-index", "", false},
    {"--find-links", "-f", true},        {"--no-binary", "", true},
    {"--only-binary", "", true},         {"--prefer-binary", "", false},
    {"--require-hashes", "", false},     {"--pre", "", false},
    {"--trusted-host", "", true},        {"--use-feature", "", true},
    {"--hash", "", true, true},          {"--config-settings", "", true, true},
    {"--global-option", "", true, true},
};

constexpr StringLiteral blanks = " \t\f\v";

} // namespace

SmallVector<StringRef> cogc::requirementsOptions() {
  SmallVector<StringRef> names;
  for (const Option &option : options)
    names.push_back(option.name);
  return names;
}

static const Option *findOption(StringRef name) {
  const Option *option = find_if(options, [&](const Option &row) {
    return row.name == name || (!row.brief.empty() && row.brief == name);
  });
  return option == std::end(options) ? nullptr : option;
}

bool cogc::isRequirementsOption(StringRef name) { return findOption(name) != nullptr; }

StringRef cogc::optionName(StringRef line) {
  // A one-letter option's value may follow without a blank: `-rbase.txt`.
  if (line.size() > 2 && line[1] != '-')
    return line.take_front(2);
  return line.take_until([](char c) { return c == '=' || StringRef(blanks).contains(c); });
}

/// The text after the option's name, without `=` and blanks.
static StringRef optionValue(StringRef line) {
  StringRef value = line.drop_front(optionName(line).size()).trim(blanks);
  value.consume_front("=");
  return value.trim(blanks);
}

std::string cogc::normalizePackageName(StringRef name) {
  std::string normal;
  bool separated = false;
  for (char c : name) {
    bool isSeparator = c == '-' || c == '_' || c == '.';
    if (!isSeparator)
      normal += toLower(c);
    else if (!separated)
      normal += '-';
    separated = isSeparator;
  }
  return normal;
}

/// PEP 508's identifier at the start of \p text.
static StringRef takeName(StringRef text) {
  auto isPart = [](char c) { return isAlnum(c) || c == '-' || c == '_' || c == '.'; };
  StringRef name = text.take_while(isPart).rtrim("-_.");
  return !name.empty() && isAlnum(name.front()) ? name : StringRef();
}

/// What follows a package's name and `[extras]`; nothing when they are not
/// well formed.
static std::optional<StringRef> dropExtras(StringRef rest) {
  rest = rest.ltrim(blanks);
  if (!rest.starts_with("["))
    return rest;
  size_t end = rest.find(']');
  if (end == StringRef::npos)
    return std::nullopt;
  return rest.drop_front(end + 1).ltrim(blanks);
}

/// The version specifiers at the start of \p rest: up to a marker or an option.
static StringRef takeSpecifiers(StringRef rest) {
  rest = rest.split(';').first;
  for (StringRef option : {" -", "\t-"})
    rest = rest.take_front(rest.find(option));
  rest = rest.trim(blanks);
  if (rest.starts_with("(") && rest.ends_with(")"))
    rest = rest.drop_front().drop_back().trim(blanks);
  return rest;
}

static bool isSpecifiers(StringRef text) {
  while (!text.empty()) {
    auto [one, rest] = text.split(',');
    one = one.trim(blanks);
    bool isText = one.consume_front("==="), known = isText;
    for (StringRef op : {"==", "~=", "!=", "<=", ">=", "<", ">"})
      known = known || one.consume_front(op);
    one = one.ltrim(blanks);
    if (!known || one.empty() || one.find_first_of(isText ? " \t" : "=<>~ \t") != StringRef::npos)
      return false;
    text = rest.trim(blanks);
  }
  return true;
}

static bool isUrl(StringRef text) {
  auto [scheme, rest] = text.split("://");
  bool isScheme = !scheme.empty() && scheme.size() < text.size() &&
                  all_of(scheme, [](char c) { return isAlnum(c) || c == '+' || c == '-'; });
  return isScheme || text.starts_with("git+") || text.starts_with("file:");
}

/// pip knows four systems: `git+ssh://…`, `hg+`, `svn+`, `bzr+`.
static bool isVcsUrl(StringRef text) {
  StringRef system = text.take_until([](char c) { return c == '+' || c == ':'; });
  return text.drop_front(system.size()).starts_with("+") &&
         is_contained({"git", "hg", "svn", "bzr"}, system);
}

static bool isArchive(StringRef text) {
  for (StringRef suffix : {".whl", ".zip", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz"})
    if (text.ends_with_insensitive(suffix))
      return true;
  return false;
}

/// The address itself: without marker, options, fragment and extras.
static StringRef bareAddress(StringRef text) {
  for (StringRef end : {" ;", "\t;", " -", "\t-", "#"})
    text = text.take_front(text.find(end));
  text = text.trim(blanks);
  return text.ends_with("]") ? text.take_front(text.rfind('[')).rtrim(blanks) : text;
}

static bool isPath(StringRef text) {
  StringRef bare = bareAddress(text.split(';').first);
  // No name of a package has a slash.
  bool hasFolder = bare.contains('/') && bare.find_first_of("=<>!~@ ") == StringRef::npos;
  return bare == "." || bare == ".." || bare.starts_with("/") || bare.starts_with("~/") ||
         bare.starts_with("./") || bare.starts_with("../") || hasFolder || isArchive(bare);
}

/// The path in the project that an address names, or empty: `./x.whl`,
/// `file:x.whl`. An address without a host that begins at the root stays one.
static std::string localPathOf(StringRef address) {
  address = bareAddress(address.split(';').first);
  if (!address.consume_front("file:"))
    return isUrl(address) ? "" : address.str();
  address.consume_front("//localhost/");
  address.consume_front("//");
  return address.str();
}

/// The package that an address names: its `#egg=` fragment, or its wheel's name.
static std::string nameFromAddress(StringRef address) {
  auto [path, fragment] = address.split('#');
  if (size_t egg = fragment.find("egg="); egg != StringRef::npos)
    return normalizePackageName(takeName(fragment.substr(egg + 4)));
  StringRef file = path.split(';').first.split('?').first.rtrim(blanks).rsplit('/').second;
  if (file.empty())
    file = path;
  if (!file.ends_with_insensitive(".whl"))
    return "";
  return normalizePackageName(takeName(file.split('-').first));
}

static void parseAddress(RequirementLine &line, StringRef address) {
  line.localPath = localPathOf(address);
  line.kind = line.localPath.empty() ? Kind::Url : Kind::Path;
  line.isVcs = isVcsUrl(address);
  line.name = nameFromAddress(address);
}

static void parseOption(RequirementLine &line, StringRef text) {
  StringRef name = optionName(text), value = optionValue(text);
  line.kind = Kind::Option;
  if (name == "-e" || name == "--editable") {
    parseAddress(line, value);
  } else if (is_contained({"-r", "--requirement", "-c", "--constraint"}, name) && !isUrl(value)) {
    line.kind = Kind::Include;
    line.path = value.trim("'\"").str();
    line.isConstraints = name.starts_with("-c") || name == "--constraint";
  } else if (is_contained({"-f", "--find-links"}, name)) {
    line.localPath = localPathOf(value.trim("'\""));
  }
}

/// The marker behind the `;` of a requirement: up to an option. The `;` of an
/// URL has no blank in front of it.
static std::string markerOf(StringRef written, bool isAddress) {
  size_t start = isAddress ? written.find(" ;") : written.find(';');
  if (start == StringRef::npos)
    return "";
  StringRef marker = written.substr(start).ltrim(" ;");
  return marker.take_front(marker.find(" --")).trim(blanks).str();
}

RequirementLine cogc::parseRequirementLine(const Text &text) {
  RequirementLine line;
  line.text = {StringRef(*text).trim().str(), text.range};
  StringRef written = line.text.value;
  if (written.starts_with("-")) {
    parseOption(line, written);
    return line;
  }
  StringRef name = takeName(written);
  std::optional<StringRef> rest = dropExtras(written.drop_front(name.size()));
  line.hasHash = written.contains("--hash");
  if (!name.empty() && rest && rest->starts_with("@")) {
    parseAddress(line, rest->drop_front().ltrim(blanks));
    line.name = normalizePackageName(name);
  } else if (isUrl(written) || isPath(written)) {
    parseAddress(line, written);
  } else if (!name.empty() && rest) {
    StringRef specifiers = takeSpecifiers(*rest);
    if (isSpecifiers(specifiers)) {
      line.name = normalizePackageName(name);
      line.specifiers = specifiers.str();
    }
  }
  line.marker = markerOf(written, line.kind != Kind::Package);
  return line;
}

std::string cogc::requirementHint(StringRef line) {
  StringRef name = takeName(line);
  StringRef rest = line.drop_front(name.size()).ltrim(blanks);
  if (rest.starts_with("=") && !rest.starts_with("=="))
    return "; a version follows `==`";
  if (!name.empty() && !takeName(rest).empty())
    return "; one requirement stands on a line";
  return "";
}

/// Cuts the next word off \p text, keeping quoted blanks together.
static StringRef takeWord(StringRef &text) {
  text = text.ltrim(blanks);
  char quote = 0;
  size_t end = 0;
  for (; end < text.size(); ++end) {
    char c = text[end];
    if (quote ? c == quote : c == '"' || c == '\'')
      quote = quote ? 0 : c;
    else if (!quote && StringRef(blanks).contains(c))
      break;
  }
  StringRef word = text.take_front(end);
  text = text.drop_front(end);
  return word;
}

/// The option that \p word begins, when it applies to a whole file.
static const Option *fileOption(StringRef word) {
  const Option *option = word.starts_with("-") ? findOption(optionName(word)) : nullptr;
  return option && !option->perLine ? option : nullptr;
}

/// Splits one line of an item; appends its options, then its requirement.
static void splitLine(StringRef line, SourceRange range, std::vector<Text> &lines) {
  std::string requirement;
  while (!(line = line.ltrim(blanks)).empty()) {
    size_t gap = requirement.empty() ? 0 : 1;
    StringRef word = takeWord(line);
    const Option *option = fileOption(word);
    if (!option) {
      requirement += (gap ? " " : "") + word.str();
      continue;
    }
    std::string written = word.str();
    if (option->takesValue && optionValue(word).empty())
      written += " " + takeWord(line).str();
    lines.emplace_back(std::move(written), range);
  }
  if (!requirement.empty())
    lines.emplace_back(std::move(requirement), range);
}

std::vector<Text> cogc::splitRequirementItem(const Text &item) {
  std::vector<Text> lines;
  SmallVector<StringRef> written;
  StringRef(*item).split(written, '\n', -1, /*KeepEmpty=*/false);
  for (StringRef line : written)
    splitLine(line.trim(), item.range, lines);
  return lines;
}

/// Whether an option of a whole file stands behind the line's requirement.
static bool hasInlineOption(const RequirementLine &line) {
  if (line.kind == Kind::Option || line.kind == Kind::Include)
    return false;
  return StringRef(*line.text).contains(" -") && splitRequirementItem(line.text).size() > 1;
}

bool cogc::reportInlineOption(const RequirementLine &line, DiagnosticEngine &diags) {
  if (!hasInlineOption(line))
    return false;
  std::vector<Text> parts = splitRequirementItem(line.text);
  diags.report(Diag::requirement_inline_option, line.text.range, *parts.front());
  return true;
}

std::string cogc::installedText(const RequirementsFile &file, const SourceTree &tree) {
  StringRef contents = tree.contents(file.file);
  std::string text;
  size_t done = 0;
  for (const RequirementLine &line : file.lines) {
    if (!hasInlineOption(line))
      continue;
    SourceRange range = line.text.range;
    text += contents.slice(done, range.begin);
    for (const Text &part : splitRequirementItem(line.text))
      text += *part + "\n";
    text.pop_back();
    done = range.end;
  }
  return text + contents.substr(done).str();
}

std::optional<std::string> cogc::optionValueOf(const RequirementLine &line, StringRef name) {
  if (line.kind != Kind::Option || optionName(*line.text) != name)
    return std::nullopt;
  return optionValue(*line.text).trim("'\"").str();
}
