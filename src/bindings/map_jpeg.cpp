#include "bindings/box_maps.h"
#include "bindings/faults.h"
#include "bytes/find.h"

#include <array>

namespace gg::bindings {
namespace {

constexpr std::uint8_t marker_prefix = 0xFF;
constexpr std::size_t scan_window_bytes = 64U << 10;
/// Between restarts stands little, so that little is read before the first marker is looked for.
constexpr std::size_t first_window_bytes = 2U << 10;

enum Marker : std::uint8_t {
  TEM = 0x01,
  RST0 = 0xD0,
  RST7 = 0xD7,
  SOI = 0xD8,
  EOI = 0xD9,
  SOS = 0xDA,
};

bool is_restart(std::uint8_t code) { return code >= RST0 && code <= RST7; }

/// Followed by neither a length nor bytes of its own.
bool stands_alone_here(std::uint8_t code) { return code == TEM || code == SOI || code == EOI; }

std::string numbered(std::string_view name, unsigned number) {
  return std::string(name) + std::to_string(number);
}

/// The symbol of a marker. Source: ITU-T T.81 table B.1.
std::string symbol_of(std::uint8_t code) {
  switch (code) {
    case TEM:
      return "TEM";
    case 0xC4:
      return "DHT";
    case 0xC8:
      return "JPG";
    case 0xCC:
      return "DAC";
    case SOI:
      return "SOI";
    case EOI:
      return "EOI";
    case SOS:
      return "SOS";
    case 0xDB:
      return "DQT";
    case 0xDC:
      return "DNL";
    case 0xDD:
      return "DRI";
    case 0xDE:
      return "DHP";
    case 0xDF:
      return "EXP";
    case 0xFE:
      return "COM";
    default:
      break;
  }
  const unsigned low = code & 15U;
  if (code >= 0xC0 && code <= 0xCF) return numbered("SOF", low);
  if (is_restart(code)) return numbered("RST", low);
  if (code >= 0xE0 && code <= 0xEF) return numbered("APP", low);
  if (code >= 0xF0 && code <= 0xFD) return numbered("JPG", low);
  return "RES";
}

/// Takes in the bytes up to the next marker, in windows: coded picture data, where 0xFF is followed
/// by zero, and fill bytes. `in` stays at the marker, or goes to the end.
Parsed<void> skip_coded_data(Reader& in, std::vector<std::byte>& window) {
  for (auto looked_at = first_window_bytes; !in.at_end(); looked_at = window.size()) {
    auto ahead = in;
    TRY_LET(const auto view, ahead.take_window(std::span(window).first(looked_at)));
    auto at = find_byte(view, std::byte{marker_prefix}, 0);
    for (; at + 1 < view.size(); at = find_byte(view, std::byte{marker_prefix}, at + 1)) {
      const auto code = std::to_integer<std::uint8_t>(view.subspan(at + 1).front());
      if (code != 0 && code != marker_prefix) return in.skip(at);
    }
    // A prefix at the end of a window is looked at again with what follows it.
    const bool is_cut = at + 1 == view.size() && !ahead.at_end();
    TRY(in.skip(is_cut ? at : view.size()));
  }
  return {};
}

/// Moves to the next marker over fill bytes; false at the end of the file or where none stands.
Parsed<bool> at_marker(Reader& in) {
  if (in.remaining() < 2) return false;
  auto ahead = in;
  TRY_LET(const auto prefix, ahead.u8());
  if (prefix != marker_prefix) return false;
  TRY_LET(auto code, ahead.u8());
  while (code == marker_prefix && !ahead.at_end()) {
    TRY(in.skip(1));
    TRY_LET(code, ahead.u8());
  }
  return code != 0 && code != marker_prefix;
}

class JpegMap {
 public:
  JpegMap(const StorePieces& stores, Budget& budget) : stores_(stores), budget_(budget) {}

  Parsed<std::vector<NamedBox>> run(Reader in) {
    while (true) {
      TRY_LET(const auto found, at_marker(in));
      if (!found) {
        if (!ended_) return in.error(faults::bad_box);  // what lies behind the end is no box
        return std::move(boxes_);
      }
      TRY(take_box(in));
    }
  }

 private:
  Parsed<void> take_box(Reader& in) {
    const auto first = in.offset();
    const auto at = in;
    TRY(in.skip(1));
    TRY_LET(const auto code, in.u8());
    if (ended_ && code != SOI) return at.error(faults::bad_box);
    ended_ = code == EOI;
    if (!stands_alone_here(code) && !is_restart(code)) {
      const auto at_length = in;
      TRY_LET(const auto size, in.u16());
      if (size < 2) return at_length.error(faults::bad_box);
      TRY(in.skip(size - 2U));
    }
    if (code == SOS || is_restart(code)) TRY(skip_coded_data(in, window_));
    auto name = stores_.begins_at(first) ? std::string(store_name) : symbol_of(code);
    return add_box(boxes_, std::move(name), {first, in.offset()}, at, budget_);
  }

  const StorePieces& stores_;
  Budget& budget_;
  std::vector<NamedBox> boxes_;
  std::vector<std::byte> window_ = std::vector<std::byte>(scan_window_bytes);
  bool ended_ = false;
};

}  // namespace

Parsed<std::vector<NamedBox>> map_jpeg(Reader file, const StorePieces& stores, Budget& budget) {
  return JpegMap(stores, budget).run(file);
}

}  // namespace gg::bindings
