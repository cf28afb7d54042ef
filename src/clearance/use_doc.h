#pragma once

#include "clearance/decide_use.h"
#include "clearance/work.h"
#include "register/review.h"

#include <vector>

namespace gg::clearance {

/// Where a use stands.
UseState state_of(const store::Record& use);
void set_state(store::Record& use, UseState state);

/// Refuses a step that does not lead on from where the use stands. Errors: Conflict.
Result<void> check_step(const store::Record& use, UseStep step);

std::vector<Track> tracks_of(const store::Record& use);
void set_tracks(store::Record& use, const std::vector<Track>& tracks);

Outcome outcome_of(const store::Record& use);

/// When reviewers whose turn begins now are late; empty where nobody is waited for.
std::string due_of(Moment now, const store::Record& title, UseState state);

/// Writes a ruling into a use, begins its review and sets the reviewers' clock.
void apply_ruling(Work& work, store::Record& use, const store::Record& title, UseRuling ruling);

/// True where a ruling asks of a use what the one it was decided by did: then nothing begins anew.
bool asks_the_same(const store::Record& use, const UseRuling& ruling);

/// What an entry says of a decision.
Telling telling_of(const store::Record& use);

}  // namespace gg::clearance
