#include "sample/marks.h"

#include "sample/octets.h"
#include "sample/picture.h"

#include <array>
#include <vector>

namespace gg::sample {
namespace {

std::string xmp_packet(std::string_view attributes) {
  return "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF "
         "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description "
         "rdf:about=\"\" "
         "xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\" "
         "xmlns:photoshop=\"http://ns.adobe.com/photoshop/1.0/\" "
         "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" " +
         std::string(attributes) + "/></rdf:RDF></x:xmpmeta>";
}

/// A little-endian Exif block: make, model and when, and an IFD of its own with the exposure.
std::string exif_of_camera(const std::string& make, const std::string& model) {
  constexpr std::uint32_t entry_bytes = 12;
  constexpr std::uint32_t exif_at = 8 + 2 + 4 * entry_bytes + 4;
  constexpr std::uint32_t data_at = exif_at + 2 + 4 * entry_bytes + 4;
  enum Type : std::uint16_t { Ascii = 2, Short = 3, Long = 4, Rational = 5 };
  std::string data;
  const auto entry = [](unsigned tag, Type type, std::size_t count, const std::string& value) {
    return little(tag, 2) + little(type, 2) + little(count, 4) + value;
  };
  const auto kept = [&](std::string value) {
    const auto at = little(data_at + data.size(), 4);
    if (value.size() % 2 != 0) value += '\0';
    data += value;
    return at;
  };
  const auto ascii = [&](unsigned tag, const std::string& text) {
    return entry(tag, Ascii, text.size() + 1, kept(text + '\0'));
  };
  const std::string when = "2026:05:14 06:12:40";
  auto first = ascii(0x010F, make) + ascii(0x0110, model) + ascii(0x0132, when);
  first += entry(0x8769, Long, 1, little(exif_at, 4));
  auto exposure = entry(0x829A, Rational, 1, kept(little(1, 4) + little(250, 4)));
  exposure += entry(0x829D, Rational, 1, kept(little(56, 4) + little(10, 4)));
  exposure += entry(0x8827, Short, 1, little(200, 4));
  exposure += ascii(0x9003, when);
  const auto no_more = little(0, 4);
  return "II*" + little(0, 1) + little(8, 4) + little(4, 2) + first + no_more + little(4, 2) +
         exposure + no_more + data;
}

}  // namespace

std::string png_marks(const Json& description) {
  std::string chunks;
  if (const auto* text = find_member(description, "text"))
    for (const auto& [key, value] : text->items())
      chunks += png_chunk("tEXt", key + '\0' + scalar_text(value));
  if (const auto xmp = text_member(description, "xmp"); !xmp.empty())
    chunks += png_chunk("iTXt", std::string("XML:com.adobe.xmp\0\0\0\0\0", 22) + xmp_packet(xmp));
  if (const auto* camera = find_member(description, "camera"))
    chunks +=
        png_chunk("eXIf", exif_of_camera(scalar_text(camera->at(0)), scalar_text(camera->at(1))));
  return chunks;
}

}  // namespace gg::sample
