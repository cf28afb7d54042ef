#include "formats/bmff/uuid.h"

#include "bytes/uuid.h"
#include "formats/bmff/faults.h"
#include "formats/bmff/text.h"
#include "formats/exif/exif.h"
#include "formats/xmp/xmp.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

namespace gg::bmff {
namespace {

constexpr std::uint64_t other_text_bytes_max = 1U << 20;
constexpr std::string_view xmp_uuid = "be7acfcb-97a9-42e8-9c71-999491e3afac";
constexpr std::string_view c2pa_uuid = "d8fec3d6-1b0e-483c-9297-5828877ec481";
constexpr std::string_view exif_uuid = "0537cdab-9d0c-4431-a72a-fa561f2a113e";
constexpr std::string_view jpeg2000_exif_uuid = "4a706754-6966-6645-7869-662d3e4a5032";

/// Takes 16 bytes as the text form of a UUID.
Parsed<std::string> read_uuid(Reader& in) {
  std::array<std::byte, 16> uuid{};
  for (auto& byte : uuid) {
    TRY_LET(const auto value, in.u8());
    byte = std::byte{value};
  }
  return uuid_text(uuid);
}

/// Takes the text before the next NUL, and the NUL. A purpose is a short word.
Parsed<std::string> read_purpose(Reader& in) {
  constexpr std::size_t purpose_bytes_max = 32;
  std::string purpose;
  while (purpose.size() <= purpose_bytes_max) {
    TRY_LET(const auto byte, in.u8());
    if (byte == 0) return purpose;
    purpose += static_cast<char>(byte);
  }
  return in.error(faults::bad_purpose);
}

Parsed<void> read_credential(const Box& box, Reader in, const Scope& scope) {
  TRY(read_version(in));
  TRY_LET(const auto purpose, read_purpose(in));
  if (purpose == "merkle") {
    auto& first = scope.parts.fragment_hashes;
    if (!first) first = Place{scope.path + "[C2PA merkle]", box.offset, box.size_bytes};
    return {};
  }
  if (purpose != "manifest" && purpose != "original" && purpose != "update")
    return in.error(faults::bad_purpose);
  TRY(in.skip(8));  // offset of the first merkle box
  if (in.at_end()) return in.error(faults::truncated);
  TRY(scope.parts.budget().charge_bytes(in.remaining(), in));
  TRY_LET(const auto jumbf, in.take(in.remaining()));
  const Place place{scope.path + "[C2PA " + purpose + "]", box.offset, box.size_bytes};
  const auto role = purpose == "manifest"   ? StoreRole::Manifest
                    : purpose == "original" ? StoreRole::Original
                                            : StoreRole::Update;
  scope.parts.stores.push_back({jumbf, place, std::nullopt, {range_of(place)}, role});
  return {};
}

Parsed<void> read_exif(Reader in, const Scope& scope) {
  auto peek = in;
  if (const auto id = peek.text(6); id && *id == std::string_view("Exif\0\0", 6)) in = peek;
  TRY_LET(const auto tiff, in.child(in.remaining()));
  return exif::walk(tiff, scope.path + "[Exif]", scope.parts);
}

Parsed<void> read_other(const Box& box, Reader in, std::string uuid, Scope scope) {
  if (in.remaining() > other_text_bytes_max) return {};
  TRY_LET(const auto bytes, rest_as_text(in, scope.parts.budget()));
  auto text = plain_text(bytes);
  if (!text) return {};
  scope.path += "[" + uuid + "]";
  return add_fact(std::move(uuid), *std::move(text), box, scope);
}

}  // namespace

Parsed<void> walk_uuid(const Box& box, const Scope& scope) {
  auto in = box.payload;
  TRY_LET(auto uuid, read_uuid(in));
  TRY_LET(const auto rest, in.child(in.remaining()));
  if (uuid == c2pa_uuid) return read_credential(box, rest, scope);
  if (uuid == xmp_uuid) return xmp::walk(rest, scope.path + "[XMP]", scope.parts);
  if (uuid == exif_uuid || uuid == jpeg2000_exif_uuid) return read_exif(rest, scope);
  return read_other(box, rest, std::move(uuid), scope);
}

}  // namespace gg::bmff
