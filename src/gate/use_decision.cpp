#include "gate/use_decision.h"

#include "base/check.h"
#include "rulebook/explain.h"

#include <algorithm>

namespace gg {
namespace {

using rulebook::BookSet;
using rulebook::Fired;
using rulebook::Looked;
using rulebook::Truth;

/// The riskier of two answers of tools.
std::string riskier(const rulebook::Fact& fact, const std::string& one, const std::string& other) {
  if (one == other) return one;
  const auto left = rulebook::parse_value(fact, one);
  const auto right = rulebook::parse_value(fact, other);
  if (!left || !right || fact.risk == rulebook::Risk::None)
    return std::string(rulebook::unsure_word);
  const bool ascending = fact.risk == rulebook::Risk::Ascending;
  return (*left < *right) == ascending ? other : one;
}

void add_tool(const Tool& tool, const BookSet& set, Answers& answers) {
  for (const auto& [id, answer] : tool.facts) {
    const auto [known, added] = answers.emplace(id, answer);
    const auto subject = set.find(id);
    if (!added && subject)
      known->second = riskier(set.subjects()[*subject].fact, known->second, answer);
  }
}

const rulebook::Row* row_behind(const BookSet& set, const Fired& fired) {
  return rulebook::row_of(set, fired.book, fired.row);
}

std::string clause_of(const BookSet& set, const Fired& fired) {
  const auto* row = row_behind(set, fired);
  const auto name = rulebook::row_name(set, fired.book, fired.row);
  return row == nullptr || row->clause.empty() ? name : name + ", clause " + row->clause;
}

/// "studio-genai/third-party-ip: third_party_ip is unsure".
std::string why_of(const BookSet& set, const rulebook::Slots& slots, const Fired& fired) {
  auto text = rulebook::row_name(set, fired.book, fired.row);
  std::string facts;
  const auto which = fired.truth == Truth::True ? Looked::All : Looked::Unknown;
  for (const auto subject : rulebook::facts_behind(set, fired.book, fired.row, slots, which)) {
    if (subject >= set.facts_count()) continue;
    const auto& fact = set.subjects()[subject].fact;
    facts += (facts.empty() ? ": " : ", ") + fact.id + " is " +
             rulebook::answer_in_words(fact, slots[subject]);
  }
  return text + facts;
}

void add_owed(const BookSet& set, const Fired& fired, std::vector<Owed>& owed) {
  if (fired.truth != Truth::True) return;
  const auto* row = row_behind(set, fired);
  for (const auto& id :
       row == nullptr ? set.books()[fired.book]->book.otherwise.duties : row->duties) {
    const auto* duty = set.duty(id);
    if (std::ranges::find(owed, duty, &Owed::duty) == owed.end())
      owed.push_back({duty, clause_of(set, fired)});
  }
}

}  // namespace

const Owed* UseDecision::owes(rulebook::DutyEvidence evidence) const {
  const auto found = std::ranges::find_if(
      owed, [evidence](const Owed& one) { return one.duty->evidence == evidence; });
  return found == owed.end() ? nullptr : &*found;
}

rulebook::Declaration declaration_of(const Use& use, const TitleFile& title, Date as_of) {
  rulebook::Declaration declaration{
      .id = use.id, .title = rulebook::facts_of(title.title), .as_of = as_of};
  for (const auto& tool : title.tools)
    if (std::ranges::find(use.tools, tool.id) != use.tools.end())
      add_tool(tool, *title.books, declaration.answers);
  for (const auto& [id, answer] : title.title.facts)
    declaration.answers.insert_or_assign(id, answer);
  for (const auto& [id, answer] : use.facts) declaration.answers.insert_or_assign(id, answer);
  return declaration;
}

UseDecision decide_use(const Use& use, const TitleFile& title, Date as_of,
                       std::string_view final_fact) {
  const auto& set = *title.books;
  const auto declaration = declaration_of(use, title, as_of);
  const auto slots = rulebook::slots_of(set, declaration, rulebook::UnknownAnswers::Ignore);
  GG_CHECK(slots.has_value());  // put_in_force has looked at every answer
  rulebook::Evaluator evaluator(set);
  std::vector<Fired> fired;
  evaluator.run(*slots, fired);
  UseDecision decision{.asked = Outcome::Clear};
  const Fired* deciding = nullptr;
  for (const auto& one : fired) {
    if (use.outcome && rulebook::waits_for_answers(set, *slots, one)) continue;
    const auto weight = rulebook::weight(rulebook::outcome_if_certain(set, one), one.truth);
    if (deciding == nullptr || decision.asked < weight) deciding = &one;
    decision.asked = std::max(decision.asked, weight);
    add_owed(set, one, decision.owed);
  }
  decision.outcome = std::max(decision.asked, use.outcome.value_or(Outcome::Clear));
  decision.why = deciding == nullptr ? "no rulebook asks for more" : why_of(set, *slots, *deciding);
  if (deciding != nullptr) decision.clause = clause_of(set, *deciding);
  if (use.outcome && *use.outcome >= decision.asked) decision.why = "stated outcome";
  const auto kept = declaration.answers.find(final_fact);
  decision.kept_from_final = kept != declaration.answers.end() && kept->second == "no";
  return decision;
}

}  // namespace gg
