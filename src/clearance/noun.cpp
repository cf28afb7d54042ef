#include "clearance/noun.h"

#include "base/check.h"

#include <algorithm>

namespace gg::clearance {

std::span<const Noun> nouns() {
  static const std::vector<Noun> all = {
      {"company",
       "companies",
       "cmp",
       "CompanyBody",
       "active",
       Right::ReadPeople,
       Right::ManagePeople,
       {}},
      {"person",
       "people",
       "per",
       "PersonBody",
       "active",
       Right::ReadPeople,
       Right::ManagePeople,
       {{"company", "company"}, {"represents", "person"}}},
      {"grant",
       "grants",
       "grt",
       "GrantBody",
       "active",
       Right::ReadPeople,
       Right::ManagePeople,
       {{"person", "person"}, {"title", "title"}}},
      {"title", "titles", "ttl", "TitleBody", "open", Right::ReadTitle, Right::ManageTitle, {}},
      {"tool", "tools", "tol", "ToolBody", "in_use", Right::ReadPeople, Right::ManageTools, {}},
      {"use",
       "uses",
       "use",
       "UseBody",
       "draft",
       Right::ReadTitle,
       Right::DeclareUse,
       {{"title", "title"},
        {"company", "company"},
        {"tools", "tool"},
        {"people", "person"},
        {"consents", "consent"},
        {"licences", "licence"}}},
      {"consent",
       "consents",
       "cns",
       "ConsentBody",
       "asked",
       Right::ReadTitle,
       Right::RecordConsent,
       {{"title", "title"}, {"person", "person"}, {"uses", "use"}}},
      {"licence",
       "licences",
       "lic",
       "LicenceBody",
       "active",
       Right::ReadTitle,
       Right::RecordLicence,
       {{"title", "title"}}},
      {"approval",
       "approvals",
       "apr",
       "",
       "in_force",
       Right::ReadTitle,
       Right::ReviewUse,
       {{"title", "title"}, {"use", "use"}, {"people", "person"}}},
      {"asset",
       "assets",
       "ast",
       "AssetBody",
       "registered",
       Right::ReadTitle,
       Right::RegisterAsset,
       {{"title", "title"}, {"use", "use"}}},
      {"disclosure",
       "disclosures",
       "dsc",
       "DisclosureBody",
       "issued",
       Right::ReadTitle,
       Right::Disclose,
       {{"title", "title"}, {"use", "use"}}},
      {"waiver",
       "waivers",
       "wvr",
       "WaiverBody",
       "in_force",
       Right::ReadTitle,
       Right::Waive,
       {{"title", "title"}}},
      {"webhook",
       "webhooks",
       "whk",
       "WebhookBody",
       "active",
       Right::ManageSettings,
       Right::ManageSettings,
       {{"titles", "title"}}},
      {"delivery",
       "deliveries",
       "dlv",
       "",
       "judged",
       Right::ReadTitle,
       Right::JudgeDelivery,
       {{"title", "title"}}},
  };
  return all;
}

const Noun& noun(std::string_view name) {
  const auto found = std::ranges::find(nouns(), name, &Noun::name);
  GG_CHECK(found != nouns().end());
  return *found;
}

const Noun* noun_by_plural(std::string_view plural) {
  const auto found = std::ranges::find(nouns(), plural, &Noun::plural);
  return found == nouns().end() ? nullptr : &*found;
}

}  // namespace gg::clearance
