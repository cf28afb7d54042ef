#pragma once

#include "worker/owned.h"

#include <array>
#include <cstdint>

namespace gg::worker {

/// How to turn a picture for showing: the linear part of a display matrix, each entry -1, 0 or 1.
/// A pixel at (x, y) is shown at (a x + c y, b x + d y), moved into view.
struct Turn {
  int a = 1;
  int b = 0;
  int c = 0;
  int d = 1;

  [[nodiscard]] bool is_none() const { return a == 1 && b == 0 && c == 0 && d == 1; }
  [[nodiscard]] bool swaps_sides() const { return a == 0; }
};

/// The turn of a frame, else of its stream (Exif orientation, QuickTime matrix); none where nothing
/// is stated or the angle is not a quarter.
Turn turn_of(const AVFrame& frame, const AVStream& stream);

/// `frame` (RGBA, whole and small) turned. Null if there is no memory.
Owned<AVFrame> make_turned(const AVFrame& frame, const Turn& turn);

}  // namespace gg::worker
