#include "signing/fields.h"

namespace gg::signing {
namespace {

ByteArray array_of(const std::vector<ByteArray>& items) {
  cbor::Encoder array;
  array.array(items.size());
  for (const auto& item : items) array.item(item);
  return std::move(array).result();
}

}  // namespace

Fields& Fields::item(std::string_view key, ByteArray value) {
  entries_.emplace_back(cbor::Encoder().text(key).result(), std::move(value));
  return *this;
}

Fields& Fields::text(std::string_view key, std::string_view value) {
  return item(key, cbor::Encoder().text(value).result());
}

Fields& Fields::number(std::string_view key, std::uint64_t value) {
  return item(key, cbor::Encoder().unsigned_integer(value).result());
}

Fields& Fields::bytes(std::string_view key, Bytes value) {
  return item(key, cbor::Encoder().bytes(value).result());
}

Fields& Fields::text_if_any(std::string_view key, std::string_view value) {
  return value.empty() ? *this : text(key, value);
}

Fields& Fields::list(std::string_view key, const std::vector<ByteArray>& items) {
  return item(key, array_of(items));
}

Fields& Fields::list_if_any(std::string_view key, const std::vector<ByteArray>& items) {
  return items.empty() ? *this : list(key, items);
}

ByteArray hashed_uri(std::string_view url, Bytes hash) {
  return Fields().text("url", url).bytes("hash", hash).cbor();
}

ByteArray cbor_of(const Json& json) {
  cbor::Encoder out;
  if (json.is_object()) {
    cbor::Encoder::Entries entries;
    for (const auto& [key, value] : json.items())
      entries.emplace_back(cbor::Encoder().text(key).result(), cbor_of(value));
    out.map(std::move(entries));
  } else if (json.is_array()) {
    out.array(json.size());
    for (const auto& element : json) out.item(cbor_of(element));
  } else if (json.is_string()) {
    out.text(json.get_ref<const std::string&>());
  } else if (json.is_boolean()) {
    out.boolean(json.get<bool>());
  } else if (json.is_number_unsigned()) {
    out.unsigned_integer(json.get<std::uint64_t>());
  } else if (json.is_number_integer()) {
    out.integer(json.get<std::int64_t>());
  } else if (json.is_number()) {
    out.real(json.get<double>());
  } else {
    out.null();
  }
  return std::move(out).result();
}

}  // namespace gg::signing
