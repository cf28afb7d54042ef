#include "rulebook/changes.h"
#include "rulebook/decision.h"
#include "rulebook/explain.h"
#include "rulebook/replay.h"
#include "rulebook/run_cases.h"

#include <gtest/gtest.h>

namespace gg::rulebook {
namespace {

constexpr std::string_view house = R"(
rulebook: house
version: "1"
name: House rules
notice: A starting point for counsel.
sources: [{id: H, title: The house, confidence: A}]
facts:
  - {id: final, risk: yes, ask: Is it final}
  - {id: likeness, risk: yes, ask: Is it a person}
  - {id: consent, from: consent, risk: no, ask: Is there consent}
  - {id: element, type: choice, of: [none, prop, setting], ask: What is it}
  - {id: seconds, type: number, max: 100, ask: How long}
define:
  - {id: big, any: [{element: setting}, {seconds: {from: 10}}]}
reviewers: [{id: contact, name: the contact}, {id: legal, name: legal}]
duties: [{id: credit, what: Credit it., due: before_release, owner: partner, evidence: credit}]
rows:
  - {id: all, outcome: notify, because: Everyone hears.}
  - {id: small, when: {final: no, likeness: no}, outcome: notify, because: Small and temporary.}
  - {id: in-final, clause: "1", when: {final: yes, big: yes}, outcome: approve, reviewers: [contact, legal], duties: [credit], because: Big and final.}
  - {id: face, when: {likeness: yes, consent: no}, outcome: prohibit, reviewers: [legal], because: Nobody agreed.}
  - {id: doc, applies: {kinds: [documentary], territories: [US-CA]}, in_force: {from: 2026-01-01}, when: {likeness: yes}, outcome: approve, because: Real people.}
default: {outcome: consult, reviewers: [contact], because: No row speaks.}
cases:
  - {name: A mood board, given: {final: no, likeness: no, element: none, seconds: 0}, expect: {outcome: notify, rows: [small], unsure: [], reviewers: [], duties: []}}
)";

BookFilePtr book_of(std::string_view text) {
  auto book = parse_book(text, "house.yaml");
  EXPECT_TRUE(book.has_value()) << to_text(book.error());
  return *book;
}

BookSet set_of(std::string_view text) {
  auto set = BookSet::join({book_of(text)});
  EXPECT_TRUE(set.has_value()) << to_text(set.error());
  return *std::move(set);
}

Declaration declared(std::string_view yaml) {
  auto read = parse_declaration(yaml, "use.yaml");
  EXPECT_TRUE(read.has_value()) << to_text(read.error());
  return *std::move(read);
}

struct Outcomes {
  const char* facts;
  Outcome outcome;
  const char* fired;  ///< Rows for certain, then those unsure with "?".
};

std::string fired_text(const BookSet& set, const Decision& decision) {
  std::string text;
  for (const auto& one : decision.fired)
    text += (text.empty() ? "" : " ") + row_name(set, one.book, one.row).substr(6) +
            (one.truth == Truth::True ? "" : "?");
  return text;
}

TEST(Decide, FollowsStrongKleeneLogicRowByRow) {
  const auto set = set_of(house);
  Evaluator evaluator(set);
  const std::string title =
      "title: {kind: scripted, territories: [DE]}\nas_of: 2026-11-01\nfacts: ";
  const Outcomes cases[] = {
      {"{final: no, likeness: no}", Outcome::Notify, "all small"},
      {"{final: yes, likeness: no, element: setting}", Outcome::Approve, "all in-final"},
      {"{final: yes, likeness: no, element: prop, seconds: 9.999}", Outcome::Consult,
       "all default"},
      {"{final: yes, likeness: no, element: prop, seconds: 10}", Outcome::Approve, "all in-final"},
      {"{final: yes, likeness: no, element: prop}", Outcome::Consult, "all in-final?"},
      {"{final: yes, likeness: no, element: unsure, seconds: 3}", Outcome::Consult,
       "all in-final?"},
      {"{final: no, likeness: yes, consent: yes}", Outcome::Consult, "all default"},
      {"{final: no, likeness: yes, consent: no}", Outcome::Prohibit, "all face"},
      {"{final: no, likeness: yes, consent: unsure}", Outcome::Consult, "all face?"},
      {"{final: no, likeness: unsure, consent: no}", Outcome::Consult, "all small? face?"},
      {"{}", Outcome::Consult, "all small? in-final? face?"},
  };
  for (const auto& one : cases) {
    const auto slots = slots_of(set, declared(title + one.facts));
    ASSERT_TRUE(slots.has_value()) << one.facts;
    const auto decision = decide(set, evaluator, *slots);
    EXPECT_EQ(decision.outcome, one.outcome) << one.facts;
    EXPECT_EQ(evaluator.outcome(*slots), one.outcome) << one.facts;
    EXPECT_EQ(fired_text(set, decision), one.fired) << one.facts;
  }
}

TEST(Decide, ARowHoldsOnlyWhereTitleAndDaySay) {
  const auto set = set_of(house);
  Evaluator evaluator(set);
  const auto fired = [&](std::string_view head) {
    const auto slots = slots_of(
        set, declared(std::string(head) + "\nfacts: {likeness: yes, consent: yes, final: no}"));
    return fired_text(set, decide(set, evaluator, *slots));
  };
  EXPECT_EQ(fired("title: {kind: documentary, territories: [US]}\nas_of: 2026-01-01"), "all doc");
  EXPECT_EQ(fired("title: {kind: documentary, territories: [US-CA]}\nas_of: 2026-01-01"),
            "all doc");
  EXPECT_EQ(fired("title: {kind: documentary, territories: [US-NY]}\nas_of: 2026-01-01"),
            "all default");
  EXPECT_EQ(fired("title: {kind: documentary, territories: [world]}\nas_of: 2025-12-31"),
            "all default");
  EXPECT_EQ(fired("title: {kind: scripted, territories: [US]}\nas_of: 2026-01-01"), "all default");
  EXPECT_EQ(fired("title: {kind: documentary}\nas_of: 2026-01-01"), "all doc?");
  EXPECT_EQ(fired("title: {territories: [US]}\nas_of: 2026-01-01"), "all doc?");
}

TEST(Decide, AsksReviewersAndDutiesOfAllRowsThatFire) {
  const auto set = set_of(house);
  Evaluator evaluator(set);
  const auto slots =
      slots_of(set, declared("{title: {kind: scripted}, as_of: 2026-11-01, facts: {final: yes, "
                             "element: setting, likeness: yes, consent: no}}"));
  const auto decision = decide(set, evaluator, *slots);
  ASSERT_EQ(decision.reviewers.size(), 2U);
  EXPECT_EQ(decision.reviewers[0].id, "contact");
  EXPECT_EQ(decision.reviewers[1].id, "legal");
  EXPECT_EQ(decision.reviewers[1].rows.size(), 2U);
  ASSERT_EQ(decision.duties.size(), 1U);
  EXPECT_EQ(decision.duties[0].id, "credit");
}

TEST(Decide, SaysWhoComesAfterWhomAndOfWhomOneSuffices) {
  constexpr std::string_view ordered = R"(
rulebook: house
version: "1"
name: House rules
notice: A starting point for counsel.
reviewers:
  - {id: contact, name: the contact}
  - {id: legal, name: legal, after: [contact, union]}
  - {id: counsel, name: counsel}
  - {id: union, name: the union}
  - {id: lawyer, name: a lawyer, any_of: [legal, counsel], after: [contact]}
rows: [{id: all, outcome: approve, reviewers: [legal, contact, lawyer], because: So.}]
default: {outcome: consult, because: No row speaks.}
)";
  const auto set = set_of(ordered);
  Evaluator evaluator(set);
  const auto declaration = declared("{title: {kind: scripted}, as_of: 2026-11-01}");
  const auto slots = slots_of(set, declaration);
  const auto decision = decide(set, evaluator, *slots);
  const auto record = record_of(set, *slots, declaration, decision);
  EXPECT_EQ(record.at("reviewers").at(0).at("after"), Json({"contact", "union"}));
  EXPECT_EQ(record.at("reviewers").at(2).at("any_of"), Json({"legal", "counsel"}));
  EXPECT_FALSE(record.at("reviewers").at(1).contains("after"));
  EXPECT_EQ(recompute(record.dump(), set.books()).value(), record.dump());
  const auto text = explain(set, *slots, declaration, decision);
  EXPECT_NE(text.find("legal, after the contact  (house/all)"), std::string::npos) << text;
  EXPECT_NE(text.find("a lawyer: one suffices of legal, counsel, after the contact"),
            std::string::npos)
      << text;
}

TEST(Decide, TellsRowsThatOneAnswerWouldMakeSpeak) {
  const auto set = set_of(house);
  Evaluator evaluator(set);
  const auto slots =
      slots_of(set, declared("{title: {kind: scripted}, as_of: 2026-11-01, facts: {final: yes, "
                             "element: prop, seconds: 1, likeness: no, consent: no}}"));
  const auto decision = decide(set, evaluator, *slots);
  ASSERT_EQ(decision.near.size(), 2U);
  EXPECT_EQ(row_name(set, decision.near[0].book, decision.near[0].row), "house/in-final");
  EXPECT_EQ(set.subjects()[decision.near[0].subject].fact.id, "element");
  EXPECT_EQ(row_name(set, decision.near[1].book, decision.near[1].row), "house/face");
  EXPECT_EQ(set.subjects()[decision.near[1].subject].fact.id, "likeness");
}

TEST(Record, CanBeRecomputedByteByByte) {
  const auto book = book_of(house);
  const auto set = *BookSet::join({book});
  Evaluator evaluator(set);
  const auto declaration = declared(
      "{id: u1, title: {kind: documentary, territories: [US, FR], agreements: [x], roles: "
      "[deployer], release: 2027-01-01}, as_of: 2026-11-01, facts: {final: yes, element: unsure, "
      "seconds: 2.5, likeness: no}}");
  const auto slots = slots_of(set, declaration);
  const auto record = record_of(set, *slots, declaration, decide(set, evaluator, *slots)).dump();
  EXPECT_EQ(*recompute(record, {book}), record);

  auto forged = record;
  forged.replace(forged.find("\"outcome\":\"consult\""), 19, "\"outcome\":\"notify\" ");
  EXPECT_NE(*recompute(forged, {book}), forged);
  const auto missing = recompute(record, {});
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().kind, ErrorKind::NotFound);
  EXPECT_NE(missing.error().message.find(book->sha256.hex()), std::string::npos);
  EXPECT_EQ(recompute("{}", {book}).error().kind, ErrorKind::InvalidInput);
}

TEST(WaysDown, FindsTheSmallestChangesTheDeclarerControls) {
  const auto set = set_of(house);
  const auto slots =
      slots_of(set, declared("{title: {kind: scripted}, as_of: 2026-11-01, facts: {final: yes, "
                             "element: setting, seconds: 50, likeness: yes, consent: no}}"));
  const auto ways = ways_down(set, *slots);
  EXPECT_TRUE(ways.complete);
  ASSERT_EQ(ways.ways.size(), 2U);
  EXPECT_EQ(ways.ways[0].outcome, Outcome::Approve);
  EXPECT_EQ(in_words(set, *slots, ways.ways[0].changes), "likeness yes → no");
  EXPECT_EQ(ways.ways[1].outcome, Outcome::Notify);  // as few changes as consult would take
  EXPECT_EQ(in_words(set, *slots, ways.ways[1].changes), "final yes → no; likeness yes → no");
}

TEST(WaysDown, SaysThatThereIsNoneWhenNothingCanBePlannedOtherwise) {
  std::string text(house);
  for (const auto* fact : {"id: final,", "id: likeness,", "id: element,", "id: seconds,"})
    text.replace(text.find(fact), std::string_view(fact).size(),
                 std::string(fact) + " changeable: no,");
  text.replace(text.find("id: consent,"), 12, "id: consent, changeable: no,");
  const auto set = set_of(text);
  const auto slots = slots_of(
      set,
      declared(
          "{title: {kind: scripted}, as_of: 2026-11-01, facts: {likeness: yes, consent: no}}"));
  const auto ways = ways_down(set, *slots);
  EXPECT_TRUE(ways.complete);
  EXPECT_TRUE(ways.ways.empty());
}

TEST(Explain, NamesRowClauseFactsPeopleDutiesAndDates) {
  const auto set = set_of(house);
  Evaluator evaluator(set);
  const auto declaration = declared(
      "{title: {kind: scripted, release: 2027-03-01}, as_of: 2026-11-01, facts: {final: yes, "
      "element: setting, likeness: unsure, consent: no}}");
  const auto slots = slots_of(set, declaration);
  const auto text =
      explain(set, *slots, declaration, decide(set, evaluator, *slots), ways_down(set, *slots));
  for (const auto* part :
       {"approve: written approval before work starts", "house/in-final, clause 1",
        "Big and final.", "because final is yes, element is setting",
        "not certain: likeness is unsure", "the contact  (house/in-final)",
        "before the first showing (2027-03-01), by the partner: Credit it.", "What would change it",
        "final yes → no", "A starting point for counsel."})
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
}

TEST(SlotsOf, RefusesAnswersThatAreNoneAndQuestionsNobodyAsks) {
  const auto set = set_of(house);
  const auto wrong = slots_of(set, declared("{facts: {likenes: yes, seconds: long}}"));
  ASSERT_FALSE(wrong.has_value());
  const auto text = to_text(wrong.error());
  EXPECT_NE(text.find("did you mean 'likeness'?"), std::string::npos) << text;
  EXPECT_NE(text.find("'long' is no answer; write a number from 0 to 100"), std::string::npos)
      << text;
  EXPECT_TRUE(slots_of(set, declared("{facts: {gone: yes}}"), UnknownAnswers::Ignore).has_value());
}

TEST(BookSet, AddsUpAndNeverLowersAnOutcome) {
  constexpr std::string_view quiet = R"(
rulebook: quiet
version: "1"
name: Quiet
notice: A starting point.
facts: [{id: final, risk: yes, ask: Is it final}]
rows: [{id: never, when: {final: yes}, outcome: clear, because: Nothing.}, {id: no, when: {final: no}, outcome: clear, because: Nothing.}]
default: {outcome: consult, because: No row.}
)";
  const auto alone = set_of(house);
  const auto both = BookSet::join({book_of(house), book_of(quiet)});
  ASSERT_TRUE(both.has_value());
  for (const auto* facts :
       {"{final: no, likeness: no}", "{final: yes, likeness: yes, consent: no}", "{}"}) {
    const auto declaration = declared("facts: " + std::string(facts));
    EXPECT_EQ(Evaluator(alone).outcome(*slots_of(alone, declaration)),
              Evaluator(*both).outcome(*slots_of(*both, declaration)));
  }
}

TEST(BookSet, RefusesOneIdWithTwoMeanings) {
  std::string other(house);
  other.replace(other.find("rulebook: house"), 15, "rulebook: other");
  other.replace(other.find("[none, prop, setting]"), 21, "[none, prop, setting, sky]");
  const auto set = BookSet::join({book_of(house), book_of(other)});
  ASSERT_FALSE(set.has_value());
  EXPECT_NE(to_text(set.error()).find("'element' means something else in house 1"),
            std::string::npos)
      << to_text(set.error());
  EXPECT_FALSE(BookSet::join({book_of(house), book_of(house)}).has_value());
}

TEST(RunCases, TellsWhatWasExpectedAndWhatCame) {
  const auto book = book_of(house);
  EXPECT_TRUE(run_cases(book, book->book.cases).empty());
  auto wrong = book->book.cases;
  wrong[0].expect.outcome = Outcome::Clear;
  wrong[0].expect.rows = {"face"};
  const auto failures = run_cases(book, wrong);
  ASSERT_EQ(failures.size(), 1U);
  EXPECT_NE(failures[0].text.find("outcome: expected clear, came notify"), std::string::npos);
  EXPECT_NE(failures[0].text.find("rows: expected [face], came [small]"), std::string::npos);
}

TEST(Replay, CountsWhatChangesAndApprovalsThatNeedMore) {
  const auto set = set_of(house);
  constexpr std::string_view past =
      "{\"id\":\"a\",\"as_of\":\"2026-01-01\",\"title\":{\"kind\":\"scripted\"},\"facts\":{"
      "\"final\":\"no\",\"likeness\":\"no\"},\"outcome\":\"notify\"}\n"
      "\n"
      "{\"id\":\"b\",\"as_of\":\"2026-01-01\",\"title\":{\"kind\":\"scripted\"},\"facts\":{"
      "\"likeness\":\"yes\",\"consent\":\"no\",\"old\":\"yes\"},\"outcome\":\"approve\","
      "\"approved\":true}\n"
      "{\"id\":\"c\",\"facts\":{\"final\":\"no\",\"likeness\":\"no\"},\"outcome\":\"prohibit\"}\n";
  const auto result = replay(past, set, nullptr, Tell::Changed);
  ASSERT_TRUE(result.has_value());
  EXPECT_EQ(result->count, 3U);
  EXPECT_EQ(result->stricter, 1U);
  EXPECT_EQ(result->milder, 1U);
  EXPECT_EQ(result->approvals_needing_more, 1U);
  ASSERT_EQ(result->told.size(), 2U);
  EXPECT_EQ(result->told[0].id, "b");
  EXPECT_EQ(result->told[0].line, 3U);
  const auto broken = replay("{}\nnot json\n", set, nullptr, Tell::All);
  ASSERT_FALSE(broken.has_value());
  EXPECT_NE(broken.error().message.find("line 2"), std::string::npos);
}

}  // namespace
}  // namespace gg::rulebook
