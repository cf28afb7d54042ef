#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace gg::http {

/// Whether an Accept-Encoding field allows `coding` (RFC 9110 section 12.5.3): named, or by "*",
/// with a weight above 0. Without the field nothing but the body as it is.
bool accepts_coding(std::string_view text, std::string_view coding);

/// "Application/JSON; charset=utf-8" → "application/json"; empty when it is no media type.
std::string media_type_of(std::string_view content_type);

/// Whether `media_type` is one of `ranges`: "application/json", "image/*" or "*/*".
bool fits_media_type(std::string_view media_type, const std::vector<std::string>& ranges);

}  // namespace gg::http
