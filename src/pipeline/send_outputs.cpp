#include "pipeline/send_outputs.h"

#include "base/text.h"
#include "pipeline/generation_facts.h"

#include <algorithm>
#include <iterator>
#include <span>

namespace gg::pipeline {
namespace {

void add_problem(Sent& sent, const std::string& problem) {
  if (!contains(sent.problems, problem)) sent.problems.push_back(problem);
}

/// The next outputs of one use, as many as one request takes.
std::span<const Output> next_of(std::span<const Output> outputs) {
  std::size_t count = 0;
  while (count < outputs.size() && count < outputs_together_max &&
         outputs[count].use == outputs.front().use)
    ++count;
  return outputs.first(count);
}

Result<Json> post(const desk_client::DeskClient& desk, std::span<const Output> outputs) {
  Json assets = Json::array();
  for (const auto& output : outputs) assets.push_back(output.asset);
  return desk.post("/uses/" + desk_client::encoded(outputs.front().use) + "/assets",
                   {{"assets", std::move(assets)}});
}

void take_items(Sent& sent, const Json& answer, const std::string& use) {
  const auto* items = find_member(answer, "items");
  if (items == nullptr || !items->is_array()) return;
  for (auto item : *items) {
    item["use"] = use;
    sent.items.push_back(std::move(item));
  }
}

/// Registers outputs of one use; adds to `left` what was refused. False where no more can be sent.
bool send_some(const desk_client::DeskClient& desk, std::span<const Output> outputs, Sent& sent,
               std::vector<Output>& left) {
  const auto answer = post(desk, outputs);
  if (answer.has_value()) {
    take_items(sent, *answer, outputs.front().use);
    return true;
  }
  const bool is_one_of_many = answer.error().kind == ErrorKind::InvalidInput && outputs.size() > 1;
  if (!is_one_of_many) {
    add_problem(sent, answer.error().message);
    left.insert(left.end(), outputs.begin(), outputs.end());
    return answer.error().kind != ErrorKind::Unavailable;
  }
  const auto half = outputs.size() / 2;
  const bool goes_on = send_some(desk, outputs.first(half), sent, left);
  if (goes_on) return send_some(desk, outputs.subspan(half), sent, left);
  left.insert(left.end(), outputs.begin() + std::ptrdiff_t(half), outputs.end());
  return false;
}

}  // namespace

Result<Sent> send_outputs(const OutputFolder& folder, const desk_client::DeskClient& desk) {
  TRY_LET(auto waiting, folder.waiting());
  Sent sent;
  std::vector<Output> own;
  std::vector<Output> left;
  for (auto& output : waiting)
    (output.server == desk.server() ? own : left).push_back(std::move(output));
  for (const auto& other : left)
    add_problem(sent, "outputs of a run against " + other.server + " wait for that desk");
  std::span<const Output> rest(own);
  while (!rest.empty()) {
    const auto some = next_of(rest);
    const bool goes_on = send_some(desk, some, sent, left);
    rest = rest.subspan(some.size());
    if (!goes_on) left.insert(left.end(), rest.begin(), rest.end());
    if (!goes_on) break;
  }
  if (!waiting.empty()) TRY(folder.keep(left));
  sent.left = left.size();
  return sent;
}

}  // namespace gg::pipeline
