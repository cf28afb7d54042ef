#include "desk/book_checker.h"

#include "clearance/rulebook_checks.h"
#include "helpers/ask_prover.h"

#include <chrono>
#include <cstdio>
#include <optional>

namespace gg::desk {
namespace {

constexpr std::chrono::seconds look_for_drafts{30};  // rings come sooner

/// One member of the prover's answer, or why there is none.
Json answer_or_error(Json request, const char* member, std::chrono::milliseconds timeout,
                     const std::stop_token& stop) {
  const auto answer = helpers::ask_prover(std::move(request), timeout, stop);
  if (!answer.has_value()) return {{"error", answer.error().message}};
  const auto* found = find_member(*answer, member);
  if (found == nullptr) return {{"error", "the prover's answer says nothing"}};
  return found->is_array() ? found->at(0) : *found;
}

bool has_failed(const Json& proof) { return !proof.value("holds", false); }

/// Proves a draft together with the other books of titles, as far as `timeout` for all of it goes.
Json together_answers(const clearance::CheckOrder& order, std::chrono::milliseconds timeout,
                      const std::stop_token& stop) {
  const auto end = std::chrono::steady_clock::now() + timeout;
  const auto proof_of = [&](const std::vector<std::string>& texts) -> Json {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        end - std::chrono::steady_clock::now());
    if (left < std::chrono::milliseconds(1)) return {{"error", "time ran out before it was asked"}};
    return answer_or_error({{"task", "prove"}, {"books", texts}, {"sets", "together"}}, "proofs",
                           left, stop);
  };
  Json answers = Json::array();
  for (const auto& joint : order.together) {
    if (stop.stop_requested()) break;
    auto proof = proof_of(joint.texts);
    Json before;
    if (has_failed(proof) && !proof.contains("error") && !joint.before.empty())
      before = proof_of(joint.before);
    answers.push_back(clearance::joint_answer(joint, std::move(proof), std::move(before)));
  }
  return answers;
}

}  // namespace

BookChecker::BookChecker(clearance::Clearance& desk, Wake& waiting,
                         std::chrono::milliseconds timeout)
    : register_(desk),
      waiting_(waiting),
      timeout_(timeout),
      thread_([this](const std::stop_token& stop) { work(stop); }) {}

void BookChecker::work(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    const auto rings = waiting_.rings();
    const auto checked = check_next(stop);
    if (!checked.has_value())
      std::fprintf(stderr, "rulebooks: %s\n", checked.error().message.c_str());
    if (!checked.value_or(false)) waiting_.wait(rings, stop, look_for_drafts);
  }
}

/// True where there was a draft to check.
Result<bool> BookChecker::check_next(const std::stop_token& stop) {
  std::optional<clearance::CheckOrder> order;
  TRY(register_.read([&](store::Snapshot& snapshot) -> Result<void> {
    auto& world = register_.world();
    TRY_LET(order, clearance::next_check(snapshot, world, world.now()));
    return {};
  }));
  if (!order) return false;
  clearance::CheckAnswers answers;
  answers.proofs =
      answer_or_error({{"task", "prove"}, {"books", {order->text}}}, "proofs", timeout_, stop);
  if (!order->before.empty())
    answers.difference = answer_or_error(
        {{"task", "compare"}, {"before", {order->before}}, {"after", {order->text}}}, "difference",
        timeout_, stop);
  answers.together = together_answers(*order, timeout_, stop);
  if (stop.stop_requested()) return false;
  TRY(register_.run("system", [&](clearance::Work& work) {
    return clearance::keep_check(work, *order, answers);
  }));
  return true;
}

}  // namespace gg::desk
