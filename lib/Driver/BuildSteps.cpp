#include "BuildSteps.h"
#include "OciLayout.h"
#include "cogc/Support/AtomicFile.h"
#include "cogc/Support/CompileOptions.h"
#include "cogc/Support/Platform.h"
#include "cogc/Support/Quote.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include <cstdlib>
#include <unistd.h>

using namespace cogc;

/// Linux takes no argument of more than 128 KiB; the rest is for the names
/// around the config.
static constexpr size_t maxArgument = 120 << 10;

/// For a question to a daemon that has just failed.
static constexpr std::chrono::seconds patience(5);

TemporaryFolder::TemporaryFolder(llvm::StringRef parent) {
  std::string name = (parent + "/cogc-XXXXXX").str();
  if (::mkdtemp(name.data()))
    folder = name;
}

TemporaryFolder::~TemporaryFolder() {
  if (!folder.empty())
    llvm::sys::fs::remove_directories(folder);
}

static std::string certificateSecret(llvm::StringRef file) {
  return (llvm::Twine("id=") + caCertSecret + ",src=" + file).str();
}

CsvAttributes cogc::filesIn(llvm::StringRef folder) {
  CsvAttributes output;
  output.set("type", "local");
  output.set("dest", folder);
  return output;
}

void cogc::printCommand(const BuildJob &job, llvm::StringRef certificateFile,
                        llvm::StringRef planFile, llvm::raw_ostream &os) {
  Solve solve = job.solve;
  solve.outputs = job.outputs.list;
  for (CsvAttributes &output : solve.outputs)
    completeOutput(output, job.image);
  if (!job.certificates.empty())
    solve.secrets.push_back(certificateSecret(certificateFile));
  os << "buildctl";
  for (const std::string &word : buildctlArguments(solve))
    os << ' ' << shellQuote(word);
  os << " < " << planFile << (job.outputs.intoDocker ? " | docker load" : "") << '\n';
}

std::optional<size_t> BuildRunner::start(const Command &command) {
  llvm::Expected<size_t> child = supervisor.start(command);
  if (child)
    return *child;
  std::string reason = llvm::toString(child.takeError());
  if (!supervisor.interrupted())
    diags.report(Diag::build_failed, std::nullopt, command.program, reason);
  return std::nullopt;
}

bool BuildRunner::finish(llvm::StringRef program, size_t child) {
  int status = supervisor.wait(child);
  if (status != 0 && !supervisor.interrupted())
    diags.report(Diag::build_failed, std::nullopt, program, status);
  return status == 0;
}

/// All that BuildKit says of a step for a machine that it cannot run is `exec
/// format error`. Empty when the daemon runs the plan's. It is asked only after a
/// failure: a daemon may bring emulators of its own that it does not list.
std::string BuildRunner::emulatorAdvice() {
  Command question{job.tools.buildctl, workersArguments(job.solve.addr), -1, 1, {}};
  std::vector<std::string> machines =
      machinesOf(supervisor.outputOf(std::move(question), patience).value_or(""));
  std::optional<Platform> wanted = Platform::parse(job.platform);
  if (machines.empty() || !wanted || llvm::is_contained(machines, wanted->machine()))
    return "";
  return "the daemon lists " + llvm::join(machines, ", ") + ", not " + wanted->machine() +
         "; where a step ended in `exec format error`, its machine needs an emulator: `docker run "
         "--privileged --rm tonistiigi/binfmt --install " +
         wanted->architecture + "`";
}

bool BuildRunner::finishBuild(size_t child) {
  int status = supervisor.wait(child);
  if (status == 0 || supervisor.interrupted())
    return status == 0;
  DiagnosticEngine::Builder error =
      diags.report(Diag::build_failed, std::nullopt, "buildctl", status);
  std::string advice = emulatorAdvice();
  if (!advice.empty())
    error.note(Loc(), advice);
  return false;
}

/// Docker is started when the first byte is there: given an empty archive by a
/// build that failed, it would add an error that misleads.
bool BuildRunner::executeIntoDocker(Command buildctl) {
  auto pipe = makePipe();
  if (!pipe) {
    diags.report(Diag::internal_error, std::nullopt, llvm::toString(pipe.takeError()));
    return false;
  }
  buildctl.output = pipe->second.get();
  std::optional<size_t> build = start(buildctl);
  pipe->second.close();
  if (!build)
    return false;
  std::optional<size_t> load;
  if (supervisor.waitForData(pipe->first.get()))
    // Standard output is for what the user asked to be there.
    load = start({job.tools.docker, {"load"}, pipe->first.get(), STDERR_FILENO, {}});
  pipe->first.close();
  bool built = finishBuild(*build);
  return load && finish("docker load", *load) && built;
}

Descriptor BuildRunner::openCertificates() {
  if (job.certificates.empty())
    return Descriptor();
  llvm::Expected<Descriptor> file = memoryFile(job.certificates);
  if (file)
    return std::move(*file);
  diags.report(Diag::internal_error, std::nullopt, llvm::toString(file.takeError()));
  return Descriptor();
}

bool BuildRunner::execute(Solve solve, llvm::StringRef definition, bool intoDocker) {
  Descriptor certificates = openCertificates();
  llvm::Expected<Descriptor> input = memoryFile(definition);
  if (!input) {
    diags.report(Diag::internal_error, std::nullopt, llvm::toString(input.takeError()));
    return false;
  }
  Command command{job.tools.buildctl, {}, input->get(), STDOUT_FILENO, {}};
  if (certificates.get() >= 0) {
    command.inherited.push_back(certificates.get());
    solve.secrets.push_back(
        certificateSecret("/proc/self/fd/" + std::to_string(certificates.get())));
  }
  command.arguments = buildctlArguments(solve);
  if (intoDocker)
    return executeIntoDocker(std::move(command));
  std::optional<size_t> build = start(command);
  return build && finishBuild(*build);
}

std::optional<std::string> BuildRunner::buildFile(llvm::StringRef definition,
                                                  llvm::StringRef name) {
  Solve solve = job.solve;
  std::string folder = temporary.file("files");
  solve.outputs = {filesIn(folder)};
  solve.exportCache.clear(); // what counts is the image's
  if (!execute(std::move(solve), definition, false))
    return std::nullopt;
  auto file = llvm::MemoryBuffer::getFile(folder + "/" + name);
  if (file)
    return (*file)->getBuffer().str();
  diags.report(Diag::cannot_read, std::nullopt, name, file.getError().message());
  return std::nullopt;
}

void BuildRunner::runDirectly() {
  Solve solve = job.solve;
  solve.outputs = job.outputs.list;
  solve.metadataFile = metadataFile();
  execute(std::move(solve), job.llb, job.outputs.intoDocker);
}

static CsvAttributes layoutIn(llvm::StringRef folder) {
  CsvAttributes output;
  output.set("type", "oci");
  output.set("tar", "false");
  output.set("dest", folder);
  return output;
}

bool BuildRunner::exportLayers(llvm::StringRef folder) {
  Solve solve = job.solve;
  CsvAttributes output = layoutIn(folder);
  output.set("compression", "uncompressed");
  completeOutput(output, {job.image.name, "", job.image.sourceDateEpoch});
  solve.outputs = {output};
  return execute(std::move(solve), job.llb, false);
}

/// Builds the image into a folder, puts our config in, and returns the digest of
/// its manifest.
std::optional<std::string> BuildRunner::exportLayout() {
  Solve solve = job.solve;
  std::string folder = temporary.file("layout");
  CsvAttributes output = layoutIn(folder);
  completeOutput(output, {job.image.name, "", job.image.sourceDateEpoch});
  solve.outputs = {output};
  if (!execute(std::move(solve), job.llb, false))
    return std::nullopt;
  llvm::Expected<std::string> digest = replaceImageConfig(folder, job.image.configJson);
  if (digest)
    return *digest;
  diags.report(Diag::bad_layout, std::nullopt, llvm::toString(digest.takeError()));
  return std::nullopt;
}

/// The config does not fit into an argument: BuildKit gets it inside an image
/// that is the base of a Dockerfile of one line, whose config it keeps.
void BuildRunner::runThroughLayout() {
  std::optional<std::string> digest = exportLayout();
  if (!digest)
    return;
  if (llvm::Error error = writeFileAtomically(temporary.file("Dockerfile"), "FROM img\n")) {
    diags.report(Diag::cannot_write, std::nullopt, temporary.file("Dockerfile"),
                 llvm::toString(std::move(error)));
    return;
  }
  Solve solve;
  solve.addr = job.solve.addr;
  solve.progress = job.solve.progress;
  solve.frontend = "dockerfile.v0";
  solve.options = {{"platform", job.platform}, {"context:img", "oci-layout://img@" + *digest}};
  // The frontend looks for a .dockerignore, wherever that may be.
  solve.locals = {{"context", temporary.path().str()}, {"dockerfile", temporary.path().str()}};
  solve.layouts = {{"img", temporary.file("layout")}};
  solve.outputs = job.outputs.list;
  solve.metadataFile = metadataFile();
  job.certificates.clear();
  execute(std::move(solve), "", job.outputs.intoDocker);
}

void BuildRunner::run() {
  PendingFiles pending;
  bool isLarge = job.image.configJson.size() > maxArgument;
  for (CsvAttributes &output : job.outputs.list) {
    pending.add(output, diags);
    CsvAttributes complete = output;
    completeOutput(complete, job.image);
    isLarge |= complete.str().size() > maxArgument;
  }
  if (diags.hasErrors())
    return;
  ImageFacts facts = job.image;
  if (isLarge)
    facts.configJson.clear();
  for (CsvAttributes &output : job.outputs.list)
    completeOutput(output, facts);
  if (isLarge)
    runThroughLayout();
  else
    runDirectly();
  if (job.verify && !diags.hasErrors() && !supervisor.interrupted())
    job.verify();
  if (!diags.hasErrors() && !supervisor.interrupted())
    pending.commit(diags);
}
