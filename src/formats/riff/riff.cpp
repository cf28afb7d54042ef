#include "formats/riff/riff.h"

#include "base/text.h"
#include "formats/exif/exif.h"
#include "formats/id3/id3.h"
#include "formats/riff/bext.h"
#include "formats/riff/chunk.h"
#include "formats/riff/faults.h"
#include "formats/riff/picture.h"
#include "formats/riff/xml_chunk.h"
#include "formats/xmp/xmp.h"

#include <algorithm>
#include <array>
#include <optional>

namespace gg::riff {
namespace {

/// Chunks outside INFO whose payload is text.
constexpr auto text_chunk_ids = std::to_array<std::string_view>({"AIGC", "IDIT", "strn", "afsp"});
/// Items of LIST/exif (Exif 3.0 section 5: sound files) and of LIST/adtl (labels of cue points).
constexpr auto sound_exif_ids =
    std::to_array<std::string_view>({"ever", "erel", "etim", "ecor", "emdl", "eucm"});
constexpr auto label_ids = std::to_array<std::string_view>({"labl", "note"});

template <std::size_t N>
bool is_one_of(const std::string& id, const std::array<std::string_view, N>& ids) {
  return std::ranges::find(ids, id) != ids.end();
}

std::string path_of_form(const std::string& form) {
  if (form == "WAVE") return "WAV";
  if (form == "AVI " || form == "AVIX") return "AVI";
  if (form == "WEBP") return "WebP";
  return "RIFF[" + std::string(trimmed(form)) + "]";
}

/// The chunks of one RIFF form, however deep.
class FormWalk {
 public:
  FormWalk(const std::string& form, const ChunkContext& context, Parts& parts)
      : root_(path_of_form(form)), context_(context), parts_(parts) {}

  /// Reads the chunks of `in` to its end; fewer than 8 bytes at the end are padding.
  Parsed<void> run(Reader in) { return walk(in, root_, "", parts_.budget().depth_max()); }

 private:
  Parsed<void> walk(Reader in, const std::string& path, const std::string& list,
                    std::uint32_t depth_left) {
    if (depth_left == 0) return in.error(faults::too_deep);
    while (in.remaining() >= 8) {
      TRY(parts_.budget().charge_item(in));
      TRY_LET(const auto chunk, next_chunk(in, context_, path, parts_));
      if (chunk.id == "LIST") {
        walk_list(chunk, path, depth_left);
        continue;
      }
      const Place place{path + "/" + chunk.id, chunk.offset, chunk.size_bytes};
      parts_.tolerate(place.path, read_chunk(chunk, place, list));
    }
    return {};
  }

  /// A damaged list is noted: what follows it is still read.
  void walk_list(const Chunk& chunk, const std::string& path, std::uint32_t depth_left) {
    auto items = chunk.payload;
    const auto raw = items.u32();
    if (!raw.has_value()) return parts_.note(path + "/LIST", raw.error());
    const auto type = id_text(*raw);
    const auto list_path = path + "/LIST[" + to_utf8(trimmed(type)) + "]";
    if (type == "movi") return;
    parts_.tolerate(list_path, walk(items, list_path, type, depth_left - 1));
  }

  Parsed<void> read_chunk(const Chunk& chunk, const Place& place, const std::string& list) {
    const auto& id = chunk.id;
    if (list == "INFO") return read_text(chunk, Carrier::RiffInfo, place);
    if (list == "exif" && is_one_of(id, sound_exif_ids))
      return read_text(chunk, Carrier::RiffChunk, place);
    if (list == "adtl" && is_one_of(id, label_ids)) return read_label(chunk, place);
    if (is_one_of(id, text_chunk_ids)) return read_text(chunk, Carrier::RiffChunk, place);
    if (id == "C2PA") return read_credential(chunk, place);
    if (id == "XMP " || id == "_PMX") return xmp::walk(chunk.payload, place.path, parts_);
    if (id == "EXIF") return read_exif(chunk, place);
    if (id == "id3 " || id == "ID3 ") return read_id3(chunk, place);
    if (id == "bext") return read_bext(chunk.payload, place, context_.order, parts_);
    if (id == "cart") return read_cart(chunk.payload, place, parts_);
    if (id == "iXML" || id == "axml") return read_xml_chunk(chunk.payload, place, parts_);
    if (id == "fmt ") return read_sound_format(chunk, place);
    return read_picture(chunk);
  }

  Parsed<void> read_text(const Chunk& chunk, Carrier carrier, const Place& place) {
    return add_text(chunk.id, chunk.payload, carrier, place);
  }

  Parsed<void> add_text(const std::string& key, Reader payload, Carrier carrier,
                        const Place& place) {
    TRY(parts_.budget().charge_bytes(payload.remaining(), payload));
    TRY_LET(const auto raw, payload.text(payload.remaining()));
    const auto text = std::string_view(raw).substr(0, raw.find('\0'));
    return parts_.add({carrier, key, guess_to_utf8(text), place}, payload);
  }

  Parsed<void> read_label(const Chunk& chunk, const Place& place) {
    auto payload = chunk.payload;
    TRY(payload.skip(4));  // which cue point
    TRY_LET(const auto text, payload.child(payload.remaining()));
    return add_text(chunk.id, text, Carrier::RiffChunk, place);
  }

  Parsed<void> read_credential(const Chunk& chunk, const Place& place) {
    auto payload = chunk.payload;
    TRY(parts_.budget().charge_bytes(payload.remaining(), payload));
    TRY_LET(const auto jumbf, payload.take(payload.remaining()));
    parts_.stores.push_back({jumbf, place, std::nullopt, {range_of(place)}});
    return {};
  }

  /// WebP wants the TIFF header at once; some writers put the "Exif\0\0" of JPEG in front.
  Parsed<void> read_exif(const Chunk& chunk, const Place& place) {
    auto behind_prefix = chunk.payload;
    const auto id = behind_prefix.u32();
    const auto zeros = behind_prefix.u16();
    const bool prefixed = id.has_value() && zeros.has_value() && *id == 0x45786966U && *zeros == 0;
    if (!prefixed) return exif::walk(chunk.payload, place.path, parts_);
    TRY_LET(const auto tiff, chunk.payload.from(6));
    return exif::walk(tiff, place.path, parts_);
  }

  Parsed<void> read_id3(const Chunk& chunk, const Place& place) {
    TRY(id3::walk(chunk.payload, place.path, parts_));
    return {};
  }

  Parsed<void> read_sound_format(const Chunk& chunk, const Place& place) {
    auto payload = chunk.payload;
    TRY(payload.skip(4));  // format and channels
    TRY_LET(const auto rate, payload.u32(context_.order));
    return parts_.add({Carrier::RiffChunk, "fmt.sample_rate_hz", std::to_string(rate), place},
                      payload);
  }

  /// The first header that names a size wins: VP8X stands before the frames.
  Parsed<void> read_picture(const Chunk& chunk) {
    if (parts_.picture) return {};
    std::optional<Parsed<PictureSize>> size;
    if (chunk.id == "VP8X") size = parse_canvas(chunk.payload);
    if (chunk.id == "VP8 ") size = parse_lossy(chunk.payload);
    if (chunk.id == "VP8L") size = parse_lossless(chunk.payload);
    if (chunk.id == "avih") size = parse_avi_header(chunk.payload, context_.order);
    if (!size) return {};
    if (!size->has_value()) return fail(size->error());
    parts_.picture = **size;
    return {};
  }

  std::string root_;
  ChunkContext context_;
  Parts& parts_;
};

/// What the first twelve bytes say.
struct FileHeader {
  ChunkContext context;
  bool long_form = false;  ///< RF64 or BW64.
  std::uint64_t size_bytes = 0;
  std::string form;
};

Parsed<FileHeader> parse_file_header(Reader& in) {
  const auto at = in;
  FileHeader header;
  TRY_LET(const auto raw_magic, in.u32());
  const auto magic = id_text(raw_magic);
  header.long_form = magic == "RF64" || magic == "BW64";
  if (magic != "RIFF" && magic != "RIFX" && !header.long_form) return at.error(faults::bad_magic);
  if (magic == "RIFX") header.context.order = Endian::Big;
  TRY_LET(header.size_bytes, in.u32(header.context.order));
  TRY_LET(const auto form, in.u32());
  header.form = id_text(form);
  return header;
}

/// RF64 and BW64 begin with the sizes that 32 bits cannot hold.
Parsed<LongSizes> read_long_sizes(Reader& in, const FileHeader& header, Parts& parts) {
  const auto at = in;
  TRY_LET(const auto chunk, next_chunk(in, header.context, "WAV", parts));
  if (chunk.id != "ds64") return at.error(faults::bad_size_table);
  return parse_long_sizes(chunk.payload, parts);
}

bool is_unfinished(std::uint64_t size_bytes) {
  return size_bytes <= 4 || size_bytes == 0xFFFFFFFFU;
}

/// Bytes of the whole behind its form type that are really there. A wrong size is noted.
std::uint64_t body_bytes(const FileHeader& header, std::uint64_t body_offset, const Reader& file,
                         Parts& parts) {
  const auto present = file.size() - body_offset;
  const auto declared = header.size_bytes < 4 ? 0 : header.size_bytes - 4;
  if (!is_unfinished(header.size_bytes) && declared <= present) return declared;
  parts.note(path_of_form(header.form), ParseError{&faults::riff_size_mismatch, body_offset - 8});
  return present;
}

bool starts_riff(Reader in) {
  const auto magic = in.u32();
  return magic.has_value() && (*magic == 0x52494646U || *magic == 0x52494658U);
}

/// Reads one RIFF from where `in` stands, and moves behind it.
Parsed<FileHeader> walk_one(Reader& in, const Reader& file, Parts& parts) {
  TRY_LET(auto header, parse_file_header(in));
  const auto form_end = in.offset() - file.offset();
  LongSizes long_sizes;
  if (header.long_form) {
    TRY_LET(long_sizes, read_long_sizes(in, header, parts));
    header.context.long_sizes = &long_sizes;
    if (header.size_bytes == 0xFFFFFFFFU) header.size_bytes = long_sizes.whole_bytes;
  }
  header.context.unfinished = is_unfinished(header.size_bytes);
  const auto size = body_bytes(header, form_end, file, parts);
  const auto taken = in.offset() - file.offset() - form_end;
  TRY_LET(const auto body, in.child(size < taken ? 0 : size - taken));
  TRY(FormWalk(header.form, header.context, parts).run(body));
  header.context.long_sizes = nullptr;
  return header;
}

/// Chunks behind the end that the header states: appended by tools that left the size alone.
/// Bytes that are no chunk there are nobody's metadata.
void walk_appended(const Reader& in, const FileHeader& header, Parts& parts) {
  const auto path = path_of_form(header.form);
  parts.note(path, ParseError{&faults::riff_size_mismatch, in.offset()});
  parts.tolerate(path, FormWalk(header.form, header.context, parts).run(in));
}

}  // namespace

Parsed<void> walk(Reader file, Parts& parts) {
  auto in = file;
  TRY_LET(auto header, walk_one(in, file, parts));
  while (in.remaining() >= 8) {
    TRY(parts.budget().charge_item(in));
    if (!starts_riff(in)) {
      walk_appended(in, header, parts);
      return {};
    }
    TRY_LET(header, walk_one(in, file, parts));  // AVIX: a long AVI goes on
  }
  return {};
}

}  // namespace gg::riff
