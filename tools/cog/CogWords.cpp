#include "CogWords.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Regex.h"

using namespace cogc;

namespace {
struct Sentence {
  /// The diagnostic, and its whole message as a POSIX regular expression.
  const char *kind, *message;
  /// Cog's words; `\1` is the first group.
  const char *words;
};
} // namespace

static constexpr Sentence sentences[] = {
    {"deprecated_key", "^`predict` .*", R"(deprecated field "predict": use "run" instead)"},
    {"deprecated_key", "^`concurrency.max` .*",
     R"-(deprecated field "concurrency.max": use "@cog.concurrent(max=...)" instead)-"},
    {"deprecated_key", "^`build.python_packages` .*",
     R"(deprecated field "build.python_packages": use "build.python_requirements" instead)"},
    {"deprecated_key", "^`build.pre_install` .*",
     R"(deprecated field "build.pre_install": use "build.run" instead)"},
    {"python_version_old", "^Python ([0-9.]+) is older than ([0-9.]+),.*",
     R"(invalid build.python_version "\1": minimum supported Python version is \2)"},
    {"sdk_wheel", "^cannot use (COG[A-Z_]*_WHEEL)=`(.*)`: there is no such file.*",
     R"(\1: path not found: \2)"},
    {"local_wheel", "^(cog|coglet) is installed from the wheel `(.*)`.*",
     R"(Using local \1 wheel: \2)"},
    {"input_value", "^`accept` of input `(.*)` is for files.*",
     R"(accept is only valid on Path or File inputs (parameter '\1'))"},
    {"input_default", "^the default of input `(.*)` is `(.*)`, less than `ge=(.*)`",
     R"(invalid default of parameter '\1': \2 is below the minimum, \3)"},
    {"input_default", "^the default of input `(.*)` is `(.*)`, more than `le=(.*)`",
     R"(invalid default of parameter '\1': \2 is above the maximum, \3)"},
};

static std::string sentenceFor(llvm::StringRef kind, llvm::StringRef message) {
  for (const Sentence &each : sentences) {
    llvm::Regex regex(each.message);
    if (kind == each.kind && regex.match(message))
      return regex.sub(each.words, message);
  }
  return "";
}

std::vector<std::string> cogc::cogWords(llvm::StringRef diagnosticsJson) {
  llvm::Expected<llvm::json::Value> value = llvm::json::parse(diagnosticsJson);
  if (!value) {
    llvm::consumeError(value.takeError());
    return {};
  }
  std::vector<std::string> words;
  const llvm::json::Object *report = value->getAsObject();
  const llvm::json::Array *diagnostics = report ? report->getArray("diagnostics") : nullptr;
  if (!diagnostics)
    return words;
  for (const llvm::json::Value &each : *diagnostics)
    if (const llvm::json::Object *diagnostic = each.getAsObject())
      if (std::string sentence = sentenceFor(diagnostic->getString("kind").value_or(""),
                                             diagnostic->getString("message").value_or(""));
          !sentence.empty())
        words.push_back(std::move(sentence));
  return words;
}
