#include "credentials/jumbf_writer.h"

#include "base/check.h"

#include <array>
#include <cstdint>
#include <limits>

namespace gg::jumbf {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t header_bytes = 8;
/// What stands behind the four characters of a type's UUID; then the toggles: may be asked for, and
/// has a label.
constexpr auto iso_tail_and_toggles = "\x00\x11\x00\x10\x80\x00\x00\xAA\x00\x38\x9B\x71\x03"sv;
constexpr auto end_of_text = "\0"sv;

Bytes bytes_of(std::string_view text) { return std::as_bytes(std::span(text)); }

}  // namespace

std::vector<std::byte> content_box(std::string_view type, std::span<const Bytes> parts) {
  std::size_t size = header_bytes;
  for (const auto part : parts) size += part.size();
  GG_CHECK(type.size() == 4 && size <= std::numeric_limits<std::uint32_t>::max());
  std::vector<std::byte> box;
  box.reserve(size);
  for (unsigned shift = 32; shift > 0; shift -= 8)
    box.push_back(static_cast<std::byte>(size >> (shift - 8) & 0xFFU));
  const auto name = bytes_of(type);
  box.insert(box.end(), name.begin(), name.end());
  for (const auto part : parts) box.insert(box.end(), part.begin(), part.end());
  return box;
}

std::vector<std::byte> superbox(std::string_view type, std::string_view label,
                                std::span<const Bytes> parts) {
  const std::array description{bytes_of(type), bytes_of(iso_tail_and_toggles), bytes_of(label),
                               bytes_of(end_of_text)};
  const auto described = content_box("jumd", description);
  std::vector<Bytes> all{described};
  all.insert(all.end(), parts.begin(), parts.end());
  return content_box("jumb", all);
}

std::vector<std::byte> superbox_of_inside(Bytes inside) {
  return content_box("jumb", std::array{inside});
}

}  // namespace gg::jumbf
