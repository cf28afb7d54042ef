#include "prover/witness.h"

#include <algorithm>

namespace gg::prover {
namespace {

using rulebook::Declaration;
using rulebook::Fired;
using rulebook::Slots;
using rulebook::SubjectKind;

/// Takes answers out that mean nothing in `set`, where another set has the question too.
Declaration as_known_to(const rulebook::BookSet& set, Declaration declaration) {
  std::erase_if(declaration.answers, [&set](const auto& answer) {
    const auto subject = set.find(answer.first);
    return !subject || !rulebook::parse_value(set.subjects()[*subject].fact, answer.second);
  });
  return declaration;
}

/// Where no answer is risky the first option; of days the last class, which is the law of today.
std::size_t safe_class(const Variable& variable) {
  if (variable.fact.type == rulebook::FactType::Date) return variable.classes_count() - 1;
  return variable.fact.risk == rulebook::Risk::Descending ? variable.classes_count() - 1 : 0;
}

/// Changes some variables at once and keeps the change where the property stays.
class Minimizer {
 public:
  Minimizer(const Universe& universe, Assignment& assignment, const Property& property)
      : universe_(universe), assignment_(assignment), property_(property) {}

  bool keep(const std::vector<std::size_t>& variables, std::optional<std::size_t> to) {
    auto changed = assignment_;
    for (const auto variable : variables) changed[variable] = to;
    if (!universe_.allows(changed) || !property_(changed)) return false;
    assignment_ = std::move(changed);
    return true;
  }

  void settle(std::size_t variable) {
    if (!assignment_[variable] || keep({variable}, std::nullopt)) return;
    const auto safe = safe_class(universe_.variables()[variable]);
    if (assignment_[variable] != safe) keep({variable}, safe);
  }

 private:
  const Universe& universe_;
  Assignment& assignment_;
  const Property& property_;
};

/// Variables that are known together: those of a list, or the kind with whether it is factual.
std::map<std::string, std::vector<std::size_t>> title_groups(const Universe& universe) {
  std::map<std::string, std::vector<std::size_t>> groups;
  for (std::size_t index = 0; index < universe.variables().size(); ++index) {
    const auto& id = universe.variables()[index].fact.id;
    if (const auto list = list_of(id); !list.empty()) groups[std::string(list)].push_back(index);
    if (id == "title.kind" || id == "title.factual") groups["title.kind"].push_back(index);
  }
  return groups;
}

}  // namespace

std::optional<Slots> Judge::slots(const Assignment& assignment) const {
  const auto slots = rulebook::slots_of(set_, as_known_to(set_, universe_.declare(assignment)));
  if (!slots) return std::nullopt;
  return *slots;
}

Outcome Judge::run(const Assignment& assignment, std::vector<Fired>& fired) {
  fired.clear();
  const auto found = slots(assignment);
  return found ? evaluator_.run(*found, fired) : Outcome::Clear;
}

Outcome Judge::outcome(const Assignment& assignment) {
  const auto found = slots(assignment);
  return found ? evaluator_.outcome(*found) : Outcome::Clear;
}

Decided Judge::decide(const Assignment& assignment) {
  const auto found = slots(assignment);
  if (!found) return {};
  const auto decision = rulebook::decide(set_, evaluator_, *found);
  Decided decided{.outcome = decision.outcome};
  for (const auto& fired : decision.fired) {
    const auto name = rulebook::row_name(set_, fired.book, fired.row);
    const auto outcome = rulebook::outcome_if_certain(set_, fired);
    const bool certain = fired.truth == rulebook::Truth::True;
    (certain ? decided.rows : decided.unsure).push_back(name);
    if (certain && outcome == decision.outcome) decided.deciding.push_back(name);
  }
  for (const auto& asked : decision.reviewers) decided.reviewers.push_back(asked.id);
  for (const auto& asked : decision.duties) decided.duties.push_back(asked.id);
  return decided;
}

Assignment minimal(const Universe& universe, Assignment assignment, const Property& property) {
  Minimizer minimizer(universe, assignment, property);
  for (const auto& [name, group] : title_groups(universe))
    if (!minimizer.keep(group, std::nullopt)) minimizer.keep(group, 0);
  for (std::size_t index = 0; index < universe.variables().size(); ++index) minimizer.settle(index);
  return assignment;
}

Declaration declaration_of(const Universe& universe, const Assignment& assignment,
                           const std::vector<std::size_t>& unsure) {
  auto declaration = universe.declare(assignment);
  for (const auto variable : unsure) {
    const auto& subject = universe.variables()[variable];
    if (subject.kind == SubjectKind::Fact && !assignment[variable])
      declaration.answers.emplace(subject.fact.id, rulebook::unsure_word);
  }
  return declaration;
}

}  // namespace gg::prover
