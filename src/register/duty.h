#pragma once

#include "register/approval.h"
#include "register/date.h"
#include "register/word.h"

#include <array>
#include <cstdint>
#include <string>

namespace gg {

/// What a use asks to be shown to others, and what a disclosure fulfils.
enum class DutyKind : std::uint8_t {
  Credit,    ///< a line in the credits
  CueSheet,  ///< a row in the cue sheet
  Mark,      ///< a mark in the file: label, watermark, source type or content credential
  Notice,    ///< a statement to the audience
};

inline constexpr std::array duty_words = {
    Word<DutyKind>{"credit", DutyKind::Credit},
    Word<DutyKind>{"cue_sheet", DutyKind::CueSheet},
    Word<DutyKind>{"mark", DutyKind::Mark},
    Word<DutyKind>{"notice", DutyKind::Notice},
};

/// A duty of a decision that is done: the dated entry of a named person. *value*
struct DutyDone {
  std::string use;   ///< Id.
  std::string duty;  ///< Id, as the rulebook names it.
  Date date;
  Signer by;
  std::string text;  ///< What shows it; may be empty.
};

/// A duty fulfilled: the credit line, the cue-sheet row, the notice. *value*
struct Disclosure {
  DutyKind kind = DutyKind::Credit;
  std::string use;   ///< Id.
  std::string file;  ///< Empty when it is about every file of the use.
  std::string text;  ///< The line, or the row's number and timecode.
};

}  // namespace gg
