#include "Process.h"
#include "gtest/gtest.h"
#include <unistd.h>

using namespace cogc;

namespace {

Command shell(std::string script) { return {"/bin/sh", {"-c", std::move(script)}, -1, 1, {}}; }

size_t started(Supervisor &supervisor, const Command &command) {
  llvm::Expected<size_t> child = supervisor.start(command);
  EXPECT_TRUE(bool(child));
  return child ? *child : 0;
}

TEST(Process, TellsHowAProgramEnded) {
  Supervisor supervisor({"X=7"});
  EXPECT_EQ(supervisor.wait(started(supervisor, shell("exit $X"))), 7);
  EXPECT_EQ(supervisor.wait(started(supervisor, shell("kill -9 $$"))), 128 + 9);
  llvm::Expected<size_t> none = supervisor.start({"/no/such/program", {}, -1, 1, {}});
  ASSERT_FALSE(bool(none));
  EXPECT_EQ(llvm::toString(none.takeError()),
            "cannot start `/no/such/program`: No such file or directory");
}

TEST(Process, GivesInputAndInheritedFiles) {
  Supervisor supervisor({"PATH=/usr/bin:/bin"});
  std::string large(300000, 'x');
  llvm::Expected<Descriptor> input = memoryFile(large);
  llvm::Expected<Descriptor> other = memoryFile("other");
  ASSERT_TRUE(input && other);
  std::string fd = std::to_string(other->get());
  Command command = shell("[ $(wc -c) = 300000 ] && [ $(cat /proc/self/fd/" + fd + ") = other ]");
  command.input = input->get();
  command.inherited = {other->get()};
  EXPECT_EQ(supervisor.wait(started(supervisor, command)), 0);
}

TEST(Process, SeesDataOrItsAbsence) {
  Supervisor supervisor({"PATH=/usr/bin:/bin"});
  for (llvm::StringRef script : {"sleep 0.1; echo x", "exit 1"}) {
    auto pipe = makePipe();
    ASSERT_TRUE(bool(pipe));
    Command command = shell(script.str());
    command.output = pipe->second.get();
    size_t child = started(supervisor, command);
    pipe->second.close();
    EXPECT_EQ(supervisor.waitForData(pipe->first.get()), script.contains("echo"));
    supervisor.wait(child);
  }
}

TEST(Process, HearsAnswersOfLimitedLengthAndTime) {
  Supervisor supervisor({"PATH=/usr/bin:/bin"});
  using namespace std::chrono_literals;
  EXPECT_EQ(supervisor.outputOf(shell("echo yes"), 10s), "yes\n");
  EXPECT_EQ(supervisor.outputOf(shell("echo no; exit 1"), 10s), std::nullopt);
  EXPECT_EQ(supervisor.outputOf(shell("echo late; exec sleep 1000"), 50ms), std::nullopt);
  EXPECT_EQ(supervisor.outputOf(shell("exec >&-; exec sleep 1000"), 50ms), std::nullopt);
  EXPECT_EQ(supervisor.outputOf(shell("exec yes"), 1000s), std::nullopt);
  EXPECT_EQ(supervisor.outputOf({"/no/such/program", {}, -1, 1, {}}, 10s), std::nullopt);
}

TEST(Process, PassesSignalsOnAndRemembersThem) {
  Supervisor supervisor({"PATH=/usr/bin:/bin"});
  size_t child = started(supervisor, shell("trap 'exit 5' TERM; kill -TERM $PPID; "
                                           "while :; do sleep 0.02; done"));
  EXPECT_EQ(supervisor.wait(child), 5);
  EXPECT_TRUE(supervisor.interrupted());
  llvm::Expected<size_t> none = supervisor.start(shell("exit 0"));
  ASSERT_FALSE(bool(none));
  EXPECT_EQ(llvm::toString(none.takeError()), "interrupted");
}

TEST(Process, LeavesSignalsAsTheyWere) {
  sigset_t before, after;
  ::sigprocmask(SIG_BLOCK, nullptr, &before);
  {
    Supervisor supervisor({});
  }
  ::sigprocmask(SIG_BLOCK, nullptr, &after);
  for (int signal : {SIGINT, SIGTERM, SIGHUP, SIGCHLD})
    EXPECT_EQ(sigismember(&before, signal), sigismember(&after, signal));
}

TEST(Process, FindsPrograms) {
  EXPECT_EQ(findProgram("sh", "/nowhere:/bin"), "/bin/sh");
  EXPECT_EQ(findProgram("sh", ""), std::nullopt);
  EXPECT_EQ(findProgram("no-such-program", "/bin:/usr/bin"), std::nullopt);
  EXPECT_EQ(findProgram("passwd", "/etc"), std::nullopt) << "not executable";
}

} // namespace
