#include "prover/answer.h"

#include "json/json.h"
#include "rulebook/declaration.h"

#include <gtest/gtest.h>

namespace gg::prover {
namespace {

std::string small_book(const char* outcome) {
  return std::string(
             "rulebook: house\nversion: 1\nname: House rules\nnotice: For tests.\n"
             "facts:\n  - {id: risky, risk: yes, ask: Is it risky}\n"
             "rows:\n  - {id: risk, when: {risky: yes}, outcome: ") +
         outcome +
         ", because: So.}\n"
         "default: {outcome: consult, because: No row speaks.}\n"
         "invariants:\n  - {id: safe, when: {risky: yes}, at_least: approve}\n";
}

Json answer_to(const Json& request) {
  return parse_json(answer(request.dump())).value_or(Json::object());
}

std::string refusal_of(const Json& request) {
  const auto json = answer_to(request);
  const auto* error = find_member(json, "error");
  return error == nullptr ? "no error"
                          : std::string(text_member(*error, "kind")) + ": " +
                                std::string(text_member(*error, "message"));
}

TEST(Answer, ProvesEachBookAloneAndAllTogether) {
  auto other = small_book("approve");
  other.replace(other.find("house"), 5, "other");
  const auto json = answer_to(
      {{"task", "prove"}, {"books", {small_book("consult"), other}}, {"timeout_ms", 60'000}});
  ASSERT_EQ(json.at("proofs").size(), 3U);
  EXPECT_FALSE(json["proofs"][0]["holds"].get<bool>());
  EXPECT_TRUE(json["proofs"][1]["holds"].get<bool>());
  EXPECT_TRUE(json["proofs"][2]["holds"].get<bool>());  // the other book makes up for it
  EXPECT_EQ(json["proofs"][2]["books"], Json({"house 1", "other 1"}));
}

TEST(Answer, ComparesVersions) {
  const auto json = answer_to({{"task", "compare"},
                               {"before", {small_book("approve")}},
                               {"after", {small_book("consult")}},
                               {"timeout_ms", 60'000}});
  const auto& difference = json.at("difference");
  EXPECT_FALSE(difference["same"].get<bool>());
  ASSERT_EQ(difference["changes"].size(), 1U);
  EXPECT_EQ(difference["changes"][0]["text"],
            "house/risk needs less now (decided before):\n"
            "    facts:\n"
            "      risky: yes\n"
            "  before → approve by house/risk\n"
            "  now    → consult by house/risk\n");
}

TEST(Answer, WitnessCanBeReadAsADeclaration) {
  const auto json =
      answer_to({{"task", "prove"}, {"books", {small_book("consult")}}, {"timeout_ms", 60'000}});
  const auto& check = json["proofs"][0]["checks"][0];
  EXPECT_EQ(check["kind"], "invariant_holds");
  const auto read =
      rulebook::parse_declaration(check["witnesses"][0]["declaration"].dump(), "witness");
  ASSERT_TRUE(read.has_value()) << to_text(read.error());
  EXPECT_EQ(read->answers.at("risky"), "yes");
}

TEST(Answer, RefusesWhatIsNoRequest) {
  EXPECT_EQ(refusal_of(Json::array()), "invalid_input: this is no request");
  EXPECT_EQ(refusal_of({{"task", "prove"}}),
            "invalid_input: timeout_ms must be a number of milliseconds, at most a day");
  EXPECT_EQ(refusal_of({{"task", "sing"}, {"timeout_ms", 1}}),
            "invalid_input: task must be prove or compare");
  EXPECT_EQ(refusal_of({{"task", "prove"}, {"books", Json::array()}, {"timeout_ms", 1}}),
            "invalid_input: books must be a list of books");
}

TEST(Answer, TellsWhatIsWrongInABook) {
  EXPECT_NE(refusal_of({{"task", "prove"}, {"books", {"rulebook: house\n"}}, {"timeout_ms", 1}})
                .find("book 1:"),
            std::string::npos);
}

}  // namespace
}  // namespace gg::prover
