#include "clearance/rulebook_together.h"

#include "base/text.h"
#include "clearance/doc.h"
#include "clearance/rulebook_titles.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace gg::clearance {
namespace {

using rulebook::BookFilePtr;

/// The other books of a title; nothing where one of them is not here, which its own decisions say.
Result<std::optional<std::vector<BookFilePtr>>> others_of(store::Snapshot& snapshot, World& world,
                                                          const store::Record& title,
                                                          std::string_view book, Date day) {
  std::vector<BookFilePtr> others;
  for (const auto& name : books_named_by(title.doc)) {
    if (name == book) continue;
    auto file = world.books.one(snapshot, name, day);
    if (!file.has_value() && file.error().kind != ErrorKind::NotFound) return fail(file.error());
    if (!file.has_value()) return std::optional<std::vector<BookFilePtr>>();
    others.push_back(*std::move(file));
  }
  std::ranges::sort(others, {}, [](const BookFilePtr& one) { return one->sha256.hex(); });
  return std::optional(std::move(others));
}

std::vector<std::string> hashes_of(const std::vector<BookFilePtr>& books) {
  std::vector<std::string> hashes;
  for (const auto& one : books) hashes.push_back(one->sha256.hex());
  return hashes;
}

JointOrder order_of(const std::vector<BookFilePtr>& others, const DraftText& draft) {
  JointOrder order{.titles = 1, .books = {}, .texts = {draft.text}, .before = {}};
  if (!draft.before.empty()) order.before.push_back(draft.before);
  for (const auto& other : others) {
    order.books.push_back(other->book.id + "@" + other->book.version);
    order.texts.push_back(rulebook::write_book(other->book));
    if (!draft.before.empty()) order.before.push_back(order.texts.back());
  }
  return order;
}

using Failure = std::tuple<std::string, std::string, std::string>;

std::set<Failure> failures_in(const Json& proof, std::string_view verdict) {
  std::set<Failure> failures;
  const auto* checks = find_member(proof, "checks");
  if (checks == nullptr) return failures;
  for (const auto& check : *checks)
    if (check.value("failed", false) && text_at(check, "verdict") == verdict)
      failures.emplace(text_at(check, "kind"), text_at(check, "book"), text_at(check, "subject"));
  return failures;
}

/// How one set came out: what fails in it now and did not before.
struct JointVerdict {
  std::size_t refuted = 0;
  bool is_unknown = false;
};

JointVerdict verdict_of(const Json& answer) {
  const auto& proof = answer.at("proof");
  if (proof.contains("error")) return {.refuted = 0, .is_unknown = true};
  auto refuted = failures_in(proof, "refuted");
  for (const auto& known : failures_in(answer.at("before"), "refuted")) refuted.erase(known);
  return {.refuted = refuted.size(), .is_unknown = !failures_in(proof, "unknown").empty()};
}

std::string said_of(const Json& answer) {
  const auto& proof = answer.at("proof");
  return "with " + joined(texts_at(answer, "books"), ", ") + ": " +
         text_at(proof, proof.contains("error") ? "error" : "summary");
}

}  // namespace

Result<std::vector<JointOrder>> joint_orders(store::Snapshot& snapshot, World& world,
                                             const DraftText& draft, Date day) {
  TRY_LET(const auto titles, titles_of_book(snapshot, draft.book));
  std::map<std::vector<std::string>, JointOrder> sets;
  for (const auto& one : titles) {
    if (!one.pinned.empty()) continue;
    TRY_LET(const auto others, others_of(snapshot, world, one.title, draft.book, day));
    if (!others || others->empty()) continue;
    const auto [place, is_new] = sets.try_emplace(hashes_of(*others));
    if (is_new)
      place->second = order_of(*others, draft);
    else
      ++place->second.titles;
  }
  std::vector<JointOrder> orders;
  for (auto& [hashes, order] : sets) orders.push_back(std::move(order));
  std::ranges::sort(orders, [](const JointOrder& one, const JointOrder& other) {
    return std::tie(other.titles, one.texts) < std::tie(one.titles, other.texts);
  });
  return orders;
}

Json joint_answer(const JointOrder& order, Json proof, Json before) {
  return {{"titles", order.titles},
          {"books", order.books},
          {"proof", std::move(proof)},
          {"before", std::move(before)}};
}

Json line_of_together(const Json& answers) {
  if (!answers.is_array() || answers.empty()) return {{"state", "alone"}};
  std::size_t refuted = 0;
  std::size_t unknown = 0;
  const Json* first_refuted = nullptr;
  const Json* first_unknown = nullptr;
  for (const auto& answer : answers) {
    const auto verdict = verdict_of(answer);
    if (verdict.refuted > 0 && first_refuted == nullptr) first_refuted = &answer;
    if (verdict.is_unknown && first_unknown == nullptr) first_unknown = &answer;
    refuted += verdict.refuted;
    unknown += verdict.is_unknown ? 1 : 0;
  }
  const auto* told = first_refuted != nullptr   ? first_refuted
                     : first_unknown != nullptr ? first_unknown
                                                : &answers.front();
  return {{"state", refuted > 0   ? "refuted"
                    : unknown > 0 ? "unknown"
                                  : "proved"},
          {"summary", said_of(*told)},
          {"sets", answers.size()},
          {"refuted", refuted},
          {"unknown", unknown}};
}

}  // namespace gg::clearance
