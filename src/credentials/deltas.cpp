#include "credentials/deltas.h"

#include "credentials/codes.h"

#include <algorithm>
#include <set>
#include <utility>

namespace gg::credentials {
namespace {

using cbor::Value;

/// Reads the results that one ingredient assertion records.
class RecordReader {
 public:
  RecordReader(const IngredientLink& link, std::vector<RecordedStatus>& into)
      : link_(link), into_(into) {
    if (link.target != nullptr) manifest_ = link.target->label;
  }

  void read() {
    const auto& map = *link_.assertion->map();
    for (const auto& status : map.array_at("validationStatus")) add(status.untagged());
    const auto* results = map.find("validationResults");
    if (results == nullptr) return;
    if (const auto* active = results->untagged().find("activeManifest"))
      add_codes(active->untagged());
    for (const auto& delta : results->untagged().array_at("ingredientDeltas"))
      if (const auto* deltas = delta.untagged().find("validationDeltas"))
        add_codes(deltas->untagged());
  }

 private:
  void add_codes(const Value& codes) {
    for (const auto* kind : {"success", "informational", "failure"})
      for (const auto& status : codes.array_at(kind)) add(status.untagged());
  }

  void add(const Value& status) {
    const auto code = status.text_at("code");
    if (!code.empty())
      into_.push_back({link_.assertion->uri, std::string(code),
                       absolute_uri(status.text_at("url"), manifest_)});
  }

  const IngredientLink& link_;
  std::vector<RecordedStatus>& into_;
  std::string manifest_;
};

bool is_tolerated(const StatusCode& code) {
  return &code == &codes::signing_credential_untrusted ||
         &code == &codes::cawg_x509_credential_untrusted ||
         &code == &codes::cawg_identity_pad_invalid ||
         &code == &codes::cawg_identity_assertion_mismatch ||
         &code == &codes::cawg_identity_hard_binding_missing ||
         &code == &codes::cawg_identity_sig_type_unknown;
}

using Known = std::set<std::pair<std::string_view, std::string_view>>;

/// Known are results that a user of the ingredient recorded. That a certificate has run out since
/// is no news either: its user saw it in force, and the user's own signature covers the record.
bool is_known(const Status& status, const Known& known) {
  if (known.contains({status.code->text, status.url})) return true;
  return status.is(codes::signing_credential_expired) &&
         known.contains({codes::claim_signature_inside_validity.text, status.url});
}

}  // namespace

bool is_fatal(const Status& status) { return status.is_failure() && !is_tolerated(*status.code); }

std::vector<RecordedStatus> recorded_results(const Lineage& lineage) {
  std::vector<RecordedStatus> recorded;
  for (const auto& link : lineage.links) RecordReader(link, recorded).read();
  return recorded;
}

std::vector<IngredientDelta> new_results(const std::vector<IngredientDelta>& found,
                                         const std::vector<RecordedStatus>& recorded) {
  Known known;
  for (const auto& status : recorded) known.emplace(status.code, status.url);
  std::vector<IngredientDelta> deltas;
  for (const auto& ingredient : found) {
    IngredientDelta delta{ingredient.ingredient_uri, {}};
    for (const auto& status : ingredient.statuses)
      if (!is_known(status, known)) delta.statuses.push_back(status);
    if (!delta.statuses.empty()) deltas.push_back(std::move(delta));
  }
  return deltas;
}

std::vector<RecordedFailure> recorded_failures(const std::vector<RecordedStatus>& recorded) {
  std::vector<RecordedFailure> failures;
  for (const auto& status : recorded) {
    const auto* code = find_code(status.code);
    if (code != nullptr && code->kind == StatusKind::Failure)
      failures.push_back({status.ingredient_uri, status.code, status.url});
  }
  return failures;
}

State judge(const std::vector<Status>& active, const std::vector<IngredientDelta>& deltas) {
  bool has_failure = std::ranges::any_of(active, &Status::is_failure);
  bool has_fatal = std::ranges::any_of(active, is_fatal);
  for (const auto& delta : deltas) {
    has_failure |= std::ranges::any_of(delta.statuses, &Status::is_failure);
    has_fatal |= std::ranges::any_of(delta.statuses, is_fatal);
  }
  if (has_fatal) return State::Invalid;
  const bool is_trusted = std::ranges::any_of(
      active, [](const Status& status) { return status.is(codes::signing_credential_trusted); });
  return is_trusted && !has_failure ? State::Trusted : State::Valid;
}

}  // namespace gg::credentials
