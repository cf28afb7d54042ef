#include "base/text.h"
#include "title_file/read_nouns.h"

#include <algorithm>

namespace gg::title_file {

Signer read_signer(Form& form) {
  const auto* by = form.any("by");
  if (by == nullptr) {
    form.refuse("by", "is missing; write who it is: {name: …, capacity: …}");
    return {};
  }
  if (by->kind == YamlNode::Kind::Scalar) return {form.text("by"), ""};
  auto person = *form.form("by");
  Signer signer{person.text("name", Need::Required), person.text("capacity")};
  person.close();
  return signer;
}

std::vector<Territory> read_territories(Form& form) {
  std::vector<Territory> out;
  for (const auto& text : form.texts("territories")) {
    if (auto territory = Territory::parse(text)) {
      out.push_back(std::move(*territory));
      continue;
    }
    std::string advice = "write its two capital letters of ISO 3166-1, as in GB or DE, or world";
    if (equals_ignoring_case(text, "UK")) advice = "the United Kingdom is GB";
    if (equals_ignoring_case(text, "EU")) advice = "write the countries one by one";
    form.refuse("territories", in_quotes(text) + " is not a country code; " + advice);
  }
  return out;
}

std::vector<std::string> read_media(Form& form) {
  std::vector<std::string> out;
  for (auto& text : form.texts("media")) {
    const auto& words = media_words();
    if (std::ranges::find(words, text) == words.end())
      form.refuse_word(*form.any("media"), "media", text, {"a medium", words});
    else
      out.push_back(std::move(text));
  }
  return out;
}

Scope read_scope(Form& form) {
  Scope scope;
  auto inner = form.form("scope");
  if (!inner) return scope;
  scope.territories = read_territories(*inner);
  scope.media = read_media(*inner);
  scope.files = inner->patterns("files");
  scope.title = inner->text("title");
  inner->close();
  return scope;
}

std::string read_id(Form& form, std::string_view key) {
  constexpr std::size_t id_chars_max = 64;
  auto id = form.text(key, Need::Required);
  const bool plain = std::ranges::all_of(id, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
  });
  if (!plain || id.size() > id_chars_max)
    form.refuse(key, in_quotes(id) +
                         " is not an id; write at most 64 letters, digits, dots, dashes or "
                         "underscores");
  return id;
}

}  // namespace gg::title_file
