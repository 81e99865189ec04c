//===- Schema.cpp - The model's interface, from its source ----------------------------------===//
#include "cogc/Schema/Schema.h"
#include "Document.h"
#include "NewSyntax.h"
#include "SdkChecks.h"
#include "cogc/Support/Defaults.h"
#include "cogc/Support/Pep440.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace cogc;
using namespace cogc::schema;
using namespace llvm;

static Type readOutput(const Target &target, Reader &reader) {
  const py::Function &function = *target.function;
  if (!function.returns) {
    reader.diags.report(Diag::output_missing, function.nameRange, function.name);
    return {};
  }
  Annotation annotation = reader.annotations.readSignature(*function.returns, *target.module);
  return readOutputType(annotation, reader).value_or(Type());
}

static bool isLazy(const Module &module) {
  const Module &whole = module.outer ? *module.outer : module;
  return any_of(whole.find("annotations"), [](const py::Statement *statement) {
    const auto *import = statement->as<py::FromImport>();
    return import && import->module == "__future__";
  });
}

/// The server resolves the types of the whole signature, or it makes no file and
/// no secret of any input.
static void checkTypesOnly(const Target &target, ArrayRef<Input> inputs, Reader &reader) {
  const Input *converted = find_if(inputs, [](const Input &one) { return isConverted(one.type); });
  std::set<std::string> seen;
  for (const TypesOnlyName &name : reader.annotations.takeTypesOnly()) {
    if (!seen.insert(name.name).second)
      continue;
    std::string without;
    if (!name.isQuoted && !isLazy(*target.module))
      without = "without it the module does not load";
    else if (converted != inputs.end())
      without = "without it input `" + converted->name + "` receives text and no object";
    else
      continue;
    reader.diags.report(Diag::types_only, name.range, name.name, target.function->name, without);
  }
}

static bool isIterator(const Type &type) {
  return type.kind == Type::Kind::Iterator || type.kind == Type::Kind::Concatenated;
}

/// More than one prediction at a time is for methods that can wait.
static void checkConcurrency(const Target &target, const Located<unsigned> &max, Reader &reader) {
  const py::Function &function = *target.function;
  if (*max <= 1 || function.isAsync)
    return;
  reader.diags.report(Diag::concurrent_sync, max.range, function.name)
      .note(function.nameRange, "`" + function.name + "` is defined here");
}

namespace {
class SchemaMaker {
public:
  SchemaMaker(const SchemaRequest &request, Reader &reader) : request(request), reader(reader) {}

  void add(const SchemaReference &reference, Mode mode);

  std::vector<Interface> interfaces;
  ModelSchema result;

private:
  bool checkModules();
  void setMetadata(const Target &target, const Decorators &decorators);

  const SchemaRequest &request;
  Reader &reader;
};
} // namespace

/// cog.yaml's word counts before that of the decorator.
void SchemaMaker::setMetadata(const Target &target, const Decorators &decorators) {
  result.isAsync = target.function->isAsync;
  result.isStreaming = decorators.isStreaming;
  if (decorators.concurrencyMax)
    result.concurrencyMax = decorators.concurrencyMax;
  if (request.concurrencyMax)
    checkConcurrency(target, *request.concurrencyMax, reader);
}

/// Checks the modules that were read since the last time; false when one takes
/// from the SDK what it has not.
bool SchemaMaker::checkModules() {
  bool fit = true;
  for (const Module *module : reader.modules.takeLoaded()) {
    checkNewSyntax(*module, request, reader.diags);
    fit &= checkSdkNames(*module, reader);
  }
  return fit;
}

void SchemaMaker::add(const SchemaReference &reference, Mode mode) {
  std::optional<Target> target = findTarget(reference, mode, reader);
  // An interface that is written for another Cog, or that could not be parsed whole,
  // would have mistakes all over.
  if (!checkModules() || !target || reader.modules.isIncomplete())
    return;
  Interface interface;
  interface.mode = mode;
  interface.inputs = readInputs(*target, reader);
  interface.output = readOutput(*target, reader);
  checkTypesOnly(*target, interface.inputs, reader);
  Decorators decorators = readDecorators(*target, reader);
  interface.isStreaming = mode == Mode::Run && decorators.isStreaming;
  if (decorators.isStreaming && !isIterator(interface.output) && !reader.diags.hasErrors())
    reader.diags.report(Diag::streaming_output, decorators.streamingRange);
  if (decorators.concurrencyMax)
    checkConcurrency(*target, *decorators.concurrencyMax, reader);
  // Where there are two, the one that serves predictions counts.
  if (mode == Mode::Run || !request.run)
    setMetadata(*target, decorators);
  interfaces.push_back(std::move(interface));
  checkModules();
}

bool Reader::hasKnownSdk() const {
  std::optional<Version> version = Version::parse(sdkVersion);
  return isSdkRelease && version && !version->isPrerelease() &&
         *version <= *Version::parse(cogc::sdkVersion);
}

std::optional<ModelSchema> cogc::makeModelSchema(const SchemaRequest &request, SourceTree &tree,
                                                 DiagnosticEngine &diags) {
  unsigned before = diags.count(Severity::Error);
  Reader reader(tree, diags, request);
  SchemaMaker maker(request, reader);
  if (request.run)
    maker.add(*request.run, Mode::Run);
  if (request.train)
    maker.add(*request.train, Mode::Train);
  if (diags.count(Severity::Error) != before)
    return std::nullopt;
  maker.result.document = writeDocument(maker.interfaces, request.sdkVersion);
  return std::move(maker.result);
}
