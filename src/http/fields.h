#pragma once

#include "base/text.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gg::http {

struct ExactName {
  static bool same(std::string_view left, std::string_view right) { return left == right; }
};

struct AnyCaseName {
  static bool same(std::string_view left, std::string_view right) {
    return equals_ignoring_case(left, right);
  }
};

/// Names with values in the order they came; a name may come more than once. *value*
template <class Name>
class FieldList {
 public:
  using Field = std::pair<std::string, std::string>;

  FieldList() = default;
  FieldList(std::initializer_list<Field> fields) : fields_(fields) {}

  void add(std::string name, std::string value) {
    fields_.emplace_back(std::move(name), std::move(value));
  }

  /// Replaces every value of `name` by one.
  void set(std::string name, std::string value) {
    remove(name);
    add(std::move(name), std::move(value));
  }

  void remove(std::string_view name) {
    std::erase_if(fields_, [name](const Field& field) { return Name::same(field.first, name); });
  }

  /// The first value of `name`.
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const {
    for (const auto& field : fields_)
      if (Name::same(field.first, name)) return field.second;
    return std::nullopt;
  }

  [[nodiscard]] std::vector<std::string_view> all(std::string_view name) const {
    std::vector<std::string_view> values;
    for (const auto& field : fields_)
      if (Name::same(field.first, name)) values.emplace_back(field.second);
    return values;
  }

  /// The values of `name` as one list, joined by ", " (RFC 9110 section 5.2).
  [[nodiscard]] std::string joined(std::string_view name) const {
    std::string list;
    for (const auto value : all(name)) {
      if (!list.empty()) list += ", ";
      list += value;
    }
    return list;
  }

  [[nodiscard]] bool has(std::string_view name) const { return find(name).has_value(); }
  [[nodiscard]] std::size_t size() const { return fields_.size(); }
  [[nodiscard]] bool empty() const { return fields_.empty(); }
  [[nodiscard]] auto begin() const { return fields_.begin(); }
  [[nodiscard]] auto end() const { return fields_.end(); }

  friend bool operator==(const FieldList&, const FieldList&) = default;

 private:
  std::vector<Field> fields_;
};

using Headers = FieldList<AnyCaseName>;
using Query = FieldList<ExactName>;
using Cookies = FieldList<ExactName>;

}  // namespace gg::http
