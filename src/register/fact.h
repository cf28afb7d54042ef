#pragma once

#include "register/word.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace gg {

/// An answer on a use. *Unsure* is a legal answer everywhere and never weighs less than no.
enum class Answer : std::uint8_t { No, Unsure, Yes };

inline constexpr std::array answer_words = {
    Word<Answer>{"yes", Answer::Yes},
    Word<Answer>{"no", Answer::No},
    Word<Answer>{"unsure", Answer::Unsure},
};

/// A question that can be answered on a use.
struct FactQuestion {
  std::string_view id;
  std::string_view ask;
};

/// The questions a use can answer in title.yaml. What an answer leads to is data of the gate book.
inline constexpr std::array fact_questions = {
    FactQuestion{"final_deliverable", "Will anything generated be in the final deliverable?"},
    FactQuestion{"talent_likeness", "Is a real person's face, body or voice made or changed?"},
    FactQuestion{"personal_data", "Does personal data go into the tool or come out of it?"},
    FactQuestion{"third_party_ip", "Are works of others put in, referred to or recreated?"},
    FactQuestion{"unreleased_material", "Does unreleased studio material go into the tool?"},
    FactQuestion{"trains_on_inputs",
                 "May the tool keep or learn from what is put in or comes out?"},
    FactQuestion{"performance_altered", "Is what a performer said or did changed in meaning?"},
    FactQuestion{"union_work", "Does it replace work that union agreements cover?"},
    FactQuestion{"could_mislead",
                 "Could an audience take it for a real event, person or statement?"},
    FactQuestion{"story_relevant", "Does the story depend on what is generated?"},
};

using Facts = std::map<std::string, Answer, std::less<>>;

}  // namespace gg
