#include "signing/statement.h"

#include "base/text.h"
#include "signing/layout.h"

#include <algorithm>
#include <array>

namespace gg::signing {
namespace {

ClaimFacts claim_facts(const SignOrder& order, Format format, const std::filesystem::path& named) {
  return {order.version,
          order.kind,
          order.label.empty() ? new_manifest_label(order.version) : order.label,
          order.instance_id.empty() ? new_instance_id() : order.instance_id,
          order.title.empty() ? to_utf8(named.filename().string()) : order.title,
          std::string(facts_of(format).media_type),
          order.generator};
}

}  // namespace

tl::unexpected<Error> refuse_order(const SignOrder& order, const std::string& why) {
  return fail(Error{ErrorKind::InvalidInput, order.input.string() + ": " + why});
}

Statement::Statement(const SignOrder& order, const SignTools& tools, Format format,
                     const std::filesystem::path& named)
    : order_(order), tools_(tools), draft_(claim_facts(order, format, named)) {}

Result<void> Statement::draft_all(std::span<const bindings::Segment> segments) {
  TRY(gather_ingredients(segments));
  TRY(draft_assertions());
  TRY_LET(const auto blank, trust::encode_sign1(trust::blank_signature(tools_.signer)));
  signature_bytes_ = blank.size() + (tools_.ask_authority ? order_.stamp_bytes_max : 0);
  return {};
}

/// Credentials that the file has make it the parent of what is signed.
Result<void> Statement::gather_ingredients(std::span<const bindings::Segment> segments) {
  const bindings::Effort effort{
      .stop = tools_.stop, .threads = tools_.threads, .progress = nullptr};
  TRY_LET(auto own,
          read_ingredient({order_.input, Relationship::ParentOf}, tools_.terms, effort, segments));
  has_own_ = own.has_credentials();
  has_store_inside_ = own.place == credentials::StorePlace::Embedded;
  if (is_update() && !has_own_)
    return refuse_order(order_,
                        "it has no credentials that could be updated; sign without "
                        "--update");
  if (is_update() && !order_.ingredients.empty())
    return refuse_order(order_,
                        "an update has no ingredients but the file itself; leave them out "
                        "or sign without --update");
  if (has_own_) ingredients_.push_back(std::move(own));
  for (const auto& file : order_.ingredients) TRY(add_ingredient(file, effort));
  for (const auto& ingredient : ingredients_) TRY(carried_.add(ingredient.store, ingredient.title));
  return {};
}

Result<void> Statement::add_ingredient(const IngredientFile& file, const bindings::Effort& effort) {
  std::error_code none;
  const bool is_input = std::filesystem::equivalent(file.path, order_.input, none) && !none;
  if (file.relationship == Relationship::ParentOf && has_parent()) {
    if (is_input) return {};
    return refuse_order(order_, has_own_ ? "it has credentials, so it is the parent itself; give "
                                           "the other file as a component"
                                         : "a file has one parent; give the others as components");
  }
  TRY_LET(auto ingredient, read_ingredient(file, tools_.terms, effort));
  ingredients_.push_back(std::move(ingredient));
  return {};
}

bool Statement::has_parent() const {
  return std::ranges::find(ingredients_, Relationship::ParentOf, &Ingredient::relationship) !=
         ingredients_.end();
}

Result<void> Statement::draft_assertions() {
  std::vector<UsedIngredient> used;
  for (const auto& ingredient : ingredients_) {
    const auto index = draft_.add(ingredient_label(order_.version),
                                  ingredient_assertion(ingredient, order_.version));
    used.push_back({&ingredient, draft_.reference(index)});
  }
  TRY_LET(auto actions, actions_assertion(order_.history, used, order_.version, order_.kind));
  draft_.add(actions_label(order_.version), std::move(actions));
  for (const auto& stated : order_.assertions) TRY(add_stated(stated));
  return {};
}

/// Metadata assertions are JSON-LD, everything else CBOR.
Result<void> Statement::add_stated(const StatedAssertion& stated) {
  if (bindings::is_hard_binding(stated.label) || stated.label.starts_with("c2pa.actions") ||
      stated.label.starts_with("c2pa.ingredient"))
    return refuse_order(order_, "the assertion " + stated.label + " is made by signing itself");
  const bool is_json = stated.label.ends_with(".metadata") || stated.content.contains("@context");
  if (is_json) {
    const auto text = stated.content.dump();
    const auto bytes = text_bytes(text);
    draft_.add(stated.label, ByteArray(bytes.begin(), bytes.end()), AssertionForm::Json);
  } else {
    draft_.add(stated.label, cbor_of(stated.content));
  }
  return {};
}

Result<ByteArray> Statement::signed_store() {
  const auto claim = draft_.claim();
  const std::array payload{Bytes(claim)};
  TRY_LET(const auto signature, trust::sign_detached(tools_.signer, payload));
  trust::UnprotectedHeaders headers;
  if (tools_.ask_authority) {
    TRY_LET(stamp_, stamp_signature(signature, claim, tools_.ask_authority, tools_.terms.store));
    headers.token = stamp_->token;
  }
  if (tools_.stop.stop_requested())
    return fail(
        Error{ErrorKind::Unavailable, order_.input.string() + ": stopped while it was signed"});
  headers.size_bytes = signature_bytes_;
  TRY_LET(const auto message, trust::encode_sign1(signature, headers));
  return whole_store(draft_, carried_, message);
}

std::string Statement::list_of_signer() const {
  std::vector<Bytes> certificates;
  for (const auto& certificate : tools_.signer.certificates())
    certificates.emplace_back(certificate);
  const auto chain =
      tools_.terms.store.check(certificates, trust::ListKind::Signers, tools_.terms.at);
  return chain->list ? chain->list->name : std::string();
}

SignedFile Statement::report() {
  SignedFile result;
  result.manifest = draft_.facts().label;
  result.media_type = draft_.facts().media_type;
  result.signer = tools_.signer.leaf().subject.display();
  result.algorithm = trust::name_of(tools_.signer.algorithm());
  result.list = list_of_signer();
  result.stamp = std::move(stamp_);
  result.ingredients = std::move(ingredients_);
  return result;
}

}  // namespace gg::signing
