#include "secrets/sealed_header.h"

#include "base/text.h"
#include "secrets/encoding.h"
#include "secrets/octets.h"
#include "secrets/sealed_box.h"

#include <algorithm>

#include <sodium.h>

namespace gg::secrets {
namespace {

constexpr std::string_view first_line = "goodgate-sealed/1";
constexpr std::size_t holder_key_bytes = 32;
constexpr std::size_t name_bytes_max = 128;
constexpr std::size_t stream_header_bytes = crypto_secretstream_xchacha20poly1305_HEADERBYTES;

/// Lines of a header, one after another.
class Lines {
 public:
  explicit Lines(std::string_view bytes) : left_(bytes.substr(0, sealed_header_bytes_max)) {}

  Result<std::string_view> next() {
    ++number_;
    const auto end = left_.find('\n');
    if (end == std::string_view::npos) return error("the header ends here without being whole");
    const auto line = left_.substr(0, end);
    left_.remove_prefix(end + 1);
    size_bytes_ += end + 1;
    return line;
  }
  [[nodiscard]] tl::unexpected<Error> error(const std::string& what) const {
    return fail(Error{ErrorKind::InvalidInput,
                      "the sealed box, line " + std::to_string(number_) + ": " + what});
  }
  [[nodiscard]] std::size_t size_bytes() const { return size_bytes_; }

 private:
  std::string_view left_;
  std::size_t size_bytes_ = 0;
  std::size_t number_ = 0;
};

/// The next word, and the rest of the line without the blank between them.
std::string_view take_word(std::string_view& line) {
  const auto blank = line.find(' ');
  const auto word = line.substr(0, blank);
  line.remove_prefix(blank == std::string_view::npos ? line.size() : blank + 1);
  return word;
}

std::optional<std::string> bytes_of_word(std::string_view word, std::size_t size_bytes) {
  auto bytes = parse_base64url(word);
  if (!bytes || bytes->size() != size_bytes) return std::nullopt;
  return bytes;
}

Result<SealedLine> parse_holder_line(std::string_view line, const Lines& at) {
  const auto key = bytes_of_word(take_word(line), holder_key_bytes);
  auto sealed = bytes_of_word(take_word(line), sealed_key_bytes);
  if (!key || !sealed) return at.error("expected a key of 32 and a sealed key of 80 bytes");
  if (!is_holder_name(line)) return at.error("the name of a holder is 1 to 128 bytes of text");
  SealedLine read{.holder = {.name = std::string(line)}, .sealed_key = *std::move(sealed)};
  std::copy_n(octets(*key), holder_key_bytes, read.holder.key.bytes.begin());
  return read;
}

bool has_holder(const std::vector<SealedLine>& lines, const HolderKey& key) {
  return std::ranges::any_of(lines,
                             [&key](const SealedLine& line) { return line.holder.key == key; });
}

}  // namespace

bool is_holder_name(std::string_view name) {
  const auto is_control = [](char c) { return (c >= '\0' && c < ' ') || c == '\x7F'; };
  return !name.empty() && name.size() <= name_bytes_max && is_utf8(name) &&
         std::ranges::none_of(name, is_control);
}

std::string write_sealed_header(const SealedHeader& header) {
  std::string text = std::string(first_line) + "\n";
  for (const auto& [holder, sealed_key] : header.lines)
    text += "holder " + base64url(chars(holder.key.bytes.data(), holder.key.bytes.size())) + " " +
            base64url(sealed_key) + " " + holder.name + "\n";
  return text + "stream " + base64url(header.stream_header) + "\n";
}

Result<SealedHeader> parse_sealed_header(std::string_view bytes) {
  Lines lines(bytes);
  TRY_LET(auto line, lines.next());
  if (line != first_line)
    return lines.error("this is no sealed box: one begins with " + std::string(first_line));
  SealedHeader header;
  for (;;) {
    TRY_LET(line, lines.next());
    const auto word = take_word(line);
    if (word == "stream") break;
    if (word != "holder") return lines.error("expected holder or stream");
    if (header.lines.size() == sealed_holders_max) return lines.error("more than 64 holders");
    TRY_LET(auto read, parse_holder_line(line, lines));
    if (has_holder(header.lines, read.holder.key)) return lines.error("a holder stands here twice");
    header.lines.push_back(std::move(read));
  }
  auto stream_header = bytes_of_word(line, stream_header_bytes);
  if (!stream_header) return lines.error("expected a stream header of 24 bytes");
  if (header.lines.empty()) return lines.error("there is no holder");
  header.stream_header = *std::move(stream_header);
  header.text = bytes.substr(0, lines.size_bytes());
  return header;
}

}  // namespace gg::secrets
