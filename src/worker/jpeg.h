#pragma once

#include "worker/owned.h"
#include "worker/upright.h"

namespace gg::worker {

/// Longest side of the small picture, in pixels.
inline constexpr int side_pixels_max = 320;

/// `frame`, turned upright, as a JPEG stream with no side longer than `side_pixels_max` (smaller
/// pictures keep their size), transparent parts on grey. Null if it cannot be made.
Owned<AVPacket> make_small_jpeg(const AVFrame& frame, const Turn& turn);

}  // namespace gg::worker
