#include "prover/prove.h"

#include "prover/render.h"
#include "prover/witness.h"
#include "support/synthetic_book.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace gg::prover {
namespace {

using rulebook::BookSet;

/// A book of one yes/no fact with a risk, one without, a choice and a number; rows are given.
std::string book_of(const std::string& rows, const std::string& more = {}) {
  return "rulebook: house\nversion: 1\nname: House rules\nnotice: For tests.\n"
         "facts:\n"
         "  - {id: risky, risk: yes, ask: Is it risky}\n"
         "  - {id: plain, ask: Is it plain}\n"
         "  - {id: size, type: choice, of: [none, small, large], risk: ascending, ask: How "
         "large}\n"
         "  - {id: seconds, type: number, min: 0, max: 60, risk: ascending, ask: How long}\n"
         "reviewers:\n"
         "  - {id: contact, name: the contact}\n"
         "  - {id: union, name: the union, applies: {agreements: [guild]}}\n"
         "rows:\n" +
         rows + "default: {outcome: consult, because: No row speaks.}\n" + more;
}

BookSet set_of(const std::vector<std::string>& texts) {
  std::vector<rulebook::BookFilePtr> books;
  for (const auto& text : texts) {
    auto book = rulebook::parse_book(text, "book.yaml");
    EXPECT_TRUE(book.has_value()) << to_text(book.error());
    if (book) books.push_back(*book);
  }
  auto set = BookSet::join(std::move(books));
  EXPECT_TRUE(set.has_value()) << to_text(set.error());
  return set ? *std::move(set) : BookSet();
}

Proof proof_of(const BookSet& set) {
  auto proof = prove(set);
  EXPECT_TRUE(proof.has_value()) << proof.error().message;
  return proof ? *std::move(proof) : Proof();
}

Check find(const Proof& proof, CheckKind kind, std::string_view subject,
           std::string_view book = "house") {
  const auto found = std::ranges::find_if(proof.checks, [&](const Check& check) {
    return check.kind == kind && check.subject == subject && check.book == book;
  });
  if (found != proof.checks.end()) return *found;
  return {.verdict = Verdict::Unknown, .text = "there is no such check"};
}

Outcome decided_by_evaluator(const BookSet& set, const Witness& witness) {
  const auto slots = rulebook::slots_of(set, witness.declaration);
  EXPECT_TRUE(slots.has_value()) << to_text(slots.error());
  rulebook::Evaluator evaluator(set);
  return slots ? evaluator.outcome(*slots) : Outcome::Clear;
}

TEST(Prove, InvariantThatHoldsIsProved) {
  const auto set =
      set_of({book_of("  - {id: risk, when: {risky: yes}, outcome: approve, because: So.}\n",
                      "invariants:\n  - {id: safe, when: {risky: yes}, at_least: approve}\n")});
  const auto proof = proof_of(set);
  EXPECT_EQ(find(proof, CheckKind::InvariantHolds, "safe").verdict, Verdict::Proved);
  EXPECT_TRUE(proof.holds());
}

TEST(Prove, BrokenInvariantShowsTheLeastDeclaration) {
  const auto set = set_of(
      {book_of("  - {id: risk, when: {risky: yes, plain: no}, outcome: approve, because: So.}\n",
               "invariants:\n  - {id: safe, when: {risky: yes}, at_least: approve}\n")});
  const auto proof = proof_of(set);
  const auto check = find(proof, CheckKind::InvariantHolds, "safe");
  ASSERT_EQ(check.verdict, Verdict::Refuted);
  ASSERT_EQ(check.witnesses.size(), 1U);
  const auto& witness = check.witnesses.front();
  EXPECT_EQ(to_yaml(witness.declaration, ""),
            "facts:\n  risky: yes\n");  // `plain` unanswered is enough
  EXPECT_EQ(witness.decided.outcome, Outcome::Consult);
  EXPECT_EQ(decided_by_evaluator(set, witness), Outcome::Consult);
  EXPECT_FALSE(proof.holds());
}

TEST(Prove, InvariantOfReviewersLooksAtWhoIsAsked) {
  const auto set = set_of({book_of(
      "  - {id: risk, when: {risky: yes, plain: no}, outcome: approve, reviewers: [contact], "
      "because: So.}\n"
      "  - {id: rest, when: {risky: yes, plain: yes}, outcome: approve, because: So.}\n",
      "invariants:\n  - {id: asked, when: {risky: yes}, reviewers_include: [contact]}\n")});
  const auto check = find(proof_of(set), CheckKind::InvariantHolds, "asked");
  ASSERT_EQ(check.verdict, Verdict::Refuted);
  EXPECT_EQ(to_yaml(check.witnesses.front().declaration, ""),
            "facts:\n  plain: yes\n  risky: yes\n");
}

TEST(Prove, AtMostIsLookedAtWhereTheBookStandsAlone) {
  const auto house = book_of("  - {id: risk, when: {risky: no}, outcome: clear, because: So.}\n",
                             "invariants:\n  - {id: free, when: {risky: no}, at_most: clear}\n");
  auto other = book_of("  - {id: all, outcome: approve, because: So.}\n");
  other.replace(other.find("house"), 5, "other");
  EXPECT_EQ(find(proof_of(set_of({house})), CheckKind::InvariantHolds, "free").verdict,
            Verdict::Proved);
  EXPECT_EQ(find(proof_of(set_of({house, other})), CheckKind::InvariantHolds, "free").verdict,
            Verdict::Proved);
  const auto stricter = book_of(
      "  - {id: risk, when: {risky: no}, outcome: clear, because: So.}\n"
      "  - {id: large, when: {size: large}, outcome: approve, because: So.}\n",
      "invariants:\n  - {id: free, when: {risky: no}, at_most: clear}\n");
  const auto check = find(proof_of(set_of({stricter})), CheckKind::InvariantHolds, "free");
  ASSERT_EQ(check.verdict, Verdict::Refuted);
  EXPECT_EQ(check.witnesses.front().decided.outcome,
            Outcome::Consult);  // `size` unanswered is unsure
}

TEST(Prove, RowThatContradictsItselfIsDead) {
  const auto set = set_of({book_of(
      "  - {id: never, when: {plain: yes, not_plain: yes}, outcome: approve, because: So.}\n"
      "  - {id: risk, when: {risky: yes}, outcome: approve, because: So.}\n",
      "define:\n  - {id: not_plain, when: {plain: no}}\n")});
  const auto proof = proof_of(set);
  EXPECT_EQ(find(proof, CheckKind::RowCanFire, "never").verdict, Verdict::Refuted);
  EXPECT_EQ(find(proof, CheckKind::RowCanFire, "risk").verdict, Verdict::Proved);
}

TEST(Prove, RowForAPartOfACountryIsCoveredByOneForTheWhole) {
  const auto set =
      set_of({book_of("  - {id: state, applies: {territories: [US-CA]}, when: {risky: yes}, "
                      "outcome: approve, because: So.}\n"
                      "  - {id: country, applies: {territories: [US]}, when: {risky: yes}, "
                      "outcome: approve, because: So.}\n")});
  const auto proof = proof_of(set);
  EXPECT_EQ(find(proof, CheckKind::RowCanFire, "state").verdict, Verdict::Proved);
  EXPECT_EQ(find(proof, CheckKind::RowDecides, "state").verdict, Verdict::Refuted);
  EXPECT_EQ(find(proof, CheckKind::RowDecides, "country").verdict, Verdict::Proved);  // in Texas
}

TEST(Prove, RowCoveredByAnotherNeverDecidesAlone) {
  const auto set = set_of(
      {book_of("  - {id: risk, when: {risky: yes}, outcome: approve, because: So.}\n"
               "  - {id: covered, when: {risky: yes, plain: yes}, outcome: approve, because: So.}\n"
               "  - {id: silence, when: {risky: no}, outcome: clear, because: So.}\n")});
  const auto proof = proof_of(set);
  EXPECT_EQ(find(proof, CheckKind::RowDecides, "risk").verdict, Verdict::Proved);
  EXPECT_EQ(find(proof, CheckKind::RowDecides, "covered").verdict, Verdict::Refuted);
  EXPECT_EQ(find(proof, CheckKind::RowDecides, "silence").verdict,
            Verdict::Proved);  // else the default
  EXPECT_TRUE(proof.holds());  // a note is no failure
}

TEST(Prove, RiskyAnswerThatNeedsLessIsNotMonotone) {
  const auto set =
      set_of({book_of("  - {id: careless, when: {risky: yes}, outcome: clear, because: So.}\n"
                      "  - {id: careful, when: {risky: no}, outcome: approve, because: So.}\n")});
  const auto check = find(proof_of(set), CheckKind::Monotone, "risky");
  ASSERT_EQ(check.verdict, Verdict::Refuted);
  ASSERT_EQ(check.witnesses.size(), 2U);
  EXPECT_EQ(to_yaml(check.witnesses[0].declaration, ""), "facts:\n  risky: unsure\n");
  EXPECT_EQ(check.witnesses[0].decided.outcome, Outcome::Consult);
  EXPECT_EQ(to_yaml(check.witnesses[1].declaration, ""), "facts:\n  risky: yes\n");
  EXPECT_EQ(check.witnesses[1].decided.outcome, Outcome::Clear);
}

TEST(Prove, SafeAnswerThatNeedsMoreThanUnsureIsTold) {
  const auto set =
      set_of({book_of("  - {id: careful, when: {risky: no}, outcome: approve, because: So.}\n"
                      "  - {id: risk, when: {risky: yes}, outcome: approve, because: So.}\n")});
  const auto proof = proof_of(set);
  EXPECT_EQ(find(proof, CheckKind::UnsureNotWeaker, "risky").verdict, Verdict::Refuted);
  EXPECT_EQ(find(proof, CheckKind::Monotone, "risky").verdict, Verdict::Proved);
}

TEST(Prove, OptionsInTheMiddleAreCompared) {
  const auto set =
      set_of({book_of("  - {id: small, when: {size: small}, outcome: prohibit, because: So.}\n"
                      "  - {id: large, when: {size: large}, outcome: approve, because: So.}\n")});
  const auto check = find(proof_of(set), CheckKind::Monotone, "size");
  ASSERT_EQ(check.verdict, Verdict::Refuted);
  EXPECT_EQ(to_yaml(check.witnesses.back().declaration, ""), "facts:\n  size: large\n");
}

TEST(Prove, NumbersAreComparedAtTheEndsOfCells) {
  const auto set = set_of({book_of(
      "  - {id: middle, when: {seconds: {from: 3, until: 10.5}}, outcome: approve, because: So.}\n"
      "  - {id: long, when: {seconds: {from: 20}}, outcome: approve, because: So.}\n")});
  const auto check = find(proof_of(set), CheckKind::Monotone, "seconds");
  ASSERT_EQ(check.verdict, Verdict::Refuted);
  EXPECT_EQ(to_yaml(check.witnesses.front().declaration, ""), "facts:\n  seconds: 3\n");
  EXPECT_EQ(to_yaml(check.witnesses.back().declaration, ""), "facts:\n  seconds: 11\n");
}

TEST(Prove, ReviewerThatATitleCannotHaveIsAContradiction) {
  const auto contradiction = set_of({book_of(
      "  - {id: risk, when: {risky: yes}, outcome: approve, reviewers: [union], because: So.}\n")});
  const auto check = find(proof_of(contradiction), CheckKind::NoContradiction, "risk");
  ASSERT_EQ(check.verdict, Verdict::Refuted);
  EXPECT_EQ(to_yaml(check.witnesses.front().declaration, ""),
            "title:\n  agreements: []\nfacts:\n  risky: yes\n");
  const auto good =
      set_of({book_of("  - {id: risk, applies: {agreements: [guild]}, when: {risky: yes}, "
                      "outcome: approve, reviewers: [union], because: So.}\n")});
  EXPECT_EQ(find(proof_of(good), CheckKind::NoContradiction, "risk").verdict, Verdict::Proved);
}

TEST(Prove, GapIsANoteWithAnExample) {
  const auto silent =
      set_of({book_of("  - {id: risk, when: {risky: yes}, outcome: approve, because: So.}\n")});
  const auto gap = find(proof_of(silent), CheckKind::NoGap, "");
  ASSERT_EQ(gap.verdict, Verdict::Refuted);
  EXPECT_FALSE(gap.failed());
  EXPECT_EQ(to_yaml(gap.witnesses.front().declaration, ""), "facts:\n  risky: no\n");
  const auto whole =
      set_of({book_of("  - {id: risk, when: {risky: yes}, outcome: approve, because: So.}\n"
                      "  - {id: free, when: {risky: no}, outcome: clear, because: So.}\n")});
  EXPECT_EQ(find(proof_of(whole), CheckKind::NoGap, "").verdict, Verdict::Proved);
}

TEST(Prove, OutcomesThatNothingHasAreNoted) {
  const auto proof = proof_of(
      set_of({book_of("  - {id: risk, when: {risky: yes}, outcome: approve, because: So.}\n")}));
  EXPECT_EQ(find(proof, CheckKind::OutcomeReachable, "approve", "").verdict, Verdict::Proved);
  EXPECT_EQ(find(proof, CheckKind::OutcomeReachable, "prohibit", "").verdict, Verdict::Refuted);
}

TEST(Prove, DefaultThatDoesNotConsultIsAFailure) {
  auto file = std::make_shared<rulebook::BookFile>();  // no reader lets such a book pass
  file->book = rulebook::synthetic_book(10, 10, 1);
  file->book.otherwise.outcome = Outcome::Notify;
  const auto set = BookSet::join({file});
  EXPECT_EQ(find(proof_of(*set), CheckKind::DefaultConsults, "", "synthetic").verdict,
            Verdict::Refuted);
}

TEST(Prove, TimeThatRunsOutIsAFailureAndNoProof) {
  const auto set =
      set_of({book_of("  - {id: risk, when: {risky: yes}, outcome: approve, because: So.}\n",
                      "invariants:\n  - {id: safe, when: {risky: yes}, at_least: approve}\n")});
  const auto proof = prove(set, {.timeout = std::chrono::milliseconds(0)});
  ASSERT_TRUE(proof.has_value());
  EXPECT_EQ(find(*proof, CheckKind::InvariantHolds, "safe").verdict, Verdict::Unknown);
  EXPECT_FALSE(proof->holds());
}

TEST(Prove, TheSyntheticBookHolds) {
  auto file = std::make_shared<rulebook::BookFile>();
  file->book = rulebook::synthetic_book(60, 20, 7);
  const auto set = BookSet::join({file});
  const auto proof = proof_of(*set);
  for (const auto& check : proof.checks) EXPECT_FALSE(check.failed()) << in_words(check);
}

TEST(Render, SaysWhatIsWrongWithTheDeclarationFilledIn) {
  const auto set =
      set_of({book_of("  - {id: risk, when: {risky: yes}, outcome: consult, because: So.}\n",
                      "invariants:\n  - {id: safe, when: {risky: yes}, at_least: approve}\n")});
  const auto proof = proof_of(set);
  EXPECT_EQ(
      in_words(find(proof, CheckKind::InvariantHolds, "safe")),
      "house: the invariant safe is broken: a use it speaks of needs only consult, not approve\n"
      "    facts:\n"
      "      risky: yes\n"
      "  → consult by house/risk\n");
  EXPECT_EQ(
      summary_of(proof),
      "house 1: 0 invariants proved, 1 broken, 3 facts monotone, no dead row, no contradiction "
      "(1 row never decides alone; its default speaks where no row does; never clear; never "
      "notify; "
      "never approve; never prohibit)");
}

}  // namespace
}  // namespace gg::prover
