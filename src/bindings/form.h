#pragma once

#include "bindings/assertions.h"

#include <string>
#include <string_view>

namespace gg::bindings {

/// A map of an assertion, read field by field. Each field is there in its type, or absent (null is
/// absent: a widely used writer puts it for what it leaves out), or a problem that names its place.
class Form {
 public:
  /// `where` is the JSON pointer of the map: "" for the assertion itself.
  static Read<Form> open(const cbor::Value& value, std::string where);

  [[nodiscard]] bool has(std::string_view key) const { return find(key) != nullptr; }
  [[nodiscard]] Read<std::optional<std::string>> text(std::string_view key) const;
  [[nodiscard]] Read<std::optional<Bytes>> bytes(std::string_view key) const;
  /// A number that is not negative.
  [[nodiscard]] Read<std::optional<std::uint64_t>> number(std::string_view key) const;
  [[nodiscard]] Read<std::optional<bool>> boolean(std::string_view key) const;
  /// The items of an array; a null pointer where it is absent.
  [[nodiscard]] Read<const std::vector<cbor::Value>*> array(std::string_view key) const;

  [[nodiscard]] Read<Bytes> needed_bytes(std::string_view key) const;
  [[nodiscard]] Read<std::string> needed_text(std::string_view key) const;
  [[nodiscard]] Read<std::uint64_t> needed_number(std::string_view key) const;
  /// An array with one item or more.
  [[nodiscard]] Read<const std::vector<cbor::Value>*> needed_array(std::string_view key) const;

  /// The pointer of a field, and of an item of an array in it.
  [[nodiscard]] std::string at(std::string_view key) const {
    return where_ + "/" + std::string(key);
  }
  [[nodiscard]] std::string at(std::string_view key, std::size_t index) const {
    return at(key) + "/" + std::to_string(index);
  }
  [[nodiscard]] tl::unexpected<Problem> malformed(std::string what, std::string where) const {
    return fail(Problem{Verdict::Malformed, std::move(what), std::move(where)});
  }

 private:
  Form(const cbor::Value& map, std::string where) : map_(&map), where_(std::move(where)) {}
  [[nodiscard]] const cbor::Value* find(std::string_view key) const;
  [[nodiscard]] tl::unexpected<Problem> missing(std::string_view key) const;

  const cbor::Value* map_;
  std::string where_;
};

/// The content of a byte string, in one piece or in chunks; nothing for anything else.
std::optional<Bytes> bytes_of_value(const cbor::Value& value);

}  // namespace gg::bindings
