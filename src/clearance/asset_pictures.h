#pragma once

#include "clearance/work.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace gg::clearance {

/// Longest side of the picture of an asset, in pixels, and most bytes of it.
inline constexpr std::uint32_t asset_picture_side_max = 640;
inline constexpr std::size_t asset_picture_bytes_max = 64U << 10;

/// The bytes of a picture in base 64. Only a small JPEG that can be walked to its end is taken.
/// Errors: InvalidInput with the pointer "/picture".
Result<std::string> read_asset_picture(std::string_view base64);

/// Keeps the picture of an asset that is registered in this transaction.
Result<void> keep_asset_picture(store::Transaction& transaction, std::string_view asset,
                                const std::string& jpeg);

/// The picture of an asset that the actor sees. Errors: NotFound, Forbidden.
Result<std::string> asset_picture(store::Snapshot& snapshot, const Actor& actor,
                                  std::string_view asset);

/// Takes away the pictures of what was made for uses that this person is in, or consented to.
Result<void> erase_asset_pictures(store::Transaction& transaction, std::string_view person);

}  // namespace gg::clearance
