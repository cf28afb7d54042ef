#pragma once

#include <array>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace gg {

/// A server for one test, in a process of its own that ends with this one. It prints one line, usually its port, when it
/// listens, and is killed at the end.
class ServerProcess {
 public:
  explicit ServerProcess(std::vector<std::string> arguments) {
    std::array<int, 2> ends{};
    if (pipe(ends.data()) != 0) std::abort();
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclose(&actions, ends[0]);
    arguments.insert(arguments.begin(), {"setpriv", "--pdeathsig", "KILL"});
    std::vector<char*> pointers;
    for (auto& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    if (posix_spawnp(&child_, pointers[0], &actions, nullptr, pointers.data(), environ) != 0)
      child_ = -1;
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    if (child_ > 0) line_ = read_line(ends[0]);
    close(ends[0]);
  }
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;
  ~ServerProcess() { stop(); }

  /// What it said; empty when it did not start within half a minute.
  [[nodiscard]] const std::string& line() const { return line_; }
  [[nodiscard]] std::uint16_t port() const {
    return static_cast<std::uint16_t>(std::atoi(line_.c_str()));
  }

  void stop() {
    if (child_ <= 0) return;
    kill(child_, SIGKILL);
    waitpid(child_, nullptr, 0);
    child_ = -1;
  }

 private:
  static std::string read_line(int from) {
    std::string line;
    pollfd ready{.fd = from, .events = POLLIN, .revents = 0};
    for (char c = '\0'; poll(&ready, 1, 30'000) == 1 && read(from, &c, 1) == 1 && c != '\n';)
      line += c;
    return line;
  }

  pid_t child_ = -1;
  std::string line_;
};

}  // namespace gg
