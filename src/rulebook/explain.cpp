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

constexpr std::size_t outcome_columns = 8;
constexpr std::size_t rows_named_max = 3;
constexpr std::string_view day_of_decision = "as_of";
constexpr std::string_view indent = "           ";

/// A row that fired with what is said of it more than once.
struct Spoken {
  const Fired* fired = nullptr;
  std::string name;
  Outcome full = Outcome::Consult;    ///< If it were certain.
  Outcome weight = Outcome::Consult;  ///< As it stands.
  std::vector<std::size_t> facts;     ///< All, or where the row is unsure the unknown ones.
  bool waits = false;                 ///< Unknown only because questions are open.
};

/// Writes the parts of one explanation in order.
class Explanation {
 public:
  Explanation(const BookSet& set, const Slots& slots, const Declaration& declaration,
              const Decision& decision)
      : set_(set), slots_(slots), declaration_(declaration), decision_(decision) {
    out_.reserve(8192);
    spoken_.reserve(decision.fired.size());
    for (const auto& fired : decision.fired) spoken_.push_back(spoken_of(fired));
  }

  void head() {
    put(word_of(outcome_words, decision_.outcome), ": ", meaning_of(decision_.outcome));
    if (!declaration_.id.empty()) put("  [", declaration_.id, "]");
    put("\n");
  }

  void rows() {
    put("\nWhy\n");
    for (auto outcome = static_cast<int>(Outcome::Prohibit); outcome >= 0; --outcome)
      for (const auto& one : spoken_)
        if (one.weight == static_cast<Outcome>(outcome) && !one.waits) row(one);
    if (spoken_.empty()) put("  no rulebook in force applies to this title\n");
  }

  /// Questions whose answers rows wait for, each with the most severe row that does.
  void open_questions() {
    std::vector<std::pair<std::size_t, const Spoken*>> open;
    for (const auto& one : spoken_) {
      if (!one.waits) continue;
      for (const auto subject : one.facts) {
        const auto known =
            std::ranges::find(open, subject, &std::pair<std::size_t, const Spoken*>::first);
        if (known == open.end())
          open.emplace_back(subject, &one);
        else if (known->second->full < one.full)
          known->second = &one;
      }
    }
    if (open.empty()) return;
    put("\nNot answered yet, and so asked first\n");
    for (const auto& [subject, one] : open) question(set_.subjects()[subject].fact, *one);
  }

  void who() {
    if (decision_.reviewers.empty()) return;
    put("\nWho must act\n");
    for (const auto& asked : decision_.reviewers) {
      const auto* reviewer = set_.reviewer(asked.id);
      put("  ", reviewer == nullptr ? asked.id : reviewer->name);
      if (reviewer != nullptr) named(": one suffices of ", reviewer->any_of, reviewer->any_of);
      if (reviewer != nullptr) named(", after ", reviewer->after, asked_ids());
      asked_by(asked);
      put("\n");
    }
  }

  void owed() {
    list_duties("\nWhat is owed\n", true);
    list_duties("\nWhat may be owed, by the answers that are open\n", false);
  }

  void near() {
    if (decision_.near.empty()) return;
    put("\nOne answer away\n");
    for (const auto& near : decision_.near) {
      const auto* row = row_of(set_, near.book, near.row);
      const auto& fact = set_.subjects()[near.subject].fact;
      put("  ");
      outcome_column(row->outcome);
      put(row_name(set_, near.book, near.row), ", if ", fact.id, " were not ",
          answer_in_words(fact, slots_[near.subject]), "\n");
    }
  }

  void ways(const WaysDown& ways) {
    if (decision_.outcome == Outcome::Clear) return;
    put("\nWhat would change it\n");
    for (const auto& way : ways.ways) {
      put("  ");
      outcome_column(way.outcome);
      put(in_words(set_, slots_, way.changes), "\n");
    }
    if (ways.ways.empty())
      put(ways.complete ? "  nothing that the declarer can plan otherwise\n"
                        : "  more answers than could be tried; answer the open questions first\n");
  }

  void foot() {
    put("\nRulebooks\n");
    for (const auto& file : set_.books())
      put("  ", file->book.id, " ", file->book.version, "  ", file->sha256.hex().substr(0, 16),
          "  ", file->book.notice, "\n");
  }

  std::string take() { return std::move(out_); }

 private:
  template <class... Parts>
  void put(const Parts&... parts) {
    (out_.append(parts), ...);
  }

  void outcome_column(Outcome outcome) {
    const auto word = word_of(outcome_words, outcome);
    put(word, std::string_view("          ").substr(0, outcome_columns + 1 - word.size()));
  }

  [[nodiscard]] Spoken spoken_of(const Fired& fired) const {
    Spoken one{.fired = &fired, .name = row_name(set_, fired.book, fired.row)};
    one.full = outcome_if_certain(set_, fired);
    one.weight = weight(one.full, fired.truth);
    const bool certain = fired.truth == Truth::True;
    one.facts =
        facts_behind(set_, fired.book, fired.row, slots_, certain ? Looked::All : Looked::Unknown);
    one.waits = !certain && std::ranges::none_of(one.facts, [this](std::size_t subject) {
      return slots_[subject].is_unsure();
    });
    return one;
  }

  void list_duties(std::string_view heading, bool settled) {
    for (const auto& asked : decision_.duties) {
      const auto* duty = set_.duty(asked.id);
      const bool is_settled =
          std::ranges::any_of(asked.rows, [this](std::size_t one) { return !spoken_[one].waits; });
      if (duty == nullptr || is_settled != settled) continue;
      put(std::exchange(heading, {}), "  ", due_in_words(*duty, declaration_.title), ", by the ",
          duty->owner, ": ", duty->what);
      asked_by(asked);
      put("\n");
    }
  }

  [[nodiscard]] std::vector<std::string> asked_ids() const {
    std::vector<std::string> ids;
    for (const auto& asked : decision_.reviewers) ids.push_back(asked.id);
    return ids;
  }

  /// Names of the reviewers in `ids` that are among `which`, after `lead`; nothing where none is.
  void named(std::string_view lead, const std::vector<std::string>& ids,
             const std::vector<std::string>& which) {
    for (const auto& id : ids) {
      if (std::ranges::find(which, id) == which.end()) continue;
      const auto* reviewer = set_.reviewer(id);
      put(std::exchange(lead, ", "), reviewer == nullptr ? id : reviewer->name);
    }
  }

  void question(const Fact& fact, const Spoken& one) {
    put("  ", fact.id, ": ",
        fact.ask.empty() ? std::string_view("the title does not state it") : fact.ask, "  (up to ",
        word_of(outcome_words, one.full), ", ", one.name, ")\n");
  }

  void row(const Spoken& one) {
    const auto& book = set_.books()[one.fired->book]->book;
    const auto* row = row_of(set_, one.fired->book, one.fired->row);
    put("  ");
    outcome_column(one.weight);
    put(one.name);
    if (row != nullptr && !row->clause.empty()) put(", clause ", row->clause);
    put("\n", indent, row == nullptr ? book.otherwise.because : row->because, "\n");
    facts(one);
    if (row != nullptr) unconfirmed(book, *row);
  }

  void facts(const Spoken& one) {
    if (one.fired->row == default_row) return;
    const bool certain = one.fired->truth == Truth::True;
    std::string_view before = certain ? "because " : "not certain: ";
    for (const auto subject : one.facts) {
      const auto& fact = set_.subjects()[subject].fact;
      if (certain && fact.id == day_of_decision) continue;
      if (before != ", ") put(indent);
      put(std::exchange(before, ", "), fact.id, " is ", answer_in_words(fact, slots_[subject]));
    }
    if (before == ", ") put("\n");
  }

  void unconfirmed(const Book& book, const Row& row) {
    if (!row.unconfirmed.empty()) return put(indent, "not confirmed: ", row.unconfirmed, "\n");
    const auto source = std::ranges::find(book.sources, row.source, &Source::id);
    const auto confidence = row.confidence                 ? *row.confidence
                            : source == book.sources.end() ? Confidence::A
                                                           : source->confidence;
    if (confidence == Confidence::X || confidence == Confidence::C)
      put(indent, "not confirmed: the source of this row is weak\n");
  }

  void asked_by(const Asked& asked) {
    put("  (");
    for (std::size_t index = 0; index < std::min(asked.rows.size(), rows_named_max); ++index)
      put(index == 0 ? "" : ", ", spoken_[asked.rows[index]].name);
    if (asked.rows.size() > rows_named_max)
      put(" and ", std::to_string(asked.rows.size() - rows_named_max), " more");
    put(")");
  }

  const BookSet& set_;
  const Slots& slots_;
  const Declaration& declaration_;
  const Decision& decision_;
  std::vector<Spoken> spoken_;  ///< One for each row that fired, in their order.
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
