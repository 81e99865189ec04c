//===- DependenciesFuzzer.cpp - Any bytes as a TOML file or .python-version --===//
//
// The first byte chooses which file the rest is.
//
//===----------------------------------------------------------------------===//
#include "Fuzz.h"
#include "cogc/Frontend/LockedPackages.h"
#include "cogc/Support/Pep440.h"

using namespace cogc;

static SourceTree project(llvm::StringRef name, llvm::StringRef contents) {
  auto fs = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  auto add = [&](llvm::StringRef file, llvm::StringRef text) {
    fs->addFile("/project/" + file, 0, llvm::MemoryBuffer::getMemBufferCopy(text));
  };
  add(name, contents);
  if (name == "uv.lock")
    add("pyproject.toml", "[project]\nname = 'x'\n");
  return SourceTree(fs, "/project");
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static constexpr llvm::StringLiteral names[] = {"pyproject.toml", "uv.lock", "pylock.toml",
                                                  ".python-version"};
  if (size == 0)
    return 0;
  llvm::StringRef name = names[data[0] % std::size(names)];
  llvm::StringRef text = fuzz::inputText(data + 1, size - 1);
  SourceTree tree = project(name, text);
  DiagnosticEngine diags(tree);
  ModelSpec spec;
  if (name != ".python-version")
    spec.build.pythonRequirements = Text(name.str(), {});
  Dependencies dependencies = readDependencies(spec, tree, diags);
  for (const PythonConstraint &one : dependencies.python) {
    fuzz::requireInside(tree, one.range);
    fuzz::require(VersionSet::parse(one.specifiers).has_value(), "a constraint is none");
  }
  if (dependencies.lock)
    for (const LockEntry &entry : dependencies.lock->packages)
      fuzz::requireInside(tree, entry.range);
  CompileOptions options;
  BlockContext context{spec, options, tree, diags, dependencies};
  lockedPackages(context);
  fuzz::require(text.count('\n') == llvm::StringRef(withoutFileLists(text)).count('\n'),
                "a line is not where it was");
  fuzz::requireSound(diags);
  return 0;
}
