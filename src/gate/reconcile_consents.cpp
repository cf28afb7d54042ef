#include "base/text.h"
#include "gate/reconcile_rules.h"

#include <algorithm>
#include <array>

namespace gg {
namespace {

bool names(const std::vector<std::string>& list, std::string_view id) {
  return std::ranges::find(list, id) != list.end();
}

/// Linked from the use or from the consent.
std::vector<const Consent*> consents_of(const Use& use, const TitleFile& title) {
  std::vector<const Consent*> out;
  for (const auto& consent : title.consents)
    if (names(use.consents, consent.id) || names(consent.uses, use.id)) out.push_back(&consent);
  return out;
}

bool needs_consent(const FoundUse& found) {
  if (!found.use->people.empty() || !found.use->consents.empty()) return true;
  return found.decision.owes(rulebook::DutyEvidence::Consent) != nullptr;
}

/// What keeps a consent from standing for its use, as rule and words.
struct ConsentTrouble {
  std::string_view rule;
  std::string found;
  std::string file;  ///< Where it is about one file only.
};

std::string scope_gap(const Consent& consent, const Use& use, const Title& title) {
  const auto& scope = consent.scope;
  if (!consent.uses.empty() && !names(consent.uses, use.id)) return "it is for other uses";
  if (!scope.title.empty() && scope.title != title.id) return "it is for the title " + scope.title;
  if (const auto gap = territories_missing(scope.territories, title.territories); !gap.empty())
    return "it does not reach " + in_words(gap);
  if (const auto gap = media_missing(scope.media, title.media); !gap.empty())
    return "it does not reach " + in_words(gap);
  return {};
}

/// Registered in the ledger before the consent was: dates are typed, the order of a log is not.
void add_order_trouble(const Consent& consent, const FoundUse& found, const Delivered& file,
                       std::vector<ConsentTrouble>& out) {
  if (!consent.logged) return;
  for (const auto* asset : file.assets)
    if (asset->use == found.use->id && asset->logged && *asset->logged < *consent.logged)
      return out.push_back({"consent-after-generation",
                            "registered as entry " + std::to_string(*asset->logged) +
                                " of the ledger, consent given as entry " +
                                std::to_string(*consent.logged),
                            file.report->path});
}

void add_file_troubles(const Consent& consent, const FoundUse& found,
                       std::vector<ConsentTrouble>& out) {
  for (const auto* file : found.files) {
    const auto& path = file->report->path;
    const auto reaches = [&path](const PathPattern& one) { return one.matches(path); };
    if (!consent.scope.files.empty() && std::ranges::none_of(consent.scope.files, reaches))
      out.push_back({"consent-out-of-scope", "it is for other files", path});
    const auto made = generation_date(*file, *found.use);
    if (made && *made < consent.given)
      out.push_back({"consent-after-generation",
                     "generated on " + made->text() + ", consent given on " + consent.given.text(),
                     path});
    else
      add_order_trouble(consent, found, *file, out);
  }
}

std::vector<ConsentTrouble> troubles_of(const Consent& consent, const FoundUse& found,
                                        const Reconciliation& all) {
  std::vector<ConsentTrouble> out;
  if (all.as_of < consent.given)
    out.push_back({"consent-missing", "given only on " + consent.given.text(), ""});
  if (consent.withdrawn && *consent.withdrawn <= all.as_of)
    out.push_back({"consent-withdrawn", "withdrawn on " + consent.withdrawn->text(), ""});
  if (consent.expires && *consent.expires < all.as_of)
    out.push_back({"consent-expired", "expired on " + consent.expires->text(), ""});
  if (auto gap = scope_gap(consent, *found.use, all.title.title); !gap.empty())
    out.push_back({"consent-out-of-scope", std::move(gap), ""});
  add_file_troubles(consent, found, out);
  return out;
}

/// A person whose consent a use needs; an empty name when nobody is named at all.
std::vector<std::string> people_of(const Use& use, const std::vector<const Consent*>& consents) {
  auto people = use.people;
  const auto knows = [&people](std::string_view name) {
    return std::ranges::any_of(
        people, [name](const std::string& one) { return equals_ignoring_case(one, name); });
  };
  for (const auto* consent : consents)
    if (!knows(consent->person)) people.push_back(consent->person);
  if (people.empty()) people.emplace_back();
  return people;
}

/// The consent of a person that has the fewest troubles.
struct ConsentStand {
  const Consent* consent = nullptr;
  std::vector<ConsentTrouble> troubles;
};

ConsentStand stand_of(std::string_view person, const std::vector<const Consent*>& consents,
                      const FoundUse& found, const Reconciliation& all) {
  ConsentStand stand;
  for (const auto* consent : consents) {
    if (!equals_ignoring_case(consent->person, person)) continue;
    auto troubles = troubles_of(*consent, found, all);
    if (stand.consent != nullptr && stand.troubles.size() <= troubles.size()) continue;
    stand = {consent, std::move(troubles)};
  }
  return stand;
}

void check_consents(const Reconciliation& all, std::string_view rule, Findings& findings) {
  for (const auto& found : all.uses) {
    const auto consents = consents_of(*found.use, all.title);
    if (!needs_consent(found) && consents.empty()) continue;
    const auto* owed = found.decision.owes(rulebook::DutyEvidence::Consent);
    const auto clause = owed == nullptr ? std::string() : owed->clause;
    for (const auto& person : people_of(*found.use, consents)) {
      const auto stand = stand_of(person, consents, found, all);
      const auto whose = person.empty() ? std::string("the person concerned") : person;
      if (stand.consent == nullptr && rule == "consent-missing")
        findings.add(rule, {.use = found.use->id,
                            .subject = person,
                            .clause = clause,
                            .expected = "consent of " + whose,
                            .found = "none; use in " + in_words(found.files)});
      for (const auto& trouble : stand.troubles)
        if (trouble.rule == rule)
          findings.add(rule, {.file = trouble.file,
                              .use = found.use->id,
                              .subject = stand.consent->id,
                              .clause = clause,
                              .expected = "consent of " + whose + " that holds for this use",
                              .found = "consent " + stand.consent->id + ": " + trouble.found});
    }
  }
}

constexpr std::array consent_table = {
    Rule{"consent-missing", check_consents},          Rule{"consent-out-of-scope", check_consents},
    Rule{"consent-withdrawn", check_consents},        Rule{"consent-expired", check_consents},
    Rule{"consent-after-generation", check_consents},
};

}  // namespace

std::span<const Rule> consent_rules() { return consent_table; }

}  // namespace gg
