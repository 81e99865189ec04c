//===- PythonFuzzer.cpp - Any bytes as the module of a predictor --------------===//
//
// The module is read, its interface is derived, and what comes out is JSON.
//
//===----------------------------------------------------------------------===//
#include "Fuzz.h"
#include "cogc/Python/Parser.h"
#include "cogc/Schema/Schema.h"

using namespace cogc;

/// Every place of the AST is inside the file.
static void requirePlaces(const SourceTree &tree, const py::Module &module) {
  for (const py::Expr &expr : module.expressions)
    fuzz::requireInside(tree, expr.range);
  for (const py::Statement &statement : module.body)
    fuzz::requireInside(tree, statement.range);
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  SourceTree tree = fuzz::projectWith("predict.py", fuzz::inputText(data, size));
  FileId config = tree.add("cog.yaml", "predict.py:Predictor");
  DiagnosticEngine diags(tree);
  {
    DiagnosticEngine first(tree);
    py::Parser parser(tree, first);
    if (std::unique_ptr<py::Module> module = parser.parse(llvm::cantFail(tree.open("predict.py"))))
      requirePlaces(tree, *module);
  }
  SchemaReference reference{"predict.py", "Predictor", {config, 0, 20}};
  SchemaRequest request;
  request.run = request.train = reference;
  request.python = {"3.10", {config, 0, 20}};
  std::optional<ModelSchema> schema = makeModelSchema(request, tree, diags);
  fuzz::require(schema || diags.hasErrors(), "there is no schema and nothing was said");
  if (schema) {
    fuzz::require(!diags.hasErrors(), "there is a schema in spite of errors");
    llvm::cantFail(llvm::json::parse(schema->document), "a document that is not JSON");
  }
  fuzz::requireSound(diags);
  return 0;
}
