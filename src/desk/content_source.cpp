#include "desk/content_source.h"

#include "clearance/content_kind.h"
#include "secrets/encoding.h"
#include "store/content.h"

#include <algorithm>
#include <span>

namespace gg::desk {
namespace {

using store::content_chunk_bytes;

/// Looks without waiting for the disk: whoever was told of a content was told when it was there.
Result<std::string> chunk_of(clearance::Clearance& desk, std::int64_t content,
                             std::int64_t number) {
  std::string bytes;
  TRY(desk.look([&](store::Snapshot& snapshot) -> Result<void> {
    TRY_LET(bytes, store::content_chunk(snapshot, content, number));
    return {};
  }));
  return bytes;
}

/// Copies the beginning of `from`; how much.
std::size_t copy_to(std::span<char> into, std::string_view from) {
  const auto size = std::min(into.size(), from.size());
  std::ranges::copy(from.substr(0, size), into.begin());
  return size;
}

class OpenContent final : public http::PlacedSource {
 public:
  OpenContent(clearance::Clearance& desk, std::int64_t content) : desk_(desk), content_(content) {}

  std::size_t read(std::uint64_t offset, std::span<char> into) override {
    const auto number = static_cast<std::int64_t>(offset / content_chunk_bytes);
    if (number != number_) {
      auto chunk = chunk_of(desk_, content_, number);
      if (!chunk.has_value()) return 0;
      chunk_ = *std::move(chunk);
      number_ = number;
    }
    const auto within = static_cast<std::size_t>(offset % content_chunk_bytes);
    return within < chunk_.size() ? copy_to(into, std::string_view(chunk_).substr(within)) : 0;
  }

 private:
  clearance::Clearance& desk_;
  const std::int64_t content_;
  std::int64_t number_ = -1;  ///< Of the chunk that is held.
  std::string chunk_;
};

class OpenSealedContent final : public http::PlacedSource {
 public:
  OpenSealedContent(clearance::Clearance& desk, std::int64_t content, secrets::Opener opener,
                    std::size_t header_bytes)
      : desk_(desk), content_(content), opener_(std::move(opener)), header_bytes_(header_bytes) {}
  ~OpenSealedContent() override { secrets::wipe(opened_); }

  std::size_t read(std::uint64_t offset, std::span<char> into) override {
    if (offset != offset_) return 0;
    while (taken_ == opened_.size())
      if (!open_more()) return 0;
    const auto size = copy_to(into, std::string_view(opened_).substr(taken_));
    taken_ += size;
    offset_ += size;
    return size;
  }

 private:
  /// The next chunk, opened; false at the end and where it cannot be.
  bool open_more() {
    if (is_over_) return false;
    auto chunk = chunk_of(desk_, content_, number_);
    if (!chunk.has_value()) return false;
    is_over_ = chunk->empty();
    const auto bytes = std::string_view(*chunk).substr(number_ == 0 ? header_bytes_ : 0);
    ++number_;
    auto opened = is_over_ ? opener_.finish() : opener_.add(bytes);
    if (!opened.has_value()) return false;
    secrets::wipe(opened_);
    opened_ = *std::move(opened);
    taken_ = 0;
    return true;
  }

  clearance::Clearance& desk_;
  const std::int64_t content_;
  secrets::Opener opener_;
  const std::size_t header_bytes_;
  std::int64_t number_ = 0;
  bool is_over_ = false;
  std::uint64_t offset_ = 0;
  std::string opened_;
  std::size_t taken_ = 0;
};

/// What a browser could run, were it not told otherwise.
bool is_active(std::string_view media_type) {
  return media_type == "text/html" || media_type.find("svg") != std::string_view::npos ||
         media_type.find("xml") != std::string_view::npos;
}

}  // namespace

std::shared_ptr<http::PlacedSource> open_content(clearance::Clearance& desk, std::int64_t content) {
  return std::make_shared<OpenContent>(desk, content);
}

Result<secrets::SealedHeader> sealed_header_of(clearance::Clearance& desk, std::int64_t content) {
  TRY_LET(const auto first, chunk_of(desk, content, 0));
  return secrets::parse_sealed_header(first);
}

Result<std::shared_ptr<http::PlacedSource>> open_sealed_content(clearance::Clearance& desk,
                                                                std::int64_t content,
                                                                const secrets::Key& secret) {
  TRY_LET(const auto header, sealed_header_of(desk, content));
  TRY_LET(auto opener, secrets::Opener::with(header, secret));
  return std::make_shared<OpenSealedContent>(desk, content, std::move(opener), header.text.size());
}

std::string disposition_of(const std::string& name, Saved saved) {
  const std::string kind = saved == Saved::Always ? "attachment" : "inline";
  if (name.empty()) return kind;
  std::string plain;
  for (const char one : name) {
    const auto byte = static_cast<unsigned char>(one);
    const bool is_plain = byte >= 0x20 && byte < 0x7F && one != '"' && one != '\\' && one != '%';
    if (is_plain)
      plain += one;
    else if (plain.empty() || plain.back() != '_')
      plain += '_';
  }
  return kind + "; filename=\"" + plain + "\"; filename*=UTF-8''" + secrets::percent_encoded(name);
}

void forbid_running(http::Response& response) {
  response.headers.set("X-Content-Type-Options", "nosniff");
  response.headers.set("Content-Security-Policy",
                       "default-src 'none'; sandbox; frame-ancestors 'none'");
}

http::Response picture_response(std::string jpeg) {
  http::Response response{.body = std::move(jpeg)};
  response.headers.set("Content-Type", "image/jpeg");
  response.headers.set("Cache-Control", "private, max-age=86400");
  forbid_running(response);
  return response;
}

http::Response content_response(http::Body bytes, const ContentFacts& facts, Saved saved) {
  if (!clearance::is_shown_in_place(facts.media_type)) saved = Saved::Always;
  auto type =
      is_active(facts.media_type) ? std::string("application/octet-stream") : facts.media_type;
  if (type == "text/plain") type += "; charset=utf-8";
  http::Response response{.body = std::move(bytes),
                          .compression = http::Response::Compression::Never};
  response.headers.set("Content-Type", std::move(type));
  response.headers.set("Content-Disposition", disposition_of(facts.name, saved));
  response.headers.set("ETag", '"' + facts.tag + '"');
  forbid_running(response);
  return response;
}

}  // namespace gg::desk
