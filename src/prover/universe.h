#pragma once

#include "prover/kleene.h"
#include "rulebook/book_set.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gg::prover {

/// What a declaration says of one subject, as formulas; constants where it is fixed.
struct Reading {
  z3::expr known;
  std::vector<z3::expr> option;  ///< Of options: it is this one. At most one holds.
  std::vector<z3::expr> from;    ///< Of numbers and dates: it lies in this class or a later one.
};

/// A subject of all declarations. Its values fall into classes that no cell of any set tells apart:
/// options; or ranges of numbers or days between the ends that cells name. *value*
struct Variable {
  rulebook::Fact fact;  ///< Options and range of all sets together.
  rulebook::SubjectKind kind = rulebook::SubjectKind::Fact;
  std::vector<rulebook::Value> starts;  ///< Least value of each class, ascending; of a range.
  Reading reading;
  [[nodiscard]] bool is_range() const { return !starts.empty(); }
  [[nodiscard]] std::size_t classes_count() const {
    return is_range() ? starts.size() : fact.options.size();
  }
  /// The class that `value` lies in.
  [[nodiscard]] std::size_t class_of(rulebook::Value value) const;
  /// A value of the class that is easy to read: an option, a whole number where there is one.
  [[nodiscard]] rulebook::Value value_of(std::size_t of_class) const;
};

/// The class of each variable; nothing where it is unknown.
using Assignment = std::vector<std::optional<std::size_t>>;

/// All declarations that can be made to some sets of books together: one variable a subject, joined
/// by id (an answer that one set knows and another does not is unanswered there), and what every
/// real title obeys: a list of territories, agreements or roles is stated as a whole, who shows in
/// a part of a country or of the world shows in it, a stated kind says whether the title is
/// factual, and a decision has a day. *single thread*; the context must outlive it, the sets only
/// its construction.
class Universe {
 public:
  Universe(z3::context& context, const std::vector<const rulebook::BookSet*>& sets);

  [[nodiscard]] z3::context& context() const { return context_; }
  [[nodiscard]] const std::vector<Variable>& variables() const { return variables_; }
  /// The variable of a subject of any of the sets.
  [[nodiscard]] std::size_t find(const rulebook::Fact& fact) const;

  /// A reading that is the same for all declarations.
  [[nodiscard]] Reading fixed(std::size_t variable, std::optional<std::size_t> to_class) const;
  /// What makes the formulas mean declarations at all: an answer has one value.
  [[nodiscard]] std::vector<z3::expr> domains() const;
  /// What real titles obey.
  [[nodiscard]] std::vector<z3::expr> constraints() const;
  /// The same, of one assignment.
  [[nodiscard]] bool allows(const Assignment& assignment) const;

  [[nodiscard]] Assignment read(const z3::model& model) const;
  [[nodiscard]] z3::expr pin(const Assignment& assignment) const;
  [[nodiscard]] Assignment assign(const rulebook::BookSet& set, const rulebook::Slots& slots) const;
  /// The filled-in declaration; unknown facts are unanswered.
  [[nodiscard]] rulebook::Declaration declare(const Assignment& assignment) const;

 private:
  void add(const rulebook::Subject& subject);
  void cut(const rulebook::BookSet& set);
  void cut(const rulebook::Days& days, const std::string& subject);
  void find_parts();
  void make_reading(Variable& variable);
  [[nodiscard]] std::optional<std::size_t> find_title(std::string_view id) const;

  z3::context& context_;
  std::vector<Variable> variables_;
  std::map<std::pair<std::string, int>, std::size_t> index_;
  std::map<std::string, z3::expr, std::less<>> known_lists_;
  std::vector<std::pair<std::size_t, std::size_t>>
      parts_;  ///< A part of a territory, and the whole.
};

/// The list that a title subject belongs to ("title.territory."), or empty.
std::string_view list_of(std::string_view subject);

}  // namespace gg::prover
