//===- Init.cpp - `cogc init`: the files that make a folder a project --------===//
#include "cogc/Driver/Init.h"
#include "ProjectSurvey.h"
#include "cogc/Support/Defaults.h"
#include "cogc/Support/Quote.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace cogc;
namespace fs = llvm::sys::fs;

static constexpr const char predictorText[] = R"(from cog import BaseRunner, Input


class Runner(BaseRunner):
    def setup(self) -> None:
        """Runs once, when a container starts. Load the model here."""
        self.greeting = "hello"

    def run(self, name: str = Input(description="Whom to greet", default="world")) -> str:
        """Runs for each prediction. Its parameters are the model's inputs."""
        return f"{self.greeting} {name}"
)";

static constexpr const char dockerIgnoreText[] =
    R"(# What stays out of the image, and what a build need not wait for.
.git
.github
**/__pycache__
**/*.pyc
**/.ipynb_checkpoints
**/.DS_Store
.mypy_cache
.pytest_cache
.ruff_cache
.venv
venv

# Secrets do not belong into an image; `build.run` can mount them.
**/.env
)";

static std::string packageLines(const ProjectSurvey &survey) {
  if (survey.packages == "requirements.txt")
    return "  python_requirements: requirements.txt\n";
  if (!survey.packages.empty())
    return "  # The packages come from " + survey.packages +
           (survey.hasLock ? " and uv.lock" : "") + ".\n";
  return "  # python_requirements: requirements.txt\n";
}

static std::string gpuLines(const ProjectSurvey &survey) {
  if (!survey.gpuPackage)
    return "  # gpu: true\n";
  return "  # " + survey.gpuPackage->file + " asks for " + survey.gpuPackage->value +
         ". If the model needs a GPU:\n  # gpu: true\n";
}

static std::string configText(const ProjectSurvey &survey, const std::string &run) {
  std::string python = survey.python ? survey.python->value : defaultPythonVersion;
  std::string text = "build:\n  python_version: \"" + python + "\"" +
                     (survey.python ? " # from " + survey.python->file : "") + "\n";
  text += packageLines(survey) + gpuLines(survey);
  text += "  # system_packages:\n  #   - ffmpeg\n"
          "  # run:\n  #   - a command that runs after the packages are installed\n\n";
  // A project may have a trainer and nothing else.
  if (!run.empty())
    text += "run: " + run + "\n";
  if (survey.train)
    text += "train: " + *survey.train + "\n";
  return text;
}

namespace {
class Initializer {
public:
  Initializer(llvm::StringRef folder, llvm::raw_ostream &err)
      : tree(SourceTree::onDisk(folder.str())), err(err) {}

  ExitCode run();

private:
  void write(llvm::StringRef name, llvm::StringRef text);
  void writeConfig();
  std::string writePredictor();
  std::string path(llvm::StringRef name) const {
    llvm::SmallString<128> result(tree.root());
    llvm::sys::path::append(result, name);
    return result.str().str();
  }
  ExitCode fail(llvm::StringRef name, llvm::StringRef reason) {
    err << "cogc: error: cannot write `" << name << "`: " << reason << " [cannot_write]\n";
    return ExitErrors;
  }

  SourceTree tree;
  llvm::raw_ostream &err;
  ExitCode code = ExitOk;
};
} // namespace

/// Makes a file that is not there; what is there, be it a dangling link, stays.
void Initializer::write(llvm::StringRef name, llvm::StringRef text) {
  int descriptor;
  std::error_code error = fs::openFileForWrite(path(name), descriptor, fs::CD_CreateNew);
  if (error == std::errc::file_exists) {
    err << "cogc: kept " << name << ", which was there\n";
    return;
  }
  if (error) {
    code = fail(name, error.message());
    return;
  }
  llvm::raw_fd_ostream out(descriptor, /*shouldClose=*/true);
  out << text;
  out.close();
  if (!out.has_error()) {
    err << "cogc: wrote " << name << '\n';
    return;
  }
  code = fail(name, out.error().message());
  out.clear_error();
  fs::remove(path(name));
}

/// A predictor under the first of the usual names that is free.
std::string Initializer::writePredictor() {
  for (llvm::StringRef name : {"run.py", "predict.py", "cog_run.py"}) {
    if (fs::exists(path(name)))
      continue;
    write(name, predictorText);
    return name.str() + ":Runner";
  }
  return "run.py:Runner";
}

void Initializer::writeConfig() {
  ProjectSurvey survey = surveyProject(tree);
  std::string run = survey.run.value_or("");
  if (survey.run)
    err << "cogc: found " << run << ", which can be served\n";
  if (survey.train)
    err << "cogc: found " << *survey.train << ", which can train\n";
  if (!survey.run && !survey.train)
    run = writePredictor();
  if (code != ExitOk)
    return;
  write("cog.yaml", configText(survey, run));
  err << "cogc: next: "
      << (survey.run || survey.train
              ? ""
              : "put the model into `" + llvm::StringRef(run).split(':').first.str() + "`; ")
      << "`cogc check` says what is wrong, `cogc build -t NAME` builds the image\n";
}

ExitCode Initializer::run() {
  if (std::error_code error = fs::create_directories(tree.root()))
    return fail(tree.root(), error.message());
  if (!fs::is_directory(tree.root()))
    return fail(tree.root(), "it is not a folder");
  write(".dockerignore", dockerIgnoreText);
  if (code != ExitOk)
    return code;
  if (fs::exists(path("cog.yaml")))
    err << "cogc: kept cog.yaml, which was there; `cogc check` says what is wrong with it\n";
  else
    writeConfig();
  return code;
}

ExitCode cogc::init(llvm::StringRef folder, llvm::raw_ostream &err) {
  return Initializer(folder.empty() ? "." : folder, err).run();
}
