#include "bindings/box_maps.h"
#include "bindings/faults.h"
#include "formats/gif/blocks.h"

namespace gg::bindings {
namespace {

constexpr std::uint64_t gif_header_bytes = 6;

std::string hex_of(std::uint8_t value) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  return {digits[value >> 4U], digits[value & 15U]};
}

Parsed<void> skip_image_head(Reader& in) {
  TRY(in.skip(1));  // separator
  return gif::skip_image_descriptor(in);
}

/// `head_bytes`, then sub-blocks.
template <std::uint64_t head_bytes>
Parsed<void> skip_data(Reader& in) {
  TRY(in.skip(head_bytes));
  return gif::skip_sub_blocks(in);
}

template <std::uint64_t bytes>
Parsed<void> skip_bytes(Reader& in) {
  return in.skip(bytes);
}

class GifMap {
 public:
  GifMap(const StorePieces& stores, Budget& budget) : stores_(stores), budget_(budget) {}

  Parsed<std::vector<NamedBox>> run(Reader in) {
    TRY(take("GIF89a", in, skip_bytes<gif_header_bytes>));
    TRY(take("LSD", in, gif::skip_screen));
    while (!in.at_end()) {
      TRY_LET(const auto more, block(in));
      if (!more) return std::move(boxes_);  // what lies behind the trailer is no block
    }
    return in.error(faults::bad_box);
  }

 private:
  using Skip = Parsed<void> (*)(Reader&);

  /// False behind the trailer.
  Parsed<bool> block(Reader& in) {
    auto ahead = in;
    TRY_LET(const auto introducer, ahead.u8());
    switch (introducer) {
      case 0x3B:
        TRY(take("3B", in, skip_bytes<1>));
        return false;
      case 0x21: {
        TRY_LET(const auto label, ahead.u8());
        auto name = stores_.begins_at(in.offset()) ? std::string(store_name) : "21" + hex_of(label);
        TRY(take(std::move(name), in, skip_data<2>));
        return true;
      }
      case 0x2C:
        TRY(take("2C", in, skip_image_head));
        TRY(take("TBID", in, skip_data<1>));  // behind the LZW minimum code size
        return true;
      default:
        return in.error(faults::bad_box);
    }
  }

  Parsed<void> take(std::string name, Reader& in, Skip skip) {
    const auto at = in;
    TRY(skip(in));
    return add_box(boxes_, std::move(name), {at.offset(), in.offset()}, at, budget_);
  }

  const StorePieces& stores_;
  Budget& budget_;
  std::vector<NamedBox> boxes_;
};

}  // namespace

Parsed<std::vector<NamedBox>> map_gif(Reader file, const StorePieces& stores, Budget& budget) {
  return GifMap(stores, budget).run(file);
}

}  // namespace gg::bindings
