#include "rulebook/check_book.h"
#include "rulebook/read_book.h"

namespace gg::rulebook {
namespace {

std::optional<std::vector<std::string>> list_where_given(Form& form, std::string_view key) {
  const auto* node = form.node().find(key);
  auto texts = form.texts(key);
  if (node == nullptr) return std::nullopt;
  return texts;
}

Expectation read_expectation(Form form) {
  Expectation expect;
  expect.outcome =
      form.word("outcome", outcome_words, "an outcome", Need::Required).value_or(Outcome::Consult);
  expect.rows = list_where_given(form, "rows");
  expect.unsure = list_where_given(form, "unsure");
  expect.reviewers = list_where_given(form, "reviewers");
  expect.duties = list_where_given(form, "duties");
  form.close();
  return expect;
}

}  // namespace

Case read_case(Form form, Declaration usual) {
  Case one;
  one.where = form.problems().file() + ":" + std::to_string(form.node().line);
  one.name = form.text("name", Need::Required);
  one.given = std::move(usual);
  read_declaration(form, "given", one.given);
  if (auto expect = form.form("expect", Need::Required))
    one.expect = read_expectation(std::move(*expect));
  one.remark = form.text("remark");
  form.close();
  return one;
}

Result<std::vector<Case>, std::vector<Problem>> parse_cases(std::string_view text,
                                                            std::string_view file_name,
                                                            std::string_view book_id) {
  Problems problems(file_name);
  const auto root = parse_yaml(text, problems);
  if (!root) return fail(problems.take());
  Form form(*root, "", problems);
  if (const auto id = form.text("cases_for", Need::Required); !id.empty() && id != book_id)
    form.refuse("cases_for",
                "these are cases of " + in_quotes(id) + ", not of " + in_quotes(book_id));
  form.text("remark");
  Declaration usual;
  if (auto inner = form.form("usual")) {
    read_declaration(*inner, "given", usual);
    inner->close();
  }
  std::vector<Case> cases;
  for (auto& one : form.forms("cases")) cases.push_back(read_case(std::move(one), usual));
  form.close();
  if (!problems.none()) return fail(problems.take());
  return cases;
}

}  // namespace gg::rulebook
