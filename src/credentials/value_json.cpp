#include "credentials/value_json.h"

#include "base/base64.h"

#include <cmath>

namespace gg::credentials {
namespace {

using cbor::Type;

Json number_of(const cbor::Value& value) {
  if (value.type == Type::Unsigned) return value.number;
  if (const auto small = value.integer()) return *small;
  return -1.0 - static_cast<double>(value.number);
}

std::string bytes_text(const cbor::Value& value) {
  return base64_of(value.bytes.empty() ? value.text : Reader::to_text(value.bytes));
}

Json map_of(const cbor::Value& value) {
  Json map = Json::object();
  for (std::size_t index = 0; index + 1 < value.items.size(); index += 2)
    map[cbor::to_plain_text(value.items[index])] = json_of(value.items[index + 1]);
  return map;
}

Json list_of(const cbor::Value& value) {
  Json list = Json::array();
  for (const auto& item : value.items) list.push_back(json_of(item));
  return list;
}

}  // namespace

Json json_of(const cbor::Value& value) {
  switch (value.type) {
    case Type::Unsigned:
    case Type::Negative:
      return number_of(value);
    case Type::ByteString:
      return bytes_text(value);
    case Type::TextString:
      return value.text;
    case Type::Array:
      return list_of(value);
    case Type::Map:
      return map_of(value);
    case Type::Tag:
      return json_of(value.untagged());
    case Type::Boolean:
      return value.number != 0;
    case Type::Float:
      return std::isfinite(value.real) ? Json(value.real) : Json();
    case Type::Null:
    case Type::Undefined:
    case Type::Simple:
      break;
  }
  return nullptr;
}

Json json_of_content(const ClaimedAssertion& assertion) {
  if (assertion.is_json && assertion.box != nullptr) {
    auto payload = assertion.box->content("json")->payload;
    const auto text = payload.text(payload.remaining());
    if (auto json = text ? parse_json(*text) : std::nullopt) return *std::move(json);
    return nullptr;
  }
  return assertion.content ? json_of(*assertion.content) : Json();
}

std::string decimal_of_hex(const std::string& hex) {
  std::string digits = "0";  // least significant first
  for (const char c : hex) {
    unsigned carry =
        c >= 'a' ? static_cast<unsigned>(c - 'a') + 10 : static_cast<unsigned>(c - '0');
    for (auto& digit : digits) {
      carry += static_cast<unsigned>(digit - '0') * 16;
      digit = static_cast<char>('0' + carry % 10);
      carry /= 10;
    }
    for (; carry != 0; carry /= 10) digits += static_cast<char>('0' + carry % 10);
  }
  return {digits.rbegin(), digits.rend()};
}

}  // namespace gg::credentials
