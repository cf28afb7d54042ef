#pragma once

#include "json/json.h"
#include "ledger/key.h"
#include "paper/document.h"
#include "store/transaction.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace gg::documents {

/// All that a printed approval shows and carries. Its pages are made of nothing else, so that
/// whoever has the file can print it again and compare. *value*
struct PrintedApproval {
  std::string sealed;   ///< Canonical JSON of what was signed; its SHA-256 is the seal.
  std::string record;   ///< The entry of the signing, canonical JSON; empty once erased.
  std::string salt;     ///< 32 bytes; empty once erased.
  std::string proof;    ///< `.tlog-proof` of that entry.
  std::string key;      ///< Public key of the log, as a verifier key.
  std::string address;  ///< Of the use at the desk; empty where the desk was not there to print it.
  std::string state;    ///< When it was printed: "in_force", "revoked" …
  std::string ended_at;  ///< Empty while it is in force.
  std::string ended_why;

  friend bool operator==(const PrintedApproval&, const PrintedApproval&) = default;
};

/// Where somebody can look at a desk. *value*
struct Issuer {
  const ledger::SigningKey& key;
  std::string address;  ///< "https://desk.example", what addresses begin with; may be empty.
};

/// An approval as it is to be printed now. Errors: Conflict where what was signed is not on record
/// any more, as somebody it names was erased.
Result<PrintedApproval> printed_approval(store::Snapshot& snapshot, const Issuer& issuer,
                                         const store::Record& approval);

/// The pages. Errors: InvalidInput where its parts cannot be read.
Result<paper::Document> approval_pages(const PrintedApproval& printed);

/// As PDF that carries all it was made of.
Result<std::string> approval_pdf(const PrintedApproval& printed);

/// As one JSON document, salt in base 64.
Result<Json> approval_json(const PrintedApproval& printed);

/// Reads a PDF or JSON of the above, or what was sealed alone (as an evidence pack has it; all but
/// `sealed` is empty then). Nothing is checked. Errors: InvalidInput, LimitExceeded.
Result<PrintedApproval> read_printed_approval(std::string_view bytes);

}  // namespace gg::documents
