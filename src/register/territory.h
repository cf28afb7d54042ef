#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gg {

/// A country or area by its ISO 3166-1 alpha-2 code, a part of one by its ISO 3166-2 code, or the
/// whole world. *value*
class Territory {
 public:
  /// Reads "DE" (capitals, an assigned code), "US-CA" (a part of one, one to three capitals or
  /// digits; not looked up) or "world".
  static std::optional<Territory> parse(std::string_view text);

  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] bool is_world() const { return text_ == "world"; }

  /// True when all of `other` lies in this one: "US" holds "US-CA".
  [[nodiscard]] bool holds(const Territory& other) const;

  friend auto operator<=>(const Territory&, const Territory&) = default;

 private:
  explicit Territory(std::string_view text) : text_(text) {}
  std::string text_;
};

/// True when one holds the other.
bool overlap(const Territory& one, const Territory& other);

/// What is asked for and not granted. An empty `granted` states no limit; "world" grants all.
std::vector<Territory> territories_missing(const std::vector<Territory>& granted,
                                           const std::vector<Territory>& asked);

/// As above for media words; "all" grants all.
std::vector<std::string> media_missing(const std::vector<std::string>& granted,
                                       const std::vector<std::string>& asked);

/// The words that `media` may hold: "theatrical", "streaming" …
const std::vector<std::string_view>& media_words();

}  // namespace gg
