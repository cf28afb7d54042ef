#include "files/file_source.h"

#include <algorithm>
#include <cerrno>

#include <unistd.h>

namespace gg {

std::optional<std::size_t> read_at(int descriptor, std::uint64_t offset,
                                   std::span<std::byte> into) {
  std::size_t done = 0;
  while (done < into.size()) {
    const auto rest = into.subspan(done);
    const auto got = pread(descriptor, rest.data(), rest.size(), static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::nullopt;
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

Parsed<void> FileSource::load_window(std::uint64_t offset, std::uint64_t size) {
  const auto read = read_at(descriptor_, offset, window_);
  if (!read || *read < size) return fail(ParseError{&faults::read_failed, offset});
  window_first_ = offset;
  window_size_ = *read;
  return {};
}

Parsed<Bytes> FileSource::peek(std::uint64_t offset, std::uint64_t size) {
  const bool inside = offset >= window_first_ && offset - window_first_ <= window_size_ &&
                      size <= window_size_ - (offset - window_first_);
  if (!inside) TRY(load_window(offset, size));
  return Bytes(window_).subspan(static_cast<std::size_t>(offset - window_first_),
                                static_cast<std::size_t>(size));
}

std::span<std::byte> FileSource::allocate(std::size_t size) {
  if (size > block_rest_.size()) {
    const auto bytes = std::max(size, block_bytes);
    blocks_.push_back(std::make_unique<std::byte[]>(bytes));
    block_rest_ = {blocks_.back().get(), bytes};
  }
  const auto taken = block_rest_.first(size);
  block_rest_ = block_rest_.subspan(size);
  return taken;
}

Parsed<Bytes> FileSource::hold(std::uint64_t offset, std::uint64_t size) {
  if (size > held_bytes_left_) return fail(ParseError{&faults::too_large, offset});
  held_bytes_left_ -= size;
  const auto into = allocate(static_cast<std::size_t>(size));
  if (size <= 64) {
    TRY_LET(const auto view, peek(offset, size));
    std::ranges::copy(view, into.begin());
    return Bytes(into);
  }
  const auto read = read_at(descriptor_, offset, into);
  if (!read || *read < size) return fail(ParseError{&faults::read_failed, offset});
  return Bytes(into);
}

Parsed<void> FileSource::read_into(std::uint64_t offset, std::span<std::byte> into) {
  const auto read = read_at(descriptor_, offset, into);
  if (!read || *read < into.size()) return fail(ParseError{&faults::read_failed, offset});
  return {};
}

}  // namespace gg
