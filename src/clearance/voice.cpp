#include "clearance/voice.h"

#include "base/text.h"
#include "clearance/doc.h"
#include "clearance/sight.h"
#include "clearance/use_doc.h"

#include <algorithm>
#include <optional>
#include <set>

namespace gg::clearance {
namespace {

bool is_theirs(const Track& track, const std::string& person) {
  return track.passed_to.empty() || track.passed_to == person;
}

std::optional<Voice> own_voice(const Actor& actor, const store::Record& use, const Track& track) {
  if (!is_theirs(track, actor.id)) return std::nullopt;
  for (const auto& reviewer : voices_of(track))
    if (speaks_for(actor, reviewer, use)) return Voice{reviewer, {}, {}};
  return std::nullopt;
}

std::optional<Voice> voice_for_others(const Actor& actor, const store::Record& use,
                                      const Track& track) {
  for (const auto& absent : actor.stands_in) {
    if (!is_theirs(track, absent.id) || is_author(use, absent.id)) continue;
    for (const auto& reviewer : voices_of(track))
      if (speaks_for(absent, reviewer, use)) return Voice{reviewer, absent.id, absent.name};
  }
  return std::nullopt;
}

std::string roles_named(const Track& track) {
  std::vector<std::string> words;
  for (const auto& reviewer : voices_of(track))
    for (const auto role : roles_for_reviewer(reviewer)) {
      const std::string word(word_of(desk_role_words, role));
      if (!contains(words, word)) words.push_back(word);
    }
  return joined(words, " or ");
}

bool stands_in_for_an_author(const Actor& actor, const store::Record& use) {
  return std::ranges::any_of(actor.stands_in,
                             [&](const Actor& absent) { return is_author(use, absent.id); });
}

}  // namespace

bool is_author(const store::Record& use, std::string_view person) {
  return text_member(use.doc, "created_by") == person ||
         text_member(use.doc, "declared_by") == person ||
         contains(texts_at(use.doc, "authors"), std::string(person));
}

void add_author(store::Record& use, const std::string& person) {
  if (!use.doc.contains("authors")) use.doc["authors"] = Json::array();
  if (!contains(texts_at(use.doc, "authors"), person)) use.doc["authors"].push_back(person);
}

Result<Voice> voice_in(const Actor& actor, const store::Record& use, const Track& track) {
  if (is_author(use, actor.id))
    return fail(Error{ErrorKind::Forbidden, "nobody decides what they declared themselves"});
  if (auto voice = own_voice(actor, use, track)) return *std::move(voice);
  if (auto voice = voice_for_others(actor, use, track)) return *std::move(voice);
  auto why = actor.name + " does not speak for \"" + track.reviewer + "\"; this takes the role " +
             roles_named(track) +
             (contains(voices_of(track), "talent") ? ", for somebody who is in the use" : "");
  if (!track.passed_to.empty())
    why = "\"" + track.reviewer + "\" was passed to somebody else; who has the role " +
          roles_named(track) + " may pass it on";
  if (stands_in_for_an_author(actor, use))
    why += "; and nobody decides what the person they stand in for declared";
  return fail(Error{ErrorKind::Forbidden, why});
}

void add_people(std::vector<std::string>& people, const std::vector<std::string>& more) {
  for (const auto& person : more)
    if (!contains(people, person)) people.push_back(person);
}

Result<std::vector<std::string>> people_for(store::Snapshot& snapshot, const store::Record& use,
                                            const Track& track) {
  std::set<DeskRole> roles;
  for (const auto& reviewer : voices_of(track))
    for (const auto role : roles_for_reviewer(reviewer)) roles.insert(role);
  return people_with_any_role(snapshot, roles, use.title);
}

Result<std::vector<std::string>> people_waited_for(store::Snapshot& snapshot,
                                                   const store::Record& use) {
  std::vector<std::string> people;
  const auto tracks = tracks_of(use);
  for (const auto& track : tracks) {
    if (!has_turn(tracks, track)) continue;
    if (!track.passed_to.empty()) {
      add_people(people, {track.passed_to});
      continue;
    }
    TRY_LET(const auto more, people_for(snapshot, use, track));
    add_people(people, more);
  }
  return people;
}

}  // namespace gg::clearance
