#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace gg {

/// One word of a closed vocabulary and the value it stands for. Tables of them are the only place
/// where a word of title.yaml is spelt.
template <class E>
struct Word {
  std::string_view text;
  E value;
};

template <class E, std::size_t N>
std::optional<E> value_of(const std::array<Word<E>, N>& words, std::string_view text) {
  const auto found = std::ranges::find(words, text, &Word<E>::text);
  if (found == words.end()) return std::nullopt;
  return found->value;
}

/// The word for `value`; the first one where several stand for it.
template <class E, std::size_t N>
std::string_view word_of(const std::array<Word<E>, N>& words, E value) {
  const auto found = std::ranges::find(words, value, &Word<E>::value);
  return found == words.end() ? std::string_view() : found->text;
}

template <class E, std::size_t N>
std::vector<std::string_view> texts_of(const std::array<Word<E>, N>& words) {
  std::vector<std::string_view> texts;
  for (const auto& word : words) texts.push_back(word.text);
  return texts;
}

}  // namespace gg
