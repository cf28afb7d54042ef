#include "yaml/form.h"

#include "base/text.h"

#include <algorithm>

namespace gg {
namespace {

constexpr std::size_t text_bytes_max = 10'000;

bool is_empty(const YamlNode* node) {
  return node == nullptr || node->kind == YamlNode::Kind::Empty;
}

}  // namespace

Form::Form(const YamlNode& node, std::string place, Problems& problems)
    : node_(node), place_(std::move(place)), problems_(problems) {
  if (node.kind != YamlNode::Kind::Map && node.kind != YamlNode::Kind::Empty)
    problems_.add(node.line, node.column, place_,
                  "must hold keys (key: value), not a single value");
}

std::string Form::below(std::string_view key) const {
  return place_.empty() ? std::string(key) : place_ + "." + std::string(key);
}

const YamlNode* Form::any(std::string_view key) {
  if (std::ranges::find(asked_, key) == asked_.end()) asked_.emplace_back(key);
  const auto* node = node_.find(key);
  return is_empty(node) ? nullptr : node;
}

const YamlNode* Form::scalar(std::string_view key, Need need) {
  const auto* node = any(key);
  if (node == nullptr || (node->kind == YamlNode::Kind::Scalar && node->text.empty())) {
    if (need == Need::Required) refuse(key, "is missing; write it");
    return nullptr;
  }
  if (node->kind != YamlNode::Kind::Scalar) {
    refuse(key, "must be one value, not a list and not keys");
    return nullptr;
  }
  if (node->text.size() > text_bytes_max) {
    refuse(key, "is longer than " + std::to_string(text_bytes_max) + " bytes");
    return nullptr;
  }
  return node;
}

std::string Form::text(std::string_view key, Need need) {
  const auto* node = scalar(key, need);
  return node == nullptr ? std::string() : node->text;
}

std::vector<std::string> Form::texts(std::string_view key) {
  std::vector<std::string> out;
  const auto* node = any(key);
  if (node == nullptr) return out;
  if (node->kind == YamlNode::Kind::Scalar) return {node->text};
  if (node->kind != YamlNode::Kind::List) refuse(key, "must be a list: [one, two]");
  for (const auto& item : node->items) {
    if (item.kind == YamlNode::Kind::Scalar && !item.text.empty() &&
        item.text.size() <= text_bytes_max)
      out.push_back(item.text);
    else
      problems_.add(item.line, item.column, below(key), "each entry of this list must be a text");
  }
  return out;
}

std::optional<bool> Form::yes_no(std::string_view key) {
  const auto* node = scalar(key, Need::Optional);
  if (node == nullptr) return std::nullopt;
  if (node->text == "yes" || node->text == "true") return true;
  if (node->text == "no" || node->text == "false") return false;
  refuse(key, in_quotes(node->text) + " is neither yes nor no; write yes or no");
  return std::nullopt;
}

std::optional<Date> Form::date(std::string_view key, Need need) {
  const auto* node = scalar(key, need);
  if (node == nullptr) return std::nullopt;
  auto date = Date::parse(node->text);
  if (!date)
    refuse(key, in_quotes(node->text) +
                    " is not a day of the calendar; write year-month-day, as in 2026-11-01");
  return date;
}

std::optional<Sha256> Form::sha256(std::string_view key, Need need) {
  const auto* node = scalar(key, need);
  if (node == nullptr) return std::nullopt;
  auto digest = Sha256::parse(node->text);
  if (!digest)
    refuse(key,
           in_quotes(node->text) +
               " is not a SHA-256; write its 64 hexadecimal digits (goodgate scan shows them)");
  return digest;
}

std::vector<PathPattern> Form::patterns(std::string_view key) {
  std::vector<PathPattern> out;
  for (const auto& text : texts(key)) {
    if (auto pattern = PathPattern::parse(text))
      out.push_back(std::move(*pattern));
    else
      refuse(key, in_quotes(text) +
                      " is not a file pattern; write a path inside the delivery, "
                      "as in vfx/sky_*.png");
  }
  return out;
}

std::optional<std::vector<Territory>> Form::territories(std::string_view key) {
  if (any(key) == nullptr) return std::nullopt;
  std::vector<Territory> out;
  for (const auto& text : texts(key)) {
    if (auto territory = Territory::parse(text)) {
      out.push_back(std::move(*territory));
      continue;
    }
    std::string advice =
        "write its two capital letters of ISO 3166-1, as in GB or DE, a part as in US-CA, or world";
    if (equals_ignoring_case(text, "UK")) advice = "the United Kingdom is GB";
    if (equals_ignoring_case(text, "EU")) advice = "write the countries one by one";
    refuse(key, in_quotes(text) + " is not a country code; " + advice);
  }
  return out;
}

std::string Form::id(std::string_view key) {
  constexpr std::size_t id_chars_max = 64;
  auto id = text(key, Need::Required);
  const bool plain = std::ranges::all_of(id, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
  });
  if (!plain || id.size() > id_chars_max)
    refuse(key, in_quotes(id) +
                    " is not an id; write at most 64 letters, digits, dots, dashes or underscores");
  return id;
}

std::optional<Form> Form::form(std::string_view key, Need need) {
  const auto* node = any(key);
  if (node == nullptr) {
    if (need == Need::Required) refuse(key, "is missing; write it");
    return std::nullopt;
  }
  return Form(*node, below(key), problems_);
}

std::vector<Form> Form::forms(std::string_view key) {
  std::vector<Form> out;
  const auto* node = any(key);
  if (node == nullptr) return out;
  if (node->kind != YamlNode::Kind::List) {
    refuse(key, "must be a list; begin each entry with a dash (- )");
    return out;
  }
  out.reserve(node->items.size());
  for (std::size_t index = 0; index < node->items.size(); ++index)
    out.emplace_back(node->items[index], below(key) + "[" + std::to_string(index) + "]", problems_);
  return out;
}

void Form::close() {
  const std::vector<std::string_view> asked(asked_.begin(), asked_.end());
  for (const auto& [key, value] : node_.members) {
    if (std::ranges::find(asked, key) != asked.end()) continue;
    const auto meant = nearest(key, asked);
    problems_.add(value.line, value.column, place_,
                  "the key " + in_quotes(key) + " is not known here; " +
                      (meant.empty() ? "the keys are " + joined(asked)
                                     : "did you mean " + in_quotes(meant) + "?"));
  }
}

void Form::refuse_word(const YamlNode& at, const std::string& place_below, std::string_view typed,
                       const Vocabulary& vocabulary) {
  std::string text = in_quotes(typed) + " is not " + std::string(vocabulary.what) + "; ";
  const auto meant = nearest(typed, vocabulary.words);
  if (!meant.empty()) text += "did you mean " + in_quotes(meant) + "? ";
  if (vocabulary.words.size() <= 20) text += "write one of " + joined(vocabulary.words);
  problems_.add(at.line, at.column, below(place_below), std::move(text));
}

void Form::refuse(std::string_view key, std::string text) {
  const auto* node = node_.find(key);
  const auto& at = node == nullptr ? node_ : *node;
  problems_.add(at.line, at.column, below(key), std::move(text));
}

}  // namespace gg
