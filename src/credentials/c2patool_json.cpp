#include "credentials/report_json.h"
#include "credentials/value_json.h"

#include <algorithm>
#include <array>

namespace gg::credentials {
namespace {

/// Assertions that have a place of their own in this shape, or none.
constexpr std::array<std::string_view, 6> left_out{"c2pa.hash.data",     "c2pa.hash.boxes",
                                                   "c2pa.ingredient",    "c2pa.ingredient.v2",
                                                   "c2pa.ingredient.v3", "c2pa.depthmap.GDepth"};

bool is_left_out(std::string_view kind) {
  return kind.starts_with("c2pa.thumbnail.") || std::ranges::find(left_out, kind) != left_out.end();
}

std::string thumbnail_format(std::string_view kind) {
  const auto dot = kind.rfind('.');
  const auto ending = kind.substr(dot + 1);
  return ending == "jpeg" || ending == "png" || ending == "webp" ? "image/" + std::string(ending)
                                                                 : "image/jpeg";
}

Json status_of(const Status& status) {
  return {{"code", status.code->text}, {"url", status.url}, {"explanation", status.explanation}};
}

/// Statuses by kind, all three there.
Json codes_of_statuses(const std::vector<Status>& statuses) {
  Json codes{
      {"success", Json::array()}, {"informational", Json::array()}, {"failure", Json::array()}};
  for (const auto& status : statuses)
    codes[std::string(to_text(status.code->kind))].push_back(status_of(status));
  return codes;
}

void copy_text(Json& into, const char* name, const cbor::Value& map, std::string_view key) {
  if (const auto text = map.text_at(key); !text.empty()) into[name] = text;
}

/// One manifest in c2patool's shape.
class ManifestJson {
 public:
  ManifestJson(const OpenManifest& opened, const Lineage& lineage, const ManifestResult* result)
      : opened_(opened), lineage_(lineage), result_(result) {}

  Json make() {
    Json json = Json::object();
    if (!opened_.claim) return {{"label", opened_.label()}};
    const auto& claim = opened_.claim->content.untagged();
    copy_text(json, "claim_generator", claim, "claim_generator");
    if (const auto* info = claim.find("claim_generator_info")) {
      const auto generators = json_of(*info);
      json["claim_generator_info"] = generators.is_array() ? generators : Json::array({generators});
    }
    copy_text(json, "title", claim, "dc:title");
    copy_text(json, "format", claim, "dc:format");
    copy_text(json, "instance_id", claim, "instanceID");
    if (const auto* metadata = claim.find("metadata")) json["metadata"] = json_of(*metadata);
    add_thumbnail(json);
    add_ingredients(json);
    add_held_credentials(json);
    add_assertions(json);
    if (result_ != nullptr && result_->signature) add_signature(json, *result_->signature);
    json["label"] = opened_.label();
    json["claim_version"] = opened_.claim->version;
    return json;
  }

 private:
  void add_thumbnail(Json& json) {
    for (const auto& assertion : opened_.assertions)
      if (assertion.kind.starts_with("c2pa.thumbnail.claim"))
        json["thumbnail"] = {{"format", thumbnail_format(assertion.kind)},
                             {"identifier", assertion.uri}};
  }

  /// What the manifest holds of verifiable credentials (W3C), as it stands; of no meaning here.
  /// Source: C2PA 1.4 section 5.1.5.
  void add_held_credentials(Json& json) const {
    const auto* held = opened_.manifest->box->find_type("c2vc");
    if (held == nullptr) return;
    Json list = Json::array();
    for (const auto& box : held->children) {
      const auto* content = box.content("json");
      if (content == nullptr) continue;
      auto payload = content->payload;
      const auto text = payload.text(payload.remaining());
      if (auto credential = text ? parse_json(*text) : std::nullopt)
        list.push_back(*std::move(credential));
    }
    if (!list.empty()) json["credentials"] = std::move(list);
  }

  void add_ingredients(Json& json) {
    Json list = Json::array();
    for (const auto* link : lineage_.links_of(opened_)) list.push_back(ingredient(*link));
    if (!list.empty()) json["ingredients"] = std::move(list);
  }

  [[nodiscard]] Json ingredient(const IngredientLink& link) const {
    const auto& map = *link.assertion->map();
    Json json = Json::object();
    copy_text(json, "title", map, "dc:title");
    copy_text(json, "format", map, "dc:format");
    copy_text(json, "document_id", map, "documentID");
    copy_text(json, "instance_id", map, "instanceID");
    if (const auto* thumbnail = map.find("thumbnail"))
      if (const auto uri = read_hashed_uri(*thumbnail))
        json["thumbnail"] = {{"format", thumbnail_format(uri->url)},
                             {"identifier", absolute_uri(uri->url, opened_.label())}};
    json["relationship"] = link.relationship;
    if (link.target != nullptr) json["active_manifest"] = link.target->label;
    if (const auto* metadata = map.find("metadata")) json["metadata"] = json_of(*metadata);
    if (const auto* status = map.find("validationStatus"))
      json["validation_status"] = json_of(*status);
    if (const auto* results = map.find("validationResults"))
      json["validation_results"] = json_of(*results);
    if (link.target != nullptr)
      json["manifest_data"] = {{"format", "application/c2pa"}, {"identifier", link.target->label}};
    json["label"] = link.assertion->label;
    return json;
  }

  void add_assertions(Json& json) {
    Json list = Json::array();
    for (const auto& assertion : opened_.assertions) {
      if (assertion.box == nullptr || is_left_out(assertion.kind)) continue;
      Json item{{"label", assertion.kind}, {"data", json_of_content(assertion)}};
      const auto mark = assertion.label.rfind("__");
      if (assertion.kind.size() != assertion.label.size())
        item["instance"] = assertion.label.substr(mark + 2);
      if (assertion.is_json) item["kind"] = "Json";
      if (opened_.claim->version == 2 && assertion.is_created) item["created"] = true;
      list.push_back(std::move(item));
    }
    json["assertions"] = std::move(list);
  }

  static void add_signature(Json& json, const trust::SignatureCheck& check) {
    Json info{{"alg", check.algorithm_text}};
    if (const auto* leaf = check.chain ? check.chain->leaf() : nullptr) {
      if (!leaf->subject.organization.empty()) info["issuer"] = leaf->subject.organization;
      if (!leaf->subject.common_name.empty()) info["common_name"] = leaf->subject.common_name;
      info["cert_serial_number"] = decimal_of_hex(leaf->serial);
    }
    for (const auto& stamp : check.stamps)
      if (stamp.validated && stamp.time) {
        auto time = time_text(*stamp.time);
        time.replace(time.size() - 1, 1, "+00:00");  // as that tool writes UTC
        info["time"] = std::move(time);
      }
    json["signature_info"] = std::move(info);
  }

  const OpenManifest& opened_;
  const Lineage& lineage_;
  const ManifestResult* result_;
};

Json manifests_of(const Validation& validation) {
  Json manifests = Json::object();
  const auto& results = validation.report().manifests;
  const auto* lineage = validation.lineage();
  if (lineage == nullptr) return manifests;
  for (const auto& opened : lineage->manifests) {
    const auto result = std::ranges::find(results, opened.label(), &ManifestResult::label);
    manifests[opened.label()] =
        ManifestJson(opened, *lineage, result == results.end() ? nullptr : &*result).make();
  }
  return manifests;
}

Json results_of(const CredentialReport& report) {
  Json results{{"activeManifest", codes_of_statuses(report.active)}};
  Json deltas = Json::array();
  for (const auto& delta : report.deltas)
    deltas.push_back({{"ingredientAssertionURI", delta.ingredient_uri},
                      {"validationDeltas", codes_of_statuses(delta.statuses)}});
  if (!deltas.empty()) results["ingredientDeltas"] = std::move(deltas);
  return results;
}

Json failures_of(const CredentialReport& report) {
  Json list = Json::array();
  const auto add = [&](const std::vector<Status>& statuses) {
    for (const auto& status : statuses)
      if (status.is_failure()) list.push_back(status_of(status));
  };
  add(report.active);
  for (const auto& delta : report.deltas) add(delta.statuses);
  return list;
}

}  // namespace

Json c2patool_json(const Validation& validation) {
  const auto& report = validation.report();
  if (report.state == State::NotStated && report.active.empty()) return nullptr;
  Json json = Json::object();
  if (const auto* lineage = validation.lineage())
    json["active_manifest"] = lineage->active().label();
  json["manifests"] = manifests_of(validation);
  if (auto failures = failures_of(report); !failures.empty())
    json["validation_status"] = std::move(failures);
  json["validation_results"] = results_of(report);
  if (report.state == State::NotStated) return json;  // what could not be had has no state
  json["validation_state"] = report.state == State::Trusted ? "Trusted"
                             : report.state == State::Valid ? "Valid"
                                                            : "Invalid";
  return json;
}

}  // namespace gg::credentials
