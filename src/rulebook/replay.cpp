#include "rulebook/replay.h"

#include "json/json.h"

namespace gg::rulebook {
namespace {

Error at_line(std::size_t number, std::string text) {
  return {ErrorKind::InvalidInput, "line " + std::to_string(number) + ": " + std::move(text)};
}

void count(const Replayed& one, Replay& replay) {
  ++replay.count;
  if (!one.changed()) return;
  ++(*one.before < one.now ? replay.stricter : replay.milder);
  if (one.approval_needs_more()) ++replay.approvals_needing_more;
}

Result<Outcome> outcome_under(const BookSet& set, Evaluator& evaluator,
                              const Declaration& declaration, std::size_t number) {
  const auto slots = slots_of(set, declaration, UnknownAnswers::Ignore);
  if (!slots) return fail(at_line(number, to_text(slots.error())));
  return evaluator.outcome(*slots);
}

}  // namespace

Result<PastDeclaration> parse_past(std::string_view line, std::size_t line_number) {
  const auto json = parse_json(line);
  if (!json || !json->is_object())
    return fail(at_line(line_number, "this is not one JSON object; write one declaration a line"));
  PastDeclaration past;
  auto declaration = declaration_of(*json);
  if (!declaration) return fail(at_line(line_number, declaration.error().message));
  past.declaration = *std::move(declaration);
  if (const auto word = text_member(*json, "outcome"); !word.empty()) {
    past.outcome = value_of(outcome_words, word);
    if (!past.outcome) return fail(at_line(line_number, in_quotes(word) + " is not an outcome"));
  }
  const auto* approved = find_member(*json, "approved");
  past.approved = approved != nullptr && approved->is_boolean() && approved->get<bool>();
  return past;
}

Result<Replay> replay(std::string_view lines, const BookSet& now, const BookSet* before,
                      Tell tell) {
  Replay result;
  Evaluator now_evaluator(now);
  std::optional<Evaluator> before_evaluator;
  if (before != nullptr) before_evaluator.emplace(*before);
  std::size_t number = 0;
  while (!lines.empty()) {
    const auto end = lines.find('\n');
    const auto line = lines.substr(0, end);
    lines = end == std::string_view::npos ? std::string_view() : lines.substr(end + 1);
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    TRY_LET(const auto past, parse_past(line, number));
    Replayed one{past.declaration.id, number, past.outcome, Outcome::Clear, past.approved};
    TRY_LET(one.now, outcome_under(now, now_evaluator, past.declaration, number));
    if (before_evaluator) {
      TRY_LET(one.before, outcome_under(*before, *before_evaluator, past.declaration, number));
    }
    count(one, result);
    if (tell == Tell::All || one.changed()) result.told.push_back(std::move(one));
  }
  return result;
}

}  // namespace gg::rulebook
