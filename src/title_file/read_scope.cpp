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
  scope.territories = inner->territories("territories").value_or(std::vector<Territory>{});
  scope.media = read_media(*inner);
  scope.files = inner->patterns("files");
  scope.title = inner->text("title");
  inner->close();
  return scope;
}

}  // namespace gg::title_file
