#include "clearance/doc.h"
#include "clearance/policy.h"
#include "clearance/sight.h"
#include "clearance/use_doc.h"
#include "clearance/voice.h"
#include "desk/endpoints.h"

namespace gg::desk {
namespace {

std::string rows_of(const store::Record& use) {
  std::string text;
  const auto* decision = find_member(use.doc, "decision");
  if (decision == nullptr) return text;
  for (const auto& row : decision->at("record").at("rows")) {
    if (clearance::text_at(row, "outcome") != clearance::text_at(*decision, "outcome")) continue;
    text += (text.empty() ? "" : ", ") + clearance::text_at(row, "rulebook") + "/" +
            clearance::text_at(row, "row");
  }
  return text;
}

bool asks_the_partner(const clearance::Actor& actor, const store::Record& use) {
  return clearance::authorise(actor, clearance::Right::DeclareUse, {use.title, use.company})
      .has_value();
}

}  // namespace

std::string why_waiting(const clearance::Actor& actor, const store::Record& use) {
  if (clearance::state_of(use) == UseState::InformationAsked)
    return asks_the_partner(actor, use) ? "A reviewer asked; the answer is yours" : std::string();
  const auto tracks = clearance::tracks_of(use);
  for (const auto& track : tracks) {
    if (!has_turn(tracks, track)) continue;
    const auto voice = clearance::voice_in(actor, use, track);
    if (!voice.has_value()) continue;
    std::string text = "Waits for your word as \"" + track.reviewer + "\"";
    if (!voice->stood_for.empty()) text += " for " + voice->stood_for_name + ", who is away";
    if (!track.passed_to.empty() && voice->stood_for.empty()) text += ", passed to you";
    return text + ": " + rows_of(use);
  }
  return {};
}

std::string why_asked(const clearance::Actor& actor, const store::Record& consent) {
  return clearance::text_at(consent.doc, "person") == actor.id
             ? "You are asked for your consent; the answer is yours"
             : "Somebody you represent is asked for consent; you answer for them";
}

}  // namespace gg::desk
