//===- LintApt.cpp - apt packages that nothing needs -----------------------------===//
//
// Many a list of system packages was copied from a Dockerfile that compiled its
// Python. Here the environment has a Python of its own, and what is compiled for it
// is compiled beside the image. A model may still call anything at run time, so most
// of this is a remark, and a word of the package's in a command or in the predictor
// ends the matter.
//
//===----------------------------------------------------------------------------===//
#include "Lints.h"
#include "cogc/Frontend/ShellWords.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;
using llvm::StringRef;

namespace {

struct AptRule {
  enum class Use {
    /// Nothing here can use it.
    None,
    /// A compiler, for packages without wheels.
    Compiler,
    /// Fetches what the install needs; a model may call it.
    Tool,
    /// Wheels bring the library; only a package without one is compiled with it.
    Library,
  } use;
  /// Words.
  llvm::StringLiteral names;
  llvm::StringLiteral why;
};

struct AptSize {
  llvm::StringLiteral name;
  unsigned megabytes;
};

} // namespace

static constexpr AptRule rules[] = {
    {AptRule::Use::None,
     "python3 python3-dev python3-pip python3-venv python3-setuptools python3-wheel "
     "python-is-python3 python3.10 python3.11 python3.12 python3.13 python3.10-dev "
     "python3.11-dev python3.12-dev python3.13-dev",
     "it is a second Python, and the environment has its own with headers and pip"},
    {AptRule::Use::Compiler, "build-essential gcc g++ make cmake ninja-build pkg-config",
     "Python packages without wheels are compiled beside the image, where compilers are"},
    {AptRule::Use::Tool, "git git-lfs curl wget",
     "what the install fetches is fetched beside the image, and no command and no line of the "
     "predictor has the word"},
    {AptRule::Use::Library,
     "libopenblas-dev libopenblas0 libatlas-base-dev libblas-dev liblapack-dev libhdf5-dev "
     "libjpeg-dev libpng-dev libtiff-dev zlib1g-dev",
     "wheels of Python packages bring this library with them"},
};

/// With what they bring, unpacked, over Debian 12's slim image with Python
/// (`apt-get -s install --no-install-recommends`, November 2026).
static constexpr AptSize sizes[] = {{"build-essential", 307},
                                    {"gcc", 196},
                                    {"g++", 270},
                                    {"cmake", 84},
                                    {"git", 97},
                                    {"git-lfs", 108},
                                    {"python3-dev", 58},
                                    {"python3-pip", 10},
                                    {"libopenblas-dev", 103},
                                    {"libhdf5-dev", 62},
                                    {"liblapack-dev", 36},
                                    {"libjpeg-dev", 22},
                                    {"libpng-dev", 23},
                                    {"libtiff-dev", 32},
                                    {"curl", 3},
                                    {"wget", 3},
                                    {"python3-setuptools", 3},
                                    {"libatlas-base-dev", 38}};

/// CUDA from apt: libraries that wheels have, a driver that the host has.
static bool isCuda(StringRef name) {
  static constexpr llvm::StringLiteral starts[] = {
      "cuda-toolkit",  "cuda-libraries", "cuda-runtime", "cuda-drivers", "nvidia-cuda",
      "nvidia-driver", "libcudnn",       "libcublas",    "libnccl"};
  return name == "cuda" ||
         llvm::any_of(starts, [&](StringRef start) { return name.starts_with(start); });
}

static std::string sizeOf(StringRef name) {
  const AptSize *found =
      llvm::find_if(sizes, [&](const AptSize &each) { return each.name == name; });
  return found == std::end(sizes) ? "" : "; " + llvm::utostr(found->megabytes) + " MB unpacked";
}

namespace {
class AptLint {
public:
  explicit AptLint(const BlockContext &context) : context(context) {}

  void run() {
    for (const Text &word : context.spec.build.systemPackages)
      look(word,
           StringRef(word.value).take_until([](char c) { return StringRef("=:/ ").contains(c); }));
  }

private:
  void look(const Text &word, StringRef name) {
    if (isCuda(name) && !inCommands("nvcc") && !inCommands("cuda"))
      return reportLint(
          context, Diag::apt_unneeded, word.range, word.value,
          name.starts_with("nvidia-driver") || name == "cuda-drivers"
              ? "the driver is the host's, and the container gets it from there"
              : "the wheels of torch, TensorFlow and jax bring CUDA's libraries, some "
                "2 to 3 GB, and `cuda` chooses a base image that has them");
    for (const AptRule &rule : rules)
      for (StringRef each : llvm::split(rule.names, ' '))
        if (each == name)
          judge(rule, word, name);
  }

  void judge(const AptRule &rule, const Text &word, StringRef name) {
    bool isSure = rule.use == AptRule::Use::None;
    if (isSure ? wantsSecondPython() : isUsed(rule.use, name))
      return;
    reportLint(context, isSure ? Diag::apt_unneeded : Diag::apt_doubtful, word.range, word.value,
               rule.why.str() + sizeOf(name));
  }

  /// Python modules from apt go with the Python from apt.
  bool wantsSecondPython() const {
    auto isModule = [](const Text &word) {
      StringRef name = word.value;
      return name.starts_with("python3-") && !StringRef(rules[0].names).contains(name);
    };
    return inCommands("/usr/bin/python") || inSource("/usr/bin/python") || inCommands("python3-") ||
           llvm::any_of(context.spec.build.systemPackages, isModule);
  }

  bool isUsed(AptRule::Use use, StringRef name) const {
    switch (use) {
    case AptRule::Use::Compiler:
      return rulesAreOff("compiler") || compilesAtRunTime() || hasCommands() || inSource("gcc") ||
             inSource("g++") || inSource("compile") || inSource("cpp_extension") ||
             inSource("make");
    case AptRule::Use::Tool:
      return rulesAreOff("git") || inCommands(name) || inSource(name) || inCommands("pip install");
    case AptRule::Use::Library:
      return hasCommands() || namedPackages(context).empty();
    case AptRule::Use::None:
      break;
    }
    return false;
  }

  bool rulesAreOff(StringRef rule) const {
    return !context.options.systemRules || llvm::is_contained(context.options.noSystemRules, rule);
  }

  /// torch.compile, triton and others call a compiler when the model runs.
  bool compilesAtRunTime() const {
    static constexpr llvm::StringLiteral names[] = {
        "torch", "triton", "jax", "deepspeed", "vllm", "sglang", "unsloth", "numba", "tvm", "cupy"};
    return llvm::any_of(namedPackages(context), [](const NamedPackage &package) {
      return llvm::is_contained(names, package.name) ||
             StringRef(package.name).starts_with("torch");
    });
  }

  bool hasCommands() const {
    const BuildSpec &build = context.spec.build;
    return !build.run.empty() || !build.preInstall.empty();
  }

  bool inCommands(StringRef text) const {
    return llvm::any_of(allCommands(context), [&](const RunCommand &each) {
      return StringRef(each.command.value).contains(text);
    });
  }

  /// In the modules that the compile has read.
  bool inSource(StringRef text) const {
    for (uint32_t i = 0; i != context.tree.size(); ++i)
      if (context.tree.name(FileId{i}).ends_with(".py") &&
          context.tree.contents(FileId{i}).contains(text))
        return true;
    return false;
  }

  const BlockContext &context;
};
} // namespace

void cogc::lintApt(const BlockContext &context) { AptLint(context).run(); }
