#include "rulebook/check_book.h"

#include "base/sha256.h"
#include "rulebook/read_book.h"

#include <algorithm>
#include <set>

namespace gg::rulebook {
namespace {

constexpr std::size_t options_max = 64;

using Ids = std::vector<std::string_view>;

template <class T>
Ids ids_of(const std::vector<T>& nouns) {
  Ids ids;
  for (const auto& noun : nouns) ids.push_back(noun.id);
  return ids;
}

class Checker {
 public:
  Checker(const Book& book, const YamlNode& root, Problems& problems)
      : book_(book), root_(root), problems_(problems) {}

  void run() {
    check_ids();
    check_facts();
    for (std::size_t index = 0; index < book_.reviewers.size(); ++index) check_reviewer(index);
    for (std::size_t index = 0; index < book_.rows.size(); ++index) check_row(index);
    check_names("default", 0, "reviewers", book_.otherwise.reviewers, reviewers_);
    check_names("default", 0, "duties", book_.otherwise.duties, duties_);
    for (std::size_t index = 0; index < book_.invariants.size(); ++index) {
      const auto& invariant = book_.invariants[index];
      check_names("invariants", index, "reviewers_include", invariant.reviewers_include,
                  reviewers_);
      check_names("invariants", index, "duties_include", invariant.duties_include, duties_);
    }
    if (book_.rows.empty()) problems_.add(0, 0, "rows", "a book needs at least one row");
  }

 private:
  /// Where entry `index` of a list stands in the file.
  [[nodiscard]] const YamlNode& at(std::string_view list, std::size_t index) const {
    const auto* node = root_.find(list);
    if (node == nullptr) return root_;
    return index < node->items.size() ? node->items[index] : *node;
  }

  void tell(std::string_view list, std::size_t index, std::string_view id, std::string text) {
    const auto& node = at(list, index);
    problems_.add(node.line, node.column,
                  std::string(list) + (id.empty() ? "" : " " + std::string(id)), std::move(text));
  }

  template <class T>
  void unique(std::string_view list, const std::vector<T>& nouns,
              std::set<std::string_view>& seen) {
    for (std::size_t index = 0; index < nouns.size(); ++index)
      if (!seen.insert(nouns[index].id).second)
        tell(list, index, nouns[index].id, "this id is taken; give it another");
  }

  void check_ids() {
    std::set<std::string_view> subjects;
    std::set<std::string_view> rows = {"default"};
    std::set<std::string_view> others;
    unique("facts", book_.facts, subjects);
    unique("define", book_.definitions, subjects);
    unique("rows", book_.rows, rows);
    for (const auto& [list, check] :
         {std::pair{"sources", 0}, {"reviewers", 1}, {"duties", 2}, {"invariants", 3}}) {
      others.clear();
      if (check == 0) unique(list, book_.sources, others);
      if (check == 1) unique(list, book_.reviewers, others);
      if (check == 2) unique(list, book_.duties, others);
      if (check == 3) unique(list, book_.invariants, others);
    }
  }

  void check_facts() {
    for (std::size_t index = 0; index < book_.facts.size(); ++index) {
      const auto& fact = book_.facts[index];
      if (fact.type == FactType::Choice) check_options(fact, index);
      if (fact.last < fact.first) tell("facts", index, fact.id, "max lies below min");
      if (fact.id.find('.') != std::string::npos)
        tell("facts", index, fact.id, "ids of facts have no dot; it marks what a title states");
    }
  }

  void check_options(const Fact& fact, std::size_t index) {
    const std::set<std::string_view> distinct(fact.options.begin(), fact.options.end());
    if (fact.options.size() < 2 || fact.options.size() > options_max)
      tell("facts", index, fact.id, "a choice has 2 to 64 options; list them under of: [a, b]");
    if (distinct.size() != fact.options.size())
      tell("facts", index, fact.id, "an option stands twice");
    for (const auto& option : fact.options) {
      const bool plain = option.find_first_of(",:{}[]\"' ") == std::string::npos && !option.empty();
      if (!plain || option == unsure_word || option == "unanswered" || option == "not")
        tell("facts", index, fact.id,
             in_quotes(option) + " cannot be an option; write one word, and not unsure");
    }
  }

  void check_names(std::string_view list, std::size_t index, std::string_view key,
                   const std::vector<std::string>& names, const Ids& known) {
    for (const auto& name : names) {
      if (std::ranges::find(known, name) != known.end()) continue;
      const auto meant = nearest(name, known);
      const auto advice = meant.empty() ? " is not listed under " : " is not listed; did you mean ";
      const bool reviewers = !key.starts_with("duties");
      tell(list, index, key,
           in_quotes(name) + advice +
               (meant.empty() ? (reviewers ? "reviewers" : "duties") : std::string(meant) + "?"));
    }
  }

  [[nodiscard]] const Reviewer* reviewer_of(std::string_view id) const {
    const auto found = std::ranges::find(book_.reviewers, id, &Reviewer::id);
    return found == book_.reviewers.end() ? nullptr : &*found;
  }

  void check_reviewer(std::size_t index) {
    const auto& reviewer = book_.reviewers[index];
    check_names("reviewers", index, "any_of", reviewer.any_of, reviewers_);
    check_names("reviewers", index, "after", reviewer.after, reviewers_);
    if (reviewer.any_of.size() == 1)
      tell("reviewers", index, reviewer.id, "any_of names one reviewer; name two or more");
    for (const auto& id : reviewer.any_of)
      if (const auto* one = reviewer_of(id); one != nullptr && !one->any_of.empty())
        tell("reviewers", index, reviewer.id,
             in_quotes(id) + " stands for several itself; name each of them");
    std::set<std::string_view> before;
    collect_before(reviewer, before);
    if (before.contains(reviewer.id))
      tell("reviewers", index, reviewer.id,
           "comes after itself, so its turn never comes; take one `after` out");
  }

  /// All whose word must be there before this reviewer's turn, directly or through others.
  void collect_before(const Reviewer& reviewer, std::set<std::string_view>& before) const {
    for (const auto& id : reviewer.after)
      if (const auto* one = reviewer_of(id); one != nullptr && before.insert(one->id).second)
        collect_before(*one, before);
  }

  void check_row(std::size_t index) {
    const auto& row = book_.rows[index];
    check_names("rows", index, "reviewers", row.reviewers, reviewers_);
    check_names("rows", index, "duties", row.duties, duties_);
    if (!row.source.empty() && std::ranges::find(sources_, row.source) == sources_.end())
      tell("rows", index, row.id,
           "the source " + in_quotes(row.source) + " is not listed under sources");
  }

  const Book& book_;
  const YamlNode& root_;
  Problems& problems_;
  Ids reviewers_ = ids_of(book_.reviewers);
  Ids duties_ = ids_of(book_.duties);
  Ids sources_ = ids_of(book_.sources);
};

}  // namespace

void check_book(const Book& book, const YamlNode& root, Problems& problems) {
  Checker(book, root, problems).run();
}

Result<BookFilePtr, std::vector<Problem>> finish_book(Book book, const YamlNode& root,
                                                      Problems& problems) {
  check_book(book, root, problems);
  if (!problems.none()) return fail(problems.take());
  auto file = std::make_shared<BookFile>();
  file->sha256 = sha256_of(write_book(book));
  file->book = std::move(book);
  file->file = problems.file();
  return BookFilePtr(std::move(file));
}

}  // namespace gg::rulebook
