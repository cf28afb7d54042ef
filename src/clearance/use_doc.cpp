#include "clearance/use_doc.h"

#include "clearance/doc.h"

#include <utility>

namespace gg::clearance {
namespace {

constexpr std::int64_t consult_hours = 48;
constexpr std::int64_t approve_hours = 120;

std::int64_t hours_at(const store::Record& title, const char* key, std::int64_t otherwise) {
  const auto* hours = find_member(title.doc, key);
  return hours != nullptr && hours->is_number_integer() ? hours->get<std::int64_t>() : otherwise;
}

}  // namespace

std::string due_of(Moment now, const store::Record& title, UseState state) {
  if (!is_waiting(state)) return {};
  const auto hours = state == UseState::WaitingForContact
                         ? hours_at(title, "consult_hours", consult_hours)
                         : hours_at(title, "approve_hours", approve_hours);
  return text_of(now + std::chrono::hours(hours));
}

UseState state_of(const store::Record& use) {
  return value_of(use_state_words, use.state).value_or(UseState::Draft);
}

void set_state(store::Record& use, UseState state) { use.state = word_of(use_state_words, state); }

Result<void> check_step(const store::Record& use, UseStep step) {
  if (can_take(state_of(use), step)) return {};
  return fail(Error{ErrorKind::Conflict, use.id + " is " + use.state +
                                             ": from there it cannot take the step \"" +
                                             std::string(word_of(use_step_words, step)) + "\""});
}

std::vector<Track> tracks_of(const store::Record& use) {
  std::vector<Track> tracks;
  const auto* list = find_member(use.doc, "tracks");
  if (list == nullptr) return tracks;
  for (const auto& one : *list)
    tracks.push_back(
        {.reviewer = text_at(one, "reviewer"),
         .any_of = texts_at(one, "any_of"),
         .after = texts_at(one, "after"),
         .state = value_of(track_state_words, text_at(one, "state")).value_or(TrackState::Waiting),
         .as = text_at(one, "as"),
         .by = text_at(one, "by"),
         .stood_for = text_at(one, "for"),
         .at = text_at(one, "at"),
         .reason = text_at(one, "reason"),
         .passed_to = text_at(one, "passed_to")});
  return tracks;
}

void set_tracks(store::Record& use, const std::vector<Track>& tracks) {
  Json list = Json::array();
  for (const auto& track : tracks) {
    Json one{{"reviewer", track.reviewer}, {"state", word_of(track_state_words, track.state)}};
    if (!track.any_of.empty()) one["any_of"] = track.any_of;
    if (!track.after.empty()) one["after"] = track.after;
    const auto say = [&one](const char* key, const std::string& text) {
      if (!text.empty()) one[key] = text;
    };
    say("as", track.as);
    say("by", track.by);
    say("for", track.stood_for);
    say("at", track.at);
    say("reason", track.reason);
    say("passed_to", track.passed_to);
    list.push_back(std::move(one));
  }
  use.doc["tracks"] = std::move(list);
}

Outcome outcome_of(const store::Record& use) {
  const auto* decision = find_member(use.doc, "decision");
  if (decision == nullptr) return Outcome::Consult;
  return value_of(outcome_words, text_at(*decision, "outcome")).value_or(Outcome::Consult);
}

void apply_ruling(Work& work, store::Record& use, const store::Record& title, UseRuling ruling) {
  const auto tracks = tracks_for(ruling.outcome, ruling.reviewers);
  set_tracks(use, tracks);
  use.doc["duties"] = std::move(ruling.duties);
  use.doc["decision"] = {{"outcome", word_of(outcome_words, ruling.outcome)},
                         {"decided_at", text_of(work.now)},
                         {"record", std::move(ruling.record)}};
  if (!ruling.raised.empty()) use.doc["decision"]["raised"] = std::move(ruling.raised);
  const auto state = state_after(ruling.outcome, tracks);
  set_state(use, state);
  use.due = due_of(work.now, title, state);
  use.doc.erase("asked_at");
  use.doc.erase("agreements");
}

bool asks_the_same(const store::Record& use, const UseRuling& ruling) {
  const auto& old = use.doc.at("decision").at("record");
  return ruling.record.at("outcome") == old.at("outcome") &&
         ruling.record.at("reviewers") == old.at("reviewers") &&
         ruling.record.at("duties") == old.at("duties");
}

Telling telling_of(const store::Record& use) {
  Telling telling;
  const auto* decision = find_member(use.doc, "decision");
  if (decision == nullptr) return telling;
  telling.facts["outcome"] = decision->at("outcome");
  if (const auto* raised = find_member(*decision, "raised")) telling.facts["raised"] = *raised;
  if (const auto* record = find_member(*decision, "record")) {
    telling.rulebooks = record->at("rulebooks");
    Json rows = Json::array();
    if (const auto* fired = find_member(*record, "rows"))
      for (const auto& row : *fired)
        rows.push_back(text_at(row, "rulebook") + "/" + text_at(row, "row"));
    telling.facts["rows"] = std::move(rows);
  }
  return telling;
}

}  // namespace gg::clearance
