#include "cogc/Driver/Driver.h"
#include "gtest/gtest.h"

using namespace cogc;

namespace {

TEST(Driver, EmitKindsHaveOneSpelling) {
#define EMIT(Name, flag, help)                                                                     \
  EXPECT_EQ(parseEmitKind(flag), EmitKind::Name);                                                  \
  EXPECT_EQ(emitKindFlag(EmitKind::Name), flag);
#include "cogc/Driver/EmitKinds.def"
  EXPECT_EQ(parseEmitKind("LLB"), std::nullopt);
  EXPECT_EQ(parseEmitKind(""), std::nullopt);
}

TEST(Driver, FailuresSaySomething) {
  CompilerInvocation invocation;
  invocation.input = "/no/such/cog.yaml";
  std::string messages;
  llvm::raw_string_ostream err(messages);
  CompileResult result = compile(invocation, err);
  EXPECT_EQ(result.code, ExitErrors);
  EXPECT_EQ(result.output, "");
  EXPECT_NE(messages.find("error: "), std::string::npos);
}

} // namespace
