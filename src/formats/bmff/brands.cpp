#include "formats/bmff/brands.h"

#include <algorithm>
#include <array>

namespace gg::bmff {
namespace {

constexpr std::array picture_brands = {"mif1"_4cc, "mif2"_4cc, "msf1"_4cc, "heic"_4cc, "heix"_4cc,
                                       "heim"_4cc, "heis"_4cc, "hevc"_4cc, "hevx"_4cc, "avif"_4cc,
                                       "avis"_4cc, "miaf"_4cc, "jpeg"_4cc};

}  // namespace

bool Brands::has(std::uint32_t brand) const {
  return major.value == brand ||
         std::ranges::any_of(compatible, [brand](FourCc each) { return each.value == brand; });
}

std::optional<Brands> brands(Reader file) {
  constexpr std::size_t compatible_max = 64;
  constexpr std::uint64_t header_bytes = 16;
  const auto size = file.u32();
  const auto type = file.u32();
  const auto major = file.u32();
  if (!size || !type || !major || !file.u32()) return {};
  if (*type != "ftyp"_4cc && *type != "styp"_4cc) return {};
  if (*size < header_bytes) return {};
  Brands found{FourCc{*major}, {}};
  const auto count = std::min<std::size_t>((*size - header_bytes) / 4, compatible_max);
  for (std::size_t index = 0; index < count; ++index) {
    const auto brand = file.u32();
    if (!brand) break;
    found.compatible.push_back(FourCc{*brand});
  }
  return found;
}

bool is_heif(const Brands& brands) {
  return std::ranges::find(picture_brands, brands.major.value) != picture_brands.end();
}

}  // namespace gg::bmff
