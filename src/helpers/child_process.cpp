#include "helpers/child_process.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace gg::helpers {
namespace {

using Clock = std::chrono::steady_clock;

/// Starts the child with `output` as its standard output; -1 if it could not be started.
pid_t start(const ChildCall& call, int output) {
  posix_spawn_file_actions_t actions;
  if (posix_spawn_file_actions_init(&actions) != 0) return -1;
  posix_spawn_file_actions_adddup2(&actions, call.input, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  const bool is_ours = call.surroundings == Surroundings::Ours;
  if (!is_ours) posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none_blocked;
  sigemptyset(&none_blocked);
  posix_spawnattr_setsigmask(&attributes, &none_blocked);
  if (is_ours) posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  std::vector<std::string> texts{call.program};
  texts.insert(texts.end(), call.arguments.begin(), call.arguments.end());
  std::vector<char*> arguments;
  for (auto& text : texts) arguments.push_back(text.data());
  arguments.push_back(nullptr);
  std::array<char*, 1> nothing{nullptr};
  pid_t child = -1;
  const int error = posix_spawn(&child, call.program.c_str(), &actions, &attributes,
                                arguments.data(), is_ours ? environ : nothing.data());
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return error == 0 ? child : -1;
}

/// Reads to the end of `output` within the bounds; what it returns is `Exited` when the end came.
ChildEnd::Kind read_output(int output, const ChildCall& call, std::string& text) {
  const auto end = Clock::now() + call.deadline;
  std::array<char, 16U << 10> buffer{};
  for (;;) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
    if (left <= 0) return ChildEnd::Kind::TimedOut;
    if (call.stop.stop_requested()) return ChildEnd::Kind::Stopped;
    const long turn_ms = call.stop.stop_possible() ? 100 : 60'000;
    pollfd ready{.fd = output, .events = POLLIN, .revents = 0};
    const int count = poll(&ready, 1, static_cast<int>(std::min<long>(left, turn_ms)));
    if (count <= 0) continue;
    const auto size = read(output, buffer.data(), buffer.size());
    if (size == 0) return ChildEnd::Kind::Exited;
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return ChildEnd::Kind::NotStarted;
    if (text.size() + static_cast<std::size_t>(size) > call.output_bytes_max)
      return ChildEnd::Kind::TooMuchOutput;
    text.append(buffer.data(), static_cast<std::size_t>(size));
  }
}

int wait_for(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

}  // namespace

ChildEnd run_child(const ChildCall& call) {
  ChildEnd result;
  std::array<int, 2> ends{-1, -1};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return result;
  const Descriptor reading(ends[0]);
  Descriptor writing(ends[1]);
  const pid_t child = start(call, writing.number());
  writing.reset();
  if (child < 0) return result;
  result.kind = read_output(reading.number(), call, result.output);
  // A child that closed its output is about to end; any other must not live on.
  if (result.kind != ChildEnd::Kind::Exited) kill(child, SIGKILL);
  const int status = wait_for(child);
  if (result.kind != ChildEnd::Kind::Exited) return result;
  if (WIFSIGNALED(status)) {
    result.kind = ChildEnd::Kind::Killed;
    result.code = WTERMSIG(status);
  } else {
    result.code = WEXITSTATUS(status);
  }
  return result;
}

}  // namespace gg::helpers
