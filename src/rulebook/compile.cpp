#include "rulebook/book_set.h"

#include <algorithm>

namespace gg::rulebook {
namespace {

bool same_meaning(const Fact& one, const Fact& other) {
  return one.type == other.type && one.options == other.options && one.first == other.first &&
         one.last == other.last && one.risk == other.risk && one.unit == other.unit;
}

bool same_meaning(const Duty& one, const Duty& other) {
  return one.due == other.due && one.lead_hours == other.lead_hours && one.owner == other.owner &&
         one.evidence == other.evidence && one.applies == other.applies;
}

bool same_meaning(const Reviewer& one, const Reviewer& other) {
  return one.name == other.name && one.any_of == other.any_of && one.after == other.after &&
         one.applies == other.applies;
}

std::vector<std::string> words_of_kinds() {
  std::vector<std::string> words;
  for (const auto& word : title_kind_words) words.emplace_back(word.text);
  return words;
}

Fact title_choice(std::string id, std::vector<std::string> options) {
  return {.id = std::move(id),
          .type = FactType::Choice,
          .options = std::move(options),
          .from = FactFrom::Title,
          .changeable = Changeable::No};
}

Fact title_yes_no(std::string id) {
  return {.id = std::move(id),
          .type = FactType::YesNo,
          .options = {"no", "yes"},
          .from = FactFrom::Title,
          .changeable = Changeable::No};
}

Fact title_date(std::string id) {
  return {.id = std::move(id),
          .type = FactType::Date,
          .first = days_of(Date::parse("1900-01-01").value_or(Date{})),
          .last = days_of(Date::parse("9999-12-31").value_or(Date{})),
          .from = FactFrom::Title,
          .changeable = Changeable::No};
}

}  // namespace

/// Builds a set: joins the nouns, then compiles books in order. *single thread*
class Compiler {
 public:
  explicit Compiler(std::vector<BookFilePtr> books) : problems_("rulebooks") {
    set_.books_ = std::move(books);
  }

  Result<BookSet, std::vector<Problem>> run() {
    for (std::size_t index = 0; index < set_.books_.size(); ++index) join_nouns(index);
    set_.facts_count_ = set_.subjects_.size();
    if (!problems_.none()) return fail(problems_.take());
    for (const auto& file : set_.books_) compile(file->book);
    return std::move(set_);
  }

 private:
  void refuse(std::size_t index, const std::string& noun, std::string_view id,
              const std::string& other) {
    problems_.add(0, 0, set_.books_[index]->book.title(),
                  noun + " " + in_quotes(id) + " means something else in " + other +
                      "; give one of them another id, or make them the same");
  }

  void join_nouns(std::size_t index) {
    const auto& book = set_.books_[index]->book;
    for (std::size_t earlier = 0; earlier < index; ++earlier)
      if (set_.books_[earlier]->book.id == book.id)
        problems_.add(0, 0, book.title(),
                      "the book is in force twice (" + set_.books_[earlier]->book.title() + ")");
    for (const auto& fact : book.facts) {
      if (const auto known = set_.find(fact.id)) {
        if (!same_meaning(set_.subjects_[*known].fact, fact))
          refuse(index, "the fact", fact.id, fact_book_[fact.id]);
        continue;
      }
      fact_book_.emplace(fact.id, book.title());
      add_subject(fact, SubjectKind::Fact);
    }
    join(index, "the duty", book.duties, set_.duties_);
    join(index, "the reviewer", book.reviewers, set_.reviewers_);
  }

  template <class T>
  void join(std::size_t index, const std::string& noun, const std::vector<T>& nouns,
            std::map<std::string, const T*, std::less<>>& joined) {
    for (const auto& one : nouns) {
      const auto [known, added] = joined.emplace(one.id, &one);
      if (!added && !same_meaning(*known->second, one))
        refuse(index, noun, one.id, "a book before it");
    }
  }

  std::size_t add_subject(const Fact& fact, SubjectKind kind) {
    const auto index = set_.subjects_.size();
    set_.subjects_.push_back({fact, kind});
    set_.subject_index_.emplace(fact.id, index);
    return index;
  }

  std::uint16_t title_subject(const Fact& fact) {
    const auto known = set_.find(fact.id);
    return static_cast<std::uint16_t>(known ? *known : add_subject(fact, SubjectKind::Title));
  }

  /// Terms of one condition are collected first, then laid down in one run, because a condition may
  /// need definitions of its own.
  TermRange lay(const std::vector<Term>& terms) {
    const auto first = static_cast<std::uint32_t>(set_.terms_.size());
    set_.terms_.insert(set_.terms_.end(), terms.begin(), terms.end());
    return {first, static_cast<std::uint32_t>(set_.terms_.size())};
  }

  Term define(Alternatives alternatives) {
    set_.definitions_.push_back(std::move(alternatives));
    return {.kind = Term::Kind::Definition,
            .index = static_cast<std::uint16_t>(set_.definitions_.size() - 1)};
  }

  static Term yes(std::uint16_t subject) { return {.index = subject, .options = 2}; }

  /// A term that is true when one of the yes/no subjects is yes.
  template <class T, class F>
  void add_one_of(const std::vector<T>& values, F&& id_of, std::vector<Term>& terms) {
    if (values.empty()) return;
    Alternatives alternatives;
    for (const auto& value : values)
      alternatives.any.push_back(lay({yes(title_subject(title_yes_no(id_of(value))))}));
    terms.push_back(define(std::move(alternatives)));
  }

  void add_days(const Days& days, const std::string& subject, std::vector<Term>& terms) {
    if (!days.any()) return;
    const auto fact = title_date(subject);
    terms.push_back({.kind = Term::Kind::Range,
                     .index = title_subject(fact),
                     .first = days.from ? days_of(*days.from) : fact.first,
                     .last = days.until ? days_of(*days.until) : fact.last});
  }

  void add_applies(const Applies& applies, const Days& in_force, std::vector<Term>& terms) {
    if (!applies.kinds.empty()) {
      Term term{.index = title_subject(title_choice("title.kind", words_of_kinds()))};
      for (const auto kind : applies.kinds)
        term.options |= std::uint64_t{1} << static_cast<unsigned>(kind);
      terms.push_back(term);
    }
    if (applies.factual)
      terms.push_back({.index = title_subject(title_yes_no("title.factual")),
                       .options = *applies.factual ? 2U : 1U});
    add_one_of(
        applies.territories, [](const Territory& one) { return "title.territory." + one.text(); },
        terms);
    add_one_of(
        applies.agreements, [](const std::string& one) { return "title.agreement." + one; }, terms);
    add_one_of(
        applies.roles,
        [](Role one) { return "title.role." + std::string(word_of(role_words, one)); }, terms);
    add_days(applies.photography, "title.photography", terms);
    add_days(applies.release, "title.release", terms);
    add_days(in_force, "as_of", terms);
  }

  Term term_of(const Cell& cell) {
    if (const auto local = local_.find(cell.subject); local != local_.end()) {
      const bool yes = (cell.options.front() == "yes") == (cell.sense == Sense::Is);
      return {.kind = yes ? Term::Kind::Definition : Term::Kind::NotDefinition,
              .index = local->second};
    }
    const auto subject = *set_.find(cell.subject);
    const auto& fact = set_.subjects_[subject].fact;
    Term term{.index = static_cast<std::uint16_t>(subject)};
    if (fact.type == FactType::Number || fact.type == FactType::Date) {
      term.kind = Term::Kind::Range;
      term.first = cell.first.value_or(fact.first);
      term.last = cell.last.value_or(fact.last);
      return term;
    }
    for (std::size_t option = 0; option < fact.options.size(); ++option)
      if ((std::ranges::find(cell.options, fact.options[option]) != cell.options.end()) ==
          (cell.sense == Sense::Is))
        term.options |= std::uint64_t{1} << option;
    return term;
  }

  std::vector<Term> terms_of(const Cells& cells) {
    std::vector<Term> terms;
    for (const auto& cell : cells) terms.push_back(term_of(cell));
    return terms;
  }

  void compile(const Book& book) {
    local_.clear();
    for (const auto& definition : book.definitions) {
      Alternatives alternatives;
      for (const auto& cells : definition.any) alternatives.any.push_back(lay(terms_of(cells)));
      local_.emplace(definition.id, define(std::move(alternatives)).index);
    }
    CompiledBook compiled;
    std::vector<Term> terms;
    add_applies(book.applies, book.in_force, terms);
    compiled.applies = lay(terms);
    compiled.rows_first = static_cast<std::uint32_t>(set_.rows_.size());
    for (const auto& row : book.rows) {
      terms.clear();
      add_applies(row.applies, row.in_force, terms);
      std::ranges::copy(terms_of(row.when), std::back_inserter(terms));
      set_.rows_.push_back({lay(terms), row.outcome, row.is_baseline()});
    }
    compiled.rows_end = static_cast<std::uint32_t>(set_.rows_.size());
    set_.compiled_.push_back(compiled);
  }

  BookSet set_;
  Problems problems_;
  std::map<std::string, std::string, std::less<>> fact_book_;
  std::map<std::string, std::uint16_t, std::less<>> local_;  ///< Definitions of the present book.
};

Result<BookSet, std::vector<Problem>> BookSet::join(std::vector<BookFilePtr> books) {
  return Compiler(std::move(books)).run();
}

std::optional<std::size_t> BookSet::find(std::string_view subject) const {
  const auto found = subject_index_.find(subject);
  if (found == subject_index_.end()) return std::nullopt;
  return found->second;
}

const Duty* BookSet::duty(std::string_view id) const {
  const auto found = duties_.find(id);
  return found == duties_.end() ? nullptr : found->second;
}

const Reviewer* BookSet::reviewer(std::string_view id) const {
  const auto found = reviewers_.find(id);
  return found == reviewers_.end() ? nullptr : found->second;
}

}  // namespace gg::rulebook
