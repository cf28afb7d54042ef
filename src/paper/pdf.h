#pragma once

#include "base/result.h"
#include "paper/document.h"

#include <string>
#include <string_view>
#include <vector>

namespace gg::paper {

/// A document as PDF: tagged, with an outline, its language and dates, and the files it carries as
/// associated files (ISO 32000-2 §14.13, the way of PDF/A-3). The same document, files, fonts and
/// libraries give the same bytes. Fonts are those of fonts-noto-core, fonts-noto-cjk and
/// fonts-dejavu-core alone, whatever else is installed. Errors: LimitExceeded past 2 000 pages,
/// Unavailable where a library or the fonts fail. *thread-safe*
Result<std::string> to_pdf(const Document& document,
                           const std::vector<Attachment>& attachments = {});

/// The files that a stranger's PDF carries. Errors: InvalidInput where it is no PDF, damaged or
/// encrypted; LimitExceeded past 32 MB, 32 files or 8 MB of what they unpack to.
Result<std::vector<Attachment>> attachments_of(std::string_view pdf);

}  // namespace gg::paper
