#include "sample/picture.h"

#include "base/check.h"
#include "sample/octets.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include <zlib.h>

namespace gg::sample {
namespace {

using Colour = std::array<double, 3>;

struct Palette {
  std::string_view name;
  Colour sky_high, sky_low, sea_far, sea_near;
};

constexpr std::array palettes = {
    Palette{"dawn", {28, 36, 74}, {236, 150, 96}, {120, 84, 92}, {22, 28, 52}},
    Palette{"noon", {66, 128, 196}, {196, 224, 240}, {70, 120, 150}, {20, 60, 96}},
    Palette{"dusk", {18, 14, 44}, {190, 80, 90}, {88, 50, 84}, {12, 10, 30}},
};
constexpr Colour sun_colour{255, 238, 200};
constexpr Colour hull_colour{38, 32, 34};
constexpr Colour mast_colour{52, 44, 42};
constexpr int boats_count = 6;

struct Boat {
  int x, y, size;
};

/// A small generator, so that a seed gives the same picture everywhere.
class Dice {
 public:
  explicit Dice(std::uint32_t seed) : state_(seed * 2654435761U + 1U) {}
  int below(std::uint32_t end) {
    state_ = state_ * 1664525U + 1013904223U;
    return static_cast<int>((state_ >> 8U) % end);
  }

 private:
  std::uint32_t state_;
};

class Harbour {
 public:
  explicit Harbour(const Scene& scene)
      : palette_(*std::ranges::find(palettes, scene.palette, &Palette::name)),
        height_(static_cast<int>(scene.height)),
        horizon_(height_ * 58 / 100) {
    Dice dice(scene.seed);
    sun_x_ = dice.below(scene.width);
    for (auto& boat : boats_)
      boat = {dice.below(scene.width), horizon_ + 4 + dice.below(scene.height / 5),
              8 + dice.below(18)};
  }

  [[nodiscard]] Colour at(int x, int y) const {
    auto colour = y < horizon_ ? sky(x, y) : sea(x, y);
    for (const auto& boat : boats_) {
      const int above = boat.y - y;
      const int aside = std::abs(x - boat.x);
      if (aside < boat.size && above >= 0 && above < boat.size / 3) colour = hull_colour;
      if (aside < 2 && above >= 0 && above < boat.size * 2) colour = mast_colour;
    }
    return colour;
  }

 private:
  static Colour between(const Colour& from, const Colour& to, double share, double more) {
    Colour colour{};
    for (std::size_t one = 0; one < colour.size(); ++one)
      colour[one] = from[one] + (to[one] - from[one]) * share + more;
    return colour;
  }

  [[nodiscard]] Colour sky(int x, int y) const {
    const int radius = height_ / 9;
    const int down = y - horizon_ * 7 / 10;
    if ((x - sun_x_) * (x - sun_x_) + down * down < radius * radius) return sun_colour;
    return between(palette_.sky_high, palette_.sky_low, static_cast<double>(y) / horizon_, 0);
  }

  [[nodiscard]] Colour sea(int x, int y) const {
    const double share = static_cast<double>(y - horizon_) / (height_ - horizon_);
    return between(palette_.sea_far, palette_.sea_near, share,
                   14 * std::sin(x / 9.0 + y * y / 60.0));
  }

  const Palette& palette_;
  int height_;
  int horizon_;
  int sun_x_ = 0;
  std::array<Boat, boats_count> boats_{};
};

Colour as_old(const Colour& colour) {
  const double grey = colour[0] * 0.3 + colour[1] * 0.59 + colour[2] * 0.11;
  return {grey, grey * 0.93, grey * 0.78};
}

/// Rows of RGB, each behind the byte of its filter (none).
std::string rows_of_scene(const Scene& scene) {
  const Harbour harbour(scene);
  std::string rows;
  for (int y = 0; y < static_cast<int>(scene.height); ++y) {
    rows += '\0';
    for (int x = 0; x < static_cast<int>(scene.width); ++x) {
      const auto colour = harbour.at(x, y);
      for (const double part : scene.is_old ? as_old(colour) : colour)
        rows += static_cast<char>(static_cast<unsigned char>(std::clamp(part, 0.0, 255.0)));
    }
  }
  return rows;
}

const Bytef* bytes_of_text(std::string_view text) {
  return static_cast<const Bytef*>(static_cast<const void*>(text.data()));
}

std::string deflated(const std::string& text) {
  uLongf size = compressBound(text.size());
  std::vector<Bytef> out(size);
  const int code = compress2(out.data(), &size, bytes_of_text(text), text.size(), 6);
  GG_CHECK(code == Z_OK);
  return {out.begin(), out.begin() + static_cast<std::ptrdiff_t>(size)};
}

}  // namespace

std::string png_chunk(std::string_view kind, std::string_view payload) {
  const auto checked = std::string(kind) + std::string(payload);
  const auto sum = crc32(0, bytes_of_text(checked), static_cast<uInt>(checked.size()));
  return big(payload.size(), 4) + checked + big(sum, 4);
}

std::string draw_png(const Scene& scene, std::string_view chunks) {
  const auto header =
      big(scene.width, 4) + big(scene.height, 4) + std::string("\x08\x02\0\0\0", 5);  // 8 bits, RGB
  return "\x89PNG\r\n\x1a\n" + png_chunk("IHDR", header) + std::string(chunks) +
         png_chunk("IDAT", deflated(rows_of_scene(scene))) + png_chunk("IEND", {});
}

}  // namespace gg::sample
