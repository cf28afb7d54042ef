#include "formats/cbor/cbor.h"

#include <cmath>
#include <cstdio>
#include <limits>

namespace gg::cbor {
namespace {

template <class Matches>
const Value* find_key(const Value& map, Matches matches) {
  if (map.type != Type::Map) return nullptr;
  for (std::size_t index = 0; index + 1 < map.items.size(); index += 2)
    if (matches(map.items[index])) return &map.items[index + 1];
  return nullptr;
}

std::string float_text(double real) {
  if (std::isfinite(real) && real == std::floor(real) && std::abs(real) < 1e15)
    return std::to_string(static_cast<std::int64_t>(real));
  char text[40];
  const int length = std::snprintf(text, sizeof(text), "%.17g", real);
  return {text, static_cast<std::size_t>(length)};
}

}  // namespace

std::optional<std::int64_t> Value::integer() const {
  if (type != Type::Unsigned && type != Type::Negative) return std::nullopt;
  if (number > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
    return std::nullopt;
  const auto plain = static_cast<std::int64_t>(number);
  return type == Type::Unsigned ? plain : -1 - plain;
}

const Value* Value::find(std::string_view key) const {
  return find_key(*this, [&](const Value& item) { return item.is_text(key); });
}

const Value* Value::find(std::int64_t key) const {
  return find_key(*this, [&](const Value& item) { return item.integer() == key; });
}

std::string_view Value::text_at(std::string_view key) const {
  const auto* value = find(key);
  if (value == nullptr) return {};
  const auto& plain = value->untagged();
  return plain.type == Type::TextString ? std::string_view(plain.text) : std::string_view{};
}

const std::vector<Value>& Value::array_at(std::string_view key) const {
  static const std::vector<Value> none;
  const auto* value = find(key);
  if (value == nullptr || value->untagged().type != Type::Array) return none;
  return value->untagged().items;
}

const Value& Value::untagged() const {
  const Value* value = this;
  while (value->type == Type::Tag && value->items.size() == 1) value = &value->items.front();
  return *value;
}

std::string to_plain_text(const Value& value) {
  const auto& plain = value.untagged();
  switch (plain.type) {
    case Type::TextString:
      return plain.text;
    case Type::Unsigned:
      return std::to_string(plain.number);
    case Type::Negative:
      if (const auto integer = plain.integer()) return std::to_string(*integer);
      return "-1-" + std::to_string(plain.number);
    case Type::Boolean:
      return plain.number != 0 ? "true" : "false";
    case Type::Float:
      return float_text(plain.real);
    case Type::ByteString:
    case Type::Array:
    case Type::Map:
    case Type::Tag:
    case Type::Null:
    case Type::Undefined:
    case Type::Simple:
      return {};
  }
  return {};
}

}  // namespace gg::cbor
