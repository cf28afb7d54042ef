#include "cli/exit_code.h"
#include "cli/rulebook_commands.h"
#include "json/json.h"
#include "rulebook/replay.h"
#include "shelf/shelf.h"

#include <cstdio>
#include <optional>

namespace gg::cli {
namespace {

constexpr std::uintmax_t past_bytes_max = std::uintmax_t{1} << 30;

std::string word(Outcome outcome) { return std::string(word_of(outcome_words, outcome)); }

Json to_json(const rulebook::Replay& replay) {
  Json told = Json::array();
  for (const auto& one : replay.told) {
    Json json = {{"id", one.id}, {"line", one.line}};
    if (one.before) json["before"] = word(*one.before);
    json["now"] = word(one.now);
    json["approval_needs_more"] = one.approval_needs_more();
    told.push_back(std::move(json));
  }
  return {{"declarations", replay.count},
          {"stricter", replay.stricter},
          {"milder", replay.milder},
          {"approvals_needing_more", replay.approvals_needing_more},
          {"told", std::move(told)}};
}

void tell(const rulebook::Replay& replay) {
  for (const auto& one : replay.told)
    std::printf("line %zu  %s  %s → %s%s\n", one.line, one.id.empty() ? "(no id)" : one.id.c_str(),
                one.before ? word(*one.before).c_str() : "not recorded", word(one.now).c_str(),
                one.approval_needs_more() ? "  its open approval needs more" : "");
  std::printf(
      "%zu declarations: %zu stricter, %zu milder, %zu as before; %zu open approvals need more\n",
      replay.count, replay.stricter, replay.milder, replay.count - replay.stricter - replay.milder,
      replay.approvals_needing_more);
}

}  // namespace

int run_rulebook_replay(const RulebookCommand& command) {
  const auto lines = read_input(command.input, past_bytes_max);
  if (!lines) return complain(lines.error());
  const auto now = shelf::load_set(books_of(command, {}));
  if (!now) return complain(now.error());
  std::optional<rulebook::BookSet> before;
  if (!command.against.empty()) {
    auto set = shelf::load_set({command.against});
    if (!set) return complain(set.error());
    before = *std::move(set);
  }
  const auto result = rulebook::replay(*lines, *now, before ? &*before : nullptr,
                                       command.all ? rulebook::Tell::All : rulebook::Tell::Changed);
  if (!result) return complain(result.error());
  if (command.json)
    std::printf("%s\n", to_json(*result).dump(2).c_str());
  else
    tell(*result);
  return 0;
}

}  // namespace gg::cli
