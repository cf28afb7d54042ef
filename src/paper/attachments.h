#pragma once

#include "base/result.h"
#include "paper/document.h"

#include <string>
#include <string_view>
#include <vector>

namespace gg::paper {

/// The pages of a PDF that we made, with files, language and a fixed id. Errors: Internal.
Result<std::string> finish_pdf(const std::string& pages, const Document& document,
                               const std::vector<Attachment>& attachments);

}  // namespace gg::paper
