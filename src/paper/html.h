#pragma once

#include "paper/document.h"

#include <string>
#include <string_view>

namespace gg::paper {

/// What else a page of HTML holds. *value*
struct HtmlExtras {
  std::string json_ld;    ///< A JSON-LD document for machines; empty for none.
  std::string alternate;  ///< Address of the same for machines; empty for none.
};

/// A document as one page of HTML 5 that needs nothing else: no script, no file, one style, which
/// prints well and follows the reader's light or dark. Every text is escaped.
std::string to_html(const Document& document, const HtmlExtras& extras = {});

/// The Content-Security-Policy for such a page: its one style and nothing else.
std::string html_policy();

/// A text in content or in a quoted attribute.
std::string escaped(std::string_view text);

}  // namespace gg::paper
