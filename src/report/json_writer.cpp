#include "report/json_writer.h"

#include "base/check.h"
#include "base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>

namespace gg::report {
namespace {

constexpr std::string_view spaces = "                                ";

bool needs_escape(char letter) {
  return static_cast<unsigned char>(letter) < 0x20 || letter == '"' || letter == '\\';
}

void put_escape(BufferedSink& out, char letter) {
  constexpr std::string_view digits = "0123456789abcdef";
  switch (letter) {
    case '"':
      out.write("\\\"");
      return;
    case '\\':
      out.write("\\\\");
      return;
    case '\n':
      out.write("\\n");
      return;
    case '\r':
      out.write("\\r");
      return;
    case '\t':
      out.write("\\t");
      return;
    default:
      break;
  }
  const auto code = static_cast<unsigned char>(letter);
  out.write("\\u00");
  out.write(digits[code >> 4U]);
  out.write(digits[code & 15U]);
}

}  // namespace

void JsonWriter::indent() {
  if (layout_ == JsonLayout::Line) return;
  out_.write('\n');
  for (std::size_t left = std::size_t{2} * depth_; left != 0;) {
    const auto part = std::min(left, spaces.size());
    out_.write(spaces.substr(0, part));
    left -= part;
  }
}

void JsonWriter::separate() {
  if (!first_) out_.write(',');
  if (depth_ != 0) indent();
  first_ = false;
}

void JsonWriter::put_key(std::string_view key) {
  separate();
  out_.write('"');
  out_.write(key);  // our own words: nothing to escape
  out_.write(layout_ == JsonLayout::Pretty ? std::string_view("\": ") : std::string_view("\":"));
}

void JsonWriter::put_text(std::string_view value) {
  std::string repaired;
  const auto is_high = [](char letter) { return static_cast<unsigned char>(letter) >= 0x80; };
  if (std::ranges::any_of(value, is_high) && !is_utf8(value)) {
    repaired = to_utf8(value);
    value = repaired;
  }
  out_.write('"');
  while (!value.empty()) {
    const auto next =
        static_cast<std::size_t>(std::ranges::find_if(value, needs_escape) - value.begin());
    out_.write(value.substr(0, next));
    if (next == value.size()) break;
    put_escape(out_, value[next]);
    value.remove_prefix(next + 1);
  }
  out_.write('"');
}

void JsonWriter::begin_object() {
  separate();
  out_.write('{');
  ++depth_;
  first_ = true;
}

void JsonWriter::begin_object(std::string_view key) {
  put_key(key);
  out_.write('{');
  ++depth_;
  first_ = true;
}

void JsonWriter::begin_array() {
  separate();
  out_.write('[');
  ++depth_;
  first_ = true;
}

void JsonWriter::begin_array(std::string_view key) {
  put_key(key);
  out_.write('[');
  ++depth_;
  first_ = true;
}

void JsonWriter::close(char bracket) {
  GG_CHECK(depth_ != 0);
  --depth_;
  if (!first_) indent();
  out_.write(bracket);
  first_ = false;
}

void JsonWriter::text(std::string_view key, std::string_view value) {
  put_key(key);
  put_text(value);
}

void JsonWriter::number(std::string_view key, std::uint64_t value) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.begin(), digits.end(), value).ptr;
  put_key(key);
  out_.write(std::string_view(digits.begin(), end));
}

void JsonWriter::boolean(std::string_view key, bool value) {
  put_key(key);
  out_.write(value ? std::string_view("true") : std::string_view("false"));
}

void JsonWriter::null(std::string_view key) {
  put_key(key);
  out_.write("null");
}

void JsonWriter::text_item(std::string_view value) {
  separate();
  put_text(value);
}

void JsonWriter::end_value() {
  GG_CHECK(depth_ == 0);
  out_.write('\n');
  first_ = true;
}

}  // namespace gg::report
