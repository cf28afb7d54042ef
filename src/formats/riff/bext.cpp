#include "formats/riff/bext.h"

#include "base/text.h"

#include <array>
#include <string>

namespace gg::riff {
namespace {

struct TextField {
  std::string_view name;
  std::uint64_t size_bytes;
};

constexpr auto bext_texts = std::to_array<TextField>({{"Description", 256},
                                                      {"Originator", 32},
                                                      {"OriginatorReference", 32},
                                                      {"OriginationDate", 10},
                                                      {"OriginationTime", 8}});
constexpr std::uint64_t umid_bytes = 64;
constexpr std::uint64_t loudness_and_reserved_bytes = 190;

constexpr auto cart_texts = std::to_array<TextField>({{"Version", 4},
                                                      {"Title", 64},
                                                      {"Artist", 64},
                                                      {"CutID", 64},
                                                      {"ClientID", 64},
                                                      {"Category", 64},
                                                      {"Classification", 64},
                                                      {"OutCue", 64},
                                                      {"StartDate", 10},
                                                      {"StartTime", 8},
                                                      {"EndDate", 10},
                                                      {"EndTime", 8},
                                                      {"ProducerAppID", 64},
                                                      {"ProducerAppVersion", 64},
                                                      {"UserDef", 64}});
constexpr std::uint64_t cart_numbers_and_reserved_bytes = 4 + 64 + 276;
constexpr std::uint64_t cart_url_bytes = 1024;

/// Where the fields of one chunk go.
struct Target {
  Carrier carrier;
  std::string_view key_prefix;
  const Place& place;
  Parts& parts;

  Parsed<void> add(std::string_view name, std::string value, const Reader& at,
                   std::uint64_t size) const {
    if (value.empty()) return {};
    return parts.add({carrier,
                      std::string(key_prefix) + std::string(name),
                      std::move(value),
                      {place.path + "/" + std::string(name), at.offset(), size}},
                     at);
  }

  /// A text that fills `size` bytes or ends at a NUL.
  Parsed<void> add_text(std::string_view name, Reader& in, std::uint64_t size) const {
    const auto at = in;
    TRY(parts.budget().charge_bytes(size, in));
    TRY_LET(const auto raw, in.text(size));
    const auto text = trimmed(std::string_view(raw).substr(0, raw.find('\0')));
    return add(name, guess_to_utf8(text), at, size);
  }
};

/// The unique material identifier in hexadecimal; only zeros are none, and a basic one is the first
/// half. Source: SMPTE ST 330.
Parsed<void> add_umid(const Target& target, Reader& in) {
  constexpr std::string_view digits = "0123456789abcdef";
  const auto at = in;
  TRY_LET(const auto bytes, in.take(umid_bytes));
  std::string text;
  for (const auto byte : bytes) {
    text += digits[std::to_integer<unsigned>(byte) >> 4U];
    text += digits[std::to_integer<unsigned>(byte) & 15U];
  }
  if (text.find_first_not_of('0', umid_bytes) == std::string::npos) text.resize(umid_bytes);
  if (text.find_first_not_of('0') == std::string::npos) return {};
  return target.add("UMID", std::move(text), at, umid_bytes);
}

}  // namespace

Parsed<void> read_bext(Reader payload, const Place& place, Endian order, Parts& parts) {
  const Target target{Carrier::Bext, "", place, parts};
  for (const auto& field : bext_texts) TRY(target.add_text(field.name, payload, field.size_bytes));
  const auto time_at = payload;
  TRY_LET(const auto low, payload.u32(order));
  TRY_LET(const auto high, payload.u32(order));
  TRY(target.add("TimeReference", std::to_string(std::uint64_t{high} << 32U | low), time_at, 8));
  const auto version_at = payload;
  TRY_LET(const auto version, payload.u16(order));
  TRY(target.add("Version", std::to_string(version), version_at, 2));
  TRY(add_umid(target, payload));
  TRY(payload.skip(loudness_and_reserved_bytes));
  return target.add_text("CodingHistory", payload, payload.remaining());
}

Parsed<void> read_cart(Reader payload, const Place& place, Parts& parts) {
  const Target target{Carrier::RiffChunk, "cart.", place, parts};
  for (const auto& field : cart_texts) TRY(target.add_text(field.name, payload, field.size_bytes));
  TRY(payload.skip(cart_numbers_and_reserved_bytes));
  TRY(target.add_text("URL", payload, cart_url_bytes));
  return target.add_text("TagText", payload, payload.remaining());
}

}  // namespace gg::riff
