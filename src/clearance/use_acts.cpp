#include "clearance/use_acts.h"

#include "base/sha256.h"
#include "base/text.h"
#include "clearance/approvals.h"
#include "clearance/decide_again.h"
#include "clearance/doc.h"
#include "clearance/duties.h"
#include "clearance/nouns.h"
#include "clearance/use_changes.h"
#include "clearance/use_doc.h"
#include "clearance/voice.h"
#include "shapes/shapes.h"

#include <algorithm>

namespace gg::clearance {
namespace {

/// A use that this step may be taken on, by somebody who has the right to.
Result<store::Record> use_for(store::Snapshot& snapshot, const Actor& actor, std::string_view id,
                              Right right, UseStep step, std::int64_t version) {
  TRY_LET(auto use, must_find(snapshot, "use", id));
  TRY(authorise(actor, right,
                {use.title, right == Right::DeclareUse ? std::string_view(use.company) : ""}));
  TRY(check_version(use, version));
  TRY(check_step(use, step));
  return use;
}

Result<store::Record> use_for(const Work& work, std::string_view id, Right right, UseStep step,
                              std::int64_t version) {
  return use_for(work.transaction, work.actor, id, right, step, version);
}

Result<void> check_title_is_open(const store::Record& title) {
  if (title.state == "open") return {};
  return fail(Error{ErrorKind::Conflict,
                    text_at(title.doc, "name") + " is closed: no use is declared on it any more"});
}

/// Declared again under changed facts.
Result<store::Record> redecide(Work& work, store::Record use, UseRuling ruling,
                               const std::string& why) {
  use.doc["declared_by"] = work.actor.id;
  add_author(use, work.actor.id);
  return begin_anew(work, "use.amended", std::move(use), std::move(ruling), why);
}

Result<store::Record> amend_declared(Work& work, store::Record use, const Json& body) {
  const auto before = use;
  put_body(noun("use"), use.doc, body);
  TRY_LET(auto ruling, decide(work.transaction, work.world, work.now, use));
  auto why = material_text(changes_between(*ruling.books, before.doc, use.doc));
  if (why.empty()) {
    TRY_LET(const auto as_before, decide_as_before(work.transaction, work.world, work.now, use));
    if (!asks_the_same(before, as_before)) why = "the rulebooks now ask something else";
  }
  const bool must_begin_anew = state_of(use) == UseState::Voided ||
                               state_of(use) == UseState::Expired ||
                               state_of(use) == UseState::Declined;
  if (why.empty() && must_begin_anew) why = "declared again";
  if (why.empty()) {
    add_author(use, work.actor.id);
    return put(work, "use.amended", std::move(use), telling_of(before));
  }
  return redecide(work, std::move(use), std::move(ruling), why);
}

/// The part of the review that `reviewer` names.
Result<std::size_t> track_named(const store::Record& use, const std::vector<Track>& tracks,
                                std::string_view reviewer) {
  const auto found = std::ranges::find(tracks, reviewer, &Track::reviewer);
  if (found == tracks.end())
    return fail(Error{ErrorKind::InvalidInput, "/reviewer: " + use.id + " does not wait for \"" +
                                                   std::string(reviewer) + "\""});
  return static_cast<std::size_t>(found - tracks.begin());
}

/// Refuses a word that is not asked for, or not yet.
Result<void> check_turn(const std::vector<Track>& tracks, const Track& track) {
  const auto place = "\"" + track.reviewer + "\"";
  if (track.state != TrackState::Waiting)
    return fail(Error{ErrorKind::Conflict, place + " has spoken already"});
  if (is_content(tracks, track))
    return fail(Error{ErrorKind::Conflict, place + " is settled by one whose word suffices"});
  const auto before = waits_after(tracks, track);
  if (before.empty()) return {};
  return fail(Error{ErrorKind::Conflict, place + " comes after " + joined(before, " and ") +
                                             ", whose word is not there yet"});
}

/// The part of a review that the actor speaks in, and how.
struct Turn {
  std::size_t index = 0;
  Voice voice;
};

Result<Turn> own_turn(const Actor& actor, const store::Record& use,
                      const std::vector<Track>& tracks, std::string_view reviewer) {
  TRY_LET(const auto index, track_named(use, tracks, reviewer));
  TRY_LET(auto voice, voice_in(actor, use, tracks[index]));
  TRY(check_turn(tracks, tracks[index]));
  return Turn{index, std::move(voice)};
}

/// Writes a word into its track.
void speak(const Actor& actor, Moment now, Track& track, const Voice& voice, TrackState state,
           std::string reason) {
  track.state = state;
  if (!track.any_of.empty()) track.as = voice.reviewer;
  track.by = actor.id;
  track.stood_for = voice.stood_for;
  track.at = text_of(now);
  track.reason = std::move(reason);
}

Json facts_of(const Track& track) {
  Json facts{{"reviewer", track.reviewer}};
  if (!track.as.empty()) facts["as"] = track.as;
  if (!track.stood_for.empty()) facts["for"] = track.stood_for;
  return facts;
}

/// Where a word gives others their turn, they are told, and their clock begins.
Result<void> begin_turns(Work& work, store::Record& use, const std::vector<Track>& before,
                         Telling& telling) {
  const auto tracks = tracks_of(use);
  for (std::size_t index = 0; index < tracks.size(); ++index) {
    if (has_turn(before, before[index]) || !has_turn(tracks, tracks[index])) continue;
    TRY_LET(const auto title, must_find(work.transaction, "title", use.title));
    use.due = due_of(work.now, title, state_after(outcome_of(use), tracks));
    use.doc.erase("reminded");
    TRY_LET(const auto people, people_waited_for(work.transaction, use));
    add_people(telling.inform, people);
    return {};
  }
  return {};
}

void add_to_thread(Work& work, store::Record& use, const char* kind, const Json& text) {
  if (!use.doc.contains("thread")) use.doc["thread"] = Json::array();
  use.doc["thread"].push_back({{"by", work.actor.id}, {"at", text_of(work.now)}, {kind, text}});
}

/// The reviewers' clock goes on where it stood.
void restart_clock(Work& work, store::Record& use) {
  const auto asked = parse_moment(text_at(use.doc, "asked_at"));
  const auto due = parse_moment(text_at(use.doc, "asked_due"));
  if (asked && due) use.due = text_of(*due + (work.now - *asked));
  use.doc.erase("asked_at");
  use.doc.erase("asked_due");
}

/// What somebody signs, with who it is and for whom.
Json signed_agreement(const Actor& actor, Json agreement, const Track& track, const Voice& voice) {
  agreement["by"] = actor.id;
  agreement["name"] = actor.name;
  agreement["at"] = track.at;
  agreement["capacity"] = voice.reviewer;
  if (!voice.stood_for.empty())
    agreement["for"] = {{"person", voice.stood_for}, {"name", voice.stood_for_name}};
  return agreement;
}

/// A use with one more reviewer's word in it.
struct Agreed {
  store::Record use;
  Track word;  ///< As it was spoken.
};

Result<Agreed> with_agreement(const Actor& actor, Moment now, store::Record use,
                              const Json& agreement) {
  auto tracks = tracks_of(use);
  const auto reviewer = text_at(agreement, "reviewer");
  TRY_LET(const auto turn, own_turn(actor, use, tracks, reviewer));
  auto& track = tracks[turn.index];
  speak(actor, now, track, turn.voice, TrackState::Agreed, text_at(agreement, "note"));
  auto word = track;
  settle_groups(tracks);
  set_tracks(use, tracks);
  use.doc["agreements"][reviewer] = signed_agreement(actor, agreement, word, turn.voice);
  return Agreed{std::move(use), std::move(word)};
}

/// What one signs is what one saw. `use` has the word in it.
Result<void> check_text_seen(Work& work, const store::Record& use, const Json& agreement) {
  const auto seen = text_at(agreement, "text_sha256");
  if (seen.empty() || outcome_of(use) != Outcome::Approve) return {};
  TRY_LET(const auto text, approval_text(work.transaction, work.world, work.now, use));
  if (sha256_of(text).hex() == seen) return {};
  return fail(Error{ErrorKind::Stale,
                    "/text_sha256: what would be signed now is not what was shown; read it again"});
}

/// The last word of a review makes the use approved, with a sealed document where one is asked for.
Result<store::Record> settle(Work& work, store::Record use, std::string_view act, Telling telling) {
  set_state(use, state_after(outcome_of(use), tracks_of(use)));
  if (state_of(use) != UseState::Approved)
    return put(work, act, std::move(use), std::move(telling));
  use.due.clear();
  telling.inform = {text_at(use.doc, "declared_by")};
  if (outcome_of(use) == Outcome::Approve) {
    TRY_LET(const auto approval, seal_approval(work, use));
    use.doc["approval"] = approval.id;
    settle_duties(work, use, rulebook::DutyEvidence::Approval,
                  "written approval " + approval.id + ", sealed " + text_at(approval.doc, "seal"));
    use.due = approval.due;
    telling.facts["approval"] = approval.id;
    telling.facts["seal"] = approval.doc.at("seal");
  }
  return put(work, act, std::move(use), std::move(telling));
}

}  // namespace

Result<store::Record> draft_use(Work& work, const Json& body) {
  return create(work, noun("use"), body);
}

Result<store::Record> declare_use(Work& work, std::string_view id, std::int64_t version) {
  TRY_LET(auto use, use_for(work, id, Right::DeclareUse, UseStep::Declare, version));
  TRY_LET(const auto title, must_find(work.transaction, "title", use.title));
  TRY(check_title_is_open(title));
  TRY_LET(auto ruling, decide(work.transaction, work.world, work.now, use));
  use.doc["declared_by"] = work.actor.id;
  use.doc["declared_at"] = text_of(work.now);
  add_author(use, work.actor.id);
  return put_ruled(work, "use.declared", std::move(use), std::move(ruling));
}

Result<store::Record> amend_use(Work& work, std::string_view id, const Json& patch,
                                std::int64_t version) {
  TRY_LET(auto use, must_find(work.transaction, "use", id));
  TRY(authorise(work.actor, Right::DeclareUse, {use.title, use.company}));
  TRY(check_version(use, version));
  auto body = body_of(noun("use"), use.doc);
  body.merge_patch(patch);
  TRY(check_body(noun("use"), body));
  if (!differing(body, use.doc, {"title", "company"}).empty())
    return fail(Error{ErrorKind::InvalidInput,
                      "/title: a use stays with its title and its company; declare another one"});
  if (state_of(use) != UseState::Draft) {
    TRY(check_step(use, UseStep::Amend));
    return amend_declared(work, std::move(use), body);
  }
  put_body(noun("use"), use.doc, body);
  return put(work, "use.drafted", std::move(use));
}

Result<store::Record> ask_about_use(Work& work, std::string_view id, const Json& question,
                                    std::int64_t version) {
  TRY(check_shape(question, "Question"));
  TRY_LET(auto use, use_for(work, id, Right::ReviewUse, UseStep::Ask, version));
  add_to_thread(work, use, "question", question.at("question"));
  use.doc["asked_at"] = text_of(work.now);
  use.doc["asked_due"] = use.due;
  use.due.clear();
  set_state(use, UseState::InformationAsked);
  Telling telling{.inform = {text_at(use.doc, "declared_by")}};
  return put(work, "use.asked", std::move(use), std::move(telling));
}

Result<store::Record> answer_about_use(Work& work, std::string_view id, const Json& reply,
                                       std::int64_t version) {
  TRY(check_shape(reply, "Reply"));
  TRY_LET(auto use, use_for(work, id, Right::DeclareUse, UseStep::Answer, version));
  add_to_thread(work, use, "answer", reply.at("answer"));
  add_author(use, work.actor.id);
  restart_clock(work, use);
  set_state(use, state_after(outcome_of(use), tracks_of(use)));
  const auto* facts = find_member(reply, "facts");
  if (facts != nullptr) {
    auto body = body_of(noun("use"), use.doc);
    body.merge_patch({{"facts", *facts}});
    TRY(check_body(noun("use"), body));
    return amend_declared(work, std::move(use), body);
  }
  TRY_LET(auto people, told_of_decision(work, use));
  return put(work, "use.answered", std::move(use), {.inform = std::move(people)});
}

Result<store::Record> agree_to_use(Work& work, std::string_view id, const Json& agreement,
                                   std::int64_t version) {
  TRY(check_shape(agreement, "Agreement"));
  TRY_LET(auto use, use_for(work, id, Right::ReviewUse, UseStep::Agree, version));
  const auto before = tracks_of(use);
  TRY_LET(auto agreed, with_agreement(work.actor, work.now, std::move(use), agreement));
  TRY(check_text_seen(work, agreed.use, agreement));
  Telling telling{.facts = facts_of(agreed.word)};
  TRY(begin_turns(work, agreed.use, before, telling));
  return settle(work, std::move(agreed.use), "use.agreed", std::move(telling));
}

Result<Json> preview_agreement(store::Snapshot& snapshot, World& world, Moment now,
                               const Actor& actor, std::string_view id, const Json& agreement) {
  TRY(check_shape(agreement, "Agreement"));
  TRY_LET(auto use, use_for(snapshot, actor, id, Right::ReviewUse, UseStep::Agree, 0));
  if (outcome_of(use) != Outcome::Approve)
    return fail(Error{ErrorKind::Conflict, use.id + " needs a word, not a written approval"});
  TRY_LET(const auto agreed, with_agreement(actor, now, std::move(use), agreement));
  TRY_LET(auto text, approval_text(snapshot, world, now, agreed.use));
  Json waits_for = Json::array();
  const auto tracks = tracks_of(agreed.use);
  for (const auto& track : tracks)
    if (track.state == TrackState::Waiting && !is_content(tracks, track))
      waits_for.push_back(track.reviewer);
  const auto hash = sha256_of(text).hex();
  return Json{{"text", std::move(text)},
              {"sha256", hash},
              {"version", agreed.use.version},
              {"waits_for", std::move(waits_for)}};
}

Result<store::Record> decline_use(Work& work, std::string_view id, const Json& refusal,
                                  std::int64_t version) {
  TRY(check_shape(refusal, "Refusal"));
  TRY_LET(auto use, use_for(work, id, Right::ReviewUse, UseStep::Decline, version));
  auto tracks = tracks_of(use);
  const auto reviewer = text_at(refusal, "reviewer");
  TRY_LET(const auto turn, own_turn(work.actor, use, tracks, reviewer));
  auto& track = tracks[turn.index];
  speak(work.actor, work.now, track, turn.voice, TrackState::Declined, text_at(refusal, "reason"));
  set_tracks(use, tracks);
  use.due.clear();
  return settle(work, std::move(use), "use.declined",
                {.facts = facts_of(track), .inform = {text_at(use.doc, "declared_by")}});
}

Result<store::Record> pass_use(Work& work, std::string_view id, const Json& passing,
                               std::int64_t version) {
  TRY(check_shape(passing, "Passing"));
  TRY_LET(auto use, use_for(work, id, Right::ReviewUse, UseStep::Pass, version));
  auto tracks = tracks_of(use);
  TRY_LET(const auto index, track_named(use, tracks, text_at(passing, "reviewer")));
  auto& track = tracks[index];
  if (track.state != TrackState::Waiting || is_content(tracks, track))
    return fail(Error{ErrorKind::Conflict, "\"" + track.reviewer + "\" waits for nobody any more"});
  auto anybody = track;
  anybody.passed_to.clear();
  TRY(voice_in(work.actor, use, anybody));
  const auto to = text_at(passing, "to");
  const auto receiver = load_actor(work.transaction, to);
  if (!receiver.has_value())
    return fail(Error{ErrorKind::InvalidInput, "/to: " + receiver.error().message});
  if (const auto voice = voice_in(*receiver, use, anybody); !voice.has_value())
    return fail(Error{ErrorKind::InvalidInput, "/to: " + voice.error().message});
  track.passed_to = to;
  set_tracks(use, tracks);
  if (const auto* note = find_member(passing, "note")) add_to_thread(work, use, "note", *note);
  return put(work, "use.passed", std::move(use),
             {.facts = {{"reviewer", track.reviewer}, {"to", to}}, .inform = {to}});
}

Result<store::Record> start_use(Work& work, std::string_view id, std::int64_t version) {
  TRY_LET(auto use, use_for(work, id, Right::DeclareUse, UseStep::Start, version));
  set_state(use, UseState::Active);
  return put(work, "use.started", std::move(use));
}

Result<store::Record> close_use(Work& work, std::string_view id, std::int64_t version) {
  TRY_LET(auto use, use_for(work, id, Right::DeclareUse, UseStep::Close, version));
  set_state(use, UseState::Closed);
  use.due.clear();
  TRY(settle_registered(work, use));
  return put(work, "use.closed", std::move(use));
}

Result<store::Record> withdraw_use(Work& work, std::string_view id, const std::string& reason,
                                   std::int64_t version) {
  TRY_LET(auto use, use_for(work, id, Right::DeclareUse, UseStep::Withdraw, version));
  TRY_LET(auto approval, approval_in_force(work.transaction, use));
  if (approval) TRY(end_approval(work, *std::move(approval), "voided", "the use was withdrawn"));
  set_state(use, UseState::Withdrawn);
  use.due.clear();
  use.doc["withdrawn_why"] = reason;
  return put(work, "use.withdrawn", std::move(use));
}

Result<Json> preview_use(store::Snapshot& snapshot, World& world, Moment now, const Actor& actor,
                         const Json& body) {
  TRY(check_body(noun("use"), body));
  const store::Record use{.id = "preview",
                          .noun = "use",
                          .title = text_at(body, "title"),
                          .company = text_at(body, "company"),
                          .state = "draft",
                          .version = 0,
                          .due = {},
                          .created = {},
                          .updated = {},
                          .doc = body};
  TRY(authorise(actor, Right::DeclareUse, {use.title, use.company}));
  TRY_LET(auto explained, decide_and_explain(snapshot, world, now, use));
  auto& ruling = explained.ruling;
  for (const auto& one : ruling.raised)
    explained.text += "\nThe contact is asked: " + text_at(one, "why") + "\n";
  return Json{{"outcome", word_of(outcome_words, ruling.outcome)},
              {"raised", std::move(ruling.raised)},
              {"record", std::move(ruling.record)},
              {"explanation", std::move(explained.text)}};
}

}  // namespace gg::clearance
