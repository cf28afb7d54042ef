#include "clearance/rulebook_checks.h"

#include "base/sha256.h"
#include "clearance/doc.h"
#include "clearance/rulebook_store.h"
#include "clearance/rulebook_titles.h"
#include "ledger/canonical_json.h"

namespace gg::clearance {
namespace {

constexpr std::int64_t drafts_max = 1000;

bool waits_for_check(const store::Record& record) {
  return record.state == "draft" && text_at(record.doc.at("checks"), "state") == "waiting";
}

std::size_t count_of(const Json& checks, std::string_view verdict) {
  std::size_t count = 0;
  for (const auto& one : checks)
    if (one.value("failed", false) && text_at(one, "verdict") == verdict) ++count;
  return count;
}

/// The line of the record about a step, whose findings are kept in full beside it.
Result<Json> line_of(std::string state, std::string summary, const Json& found) {
  TRY_LET(const auto canonical, ledger::canonical_json(found));
  return Json{{"state", std::move(state)},
              {"summary", std::move(summary)},
              {"sha256", sha256_of(canonical).hex()}};
}

Result<Json> line_of_proofs(const Json& found) {
  if (found.contains("error")) return line_of("unknown", text_at(found, "error"), found);
  const auto refuted = count_of(found.at("checks"), "refuted");
  const auto unknown = count_of(found.at("checks"), "unknown");
  TRY_LET(auto line, line_of(refuted > 0   ? "refuted"
                             : unknown > 0 ? "unknown"
                                           : "proved",
                             text_at(found, "summary"), found));
  line["refuted"] = refuted;
  line["unknown"] = unknown;
  return line;
}

Result<Json> line_of_difference(const CheckOrder& order, const Json& found) {
  if (order.before.empty()) return Json{{"state", "first"}};
  if (found.contains("error")) return line_of("unknown", text_at(found, "error"), found);
  const bool is_settled = found.at("unknown").empty();
  const bool is_same = found.value("same", false);
  TRY_LET(auto line, line_of(!is_settled ? "unknown"
                             : is_same   ? "same"
                                         : "differs",
                             text_at(found, "summary"), found));
  line["changes"] = found.at("changes").size();
  line["against"] = order.before_name;
  line["against_sha256"] = order.before_sha256;
  return line;
}

bool has_passed(const Json& checks) {
  return checks.at("cases").at("failed") == 0 && checks.at("proofs").at("state") == "proved" &&
         checks.at("difference").at("state") != "unknown" &&
         (checks.at("together").at("state") == "alone" ||
          checks.at("together").at("state") == "proved");
}

Result<Json> hashed_line_of_together(const Json& found) {
  auto line = line_of_together(found);
  TRY_LET(const auto canonical, ledger::canonical_json(found));
  if (line.at("state") != "alone") line["sha256"] = sha256_of(canonical).hex();
  return line;
}

}  // namespace

Result<std::optional<CheckOrder>> next_check(store::Snapshot& snapshot, World& world, Moment now) {
  TRY_LET(const auto drafts,
          snapshot.list({.noun = "rulebook", .states = {"draft"}, .limit = drafts_max}));
  for (const auto& draft : drafts) {
    if (!waits_for_check(draft)) continue;
    CheckOrder order{.rulebook = draft.id, .sha256 = text_at(draft.doc, "sha256")};
    TRY_LET(const auto text, find_book_text(snapshot, order.sha256));
    order.text = text.value_or("");
    TRY_LET(const auto before,
            version_in_force(snapshot, world, text_at(draft.doc, "book"), day_of(now)));
    if (before) {
      order.before = rulebook::write_book(before->book);
      order.before_name = before->book.id + "@" + before->book.version;
      order.before_sha256 = before->sha256.hex();
    }
    TRY_LET(order.together,
            joint_orders(
                snapshot, world,
                {.book = text_at(draft.doc, "book"), .text = order.text, .before = order.before},
                day_of(now)));
    return std::optional(std::move(order));
  }
  return std::optional<CheckOrder>();
}

Result<store::Record> keep_check(Work& work, const CheckOrder& order, const CheckAnswers& answers) {
  TRY_LET(auto record, must_find(work.transaction, "rulebook", order.rulebook));
  if (!waits_for_check(record) || text_at(record.doc, "sha256") != order.sha256) return record;
  auto proofs = answers.proofs;
  proofs[together_member] = answers.together;
  TRY(keep_found(work.transaction, record.id, proofs_step, proofs));
  TRY(keep_found(work.transaction, record.id, difference_step, answers.difference));
  auto& checks = record.doc["checks"];
  TRY_LET(checks["together"], hashed_line_of_together(answers.together));
  TRY_LET(checks["proofs"], line_of_proofs(answers.proofs));
  TRY_LET(checks["difference"], line_of_difference(order, answers.difference));
  const bool passed = has_passed(checks);
  checks["state"] = passed ? "passed" : "failed";
  checks["at"] = text_of(work.now);
  record.state = passed ? "checked" : "draft";
  Telling telling{.facts = {{"book", record.doc.at("book")},
                            {"book_version", record.doc.at("book_version")},
                            {"cases", checks.at("cases")},
                            {"proofs", checks.at("proofs")},
                            {"together", checks.at("together")},
                            {"difference", checks.at("difference")}},
                  .rulebooks = {{{"id", record.doc.at("book")},
                                 {"version", record.doc.at("book_version")},
                                 {"sha256", order.sha256}}},
                  .inform = {}};
  return put(work, "rulebook.checked", std::move(record), std::move(telling));
}

}  // namespace gg::clearance
