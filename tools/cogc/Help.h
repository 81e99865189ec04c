//===- Help.h - What --help teaches beside the flags ----------------------------===//
#ifndef COGC_TOOLS_COGC_HELP_H
#define COGC_TOOLS_COGC_HELP_H

namespace cogc {

inline constexpr const char compileDescription[] =
    R"(cogc compiles a cog.yaml and its Python project to a BuildKit build.

  cogc [PATH] -o plan.pb       compile to LLB, for `buildctl build < plan.pb`
  cogc [PATH] --emit=FORM      compile to another form (see below)
  cogc build [PATH] -t NAME    compile, and have BuildKit build the image
  cogc check [PATH]            only say what is wrong; --fix mends what it can
  cogc verify [PATH]           say whether the build can be repeated
  cogc explain [PATH]          say what was decided for you, and why
  cogc init [PATH]             make a folder a project

A folder called `build` is `./build`; `check`, `explain`, `verify` and `init` likewise.
)";

inline constexpr const char compileFooter[] = R"(Forms of --emit:
)"
#define EMIT(Name, flag, help) "  " flag "\n      " help "\n"
#include "cogc/Driver/EmitKinds.def"
                                              R"(
Examples:
  cogc examples/hello-world --emit=dockerfile
      the same build as a Dockerfile, for `docker build -f - …`
  cogc -o plan.pb
  buildctl build --local src=. < plan.pb --output \
      type=image,name=NAME,"\"containerimage.config=$(cogc --emit=config | sed 's/"/""/g')\""
      what `cogc build` does, by hand
  cogc --stop-after=select-base
      the plan as it is behind a pass; read it back with `cogc x.plan`
  cogc --pin python:3.13-slim=sha256:… -o plan.pb
      a base image that cannot change any more

The same input gives the same bytes; a compile reads no clock, no network and,
of the environment, SOURCE_DATE_EPOCH, COG_SDK_WHEEL, COGLET_WHEEL,
COG_OPENAPI_SCHEMA, COG_CA_CERT (whether it is set) and NO_COLOR.

Exit status: 0 done, 1 errors were found, 2 wrong use.)";

inline constexpr const char buildDescription[] =
    R"(cogc build compiles a cog.yaml and has BuildKit build the image.

  cogc build [PATH] [-t NAME] [--push | --load | --output type=…]

It needs BuildKit's client `buildctl` in PATH and a running `buildkitd`.
)";

inline constexpr const char buildFooter[] =
    R"(Where the image goes when nothing says so: a name on a registry of this machine
(localhost:5000/x, 127.0.0.1/x) is pushed there, every other one is loaded into
Docker.

Examples:
  cogc build -t localhost:5000/hello:1
  cogc build examples/hello-world -t me/hello --load
  cogc build --output type=oci,dest=hello.tar
  cogc build -t registry.example.com/me/hello --push --metadata-file meta.json
  cogc build --secret id=token,env=TOKEN --addr docker-container://buildkitd

Ctrl-C cancels the build on the daemon and removes what was begun.

Exit status: 0 done, 1 the compile or the build failed, 2 wrong use or something
that it needs is missing, 130 interrupted.)";

inline constexpr const char checkDescription[] =
    R"(cogc check says what is wrong with a cog.yaml and its project.

  cogc check [PATH] [--fix] [--diagnostics=json|sarif]
)";

inline constexpr const char checkFooter[] =
    R"(Text goes to standard error, a JSON or SARIF document to standard output.

Examples:
  cogc check
  cogc check --fix
      mends what can be mended for certain, and says what is left
  cogc check --diagnostics=sarif > cogc.sarif

Exit status: 0 clean, 1 errors were found, 2 wrong use.)";

inline constexpr const char initDescription[] =
    R"(cogc init makes a folder a project that cogc can build.

  cogc init [PATH]

It looks at what is there (requirements.txt, pyproject.toml, .python-version,
Python files that import cog), and writes what is missing of cog.yaml, a predictor
and .dockerignore. A file that is there stays as it is.
)";

inline constexpr const char initFooter[] = R"(Examples:
  cogc init
  cogc init my-model && cogc build my-model

Exit status: 0 done, 1 a file could not be written, 2 wrong use.)";

inline constexpr const char verifyDescription[] =
    R"(cogc verify says whether a build can be repeated.

  cogc verify [PATH] [--dockerfile]

It builds twice without cache, keeps neither image, and compares their layers.
)";

inline constexpr const char verifyFooter[] =
    R"(For each layer that differs it names the step, at your line where you asked for
it, and the first file that differs. Two builds in a row see the same bases and
the same packages; that another day does needs both to be pinned (--pin, a lock
file or --exclude-newer).

Examples:
  cogc verify
  cogc verify examples/hello-world --dockerfile
  cogc verify --pin python:3.13-slim=sha256:…

Exit status: 0 repeatable, 1 not, or a build failed, 2 wrong use or something
that is needed is missing.)";

inline constexpr const char explainDescription[] =
    R"(cogc explain says what was decided for you, and why.

  cogc explain [PATH] [--layers | --diagnostics=json]
)";

inline constexpr const char explainFooter[] =
    R"(Each choice that cog.yaml leaves open is a sentence with its reason, the line of
your files that led to it, and the choice's kind in brackets. Warnings and errors
go to standard error.

Examples:
  cogc explain
  cogc explain --no-system-rule=ffmpeg
      what it looks like without the apt packages of one rule
  cogc explain --diagnostics=json
      the same for programs
  cogc explain --layers
      the layers of the image, and what makes each of them new

Exit status: 0 done, 1 errors were found, 2 wrong use.)";

} // namespace cogc

#endif
