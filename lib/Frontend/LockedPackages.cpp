#include "cogc/Frontend/LockedPackages.h"
#include "cogc/Frontend/Marker.h"
#include "cogc/Frontend/NamedPackages.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include <map>
#include <set>

using namespace cogc;
using namespace llvm;
using Source = LockEntry::Source;

namespace {

/// Walks a uv.lock from the project along the dependencies that hold.
class LockWalk {
public:
  LockWalk(const LockFile &lock, const MarkerEnvironment &environment) : environment(environment) {
    for (const LockEntry &entry : lock.packages)
      byName[entry.name].push_back(&entry);
  }

  /// False when something depends on what is not known.
  bool walk(const LockEntry &project, ArrayRef<std::string> extras, ArrayRef<std::string> groups);
  std::map<std::string, const LockEntry *> found;

private:
  using Visit = std::pair<const LockEntry *, std::string>;
  bool follow(ArrayRef<LockDependency> dependencies, const StringSet<> &extras);
  const LockEntry *find(const LockDependency &dependency) const;
  void visit(const LockEntry *entry, const std::string &extra);
  std::optional<bool> holds(const std::string &marker, const StringSet<> &extras);

  const MarkerEnvironment &environment;
  StringMap<SmallVector<const LockEntry *, 1>> byName;
  StringMap<std::optional<bool>> answers;
  std::set<Visit> seen;
  std::vector<Visit> queue;
};

} // namespace

/// Most markers of a lock are the same few.
std::optional<bool> LockWalk::holds(const std::string &marker, const StringSet<> &extras) {
  if (!extras.empty() || StringRef(marker).contains("extra"))
    return environment.holds(marker, extras);
  auto [entry, isNew] = answers.try_emplace(marker);
  if (isNew)
    entry->second = environment.holds(marker);
  return entry->second;
}

const LockEntry *LockWalk::find(const LockDependency &dependency) const {
  auto entries = byName.find(dependency.name);
  if (entries == byName.end())
    return nullptr;
  for (const LockEntry *entry : entries->second)
    if (dependency.version.empty() ? entries->second.size() == 1
                                   : entry->version == dependency.version)
      return entry;
  return nullptr;
}

void LockWalk::visit(const LockEntry *entry, const std::string &extra) {
  if (seen.emplace(entry, extra).second)
    queue.emplace_back(entry, extra);
}

bool LockWalk::follow(ArrayRef<LockDependency> dependencies, const StringSet<> &extras) {
  for (const LockDependency &dependency : dependencies) {
    std::optional<bool> needed = holds(dependency.marker, extras);
    if (!needed)
      return false;
    if (!*needed)
      continue;
    const LockEntry *entry = find(dependency);
    // Two versions of one package cannot be in one environment.
    if (!entry || found.try_emplace(entry->name, entry).first->second != entry)
      return false;
    visit(entry, "");
    for (const std::string &extra : dependency.extras)
      visit(entry, extra);
  }
  return true;
}

bool LockWalk::walk(const LockEntry &project, ArrayRef<std::string> extras,
                    ArrayRef<std::string> groups) {
  StringSet<> asked;
  for (const std::string &extra : extras)
    asked.insert(extra);
  auto followTable = [&](auto &table, const std::string &name) {
    auto items = table.find(name);
    return items == table.end() || follow(items->second, asked);
  };
  if (!follow(project.dependencies, asked))
    return false;
  for (const std::string &extra : extras)
    if (!followTable(project.extras, extra))
      return false;
  for (const std::string &group : groups)
    if (!followTable(project.groups, group))
      return false;
  while (!queue.empty()) {
    auto [entry, extra] = queue.back();
    queue.pop_back();
    if (!(extra.empty() ? follow(entry->dependencies, {}) : followTable(entry->extras, extra)))
      return false;
  }
  return true;
}

/// As `pip freeze` writes it, or empty for what has no exact form.
static std::string freezeLine(const LockEntry &entry) {
  StringRef address = entry.address;
  switch (entry.source) {
  case Source::Registry:
    return entry.version.empty() ? "" : entry.name + "==" + entry.version;
  case Source::Url:
    return entry.name + " @ " + entry.address;
  case Source::Repository: {
    // uv: `https://host/x.git?rev=v1#COMMIT`; PEP 751's reader gives `URL@COMMIT`.
    auto [url, commit] = address.split('#');
    return (entry.name + " @ git+" + url.split('?').first + (commit.empty() ? "" : "@" + commit))
        .str();
  }
  default:
    return "";
  }
}

static std::optional<std::vector<LockedPackage>>
fromEntries(const std::map<std::string, const LockEntry *> &entries) {
  std::vector<LockedPackage> packages;
  for (auto &[name, entry] : entries) {
    std::string line = freezeLine(*entry);
    if (line.empty())
      return std::nullopt;
    packages.push_back({name, std::move(line)});
  }
  return packages;
}

static std::optional<std::vector<LockedPackage>> fromUvLock(const BlockContext &context,
                                                            const MarkerEnvironment &environment) {
  const LockFile &lock = *context.dependencies.lock;
  auto project = find_if(lock.packages, [](auto &entry) { return entry.address == "."; });
  if (project == lock.packages.end())
    return std::nullopt;
  LockWalk walk(lock, environment);
  if (!walk.walk(*project, context.dependencies.extras, context.dependencies.groups))
    return std::nullopt;
  return fromEntries(walk.found);
}

static std::optional<std::vector<LockedPackage>> fromPylock(const LockFile &lock,
                                                            const MarkerEnvironment &environment) {
  std::map<std::string, const LockEntry *> entries;
  for (const LockEntry &entry : lock.packages) {
    std::optional<bool> holds = environment.holds(entry.marker);
    if (!holds || (*holds && !entries.emplace(entry.name, &entry).second))
      return std::nullopt;
  }
  return fromEntries(entries);
}

static std::optional<std::vector<LockedPackage>>
fromRequirements(const Requirements &requirements, const MarkerEnvironment &environment) {
  std::map<std::string, LockedPackage> packages;
  for (const RequirementsFile &file : requirements.files)
    for (const RequirementLine &line : file.lines) {
      if (line.kind == RequirementLine::Kind::Option || line.kind == RequirementLine::Kind::Include)
        continue;
      std::optional<bool> holds = environment.holds(line.marker);
      StringRef version = StringRef(line.specifiers).trim();
      bool isExact =
          version.consume_front("==") && !version.contains(',') && !version.ends_with("*");
      if (!holds || (*holds && !isExact))
        return std::nullopt;
      if (*holds)
        packages[line.name] = {line.name, (line.name + "==" + version.ltrim("= ")).str()};
    }
  std::vector<LockedPackage> result;
  for (auto &[name, package] : packages)
    result.push_back(std::move(package));
  return result;
}

std::optional<std::vector<LockedPackage>> cogc::lockedPackages(const BlockContext &context) {
  const Dependencies &dependencies = context.dependencies;
  if (!dependencies.isLocked())
    return std::nullopt;
  MarkerEnvironment environment(context.options.platform, allowedPythons(context));
  if (dependencies.source == Dependencies::Source::Requirements)
    return fromRequirements(dependencies.requirements, environment);
  if (!dependencies.lock)
    return std::nullopt;
  return dependencies.source == Dependencies::Source::UvLock
             ? fromUvLock(context, environment)
             : fromPylock(*dependencies.lock, environment);
}
