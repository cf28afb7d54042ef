// Runs a fuzz target over every file of a corpus folder, without libFuzzer: the ordinary tests
// replay what fuzzing found. Also tries every truncation and every single-bit flip of small files.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <span>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr std::size_t truncate_bytes_max = 2048;
constexpr std::size_t flip_bytes_max = 512;

void run(std::span<const std::uint8_t> bytes) {
  // A copy of exact size, so that AddressSanitizer sees a read past the end.
  const std::vector<std::uint8_t> exact(bytes.begin(), bytes.end());
  LLVMFuzzerTestOneInput(exact.data(), exact.size());
}

std::size_t replay(std::vector<std::uint8_t> bytes) {
  std::size_t runs = 1;
  run(bytes);
  const std::span<const std::uint8_t> all(bytes);
  if (bytes.size() <= truncate_bytes_max)
    for (std::size_t size = 0; size < bytes.size(); ++size, ++runs) run(all.first(size));
  if (bytes.size() <= flip_bytes_max) {
    for (auto& byte : bytes) {
      for (unsigned bit = 0; bit < 8; ++bit, ++runs) {
        byte = static_cast<std::uint8_t>(byte ^ (1U << bit));
        run(bytes);
        byte = static_cast<std::uint8_t>(byte ^ (1U << bit));
      }
    }
  }
  return runs;
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t files = 0;
  std::size_t runs = 0;
  for (const std::filesystem::path folder : std::span(argv, static_cast<std::size_t>(argc)).subspan(1)) {
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      std::ifstream in(entry.path(), std::ios::binary);
      runs += replay({std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()});
      ++files;
    }
  }
  std::printf("%zu files, %zu inputs\n", files, runs);
  return files == 0 ? 1 : 0;  // an empty corpus is a mistake
}
