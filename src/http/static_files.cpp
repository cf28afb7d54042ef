#include "http/static_files.h"

#include "base/sha256.h"
#include "http/entity_tag.h"
#include "http/negotiate.h"
#include "http/problem.h"

#include <array>
#include <utility>

namespace gg::http {
namespace {

constexpr std::string_view brotli_extension = ".br";
constexpr std::string_view gzip_extension = ".gz";
constexpr std::size_t tag_characters = 32;

constexpr std::array<std::pair<std::string_view, std::string_view>, 14> types{
    {{".css", "text/css; charset=utf-8"},
     {".html", "text/html; charset=utf-8"},
     {".ico", "image/x-icon"},
     {".jpg", "image/jpeg"},
     {".js", "text/javascript; charset=utf-8"},
     {".json", "application/json"},
     {".map", "application/json"},
     {".png", "image/png"},
     {".svg", "image/svg+xml"},
     {".txt", "text/plain; charset=utf-8"},
     {".wasm", "application/wasm"},
     {".webmanifest", "application/manifest+json"},
     {".webp", "image/webp"},
     {".woff2", "font/woff2"}}};

bool is_packed(std::string_view path) {
  return path.ends_with(brotli_extension) || path.ends_with(gzip_extension);
}

bool has_extension(std::string_view path) {
  const auto slash = path.rfind('/');
  return path.substr(slash == std::string_view::npos ? 0 : slash).find('.') !=
         std::string_view::npos;
}

}  // namespace

std::string_view content_type_of(std::string_view path) {
  for (const auto& [extension, type] : types)
    if (path.ends_with(extension)) return type;
  return "application/octet-stream";
}

StaticFiles::StaticFiles(std::span<const Embedded> files, Options options)
    : options_(std::move(options)) {
  for (const auto& file : files)
    if (!is_packed(file.path))
      files_[std::string(file.path)] = {
          file.text(), {}, {}, sha256_of(file.text()).hex().substr(0, tag_characters)};
  for (const auto& file : files) {
    if (!is_packed(file.path)) continue;
    const auto plain = files_.find(file.path.substr(0, file.path.rfind('.')));
    if (plain == files_.end()) continue;
    const bool is_brotli = file.path.ends_with(brotli_extension);
    (is_brotli ? plain->second.brotli : plain->second.gzip) = file.text();
  }
}

const StaticFiles::File* StaticFiles::find(std::string_view& path) const {
  auto found = files_.find(path);
  if (found == files_.end() && !has_extension(path)) {
    path = options_.page;
    found = files_.find(path);
  }
  return found == files_.end() ? nullptr : &found->second;
}

Response StaticFiles::answer(const Request& request, std::string_view path) const {
  const auto* file = find(path);
  if (file == nullptr) return problem(Refusal{404, "there is no such file"});
  const bool is_hashed = path.starts_with(options_.hashed_folder);
  Response response{.status = 200,
                    .headers = {{"Content-Type", std::string(content_type_of(path))},
                                {"Cache-Control",
                                 is_hashed ? "public, max-age=31536000, immutable" : "no-cache"}},
                    .body = SharedBytes{file->bytes, nullptr}};
  auto tag = file->tag;
  if (!file->gzip.empty() || !file->brotli.empty()) {
    response.headers.add("Vary", "Accept-Encoding");
    const auto accepted = request.headers.joined("Accept-Encoding");
    const auto send_packed = [&](std::string_view bytes, const char* coding) {
      response.headers.add("Content-Encoding", coding);
      response.body = SharedBytes{bytes, nullptr};
    };
    if (!file->brotli.empty() && accepts_coding(accepted, "br")) {
      send_packed(file->brotli, "br");
      tag += brotli_mark;
    } else if (!file->gzip.empty() && accepts_coding(accepted, "gzip")) {
      send_packed(file->gzip, "gzip");
      tag += compressed_mark;
    }
  }
  response.headers.add("ETag", '"' + tag + '"');
  return response;
}

}  // namespace gg::http
