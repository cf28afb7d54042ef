#include "files/visited_file.h"

#include "files/open_file.h"

#include <algorithm>
#include <utility>

#include <fcntl.h>

namespace gg {

Result<std::unique_ptr<VisitedFile>> VisitedFile::visit(const std::filesystem::path& path,
                                                        std::uint64_t held_bytes_max) {
  TRY_LET(const auto file, OpenFile::open(path, 0));
  return std::unique_ptr<VisitedFile>(new VisitedFile(path, file.size_bytes(), held_bytes_max));
}

Parsed<Bytes> VisitedFile::peek(std::uint64_t offset, std::uint64_t size) {
  const bool is_inside = offset >= window_first_ && offset - window_first_ <= window_.size() &&
                         size <= window_.size() - (offset - window_first_);
  if (!is_inside) {
    window_.resize(
        static_cast<std::size_t>(std::max(size, std::min(window_bytes_max, size_bytes_ - offset))));
    window_first_ = offset;
    if (auto read = read_into(offset, window_); !read) {
      window_.clear();
      return fail(read.error());
    }
  }
  return Bytes(window_).subspan(static_cast<std::size_t>(offset - window_first_),
                                static_cast<std::size_t>(size));
}

Parsed<Bytes> VisitedFile::hold(std::uint64_t offset, std::uint64_t size) {
  if (size > held_bytes_left_) return fail(ParseError{&faults::too_large, offset});
  held_bytes_left_ -= size;
  const auto bytes = static_cast<std::size_t>(size);
  held_.push_back(std::make_unique<std::byte[]>(bytes));
  const std::span<std::byte> into(held_.back().get(), bytes);
  TRY(read_into(offset, into));
  return Bytes(into);
}

Parsed<void> VisitedFile::read_into(std::uint64_t offset, std::span<std::byte> into) {
  const Descriptor file(::open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
  const auto read = file.is_open() ? read_at(file.number(), offset, into) : std::nullopt;
  if (!read || *read < into.size()) return fail(ParseError{&faults::read_failed, offset});
  return {};
}

}  // namespace gg
