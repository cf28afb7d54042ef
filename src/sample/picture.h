#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace gg::sample {

/// A drawn picture: a harbour at some time of the day. *value*
struct Scene {
  std::string palette = "noon";  ///< "dawn", "noon" or "dusk".
  std::uint32_t seed = 1;        ///< Where sun and boats are.
  std::uint32_t width = 480;
  std::uint32_t height = 270;
  bool is_old = false;  ///< As an old photograph.
};

/// One chunk of a PNG file, with its checksum.
std::string png_chunk(std::string_view kind, std::string_view payload);

/// A PNG file; `chunks` stand before its picture. The same scene gives the same bytes.
std::string draw_png(const Scene& scene, std::string_view chunks);

}  // namespace gg::sample
