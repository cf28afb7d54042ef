#include "bindings/form.h"

namespace gg::bindings {
namespace {

tl::unexpected<Problem> wrong_type(std::string_view wanted, std::string where) {
  return fail(Problem{Verdict::Malformed, "is not " + std::string(wanted), std::move(where)});
}

}  // namespace

std::optional<Bytes> bytes_of_value(const cbor::Value& value) {
  const auto& plain = value.untagged();
  if (plain.type != cbor::Type::ByteString) return std::nullopt;
  if (plain.bytes.empty()) return std::as_bytes(std::span(plain.text));  // came in chunks
  return plain.bytes;
}

Read<Form> Form::open(const cbor::Value& value, std::string where) {
  const auto& plain = value.untagged();
  if (plain.type != cbor::Type::Map) return wrong_type("a map", std::move(where));
  return Form(plain, std::move(where));
}

const cbor::Value* Form::find(std::string_view key) const {
  const auto* found = map_->find(key);
  if (found == nullptr) return nullptr;
  const auto& plain = found->untagged();
  const bool absent = plain.type == cbor::Type::Null || plain.type == cbor::Type::Undefined;
  return absent ? nullptr : &plain;
}

tl::unexpected<Problem> Form::missing(std::string_view key) const {
  return malformed("is missing", at(key));
}

Read<std::optional<std::string>> Form::text(std::string_view key) const {
  const auto* value = find(key);
  if (value == nullptr) return std::optional<std::string>{};
  if (value->type != cbor::Type::TextString) return wrong_type("text", at(key));
  return std::optional(value->text);
}

Read<std::optional<Bytes>> Form::bytes(std::string_view key) const {
  const auto* value = find(key);
  if (value == nullptr) return std::optional<Bytes>{};
  const auto bytes = bytes_of_value(*value);
  if (!bytes) return wrong_type("a byte string", at(key));
  return bytes;
}

Read<std::optional<std::uint64_t>> Form::number(std::string_view key) const {
  const auto* value = find(key);
  if (value == nullptr) return std::optional<std::uint64_t>{};
  if (value->type != cbor::Type::Unsigned)
    return wrong_type("a whole number that is not negative", at(key));
  return std::optional(value->number);
}

Read<std::optional<bool>> Form::boolean(std::string_view key) const {
  const auto* value = find(key);
  if (value == nullptr) return std::optional<bool>{};
  if (value->type != cbor::Type::Boolean) return wrong_type("true or false", at(key));
  return std::optional(value->number != 0);
}

Read<const std::vector<cbor::Value>*> Form::array(std::string_view key) const {
  const auto* value = find(key);
  if (value == nullptr) return static_cast<const std::vector<cbor::Value>*>(nullptr);
  if (value->type != cbor::Type::Array) return wrong_type("an array", at(key));
  return &value->items;
}

Read<Bytes> Form::needed_bytes(std::string_view key) const {
  TRY_LET(const auto value, bytes(key));
  if (!value) return missing(key);
  return *value;
}

Read<std::string> Form::needed_text(std::string_view key) const {
  TRY_LET(auto value, text(key));
  if (!value) return missing(key);
  return *std::move(value);
}

Read<std::uint64_t> Form::needed_number(std::string_view key) const {
  TRY_LET(const auto value, number(key));
  if (!value) return missing(key);
  return *value;
}

Read<const std::vector<cbor::Value>*> Form::needed_array(std::string_view key) const {
  TRY_LET(const auto* value, array(key));
  if (value == nullptr) return missing(key);
  if (value->empty()) return malformed("is empty", at(key));
  return value;
}

}  // namespace gg::bindings
