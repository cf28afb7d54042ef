#include "rulebook/book_set.h"

#include <algorithm>

namespace gg::rulebook {
namespace {

constexpr std::string_view territory_prefix = "title.territory.";
constexpr std::string_view agreement_prefix = "title.agreement.";
constexpr std::string_view role_prefix = "title.role.";

Slot slot_of(bool yes) { return Slot::known(yes ? 1 : 0); }

template <class T, class F>
Slot any_of(const std::optional<std::vector<T>>& stated, F&& holds) {
  return stated ? slot_of(std::ranges::any_of(*stated, holds)) : Slot();
}

Slot day(const std::optional<Date>& date) { return date ? Slot::known(days_of(*date)) : Slot(); }

/// What a title says on one of its subjects.
Slot title_slot(std::string_view subject, const Declaration& declaration) {
  const auto& title = declaration.title;
  if (subject == "as_of") return day(declaration.as_of);
  if (subject == "title.kind")
    return title.kind ? Slot::known(static_cast<Value>(*title.kind)) : Slot();
  if (subject == "title.factual") return title.factual ? slot_of(*title.factual) : Slot();
  if (subject == "title.photography") return day(title.photography);
  if (subject == "title.release") return day(title.release);
  if (subject.starts_with(territory_prefix)) {
    const auto territory = Territory::parse(subject.substr(territory_prefix.size()));
    return any_of(title.territories,
                  [&](const Territory& one) { return territory && overlap(one, *territory); });
  }
  if (subject.starts_with(agreement_prefix))
    return any_of(title.agreements, [name = subject.substr(agreement_prefix.size())](
                                        const std::string& one) { return one == name; });
  return any_of(title.roles, [name = subject.substr(role_prefix.size())](Role one) {
    return word_of(role_words, one) == name;
  });
}

std::vector<std::string_view> fact_names(const BookSet& set) {
  std::vector<std::string_view> names;
  for (std::size_t index = 0; index < set.facts_count(); ++index)
    names.push_back(set.subjects()[index].fact.id);
  return names;
}

}  // namespace

Result<Slots, std::vector<Problem>> slots_of(const BookSet& set, const Declaration& declaration,
                                             UnknownAnswers unknown) {
  Problems problems(declaration.id.empty() ? "declaration" : declaration.id);
  Slots slots(set.subjects().size());
  for (std::size_t index = set.facts_count(); index < slots.size(); ++index)
    slots[index] = title_slot(set.subjects()[index].fact.id, declaration);
  for (const auto& [id, answer] : declaration.answers) {
    const auto subject = set.find(id);
    if (!subject || *subject >= set.facts_count()) {
      if (unknown == UnknownAnswers::Ignore) continue;
      const auto meant = nearest(id, fact_names(set));
      problems.add(
          0, 0, id,
          "no book in force asks this" +
              (meant.empty() ? std::string() : "; did you mean " + in_quotes(meant) + "?"));
      continue;
    }
    const auto& fact = set.subjects()[*subject].fact;
    const auto value = parse_value(fact, answer);
    if (value)
      slots[*subject] = Slot::known(*value);
    else if (answer == unsure_word)
      slots[*subject] = Slot::unsure();
    else
      problems.add(0, 0, id, in_quotes(answer) + " is no answer; write " + answers_in_words(fact));
  }
  if (!problems.none()) return fail(problems.take());
  return slots;
}

}  // namespace gg::rulebook
