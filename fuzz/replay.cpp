// Runs a fuzz target over every file of a corpus folder, without libFuzzer: the ordinary tests
// replay what fuzzing found. Then it tries truncations and single-bit flips of small files, spread
// evenly over all of them, as many as REPLAY_SECONDS of the processor take (6; 0: every one).

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <numeric>
#include <span>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr std::size_t truncate_bytes_max = 2048;
constexpr std::size_t flip_bytes_max = 512;

using Input = std::vector<std::uint8_t>;

void run(std::span<const std::uint8_t> bytes) {
  // A copy of exact size, so that AddressSanitizer sees a read past the end.
  const Input exact(bytes.begin(), bytes.end());
  LLVMFuzzerTestOneInput(exact.data(), exact.size());
}

std::size_t truncations_of(const Input& input) {
  return input.size() <= truncate_bytes_max ? input.size() : 0;
}

std::size_t flips_of(const Input& input) {
  return input.size() <= flip_bytes_max ? 8 * input.size() : 0;
}

/// The truncation or flip of this number, counted through all inputs.
void run_changed(const std::vector<Input>& inputs, std::size_t number) {
  for (const auto& input : inputs) {
    const auto truncations = truncations_of(input);
    if (number < truncations) return run(std::span(input).first(number));
    number -= truncations;
    if (number < flips_of(input)) {
      auto flipped = input;
      auto& byte = flipped[number / 8];
      byte = static_cast<std::uint8_t>(byte ^ (1U << number % 8));
      return run(flipped);
    }
    number -= flips_of(input);
  }
}

std::vector<Input> read_corpus(std::span<char*> folders) {
  std::vector<Input> inputs;
  for (const std::filesystem::path folder : folders)
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      std::ifstream in(entry.path(), std::ios::binary);
      inputs.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
  return inputs;
}

double cpu_seconds_max() {
  const char* given = std::getenv("REPLAY_SECONDS");
  return given == nullptr ? 6 : std::strtod(given, nullptr);
}

/// A stride that meets every number below `count` once, far from the one before.
std::size_t stride_through(std::size_t count) {
  auto stride = count / 3 * 2 + 1;
  while (std::gcd(stride, count) != 1) ++stride;
  return stride;
}

}  // namespace

int main(int argc, char** argv) {
  const auto inputs = read_corpus(std::span(argv, static_cast<std::size_t>(argc)).subspan(1));
  std::size_t count = 0;
  for (const auto& input : inputs) {
    run(input);
    count += truncations_of(input) + flips_of(input);
  }
  const auto most = cpu_seconds_max();
  const auto begin = std::clock();
  const auto is_time_left = [&] {
    return most == 0 || static_cast<double>(std::clock() - begin) < most * CLOCKS_PER_SEC;
  };
  const auto stride = count == 0 ? 0 : stride_through(count);
  std::size_t done = 0;
  for (std::size_t number = 0; done < count && is_time_left(); ++done) {
    run_changed(inputs, number);
    number = (number + stride) % count;
  }
  std::printf("%zu files, %zu of their %zu truncations and flips\n", inputs.size(), done, count);
  return inputs.empty() ? 1 : 0;  // an empty corpus is a mistake
}
