#include "rulebook/declaration.h"

#include <functional>

namespace gg::rulebook {
namespace {

Result<void> refuse(std::string_view place, const std::string& advice) {
  return fail(Error{ErrorKind::InvalidInput, std::string(place) + ": " + advice});
}

/// The texts of a list member; one text alone counts as a list of one.
Result<std::optional<std::vector<std::string>>> texts_of(const Json& object, std::string_view key) {
  const auto* member = find_member(object, key);
  if (member == nullptr) return std::optional<std::vector<std::string>>();
  std::vector<std::string> texts;
  if (member->is_string()) texts.push_back(member->get<std::string>());
  if (member->is_array())
    for (const auto& item : *member) texts.push_back(scalar_text(item));
  if (!member->is_string() && !member->is_array())
    TRY(refuse("title." + std::string(key), "must be a list"));
  return std::optional(std::move(texts));
}

Result<std::optional<Date>> date_of(const Json& object, std::string_view key) {
  const auto text = text_member(object, key);
  if (text.empty()) return std::optional<Date>();
  const auto date = Date::parse(text);
  if (!date) TRY(refuse(key, in_quotes(text) + " is not a day; write it as 2026-11-01"));
  return date;
}

template <class T, class F>
Result<void> read_list(const Json& title, std::string_view key,
                       std::optional<std::vector<T>>& target, F&& value_of_text) {
  TRY_LET(const auto texts, texts_of(title, key));
  if (!texts) return {};
  target.emplace();
  for (const auto& text : *texts) {
    std::optional<T> value = value_of_text(text);
    if (!value) return refuse("title." + std::string(key), in_quotes(text) + " is not known here");
    target->push_back(*std::move(value));
  }
  return {};
}

Result<void> read_title(const Json& json, TitleFacts& title) {
  if (const auto word = text_member(json, "kind"); !word.empty()) {
    title.kind = value_of(title_kind_words, word);
    if (!title.kind) return refuse("title.kind", in_quotes(word) + " is not a kind of title");
    title.factual = factual_by_kind(*title.kind);
  }
  if (const auto* factual = find_member(json, "factual")) {
    const auto text = scalar_text(*factual);
    if (text != "yes" && text != "no" && text != "true" && text != "false")
      return refuse("title.factual", in_quotes(text) + " is neither yes nor no");
    title.factual = text == "yes" || text == "true";
  }
  TRY(read_list(json, "territories", title.territories, Territory::parse));
  TRY(read_list(json, "agreements", title.agreements,
                [](const std::string& text) { return std::optional(text); }));
  TRY(read_list(json, "roles", title.roles,
                [](const std::string& text) { return value_of(role_words, text); }));
  TRY_LET(title.photography, date_of(json, "photography"));
  TRY_LET(title.release, date_of(json, "release"));
  return {};
}

}  // namespace

Result<Declaration> declaration_of(const Json& object) {
  Declaration declaration;
  declaration.id = text_member(object, "id");
  if (const auto* title = find_member(object, "title")) TRY(read_title(*title, declaration.title));
  TRY_LET(declaration.as_of, date_of(object, "as_of"));
  const auto* facts = find_member(object, "facts");
  if (facts == nullptr) return declaration;
  if (!facts->is_object()) TRY(refuse("facts", "must hold answers (fact: answer)"));
  for (const auto& [fact, answer] : facts->items()) {
    auto text = scalar_text(answer);
    if (text.empty()) TRY(refuse("facts." + fact, "must be one answer"));
    if (text != "unanswered") declaration.answers.emplace(fact, std::move(text));
  }
  return declaration;
}

}  // namespace gg::rulebook
