#include "documents/check_approval.h"

#include "base/sha256.h"
#include "clearance/approvals.h"
#include "clearance/doc.h"
#include "ledger/canonical_json.h"
#include "ledger/hash.h"
#include "ledger/proof.h"

#include <algorithm>

namespace gg::documents {
namespace {

using clearance::text_at;

void check_seal(ApprovalChecks& checks, const PrintedApproval& printed, const Json& approval) {
  const auto canonical = ledger::canonical_json(approval);
  const auto covered = clearance::sealed_text_of(approval);
  if (!canonical.has_value() || *canonical != printed.sealed)
    return checks.add("seal", Finding::Wrong,
                      "what was sealed is not canonical JSON (RFC 8785): it was altered");
  if (!covered.has_value() || *covered != printed.sealed)
    return checks.add("seal", Finding::Wrong,
                      "it holds members that no approval is sealed with: it was altered");
  checks.add("seal", Finding::Good, sha256_of(printed.sealed).hex() + ", recomputed");
}

/// Whether the pages show what the file carries: they are printed again.
void check_pages(ApprovalChecks& checks, std::string_view bytes, const PrintedApproval& printed) {
  if (!bytes.starts_with("%PDF-")) return;
  const auto again = approval_pdf(printed);
  if (!again.has_value())
    return checks.add("pages", Finding::Wrong,
                      "no pages can be printed of what it carries: " + again.error().message);
  if (*again == bytes)
    return checks.add("pages", Finding::Good,
                      "byte for byte those that are printed of the sealed document");
  checks.add(
      "pages", Finding::Wrong,
      "they are not those that are printed of the sealed document: the PDF was altered or saved "
      "anew, or it was printed with other fonts or by another version. What the sealed "
      "document says is shown by --print");
}

/// The entry speaks of this approval and of this seal.
void check_entry(ApprovalChecks& checks, const PrintedApproval& printed, const Json& approval) {
  if (printed.record.empty())
    return checks.add("entry", Finding::Wrong,
                      "the entry of its signing is not here: it was erased, or taken out");
  const auto record = parse_json(printed.record);
  if (!record || !record->is_object())
    return checks.add("entry", Finding::Wrong, "the entry is not JSON: it was altered");
  const auto* object = find_member(*record, "object");
  const auto id = object == nullptr ? std::string() : text_at(*object, "id");
  if (text_at(*record, "act") != "approval.given" || id != text_at(approval, "id"))
    return checks.add("entry", Finding::Wrong,
                      "the entry is not that of its signing but of " + text_at(*record, "act") +
                          " of " + id + ": it was swapped");
  const auto* facts = find_member(*record, "facts");
  const auto seal = facts == nullptr ? std::string() : text_at(*facts, "seal");
  if (seal != sha256_of(printed.sealed).hex())
    return checks.add(
        "entry", Finding::Wrong,
        "the ledger knows the seal " + seal + ": what is here is not what was signed");
  checks.add("entry", Finding::Good,
             "this seal was logged " + text_at(*record, "time") + " as " + id);
}

std::optional<ledger::VerifierKey> key_of(ApprovalChecks& checks, const PrintedApproval& printed,
                                          const Known& known) {
  auto own = ledger::VerifierKey::parse(printed.key);
  if (!own.has_value()) {
    checks.add("key", Finding::Wrong, "the key in it cannot be read: " + own.error().message);
    return std::nullopt;
  }
  if (!known.key) return *std::move(own);
  if (*known.key == *own) {
    checks.add("key", Finding::Good, own->text() + ", the one you gave");
    return known.key;
  }
  checks.add("key", Finding::Wrong,
             "it is signed by " + own->text() + ", not by the key you gave, " + known.key->text());
  return std::nullopt;
}

void check_ledger(ApprovalChecks& checks, const PrintedApproval& printed,
                  const ledger::Proof& proof, const ledger::VerifierKey& key) {
  const auto salt = ledger::digest_from<ledger::Salt>(printed.salt);
  if (!salt) return checks.add("ledger", Finding::Wrong, "the salt is not 32 bytes");
  const auto checked = ledger::check_proof(proof, ledger::commitment_of(*salt, printed.record),
                                           {.log = key, .witnesses = {}, .quorum = 0});
  if (!checked.has_value()) return checks.add("ledger", Finding::Wrong, checked.error().message);
  const auto& head = proof.checkpoint.checkpoint;
  checks.add("ledger", Finding::Good,
             "entry " + std::to_string(proof.index) + " of the " + std::to_string(head.head.size) +
                 " in " + head.origin);
}

/// Checkpoints somebody kept of the same log: one of the same size must have the same root.
bool check_known(ApprovalChecks& checks, const ledger::Proof& proof, const Known& known) {
  const auto& own = proof.checkpoint.checkpoint;
  bool is_anchored = false;
  for (const auto& note : known.checkpoints) {
    const auto kept = ledger::parse_checkpoint(note);
    if (!kept.has_value()) {
      checks.add("checkpoint", Finding::Wrong,
                 "the checkpoint you gave cannot be read: " + kept.error().message);
      continue;
    }
    const auto& head = kept->checkpoint;
    if (head.origin != own.origin) {
      checks.add("checkpoint", Finding::Wrong,
                 "the checkpoint you gave is of " + head.origin + ", this of " + own.origin);
    } else if (head.head.size != own.head.size) {
      checks.add("checkpoint", Finding::NotChecked,
                 "yours has " + std::to_string(head.head.size) + " entries, this one " +
                     std::to_string(own.head.size) + ": only the desk can connect the two");
    } else if (head.head.root != own.head.root) {
      checks.add("checkpoint", Finding::Wrong,
                 "yours of the same size has another root: the ledger has two histories");
    } else {
      checks.add("checkpoint", Finding::Good, "the same as the one you kept");
      is_anchored = true;
    }
  }
  return is_anchored;
}

}  // namespace

bool ApprovalChecks::has_wrong() const {
  return std::ranges::any_of(checks,
                             [](const Check& check) { return check.finding == Finding::Wrong; });
}

bool ApprovalChecks::is_verified() const {
  const auto is_open = [](const Check& check) {
    return check.finding != Finding::Good && check.what != "state";
  };
  return !checks.empty() && !has_wrong() && std::ranges::none_of(checks, is_open);
}

Result<ApprovalChecks> check_approval(std::string_view bytes, const Known& known) {
  TRY_LET(const auto printed, read_printed_approval(bytes));
  const auto approval = parse_json(printed.sealed);
  if (!approval || !approval->is_object())
    return fail(Error{ErrorKind::InvalidInput, "what was sealed is not JSON: it was altered"});
  ApprovalChecks checks{.id = text_at(*approval, "id"),
                        .title_name = text_at(*approval, "title_name"),
                        .summary = text_at(*approval, "summary"),
                        .checks = {}};
  check_seal(checks, printed, *approval);
  if (printed.proof.empty()) {
    checks.add("ledger", Finding::NotChecked,
               "this is what was sealed, alone; its proof is in the PDF of the approval, or beside "
               "it in an evidence pack");
    return checks;
  }
  check_pages(checks, bytes, printed);
  check_entry(checks, printed, *approval);
  const auto proof = ledger::parse_proof(printed.proof);
  if (!proof.has_value()) {
    checks.add("ledger", Finding::Wrong, "the proof cannot be read: " + proof.error().message);
    return checks;
  }
  const auto key = key_of(checks, printed, known);
  if (key) check_ledger(checks, printed, *proof, *key);
  const bool is_anchored = check_known(checks, *proof, known);
  if (key && !known.key)
    checks.add("key", is_anchored ? Finding::Good : Finding::NotChecked,
               key->text() + (is_anchored ? ", of the checkpoint you kept"
                                          : ", known from this file alone; give the one you had "
                                            "another way: --key"));
  return checks;
}

}  // namespace gg::documents
