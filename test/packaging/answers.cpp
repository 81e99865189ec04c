//===- answers.cpp - What cogc makes of versions, markers and requirements --------===//
//
// Answers one question a line, for compare.py, which asks the reference
// implementation the same. The fields of a line stand between tabs:
//
//   version V             the normal spelling
//   order V V             < = >
//   specifiers S          whether they are well formed
//   contains S V          yes, no
//   sets S S V            whether V is in both, in one of them, not in the first;
//                         whether the sets are disjoint, the first includes the second
//   marker M PYTHON EXTRA yes, no
//   requirement R         name, specifiers, marker
//   name N                the normal spelling
//
// `-` answers what is not well formed.
//
//===----------------------------------------------------------------------===//
#include "cogc/Frontend/Marker.h"
#include "cogc/Frontend/Requirements.h"
#include "llvm/Support/raw_ostream.h"
#include <iostream>

using namespace cogc;
using llvm::StringRef;
using Fields = llvm::ArrayRef<StringRef>;

static std::string yesOrNo(bool answer) { return answer ? "yes" : "no"; }

static std::string versionAnswer(Fields fields) {
  std::optional<Version> version = Version::parse(fields[0]);
  return version ? version->str() : "-";
}

static std::string orderAnswer(Fields fields) {
  std::optional<Version> left = Version::parse(fields[0]), right = Version::parse(fields[1]);
  if (!left || !right)
    return "-";
  std::strong_ordering order = *left <=> *right;
  return order < 0 ? "<" : order > 0 ? ">" : "=";
}

static std::string containsAnswer(Fields fields) {
  std::optional<VersionSet> set = VersionSet::parse(fields[0]);
  std::optional<Version> version = Version::parse(fields[1]);
  return set && version ? yesOrNo(set->contains(*version)) : "-";
}

static std::string setsAnswer(Fields fields) {
  std::optional<VersionSet> left = VersionSet::parse(fields[0]),
                            right = VersionSet::parse(fields[1]);
  std::optional<Version> version = Version::parse(fields[2]);
  if (!left || !right || !version)
    return "-";
  std::string text;
  for (bool answer :
       {left->intersect(*right).contains(*version), left->unite(*right).contains(*version),
        left->complement().contains(*version), left->isDisjoint(*right), left->includes(*right)})
    text += (text.empty() ? "" : " ") + yesOrNo(answer);
  return text;
}

static std::string markerAnswer(Fields fields) {
  std::optional<VersionSet> python = VersionSet::parse(("==" + fields[1]).str());
  if (!python)
    return "-";
  MarkerEnvironment environment(Platform(), *python);
  llvm::StringSet<> extras;
  if (!fields[2].empty())
    extras.insert(normalizePackageName(fields[2]));
  std::optional<bool> holds = environment.holds(fields[0], extras);
  return holds ? yesOrNo(*holds) : "-";
}

static std::string requirementAnswer(Fields fields) {
  RequirementLine line = parseRequirementLine(Text(fields[0].str(), SourceRange()));
  if (line.name.empty())
    return "-";
  return line.name + "\t" + line.specifiers + "\t" + line.marker;
}

static std::string answer(StringRef question, Fields fields) {
  if (question == "version" && fields.size() == 1)
    return versionAnswer(fields);
  if (question == "order" && fields.size() == 2)
    return orderAnswer(fields);
  if (question == "specifiers" && fields.size() == 1)
    return VersionSet::parse(fields[0]) ? "yes" : "-";
  if (question == "contains" && fields.size() == 2)
    return containsAnswer(fields);
  if (question == "sets" && fields.size() == 3)
    return setsAnswer(fields);
  if (question == "marker" && fields.size() == 3)
    return markerAnswer(fields);
  if (question == "requirement" && fields.size() == 1)
    return requirementAnswer(fields);
  if (question == "name" && fields.size() == 1)
    return normalizePackageName(fields[0]);
  return "no such question";
}

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    llvm::SmallVector<StringRef> fields;
    StringRef(line).split(fields, '\t');
    llvm::outs() << answer(fields[0], Fields(fields).drop_front()) << "\n";
  }
}
