#include "rulebook/read_book.h"

#include "rulebook/check_book.h"
#include "rulebook/read_cells.h"

#include <limits>

namespace gg::rulebook {
namespace {

constexpr std::int64_t number_bound = 1'000'000'000'000;

Source read_source(Form form) {
  Source source;
  source.id = form.id("id");
  source.title = form.text("title", Need::Required);
  source.url = form.text("url");
  source.read = form.date("read");
  source.confidence =
      form.word("confidence", confidence_words, "a confidence").value_or(Confidence::A);
  source.remark = form.text("remark");
  form.close();
  return source;
}

/// A bound of a number fact, in thousandths.
std::int64_t read_bound(Form& form, std::string_view key, std::int64_t usual) {
  const auto text = form.text(key);
  if (text.empty()) return usual;
  const Fact any{.type = FactType::Number, .first = -number_bound, .last = number_bound};
  const auto value = parse_value(any, text);
  if (!value) form.refuse(key, in_quotes(text) + " is not a number with at most three decimals");
  return value.value_or(usual);
}

void read_answers(Form& form, Fact& fact) {
  fact.options = form.texts("of");
  fact.unit = form.text("unit");
  switch (fact.type) {
    case FactType::YesNo:
      fact.options = {"no", "yes"};
      break;
    case FactType::Choice:
      break;
    case FactType::Number:
      fact.first = read_bound(form, "min", 0);
      fact.last = read_bound(form, "max", number_bound);
      break;
    case FactType::Date:
      fact.first = days_of(Date::parse("1900-01-01").value_or(Date{}));
      fact.last = days_of(Date::parse("9999-12-31").value_or(Date{}));
      break;
  }
}

Fact read_fact(Form form) {
  Fact fact;
  fact.id = form.id("id");
  fact.ask = form.text("ask", Need::Required);
  fact.help = form.text("help");
  fact.type = form.word("type", fact_type_words, "a type of fact").value_or(FactType::YesNo);
  read_answers(form, fact);
  fact.from = form.word("from", fact_from_words, "where a fact comes from").value_or(FactFrom::Use);
  fact.risk = form.word("risk", risk_words, "a direction of risk").value_or(Risk::None);
  const auto usual = fact.from == FactFrom::Title ? Changeable::No : Changeable::Yes;
  const auto changeable = form.yes_no("changeable");
  fact.changeable = !changeable ? usual : *changeable ? Changeable::Yes : Changeable::No;
  fact.material = form.yes_no("material").value_or(false);
  fact.remark = form.text("remark");
  form.close();
  return fact;
}

Definition read_definition(Form form, const Subjects& above) {
  Definition definition;
  definition.id = form.id("id");
  definition.means = form.text("means");
  if (const auto* when = form.any("when"))
    definition.any.push_back(read_cells(*when, form.place() + ".when", above, form.problems()));
  for (auto& one : form.forms("any"))
    definition.any.push_back(read_cells(one.node(), one.place(), above, form.problems()));
  if (definition.any.empty()) form.refuse("when", "is missing; write when: {…} or any: [{…}, {…}]");
  definition.remark = form.text("remark");
  form.close();
  return definition;
}

Reviewer read_reviewer(Form form) {
  Reviewer reviewer;
  reviewer.id = form.id("id");
  reviewer.name = form.text("name", Need::Required);
  reviewer.any_of = form.texts("any_of");
  reviewer.after = form.texts("after");
  reviewer.applies = read_applies(form);
  reviewer.remark = form.text("remark");
  form.close();
  return reviewer;
}

std::int64_t read_hours(Form& form) {
  const auto text = form.text("lead_hours");
  if (text.empty()) return 0;
  const Fact hours{.type = FactType::Number, .first = 0, .last = 100'000 * number_scale};
  const auto value = parse_value(hours, text);
  if (!value || *value % number_scale != 0)
    form.refuse("lead_hours", in_quotes(text) + " is not a number of hours; write it as in 48");
  return value.value_or(0) / number_scale;
}

Duty read_duty(Form form) {
  Duty duty;
  duty.id = form.id("id");
  duty.what = form.text("what", Need::Required);
  duty.due =
      form.word("due", due_words, "when a duty is due", Need::Required).value_or(Due::WithDelivery);
  duty.lead_hours = read_hours(form);
  duty.owner = form.text("owner", Need::Required);
  duty.evidence = form.word("evidence", duty_evidence_words, "what shows a duty done")
                      .value_or(DutyEvidence::Record);
  duty.applies = read_applies(form);
  duty.remark = form.text("remark");
  form.close();
  return duty;
}

Row read_row(Form form, const Subjects& subjects) {
  Row row;
  row.id = form.id("id");
  row.clause = form.text("clause");
  row.source = form.text("source");
  row.confidence = form.word("confidence", confidence_words, "a confidence");
  row.unconfirmed = form.text("unconfirmed");
  row.applies = read_applies(form);
  row.in_force = read_days(form, "in_force");
  if (const auto* when = form.any("when"))
    row.when = read_cells(*when, form.place() + ".when", subjects, form.problems());
  row.outcome =
      form.word("outcome", outcome_words, "an outcome", Need::Required).value_or(Outcome::Consult);
  row.reviewers = form.texts("reviewers");
  row.duties = form.texts("duties");
  row.because = form.text("because", Need::Required);
  row.remark = form.text("remark");
  form.close();
  return row;
}

DefaultRow read_default(Form form) {
  DefaultRow row;
  row.outcome =
      form.word("outcome", outcome_words, "an outcome", Need::Required).value_or(Outcome::Consult);
  row.reviewers = form.texts("reviewers");
  row.duties = form.texts("duties");
  row.because = form.text("because", Need::Required);
  if (row.outcome < Outcome::Consult)
    form.refuse("outcome", "no default clears; write consult, approve or prohibit");
  form.close();
  return row;
}

Invariant read_invariant(Form form, const Subjects& subjects) {
  Invariant invariant;
  invariant.id = form.id("id");
  invariant.applies = read_applies(form);
  invariant.in_force = read_days(form, "in_force");
  if (const auto* when = form.any("when"))
    invariant.when = read_cells(*when, form.place() + ".when", subjects, form.problems());
  invariant.at_least = form.word("at_least", outcome_words, "an outcome");
  invariant.at_most = form.word("at_most", outcome_words, "an outcome");
  invariant.reviewers_include = form.texts("reviewers_include");
  invariant.duties_include = form.texts("duties_include");
  invariant.because = form.text("because");
  if (!invariant.at_least && !invariant.at_most && invariant.reviewers_include.empty() &&
      invariant.duties_include.empty())
    form.refuse(
        "at_least",
        "is missing; an invariant promises at_least, at_most, reviewers_include or duties_include");
  form.close();
  return invariant;
}

}  // namespace

Result<BookFilePtr, std::vector<Problem>> parse_book(std::string_view text,
                                                     std::string_view file_name) {
  Problems problems(file_name);
  const auto root = parse_yaml(text, problems);
  if (!root) return fail(problems.take());
  return read_book(*root, problems, CellForm::Yaml);
}

Result<BookFilePtr, std::vector<Problem>> read_book(const YamlNode& root, Problems& problems,
                                                    CellForm cells) {
  Book book;
  Form form(root, "", problems);
  book.id = form.id("rulebook");
  book.version = form.id("version");
  book.name = form.text("name", Need::Required);
  book.notice = form.text("notice", Need::Required);
  book.remark = form.text("remark");
  for (auto& one : form.forms("sources")) book.sources.push_back(read_source(std::move(one)));
  book.applies = read_applies(form);
  book.in_force = read_days(form, "in_force");
  for (auto& one : form.forms("facts")) book.facts.push_back(read_fact(std::move(one)));
  const Subjects subjects{book.facts, book.definitions, cells};
  for (auto& one : form.forms("define")) {
    auto definition = read_definition(std::move(one), subjects);
    book.definitions.push_back(std::move(definition));
  }
  for (auto& one : form.forms("reviewers")) book.reviewers.push_back(read_reviewer(std::move(one)));
  for (auto& one : form.forms("duties")) book.duties.push_back(read_duty(std::move(one)));
  for (auto& one : form.forms("rows")) book.rows.push_back(read_row(std::move(one), subjects));
  if (auto row = form.form("default", Need::Required))
    book.otherwise = read_default(std::move(*row));
  for (auto& one : form.forms("invariants"))
    book.invariants.push_back(read_invariant(std::move(one), subjects));
  for (auto& one : form.forms("cases"))
    book.cases.push_back(read_case(std::move(one), Declaration{}));
  form.close();
  return finish_book(std::move(book), root, problems);
}

}  // namespace gg::rulebook
