#include "documents/printed_approval.h"

#include "base/base64.h"
#include "base/sha256.h"
#include "clearance/approvals.h"
#include "clearance/doc.h"
#include "clearance/prove_entry.h"
#include "clearance/seal_ledger.h"
#include "ledger/canonical_json.h"
#include "paper/pdf.h"

#include <algorithm>

namespace gg::documents {
namespace {

using clearance::text_at;

constexpr int print_version = 1;
constexpr const char* sealed_name = "approval.json";
constexpr const char* record_name = "entry.json";
constexpr const char* salt_name = "entry.salt";
constexpr const char* proof_name = "entry.tlog-proof";
constexpr const char* key_name = "ledger.vkey";
constexpr const char* print_name = "print.json";

Json print_of(const PrintedApproval& printed) {
  Json print{
      {"goodgate_print", print_version}, {"address", printed.address}, {"state", printed.state}};
  if (!printed.ended_at.empty()) print["ended_at"] = printed.ended_at;
  if (!printed.ended_why.empty()) print["ended_why"] = printed.ended_why;
  return print;
}

void take_print(PrintedApproval& printed, const Json& print) {
  printed.address = text_at(print, "address");
  printed.state = text_at(print, "state");
  printed.ended_at = text_at(print, "ended_at");
  printed.ended_why = text_at(print, "ended_why");
}

Error not_ours(const std::string& why) {
  return {ErrorKind::InvalidInput, "this is no printed approval: " + why};
}

Result<std::string> file_of(const std::vector<paper::Attachment>& files, const char* name) {
  const auto count = std::ranges::count(files, name, &paper::Attachment::name);
  if (count != 1)
    return fail(not_ours((count == 0 ? "it carries no " : "it carries more than one ") +
                         std::string(name)));
  return std::ranges::find(files, name, &paper::Attachment::name)->bytes;
}

Result<PrintedApproval> from_pdf(std::string_view bytes) {
  TRY_LET(const auto files, paper::attachments_of(bytes));
  PrintedApproval printed;
  TRY_LET(printed.sealed, file_of(files, sealed_name));
  TRY_LET(printed.record, file_of(files, record_name));
  TRY_LET(printed.salt, file_of(files, salt_name));
  TRY_LET(printed.proof, file_of(files, proof_name));
  TRY_LET(printed.key, file_of(files, key_name));
  TRY_LET(const auto print, file_of(files, print_name));
  const auto read = parse_json(print);
  if (!read || !read->is_object()) return fail(not_ours(std::string(print_name) + " is not JSON"));
  take_print(printed, *read);
  return printed;
}

Result<PrintedApproval> from_json(std::string_view bytes) {
  const auto json = parse_json(bytes);
  if (!json || !json->is_object()) return fail(not_ours("it is neither PDF nor JSON"));
  PrintedApproval printed;
  const auto* approval = find_member(*json, "approval");
  if (approval == nullptr) {
    if (find_member(*json, "goodgate_approval") == nullptr)
      return fail(not_ours("it has no member \"approval\""));
    printed.sealed = bytes;  // as an evidence pack has it
    return printed;
  }
  TRY_LET(printed.sealed, ledger::canonical_json(*approval));
  const auto* ledger = find_member(*json, "ledger");
  if (ledger == nullptr) return fail(not_ours("it has no member \"ledger\""));
  const auto salt = parse_base64(text_at(*ledger, "salt"));
  if (!salt) return fail(not_ours("/ledger/salt is not base 64"));
  printed.salt = *salt;
  printed.record = text_at(*ledger, "record");
  printed.proof = text_at(*ledger, "proof");
  printed.key = text_at(*ledger, "key");
  if (const auto* print = find_member(*json, "print")) take_print(printed, *print);
  return printed;
}

}  // namespace

Result<PrintedApproval> printed_approval(store::Snapshot& snapshot, const Issuer& issuer,
                                         const store::Record& approval) {
  PrintedApproval printed;
  TRY_LET(printed.sealed, clearance::sealed_text_of(approval.doc));
  if (sha256_of(printed.sealed).hex() != text_at(approval.doc, "seal"))
    return fail(
        Error{ErrorKind::Conflict, approval.id +
                                       " cannot be printed as it was signed: somebody it names was "
                                       "erased since. The ledger still proves the seal " +
                                       text_at(approval.doc, "seal")});
  TRY_LET(const auto entries, snapshot.entries_of(approval.id));
  const auto given = std::ranges::find(entries, "approval.given", &store::StoredEntry::act);
  if (given == entries.end())
    return fail(Error{ErrorKind::NotFound, approval.id + " has no entry of its signing"});
  TRY_LET(auto proved, clearance::prove_entry(snapshot, given->tree, given->position));
  TRY_LET(const auto key, issuer.key.renamed(clearance::origin_of(issuer.key, given->tree)));
  printed.record = std::move(proved.record);
  printed.salt = std::move(proved.salt);
  printed.proof = std::move(proved.proof);
  printed.key = key.verifier().text();
  if (!issuer.address.empty())
    printed.address = issuer.address + "/uses/" + text_at(approval.doc, "use");
  printed.state = approval.state;
  printed.ended_at = text_at(approval.doc, "voided_at");
  printed.ended_why = text_at(approval.doc, "voided_why");
  return printed;
}

Result<std::string> approval_pdf(const PrintedApproval& printed) {
  TRY_LET(const auto pages, approval_pages(printed));
  return paper::to_pdf(
      pages,
      {{sealed_name, "application/json", "The approval as sealed: canonical JSON (RFC 8785)",
        printed.sealed},
       {record_name, "application/json", "The ledger's entry of the signing", printed.record},
       {salt_name, "application/octet-stream", "The salt the entry was logged with", printed.salt},
       {proof_name, "text/plain", "The proof that the entry is in the ledger", printed.proof},
       {key_name, "text/plain", "The public key of the ledger", printed.key},
       {print_name, "application/json", "Where and in which state it was printed",
        print_of(printed).dump(2)}});
}

Result<Json> approval_json(const PrintedApproval& printed) {
  const auto approval = parse_json(printed.sealed);
  if (!approval) return fail(Error{ErrorKind::Internal, "what was sealed is not JSON"});
  return Json{{"seal", sha256_of(printed.sealed).hex()},
              {"approval", *approval},
              {"ledger",
               {{"record", printed.record},
                {"salt", base64_of(printed.salt)},
                {"proof", printed.proof},
                {"key", printed.key}}},
              {"print", print_of(printed)}};
}

Result<PrintedApproval> read_printed_approval(std::string_view bytes) {
  return bytes.starts_with("%PDF-") ? from_pdf(bytes) : from_json(bytes);
}

}  // namespace gg::documents
