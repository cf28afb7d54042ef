#pragma once

#include "bytes/budget.h"
#include "bytes/byte_range.h"
#include "bytes/reader.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gg {

/// Where in a file something stands: the way through the container, in the words of its
/// specification, and the bytes it takes. `path` is for people and for the same reason stable:
/// "PNG/tEXt[parameters]", "JPEG/APP1/Exif/IFD0/Software", "MOV/moov/udta/meta/ilst/AIGC".
struct Place {
  std::string path;
  std::uint64_t offset = 0;      ///< Of the structure that holds it, from the start of the file.
  std::uint64_t size_bytes = 0;  ///< Of that structure; 0 where it is not known.
};

/// The bytes of a place.
inline ByteRange range_of(const Place& place) {
  return {place.offset, place.offset + place.size_bytes};
}

/// What kind of metadata a field is. Signals choose by it; the format decides it.
enum class Carrier : std::uint8_t {
  PngText,      ///< tEXt, zTXt, iTXt; key = keyword
  Exif,         ///< key = Exif tag name: "Make", "UserComment"; "0x9999" where it has none
  Xmp,          ///< key = "prefix:Name" with the usual prefix of its namespace, see xmp.h
  Iptc,         ///< IIM dataset; key = "2:110" (record:dataset)
  Comment,      ///< JPEG COM, GIF comment; key empty
  AppSegment,   ///< a JPEG APPn of no known meaning that is text; key = "APP11"
  RiffInfo,     ///< LIST/INFO; key = chunk id "ICMT"
  Bext,         ///< BWF; key = "Description", "Originator", "CodingHistory" …
  IXml,         ///< iXML and axml; key = element path "PROJECT", or empty for the whole text
  RiffChunk,    ///< a RIFF chunk of text, such as "AIGC"; key = chunk id
  Id3,          ///< key = frame id; "TXXX:description", "COMM:description", "GEOB:description"
  ApeTag,       ///< APEv2 item of text; key = its name as written
  EncoderMark,  ///< what a sound stream says of itself; key = "encoder", "vendor", "sample_rate_hz"
  VorbisComment,  ///< FLAC, Ogg; key = name in upper case
  QuickTimeKey,   ///< meta/keys + ilst; key = "com.apple.quicktime.software", "AIGC"
  QuickTimeText,  ///< udta or ilst four-character item; key = "\u00A9too" (as UTF-8)
  BmffBox,        ///< text of any other box (handler name, uuid payload that is text)
  MatroskaTag,    ///< SimpleTag; key = TagName; also "MuxingApp", "WritingApp"
  PdfInfo,        ///< document information dictionary; key without slash
  SvgText,        ///< title, desc, comments; key = element name
  ExrAttribute,   ///< key = attribute name
  DpxHeader,      ///< key = field name of ST 268-1
  MxfProperty,    ///< key = property name of ST 377-1: "ProductName"
  PngStealth,     ///< payload in pixel bits; key = its magic
  Trailer,        ///< text behind the end of the picture; key = a name for it
  Sei,            ///< user data of a video stream; key = UUID or "user_data"
};

/// One piece of metadata with its exact place. *value*
struct Field {
  Carrier carrier;
  std::string key;
  std::string value;  ///< Valid UTF-8.
  Place place;
};

/// What a manifest store says it is. Only ISO base media files tell; all others hold manifests.
enum class StoreRole : std::uint8_t {
  Manifest,
  Original,  ///< Another store at the end of the file updates it.
  Update,    ///< At the end of the file; holds update manifests only.
};

/// A C2PA manifest store as it stands in the file: JUMBF bytes, from the first superbox on.
struct CredentialStore {
  Bytes jumbf;  ///< Lives as long as the `Parts` that hold it (or the file's bytes).
  Place place;
  /// Where `jumbf` begins in the file; nothing when it does not stand there in one piece (JPEG
  /// segments, GIF sub-blocks, base64) or the format does not say.
  std::optional<std::uint64_t> jumbf_offset = {};
  /// The file's bytes that are there for this store alone, with what frames it, in file order:
  /// APP11 segments from their markers on, a chunk with length, type, check sum and pad byte, a
  /// box. For TIFF the data only (its directory entry is not of the store), for SVG the base64
  /// text. Empty where the format does not say.
  std::vector<ByteRange> pieces = {};
  StoreRole role = StoreRole::Manifest;
};

/// Something in the file that could not be read, and why.
struct PartFault {
  std::string path;
  ParseError error;
};

/// Pixels of a picture, or of the frames of a video.
struct PictureSize {
  std::uint32_t width_pixels = 0;
  std::uint32_t height_pixels = 0;
};

/// Everything a format found in one file: the one interface between formats and those who look
/// for meaning. Filled by the `walk` functions of formats/. *single thread*
class Parts {
 public:
  explicit Parts(Budget& budget) : budget_(budget) {}
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;

  std::vector<Field> fields;
  std::vector<CredentialStore> stores;
  std::vector<PartFault> faults;
  std::optional<PictureSize> picture;
  /// The first C2PA box of hashes of a fragment, in ISO base media files.
  std::optional<Place> fragment_hashes;

  /// Adds a field; `value` must be UTF-8 already (base/text.h). Charges one item and its bytes.
  /// Faults: too_many_items, too_large.
  Parsed<void> add(Field field, const Reader& at);

  /// Keeps bytes for as long as these parts live. Charge them first. Returns the view.
  Bytes keep(std::vector<std::byte> bytes);

  /// Notes damage that does not stop the walk.
  void note(std::string path, ParseError error) { faults.push_back({std::move(path), error}); }

  /// Runs on with the rest of a file when one part is damaged: notes the error, if any.
  /// Returns true when the part was read.
  bool tolerate(std::string_view path, const Parsed<void>& part) {
    if (part.has_value()) return true;
    note(std::string(path), part.error());
    return false;
  }

  [[nodiscard]] Budget& budget() { return budget_; }

  /// The value of the first field with this carrier and key, or nothing.
  [[nodiscard]] const Field* find(Carrier carrier, std::string_view key) const;

 private:
  Budget& budget_;
  std::deque<std::vector<std::byte>> kept_;
};

/// True when the description that begins the payload of a JUMBF superbox names C2PA.
/// Source: C2PA 2.2 section 11.1.4.2.
bool describes_store(Reader superbox_payload);

}  // namespace gg
