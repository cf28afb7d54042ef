#pragma once

#include <string>
#include <string_view>

namespace gg::report {

/// `text` from a file for HTML or XML, in content or in a quoted attribute: made visible
/// (`visible`), and `& < > " '` as references. The result is valid in XML 1.0 whatever the bytes.
std::string markup_text(std::string_view text);

/// The same for our own text of several lines: line feeds stay line feeds.
std::string markup_text_lines(std::string_view text);

}  // namespace gg::report
