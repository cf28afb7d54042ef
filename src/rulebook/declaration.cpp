#include "rulebook/declaration.h"

namespace gg::rulebook {
namespace {

template <class T>
void set_where_stated(std::optional<T>& target, std::optional<T> read) {
  if (read) target = std::move(read);
}

void read_title_facts(Form form, TitleFacts& title) {
  set_where_stated(title.kind, form.word("kind", title_kind_words, "a kind of title"));
  set_where_stated(title.factual, form.yes_no("factual"));
  if (!title.factual && title.kind) title.factual = factual_by_kind(*title.kind);
  set_where_stated(title.territories, form.territories("territories"));
  if (form.any("agreements") != nullptr) title.agreements = form.texts("agreements");
  if (form.any("roles") != nullptr) title.roles = form.words("roles", role_words, "a role");
  set_where_stated(title.photography, form.date("photography"));
  set_where_stated(title.release, form.date("release"));
  form.close();
}

void read_answers(Form& form, std::string_view key, Declaration& declaration) {
  const auto* node = form.any(key);
  if (node == nullptr) return;
  if (node->kind != YamlNode::Kind::Map)
    return form.refuse(key, "must hold answers (fact: answer)");
  for (const auto& member : node->members) {
    if (member.value.kind != YamlNode::Kind::Scalar) {
      form.problems().add(member.value.line, member.value.column, member.key,
                          "must be one answer, not a list and not keys");
    } else if (member.value.text == "unanswered") {
      declaration.answers.erase(member.key);
    } else {
      declaration.answers.insert_or_assign(member.key, member.value.text);
    }
  }
}

}  // namespace

TitleFacts facts_of(const Title& title) {
  TitleFacts facts{.kind = title.kind,
                   .factual = title.factual,
                   .agreements = title.agreements,
                   .roles = title.roles,
                   .photography = title.photography,
                   .release = title.release};
  if (!title.territories.empty()) facts.territories = title.territories;
  return facts;
}

void read_declaration(Form& form, std::string_view answers_key, Declaration& declaration) {
  if (auto title = form.form("title")) read_title_facts(*title, declaration.title);
  set_where_stated(declaration.as_of, form.date("as_of"));
  read_answers(form, answers_key, declaration);
}

Result<Declaration, std::vector<Problem>> parse_declaration(std::string_view text,
                                                            std::string_view file_name) {
  Problems problems(file_name);
  const auto root = parse_yaml(text, problems);
  if (!root) return fail(problems.take());
  Declaration declaration;
  Form form(*root, "", problems);
  declaration.id = form.text("id");
  declaration.rulebooks = form.texts("rulebooks");
  read_declaration(form, "facts", declaration);
  form.close();
  if (!problems.none()) return fail(problems.take());
  return declaration;
}

}  // namespace gg::rulebook
