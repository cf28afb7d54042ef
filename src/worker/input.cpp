#include "worker/input.h"

#include <cerrno>
#include <cstdint>
#include <cstdio>

#include <unistd.h>

namespace gg::worker {
namespace {

constexpr int buffer_bytes = 64 << 10;

int read_input(void* /*unused*/, std::uint8_t* buffer, int size) {
  for (;;) {
    const auto count = read(STDIN_FILENO, buffer, static_cast<std::size_t>(size));
    if (count > 0) return static_cast<int>(count);
    if (count == 0) return AVERROR_EOF;
    if (errno != EINTR) return AVERROR(errno);
  }
}

std::int64_t seek_input(void* /*unused*/, std::int64_t offset, int whence) {
  if ((whence & AVSEEK_SIZE) != 0) {
    const auto here = lseek(STDIN_FILENO, 0, SEEK_CUR);
    const auto end = lseek(STDIN_FILENO, 0, SEEK_END);
    if (here < 0 || lseek(STDIN_FILENO, here, SEEK_SET) < 0) return AVERROR(errno);
    return end;
  }
  const auto at = lseek(STDIN_FILENO, offset, whence & ~AVSEEK_FORCE);
  return at < 0 ? AVERROR(errno) : at;
}

}  // namespace

Owned<AVIOContext> make_input() {
  auto* buffer = static_cast<unsigned char*>(av_malloc(buffer_bytes));
  if (buffer == nullptr) return nullptr;
  Owned<AVIOContext> input(
      avio_alloc_context(buffer, buffer_bytes, 0, nullptr, read_input, nullptr, seek_input));
  if (!input) av_free(buffer);
  return input;
}

}  // namespace gg::worker
