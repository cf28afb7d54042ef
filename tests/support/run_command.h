#pragma once

#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>

#include <sys/wait.h>

namespace gg::test {

/// How a command ended, and all it wrote.
struct Ran {
  int code = -1;
  std::string output;
};

/// Runs a shell command to its end, both outputs together. For tests: what it is given is ours.
inline Ran run_command(const std::string& command) {
  Ran ran;
  auto* pipe = popen(("{ " + command + "; } 2>&1").c_str(), "r");
  if (pipe == nullptr) return ran;
  std::array<char, 4096> buffer{};
  while (const auto size = std::fread(buffer.data(), 1, buffer.size(), pipe))
    ran.output.append(buffer.data(), size);
  const int status = pclose(pipe);
  if (WIFEXITED(status)) ran.code = WEXITSTATUS(status);
  return ran;
}

}  // namespace gg::test
