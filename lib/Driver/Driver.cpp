#include "cogc/Driver/Driver.h"
#include "Compilation.h"
#include "cogc/Support/AtomicFile.h"
#include "llvm/ADT/StringSwitch.h"

using namespace cogc;

std::optional<EmitKind> cogc::parseEmitKind(llvm::StringRef flag) {
  return llvm::StringSwitch<std::optional<EmitKind>>(flag)
#define EMIT(Name, flag, help) .Case(flag, EmitKind::Name)
#include "cogc/Driver/EmitKinds.def"
      .Default(std::nullopt);
}

llvm::StringRef cogc::emitKindFlag(EmitKind kind) {
  switch (kind) {
#define EMIT(Name, flag, help)                                                                     \
  case EmitKind::Name:                                                                             \
    return flag;
#include "cogc/Driver/EmitKinds.def"
  }
  llvm_unreachable("all forms have a flag");
}

CompileResult cogc::compile(const CompilerInvocation &invocation, llvm::raw_ostream &err) {
  Compilation compilation(invocation);
  compilation.compile();
  compilation.render(err, err);
  return {compilation.exitCode(), std::move(compilation.output)};
}

/// A stream's own destructor would end the process on a full disk.
static llvm::Error writeTo(llvm::raw_fd_ostream &out, llvm::StringRef bytes) {
  out << bytes;
  out.flush();
  if (!out.has_error())
    return llvm::Error::success();
  std::error_code reason = out.error();
  out.clear_error();
  return llvm::createStringError(reason.message());
}

static void writeOutput(Compilation &compilation, llvm::raw_fd_ostream &out) {
  llvm::StringRef path = compilation.invocation.output;
  bool toStream = path.empty() || path == "-";
  llvm::Error error =
      toStream ? writeTo(out, compilation.output) : writeFileAtomically(path, compilation.output);
  if (error)
    compilation.diags.report(Diag::cannot_write, std::nullopt, toStream ? "standard output" : path,
                             llvm::toString(std::move(error)));
}

ExitCode cogc::compileToFile(const CompilerInvocation &invocation, llvm::raw_fd_ostream &out,
                             llvm::raw_ostream &err) {
  Compilation compilation(invocation);
  if (invocation.emit == EmitKind::LLB && invocation.output.empty() && out.is_displayed()) {
    compilation.diags.report(Diag::terminal_output, std::nullopt);
    compilation.render(err, err);
    return ExitUsage;
  }
  compilation.compile();
  if (!compilation.diags.hasErrors())
    writeOutput(compilation, out);
  compilation.render(err, err);
  return compilation.exitCode();
}

ExitCode cogc::check(const CompilerInvocation &invocation, llvm::raw_ostream &out,
                     llvm::raw_ostream &err) {
  Compilation compilation(invocation);
  compilation.makePlan();
  compilation.render(out, err);
  return compilation.exitCode();
}
