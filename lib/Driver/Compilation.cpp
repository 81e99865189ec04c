#include "Compilation.h"
#include "OpenApiFile.h"
#include "cogc/Backend/Dockerfile.h"
#include "cogc/Backend/ImageConfig.h"
#include "cogc/Backend/LLB.h"
#include "cogc/Frontend/CogYaml.h"
#include "cogc/Frontend/Lower.h"
#include "cogc/IR/Parser.h"
#include "cogc/IR/Printer.h"
#include "cogc/IR/Verifier.h"
#include "cogc/Passes/Pipeline.h"
#include "cogc/Support/Digest.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/FileSystem.h"

using namespace cogc;

static Project locate(const CompilerInvocation &invocation) {
  return findProject(*llvm::vfs::getRealFileSystem(), invocation.input, invocation.configName);
}

Compilation::Compilation(const CompilerInvocation &invocation)
    : invocation(invocation), project(locate(invocation)), tree(SourceTree::onDisk(project.root)),
      diags(tree), options(invocation.options) {}

/// The reason alone: SourceTree puts the path in front, relative to the project,
/// and here the user's own spelling is shown.
static std::string reasonOf(llvm::Error error) {
  std::string text = llvm::toString(std::move(error));
  size_t end = text.find("`: ");
  return end == std::string::npos ? text : text.substr(end + 3);
}

/// Standard input whole, within the bound that files have.
static llvm::Expected<std::string> readStdin() {
  llvm::SmallVector<char, 0> bytes;
  llvm::sys::fs::file_t input = llvm::sys::fs::getStdinHandle();
  while (bytes.size() <= SourceTree::maxFileSize) {
    size_t size = bytes.size();
    bytes.resize_for_overwrite(size + (64 << 10));
    llvm::Expected<size_t> got =
        llvm::sys::fs::readNativeFile(input, llvm::MutableArrayRef(bytes).drop_front(size));
    if (!got)
      return got.takeError();
    bytes.truncate(size + *got);
    if (*got == 0)
      return std::string(bytes.begin(), bytes.end());
  }
  return llvm::createStringError("it has more than 64 MiB");
}

bool Compilation::openInput() {
  if (project.kind == Project::Kind::Missing) {
    diags.report(Diag::no_config, std::nullopt, invocation.configName, project.file);
    return false;
  }
  if (project.kind == Project::Kind::PlanOnStdin) {
    llvm::Expected<std::string> text = readStdin();
    if (text)
      input = tree.add(project.file, *text);
    else
      diags.report(Diag::cannot_read, std::nullopt, "standard input", reasonOf(text.takeError()));
    return input.isValid();
  }
  llvm::Expected<FileId> file = tree.open(project.file);
  if (file)
    input = *file;
  else
    diags.report(Diag::cannot_read, std::nullopt,
                 invocation.input.empty() ? project.file : invocation.input,
                 reasonOf(file.takeError()));
  return input.isValid();
}

std::optional<ModelSpec> Compilation::readSpec() {
  if (project.isPlan()) {
    diags.report(Diag::emit_needs_config, std::nullopt, emitKindFlag(invocation.emit),
                 project.file);
    return std::nullopt;
  }
  ModelSpec spec = parseCogYaml(input, tree, diags, !options.skipSchema);
  return diags.hasErrors() ? std::nullopt : std::optional(std::move(spec));
}

void Compilation::emitAst() {
  llvm::raw_string_ostream os(output);
  if (std::optional<ModelSpec> spec = readSpec())
    printModelSpec(*spec, tree, os);
}

/// The text of a file that a flag names, from the current folder; nothing, and
/// reported, when it cannot be read.
static std::optional<std::string> readNamedFile(llvm::StringRef path, DiagnosticEngine &diags) {
  SourceTree files = SourceTree::onDisk("");
  llvm::Expected<FileId> file = files.open(path);
  if (file)
    return files.contents(*file).str();
  diags.report(Diag::cannot_read, std::nullopt, path, reasonOf(file.takeError()));
  return std::nullopt;
}

/// The document that --openapi-schema names.
void Compilation::readOpenApiFile() {
  llvm::StringRef path = invocation.openApiFile;
  std::optional<std::string> file;
  if (!path.empty())
    file = readNamedFile(path, diags);
  if (!file)
    return;
  llvm::StringRef text = llvm::StringRef(*file).trim();
  if (std::string mistake = openApiMistake(text); !mistake.empty())
    diags.report(Diag::openapi_schema, std::nullopt, path, mistake);
  else
    options.openApiSchema = text.str();
}

/// The table that --compat names.
void Compilation::readCompatFile() {
  llvm::StringRef path = invocation.compatFile;
  std::optional<std::string> file;
  if (!path.empty())
    file = readNamedFile(path, diags);
  if (!file)
    return;
  llvm::Expected<LoadedCompatTable> table = readCompatTable(*file);
  if (!table) {
    diags.report(Diag::cannot_read, std::nullopt, path, llvm::toString(table.takeError()));
    return;
  }
  compat.emplace(std::move(*table));
  options.compat = &compat->table();
}

void Compilation::emitSchema() {
  std::optional<ModelSpec> spec = readSpec();
  readOpenApiFile();
  if (!spec || diags.hasErrors())
    return;
  if (std::optional<ModelSchema> schema = readModelSchema(*spec, options, tree, diags))
    output = std::move(schema->document) + "\n";
}

void Compilation::lowerConfig() {
  ModelSpec spec = parseCogYaml(input, tree, diags, !options.skipSchema);
  if (options.imageName.empty() && spec.image)
    options.imageName = spec.image->value;
  readOpenApiFile();
  if (diags.hasErrors()) {
    // What is wrong with the other files is told in the same run.
    checkSources(spec, options, tree, diags);
    return;
  }
  plan = lowerToPlan(spec, options, tree, diags, &weights);
  for (const WeightGroup &group : weights)
    if (group.origin == WeightGroup::Origin::Given)
      givenFolders.emplace_back(group.name, group.folder);
}

/// The plan as the passes get it: parsed, or made from cog.yaml.
void Compilation::makeDraft() {
  givenFolders = findWheels(options, diags);
  readCompatFile();
  options.explain |= invocation.diagnostics.remarks;
  if (project.isPlan())
    plan = parsePlan(input, tree, diags);
  else
    lowerConfig();
  if (plan && !diags.hasErrors())
    (void)verifyPlan(*plan, diags); // it reports what it finds
}

/// The configs that --base-config names. Their paths are the user's own, from
/// the current folder, not from the project's.
static BaseConfigTable readBaseConfigs(const CompileOptions &options, DiagnosticEngine &diags) {
  BaseConfigTable table;
  SourceTree files = SourceTree::onDisk("");
  for (auto &[ref, path] : options.baseConfigs) {
    llvm::Expected<FileId> file = files.open(path);
    llvm::Error error = file ? table.addJson(ref, files.contents(*file)) : file.takeError();
    if (error)
      diags.report(Diag::cannot_read, std::nullopt, path, reasonOf(std::move(error)));
  }
  return table;
}

void Compilation::runPasses() {
  BaseConfigTable baseConfigs = readBaseConfigs(options, diags);
  if (diags.hasErrors())
    return;
  PassManager manager(invocation.passManager);
  if (invocation.passes) {
    for (llvm::StringRef name : *invocation.passes)
      if (const PassInfo *pass = findPass(name))
        manager.add(*pass);
  } else if (plan->level != PlanLevel::Final) {
    addDefaultPasses(manager);
  }
  PassContext context{options, baseConfigs, diags};
  PassResult result = manager.run(*plan, context);
  if (result == PassResult::Failure && !diags.hasErrors())
    diags.report(Diag::internal_error, std::nullopt, "a pass failed and did not say why");
}

void Compilation::makePlan() {
  if (!openInput())
    return;
  makeDraft();
  if (!diags.hasErrors())
    runPasses();
}

LLBOptions Compilation::llbOptions() const {
  LLBOptions result;
  result.contextId = options.contextId.empty() ? deriveContextId(tree) : options.contextId;
  result.sharedKeyHint = sha256Hex((options.imageName + "\n" + tree.contents(input)).str());
  result.contexts = contextIds;
  return result;
}

std::string Compilation::marshal(const Plan &other) {
  return marshalGraph(buildGraph(other, llbOptions()), diags);
}

void Compilation::emitLLB() { output = marshal(*plan); }

static bool needsFinalPlan(EmitKind kind) {
  switch (kind) {
  case EmitKind::LLB:
  case EmitKind::LLBText:
  case EmitKind::Dockerfile:
  case EmitKind::Config:
  case EmitKind::Dot:
    return true;
  case EmitKind::Plan:
  case EmitKind::PlanDraft:
  case EmitKind::PlanJson:
  case EmitKind::PlanDot:
  case EmitKind::Ast:
  case EmitKind::Schema:
    return false;
  }
  llvm_unreachable("all forms have a level");
}

void Compilation::emit() {
  llvm::raw_string_ostream os(output);
  switch (invocation.emit) {
  case EmitKind::LLB:
    return emitLLB();
  case EmitKind::LLBText:
    return printGraph(buildGraph(*plan, llbOptions()), os);
  case EmitKind::Dot:
    return printGraphDot(buildGraph(*plan, llbOptions()), os);
  case EmitKind::Dockerfile:
    return emitDockerfile(*plan, diags, os);
  case EmitKind::Config:
    os << imageConfigJson(*plan) << '\n';
    return;
  case EmitKind::Plan:
  case EmitKind::PlanDraft:
    return printPlan(*plan, os, {.locations = invocation.printLocations});
  case EmitKind::PlanJson:
    return printPlanJson(*plan, os);
  case EmitKind::PlanDot:
    return printPlanDot(*plan, os);
  case EmitKind::Ast:
  case EmitKind::Schema:
    break; // made before there is a plan
  }
  llvm_unreachable("the form was made earlier");
}

void Compilation::compile() {
  if (!openInput())
    return;
  if (invocation.emit == EmitKind::Ast)
    return emitAst();
  if (invocation.emit == EmitKind::Schema)
    return emitSchema();
  makeDraft();
  if (!diags.hasErrors() && invocation.emit != EmitKind::PlanDraft)
    runPasses();
  if (diags.hasErrors())
    return;
  if (needsFinalPlan(invocation.emit) && plan->level != PlanLevel::Final) {
    diags.report(Diag::plan_not_final, std::nullopt, emitKindFlag(invocation.emit),
                 levelName(plan->level));
    return;
  }
  emit();
  if (diags.hasErrors())
    output.clear();
}

void Compilation::render(llvm::raw_ostream &documents, llvm::raw_ostream &err) const {
  renderMessages(diags, invocation, documents, err);
}
