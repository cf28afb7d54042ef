#pragma once

#include "http/request.h"
#include "http/response.h"

namespace gg::http {

/// Whether HTTP can carry it: a final status, field names that are tokens, values without control
/// characters.
bool is_sendable(const Response& response);

/// Answers 304 instead of a 200 whose ETag is in If-None-Match, or whose Last-Modified is exactly
/// If-Modified-Since (RFC 9110 section 13).
void apply_conditions(const Request& request, Response& response);

/// Answers 206 or 416 where a Range field asks for part of a file or of shared bytes, and If-Range
/// agrees (RFC 9110 section 14).
void apply_range(const Request& request, Response& response);

inline constexpr std::size_t compressed_bytes_min = 1024;

/// Compresses a text of at least `compressed_bytes_min` bytes for a client that accepts gzip (RFC
/// 1952), and marks its ETag (http/entity_tag.h).
void apply_compression(const Request& request, Response& response);

}  // namespace gg::http
