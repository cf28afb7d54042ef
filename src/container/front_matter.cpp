#include "container/front_matter.h"

#include "base/text.h"

#include <algorithm>
#include <string>

namespace gg::front_matter {
namespace {

constexpr std::uint64_t head_bytes_max = 16U << 10;
constexpr std::size_t members_max = 64;
constexpr std::string_view fence = "---";
constexpr std::string_view label = "AIGC:";
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// The lines of a text, one after the other, without their ends.
class Lines {
 public:
  explicit Lines(std::string_view text)
      : text_(text), offset_(text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0) {}

  [[nodiscard]] std::size_t offset() const { return offset_; }
  [[nodiscard]] bool at_end() const { return offset_ >= text_.size(); }

  std::string_view next() {
    auto line = text_.substr(offset_);
    line = line.substr(0, line.find('\n'));
    offset_ = std::min(offset_ + line.size() + 1, text_.size());
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
  }

 private:
  std::string_view text_;
  std::size_t offset_;
};

/// A plain value or one in quotes: in double ones a backslash keeps the next character, in single
/// ones two quotes are one.
std::string unquoted(std::string_view text) {
  text = trimmed(text);
  const char quote = text.empty() ? '\0' : text.front();
  if ((quote != '"' && quote != '\'') || text.size() < 2 || text.back() != quote)
    return std::string(text);
  text = text.substr(1, text.size() - 2);
  const char escape = quote == '"' ? '\\' : '\'';
  std::string out;
  for (std::size_t index = 0; index < text.size(); ++index) {
    if (text[index] == escape && index + 1 < text.size()) ++index;
    out += text[index];
  }
  return out;
}

std::string json_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) >= ' ') out += c;
  }
  return out + '"';
}

/// The indented lines "name: value" that come next, as a JSON object; empty if there are none.
std::string read_members(Lines& lines) {
  std::string object;
  for (std::size_t count = 0; count < members_max && !lines.at_end(); ++count) {
    auto ahead = lines;
    const auto line = ahead.next();
    const auto colon = line.find(':');
    if (!line.starts_with(' ') && !line.starts_with('\t')) break;
    lines = ahead;
    if (colon == std::string_view::npos) continue;
    object += object.empty() ? "{" : ",";
    object += json_text(unquoted(line.substr(0, colon))) + ":" +
              json_text(unquoted(line.substr(colon + 1)));
  }
  return object.empty() ? object : object + "}";
}

}  // namespace

Parsed<void> walk(Reader file, Parts& parts) {
  const auto at = file;
  const auto size = std::min(file.remaining(), head_bytes_max);
  TRY(parts.budget().charge_bytes(size, file));
  TRY_LET(const auto head, file.text(size));
  Lines lines(head);
  if (lines.next() != fence) return {};
  while (!lines.at_end()) {
    const auto first = lines.offset();
    const auto line = lines.next();
    if (line == fence) return {};
    if (!line.starts_with(label)) continue;
    auto value = unquoted(line.substr(label.size()));
    if (value.empty()) value = read_members(lines);
    if (value.empty()) return {};
    return parts.add({Carrier::Comment,
                      "AIGC",
                      guess_to_utf8(value),
                      {"Text/front matter/AIGC", at.offset() + first, lines.offset() - first}},
                     at);
  }
  return {};
}

}  // namespace gg::front_matter
