#include "ledger/canonical_json.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace gg::ledger {
namespace {

constexpr int depth_max = 64;

/// Order of UTF-16 code units, told from UTF-8: the order of the bytes, but for the lead bytes
/// F0…F4 (surrogates, D800…DFFF) which come before EE and EF (E000…FFFF).  RFC 8785 §3.2.3.
unsigned utf16_rank(char c) {
  const auto byte = static_cast<unsigned char>(c);
  if (byte >= 0xF0) return byte - 2U;
  return byte >= 0xEE ? byte + 5U : byte;
}

bool comes_before(std::string_view left, std::string_view right) {
  return std::ranges::lexicographical_compare(left, right, {}, utf16_rank, utf16_rank);
}

/// The decimal digits of a finite double, shortest that read back the same, and where the point is:
/// value = 0.DIGITS × 10^point.
struct Decimal {
  std::string digits;
  int point = 0;
};

Decimal decimal_of(double value) {
  std::array<char, 32> buffer{};
  const auto end =
      std::to_chars(buffer.begin(), buffer.end(), value, std::chars_format::scientific);
  const std::string_view text(buffer.data(), static_cast<std::size_t>(end.ptr - buffer.data()));
  const auto mark = text.find('e');
  Decimal decimal;
  std::ranges::copy_if(text.substr(0, mark), std::back_inserter(decimal.digits),
                       [](char c) { return c != '.'; });
  auto exponent = text.substr(mark + 1);
  if (exponent.starts_with('+')) exponent.remove_prefix(1);
  std::from_chars(exponent.begin(), exponent.end(), decimal.point);
  ++decimal.point;
  return decimal;
}

/// ECMA-262 §6.1.6.1.20, Number::toString, radix 10.
std::string number_text(double value) {
  if (value == 0) return "0";
  if (value < 0) return "-" + number_text(-value);
  const auto [digits, point] = decimal_of(value);
  const auto count = static_cast<int>(digits.size());
  const auto zeros = [](int many) { return std::string(static_cast<std::size_t>(many), '0'); };
  if (point > 21 || point < -5) {
    const auto fraction = count == 1 ? std::string() : "." + digits.substr(1);
    return digits.substr(0, 1) + fraction + (point > 0 ? "e+" : "e") + std::to_string(point - 1);
  }
  if (point <= 0) return "0." + zeros(-point) + digits;
  if (count <= point) return digits + zeros(point - count);
  const auto whole = static_cast<std::size_t>(point);
  return digits.substr(0, whole) + "." + digits.substr(whole);
}

class Writer {
 public:
  Result<void> write(const Json& value, int depth);
  std::string take() { return std::move(out_); }

 private:
  [[nodiscard]] tl::unexpected<Error> error(std::string what) const {
    return fail(Error{ErrorKind::InvalidInput,
                      "canonical JSON: at \"" + place_ + "\": " + std::move(what)});
  }
  Result<void> write_text(std::string_view text);
  Result<void> write_number(const Json& value);
  Result<void> write_array(const Json& value, int depth);
  Result<void> write_object(const Json& value, int depth);

  std::string out_;
  std::string place_;
};

Result<void> Writer::write_text(std::string_view text) {
  if (!is_utf8(text))
    return error("this text is not UTF-8; give it as Unicode without lone surrogates");
  constexpr std::string_view short_escapes = "btn_fr";  // U+0008 … U+000D; U+000B has none
  out_ += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out_ += '\\';
      out_ += c;
    } else if (byte >= 0x20) {
      out_ += c;
    } else if (byte >= 0x08 && byte <= 0x0D && byte != 0x0B) {
      out_ += '\\';
      out_ += short_escapes[byte - 0x08U];
    } else {
      constexpr std::string_view hex = "0123456789abcdef";
      out_ += "\\u00";
      out_ += hex[byte >> 4U];
      out_ += hex[byte & 15U];
    }
  }
  out_ += '"';
  return {};
}

Result<void> Writer::write_number(const Json& value) {
  const auto number = value.get<double>();
  if (!std::isfinite(number)) return error("not a finite number; leave it out or write null");
  const auto text = number_text(number);
  if (value.is_number_integer() && text != value.dump())
    return error(value.dump() + " has more digits than a JSON number holds; write it as text");
  out_ += text;
  return {};
}

Result<void> Writer::write_array(const Json& value, int depth) {
  const auto size = place_.size();
  out_ += '[';
  for (std::size_t index = 0; index < value.size(); ++index) {
    if (index != 0) out_ += ',';
    place_ += "/" + std::to_string(index);
    TRY(write(value[index], depth + 1));
    place_.resize(size);
  }
  out_ += ']';
  return {};
}

Result<void> Writer::write_object(const Json& value, int depth) {
  std::vector<Json::const_iterator> members;
  for (auto member = value.begin(); member != value.end(); ++member) members.push_back(member);
  std::ranges::sort(members, comes_before,
                    [](const auto& member) -> std::string_view { return member.key(); });
  const auto size = place_.size();
  out_ += '{';
  for (const auto& member : members) {
    if (member != members.front()) out_ += ',';
    place_ += "/" + to_utf8(member.key());
    TRY(write_text(member.key()));
    out_ += ':';
    TRY(write(*member, depth + 1));
    place_.resize(size);
  }
  out_ += '}';
  return {};
}

Result<void> Writer::write(const Json& value, int depth) {
  if (value.is_structured() && depth >= depth_max)
    return fail(Error{ErrorKind::LimitExceeded, "canonical JSON: nests deeper than " +
                                                    std::to_string(depth_max) + " at \"" + place_ +
                                                    "\""});
  if (value.is_object()) return write_object(value, depth);
  if (value.is_array()) return write_array(value, depth);
  if (value.is_number()) return write_number(value);
  if (value.is_string()) return write_text(value.get_ref<const std::string&>());
  if (value.is_boolean()) {
    out_ += value.get<bool>() ? "true" : "false";
    return {};
  }
  if (!value.is_null()) return error("neither object, array, text, number, true, false nor null");
  out_ += "null";
  return {};
}

}  // namespace

Result<std::string> canonical_json(const Json& value) {
  Writer writer;
  TRY(writer.write(value, 0));
  return writer.take();
}

}  // namespace gg::ledger
