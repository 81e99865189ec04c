//===- Process.h - Starting programs and ending with them ----------------------===//
//
// A build is as long as its programs run, and Ctrl-C has to end them before it
// ends us: BuildKit's client then cancels the build on the daemon, and our
// temporary files are removed. So while a Supervisor lives, the signals that
// ask a program to end do not end this one. They are received as data, passed
// on to the programs and remembered.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_LIB_DRIVER_PROCESS_H
#define COGC_LIB_DRIVER_PROCESS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <chrono>
#include <csignal>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cogc {

/// A file descriptor that is closed at the end of its scope.
class Descriptor {
public:
  explicit Descriptor(int value = -1) : value(value) {}
  Descriptor(Descriptor &&other) : value(std::exchange(other.value, -1)) {}
  Descriptor &operator=(Descriptor &&other);
  ~Descriptor() { close(); }
  void close();
  int get() const { return value; }

private:
  int value;
};

/// `WHAT: No such file or directory`, for an errno.
llvm::Error systemError(const llvm::Twine &what, int code);

/// A file in memory that holds \p contents, ready to be read from its start. It
/// has no name, so there is nothing to clean up and nothing to find.
llvm::Expected<Descriptor> memoryFile(llvm::StringRef contents);

/// Both ends of a pipe: what is written to the second is read from the first.
llvm::Expected<std::pair<Descriptor, Descriptor>> makePipe();

/// The first executable file of that name in the folders of \p path.
std::optional<std::string> findProgram(llvm::StringRef name, llvm::StringRef path);

struct Command {
  std::string program;
  /// Without the program's own name.
  std::vector<std::string> arguments;
  /// What becomes its standard input (-1: /dev/null) and output.
  int input = -1;
  int output = 1;
  /// Descriptors that it gets under their own numbers.
  std::vector<int> inherited;
  /// What becomes its standard error.
  int error = 2;
  /// What it says there is of no interest.
  bool quiet = false;
};

class Supervisor {
public:
  /// The programs get \p environment, each item `NAME=VALUE`.
  explicit Supervisor(std::vector<std::string> environment);
  Supervisor(const Supervisor &) = delete;
  ~Supervisor();

  /// Starts a program; the result stands for it in wait(). Refuses to when the
  /// user wants an end.
  llvm::Expected<size_t> start(const Command &command);

  /// Waits for the program's end and returns its exit status, 128 + N after
  /// signal N.
  int wait(size_t child);

  /// Asks a program to end; wait() still has to be called.
  void terminate(size_t child);

  /// Waits until \p descriptor, the reading end of a pipe, has data or can have
  /// none any more, and returns whether it has.
  bool waitForData(int descriptor);

  /// Runs a program that answers a question: its standard output, which is at
  /// most \p maxAnswer long, when it succeeds within \p limit. Else it is ended
  /// and there is none.
  std::optional<std::string> outputOf(Command command, std::chrono::milliseconds limit);
  static constexpr size_t maxAnswer = 64 << 10;

  /// What to do, once, when a signal asks for the end and programs still run.
  void onInterrupt(std::function<void()> action) { interruptAction = std::move(action); }

  /// Whether a signal asked for the end.
  bool interrupted() const { return wasInterrupted; }

private:
  struct Child {
    int pid;
    std::optional<int> status;
  };
  /// Waits for one signal, or for \p descriptor, or for \p milliseconds to pass
  /// (-1: for ever); returns the descriptor's events.
  int step(int descriptor, int milliseconds = -1);
  std::optional<std::string> readAnswer(size_t child, int descriptor,
                                        std::chrono::milliseconds limit);
  void reap();
  void passOn(int signal);

  std::vector<std::string> environment;
  std::vector<Child> children;
  sigset_t watched;
  sigset_t previous;
  struct sigaction previousChild;
  Descriptor signals;
  bool wasInterrupted = false;
  std::function<void()> interruptAction;
};

} // namespace cogc

#endif
