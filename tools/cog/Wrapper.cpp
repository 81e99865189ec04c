#include "Wrapper.h"
#include "CogWords.h"
#include "ImageName.h"
#include "Project.h"
#include "cogc/Support/AtomicFile.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <unistd.h>

using namespace cogc;
namespace path = llvm::sys::path;

int Wrapper::fail(const llvm::Twine &message) {
  llvm::errs() << "cog: error: " << message << '\n';
  return 1;
}

int Wrapper::passThrough() {
  llvm::Expected<std::string> realCog = findRealCog(environment);
  if (!realCog)
    return fail(realCog.takeError());
  return fail(becomeProgram(*realCog, arguments, environment));
}

/// All that a file descriptor's file holds.
static std::string contentsOf(int descriptor) {
  std::string result(::lseek(descriptor, 0, SEEK_END), '\0');
  ssize_t got = ::pread(descriptor, result.data(), result.size(), 0);
  result.resize(got < 0 ? 0 : got);
  return result;
}

llvm::Expected<Wrapper::Captured> Wrapper::capture(const std::string &program,
                                                   std::vector<std::string> flags) const {
  llvm::Expected<Descriptor> output = memoryFile(""), error = memoryFile("");
  if (!output)
    return output.takeError();
  if (!error)
    return error.takeError();
  Supervisor supervisor(environmentStrings(environment));
  llvm::Expected<size_t> child =
      supervisor.start({program, std::move(flags), -1, output->get(), {}, error->get()});
  if (!child)
    return child.takeError();
  int status = supervisor.wait(*child);
  return Captured{status, contentsOf(output->get()), contentsOf(error->get())};
}

/// The flags that every run of the compiler gets.
std::vector<std::string> Wrapper::compileFlags() const {
  std::vector<std::string> flags{"--loose-cuda"};
  if (auto file = call.last("file"))
    flags.insert(flags.end(), {"--file", file->str()});
  if (call.has("no-color") || !variable("COG_NO_COLOR").empty())
    flags.push_back("--color=never");
  if (call.has("debug"))
    flags.push_back("--remarks");
  if (auto file = call.last("openapi-schema"))
    flags.insert(flags.end(), {"--openapi-schema", file->str()});
  if (call.command == "exec" || call.has("skip-schema-validation"))
    flags.push_back("--skip-schema-validation");
  // Mounted, as the folder is.
  if (call.command != "build")
    flags.insert(flags.end(), {"--no-source", "--no-weights"});
  return flags;
}

/// What the real cog says first, where it is not reached.
static void sayDeprecated(llvm::StringRef command) {
  if (command == "train")
    llvm::errs()
        << "Command \"train\" is deprecated, the train command will be removed in a future "
           "version of Cog\n";
  if (command == "predict")
    llvm::errs() << "\"cog predict\" is deprecated, use \"cog run\"\n";
}

std::optional<int> Wrapper::readProject() {
  llvm::Expected<std::string> program = findCogc(environment);
  if (!program)
    return fail(program.takeError());
  cogc = *program;
  std::vector<std::string> flags = compileFlags();
  flags.push_back("--emit=config");
  std::vector<std::string> asJson = flags;
  asJson.push_back("--diagnostics=json");
  llvm::Expected<Captured> compiled = capture(cogc, std::move(asJson));
  if (!compiled)
    return fail(compiled.takeError());
  if (compiled->status != 0)
    sayDeprecated(call.command);
  for (const std::string &words : cogWords(compiled->error))
    llvm::errs() << words << '\n';
  if (compiled->status != 0) {
    // Once more, for people.
    if (compiled = capture(cogc, std::move(flags)); !compiled)
      return fail(compiled.takeError());
    llvm::errs() << compiled->error;
    return compiled->status == 130 ? 130 : 1;
  }
  llvm::Expected<ProjectFacts> read = readProjectFacts(compiled->output);
  if (!read)
    return fail(read.takeError());
  facts = std::move(*read);

  Project project =
      findProject(*llvm::vfs::getRealFileSystem(), "", call.last("file").value_or("cog.yaml"));
  llvm::SmallString<128> real;
  if (std::error_code code = llvm::sys::fs::real_path(project.root, real))
    return fail("`" + llvm::Twine(project.root) + "`: " + code.message());
  folder = real.str().str();
  imageName = call.last("tag").value_or("").str();
  if (imageName.empty())
    imageName = facts.imageName;
  if (imageName.empty())
    imageName = defaultImageName(path::filename(folder));
  return std::nullopt;
}

/// Today's tool refuses two of these on `build` and `exec`.
std::optional<int> Wrapper::checkFlags() {
  std::vector<std::string> given;
  for (llvm::StringRef flag : {"use-cog-base-image", "use-cuda-base-image", "dockerfile"})
    if (call.last(flag))
      given.push_back(("--" + flag).str());
  if (given.size() < 2 || (call.command != "build" && call.command != "exec"))
    return std::nullopt;
  return fail("The flags " + llvm::join(given, " and ") +
              " are mutually exclusive: you can only set one of them.");
}

int Wrapper::runCogc(std::vector<std::string> flags) {
  Supervisor supervisor(environmentStrings(environment));
  llvm::Expected<size_t> child = supervisor.start({cogc, std::move(flags), 0, 1, {}});
  if (!child)
    return fail(child.takeError());
  int status = supervisor.wait(*child);
  // Today's tool knows one status for all that goes wrong.
  return status == 0 || status == 130 ? status : 1;
}

void Wrapper::announceBuild(bool withName) {
  llvm::errs() << "Building Docker image from environment in cog.yaml"
               << (withName ? " as " + imageName : "") << "...\n\n";
}

/// Today's tool takes files relative to the project, cogc to the current folder.
std::string Wrapper::projectSecret(llvm::StringRef secret) const {
  llvm::SmallVector<llvm::StringRef, 4> fields;
  std::vector<std::string> result;
  secret.split(fields, ',');
  for (llvm::StringRef field : fields) {
    auto [key, value] = field.split('=');
    bool isFile = key == "src" || key == "source";
    if (!isFile || path::is_absolute(value)) {
      result.push_back(field.str());
      continue;
    }
    llvm::SmallString<128> file(folder);
    path::append(file, value);
    result.push_back((key + "=" + file).str());
  }
  return llvm::join(result, ",");
}

std::vector<std::string> Wrapper::implicitBuild() const {
  std::vector<std::string> flags{"build"};
  std::vector<std::string> compile = compileFlags();
  flags.insert(flags.end(), compile.begin(), compile.end());
  flags.insert(flags.end(), {"--tag", imageName, "--load"});
  if (auto progress = call.last("progress"))
    flags.insert(flags.end(), {"--progress", progress->str()});
  return flags;
}

std::vector<std::string> Wrapper::explicitBuild() {
  std::vector<std::string> flags = implicitBuild();
  // A label that each image of today's `cog build` has.
  flags.push_back("--pip-freeze");
  for (llvm::StringRef secret : call.all("secret"))
    flags.insert(flags.end(), {"--secret", projectSecret(secret)});
  if (call.has("no-cache"))
    flags.push_back("--no-cache");
  if (auto timestamp = call.last("timestamp"))
    flags.insert(flags.end(), {"--timestamp", timestamp->str()});
  if (call.last("separate-weights").value_or("false") != "false")
    flags.push_back("--separate-weights");
  for (llvm::StringRef flag : {"strip", "precompile"})
    if (call.last(flag).value_or("false") != "false")
      llvm::errs() << "cog: note: --" << flag << " has no effect on what cogc builds\n";
  return flags;
}

int Wrapper::build() {
  if (!call.operands.empty())
    return fail("unknown command \"" + llvm::Twine(call.operands.front()) + "\" for \"cog build\"");
  if (std::optional<int> status = readProject())
    return *status;
  announceBuild(/*withName=*/true);
  if (int status = runCogc(explicitBuild()))
    return status;
  llvm::errs() << "\nImage built as " << imageName << '\n';
  return 0;
}

llvm::Error Wrapper::writeSchema() const {
  if (facts.openApiSchema.empty())
    return llvm::Error::success();
  llvm::SmallString<128> file(folder);
  path::append(file, ".cog");
  if (std::error_code code = llvm::sys::fs::create_directories(file))
    return llvm::createStringError("`" + file + "`: " + code.message());
  path::append(file, "openapi_schema.json");
  llvm::Error error = writeFileAtomically(file, facts.openApiSchema);
  return error ? llvm::createStringError("`" + file + "`: " + llvm::toString(std::move(error)))
               : llvm::Error::success();
}

static bool isOn(llvm::StringRef value) {
  return !value.empty() && value != "0" && !value.equals_insensitive("false");
}

int Wrapper::run() {
  if (!isOn(variable("COGPACK")))
    return passThrough();
  call = parseCogCall(arguments);
  bool isOurs = isTakenOver(call.command);
  bool hasDockerfile = call.command == "build" && call.last("dockerfile");
  if (call.asksForHelp || !isOurs || hasDockerfile)
    return passThrough();
  if (!call.problem.empty())
    return fail(call.problem);
  if (std::optional<int> status = checkFlags())
    return *status;
  if (call.command == "build")
    return build();
  if (call.command == "serve" || call.command == "exec")
    return inContainer();
  return call.operands.empty() ? predict() : passThrough();
}
