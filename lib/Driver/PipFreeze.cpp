#include "PipFreeze.h"

using namespace cogc;

/// `pip-freeze`, or a name like it that no stage has.
static std::string freeName(const Plan &plan, std::string name) {
  while (plan.findStage(name))
    name += "-";
  return name;
}

/// The command as a container of the image would run it: in its folder, with its
/// variables, as its user.
static Stage askingStage(const Plan &plan, std::string name) {
  const ImageConfig &config = plan.result.config;
  Stage stage;
  stage.name = std::move(name);
  stage.phase = Phase::BuildApp;
  stage.from = plan.result.from;
  RunOp run;
  run.env = config.env;
  run.command = std::string("python -m pip freeze > /tmp/") + pipFreezeFile;
  run.network = RunOp::Network::None;
  if (!config.user.empty())
    run.user = config.user;
  run.workdir = config.workdir;
  stage.ops.push_back({std::move(run), {}, "list the Python packages"});
  return stage;
}

Plan cogc::pipFreezePlan(const Plan &plan) {
  Plan result = plan;
  Stage asking = askingStage(plan, freeName(plan, "pip-freeze"));
  Stage answer;
  answer.name = freeName(plan, "pip-freeze-text");
  answer.phase = Phase::ExportApp;
  answer.from = State::scratch();
  CopyOp copy;
  copy.sources = {std::string("/tmp/") + pipFreezeFile};
  copy.from = State::stage(asking.name);
  copy.to = std::string("/") + pipFreezeFile;
  answer.ops.push_back({std::move(copy), {}, {}});
  result.result = {State::stage(answer.name), {}};
  result.stages.push_back(std::move(asking));
  result.stages.push_back(std::move(answer));
  return result;
}
