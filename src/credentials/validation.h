#pragma once

#include "bindings/store_location.h"
#include "credentials/binding_check.h"
#include "credentials/claim_signature.h"
#include "credentials/identity.h"
#include "credentials/manifest_list.h"
#include "credentials/remote.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace gg::credentials {

/// What credentials come to. Only the first two say anything of where a file comes from.
enum class State : std::uint8_t {
  Trusted,    ///< Nothing was changed, and a list vouches for the signer.
  Valid,      ///< Nothing was changed since somebody signed; no list says who that is.
  Invalid,    ///< Tampered with, damaged or not allowed: it says nothing of where the file is from.
  NotStated,  ///< The file has no credentials.
};

std::string_view to_text(State state);  ///< "trusted", "valid", "invalid", "not stated".

/// Where the credentials of a file were found.
enum class StorePlace : std::uint8_t {
  Nowhere,
  Embedded,
  Sidecar,  ///< A .c2pa file beside it.
  Alone,    ///< The file is nothing but credentials.
  Remote,   ///< Stated to be elsewhere; asked for only where `FileToValidate::ask_remote` does.
};

/// One manifest that speaks for the file, checked. *value*
struct ManifestResult {
  std::string label;
  bool is_active = false;
  ManifestType type = ManifestType::Standard;
  int claim_version = 0;  ///< 0 where there is no claim that can be read.
  ManifestSummary summary;
  std::shared_ptr<const trust::SignatureCheck> signature;  ///< Empty where there was none to check.
  std::vector<Identity> identities;
  std::vector<std::string> soft_bindings;  ///< Algorithms; listed, never looked for in the file.
  /// What is wrong with it, whether or not its user recorded that; of the active one without what
  /// concerns the file.
  std::vector<Status> failures;
};

/// What is new of an ingredient since its user recorded how it validated. *value*
struct IngredientDelta {
  std::string ingredient_uri;
  std::vector<Status> statuses;
};

/// A failure of an ingredient that its user saw and recorded.
struct RecordedFailure {
  std::string ingredient_uri;
  std::string code;
  std::string url;
};

/// The result of validating one file. *value*
struct CredentialReport {
  State state = State::NotStated;
  StorePlace place = StorePlace::Nowhere;
  std::optional<std::string> remote;  ///< The address that the file states.
  std::optional<RemoteFacts> asked;   ///< What came of asking it; nothing: it was not asked.
  std::string fault;                  ///< Why the store cannot be read at all; empty otherwise.
  std::string refusal;                ///< Why stores that are there do not count; empty otherwise.
  std::vector<Status> active;         ///< Of the active manifest and of what binds it to the file.
  std::vector<IngredientDelta> deltas;
  std::vector<RecordedFailure> recorded;
  std::vector<ManifestResult> manifests;  ///< The active one first; only those that count.
  std::vector<std::string> unreferenced;  ///< Labels of manifests that nothing leads to.
  std::string binding_uri;                ///< Of the assertion that binds the file.
  std::optional<bindings::Outcome> binding;
  trust::Time at;

  [[nodiscard]] const ManifestResult* active_manifest() const {
    return manifests.empty() ? nullptr : &manifests.front();
  }
  /// The list that vouches for the signer; nothing when none does.
  [[nodiscard]] const trust::ListFacts* deciding_list() const;
  /// The first failure, of the active manifest, else of an ingredient; nothing when there is none.
  [[nodiscard]] const Status* first_failure() const;
};

/// A file that was sniffed and walked already. *value, of views*
struct WalkedFile {
  Format format = Format::Unknown;
  const Parts& parts;
};

/// A file to validate. *value, of views*
struct FileToValidate {
  Reader file;
  std::optional<Bytes> sidecar = {};  ///< Content of the .c2pa file beside it; used when the file
                                      ///< has no store of its own.
  std::span<const bindings::Segment> segments = {};       ///< Of a fragmented stream.
  const bindings::CollectionFiles* collection = nullptr;  ///< Where its files are.
  std::optional<WalkedFile> walked = {};  ///< Nothing: it is sniffed and walked here.
  AskRemote ask_remote = {};  ///< Used when the file has neither a store of its own nor a sidecar,
                              ///< and states an address; empty: nobody is asked.
};

struct ValidationOptions {
  ScanLimits limits = {};
  bindings::Effort effort = {};
  std::uint32_t signature_units = trust::SignatureBudget::units_max;
};

/// One validation with everything that it read, for reports that show more than the result.
/// Lifetime: the bytes of the file must outlive it.
class Validation {
 public:
  /// Validates the credentials of a file, offline but for `ask_remote`. Never fails: what is wrong
  /// is in the report.
  /// Source: C2PA 2.2 chapter 15.
  Validation(const FileToValidate& file, const TrustTerms& terms,
             const ValidationOptions& options = {});
  Validation(const Validation&) = delete;
  Validation& operator=(const Validation&) = delete;
  ~Validation();

  [[nodiscard]] const CredentialReport& report() const { return report_; }
  /// The manifests that speak for the file; nothing where the store cannot be read.
  [[nodiscard]] const Lineage* lineage() const { return lineage_ ? &*lineage_ : nullptr; }
  /// The stores that count, in their order; that of a sidecar, or one that was fetched, is one.
  [[nodiscard]] std::span<const CredentialStore* const> stores() const { return stores_; }
  /// Manifests of those stores that nothing leads to: they say nothing of the file.
  [[nodiscard]] std::span<const ManifestSummary> unreferenced() const { return unreferenced_; }
  /// The store as one superbox, for a file of its own: as it stands, or where a file has several
  /// (an update of a video) one with all their manifests. Empty where there is none.
  [[nodiscard]] std::string whole_store() const;

 private:
  void locate(const FileToValidate& file, const std::stop_token& stop);
  void fetch(const AskRemote& ask, const std::stop_token& stop);
  void read(const FileToValidate& file, const TrustTerms& terms, const ValidationOptions& options);
  void summarize();

  Budget budget_;
  Parts parts_;
  Format format_ = Format::Unknown;
  std::vector<const CredentialStore*> stores_;
  std::deque<CredentialStore> own_;  ///< Of a sidecar, and of one that was fetched.
  std::shared_ptr<const std::string> fetched_;
  std::optional<ManifestStore> store_;
  std::optional<Lineage> lineage_;
  std::vector<ManifestSummary> unreferenced_;
  CredentialReport report_;
};

}  // namespace gg::credentials
