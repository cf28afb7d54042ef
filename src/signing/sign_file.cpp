#include "signing/sign_file.h"

#include "base/text.h"
#include "container/container.h"
#include "embedding/write_planned.h"
#include "signing/layout.h"
#include "signing/signer_check.h"

#include <algorithm>
#include <array>

namespace gg::signing {
namespace {

constexpr std::uint64_t held_bytes_max = 48U << 20;

tl::unexpected<Error> refuse_order(const SignOrder& order, const std::string& why) {
  return fail(Error{ErrorKind::InvalidInput, order.input.string() + ": " + why});
}

/// Signs one file, step by step. *single thread*
class FileSigning {
 public:
  FileSigning(const SignOrder& order, const SignTools& tools, OpenFile file)
      : order_(order),
        tools_(tools),
        file_(std::move(file)),
        format_(sniff(file_.reader())),
        draft_(claim_facts()) {}

  Result<SignedFile> run() {
    TRY(gather_ingredients());
    TRY(draft_assertions());
    TRY_LET(const auto placing, place(order_, format_, has_store_inside_));
    TRY_LET(blank_, trust::encode_sign1(trust::blank_signature(tools_.signer)));
    const auto signature_bytes =
        blank_.size() + (tools_.ask_authority ? order_.stamp_bytes_max : 0);
    TRY_LET(auto layout, Layout::make({format_, file_, placing, signature_bytes, order_.room_bytes},
                                      draft_, carried_));
    TRY(check_stores(layout.plan()));
    TRY_LET(auto outputs, SigningOutputs::create(order_, placing));
    TRY(pass(layout, outputs));
    layout.finish_binding(draft_);
    TRY_LET(const auto signature, sign(signature_bytes));
    const auto store = whole_store(draft_, carried_, signature);
    if (placing.is_inside)
      TRY(embedding::put_store(layout.plan(), *outputs.result(), store));
    else
      TRY(outputs.sidecar()->write(0, store));
    TRY(outputs.commit());
    return report(placing, layout, store.size());
  }

 private:
  [[nodiscard]] ClaimFacts claim_facts() const {
    const auto& named = order_.output.empty() || order_.output.extension() == ".c2pa"
                            ? order_.input
                            : order_.output;
    return {order_.version,
            order_.kind,
            new_manifest_label(order_.version),
            new_instance_id(),
            order_.title.empty() ? to_utf8(named.filename().string()) : order_.title,
            std::string(facts_of(format_).media_type),
            order_.generator};
  }

  [[nodiscard]] bool is_update() const { return order_.kind == ManifestKind::Update; }

  /// Credentials that the file has make it the parent of what is signed.
  Result<void> gather_ingredients() {
    const bindings::Effort effort{
        .stop = tools_.stop, .threads = tools_.threads, .progress = nullptr};
    TRY_LET(auto own,
            read_ingredient({order_.input, Relationship::ParentOf}, tools_.terms, effort));
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
    for (const auto& ingredient : ingredients_)
      TRY(carried_.add(ingredient.store, ingredient.title));
    return {};
  }

  Result<void> add_ingredient(const IngredientFile& file, const bindings::Effort& effort) {
    std::error_code none;
    const bool is_input = std::filesystem::equivalent(file.path, order_.input, none) && !none;
    if (file.relationship == Relationship::ParentOf && has_parent()) {
      if (is_input) return {};
      return refuse_order(order_, has_own_
                                      ? "it has credentials, so it is the parent itself; give "
                                        "the other file as a component"
                                      : "a file has one parent; give the others as components");
    }
    TRY_LET(auto ingredient, read_ingredient(file, tools_.terms, effort));
    ingredients_.push_back(std::move(ingredient));
    return {};
  }

  [[nodiscard]] bool has_parent() const {
    return std::ranges::find(ingredients_, Relationship::ParentOf, &Ingredient::relationship) !=
           ingredients_.end();
  }

  Result<void> draft_assertions() {
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
  Result<void> add_stated(const StatedAssertion& stated) {
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

  /// Stores that do not count would vanish without a word.
  Result<void> check_stores(const embedding::WritePlan& plan) const {
    if (plan.old_stores.empty() || has_own_) return {};
    return refuse_order(order_, "it has " + std::to_string(plan.old_stores.size()) +
                                    " manifest stores where one is allowed, so none counts; they "
                                    "would be lost. Sign the file that it was made from");
  }

  /// The one pass over the file: copied, and hashed for what binds it.
  Result<void> pass(Layout& layout, SigningOutputs& outputs) {
    auto* binding = layout.binding();
    if (binding == nullptr && outputs.result() == nullptr) return {};
    embedding::FileSourceBytes source(file_.descriptor());
    embedding::PassWatch watch;
    watch.stop = tools_.stop;
    if (binding != nullptr)
      watch.bound = [binding](std::uint64_t at, Bytes bytes) { binding->add(at, bytes); };
    if (tools_.progress)
      watch.progress = [&](std::uint64_t done) {
        tools_.progress(done, layout.plan().result_bytes);
      };
    return embedding::write_planned(layout.plan(), source, outputs.result(), watch);
  }

  Result<ByteArray> sign(std::size_t signature_bytes) {
    const auto claim = draft_.claim();
    const std::array payload{Bytes(claim)};
    TRY_LET(const auto signature, trust::sign_detached(tools_.signer, payload));
    trust::UnprotectedHeaders headers;
    if (tools_.ask_authority) {
      TRY_LET(stamp_, stamp_signature(signature, claim, tools_.ask_authority, tools_.terms.store));
      headers.token = stamp_->token;
    }
    headers.size_bytes = signature_bytes;
    return trust::encode_sign1(signature, headers);
  }

  [[nodiscard]] std::string list_of_signer() const {
    std::vector<Bytes> certificates;
    for (const auto& certificate : tools_.signer.certificates())
      certificates.emplace_back(certificate);
    const auto chain =
        tools_.terms.store.check(certificates, trust::ListKind::Signers, tools_.terms.at);
    return chain->list ? chain->list->name : std::string();
  }

  SignedFile report(const Placing& placing, Layout& layout, std::size_t store_bytes) {
    SignedFile result;
    if (placing.is_copied) result.written = order_.output;
    result.sidecar = placing.sidecar;
    result.manifest = draft_.facts().label;
    result.media_type = draft_.facts().media_type;
    if (layout.binding() != nullptr) result.binding = layout.binding()->label();
    result.store_bytes = store_bytes;
    result.result_bytes = layout.plan().result_bytes;
    result.signer = tools_.signer.leaf().subject.display();
    result.algorithm = trust::name_of(tools_.signer.algorithm());
    result.list = list_of_signer();
    result.stamp = std::move(stamp_);
    result.ingredients = std::move(ingredients_);
    return result;
  }

  const SignOrder& order_;
  const SignTools& tools_;
  OpenFile file_;
  Format format_;
  ManifestDraft draft_;
  CarriedManifests carried_;
  std::vector<Ingredient> ingredients_;
  bool has_own_ = false;
  bool has_store_inside_ = false;
  ByteArray blank_;
  std::optional<SignatureStamp> stamp_;
};

}  // namespace

Result<SignedFile> sign_file(const SignOrder& order, const SignTools& tools) {
  TRY(check_signer(tools.signer, tools.terms.at));
  TRY_LET(auto file, OpenFile::open(order.input, held_bytes_max));
  return FileSigning(order, tools, std::move(file)).run();
}

}  // namespace gg::signing
