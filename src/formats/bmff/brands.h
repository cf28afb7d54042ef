#pragma once

#include "formats/bmff/box.h"

#include <optional>
#include <vector>

namespace gg::bmff {

/// What a file says it conforms to. *value*
struct Brands {
  FourCc major;
  std::vector<FourCc> compatible;  ///< At most the first 64.
  /// True when `brand` is the major or a compatible brand.
  [[nodiscard]] bool has(std::uint32_t brand) const;
};

/// The brands of a file or segment that begins with `ftyp` or `styp`; nothing for all other bytes.
/// Reads at most 280 bytes and needs no budget, so a sniffer can ask it of any file. `file` may be
/// the first bytes of a file only: brands that are cut off are left out.
/// Source: ISO/IEC 14496-12:2022 sections 4.3, 8.16.2.
std::optional<Brands> brands(Reader file);

/// True when they are brands of a still or moving HEIF picture (HEIC, AVIF …).
bool is_heif(const Brands& brands);

}  // namespace gg::bmff
