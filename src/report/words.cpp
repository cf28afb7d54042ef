#include "report/words.h"

#include "base/check.h"
#include "signals/words.h"

namespace gg::report {
namespace {

/// A switch without default names a forgotten case; what falls out of it is no enumerator at all.
[[noreturn]] void no_enumerator() {
  GG_CHECK(false);
  std::abort();
}

}  // namespace

std::string_view word_of(EvidenceKind kind) { return to_word(kind); }
std::string_view word_of(Claim claim) { return to_word(claim); }
std::string_view word_of(Strength strength) { return to_word(strength); }
std::string_view word_of(CredentialFault fault) { return to_word(fault); }
std::string_view word_of(State state) { return to_word(state); }

std::string_view word_of(Severity severity) {
  switch (severity) {
    case Severity::Note:
      return "note";
    case Severity::Hold:
      return "hold";
    case Severity::Fail:
      return "fail";
  }
  no_enumerator();
}

std::string_view word_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::Pass:
      return "pass";
    case Verdict::Hold:
      return "hold";
    case Verdict::Fail:
      return "fail";
  }
  no_enumerator();
}

std::string_view word_of(Standing standing) {
  switch (standing) {
    case Standing::NoEvidence:
      return "no_evidence";
    case Standing::Captured:
      return "captured";
    case Standing::Covered:
      return "covered";
    case Standing::Held:
      return "held";
    case Standing::Failed:
      return "failed";
  }
  no_enumerator();
}

std::string_view phrase_of(EvidenceKind kind) {
  switch (kind) {
    case EvidenceKind::Credential:
      return "Content credential";
    case EvidenceKind::SourceType:
      return "Digital source type";
    case EvidenceKind::Generator:
      return "Marks of a tool";
    case EvidenceKind::Label:
      return "AI label";
    case EvidenceKind::Watermark:
      return "Watermark named";
    case EvidenceKind::Match:
      return "Match of a registered asset";
    case EvidenceKind::Declared:
      return "Declared beside the file";
    case EvidenceKind::Camera:
      return "Camera record";
    case EvidenceKind::Absent:
      return "Nothing stated";
    case EvidenceKind::Unreadable:
      return "Unreadable";
  }
  no_enumerator();
}

std::string_view phrase_of(Claim claim) {
  return claim == Claim::NotStated ? std::string_view("not stated") : word_of(claim);
}

std::string_view phrase_of(Strength strength) {
  return strength == Strength::SignedTrusted ? std::string_view("signed, trusted")
                                             : word_of(strength);
}

std::string_view phrase_of(State state) {
  switch (state) {
    case State::Valid:
      return "valid";
    case State::Invalid:
      return "invalid";
    case State::NotStated:
      return "not stated";
    case State::NotPossible:
      return "not possible in this format";
    case State::NotYetValidated:
      return "not yet validated";
  }
  no_enumerator();
}

std::string_view phrase_of(Standing standing) {
  switch (standing) {
    case Standing::NoEvidence:
      return "no evidence";
    case Standing::Captured:
      return "captured";
    case Standing::Covered:
      return "covered by a declared use";
    case Standing::Held:
      return "held";
    case Standing::Failed:
      return "failed";
  }
  no_enumerator();
}

std::vector<std::pair<std::string_view, std::string>> rows_of(const CredentialFacts& facts) {
  std::vector<std::pair<std::string_view, std::string>> rows;
  const bool is_proven = facts.fault != CredentialFault::Tampered;
  if (!facts.signer.empty())
    rows.emplace_back("Signer", (is_proven ? "" : "as it claims: ") + facts.signer);
  if (is_proven && !facts.signer.empty()) {
    rows.emplace_back("Signed", facts.signed_at.empty() ? std::string("time not proven")
                                                        : facts.signed_at + ", by a time stamp");
    rows.emplace_back("Known to", facts.list.empty()
                                      ? std::string("no list; anybody can make such a certificate")
                                      : facts.list);
  }
  if (!facts.bound.empty()) rows.emplace_back("Bound", facts.bound);
  for (const auto& failure : facts.failures) {
    auto text = failure.words;
    if (!failure.code.empty()) text += " (" + failure.code + ")";
    if (!failure.explanation.empty()) text += ": " + failure.explanation;
    rows.emplace_back("Fails", std::move(text));
  }
  return rows;
}

}  // namespace gg::report
