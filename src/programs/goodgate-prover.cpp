// goodgate-prover: reads one request from standard input and writes its answer (prover/answer.h). A
// program of its own because loading the solver costs more than all else that `goodgate` does on
// most calls, and so that a proof which goes wrong can be stopped from outside
// (docs/decisions/0004-prover-apart.md).

#include "base/sanitized.h"
#include "prover/answer.h"

#include <array>
#include <cstdio>
#include <exception>
#include <string>

#include <sys/resource.h>

namespace {

constexpr rlim_t memory_bytes_max = rlim_t{4} << 30;
constexpr rlim_t cpu_seconds_max =
    86'400;  // who asked sets the time; this ends one that nobody waits for
constexpr int internal_error = 70;

bool limit() {
  const rlimit cpu{cpu_seconds_max, cpu_seconds_max};
  const rlimit none{0, 0};
  const rlimit memory{memory_bytes_max, memory_bytes_max};
  return setrlimit(RLIMIT_CPU, &cpu) == 0 && setrlimit(RLIMIT_CORE, &none) == 0 &&
         (gg::is_sanitized || setrlimit(RLIMIT_AS, &memory) == 0);
}

std::string read_request() {
  std::string text;
  std::array<char, 64U << 10> buffer{};
  while (const auto size = std::fread(buffer.data(), 1, buffer.size(), stdin)) {
    text.append(buffer.data(), size);
    if (text.size() > gg::prover::request_bytes_max) return {};
  }
  return text;
}

}  // namespace

int main() {
  try {
    if (!limit()) return internal_error;
    const auto answer = gg::prover::answer(read_request());
    return std::fwrite(answer.data(), 1, answer.size(), stdout) == answer.size() ? 0
                                                                                 : internal_error;
  } catch (const std::exception& error) {  // memory is out
    std::fprintf(stderr, "goodgate-prover: %s\n", error.what());
    return internal_error;
  }
}
