#include "bytes/hex.h"
#include "formats/png/faults.h"
#include "formats/png/png.h"

#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <zlib.h>

namespace gg::png {
namespace {

using Pixels = std::vector<std::uint8_t>;

std::string text_of(std::uint32_t number) {
  std::string text;
  for (const unsigned shift : {24U, 16U, 8U, 0U})
    text += static_cast<char>(static_cast<unsigned char>(number >> shift));
  return text;
}

/// Deflates; window bits 31 make gzip, 15 zlib.
std::string packed(const std::string& plain, int window_bits) {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 6, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::vector<Bytef> in(plain.begin(), plain.end());
  std::vector<Bytef> out(plain.size() + 1000);
  stream.next_in = in.data();
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = out.data();
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(out.size() - stream.avail_out);
  deflateEnd(&stream);
  return {out.begin(), out.end()};
}

/// A picture to hide things in.
struct Picture {
  std::uint32_t width;
  std::uint32_t height;
  std::size_t samples;  ///< 3 or 4 a pixel.
  unsigned filter = 0;
  std::size_t chunk_bytes = 100'000;
};

Pixels noise_of(const Picture& picture) {
  Pixels pixels(picture.width * picture.height * picture.samples);
  std::uint32_t state = 12345;
  for (auto& sample : pixels) {
    state = state * 1664525U + 1013904223U;
    sample = static_cast<std::uint8_t>(state >> 24U);
  }
  for (std::size_t at = 3; picture.samples == 4 && at < pixels.size(); at += 4) pixels[at] = 255;
  return pixels;
}

/// Writes bits down the columns into the samples `first` to `first + count` of each pixel.
void hide(Pixels& pixels, const Picture& picture, std::size_t first, std::size_t count,
          const std::string& bytes) {
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    const auto pixel = bit / count;
    const auto column = pixel / picture.height;
    const auto row = pixel % picture.height;
    auto& sample =
        pixels.at((row * picture.width + column) * picture.samples + first + bit % count);
    const auto value = static_cast<unsigned char>(bytes[bit / 8]) >> (7 - bit % 8) & 1;
    sample = static_cast<std::uint8_t>((sample & 0xFE) | value);
  }
}

std::string hidden(const std::string& magic, const std::string& payload) {
  return magic + text_of(static_cast<std::uint32_t>(payload.size() * 8)) + payload;
}

/// Filters every row with the filter of the picture: the encoder's side of section 9.
std::string filtered(const Pixels& pixels, const Picture& picture) {
  const auto row_bytes = picture.width * picture.samples;
  std::string out;
  for (std::size_t row = 0; row < picture.height; ++row) {
    out += static_cast<char>(picture.filter);
    for (std::size_t index = 0; index < row_bytes; ++index) {
      const auto at = [&](std::size_t back, bool above) -> int {
        if (index < back || (above && row == 0)) return 0;
        return pixels[(row - (above ? 1U : 0U)) * row_bytes + index - back];
      };
      const int a = at(picture.samples, false);
      const int b = at(0, true);
      const int c = at(picture.samples, true);
      const int p = a + b - c;
      int guess = 0;
      if (picture.filter == 1) guess = a;
      if (picture.filter == 2) guess = b;
      if (picture.filter == 3) guess = (a + b) / 2;
      if (picture.filter == 4)
        guess = std::abs(p - a) <= std::abs(p - b) && std::abs(p - a) <= std::abs(p - c) ? a
                : std::abs(p - b) <= std::abs(p - c)                                     ? b
                                                                                         : c;
      out += static_cast<char>(static_cast<unsigned char>(at(0, false) - guess));
    }
  }
  return out;
}

std::string chunk_of(const std::string& type, const std::string& payload) {
  return text_of(static_cast<std::uint32_t>(payload.size())) + type + payload + text_of(0);
}

std::string png_of(const Picture& picture, const std::string& idat) {
  const std::string header = text_of(picture.width) + text_of(picture.height) + '\x08' +
                             static_cast<char>(picture.samples == 4 ? 6 : 2) + std::string(3, '\0');
  std::string file = "\x89PNG\r\n\x1A\n" + chunk_of("IHDR", header);
  for (std::size_t at = 0; at < idat.size(); at += picture.chunk_bytes)
    file += chunk_of("IDAT", idat.substr(at, picture.chunk_bytes));
  return file + chunk_of("IEND", "");
}

std::string png_of(const Picture& picture, const Pixels& pixels) {
  return png_of(picture, packed(filtered(pixels, picture), 15));
}

struct Walked {
  explicit Walked(const std::string& file) : bytes(file.size()), parts(budget) {
    for (std::size_t at = 0; at < file.size(); ++at) bytes[at] = static_cast<std::byte>(file[at]);
    result = walk(Reader(bytes), parts);
  }

  std::vector<std::byte> bytes;
  Budget budget;
  Parts parts;
  Parsed<void> result;
};

struct Hidden {
  const char* name;
  Picture picture;
  const char* magic;
  bool gzip;
};

class StealthKind : public testing::TestWithParam<Hidden> {};

TEST_P(StealthKind, PayloadIsAField) {
  const auto& [name, picture, magic, gzip] = GetParam();
  const std::string text = "{\"Software\": \"T\", \"Comment\": \"a cat \xC3\xA9\"}";
  auto pixels = noise_of(picture);
  const bool colours = std::string_view(magic).starts_with("stealth_rgb");
  hide(pixels, picture, colours ? 0 : 3, colours ? 3 : 1,
       hidden(magic, gzip ? packed(text, 31) : text));
  const Walked walked(png_of(picture, pixels));
  ASSERT_TRUE(walked.result.has_value());
  EXPECT_TRUE(walked.parts.faults.empty());
  ASSERT_EQ(walked.parts.fields.size(), 1U);
  EXPECT_EQ(walked.parts.fields[0].carrier, Carrier::PngStealth);
  EXPECT_EQ(walked.parts.fields[0].key, magic);
  EXPECT_EQ(walked.parts.fields[0].value, text);
  EXPECT_EQ(walked.parts.fields[0].place.path, "PNG/IDAT[" + std::string(magic) + "]");
  EXPECT_EQ(walked.parts.fields[0].place.offset, 33U);
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, StealthKind,
    testing::Values(Hidden{"AlphaPlain", {64, 200, 4}, "stealth_pnginfo", false},
                    Hidden{"AlphaGzip", {64, 200, 4}, "stealth_pngcomp", true},
                    Hidden{"ColoursPlain", {64, 200, 3}, "stealth_rgbinfo", false},
                    Hidden{"ColoursGzip", {64, 200, 3}, "stealth_rgbcomp", true},
                    Hidden{"ColoursOfAPictureWithAlpha", {64, 200, 4}, "stealth_rgbcomp", true},
                    Hidden{"LowPicture", {900, 7, 4}, "stealth_pnginfo", false},
                    Hidden{"OneRow", {2000, 1, 4}, "stealth_pnginfo", false},
                    Hidden{"OneColumn", {1, 2000, 4}, "stealth_pnginfo", false},
                    Hidden{"FilterSub", {64, 200, 4, 1}, "stealth_pngcomp", true},
                    Hidden{"FilterUp", {64, 200, 4, 2}, "stealth_pngcomp", true},
                    Hidden{"FilterAverage", {64, 200, 3, 3}, "stealth_rgbinfo", false},
                    Hidden{"FilterPaeth", {64, 200, 4, 4}, "stealth_pnginfo", false},
                    Hidden{"ManyChunks", {64, 200, 4, 4, 37}, "stealth_pngcomp", true}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(Stealth, OrdinaryPicturesHaveNoPayloadAndNoFault) {
  for (const Picture picture : {Picture{64, 200, 4}, Picture{64, 200, 3}, Picture{5, 5, 4}}) {
    const Walked walked(png_of(picture, noise_of(picture)));
    EXPECT_TRUE(walked.result.has_value());
    EXPECT_TRUE(walked.parts.fields.empty());
    EXPECT_TRUE(walked.parts.faults.empty());
  }
}

TEST(Stealth, DamagedPixelsOfAnOrdinaryPictureAreNoFault) {
  const Walked walked(png_of({64, 200, 4}, std::string("\x78\x01 damaged", 10)));
  EXPECT_TRUE(walked.result.has_value());
  EXPECT_TRUE(walked.parts.faults.empty());
}

/// The fault of a picture that hides `bytes` in its alpha bits, its pixels changed by `damage`.
ParseError fault_of(
    const std::string& bytes,
    const std::function<void(std::string&)>& damage = [](std::string&) {}) {
  const Picture picture{64, 200, 4};
  auto pixels = noise_of(picture);
  hide(pixels, picture, 3, 1, bytes);
  auto rows = filtered(pixels, picture);
  damage(rows);
  const Walked walked(png_of(picture, packed(rows, 15)));
  EXPECT_TRUE(walked.result.has_value());
  EXPECT_EQ(walked.parts.faults.size(), 1U);
  if (walked.parts.faults.empty()) return {nullptr, 0};
  EXPECT_EQ(walked.parts.faults[0].path, "PNG/IDAT");
  return walked.parts.faults[0].error;
}

TEST(Stealth, DamageBehindTheMagicIsNotedAtThePixels) {
  for (const std::uint32_t bits : {0xFFFFFFFFU, 0x80000000U, 64U * 200U - 152U + 8U}) {
    const auto error = fault_of("stealth_pnginfo" + text_of(bits));
    EXPECT_EQ(error.fault, &faults::bad_stealth) << bits;
    EXPECT_EQ(error.offset, 33U);
  }
  EXPECT_EQ(fault_of(hidden("stealth_pngcomp", "not gzip")).fault, &faults::inflate_failed);
  EXPECT_EQ(fault_of(hidden("stealth_pngcomp", "")).fault, &faults::inflate_failed);
  const auto text = hidden("stealth_pnginfo", "text");
  EXPECT_EQ(fault_of(text, [](std::string& rows) { rows.resize(150 * 257); }).fault,
            &faults::truncated);
  EXPECT_EQ(fault_of(text, [](std::string& rows) { rows[150 * 257] = 9; }).fault,
            &faults::bad_filter);
}

TEST(Stealth, EmptyPayloadIsStillAMark) {
  const Picture picture{64, 200, 4};
  auto pixels = noise_of(picture);
  hide(pixels, picture, 3, 1, hidden("stealth_pnginfo", ""));
  const Walked walked(png_of(picture, pixels));
  ASSERT_EQ(walked.parts.fields.size(), 1U);
  EXPECT_EQ(walked.parts.fields[0].value, "");
}

TEST(Stealth, GzipBombEndsAtTheBudget) {
  const Picture picture{300, 2000, 4};
  auto pixels = noise_of(picture);
  hide(pixels, picture, 3, 1, hidden("stealth_pngcomp", packed(std::string(40U << 20, ' '), 31)));
  const Walked walked(png_of(picture, pixels));
  ASSERT_EQ(walked.parts.faults.size(), 1U);
  EXPECT_EQ(walked.parts.faults[0].error.fault, &faults::inflate_too_large);
}

TEST(Stealth, ExtremePictureSizesCostNothing) {
  for (const Picture picture :
       {Picture{0, 0, 4}, Picture{0xFFFFFFFFU, 0xFFFFFFFFU, 4}, Picture{1, 0xFFFFFFFFU, 3},
        Picture{0xFFFFFFFFU, 1, 4}, Picture{262'144, 0xFFFFFFFFU, 4}}) {
    const Walked walked(png_of(picture, packed(std::string(100, '\0'), 15)));
    EXPECT_TRUE(walked.result.has_value());
    EXPECT_TRUE(walked.parts.fields.empty());
    EXPECT_GT(walked.budget.kept_bytes_left(), ScanLimits{}.kept_bytes_max - 65'536);
  }
}

}  // namespace
}  // namespace gg::png
