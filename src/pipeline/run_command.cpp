#include "pipeline/run_command.h"

#include "base/text.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace gg::pipeline {
namespace {

constexpr std::array forwarded = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGCONT};

sigset_t waited_for() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : forwarded) sigaddset(&signals, signal);
  sigaddset(&signals, SIGCHLD);
  return signals;
}

/// Blocks the signals of `waited_for` for as long as it lives.
class Blocked {
 public:
  Blocked() {
    const auto signals = waited_for();
    pthread_sigmask(SIG_BLOCK, &signals, &before_);
  }
  Blocked(const Blocked&) = delete;
  Blocked& operator=(const Blocked&) = delete;
  ~Blocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  [[nodiscard]] const sigset_t& before() const { return before_; }

 private:
  sigset_t before_{};
};

std::vector<std::string> environment(const std::vector<std::pair<std::string, std::string>>& set,
                                     const std::vector<std::string>& unset) {
  std::vector<std::string> variables;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view variable(*entry);
    const auto name = std::string(variable.substr(0, variable.find('=')));
    bool is_ours = contains(unset, name);
    for (const auto& [key, value] : set) is_ours = is_ours || key == name;
    if (!is_ours) variables.emplace_back(variable);
  }
  for (const auto& [key, value] : set) variables.push_back(key + "=" + value);
  return variables;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (auto& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

/// The command's own attributes: no signal blocked or ignored that was not before us.
Result<pid_t> start(std::vector<std::string> command, std::vector<std::string> variables,
                    const sigset_t& mask) {
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setsigmask(&attributes, &mask);
  sigset_t usual;
  sigemptyset(&usual);
  sigaddset(&usual, SIGPIPE);
  sigaddset(&usual, SIGIO);
  posix_spawnattr_setsigdefault(&attributes, &usual);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  const auto arguments = pointers_to(command);
  const auto environment = pointers_to(variables);
  pid_t child = 0;
  const int error = posix_spawnp(&child, command.front().c_str(), nullptr, &attributes,
                                 arguments.data(), environment.data());
  posix_spawnattr_destroy(&attributes);
  if (error == 0) return child;
  return fail(Error{error == ENOENT ? ErrorKind::NotFound : ErrorKind::Forbidden,
                    command.front() + ": " + std::strerror(error)});
}

int code_of(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status); }

/// Waits for the command's end, passing signals on.
int wait_for(pid_t child) {
  const auto signals = waited_for();
  while (true) {
    int status = 0;
    if (::waitpid(child, &status, WNOHANG) == child) return code_of(status);
    siginfo_t told{};
    const int signal = sigwaitinfo(&signals, &told);
    const bool is_of_terminal = told.si_code == SI_KERNEL;
    if (signal > 0 && signal != SIGCHLD && !is_of_terminal) ::kill(child, signal);
  }
}

}  // namespace

Result<int> run_command(const std::vector<std::string>& command,
                        const std::vector<std::pair<std::string, std::string>>& set,
                        const std::vector<std::string>& unset) {
  const Blocked blocked;
  TRY_LET(const auto child, start(command, environment(set, unset), blocked.before()));
  return wait_for(child);
}

}  // namespace gg::pipeline
