#include "embedding/render.h"

#include "base/check.h"
#include "embedding/octets.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <zlib.h>

namespace gg::embedding {
namespace {

constexpr std::uint64_t block_bytes = 256;  // a length and 255 bytes
constexpr std::size_t table_window_bytes = 64U << 10;

std::uint32_t crc_of(std::uint32_t so_far, Bytes bytes) {
  while (!bytes.empty()) {
    const auto part = bytes.first(std::min<std::size_t>(bytes.size(), 1U << 30));
    so_far = static_cast<std::uint32_t>(
        ::crc32(so_far, static_cast<const Bytef*>(static_cast<const void*>(part.data())),
                static_cast<uInt>(part.size())));
    bytes = bytes.subspan(part.size());
  }
  return so_far;
}

Bytes part_of(Bytes bytes, std::uint64_t from, std::size_t size) {
  return bytes.subspan(static_cast<std::size_t>(from), size);
}

}  // namespace

Result<std::size_t> Render::fill(std::span<std::byte> into, std::size_t end) {
  std::size_t filled = 0;
  while (piece_ < end && filled < into.size()) {
    const auto& piece = plan_.pieces[piece_];
    const auto size = static_cast<std::size_t>(
        std::min<std::uint64_t>(piece.size_bytes - done_bytes_, into.size() - filled));
    TRY(render(piece, done_bytes_, into.subspan(filled, size)));
    filled += size;
    done_bytes_ += size;
    if (done_bytes_ == piece.size_bytes) seek(piece_ + 1);
  }
  return filled;
}

Result<void> Render::render(const Piece& piece, std::uint64_t from, std::span<std::byte> into) {
  switch (piece.kind) {
    case PieceKind::Copy:
      GG_CHECK(source_ != nullptr);
      return source_->read(piece.first + from, into);
    case PieceKind::Literal:
      std::ranges::copy(part_of(plan_.literals, piece.first + from, into.size()), into.begin());
      return {};
    case PieceKind::Zeros:
      std::ranges::fill(into, std::byte{0});
      return {};
    case PieceKind::Store:
      render_store(piece.first + from, into);
      return {};
    case PieceKind::StoreText:
      render_text(from, into);
      return {};
    case PieceKind::StoreBlocks:
      render_blocks(from, into);
      return {};
    case PieceKind::StoreChecksum: {
      const auto bytes = checksum();
      std::ranges::copy(part_of(bytes, from, into.size()), into.begin());
      return {};
    }
    case PieceKind::Offsets:
      return render_offsets(plan_.tables[static_cast<std::size_t>(piece.first)], from, into);
  }
  return {};
}

void Render::render_store(std::uint64_t from, std::span<std::byte> into) const {
  if (store_) {
    std::ranges::copy(part_of(*store_, from, into.size()), into.begin());
  } else {
    std::ranges::fill(into, std::byte{0});
  }
}

/// Base 64 of RFC 4648 section 4, from any character on.
void Render::render_text(std::uint64_t from, std::span<std::byte> into) const {
  constexpr std::string_view alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (std::size_t index = 0; index < into.size(); ++index) {
    const auto group_first = (from + index) / 4 * 3;
    const auto column = (from + index) % 4;
    std::array<std::byte, 3> group{};
    const auto present = std::min<std::uint64_t>(3, plan_.store_bytes - group_first);
    render_store(group_first, std::span(group).first(static_cast<std::size_t>(present)));
    std::uint32_t bits = 0;
    for (const auto byte : group) bits = bits << 8U | std::to_integer<std::uint32_t>(byte);
    const bool is_padding = column > present;
    const auto code = bits >> (18U - 6U * static_cast<unsigned>(column)) & 0x3FU;
    into[index] = static_cast<std::byte>(is_padding ? '=' : alphabet[code]);
  }
}

void Render::render_blocks(std::uint64_t from, std::span<std::byte> into) const {
  for (std::size_t done = 0; done < into.size();) {
    const auto block = (from + done) / block_bytes;
    const auto within = (from + done) % block_bytes;
    const auto first = block * (block_bytes - 1);
    const auto size = std::min(block_bytes - 1, plan_.store_bytes - first);
    if (within == 0) {
      into[done++] = static_cast<std::byte>(size);
      continue;
    }
    const auto count =
        static_cast<std::size_t>(std::min<std::uint64_t>(size + 1 - within, into.size() - done));
    render_store(first + within - 1, into.subspan(done, count));
    done += count;
  }
}

std::vector<std::byte> Render::checksum() const {
  const auto type = Octets().text("caBX");
  auto sum = crc_of(0, type.bytes());
  if (store_) sum = crc_of(sum, *store_);
  return Octets().u32(sum).bytes();
}

Result<void> Render::render_offsets(const OffsetTable& table, std::uint64_t from,
                                    std::span<std::byte> into) {
  GG_CHECK(source_ != nullptr);
  std::vector<std::byte> window;
  while (!into.empty()) {
    const auto entry = from / table.width_after;
    const auto skipped = static_cast<std::size_t>(from % table.width_after);
    const auto wanted = (skipped + into.size() + table.width_after - 1) / table.width_after;
    const auto count = std::min(wanted, table_window_bytes / table.width_before);
    window.resize(count * table.width_before);
    TRY(source_->read(table.first + entry * table.width_before, window));
    Octets moved;
    for (Bytes rest = window; !rest.empty(); rest = rest.subspan(table.width_before)) {
      std::uint64_t offset = 0;
      for (const auto byte : rest.first(table.width_before))
        offset = offset << 8U | std::to_integer<std::uint64_t>(byte);
      moved.number(plan_.moved(offset), table.width_after, Endian::Big);
    }
    const auto bytes = Bytes(moved.bytes()).subspan(skipped);
    const auto size = std::min(bytes.size(), into.size());
    std::ranges::copy(bytes.first(size), into.begin());
    into = into.subspan(size);
    from += size;
  }
  return {};
}

}  // namespace gg::embedding
