#pragma once

#include "base/result.h"
#include "paper/document.h"

#include <string>
#include <string_view>
#include <vector>

namespace gg::paper {

/// A file of an Office Open XML package. *value*
struct Part {
  std::string name;  ///< "word/document.xml"
  std::string bytes;
};

/// The names of styles that the body is written with; `style_part` has them.
namespace docx_style {
inline constexpr std::string_view kind = "Kind";
inline constexpr std::string_view small = "Small";
inline constexpr std::string_view lead = "Lead";
inline constexpr std::string_view code = "Code";
inline constexpr std::string_view cell = "Cell";
inline constexpr std::string_view item = "ListBullet";
inline constexpr std::string_view fact_table = "Facts";
inline constexpr std::string_view grid_table = "Grid";
}  // namespace docx_style

/// All parts but the body and its footer.
std::vector<Part> standing_parts(const Document& document);

/// The parts as one archive, the first one in front. Errors: Internal.
Result<std::string> packed(const std::vector<Part>& parts);

/// A text in an element or an attribute of XML.
std::string xml_text(std::string_view text);

}  // namespace gg::paper
