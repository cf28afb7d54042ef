#include "credentials/report_json.h"

#include "credentials/value_json.h"

namespace gg::credentials {
namespace {

Json status_json(const Status& status) {
  return {{"code", status.code->text},       {"kind", to_text(status.code->kind)},
          {"section", status.code->section}, {"url", status.url},
          {"words", status.code->words},     {"explanation", status.explanation}};
}

Json statuses_json(const std::vector<Status>& statuses) {
  Json list = Json::array();
  for (const auto& status : statuses) list.push_back(status_json(status));
  return list;
}

std::string_view place_text(StorePlace place) {
  switch (place) {
    case StorePlace::Nowhere:
      return "nowhere";
    case StorePlace::Embedded:
      return "embedded";
    case StorePlace::Sidecar:
      return "sidecar";
    case StorePlace::Alone:
      return "alone";
    case StorePlace::Remote:
      return "remote";
  }
  return {};
}

std::string_view type_text(ManifestType type) {
  switch (type) {
    case ManifestType::Standard:
      return "standard";
    case ManifestType::Update:
      return "update";
    case ManifestType::TimeStamp:
      return "time-stamp";
  }
  return {};
}

Json asked_json(const RemoteFacts& asked) {
  if (!asked.failure.empty()) return {{"address", asked.address}, {"failure", asked.failure}};
  return {{"address", asked.address}, {"bytes", asked.bytes}, {"media_type", asked.media_type}};
}

Json list_json(const trust::ListFacts& list) {
  return {{"name", list.name}, {"date", list.date}, {"origin", list.origin}};
}

Json signer_json(const trust::SignatureCheck& check) {
  Json signer{{"algorithm", check.algorithm_text},
              {"valid", check.is_valid()},
              {"trusted", check.is_trusted()}};
  const auto* leaf = check.chain ? check.chain->leaf() : nullptr;
  if (leaf != nullptr) {
    signer["organization"] = leaf->subject.organization;
    signer["common_name"] = leaf->subject.common_name;
    signer["issuer"] = leaf->issuer.text;
    signer["serial"] = leaf->serial;
    signer["not_before"] = time_text(leaf->not_before);
    signer["not_after"] = time_text(leaf->not_after);
  }
  if (check.chain && check.chain->list) signer["list"] = list_json(*check.chain->list);
  if (check.attested) signer["time"] = time_text(*check.attested);
  if (check.claimed_at) signer["claimed_time"] = time_text(*check.claimed_at);
  return signer;
}

Json identity_json(const Identity& identity) {
  Json json{{"url", identity.uri},
            {"signature_type", identity.signature_type},
            {"roles", identity.roles}};
  if (identity.signature) json["signer"] = signer_json(*identity.signature);
  return json;
}

Json actions_json(const ManifestSummary& summary) {
  Json list = Json::array();
  for (const auto& action : summary.actions) {
    Json json{{"action", action.action}};
    if (!action.when.empty()) json["when"] = action.when;
    if (!action.software_agent.name.empty()) json["software"] = action.software_agent.name;
    if (!action.digital_source_type.empty())
      json["digital_source_type"] = action.digital_source_type;
    list.push_back(std::move(json));
  }
  return list;
}

Json ingredients_json(const ManifestSummary& summary) {
  Json list = Json::array();
  for (const auto& ingredient : summary.ingredients)
    list.push_back({{"title", ingredient.title},
                    {"format", ingredient.format},
                    {"relationship", ingredient.relationship},
                    {"has_credentials", ingredient.has_manifest}});
  return list;
}

Json manifest_json(const ManifestResult& manifest) {
  Json json{{"label", manifest.label},
            {"active", manifest.is_active},
            {"type", type_text(manifest.type)},
            {"claim_version", manifest.claim_version},
            {"generator", manifest.summary.generator()},
            {"title", manifest.summary.title},
            {"assertions", manifest.summary.assertion_labels},
            {"actions", actions_json(manifest.summary)},
            {"ingredients", ingredients_json(manifest.summary)},
            {"soft_bindings", manifest.soft_bindings}};
  if (manifest.signature) json["signer"] = signer_json(*manifest.signature);
  Json identities = Json::array();
  for (const auto& identity : manifest.identities) identities.push_back(identity_json(identity));
  json["identities"] = std::move(identities);
  return json;
}

Json binding_json(const CredentialReport& report) {
  const auto& outcome = *report.binding;
  Json uncovered = Json::array();
  for (const auto& gap : outcome.uncovered)
    uncovered.push_back({{"start", gap.range.first},
                         {"length", gap.range.size()},
                         {"kind", words_of(gap.gap).word},
                         {"what", gap.what}});
  Json json{{"assertion", report.binding_uri},   {"matches", outcome.matches()},
            {"algorithm", outcome.algorithm},    {"bound_bytes", outcome.bound_bytes},
            {"uncovered", std::move(uncovered)}, {"uncovered_bytes", outcome.uncovered_bytes}};
  if (outcome.segments_bound != 0)
    json["segments"] = {{"bound", outcome.segments_bound}, {"matched", outcome.segments_matched}};
  return json;
}

Json deltas_json(const CredentialReport& report) {
  Json list = Json::array();
  for (const auto& delta : report.deltas)
    list.push_back(
        {{"ingredient", delta.ingredient_uri}, {"statuses", statuses_json(delta.statuses)}});
  return list;
}

Json recorded_json(const CredentialReport& report) {
  Json list = Json::array();
  for (const auto& failure : report.recorded)
    list.push_back(
        {{"ingredient", failure.ingredient_uri}, {"code", failure.code}, {"url", failure.url}});
  return list;
}

}  // namespace

Json report_json(const CredentialReport& report) {
  Json json{{"state", to_text(report.state)},
            {"credentials", place_text(report.place)},
            {"at", time_text(report.at)}};
  if (report.remote) json["remote"] = *report.remote;
  if (report.asked) json["fetched"] = asked_json(*report.asked);
  if (!report.fault.empty()) json["fault"] = report.fault;
  if (const auto* list = report.deciding_list()) json["list"] = list_json(*list);
  json["statuses"] = statuses_json(report.active);
  json["ingredient_statuses"] = deltas_json(report);
  json["recorded_failures"] = recorded_json(report);
  if (report.binding) json["binding"] = binding_json(report);
  Json manifests = Json::array();
  for (const auto& manifest : report.manifests) manifests.push_back(manifest_json(manifest));
  json["manifests"] = std::move(manifests);
  json["unreferenced_manifests"] = report.unreferenced;
  return json;
}

}  // namespace gg::credentials
