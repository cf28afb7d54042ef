#include "worker/upright.h"

#include <bit>
#include <cstddef>
#include <cstdlib>

namespace gg::worker {
namespace {

int sign_of(std::int32_t entry) {
  constexpr std::int32_t half = 1 << 15;  // entries are 16.16 fixed point
  if (entry > half) return 1;
  return entry < -half ? -1 : 0;
}

/// A 32-bit entry in the byte order of this machine, as the library keeps it.
std::int32_t entry_at(const std::uint8_t* data) {
  std::array<std::uint8_t, 4> bytes{data[0], data[1], data[2], data[3]};
  return std::bit_cast<std::int32_t>(bytes);
}

/// The display matrix at `data`: nine 32-bit entries, a b u c d v x y w. Source:
/// libavutil/display.h.
Turn turn_of_matrix(const std::uint8_t* data) {
  std::array<std::int32_t, 9> matrix{};
  for (std::size_t index = 0; index < matrix.size(); ++index)
    matrix.at(index) = entry_at(data + 4 * index);
  const Turn turn{.a = sign_of(matrix[0]),
                  .b = sign_of(matrix[1]),
                  .c = sign_of(matrix[3]),
                  .d = sign_of(matrix[4])};
  const bool is_quarter = std::abs(turn.a * turn.d - turn.b * turn.c) == 1 &&
                          (turn.a == 0) == (turn.d == 0) && (turn.b == 0) == (turn.c == 0);
  return is_quarter && turn.a * turn.b == 0 ? turn : Turn{};
}

}  // namespace

Turn turn_of(const AVFrame& frame, const AVStream& stream) {
  constexpr std::size_t matrix_bytes = 36;
  const auto* of_frame = av_frame_get_side_data(&frame, AV_FRAME_DATA_DISPLAYMATRIX);
  if (of_frame != nullptr && of_frame->size >= matrix_bytes) return turn_of_matrix(of_frame->data);
  std::size_t size = 0;
  const auto* of_stream = av_stream_get_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, &size);
  return of_stream != nullptr && size >= matrix_bytes ? turn_of_matrix(of_stream) : Turn{};
}

Owned<AVFrame> make_turned(const AVFrame& frame, const Turn& turn) {
  Owned<AVFrame> turned(av_frame_alloc());
  if (!turned) return nullptr;
  turned->width = turn.swaps_sides() ? frame.height : frame.width;
  turned->height = turn.swaps_sides() ? frame.width : frame.height;
  turned->format = frame.format;
  if (av_frame_get_buffer(turned.get(), 0) < 0) return nullptr;
  const int first_column = turn.a + turn.c < 0 ? turned->width - 1 : 0;
  const int first_row = turn.b + turn.d < 0 ? turned->height - 1 : 0;
  // Rows of the library: `linesize` bytes apart, four bytes a pixel. The turn keeps every target
  // inside: each side is walked once, forwards from 0 or backwards from its end.
  for (int y = 0; y < frame.height; ++y) {
    for (int x = 0; x < frame.width; ++x) {
      const std::ptrdiff_t column = first_column + turn.a * x + turn.c * y;
      const std::ptrdiff_t row = first_row + turn.b * x + turn.d * y;
      const auto* from =
          frame.data[0] + std::ptrdiff_t{y} * frame.linesize[0] + 4 * std::ptrdiff_t{x};
      auto* to = turned->data[0] + row * turned->linesize[0] + 4 * column;
      for (int channel = 0; channel < 4; ++channel) to[channel] = from[channel];
    }
  }
  return turned;
}

}  // namespace gg::worker
