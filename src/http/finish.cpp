#include "http/finish.h"

#include "http/entity_tag.h"
#include "http/gzip.h"
#include "http/negotiate.h"
#include "http/range.h"
#include "http/token.h"

#include <algorithm>
#include <array>

namespace gg::http {
namespace {

bool can_be_conditional(const Request& request, const Response& response) {
  return response.status == 200 &&
         (request.method == Method::Get || request.method == Method::Head);
}

/// The response's own tag.
std::optional<EntityTag> tag_of(const Response& response) {
  const auto field = response.headers.find("ETag");
  if (!field) return std::nullopt;
  auto tags = parse_entity_tags(*field).tags;
  if (tags.size() != 1) return std::nullopt;
  return std::move(tags.front());
}

bool is_not_modified(const Request& request, const Response& response) {
  const auto tag = tag_of(response);
  if (request.headers.has("If-None-Match"))
    return tag &&
           parse_entity_tags(request.headers.joined("If-None-Match")).has_weakly(tag->opaque);
  const auto since = request.headers.find("If-Modified-Since");
  return since && since == response.headers.find("Last-Modified");
}

/// What the client has is what the rest would be added to (RFC 9110 section 13.1.5).
bool if_range_agrees(const Request& request, const Response& response) {
  const auto field = request.headers.find("If-Range");
  if (!field) return true;
  if (!field->ends_with('"')) return field == response.headers.find("Last-Modified");
  const auto tag = tag_of(response);
  return tag && !tag->is_weak && parse_entity_tags(*field).has_strongly(tag->opaque);
}

void cut(const ByteRange& range, Body& body) {
  if (auto* shared = std::get_if<SharedBytes>(&body))
    shared->bytes = shared->bytes.substr(range.first, range.size_bytes());
  if (auto* file = std::get_if<FileBytes>(&body)) {
    file->offset += range.first;
    file->size_bytes = range.size_bytes();
  }
  if (auto* placed = std::get_if<PlacedBytes>(&body)) {
    placed->offset += range.first;
    placed->size_bytes = range.size_bytes();
  }
}

bool has_ranges(const Body& body) {
  const auto* placed = std::get_if<PlacedBytes>(&body);
  return std::holds_alternative<SharedBytes>(body) || std::holds_alternative<FileBytes>(body) ||
         (placed != nullptr && placed->is_random);
}

bool is_text(std::string_view media_type) {
  static constexpr std::array<std::string_view, 3> types{"application/json", "image/svg+xml",
                                                         "text/javascript"};
  return media_type.starts_with("text/") || media_type.ends_with("+json") ||
         std::ranges::find(types, media_type) != types.end();
}

void mark_tag(Response& response) {
  auto tag = tag_of(response);
  if (!tag) return;
  tag->opaque += compressed_mark;
  response.headers.set("ETag", to_text(*tag));
}

}  // namespace

bool is_sendable(const Response& response) {
  return response.status >= 200 && response.status <= 599 &&
         std::ranges::all_of(response.headers, [](const Headers::Field& field) {
           return is_token(field.first) && is_field_value(field.second);
         });
}

void apply_conditions(const Request& request, Response& response) {
  if (!can_be_conditional(request, response) || !is_not_modified(request, response)) return;
  response.status = 304;
  response.body = std::string();
  response.headers.remove("Content-Type");
  response.headers.remove("Content-Encoding");
}

void apply_range(const Request& request, Response& response) {
  if (!can_be_conditional(request, response) || !has_ranges(response.body)) return;
  response.headers.set("Accept-Ranges", "bytes");
  const auto field = request.headers.find("Range");
  if (!field || request.method != Method::Get || !if_range_agrees(request, response)) return;
  const auto size_bytes = size_bytes_of(response.body).value_or(0);
  const auto total = std::to_string(size_bytes);
  const auto answer = parse_range(*field, size_bytes);
  if (std::holds_alternative<NotSatisfiable>(answer)) {
    response.status = 416;
    response.body = std::string();
    response.headers.set("Content-Range", "bytes */" + total);
  } else if (const auto* range = std::get_if<ByteRange>(&answer)) {
    response.status = 206;
    response.headers.set("Content-Range", "bytes " + std::to_string(range->first) + "-" +
                                              std::to_string(range->end - 1) + "/" + total);
    cut(*range, response.body);
  }
}

void apply_compression(const Request& request, Response& response) {
  auto* body = std::get_if<std::string>(&response.body);
  if (body == nullptr || body->size() < compressed_bytes_min ||
      response.compression == Response::Compression::Never ||
      response.headers.has("Content-Encoding") ||
      !is_text(media_type_of(response.headers.find("Content-Type").value_or(""))))
    return;
  response.headers.add("Vary", "Accept-Encoding");
  if (!accepts_coding(request.headers.joined("Accept-Encoding"), "gzip")) return;
  auto compressed = gzip(*body);
  if (!compressed) return;
  *body = *std::move(compressed);
  response.headers.set("Content-Encoding", "gzip");
  mark_tag(response);
}

}  // namespace gg::http
