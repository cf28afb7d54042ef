#include "embedding/riff.h"

#include <limits>

namespace gg::embedding {
namespace {

constexpr std::uint32_t id_c2pa = 0x43325041;
constexpr std::uint32_t id_junk = 0x4A554E4B;
constexpr std::uint32_t id_data = 0x64617461;
constexpr std::uint32_t id_fmt = 0x666D7420;
constexpr std::uint32_t form_wave = 0x57415645;
constexpr std::uint64_t size_max = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint64_t ds64_bytes = 28;

/// Samples of each channel, as ds64 wants them; 0 where the format is not one of plain samples.
Parsed<std::uint64_t> count_samples(const Draft& draft, const RiffFile& riff) {
  const auto* format = riff.find(id_fmt);
  const auto* data = riff.find(id_data);
  if (format == nullptr || data == nullptr || format->payload_bytes < 14) return 0;
  TRY_LET(auto in, draft.file.slice(format->payload_first, 14));
  TRY_LET(const auto coding, in.u16_le());
  TRY(in.skip(10));
  TRY_LET(const auto frame_bytes, in.u16_le());
  const bool plain = coding == 1 || coding == 3 || coding == 0xFFFE;
  return plain && frame_bytes != 0 ? data->payload_bytes / frame_bytes : 0;
}

/// A WAV whose whole no longer fits 32 bits becomes RF64: a chunk ds64 with the sizes, in the place
/// of the room that many recorders keep for it (JUNK), or put in. Source: EBU Tech 3306 section 3.
Parsed<void> make_long(Draft& draft, const RiffFile& riff, std::uint64_t grown_bytes) {
  if (riff.form != form_wave || riff.order == Endian::Big)
    return draft.error(faults::grows_too_large, 4);
  const auto* data = riff.find(id_data);
  if (data == nullptr) return draft.error(faults::bad_structure, riff.end);
  const auto& first = riff.chunks.front();
  const bool has_room = first.id == id_junk && first.payload_bytes >= ds64_bytes;
  const auto whole = grown_bytes + (has_room ? 0 : ds64_bytes + 8);
  TRY_LET(const auto samples, count_samples(draft, riff));
  Octets sizes;
  sizes.u64(whole, Endian::Little).u64(data->payload_bytes, Endian::Little);
  sizes.u64(samples, Endian::Little).u32(0, Endian::Little);
  draft.patch(0, Octets().text("RF64").u32(size_max));
  draft.patch(data->first + 4, Octets().u32(size_max));
  if (has_room) {
    draft.patch(first.first, Octets().text("ds64"));
    draft.patch(first.payload_first, sizes);
  } else {
    draft.insert(
        first.first,
        draft.literal(Octets().text("ds64").u32(ds64_bytes, Endian::Little).add(sizes.bytes())));
  }
  return {};
}

Parsed<void> state_size(Draft& draft, const RiffFile& riff, std::uint64_t grown_bytes) {
  constexpr std::uint64_t ds64_payload = 20;
  const bool in_ds64 = riff.long_form && riff.size_field == size_max;
  if (in_ds64) {
    draft.patch(ds64_payload, Octets().u64(grown_bytes, Endian::Little));
  } else if (grown_bytes < size_max) {
    draft.patch(4, Octets().u32(grown_bytes, riff.order));
  } else if (riff.long_form) {
    draft.patch(4, Octets().u32(size_max));
    draft.patch(ds64_payload, Octets().u64(grown_bytes, Endian::Little));
  } else {
    return make_long(draft, riff, grown_bytes);
  }
  return {};
}

/// The byte that makes an odd chunk even has to be zero before a chunk: any other could be taken
/// for the first of an id, as of a writer that leaves the byte out.
Parsed<void> clear_padding(Draft& draft, const RiffChunk& chunk) {
  TRY_LET(auto in, draft.file.from(chunk.payload_end()));
  TRY_LET(const auto padding, in.u8());
  if (padding != 0) draft.patch(chunk.payload_end(), Octets().u8(0));
  return {};
}

/// The chunk with the store at the end of the chunks, each of which begins at an even offset.
Parsed<void> add_store_chunk(Draft& draft, const RiffFile& riff) {
  Octets head;
  const auto& last = riff.chunks.back();
  if (last.payload_bytes % 2 != 0 && last.id != id_c2pa) {
    if (last.payload_end() == riff.end) {
      head.u8(0);
    } else {
      TRY(clear_padding(draft, last));
    }
  }
  const auto padding = head.size();
  head.text("C2PA").u32(draft.store_bytes, riff.order);
  auto fill = draft.framed(head, draft.whole_store(), {});
  fill.excluded.first = padding;
  if (draft.store_bytes % 2 != 0) draft.add_literal(fill, Octets().u8(0));
  draft.insert(riff.end, std::move(fill));
  return {};
}

}  // namespace

/// One chunk `C2PA` at the end of the (first) RIFF. Source: C2PA 2.2 appendix A.3.6.
Parsed<void> plan_riff(Draft& draft) {
  TRY_LET(const auto riff, read_riff(draft.file, draft.budget));
  if (riff.chunks.empty()) return draft.error(faults::bad_structure, riff.end);
  for (std::size_t index = 0; index < riff.chunks.size(); ++index) {
    const auto& chunk = riff.chunks[index];
    if (chunk.id != id_c2pa) continue;
    const auto next = index + 1 < riff.chunks.size() ? riff.chunks[index + 1].first : riff.end;
    draft.remove({chunk.first, next});
    ++draft.replaced;
  }
  if (draft.embeds()) TRY(add_store_chunk(draft, riff));
  TRY(state_size(draft, riff, draft.map()(riff.end) - 8));
  return move_avi_indexes(draft, riff);
}

}  // namespace gg::embedding
