#include "cogc/Frontend/NamedPackages.h"
#include "cogc/Frontend/ShellWords.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

using namespace cogc;
using Source = Dependencies::Source;

std::string cogc::pinnedVersion(llvm::StringRef specifiers) {
  bool isPin = specifiers.consume_front("==") && !specifiers.contains(',');
  return isPin ? specifiers.ltrim("= ").str() : "";
}

/// `a,b` of `name[a, b]==1.0`.
static std::string extrasOf(const RequirementLine &line) {
  llvm::StringRef text = llvm::StringRef(line.text.value).take_until([](char c) {
    return llvm::StringRef("<>=!~;@").contains(c);
  });
  llvm::StringRef inner = text.split('[').second.split(']').first;
  std::string extras;
  for (char c : inner)
    if (c != ' ')
      extras += c;
  return extras;
}

NamedPackage cogc::namedPackage(const RequirementLine &line) {
  return {line.name,       line.isVcs,     line.text.range, pinnedVersion(line.specifiers),
          line.specifiers, extrasOf(line), line.marker,     line.text.value};
}

std::vector<NamedPackage> cogc::installedBy(const ShellCall &call, SourceRange range) {
  std::vector<NamedPackage> packages;
  if (std::optional<PipInstall> install = pipInstall(call))
    for (const std::string &text : install->requirements)
      packages.push_back(namedPackage(parseRequirementLine({text, range})));
  return packages;
}

/// Repositories that are not called as their package.
static constexpr std::pair<llvm::StringLiteral, llvm::StringLiteral> repositories[] = {
    {"flash-attention", "flash-attn"},    {"mamba", "mamba-ssm"},
    {"pytorch-scatter", "torch-scatter"}, {"pytorch-sparse", "torch-sparse"},
    {"pytorch-cluster", "torch-cluster"}, {"pytorch-spline-conv", "torch-spline-conv"},
    {"whisper", "openai-whisper"},
};

std::string cogc::likelyName(const NamedPackage &package) {
  if (!package.name.empty())
    return package.name;
  llvm::StringRef address = package.text;
  for (llvm::StringRef option : {"-e", "--editable"})
    if (address.consume_front(option))
      address = address.ltrim(" =");
  address = address.take_until([](char c) { return llvm::StringRef("#?[; ").contains(c); });
  if (size_t host = address.find("://"); host != llvm::StringRef::npos)
    address = address.substr(host + 3).drop_until([](char c) { return c == '/'; });
  // A revision stands behind `@`; GitHub's archives of one have a folder of their own.
  address = address.take_until([](char c) { return c == '@'; });
  address = address.split("/archive/").first.rtrim('/');
  address.consume_back(".git");
  std::string name =
      normalizePackageName(llvm::sys::path::filename(address, llvm::sys::path::Style::posix));
  for (const auto &[repository, known] : repositories)
    if (name == repository)
      return known.str();
  return name;
}

static void add(const RequirementLine &line, std::vector<NamedPackage> &packages) {
  if (!line.name.empty() || line.isVcs)
    packages.push_back(namedPackage(line));
}

static void addLocked(const LockFile &lock, std::vector<NamedPackage> &packages) {
  for (const LockEntry &entry : lock.packages)
    // The project itself is not installed.
    if (entry.address != "." && entry.source != LockEntry::Source::Virtual)
      packages.push_back({entry.name, entry.source == LockEntry::Source::Repository, entry.range,
                          entry.version, entry.version.empty() ? "" : "==" + entry.version, "",
                          entry.marker, ""});
}

/// A group with those that it includes; the reader has refused circles.
static void addGroup(const Pyproject &project, const std::string &name, unsigned depth,
                     llvm::function_ref<void(const Text &)> add) {
  if (depth == 0)
    return;
  if (auto items = project.groups.find(name); items != project.groups.end())
    llvm::for_each(items->second, add);
  if (auto includes = project.groupIncludes.find(name); includes != project.groupIncludes.end())
    for (const Text &include : includes->second)
      addGroup(project, *include, depth - 1, add);
}

static void addProject(const Dependencies &dependencies, std::vector<NamedPackage> &packages) {
  const Pyproject &project = *dependencies.pyproject;
  auto addText = [&](const Text &text) {
    RequirementLine line = parseRequirementLine(text);
    line.isVcs |= llvm::is_contained(project.sourceRepositories, line.name);
    add(line, packages);
  };
  llvm::for_each(project.dependencies, addText);
  for (const std::string &extra : dependencies.extras)
    llvm::for_each(project.extras.at(extra), addText);
  for (const std::string &group : dependencies.groups)
    addGroup(project, group, 16, addText);
}

static std::vector<NamedPackage> readPackages(const BlockContext &context) {
  const Dependencies &dependencies = context.dependencies;
  std::vector<NamedPackage> packages;
  if (dependencies.lock)
    addLocked(*dependencies.lock, packages);
  else if (dependencies.source == Source::Pyproject && dependencies.pyproject)
    addProject(dependencies, packages);
  for (const RequirementsFile &file : context.dependencies.requirements.files)
    if (!file.isConstraints)
      for (const RequirementLine &line : file.lines)
        add(line, packages);
  for (const Text &item : context.spec.build.pythonPackages)
    for (const Text &line : splitRequirementItem(item))
      add(parseRequirementLine(line), packages);
  return packages;
}

const std::vector<NamedPackage> &cogc::namedPackages(const BlockContext &context) {
  if (!context.named)
    context.named = std::make_shared<const std::vector<NamedPackage>>(readPackages(context));
  return *context.named;
}

VersionSet cogc::allowedPythons(const BlockContext &context) {
  VersionSet allowed = VersionSet::all();
  if (const std::optional<Text> &version = context.spec.build.pythonVersion)
    if (auto set = VersionSet::parse("==" + **version + ".*"))
      allowed = std::move(*set);
  for (const PythonConstraint &one : context.dependencies.python)
    if (auto set = VersionSet::parse(one.specifiers))
      allowed = allowed.intersect(*set);
  return allowed;
}
