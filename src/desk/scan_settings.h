#pragma once

#include <chrono>
#include <cstdint>

namespace gg::desk {

/// What is done with files that were uploaded. *value*
struct ScanSettings {
  unsigned scans_at_a_time = 2;
  std::uint64_t view_bytes_max = 2'000'000'000;  ///< Larger pictures and clips are not kept to see.
  std::chrono::hours view_lifetime{30 * 24};     ///< How long those that are kept stay.
};

}  // namespace gg::desk
