#pragma once

#include "clearance/work.h"
#include "register/review.h"

#include <string>
#include <vector>

namespace gg::clearance {

/// How somebody speaks in one part of a review. *value*
struct Voice {
  std::string reviewer;   ///< As which one: the track's own, or one of its several.
  std::string stood_for;  ///< Id of who is away and whom they stand in for; empty: for themselves.
  std::string stood_for_name;
};

/// True for somebody who wrote, declared or changed a use.
bool is_author(const store::Record& use, std::string_view person);
void add_author(store::Record& use, const std::string& person);

/// The voice that the actor has in a track: by a role of their own, or for somebody who is away;
/// where it was passed to one person, that one's alone. Nobody decides what they, or who they stand
/// in for, declared. Errors: Forbidden with who could.
Result<Voice> voice_in(const Actor& actor, const store::Record& use, const Track& track);

/// The people with a role for a track, whomever it was passed to.
Result<std::vector<std::string>> people_for(store::Snapshot& snapshot, const store::Record& use,
                                            const Track& track);

/// The people a use waits for now: those it was passed to, and else all with a role for a track
/// that has its turn.
Result<std::vector<std::string>> people_waited_for(store::Snapshot& snapshot,
                                                   const store::Record& use);

/// Adds to a list of people those who are not in it yet.
void add_people(std::vector<std::string>& people, const std::vector<std::string>& more);

}  // namespace gg::clearance
