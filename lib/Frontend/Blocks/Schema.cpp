//===- Schema.cpp - The model's interface, for clients and for the server --------===//
//
// Clients read the document from the image's label, before anything runs; the
// server reads the same bytes from /src/.cog and validates requests with them.
//
//===----------------------------------------------------------------------------===//
#include "cogc/Frontend/Blocks.h"

using namespace cogc;

namespace {
class SchemaBlock : public Block {
public:
  llvm::StringRef name() const override { return "schema"; }
  bool applies(const BlockContext &context) const override { return context.schema; }

  void addStages(const BlockContext &context, PlanBuilder &plan) const override {
    const std::string &document = context.schema->document;
    plan.config().labels.emplace_back("run.cog.openapi_schema", document);
    Timestamp times = context.options.sourceDateEpoch;
    // Made apart and copied whole: writing into a folder would give it the time
    // of the build.
    auto stage = plan.stage("schema-file", Phase::BuildApp, State::scratch());
    stage.add(MkdirOp{.path = "/src/.cog", .owner = {}, .times = times});
    stage.add(FileOp{.path = "/src/.cog/openapi_schema.json",
                     .contents = document,
                     .owner = {},
                     .times = times});
    CopyOp copy;
    copy.sources = {"/"};
    copy.from = stage.state();
    copy.to = "/";
    copy.times = times;
    plan.stage("schema", Phase::ExportApp).add(std::move(copy));
  }
};
} // namespace

std::unique_ptr<Block> cogc::makeSchemaBlock() { return std::make_unique<SchemaBlock>(); }
