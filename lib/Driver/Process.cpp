#include "Process.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace cogc;

Descriptor &Descriptor::operator=(Descriptor &&other) {
  std::swap(value, other.value);
  return *this;
}

void Descriptor::close() {
  if (value >= 0)
    ::close(std::exchange(value, -1));
}

llvm::Error cogc::systemError(const llvm::Twine &what, int code) {
  return llvm::createStringError(what + ": " +
                                 std::error_code(code, std::generic_category()).message());
}

llvm::Expected<Descriptor> cogc::memoryFile(llvm::StringRef contents) {
  Descriptor file(::memfd_create("cogc", MFD_CLOEXEC));
  if (file.get() < 0)
    return systemError("memfd_create", errno);
  while (!contents.empty()) {
    ssize_t written = ::write(file.get(), contents.data(), contents.size());
    if (written < 0 && errno != EINTR)
      return systemError("write", errno);
    contents = contents.drop_front(written < 0 ? 0 : written);
  }
  ::lseek(file.get(), 0, SEEK_SET);
  return file;
}

llvm::Expected<std::pair<Descriptor, Descriptor>> cogc::makePipe() {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0)
    return systemError("pipe", errno);
  return std::pair(Descriptor(ends[0]), Descriptor(ends[1]));
}

std::optional<std::string> cogc::findProgram(llvm::StringRef name, llvm::StringRef path) {
  llvm::SmallVector<llvm::StringRef, 16> folders;
  path.split(folders, ':');
  for (llvm::StringRef folder : folders) {
    llvm::SmallString<128> candidate(folder.empty() ? "." : folder);
    llvm::sys::path::append(candidate, name);
    if (llvm::sys::fs::is_regular_file(candidate) && llvm::sys::fs::can_execute(candidate))
      return candidate.str().str();
  }
  return std::nullopt;
}

/// Whether whoever started us wants this signal to do nothing (nohup, a shell's
/// background job).
static bool isIgnored(int signal) {
  struct sigaction action;
  return ::sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

Supervisor::Supervisor(std::vector<std::string> environment) : environment(std::move(environment)) {
  sigemptyset(&watched);
  sigaddset(&watched, SIGCHLD);
  for (int signal : {SIGINT, SIGTERM, SIGHUP})
    if (!isIgnored(signal))
      sigaddset(&watched, signal);
  ::sigprocmask(SIG_BLOCK, &watched, &previous);
  // An inherited SIG_IGN would make children vanish without a status.
  struct sigaction standard = {};
  standard.sa_handler = SIG_DFL;
  ::sigaction(SIGCHLD, &standard, &previousChild);
  signals = Descriptor(::signalfd(-1, &watched, SFD_CLOEXEC));
}

Supervisor::~Supervisor() {
  signals.close();
  ::sigaction(SIGCHLD, &previousChild, nullptr);
  ::sigprocmask(SIG_SETMASK, &previous, nullptr);
}

static std::vector<char *> pointers(llvm::MutableArrayRef<std::string> strings) {
  std::vector<char *> result;
  for (std::string &each : strings)
    result.push_back(each.data());
  result.push_back(nullptr);
  return result;
}

namespace {
/// posix_spawn's two lists, with the end of their lives.
struct SpawnOptions {
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;

  SpawnOptions() {
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&attributes);
  }
  SpawnOptions(const SpawnOptions &) = delete;
  ~SpawnOptions() {
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
  }
};
} // namespace

llvm::Expected<size_t> Supervisor::start(const Command &command) {
  if (wasInterrupted)
    return llvm::createStringError("interrupted");
  SpawnOptions options;
  posix_spawnattr_setflags(&options.attributes, POSIX_SPAWN_SETSIGMASK);
  posix_spawnattr_setsigmask(&options.attributes, &previous);
  if (command.input < 0)
    posix_spawn_file_actions_addopen(&options.files, 0, "/dev/null", O_RDONLY, 0);
  else
    posix_spawn_file_actions_adddup2(&options.files, command.input, 0);
  posix_spawn_file_actions_adddup2(&options.files, command.output, 1);
  if (command.quiet)
    posix_spawn_file_actions_addopen(&options.files, 2, "/dev/null", O_WRONLY, 0);
  else
    posix_spawn_file_actions_adddup2(&options.files, command.error, 2);
  for (int descriptor : command.inherited)
    posix_spawn_file_actions_adddup2(&options.files, descriptor, descriptor);

  std::vector<std::string> words{command.program};
  words.insert(words.end(), command.arguments.begin(), command.arguments.end());
  pid_t pid;
  if (int code = ::posix_spawn(&pid, command.program.c_str(), &options.files, &options.attributes,
                               pointers(words).data(), pointers(environment).data()))
    return systemError("cannot start `" + command.program + "`", code);
  children.push_back({pid, std::nullopt});
  return children.size() - 1;
}

void Supervisor::reap() {
  for (Child &child : children) {
    int status;
    if (child.status || ::waitpid(child.pid, &status, WNOHANG) != child.pid)
      continue;
    child.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
}

void Supervisor::passOn(int signal) {
  for (const Child &child : children)
    if (!child.status)
      ::kill(child.pid, signal);
}

void Supervisor::terminate(size_t child) {
  reap();
  if (!children[child].status)
    ::kill(children[child].pid, SIGTERM);
}

int Supervisor::step(int descriptor, int milliseconds) {
  pollfd waiting[2] = {{signals.get(), POLLIN, 0}, {descriptor, POLLIN, 0}};
  if (::poll(waiting, 2, milliseconds) <= 0)
    return 0;
  signalfd_siginfo info;
  if ((waiting[0].revents & POLLIN) && ::read(signals.get(), &info, sizeof info) == sizeof info) {
    if (info.ssi_signo == SIGCHLD) {
      reap();
    } else {
      wasInterrupted = true;
      // The terminal's Ctrl-C has reached the whole process group already; a
      // second one would make the client give up instead of cancelling.
      if (info.ssi_code <= 0)
        passOn(static_cast<int>(info.ssi_signo));
      if (std::function<void()> action = std::exchange(interruptAction, nullptr))
        action();
      // What ended meanwhile may have told that to a supervisor of the action's.
      reap();
    }
  }
  return waiting[1].revents;
}

int Supervisor::wait(size_t child) {
  reap();
  while (!children[child].status)
    step(-1);
  return *children[child].status;
}

bool Supervisor::waitForData(int descriptor) {
  for (;;)
    if (int events = step(descriptor))
      return events & POLLIN;
}

std::optional<std::string> Supervisor::readAnswer(size_t child, int descriptor,
                                                  std::chrono::milliseconds limit) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point end = Clock::now() + limit;
  std::string answer;
  bool isOpen = true;
  while (isOpen || !children[child].status) {
    auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now()).count();
    if (left <= 0 || answer.size() > maxAnswer || wasInterrupted)
      return std::nullopt;
    if (step(isOpen ? descriptor : -1, static_cast<int>(left)) == 0)
      continue;
    char buffer[4096];
    ssize_t got = ::read(descriptor, buffer, sizeof buffer);
    if (got > 0)
      answer.append(buffer, got);
    isOpen = got > 0 || (got < 0 && errno == EINTR);
  }
  return *children[child].status == 0 ? std::optional(answer) : std::nullopt;
}

std::optional<std::string> Supervisor::outputOf(Command command, std::chrono::milliseconds limit) {
  auto pipe = makePipe();
  if (!pipe) {
    llvm::consumeError(pipe.takeError());
    return std::nullopt;
  }
  command.output = pipe->second.get();
  command.quiet = true;
  llvm::Expected<size_t> child = start(command);
  pipe->second.close();
  if (!child) {
    llvm::consumeError(child.takeError());
    return std::nullopt;
  }
  std::optional<std::string> answer = readAnswer(*child, pipe->first.get(), limit);
  if (!children[*child].status) {
    ::kill(children[*child].pid, SIGKILL);
    wait(*child);
  }
  return answer;
}
