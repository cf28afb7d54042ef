#pragma once

#include "base/digest.h"
#include "register/date.h"
#include "register/pattern.h"
#include "register/territory.h"
#include "register/word.h"
#include "yaml/problem.h"
#include "yaml/yaml_tree.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gg {

enum class Need : std::uint8_t { Optional, Required };

/// Reads the keys of one map, tells every problem with its place, and at `close` the keys nobody
/// asked for. Values that could not be read come back empty. *single thread*; the node and the
/// problems must outlive it.
class Form {
 public:
  Form(const YamlNode& node, std::string place, Problems& problems);

  std::string text(std::string_view key, Need need = Need::Optional);
  /// A list of texts; one text alone counts as a list of one.
  std::vector<std::string> texts(std::string_view key);
  std::optional<bool> yes_no(std::string_view key);
  std::optional<Date> date(std::string_view key, Need need = Need::Optional);
  std::optional<Sha256> sha256(std::string_view key, Need need = Need::Optional);
  std::vector<PathPattern> patterns(std::string_view key);
  /// Codes of countries and areas; nothing when the key is not there.
  std::optional<std::vector<Territory>> territories(std::string_view key);
  /// An id: at most 64 letters, digits, dots, dashes or underscores.
  std::string id(std::string_view key);

  /// One word of a closed vocabulary; `what` as in "an outcome".
  template <class E, std::size_t N>
  std::optional<E> word(std::string_view key, const std::array<Word<E>, N>& words,
                        std::string_view what, Need need = Need::Optional) {
    const auto typed = text(key, need);
    if (typed.empty()) return std::nullopt;
    const auto value = value_of(words, typed);
    if (!value) refuse_word(*node_.find(key), std::string(key), typed, {what, texts_of(words)});
    return value;
  }

  /// Words of a closed vocabulary; one word alone counts as a list of one.
  template <class E, std::size_t N>
  std::vector<E> words(std::string_view key, const std::array<Word<E>, N>& words,
                       std::string_view what) {
    std::vector<E> out;
    for (const auto& typed : texts(key)) {
      if (const auto value = value_of(words, typed))
        out.push_back(*value);
      else
        refuse_word(*node_.find(key), std::string(key), typed, {what, texts_of(words)});
    }
    return out;
  }

  /// The map under `key`, or nothing.
  std::optional<Form> form(std::string_view key, Need need = Need::Optional);
  /// The maps of the list under `key`.
  std::vector<Form> forms(std::string_view key);
  /// The value under `key` as it is, or nothing; counts as asked for.
  const YamlNode* any(std::string_view key);

  /// Tells of keys that were not asked for, with the one that was most likely meant.
  void close();

  /// A closed vocabulary, for messages.
  struct Vocabulary {
    std::string_view what;  ///< "an outcome"
    std::vector<std::string_view> words;
  };
  void refuse_word(const YamlNode& at, const std::string& place_below, std::string_view typed,
                   const Vocabulary& vocabulary);
  /// Adds a problem at the value under `key`, or at the map when there is none.
  void refuse(std::string_view key, std::string text);

  [[nodiscard]] const YamlNode& node() const { return node_; }
  [[nodiscard]] const std::string& place() const { return place_; }
  [[nodiscard]] Problems& problems() { return problems_; }

 private:
  const YamlNode* scalar(std::string_view key, Need need);
  [[nodiscard]] std::string below(std::string_view key) const;

  const YamlNode& node_;
  std::string place_;
  Problems& problems_;
  std::vector<std::string> asked_;
};

}  // namespace gg
