#include "cogc/Driver/Build.h"
#include "BuildSteps.h"
#include "Compilation.h"
#include "DockerBuildkit.h"
#include "GitLabels.h"
#include "ImageName.h"
#include "PipFreeze.h"
#include "SecretStamps.h"
#include "Verify.h"
#include "WeightReader.h"
#include "cogc/Backend/Dockerfile.h"
#include "cogc/Backend/ImageConfig.h"
#include "cogc/IR/Printer.h"
#include "cogc/Support/AtomicFile.h"
#include "cogc/Support/Digest.h"
#include "cogc/Support/HumanSize.h"
#include "cogc/Support/Quote.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <sys/random.h>
#include <unistd.h>

using namespace cogc;
namespace fs = llvm::sys::fs;

/// The one value of a build that is not the same twice: it keeps BuildKit from
/// taking two builds of equal plans for one (docs/CommandLine.md).
static std::string freshContextId() {
  uint8_t bytes[16];
  ::getrandom(bytes, sizeof bytes, 0);
  return llvm::toHex(bytes, /*LowerCase=*/true);
}

using Labels = std::vector<std::pair<std::string, std::string>>;

/// \p labels come in front of the user's own, which so take their place.
static CompilerInvocation compileOf(const BuildInvocation &invocation, const Labels &labels) {
  CompilerInvocation compile = invocation.compile;
  Labels &all = compile.options.labels;
  all.insert(all.begin(), labels.begin(), labels.end());
  compile.emit = EmitKind::LLB;
  compile.options.imageName = invocation.tag;
  compile.options.caCert = !invocation.caCert.empty();
  if (compile.options.contextId.empty())
    compile.options.contextId = freshContextId();
  return compile;
}

namespace {
class Builder {
public:
  Builder(const BuildInvocation &invocation, const Labels &labels, llvm::raw_ostream &out,
          llvm::raw_ostream &err)
      : invocation(invocation), compile(compileOf(invocation, labels)), compilation(compile),
        diags(compilation.tree), out(out), err(err) {}

  ExitCode run();

private:
  bool compilePlan();
  void prepare();
  void prepareImage();
  void prepareSolve();
  void prepareSecrets();
  std::string definitionOf(const Plan &plan);
  void prepareTools();
  void prepareDaemon();
  std::string imageName() const;
  std::string folderOf(const Context &context) const;
  std::string givenFolder(const Context &context);
  ExitCode execute();
  void addPipFreeze(Supervisor &supervisor, const TemporaryFolder &temporary);
  ExitCode verify(Supervisor &supervisor, const TemporaryFolder &temporary);
  void useDockerfile(const TemporaryFolder &temporary);
  void printCommands();
  void checkSpace();
  void readWeights();
  ReadProgress::Style progressStyle() const;
  void writeMetadata(const std::string &file);
  void announce(llvm::StringRef digest);
  ExitCode leave(ExitCode failure);
  llvm::StringRef variable(llvm::StringRef name) const {
    return findVariable(invocation.environment, name).value_or("");
  }

  const BuildInvocation &invocation;
  const CompilerInvocation compile;
  Compilation compilation;
  /// What goes wrong behind the compile.
  DiagnosticEngine diags;
  llvm::raw_ostream &out;
  llvm::raw_ostream &err;
  BuildJob job;
  std::vector<SecretValue> secretValues;
  std::vector<SecretStamp> stamps;
  /// The BuildKit inside Docker, where that is the daemon.
  std::optional<DockerBuildkit> inDocker;
  std::optional<WeightReader> weights;
};
} // namespace

/// Shows what was reported behind the compile.
ExitCode Builder::leave(ExitCode failure) {
  if (!diags.diagnostics().empty())
    renderMessages(diags, compile, err, err);
  return diags.hasErrors() ? failure : ExitOk;
}

bool Builder::compilePlan() {
  compilation.makePlan();
  if (!compilation.diags.hasErrors())
    compilation.emitLLB();
  bool isDocument = compile.diagnostics.format != DiagnosticFormat::Text;
  if (isDocument || !compilation.diags.diagnostics().empty())
    compilation.render(err, err);
  return !compilation.diags.hasErrors();
}

std::string Builder::imageName() const {
  if (!compilation.options.imageName.empty())
    return compilation.options.imageName;
  llvm::SmallString<128> folder;
  if (fs::real_path(compilation.project.root, folder))
    folder = compilation.project.root;
  return defaultImageName(llvm::sys::path::filename(folder));
}

void Builder::prepareImage() {
  job.image = {imageName(), imageConfigJson(*compilation.plan),
               compilation.options.sourceDateEpoch};
  if (!isImageName(job.image.name))
    diags.report(Diag::image_name, std::nullopt, job.image.name);
  if (!invocation.verify)
    job.outputs = chooseOutputs(invocation, job.image.name, diags);
  job.llb = std::move(compilation.output);
  job.platform = compilation.plan->platform.str();
}

std::string Builder::folderOf(const Context &context) const {
  llvm::SmallString<128> folder(compilation.project.root);
  llvm::sys::path::append(folder, context.path);
  llvm::sys::path::remove_dots(folder, /*remove_dot_dot=*/false);
  return folder.empty() ? "." : folder.str().str();
}

/// A plan that was read from a file may need what this environment does not name.
std::string Builder::givenFolder(const Context &context) {
  for (auto &[name, folder] : compilation.givenFolders)
    if (name == context.name)
      return folder;
  llvm::StringRef variable = context.name == sdkWheelContext      ? "COG_SDK_WHEEL"
                             : context.name == cogletWheelContext ? "COGLET_WHEEL"
                                                                  : "";
  std::string advice =
      variable.empty() ? "build it with plain buildctl, `--local " + context.name + "=FOLDER`"
                       : "name " + llvm::join(context.include, ", ") + " with " + variable.str();
  diags.report(Diag::context_missing, std::nullopt, context.name, advice);
  return "";
}

void Builder::prepareSolve() {
  job.solve.progress = !invocation.progress.empty()           ? invocation.progress
                       : compile.logFormat == LogFormat::Json ? "rawjson"
                                                              : "auto";
  job.solve.noCache = invocation.noCache;
  for (const Context &context : compilation.plan->contexts)
    job.solve.locals.emplace_back(context.name,
                                  context.given ? givenFolder(context) : folderOf(context));
  job.solve.secrets = invocation.secrets;
  job.solve.ssh = invocation.ssh;
  job.solve.allow = invocation.allow;
  job.solve.importCache = invocation.importCache;
  job.solve.exportCache = invocation.exportCache;
}

void Builder::prepareSecrets() {
  std::vector<llvm::StringRef> provided;
  if (!invocation.caCert.empty()) {
    provided.push_back(caCertSecret);
    llvm::Expected<std::string> certificates = readCertificates(invocation.caCert);
    if (certificates)
      job.certificates = withTrusted(*certificates, invocation.environment);
    else
      diags.report(Diag::bad_ca_cert, std::nullopt, llvm::toString(certificates.takeError()));
  }
  secretValues =
      checkSecrets(*compilation.plan, invocation.secrets, provided, invocation.environment, diags);
}

/// What the daemon gets of \p plan: the stamps of secrets are in nothing else.
std::string Builder::definitionOf(const Plan &plan) {
  return compilation.marshal(stampSecrets(plan, stamps));
}

/// A daemon that was named, or one of BuildKit's own; else the one inside Docker,
/// for an image that goes nowhere but there.
void Builder::prepareDaemon() {
  bool isNamed = invocation.addr == dockerAddress;
  bool staysInDocker = job.outputs.intoDocker && job.outputs.list.size() == 1;
  bool isOpen = staysInDocker && invocation.addr.empty() && variable("BUILDKIT_HOST").empty();
  DiagnosticEngine search(compilation.tree);
  if (!isNamed)
    job.solve.addr = findDaemon(invocation.addr, invocation.environment, isOpen ? search : diags);
  if (!isNamed && (!isOpen || !job.solve.addr.empty()))
    return;
  llvm::Expected<DockerBuildkit> docker = DockerBuildkit::find(invocation.environment);
  if (!docker) {
    std::string reason = llvm::toString(docker.takeError());
    if (isNamed)
      diags.report(Diag::no_docker_buildkit, std::nullopt, reason);
    else
      findDaemon(invocation.addr, invocation.environment, diags);
  } else if (!staysInDocker) {
    diags.report(Diag::no_docker_buildkit, std::nullopt,
                 "it builds for Docker alone, without --push or --output");
  } else {
    inDocker = *docker;
    job.outputs.list.back().set("type", "moby");
    job.outputs.intoDocker = false;
  }
}

void Builder::prepareTools() {
  if (invocation.dryRun) {
    job.solve.addr = invocation.addr.empty() ? variable("BUILDKIT_HOST").str() : invocation.addr;
    return;
  }
  if (auto buildctl = findProgram("buildctl", variable("PATH")))
    job.tools.buildctl = *buildctl;
  else
    diags.report(Diag::no_buildctl, std::nullopt);
  prepareDaemon();
  if (!job.outputs.intoDocker)
    return;
  if (auto docker = findProgram("docker", variable("PATH")))
    job.tools.docker = *docker;
  else
    diags.report(Diag::no_docker, std::nullopt, job.image.name);
}

void Builder::prepare() {
  prepareImage();
  prepareSolve();
  prepareSecrets();
  prepareTools();
  if (!invocation.dryRun && !diags.hasErrors())
    stamps = stampsOf(secretValues, invocation.environment, diags);
  secretValues.clear();
}

/// BuildKit's metadata, and ours beside it under keys of the same form.
void Builder::writeMetadata(const std::string &file) {
  auto buffer = llvm::MemoryBuffer::getFile(file);
  llvm::Expected<llvm::json::Value> value =
      llvm::json::parse(buffer ? (*buffer)->getBuffer() : llvm::StringRef("{}"));
  if (!value)
    llvm::consumeError(value.takeError());
  llvm::json::Object metadata;
  if (value && value->getAsObject())
    metadata = std::move(*value->getAsObject());
  std::string digest = metadata.getString("containerimage.digest").value_or("").str();
  if (!invocation.metadataFile.empty()) {
    std::string plan;
    llvm::raw_string_ostream os(plan);
    printPlan(*compilation.plan, os);
    metadata["cogc.image.name"] = job.image.name;
    metadata["cogc.plan.digest"] = sha256Digest(plan);
    metadata["cogc.version"] = COGC_VERSION;
    std::string text = llvm::formatv("{0:2}\n", llvm::json::Value(std::move(metadata)));
    if (llvm::Error error = writeFileAtomically(invocation.metadataFile, text))
      diags.report(Diag::cannot_write, std::nullopt, invocation.metadataFile,
                   llvm::toString(std::move(error)));
  }
  announce(digest);
}

void Builder::announce(llvm::StringRef digest) {
  if (compile.logFormat == LogFormat::Json) {
    err << "{\"level\":\"info\",\"msg\":\"built\",\"image\":" << jsonQuote(job.image.name)
        << ",\"digest\":" << jsonQuote(digest) << "}\n";
    return;
  }
  if (job.solve.progress != "quiet")
    err << "cogc: built " << job.image.name << (digest.empty() ? "" : "@") << digest << '\n';
}

static std::vector<std::string> environmentOf(const BuildInvocation &invocation) {
  std::vector<std::string> environment;
  for (auto &[name, value] : invocation.environment)
    environment.push_back(name + "=" + value);
  return environment;
}

/// Builds what the image will be made of, asks it, and puts the answer into the
/// config. The image's own build then finds all its steps in the cache.
void Builder::addPipFreeze(Supervisor &supervisor, const TemporaryFolder &temporary) {
  BuildRunner runner(job, supervisor, temporary, diags);
  // With the stamps, or the image's own build would not find its steps.
  std::string definition = definitionOf(pipFreezePlan(*compilation.plan));
  std::optional<std::string> answer = runner.buildFile(definition, pipFreezeFile);
  if (!answer)
    return;
  compilation.plan->result.config.setLabel(pipFreezeLabel, *answer);
  job.image.configJson = imageConfigJson(*compilation.plan);
  job.solve.noCache = false;
}

ExitCode Builder::execute() {
  Supervisor supervisor(environmentOf(invocation));
  llvm::StringRef parent = variable("TMPDIR");
  TemporaryFolder temporary(parent.empty() ? "/tmp" : parent);
  if (temporary.path().empty()) {
    diags.report(Diag::cannot_write, std::nullopt, parent.empty() ? "/tmp" : parent,
                 std::error_code(errno, std::generic_category()).message());
    return leave(ExitErrors);
  }
  err.flush();
  std::unique_ptr<SocketServer> docker;
  if (inDocker) {
    llvm::Expected<std::unique_ptr<SocketServer>> server =
        inDocker->listen(temporary.file("buildkit.sock"));
    if (!server) {
      diags.report(Diag::no_docker_buildkit, std::nullopt, llvm::toString(server.takeError()));
      return leave(ExitErrors);
    }
    docker = std::move(*server);
    job.solve.addr = "unix://" + temporary.file("buildkit.sock");
  }
  if (invocation.verify)
    return verify(supervisor, temporary);
  if (invocation.pipFreeze)
    addPipFreeze(supervisor, temporary);
  BuildRunner runner(job, supervisor, temporary, diags);
  if (!diags.hasErrors())
    runner.run();
  if (supervisor.interrupted())
    return ExitInterrupted;
  if (!diags.hasErrors())
    writeMetadata(runner.metadataFile());
  return leave(ExitErrors);
}

/// The same build through BuildKit's Dockerfile frontend.
void Builder::useDockerfile(const TemporaryFolder &temporary) {
  std::string text;
  llvm::raw_string_ostream os(text);
  emitDockerfile(*compilation.plan, diags, os);
  if (llvm::Error error = writeFileAtomically(temporary.file("Dockerfile"), text))
    diags.report(Diag::cannot_write, std::nullopt, temporary.file("Dockerfile"),
                 llvm::toString(std::move(error)));
  job.solve.frontend = "dockerfile.v0";
  job.solve.options.emplace_back("platform", job.platform);
  std::vector<std::pair<std::string, std::string>> locals;
  for (auto &[name, folder] : job.solve.locals) {
    const Context *context = compilation.plan->findContext(name);
    if (context && context->given) {
      job.solve.options.emplace_back("context:" + name, "local:" + name);
      locals.emplace_back(name, folder);
    }
  }
  // Every other context is a view of the project, which a Dockerfile has as a whole.
  locals.emplace_back("context", compilation.project.root.empty() ? "." : compilation.project.root);
  job.solve.locals = std::move(locals);
  job.solve.locals.emplace_back("dockerfile", temporary.path().str());
  job.llb.clear();
}

ExitCode Builder::verify(Supervisor &supervisor, const TemporaryFolder &temporary) {
  job.solve.noCache = true;
  job.solve.exportCache.clear();
  if (invocation.throughDockerfile)
    useDockerfile(temporary);
  if (!diags.hasErrors())
    verifyRepeatable(job, *compilation.plan, supervisor, temporary, diags, out, err);
  return supervisor.interrupted() ? ExitInterrupted : leave(ExitErrors);
}

/// An image holds its weights as they are: they hardly compress. What else it has
/// is not known yet.
void Builder::checkSpace() {
  uint64_t size = 0;
  for (const WeightGroup &group : compilation.weights)
    size += group.size();
  for (const CsvAttributes &output : job.outputs.list) {
    llvm::SmallString<128> folder(output.get("dest"));
    if (folder.empty() || folder == "-")
      continue;
    fs::make_absolute(folder);
    while (!fs::is_directory(folder) && llvm::sys::path::has_parent_path(folder))
      llvm::sys::path::remove_filename(folder);
    llvm::ErrorOr<fs::space_info> space = fs::disk_space(folder);
    if (space && space->available < size)
      diags.report(Diag::weights_no_space, std::nullopt, humanSize(size), output.get("dest"),
                   humanSize(space->available));
  }
}

ReadProgress::Style Builder::progressStyle() const {
  using Style = ReadProgress::Style;
  if (job.solve.progress == "quiet")
    return Style::Silent;
  if (compile.logFormat == LogFormat::Json || job.solve.progress == "rawjson")
    return compile.logFormat == LogFormat::Json ? Style::Json : Style::Silent;
  bool isLine = job.solve.progress != "plain" && &err == &llvm::errs() && ::isatty(STDERR_FILENO);
  return isLine ? Style::Terminal : Style::Lines;
}

/// Before anything is sent: files that are still being written end the build here.
void Builder::readWeights() {
  if (compilation.weights.empty())
    return;
  checkSpace();
  if (diags.hasErrors())
    return;
  weights.emplace(compilation.weights, compilation.project.root,
                  userFolder(invocation.environment, "XDG_CACHE_HOME", ".cache"), diags);
  ReadProgress progress(progressStyle(), err);
  compilation.contextIds = weights->read(progress);
  if (diags.hasErrors())
    return;
  job.verify = [this] { weights->verify(); };
}

void Builder::printCommands() {
  bool isFile = fs::is_regular_file(invocation.caCert);
  llvm::StringRef certificates = isFile ? llvm::StringRef(invocation.caCert) : "certificates.pem";
  if (invocation.pipFreeze) {
    BuildJob asking = job;
    asking.outputs = {{filesIn("FOLDER")}, false};
    printCommand(asking, certificates, "pip-freeze.pb", out);
  }
  printCommand(job, certificates, "plan.pb", out);
}

ExitCode Builder::run() {
  if (!compilePlan())
    return ExitErrors;
  prepare();
  if (diags.hasErrors())
    return leave(ExitUsage);
  if (!invocation.dryRun) {
    // While nothing is running yet, Ctrl-C simply ends this program.
    readWeights();
    if (diags.hasErrors())
      return leave(ExitErrors);
    // Only now is all known that a compile does not know.
    if (!stamps.empty() || !compilation.contextIds.empty())
      job.llb = definitionOf(*compilation.plan);
    return execute();
  }
  printCommands();
  return leave(ExitErrors);
}

/// What git knows of the project; nothing once the user wants an end.
static std::optional<Labels> readGitLabels(const BuildInvocation &invocation) {
  const CompilerInvocation &compile = invocation.compile;
  Project project = findProject(*llvm::vfs::getRealFileSystem(), compile.input, compile.configName);
  // A plan has its labels already.
  if (!invocation.gitLabels || project.isPlan() || project.kind == Project::Kind::Missing)
    return Labels();
  std::vector<std::string> environment = environmentOf(invocation);
  environment.push_back("GIT_OPTIONAL_LOCKS=0"); // only look
  Supervisor supervisor(std::move(environment));
  Labels labels = gitLabels(project.root, invocation.environment, supervisor);
  return supervisor.interrupted() ? std::nullopt : std::optional(std::move(labels));
}

ExitCode cogc::build(const BuildInvocation &invocation, llvm::raw_ostream &out,
                     llvm::raw_ostream &err) {
  std::optional<Labels> labels = readGitLabels(invocation);
  return labels ? Builder(invocation, *labels, out, err).run() : ExitInterrupted;
}
