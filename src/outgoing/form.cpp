#include "outgoing/form.h"

#include "base/text.h"
#include "secrets/encoding.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace gg::outgoing {
namespace {

constexpr std::size_t form_bytes_max = 64U << 10;
constexpr std::size_t fields_max = 100;

auto refuse(ErrorKind kind, const std::string& what) {
  return fail(Error{kind, "the form or query is refused: " + what});
}

std::optional<char> parse_octet(std::string_view digits) {
  unsigned value = 0;
  const auto* end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, value, 16);
  if (digits.size() != 2 || read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return static_cast<char>(value);
}

Result<std::string> decoded(std::string_view text) {
  std::string out;
  for (std::size_t index = 0; index < text.size(); ++index) {
    if (text[index] != '%') {
      out += text[index] == '+' ? ' ' : text[index];
      continue;
    }
    const auto octet = parse_octet(text.substr(index + 1, 2));
    if (!octet) return refuse(ErrorKind::InvalidInput, "a % without two hexadecimal digits");
    out += *octet;
    index += 2;
  }
  if (!is_utf8(out)) return refuse(ErrorKind::InvalidInput, "it is not UTF-8");
  return out;
}

}  // namespace

std::string write_form(const Form& form) {
  std::string text;
  for (const auto& [name, value] : form)
    text += (text.empty() ? "" : "&") + secrets::percent_encoded(name) + "=" +
            secrets::percent_encoded(value);
  return text;
}

Result<Form> parse_form(std::string_view text) {
  if (text.size() > form_bytes_max) return refuse(ErrorKind::LimitExceeded, "longer than 64 KiB");
  Form form;
  while (!text.empty()) {
    const auto end = std::min(text.find('&'), text.size());
    const auto field = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (field.empty()) continue;
    if (form.size() == fields_max) return refuse(ErrorKind::LimitExceeded, "more than 100 fields");
    const auto equals = std::min(field.find('='), field.size());
    TRY_LET(auto name, decoded(field.substr(0, equals)));
    TRY_LET(auto value, decoded(field.substr(std::min(equals + 1, field.size()))));
    form.push_back({std::move(name), std::move(value)});
  }
  return form;
}

Result<std::string> value_of(const Form& form, std::string_view name) {
  const auto found = std::ranges::find(form, name, &FormField::name);
  if (found == form.end()) return std::string();
  if (std::ranges::count(form, name, &FormField::name) > 1)
    return refuse(ErrorKind::InvalidInput, std::string(name) + " is there twice");
  return found->value;
}

}  // namespace gg::outgoing
