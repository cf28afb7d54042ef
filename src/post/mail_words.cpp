#include "post/mail_words.h"

#include <algorithm>
#include <array>

namespace gg::post {
namespace {

enum class Asks : std::uint8_t { No, Yes };

struct Row {
  std::string_view topic;
  std::string_view headline;
  Asks asks = Asks::No;
};

constexpr std::array rows = {
    Row{"use.declared", "A use was declared", Asks::Yes},
    Row{"use.amended", "A use was changed and decided anew", Asks::Yes},
    Row{"use.asked", "A reviewer asks about a use of yours", Asks::Yes},
    Row{"use.answered", "Your question about a use was answered", Asks::Yes},
    Row{"use.reminded", "A use waits for your word", Asks::Yes},
    Row{"use.escalated", "A use has waited too long", Asks::Yes},
    Row{"use.agreed", "A reviewer agreed to a use", Asks::Yes},
    Row{"use.passed", "A use was passed to you for your word", Asks::Yes},
    Row{"use.approved", "A use of yours may proceed"},
    Row{"use.declined", "A use of yours was declined"},
    Row{"use.voided", "A use has stopped: what it stood on is gone"},
    Row{"use.expired", "The approval of a use has run out"},
    Row{"approval.given", "A use of yours was approved in writing"},
    Row{"approval.revoked", "An approval was taken back"},
    Row{"approval.voided", "An approval is void"},
    Row{"consent.given", "A consent was given"},
    Row{"consent.refused", "A consent was refused"},
    Row{"consent.withdrawn", "A consent was withdrawn"},
    Row{"consent.expired", "A consent has run out"},
    Row{"consent.question_asked", "A question about a consent you asked for"},
    Row{"consent.question_answered", "Your question was answered"},
    Row{"cue_sheet.submitted", "A cue sheet was handed in", Asks::Yes},
    Row{"cue_sheet.accepted", "A cue sheet of yours was accepted"},
    Row{"cue_sheet.unlocked", "A cue sheet was opened again to correct it"},
    Row{"link.receipt", "Your receipt"},
    Row{"licence.expired", "A licence has run out"},
    Row{"approval.ending", "An approval ends soon"},
    Row{"consent.ending", "A consent ends soon"},
    Row{"licence.ending", "A licence ends soon"},
    Row{"tool.ending", "The terms of a tool are to be read again soon"},
    Row{"tool.recheck_due", "The terms of a tool are to be read again"},
    Row{"rulebook.proposed", "A rulebook waits for a second person to publish it", Asks::Yes},
    Row{"rulebook.published", "A rulebook was published"},
    Row{"rulebook.retirement_asked", "A rulebook is to be retired: a second person confirms",
        Asks::Yes},
    Row{"rulebook.retired", "A rulebook was retired"},
    Row{"person.away", "You stand in for somebody who is away"},
    Row{"webhook.disabled", "A webhook was switched off: its address does not take messages"},
};

const Row* row_of(std::string_view topic) {
  const auto* row = std::ranges::find(rows, topic, &Row::topic);
  return row == rows.end() ? nullptr : row;
}

}  // namespace

std::string headline_of(std::string_view topic) {
  if (const auto* row = row_of(topic)) return std::string(row->headline);
  const auto dot = std::min(topic.find('.'), topic.size());
  std::string text(topic.substr(0, dot));
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  if (dot < topic.size()) text += ": " + std::string(topic.substr(dot + 1));
  std::ranges::replace(text, '_', ' ');
  return text;
}

bool asks_something(std::string_view topic) {
  const auto* row = row_of(topic);
  return row != nullptr && row->asks == Asks::Yes;
}

}  // namespace gg::post
