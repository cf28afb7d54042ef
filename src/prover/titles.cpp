#include "prover/universe.h"

#include <algorithm>
#include <array>

namespace gg::prover {
namespace {

using rulebook::Declaration;
using rulebook::SubjectKind;

constexpr std::string_view territories = "title.territory.";
constexpr std::string_view agreements = "title.agreement.";
constexpr std::string_view roles = "title.role.";
constexpr std::size_t no = 0;
constexpr std::size_t yes = 1;

std::optional<Territory> territory_of(std::string_view subject) {
  if (!subject.starts_with(territories)) return std::nullopt;
  return Territory::parse(subject.substr(territories.size()));
}

/// A territory that lies in `whole` and in none of `others`, nor holds one of them: where a title
/// is shown "in the US, but in none of the states that books name".
std::optional<Territory> elsewhere_in(const Territory& whole,
                                      const std::vector<Territory>& others) {
  constexpr std::array countries = {"DE", "FR", "JP", "BR", "AU", "NZ", "NO", "KE", "CL", "IS"};
  constexpr std::array parts = {"TX", "WA", "OR", "ON", "BY", "01",
                                "02", "03", "04", "05", "06", "07"};
  const auto is_free = [&](const std::optional<Territory>& one) {
    return one && std::ranges::none_of(
                      others, [&](const Territory& other) { return overlap(*one, other); });
  };
  if (whole.is_world()) {
    for (const auto* code : countries)
      if (const auto one = Territory::parse(code); is_free(one)) return one;
    return std::nullopt;
  }
  for (const auto* code : parts)
    if (const auto one = Territory::parse(whole.text() + "-" + code); is_free(one)) return one;
  return std::nullopt;
}

/// The territories a title is shown in so that it is shown in all of `shown` and in none of
/// `not_shown`.
std::vector<Territory> places(const std::vector<Territory>& shown,
                              const std::vector<Territory>& not_shown) {
  std::vector<Territory> found;
  for (const auto& one : shown) {
    const bool has_part = std::ranges::any_of(
        shown, [&](const Territory& other) { return one != other && one.holds(other); });
    if (has_part) continue;  // the part alone says as much
    const bool too_wide =
        std::ranges::any_of(not_shown, [&](const Territory& other) { return overlap(one, other); });
    const auto place = too_wide ? elsewhere_in(one, not_shown) : std::optional(one);
    if (place) found.push_back(*place);
  }
  return found;
}

void declare_title(const Variable& variable, std::size_t of_class, Declaration& declaration) {
  auto& title = declaration.title;
  const auto& id = variable.fact.id;
  const auto day = [&] { return rulebook::date_of_days(variable.value_of(of_class)); };
  if (id == "as_of") declaration.as_of = day();
  if (id == "title.kind") title.kind = static_cast<TitleKind>(of_class);
  if (id == "title.factual") title.factual = of_class == yes;
  if (id == "title.photography") title.photography = day();
  if (id == "title.release") title.release = day();
  if (id.starts_with(agreements) && !title.agreements) title.agreements.emplace();
  if (id.starts_with(roles) && !title.roles) title.roles.emplace();
  if (of_class != yes) return;
  if (id.starts_with(agreements)) title.agreements->push_back(id.substr(agreements.size()));
  if (id.starts_with(roles))
    if (const auto role = value_of(role_words, id.substr(roles.size())))
      title.roles->push_back(*role);
}

}  // namespace

std::string_view list_of(std::string_view subject) {
  for (const auto list : {territories, agreements, roles})
    if (subject.starts_with(list)) return list;
  return {};
}

/// Yes to a part is yes to the whole.
void Universe::find_parts() {
  for (std::size_t part = 0; part < variables_.size(); ++part) {
    const auto inner = territory_of(variables_[part].fact.id);
    if (!inner) continue;
    for (std::size_t whole = 0; whole < variables_.size(); ++whole) {
      const auto outer = territory_of(variables_[whole].fact.id);
      if (outer && part != whole && outer->holds(*inner)) parts_.emplace_back(part, whole);
    }
  }
}

std::vector<z3::expr> Universe::constraints() const {
  std::vector<z3::expr> formulas;
  for (const auto& [part, whole] : parts_)
    formulas.push_back(!variables_[part].reading.option[yes] ||
                       variables_[whole].reading.option[yes]);
  const auto kind = find_title("title.kind");
  const auto factual = find_title("title.factual");
  if (kind && factual)
    formulas.push_back(!variables_[*kind].reading.known || variables_[*factual].reading.known);
  if (const auto as_of = find_title("as_of")) formulas.push_back(variables_[*as_of].reading.known);
  return formulas;
}

bool Universe::allows(const Assignment& assignment) const {
  for (const auto& [part, whole] : parts_)
    if (assignment[part] == yes && assignment[whole] != yes) return false;
  std::map<std::string_view, bool> known_lists;
  for (std::size_t index = 0; index < variables_.size(); ++index) {
    const auto list = list_of(variables_[index].fact.id);
    const bool known = assignment[index].has_value();
    if (!list.empty() && known_lists.emplace(list, known).first->second != known) return false;
  }
  const auto kind = find_title("title.kind");
  const auto factual = find_title("title.factual");
  if (kind && factual && assignment[*kind] && !assignment[*factual]) return false;
  const auto as_of = find_title("as_of");
  return !as_of || assignment[*as_of].has_value();
}

Declaration Universe::declare(const Assignment& assignment) const {
  Declaration declaration;
  std::vector<Territory> shown;
  std::vector<Territory> not_shown;
  for (std::size_t index = 0; index < variables_.size(); ++index) {
    const auto& variable = variables_[index];
    if (!assignment[index]) continue;
    if (const auto territory = territory_of(variable.fact.id)) {
      (*assignment[index] == no ? not_shown : shown).push_back(*territory);
      declaration.title.territories.emplace();
    } else if (variable.kind == SubjectKind::Title) {
      declare_title(variable, *assignment[index], declaration);
    } else {
      declaration.answers.emplace(
          variable.fact.id,
          rulebook::to_text(variable.fact, variable.value_of(*assignment[index])));
    }
  }
  if (declaration.title.territories) declaration.title.territories = places(shown, not_shown);
  return declaration;
}

}  // namespace gg::prover
