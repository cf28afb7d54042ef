#include "clearance/evidence_text.h"

namespace gg::clearance {
namespace {

constexpr const char* what_is_here = R"(
WHAT IS HERE

  index.csv        the entries in order: number, time, act, the object it was done to
  entries/         each entry as it was logged (.json), the random salt that was logged with it (.salt), and
                   the proof that it is in the log (.tlog-proof); in place of an entry that was erased, what
                   stays of it (.commitment)
  documents/       what each entry speaks of, as it was at that moment; the number is that of the entry;
                   the entry holds the SHA-256 of salt (.salt) and document as "commitment", or of the
                   document alone as "sha256"
  approvals/       each written approval, exactly as it was sealed; its text as signed is the member "text";
                   and as PDF, which carries the same and proves itself (goodgate approval verify), where
                   there are no more than 500
  deliveries/      the newest report on each delivery, for people (.html) and programs (.json)
  attachments/     the files that were attached, each named by its SHA-256; attachments.csv says what each
                   hung on, and lists what is sealed or too large to be here
  rulebooks/       the rulebooks that decided
  checkpoints/     earlier heads that others vouch for: as the log signed them (.txt), with the signatures
                   of witnesses (.cosigned.txt), time stamps of the .txt by RFC 3161 (.tsr), and the proof
                   that checkpoint.txt continues them (.consistency)
  checkpoint.txt   the signed head of the log that everything is proved against
  ledger.pem       the public key of the log, for openssl; ledger.vkey: the same for readers of signed notes
  SHA256SUMS       the hash of each of these files

HOW TO CHECK IT

  sh verify.sh             needs bash, openssl and the usual small tools, nothing of ours, and no network
  sh verify.sh KEY.pem     the same by the key as it reached you another way, which is better

  bash verify-witnesses.sh KEY.pem CERTIFICATES.pem VKEY...   what others say: time stamps by an authority
                           that CERTIFICATES.pem vouches for (-: not checked), and signatures of witnesses
                           by their keys, as those reached you

  verify-entry.sh checks one entry. All are short enough to be read before they are run. Programs that are
  not ours read the same files: the formats are C2SP tlog-proof, tlog-checkpoint and signed-note, and RFC
  9162. Compare checkpoint.txt with any checkpoint of this log that you kept: the size must not be smaller,
  and for the same size the line below it must be the same.

WHAT THAT SHOWS

  That each entry is in the signed log, as it was written when it was logged, at the place it has; that the
  documents, approvals and rulebooks are those the entries speak of; and, where there are as many entries
  here as checkpoint.txt says, that none of the log was left out. Where an authority stamped an earlier head,
  or a witness signed one, that all entries up to its size were there, as they are, by the time that they say.

WHAT IT DOES NOT SHOW

  - That what was typed was true, or that all that happened was logged.
  - That the times of entries are right: they are those of the server's clock.
  - That nobody was shown another history: whoever holds the key could sign two. Only checkpoints that others
    kept, and witnesses, show that.
  - Why an entry was erased: that stands in a later entry of the same log.
  - Whose key it is: it must have reached you another way than in this pack.
)";

}  // namespace

std::string evidence_readme(const EvidenceSummary& summary) {
  const auto& head = summary.checkpoint.checkpoint;
  return "Evidence pack\n\n  Title    " + summary.title_name + "\n  About    " +
         (summary.object.empty()
              ? "all that is on record"
              : summary.object + ", what it relies on, and what relies on it, on this title") +
         "\n  Log      " + head.origin + "\n  Entries  " + std::to_string(summary.entries) +
         " of the " + std::to_string(head.head.size) + " there are\n  Root     " +
         head.head.root.hex() + "\n" + what_is_here;
}

}  // namespace gg::clearance
