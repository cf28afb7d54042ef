#include "clearance/typed.h"

#include "clearance/doc.h"

namespace gg::clearance {
namespace {

std::optional<Date> date_at(const Json& doc, std::string_view key) {
  return Date::parse(text_at(doc, key));
}

/// The day of a moment: "2026-11-24T…" → 2026-11-24.
std::optional<Date> day_at(const Json& doc, std::string_view key) {
  return Date::parse_start(text_at(doc, key));
}

std::vector<Territory> territories_at(const Json& doc) {
  std::vector<Territory> territories;
  for (const auto& text : texts_at(doc, "territories"))
    if (auto territory = Territory::parse(text)) territories.push_back(*territory);
  return territories;
}

template <class E, std::size_t N>
E word_at(const Json& doc, std::string_view key, const std::array<Word<E>, N>& words, E otherwise) {
  return value_of(words, text_at(doc, key)).value_or(otherwise);
}

std::vector<PathPattern> patterns_at(const Json& doc, std::string_view key) {
  std::vector<PathPattern> patterns;
  for (const auto& text : texts_at(doc, key))
    if (auto pattern = PathPattern::parse(text)) patterns.push_back(*pattern);
  return patterns;
}

std::optional<Sha256> sha256_at(const Json& doc, std::string_view key) {
  return Sha256::parse(text_at(doc, key));
}

bool flag_at(const Json& doc, std::string_view key) {
  const auto* value = find_member(doc, key);
  return value != nullptr && value->is_boolean() && value->get<bool>();
}

}  // namespace

Answers answers_from(const Json& doc, std::string_view key) {
  Answers answers;
  if (const auto* facts = find_member(doc, key); facts != nullptr && facts->is_object())
    for (const auto& [id, answer] : facts->items()) answers[id] = scalar_text(answer);
  return answers;
}

Scope scope_from(const Json& doc) {
  Scope scope;
  const auto* stated = find_member(doc, "scope");
  if (stated == nullptr) return scope;
  scope.territories = territories_at(*stated);
  scope.media = texts_at(*stated, "media");
  scope.files = patterns_at(*stated, "files");
  return scope;
}

Title title_from(const store::Record& record) {
  const auto& doc = record.doc;
  Title title{.id = record.id, .name = text_at(doc, "name")};
  title.kind = word_at(doc, "kind", title_kind_words, TitleKind::Scripted);
  title.factual = doc.contains("factual") ? flag_at(doc, "factual") : factual_by_kind(title.kind);
  title.territories = territories_at(doc);
  title.media = texts_at(doc, "media");
  if (doc.contains("agreements")) title.agreements = texts_at(doc, "agreements");
  if (doc.contains("roles")) {
    title.roles.emplace();
    for (const auto& word : texts_at(doc, "roles"))
      if (const auto role = value_of(role_words, word)) title.roles->push_back(*role);
  }
  title.photography = date_at(doc, "photography");
  title.release = date_at(doc, "release");
  title.facts = answers_from(doc, "facts");
  return title;
}

Tool tool_from(const store::Record& record) {
  const auto& doc = record.doc;
  Tool tool{.id = record.id,
            .product = text_at(doc, "product"),
            .also = texts_at(doc, "also"),
            .version = text_at(doc, "product_version"),
            .tier = text_at(doc, "tier")};
  if (const auto* terms = find_member(doc, "terms"))
    tool.terms = {date_at(*terms, "date"), sha256_at(*terms, "sha256"), text_at(*terms, "url")};
  tool.facts = answers_from(doc, "facts");
  return tool;
}

Use use_from(const store::Record& record) {
  const auto& doc = record.doc;
  Use use{.id = record.id,
          .summary = text_at(doc, "summary"),
          .partner = record.company,
          .tools = texts_at(doc, "tools"),
          .facts = answers_from(doc, "facts")};
  if (const auto* decision = find_member(doc, "decision"))
    use.outcome = value_of(outcome_words, text_at(*decision, "outcome"));
  use.covers = patterns_at(doc, "covers");
  use.people = texts_at(doc, "people");
  use.consents = texts_at(doc, "consents");
  use.licences = texts_at(doc, "licences");
  use.notified = day_at(doc, "declared_at");
  return use;
}

std::vector<DutyDone> duties_done(const store::Record& record) {
  std::vector<DutyDone> done;
  if (const auto* duties = find_member(record.doc, "duties"))
    for (const auto& duty : *duties)
      if (const auto date = day_at(duty, "met_at"))
        done.push_back({record.id, text_at(duty, "id"), *date,
                        Signer{text_at(duty, "met_name"), text_at(duty, "owner")},
                        text_at(duty, "evidence_text")});
  return done;
}

Approval approval_from(const store::Record& record) {
  const auto& doc = record.doc;
  Approval approval{.id = record.id, .use = text_at(doc, "use")};
  if (const auto* signers = find_member(doc, "signers"); signers != nullptr && !signers->empty())
    approval.by = {text_at(signers->back(), "name"), text_at(signers->back(), "capacity")};
  if (const auto date = day_at(doc, "approved_at")) approval.date = *date;
  approval.scope = scope_from(doc);
  approval.expires = date_at(doc, "expires");
  if (const auto* conditions = find_member(doc, "conditions"))
    for (const auto& one : *conditions)
      approval.conditions.push_back({text_at(one, "text"), text_at(one, "owner"),
                                     date_at(one, "due"), day_at(one, "met_at")});
  approval.voided = day_at(doc, "voided_at");
  approval.voided_why = text_at(doc, "voided_why");
  return approval;
}

Consent consent_from(const store::Record& record) {
  const auto& doc = record.doc;
  Consent consent{.id = record.id,
                  .person = text_at(doc, "person"),
                  .uses = texts_at(doc, "uses"),
                  .scope = scope_from(doc)};
  if (const auto given = day_at(doc, "given_at")) consent.given = *given;
  consent.expires = date_at(doc, "expires");
  consent.withdrawn = day_at(doc, "withdrawn_at");
  return consent;
}

Licence licence_from(const store::Record& record) {
  const auto& doc = record.doc;
  Licence licence{.id = record.id, .work = text_at(doc, "work"), .holder = text_at(doc, "holder")};
  licence.ai_alteration =
      word_at(doc, "ai_alteration", ai_alteration_words, AiAlteration::Forbidden);
  if (const auto* review = find_member(doc, "review"))
    if (const auto date = date_at(*review, "date"))
      licence.review = Review{text_at(*review, "by"), *date};
  licence.expires = date_at(doc, "expires");
  return licence;
}

Asset asset_from(const store::Record& record) {
  const auto& doc = record.doc;
  Asset asset{.sha256 = sha256_at(doc, "sha256").value_or(Sha256{}),
              .file = text_at(doc, "file"),
              .use = text_at(doc, "use")};
  asset.status = word_at(doc, "status", asset_status_words, AssetStatus::Final);
  asset.kind = word_at(doc, "kind", asset_kind_words, AssetKind::Generated);
  asset.generated = date_at(doc, "generated");
  asset.had_credential = flag_at(doc, "had_credential");
  return asset;
}

Disclosure disclosure_from(const store::Record& record) {
  const auto& doc = record.doc;
  return {.kind = word_at(doc, "kind", duty_words, DutyKind::Credit),
          .use = text_at(doc, "use"),
          .file = text_at(doc, "file"),
          .text = text_at(doc, "text")};
}

Waiver waiver_from(const store::Record& record) {
  const auto& doc = record.doc;
  Waiver waiver{.finding = text_at(doc, "finding"),
                .rule = text_at(doc, "rule"),
                .file = text_at(doc, "file")};
  if (const auto* by = find_member(doc, "by"))
    waiver.by = {text_at(*by, "name"), text_at(*by, "capacity")};
  waiver.reason = text_at(doc, "reason");
  waiver.date = Date::parse_start(record.created);
  waiver.expires = date_at(doc, "expires");
  return waiver;
}

}  // namespace gg::clearance
