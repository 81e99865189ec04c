#include "PlanParser.h"
#include "PlanText.h"
#include "llvm/ADT/STLExtras.h"

using namespace cogc;
using llvm::StringRef;

bool PlanParser::parseExport() {
  if (std::exchange(hasExport, true))
    return mistake("a second `export`; a plan has one");
  if (!expect("from") || !parseState(plan.result.from))
    return false;
  return atLineEnd() || parseBody("an entry of the image's config",
                                  [this] { return parseConfig(plan.result.config); });
}

/// Reports a second line for what has one value.
bool PlanParser::parseOnce(bool isFirst, StringRef keyword) {
  return isFirst || mistake("a second `" + keyword + "`; an image has one");
}

bool PlanParser::parseConfig(ImageConfig &config) {
  static constexpr StringRef keywords[] = {"cmd",         "entrypoint", "env",  "expose",
                                           "healthcheck", "label",      "user", "workdir"};
  StringRef keyword = token.kind == Token::Kind::Word ? token.text : StringRef();
  std::string seen = describe(token);
  advance();
  if (keyword == "cmd")
    return parseOnce(config.cmd.empty(), keyword) && parseStrings(config.cmd);
  if (keyword == "entrypoint")
    return parseOnce(config.entrypoint.empty(), keyword) && parseStrings(config.entrypoint);
  if (keyword == "env")
    return parseVariable(config.env.emplace_back());
  if (keyword == "expose")
    return parseNumber(config.ports.emplace_back());
  if (keyword == "healthcheck")
    return parseOnce(!config.healthcheck, keyword) && parseHealthcheck(config);
  if (keyword == "label") {
    auto &[name, value] = config.labels.emplace_back();
    return parseStringOr(name, cogc::isWord, "a label's name") && expectPunct('=') &&
           parseString(value);
  }
  if (keyword == "user")
    return parseOnce(config.user.empty(), keyword) && parseString(config.user);
  if (keyword == "workdir")
    return parseOnce(config.workdir.empty(), keyword) && parseString(config.workdir);
  return mistake("expected an entry of the image's config (" + listOf(keywords) + "), found " +
                 seen + didYouMean(keyword, keywords));
}

bool PlanParser::parseHealthcheck(ImageConfig &config) {
  Healthcheck &check = config.healthcheck.emplace();
  return parseStrings(check.test) &&
         parseAllAttributes({{"interval", [&] { return parseDuration(check.interval); }},
                             {"retries", [&] { return parseNumber(check.retries); }},
                             {"start-period", [&] { return parseDuration(check.startPeriod); }},
                             {"timeout", [&] { return parseDuration(check.timeout); }}});
}
