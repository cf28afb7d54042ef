#pragma once

#include "json/json.h"
#include "parts/parts.h"

#include <cstddef>
#include <deque>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace gg::signals {

/// The fields of one file as the signals see them: those of the formats, and those that stand
/// inside one (a hidden payload, a comment that holds two JSON texts). Each JSON text is parsed
/// once, and only when a signal asks. *single thread*
class Reading {
 public:
  explicit Reading(const Parts& parts);

  /// Every field, the formats' own first. Pointers live as long as the reading.
  [[nodiscard]] const std::vector<const Field*>& fields() const { return fields_; }

  /// The first field with this carrier and key (compared without case), or nothing. A field that
  /// came out of `near` is looked for among its siblings first.
  [[nodiscard]] const Field* find(Carrier carrier, std::string_view key,
                                  const Field* near = nullptr) const;

  /// Its value without white space, or empty.
  [[nodiscard]] std::string_view text(Carrier carrier, std::string_view key,
                                      const Field* near = nullptr) const;

  /// The value as a JSON object, from its first '{' where a short word stands before it
  /// ("prompt:{", "AIGC{"). Nothing when it is not one.
  const Json* object(const Field& field);

  /// Whether a signal has given evidence, and the note that it has.
  [[nodiscard]] bool said(std::string_view id) const { return said_.contains(id); }
  void note_said(std::string_view id) { said_.insert(id); }

 private:
  void unfold(const Field& field);
  void add_inner(const Field& outer, Carrier carrier, std::string_view key, std::string value);

  std::vector<const Field*> fields_;
  std::deque<Field> inner_;
  std::unordered_map<const Field*, std::optional<Json>> objects_;
  std::unordered_set<std::string_view> said_;
};

}  // namespace gg::signals
