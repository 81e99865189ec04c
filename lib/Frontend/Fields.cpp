//===- Fields.cpp - Every key of cog.yaml -----------------------------------===//
#include "Fields.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;
using namespace llvm;

// Patterns that stand in several rows.
#define PYTHON_REFERENCE                                                                           \
  R"(^\s*$|^(?!/)(?!\.\./).*[^/]\.py:[A-Za-z_\u0080-\uffff][0-9A-Za-z_\u0080-\uffff]*$)"
#define WEIGHT_PATTERN R"(^(?!!)[^\\]*$)"

#define SECRET_ID R"(^[^,"\x00-\x1f\x7f]*$)"
#define SECRET_TARGET R"(^/[^,"\x00-\x1f\x7f]*$)"

static constexpr Field fields[] = {
    {.path = "",
     .types = FieldMapping,
     .hint = "write lines like `run: predict.py:Predictor`",
     .description = "How a model is packaged as an image, and served."},
    {.path = "build", .types = FieldMapping, .description = "How the image is built."},
    {.path = "build.python_version",
     .types = FieldText | FieldNumber,
     .description = "The version of Python, `3.12` or `3.12.4`; at least 3.10.",
     .pattern = R"(^\s*3\.[1-9][0-9]{1,3}(\.(0|[1-9][0-9]{0,3}))?\s*$)",
     .examples = R"(["3.12", "3.13"])"},
    {.path = "build.gpu",
     .types = FieldBool,
     .description = "Whether the model runs on a GPU.",
     .byDefault = "false"},
    {.path = "build.cuda",
     .types = FieldText | FieldNumber,
     .description = "The version of CUDA, `12.4` or `12.4.1`; at least 11.0. Needs `gpu: true`.",
     .pattern = R"(^\s*(1[1-9]|[2-9][0-9])\.[0-9]{1,4}(\.[0-9]{1,4})?\s*$)",
     .examples = R"(["12.4"])"},
    {.path = "build.cudnn",
     .types = FieldText | FieldNumber,
     .description = "The version of cuDNN. Needs `gpu: true`.",
     .pattern = R"(^\s*[0-9]{1,4}(\.[0-9]{1,4})*\s*$)",
     .examples = R"(["9"])"},
    {.path = "build.python_requirements",
     .types = FieldText,
     .description = "A requirements file of the project, or its pyproject.toml, uv.lock or "
                    "pylock.toml.",
     .pattern = R"(^(?!/))",
     .examples = R"(["requirements.txt"])"},
    {.path = "build.python_packages",
     .types = FieldList,
     .state = FieldState::Deprecated,
     .note = "a requirements file, named by `python_requirements`",
     .description = "Requirements, one an item. Not beside `python_requirements`."},
    {.path = "build.python_packages[]", .types = FieldText, .examples = R"(["torch==2.7.1"])"},
    {.path = "build.package_secrets",
     .types = FieldList,
     .description = "Secrets of the steps that install Python packages, for private indexes. Only "
                    "cogc knows this key."},
    {.path = "build.package_secrets[]",
     .types = FieldMapping,
     .description = "A secret, and the file or the variable that holds it while packages are "
                    "installed."},
    {.path = "build.package_secrets[].id",
     .types = FieldText,
     .state = FieldState::Required,
     .description = "The secret's name, as in `--secret id=NAME`.",
     .pattern = SECRET_ID,
     .examples = R"(["netrc"])"},
    {.path = "build.package_secrets[].target",
     .types = FieldText,
     .description = "The absolute path of the file that holds it.",
     .pattern = SECRET_TARGET,
     .examples = R"(["/root/.netrc"])"},
    {.path = "build.package_secrets[].env",
     .types = FieldText,
     .description = "The variable that holds it.",
     .pattern = "^[A-Za-z_][A-Za-z0-9_]*$",
     .examples = R"(["UV_INDEX_INTERNAL_PASSWORD"])"},
    {.path = "build.system_packages",
     .types = FieldList,
     .description = "apt packages of the image."},
    {.path = "build.system_packages[]",
     .types = FieldText,
     .description = "A package, `ffmpeg` or `curl=7.88.1-10`; an item may hold several words.",
     .examples = R"(["ffmpeg", "git"])"},
    {.path = "build.run",
     .types = FieldList,
     .description = "Commands, in order, each in a shell of its own: after the packages, before "
                    "the source is there."},
    {.path = "build.run[]",
     .types = FieldText | FieldMapping,
     .description = "A command; or a mapping with a command and the secrets that it sees.",
     .pattern = R"(\S)"},
    {.path = "build.run[].command",
     .types = FieldText,
     .state = FieldState::Required,
     .description = "The command; the shell gets its text as it is, with all its lines.",
     .pattern = R"(\S)"},
    {.path = "build.run[].mounts",
     .types = FieldList,
     .description = "Secrets that the command sees as files."},
    {.path = "build.run[].mounts[]", .types = FieldMapping},
    {.path = "build.run[].mounts[].type",
     .types = FieldText,
     .state = FieldState::Required,
     .description = "Always `secret`.",
     .pattern = "^secret$",
     .examples = R"(["secret"])"},
    {.path = "build.run[].mounts[].id",
     .types = FieldText,
     .state = FieldState::Required,
     .description = "The secret's name, as in `--secret id=NAME`.",
     .pattern = SECRET_ID},
    {.path = "build.run[].mounts[].target",
     .types = FieldText,
     .state = FieldState::Required,
     .description = "The absolute path of the file that holds it.",
     .pattern = SECRET_TARGET,
     .examples = R"(["/run/secrets/token"])"},
    {.path = "build.pre_install",
     .types = FieldList,
     .state = FieldState::Deprecated,
     .note = "`run`",
     .replacement = "run",
     .description = "Commands that run after those of `run`."},
    {.path = "build.pre_install[]", .types = FieldText},
    {.path = "build.sdk_version",
     .types = FieldText | FieldNumber,
     .description = "The version of the Cog SDK, at least 0.17, or `prerelease`.",
     .pattern = R"(^\s*(prerelease|(?!v?0\.([0-9]|1[0-6])([^0-9]|$))v?[0-9][0-9A-Za-z.!+_-]*)\s*$)",
     .examples = R"(["prerelease"])"},
    {.path = "build.fast",
     .types = FieldBool,
     .state = FieldState::Removed,
     .note = "removed from Cog in February 2026"},
    {.path = "build.cog_runtime",
     .types = FieldBool,
     .state = FieldState::Removed,
     .note = "removed from Cog in February 2026"},
    {.path = "image",
     .types = FieldText,
     .description = "The image's name. Not beside `model`.",
     .examples = R"(["registry.example.com/me/model"])"},
    {.path = "model",
     .types = FieldText,
     .description = "The repository of the model with its weights, without tag or digest.",
     .pattern = R"(^\s*$|^([^/@]+/)?[^:@]+$)"},
    {.path = "run",
     .types = FieldText,
     .hint = "write it like `run.py:Runner`",
     .description = "The class or function that predicts, as `file.py:Name`.",
     .pattern = PYTHON_REFERENCE,
     .examples = R"(["run.py:Runner"])"},
    {.path = "predict",
     .types = FieldText,
     .state = FieldState::Deprecated,
     .note = "`run`",
     .replacement = "run",
     .hint = "write it like `predict.py:Predictor`",
     .description = "The older name of `run`.",
     .pattern = PYTHON_REFERENCE},
    {.path = "train",
     .types = FieldText,
     .hint = "write it like `train.py:train`",
     .description = "The class or function that trains, as `file.py:Name`.",
     .pattern = PYTHON_REFERENCE,
     .examples = R"(["train.py:train"])"},
    {.path = "concurrency",
     .types = FieldMapping,
     .description = "How many predictions run at a time."},
    {.path = "concurrency.max",
     .types = FieldNumber,
     .state = FieldState::Deprecated,
     .note = "`@cog.concurrent(max=…)` on the method that predicts",
     .description = "How many predictions run at a time, at least 1; more need Python 3.11."},
    {.path = "concurrency.default_target",
     .types = FieldNumber,
     .state = FieldState::Removed,
     .note = "Cog does not read it"},
    {.path = "environment",
     .types = FieldList,
     .hint = "write items like `- NAME=value`",
     .description = "Variables for the build's steps and for the image."},
    {.path = "environment[]",
     .types = FieldText,
     .hint = "write `NAME=value`",
     .description = "`NAME=value`. The value needs no quoting, and `$` is only a `$`.",
     .pattern = "^[A-Za-z_][A-Za-z0-9_]*=",
     .examples = R"(["HF_HOME=/src/cache"])"},
    {.path = "weights", .types = FieldList, .description = "Managed weights; they need `model`."},
    {.path = "weights[]", .types = FieldMapping},
    {.path = "weights[].name",
     .types = FieldText,
     .state = FieldState::Required,
     .description = "The weight's name, unique.",
     .pattern = "^[a-z0-9]+([._-][a-z0-9]+)*$"},
    {.path = "weights[].target",
     .types = FieldText,
     .state = FieldState::Required,
     .description = "The folder in the container; no other weight's lies in it.",
     .pattern = "^/.*[^/]"},
    {.path = "weights[].source",
     .types = FieldList | FieldMapping,
     .state = FieldState::Required,
     .description = "Where the files come from; later sources win."},
    {.path = "weights[].source[]", .types = FieldMapping},
    {.path = "weights[].source[].uri",
     .types = FieldText,
     .state = FieldState::Required,
     .description = "A path, `file://`, `hf://OWNER/REPOSITORY[@REF]` or `https://`.",
     .examples = R"(["hf://owner/repository"])"},
    {.path = "weights[].source[].include",
     .types = FieldList,
     .description = "Patterns of the files to take."},
    {.path = "weights[].source[].include[]", .types = FieldText, .pattern = WEIGHT_PATTERN},
    {.path = "weights[].source[].exclude",
     .types = FieldList,
     .description = "Patterns of the files to leave out; they win over `include`."},
    {.path = "weights[].source[].exclude[]", .types = FieldText, .pattern = WEIGHT_PATTERN},
    {.path = "tests",
     .types = FieldList,
     .state = FieldState::Removed,
     .note = "removed from Cog in March 2026"},
};

StringRef Field::key() const { return path.substr(path.rfind('.') + 1); }

StringRef Field::parent() const {
  if (path.ends_with("[]"))
    return path.drop_back(2);
  size_t dot = path.rfind('.');
  return dot == StringRef::npos ? StringRef() : path.take_front(dot);
}

ArrayRef<Field> cogc::allFields() { return fields; }

const Field *cogc::findField(StringRef parent, StringRef key) {
  const Field *field =
      find_if(fields, [&](const Field &row) { return row.key() == key && row.parent() == parent; });
  return field == std::end(fields) ? nullptr : field;
}

const Field &cogc::fieldAt(StringRef path) {
  const Field *field = find_if(fields, [&](const Field &row) { return row.path == path; });
  assert(field != std::end(fields) && "a path that is not in the table");
  return *field;
}

std::string cogc::describeTypes(uint8_t types) {
  static constexpr std::pair<FieldType, StringLiteral> names[] = {
      {FieldText, "text"},   {FieldNumber, "a number"},   {FieldBool, "true or false"},
      {FieldList, "a list"}, {FieldMapping, "a mapping"},
  };
  SmallVector<StringRef> words;
  for (auto [type, name] : names)
    if (types & type)
      words.push_back(name);
  return join(words, " or ");
}
