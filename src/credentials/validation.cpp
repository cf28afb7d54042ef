#include "credentials/validation.h"

#include "base/text.h"
#include "container/container.h"
#include "credentials/claim_check.h"
#include "credentials/codes.h"
#include "credentials/deltas.h"
#include "credentials/faults.h"
#include "credentials/jumbf_writer.h"

#include <algorithm>
#include <array>

namespace gg::credentials {
namespace {

using namespace std::string_view_literals;

/// Checks all manifests of a lineage, each once, and puts what was found where it belongs.
class LineageCheck {
 public:
  LineageCheck(ManifestStore& store, const Lineage& lineage, const TrustTerms& terms,
               const ValidationOptions& options, CredentialReport& report)
      : context_{store, lineage},
        terms_(terms),
        options_(options),
        signatures_(options.signature_units),
        report_(report) {}

  void run(const BoundFile& file) {
    check_manifest(context_.lineage.active(), report_.active);
    check_content(file);
    check_ingredients();
    report_.state = judge(report_.active, report_.deltas);
  }

 private:
  void check_manifest(const OpenManifest& opened, std::vector<Status>& statuses) {
    ManifestResult result;
    result.label = opened.label();
    result.is_active = report_.manifests.empty();
    result.type = opened.manifest->type;
    const auto known = statuses.size();
    statuses.insert(statuses.end(), opened.statuses.begin(), opened.statuses.end());
    if (opened.claim) {
      result.claim_version = opened.claim->version;
      result.signature = check_claim_signature(context_.store, context_.lineage, opened, terms_,
                                               signatures_, statuses);
      check_assertions(context_, opened, statuses);
      check_manifest_type(context_, opened, statuses);
      check_actions(context_, opened, statuses);
      check_contents(context_, opened, statuses);
      // Named actors speak of the file, so only those of its own manifest are asked.
      if (result.is_active)
        result.identities = check_identities(opened, terms_, signatures_, statuses);
      list_soft_bindings(opened, result);
    }
    for (const auto& status : std::span(statuses).subspan(known))
      if (status.is_failure()) result.failures.push_back(status);
    report_.manifests.push_back(std::move(result));
  }

  static void list_soft_bindings(const OpenManifest& opened, ManifestResult& result) {
    for (const auto* assertion : opened.of_kind("c2pa.soft-binding"))
      if (assertion->map() != nullptr)
        result.soft_bindings.emplace_back(assertion->map()->text_at("alg"));
  }

  void check_content(const BoundFile& file) {
    if (!context_.lineage.active().claim) return;
    auto result = check_binding(context_.lineage, file, options_.effort, report_.active);
    if (result.assertion != nullptr) report_.binding_uri = result.assertion->uri;
    report_.binding = std::move(result.outcome);
  }

  /// What concerns an ingredient's manifest is said once, where it is first used.
  void check_ingredients() {
    std::vector<IngredientDelta> found;
    std::set<const OpenManifest*> checked{&context_.lineage.active()};
    for (const auto& link : context_.lineage.links) {
      IngredientDelta delta{link.assertion->uri, {}};
      if (context_.lineage.is_redacted(link.assertion->uri)) continue;
      check_ingredient(context_, link, delta.statuses);
      const auto* target = context_.lineage.find(link.target);
      if (target != nullptr && target->manifest->type != ManifestType::TimeStamp &&
          checked.insert(target).second)
        check_manifest(*target, delta.statuses);
      if (link.target != nullptr && link.target->fault)
        delta.statuses.push_back({&codes::manifest_compressed_invalid, uri_of(link.target->label),
                                  std::string(link.target->fault->fault->text)});
      found.push_back(std::move(delta));
    }
    const auto recorded = recorded_results(context_.lineage);
    report_.deltas = new_results(found, recorded);
    report_.recorded = recorded_failures(recorded);
  }

  CheckContext context_;
  const TrustTerms& terms_;
  const ValidationOptions& options_;
  trust::SignatureBudget signatures_;
  CredentialReport& report_;
};

/// As files of older versions name the store in themselves. Source: C2PA 2.2 section 11.5.
bool names_the_file_itself(std::string_view address) {
  return address.starts_with("self#"sv) || address.starts_with('#');
}

/// Whether it begins as a superbox does. Source: ISO/IEC 19566-5 section 4.
bool begins_as_store(std::string_view content) {
  return content.size() > 8 && content.substr(4, 4) == "jumb"sv;
}

std::string no_store_text(const RemoteAnswer& answer) {
  return "what came is no manifest store: " + std::to_string(answer.content->size()) + " bytes" +
         (answer.media_type.empty() ? "" : " of " + answer.media_type);
}

}  // namespace

std::string_view to_text(State state) {
  switch (state) {
    case State::Trusted:
      return "trusted";
    case State::Valid:
      return "valid";
    case State::Invalid:
      return "invalid";
    case State::NotStated:
      return "not stated";
  }
  return {};
}

const trust::ListFacts* CredentialReport::deciding_list() const {
  const auto* manifest = active_manifest();
  if (manifest == nullptr || !manifest->signature || !manifest->signature->chain) return nullptr;
  const auto& list = manifest->signature->chain->list;
  return list ? &*list : nullptr;
}

const Status* CredentialReport::first_failure() const {
  const auto first = [](const std::vector<Status>& statuses) -> const Status* {
    const auto found = std::ranges::find_if(statuses, &Status::is_failure);
    return found == statuses.end() ? nullptr : &*found;
  };
  if (const auto* found = first(active)) return found;
  for (const auto& delta : deltas)
    if (const auto* found = first(delta.statuses)) return found;
  return nullptr;
}

Validation::Validation(const FileToValidate& file, const TrustTerms& terms,
                       const ValidationOptions& options)
    : budget_(options.limits), parts_(budget_) {
  report_.at = terms.at;
  locate(file, options.effort.stop);
  if (!stores_.empty()) read(file, terms, options);
}

Validation::~Validation() = default;

std::string Validation::whole_store() const {
  if (stores_.empty()) return {};
  if (stores_.size() == 1 || !store_)
    return Reader::to_text(bindings::superbox_of(*stores_.back()));
  std::deque<std::vector<std::byte>> boxes;
  std::vector<Bytes> parts;
  for (const auto& manifest : store_->manifests()) {
    const auto* box = manifest.packed != nullptr ? manifest.packed : manifest.box;
    if (box != nullptr)
      parts.emplace_back(boxes.emplace_back(jumbf::superbox_of_inside(box->inside)));
  }
  return Reader::to_text(jumbf::superbox("c2pa", "c2pa", parts));
}

void Validation::locate(const FileToValidate& file, const std::stop_token& stop) {
  if (!file.walked) {
    format_ = sniff(file.file);
    static_cast<void>(walk_file(format_, file.file, parts_));
  } else {
    format_ = file.walked->format;
  }
  const auto location =
      bindings::locate_stores(format_, file.file, file.walked ? file.walked->parts : parts_);
  report_.remote = location.remote;
  if (!location.problems.empty()) report_.refusal = location.problems.front().what;
  if (!location.stores.empty()) {
    stores_ = location.stores;
    report_.place = format_ == Format::C2pa ? StorePlace::Alone : StorePlace::Embedded;
  } else if (file.sidecar) {
    own_.push_back({*file.sidecar, {"sidecar", 0, file.sidecar->size()}, std::uint64_t{0}});
    stores_.push_back(&own_.back());
    report_.place = StorePlace::Sidecar;
  } else if (report_.remote) {
    report_.place = StorePlace::Remote;
    if (file.ask_remote && !names_the_file_itself(*report_.remote)) fetch(file.ask_remote, stop);
  }
}

/// Where there is no store at the address, the file states nothing, as without an address.
/// Source: C2PA 2.2 section 15.5.3.1.
void Validation::fetch(const AskRemote& ask, const std::stop_token& stop) {
  auto answer = ask(std::string(trimmed(*report_.remote)), stop);
  if (answer.content && !begins_as_store(*answer.content)) answer.failure = no_store_text(answer);
  const auto bytes = answer.content ? answer.content->size() : 0;
  report_.asked = RemoteFacts{answer.address, answer.media_type, bytes, answer.failure};
  if (!answer.failure.empty()) {
    report_.active.push_back({&codes::manifest_inaccessible, *report_.remote, answer.failure});
    return;
  }
  fetched_ = std::move(answer.content);
  own_.push_back({std::as_bytes(std::span(*fetched_)), {"remote", 0, bytes}, std::uint64_t{0}});
  stores_.push_back(&own_.back());
}

void Validation::read(const FileToValidate& file, const TrustTerms& terms,
                      const ValidationOptions& options) {
  std::vector<Bytes> superboxes;
  for (const auto* store : stores_) superboxes.push_back(bindings::superbox_of(*store));
  report_.state = State::Invalid;
  auto store = ManifestStore::read(superboxes, budget_);
  if (!store) {
    report_.fault = std::string(store.error().fault->text) + ", at byte " +
                    std::to_string(store.error().offset) + " of the store";
    report_.active.push_back({&codes::general_error, "self#jumbf=/c2pa", report_.fault});
    return;
  }
  store_ = *std::move(store);
  const auto& active = store_->active();
  if (active.fault) {
    report_.active.push_back({&codes::manifest_compressed_invalid, uri_of(active.label),
                              std::string(active.fault->fault->text)});
    return;
  }
  lineage_ = trace_lineage(*store_, budget_);
  const bool is_embedded = report_.place == StorePlace::Embedded;
  const BoundFile bound{{file.file, format_,
                         is_embedded ? std::span<const CredentialStore* const>(stores_)
                                     : std::span<const CredentialStore* const>()},
                        file.segments,
                        file.collection};
  LineageCheck(*store_, *lineage_, terms, options, report_).run(bound);
  for (const auto* manifest : lineage_->unreferenced)
    report_.unreferenced.push_back(manifest->label);
  summarize();
}

void Validation::summarize() {
  for (const auto& manifest : store_->manifests()) {
    auto summary = credentials::summarize(manifest, *stores_[manifest.store], budget_);
    summary.active = &manifest == &store_->active();
    const auto found = std::ranges::find(report_.manifests, manifest.label, &ManifestResult::label);
    if (found != report_.manifests.end())
      found->summary = std::move(summary);
    else
      unreferenced_.push_back(std::move(summary));
  }
}

}  // namespace gg::credentials
