#include "rulebook/explain.h"

#include <algorithm>
#include <utility>

namespace gg::rulebook {
namespace {

/// "before the first showing (2027-03-01)", "48 hours before the performer's services".
std::string due_in_words(const Duty& duty, const TitleFacts& title) {
  const auto lead =
      duty.lead_hours == 0 ? std::string() : std::to_string(duty.lead_hours) + " hours ";
  const auto on = [](const std::optional<Date>& day) {
    return day ? " (" + day->text() + ")" : "";
  };
  switch (duty.due) {
    case Due::BeforeWork:
      return lead + "before work starts";
    case Due::BeforeGeneration:
      return lead + "before generation";
    case Due::BeforeServices:
      return lead + "before the performer's services";
    case Due::DuringWork:
      return "while the work goes on";
    case Due::WithDelivery:
      return "with the delivery";
    case Due::BeforeRelease:
      return lead + "before the first showing" + on(title.release);
    case Due::AtExposure:
      return "when the audience meets it" + on(title.release);
    case Due::AfterRelease:
      return "after the first showing" + on(title.release);
  }
  return {};
}

std::string padded(std::string_view text, std::size_t columns) {
  std::string out(text);
  if (out.size() < columns) out.append(columns - out.size(), ' ');
  return out + ' ';
}

constexpr std::size_t outcome_columns = 8;
constexpr std::size_t rows_named_max = 3;
constexpr std::string_view day_of_decision = "as_of";
const std::string indent(2 + outcome_columns + 1, ' ');

/// Writes the parts of one explanation in order.
class Explanation {
 public:
  Explanation(const BookSet& set, const Slots& slots, const Declaration& declaration,
              const Decision& decision)
      : set_(set), slots_(slots), declaration_(declaration), decision_(decision) {
    out_.reserve(4096);
  }

  void head() {
    out_ += std::string(word_of(outcome_words, decision_.outcome)) + ": ";
    out_ += meaning_of(decision_.outcome);
    if (!declaration_.id.empty()) out_ += "  [" + declaration_.id + "]";
    out_ += '\n';
  }

  void rows() {
    out_ += "\nWhy\n";
    for (auto outcome = static_cast<int>(Outcome::Prohibit); outcome >= 0; --outcome)
      for (const auto& fired : decision_.fired)
        if (weight_of(fired) == static_cast<Outcome>(outcome) && !waits_for_answers(fired))
          row(fired);
    if (decision_.fired.empty()) out_ += "  no rulebook in force applies to this title\n";
  }

  /// Questions whose answers rows wait for, each with the most severe row that does.
  void open_questions() {
    std::vector<std::pair<std::size_t, const Fired*>> open;
    for (const auto& fired : decision_.fired) {
      if (!waits_for_answers(fired)) continue;
      for (const auto subject :
           facts_behind(set_, fired.book, fired.row, slots_, Looked::Unknown)) {
        const auto known =
            std::ranges::find(open, subject, &std::pair<std::size_t, const Fired*>::first);
        if (known == open.end())
          open.emplace_back(subject, &fired);
        else if (full_outcome(*known->second) < full_outcome(fired))
          known->second = &fired;
      }
    }
    if (open.empty()) return;
    out_ += "\nNot answered yet, and so asked first\n";
    for (const auto& [subject, fired] : open) question(set_.subjects()[subject].fact, *fired);
  }

  void who() {
    if (decision_.reviewers.empty()) return;
    out_ += "\nWho must act\n";
    for (const auto& asked : decision_.reviewers) {
      const auto* reviewer = set_.reviewer(asked.id);
      out_ += "  " + (reviewer == nullptr ? asked.id : reviewer->name) + asked_by(asked) + "\n";
    }
  }

  void owed() {
    list_duties("\nWhat is owed\n", true);
    list_duties("\nWhat may be owed, by the answers that are open\n", false);
  }

  void near() {
    if (decision_.near.empty()) return;
    out_ += "\nOne answer away\n";
    for (const auto& near : decision_.near) {
      const auto* row = row_of(set_, near.book, near.row);
      const auto& fact = set_.subjects()[near.subject].fact;
      out_ += "  " + padded(word_of(outcome_words, row->outcome), outcome_columns) +
              row_name(set_, near.book, near.row) + ", if " + fact.id + " were not " +
              answer_in_words(fact, slots_[near.subject]) + "\n";
    }
  }

  void ways(const WaysDown& ways) {
    if (decision_.outcome == Outcome::Clear) return;
    out_ += "\nWhat would change it\n";
    for (const auto& way : ways.ways)
      out_ += "  " + padded(word_of(outcome_words, way.outcome), outcome_columns) +
              in_words(set_, slots_, way.changes) + "\n";
    if (ways.ways.empty())
      out_ += ways.complete
                  ? "  nothing that the declarer can plan otherwise\n"
                  : "  more answers than could be tried; answer the open questions first\n";
  }

  void foot() {
    out_ += "\nRulebooks\n";
    for (const auto& file : set_.books())
      out_ += "  " + file->book.title() + "  " + file->sha256.hex().substr(0, 16) + "  " +
              file->book.notice + "\n";
  }

  std::string take() { return std::move(out_); }

 private:
  [[nodiscard]] Outcome weight_of(const Fired& fired) const {
    return weight(full_outcome(fired), fired.truth);
  }

  [[nodiscard]] Outcome full_outcome(const Fired& fired) const {
    const auto* row = row_of(set_, fired.book, fired.row);
    return row == nullptr ? set_.books()[fired.book]->book.otherwise.outcome : row->outcome;
  }

  /// Unknown only because questions are open, not because somebody is unsure.
  [[nodiscard]] bool waits_for_answers(const Fired& fired) const {
    if (fired.truth == Truth::True) return false;
    const auto unknown = facts_behind(set_, fired.book, fired.row, slots_, Looked::Unknown);
    return std::ranges::none_of(unknown,
                                [this](std::size_t one) { return slots_[one].is_unsure(); });
  }

  void list_duties(std::string_view heading, bool settled) {
    for (const auto& asked : decision_.duties) {
      const auto* duty = set_.duty(asked.id);
      const bool is_settled = std::ranges::any_of(
          asked.rows, [this](std::size_t one) { return !waits_for_answers(decision_.fired[one]); });
      if (duty == nullptr || is_settled != settled) continue;
      out_ += std::exchange(heading, {});
      out_ += "  " + due_in_words(*duty, declaration_.title) + ", by the " + duty->owner + ": " +
              duty->what + asked_by(asked) + "\n";
    }
  }

  void question(const Fact& fact, const Fired& fired) {
    out_ += "  " + fact.id + ": " + (fact.ask.empty() ? "the title does not state it" : fact.ask) +
            "  (up to " + std::string(word_of(outcome_words, full_outcome(fired))) + ", " +
            row_name(set_, fired.book, fired.row) + ")\n";
  }

  void row(const Fired& fired) {
    const auto& book = set_.books()[fired.book]->book;
    const auto* row = row_of(set_, fired.book, fired.row);
    out_ += "  " + padded(word_of(outcome_words, weight_of(fired)), outcome_columns) +
            row_name(set_, fired.book, fired.row);
    if (row != nullptr && !row->clause.empty()) out_ += ", clause " + row->clause;
    out_ += "\n" + indent + (row == nullptr ? book.otherwise.because : row->because) + "\n";
    facts(fired);
    if (row != nullptr) unconfirmed(book, *row);
  }

  void facts(const Fired& fired) {
    if (fired.row == default_row) return;
    const bool certain = fired.truth == Truth::True;
    std::string known;
    for (const auto subject : facts_behind(set_, fired.book, fired.row, slots_,
                                           certain ? Looked::All : Looked::Unknown)) {
      const auto& fact = set_.subjects()[subject].fact;
      if (certain && fact.id == day_of_decision) continue;
      known +=
          (known.empty() ? "" : ", ") + fact.id + " is " + answer_in_words(fact, slots_[subject]);
    }
    if (!known.empty()) out_ += indent + (certain ? "because " : "not certain: ") + known + "\n";
  }

  void unconfirmed(const Book& book, const Row& row) {
    const auto source = std::ranges::find(book.sources, row.source, &Source::id);
    const auto confidence = row.confidence                 ? *row.confidence
                            : source == book.sources.end() ? Confidence::A
                                                           : source->confidence;
    if (!row.unconfirmed.empty())
      out_ += indent + "not confirmed: " + row.unconfirmed + "\n";
    else if (confidence == Confidence::X || confidence == Confidence::C)
      out_ += indent + "not confirmed: the source of this row is weak\n";
  }

  [[nodiscard]] std::string asked_by(const Asked& asked) const {
    std::string text = "  (";
    for (std::size_t index = 0; index < std::min(asked.rows.size(), rows_named_max); ++index) {
      const auto& fired = decision_.fired[asked.rows[index]];
      text += (index == 0 ? "" : ", ") + row_name(set_, fired.book, fired.row);
    }
    if (asked.rows.size() > rows_named_max)
      text += " and " + std::to_string(asked.rows.size() - rows_named_max) + " more";
    return text + ")";
  }

  const BookSet& set_;
  const Slots& slots_;
  const Declaration& declaration_;
  const Decision& decision_;
  std::string out_;
};

}  // namespace

std::string_view meaning_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::Clear:
      return "the rulebooks ask nothing";
    case Outcome::Notify:
      return "tell the contact and go on";
    case Outcome::Consult:
      return "wait for the contact's word";
    case Outcome::Approve:
      return "written approval before work starts";
    case Outcome::Prohibit:
      return "not on this title";
  }
  return {};
}

std::string answer_in_words(const Fact& fact, Slot slot) {
  if (slot.is_known()) return to_text(fact, slot.value());
  return slot.is_unsure() ? "unsure" : "unanswered";
}

std::string in_words(const BookSet& set, const Slots& slots, const std::vector<Change>& changes) {
  std::string text;
  for (const auto& change : changes) {
    const auto& fact = set.subjects()[change.subject].fact;
    text += (text.empty() ? "" : "; ") + fact.id + " " +
            answer_in_words(fact, slots[change.subject]) + " → " + to_text(fact, change.value);
  }
  return text;
}

Json ways_json(const BookSet& set, const Slots& slots, const WaysDown& ways) {
  Json list = Json::array();
  for (const auto& way : ways.ways) {
    Json changes = Json::array();
    for (const auto& change : way.changes) {
      const auto& fact = set.subjects()[change.subject].fact;
      changes.push_back({{"fact", fact.id},
                         {"from", answer_in_words(fact, slots[change.subject])},
                         {"to", to_text(fact, change.value)}});
    }
    list.push_back({{"outcome", word_of(outcome_words, way.outcome)}, {"changes", changes}});
  }
  return {{"complete", ways.complete}, {"ways", list}};
}

std::string explain(const BookSet& set, const Slots& slots, const Declaration& declaration,
                    const Decision& decision) {
  Explanation explanation(set, slots, declaration, decision);
  explanation.head();
  explanation.rows();
  explanation.open_questions();
  explanation.who();
  explanation.owed();
  explanation.near();
  explanation.foot();
  return explanation.take();
}

std::string explain(const BookSet& set, const Slots& slots, const Declaration& declaration,
                    const Decision& decision, const WaysDown& ways) {
  Explanation explanation(set, slots, declaration, decision);
  explanation.head();
  explanation.rows();
  explanation.open_questions();
  explanation.who();
  explanation.owed();
  explanation.near();
  explanation.ways(ways);
  explanation.foot();
  return explanation.take();
}

}  // namespace gg::rulebook
