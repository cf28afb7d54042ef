#include "base/text.h"
#include "prover/render.h"

#include <algorithm>
#include <set>

namespace gg::prover {
namespace {

std::string counted(std::size_t count, const std::string& noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

/// "3 rows", or "no row" for none.
std::string counted_or_no(std::size_t count, const std::string& noun) {
  return count == 0 ? "no " + noun : counted(count, noun);
}

/// How many checks of a kind came out in some way.
class Counts {
 public:
  explicit Counts(const Proof& proof) : proof_(proof) {}

  [[nodiscard]] std::size_t of(CheckKind kind, Verdict verdict) const {
    return static_cast<std::size_t>(std::ranges::count_if(proof_.checks, [&](const Check& check) {
      return check.kind == kind && check.verdict == verdict;
    }));
  }

  [[nodiscard]] std::size_t unknown() const {
    return static_cast<std::size_t>(
        std::ranges::count(proof_.checks, Verdict::Unknown, &Check::verdict));
  }

  /// Facts with a risk: all, and those for which both claims are proved.
  [[nodiscard]] std::pair<std::size_t, std::size_t> risks() const {
    std::set<std::string> all;
    std::set<std::string> not_proved;
    for (const auto& check : proof_.checks) {
      if (check.kind != CheckKind::Monotone && check.kind != CheckKind::UnsureNotWeaker) continue;
      all.insert(check.subject);
      if (check.verdict != Verdict::Proved) not_proved.insert(check.subject);
    }
    return {all.size(), all.size() - not_proved.size()};
  }

 private:
  const Proof& proof_;
};

std::vector<std::string> claims(const Counts& counts) {
  const auto held = counts.of(CheckKind::InvariantHolds, Verdict::Proved);
  const auto broken = counts.of(CheckKind::InvariantHolds, Verdict::Refuted);
  const auto [facts, monotone] = counts.risks();
  std::vector<std::string> parts = {counted(held, "invariant") + " proved"};
  if (broken > 0) parts.push_back(std::to_string(broken) + " broken");
  parts.push_back(counted(monotone, "fact") + " monotone");
  if (facts > monotone) parts.push_back(std::to_string(facts - monotone) + " not");
  parts.push_back(counted_or_no(counts.of(CheckKind::RowCanFire, Verdict::Refuted), "dead row"));
  parts.push_back(
      counted_or_no(counts.of(CheckKind::NoContradiction, Verdict::Refuted), "contradiction"));
  if (const auto mild = counts.of(CheckKind::DefaultConsults, Verdict::Refuted); mild > 0)
    parts.push_back(counted(mild, "default") + " too mild");
  if (counts.unknown() > 0) parts.push_back(std::to_string(counts.unknown()) + " not settled");
  return parts;
}

std::vector<std::string> notes(const Proof& proof, const Counts& counts) {
  std::vector<std::string> parts;
  if (const auto idle = counts.of(CheckKind::RowDecides, Verdict::Refuted); idle > 0)
    parts.push_back(counted(idle, "row") + " never " + (idle == 1 ? "decides" : "decide") +
                    " alone");
  if (const auto silent = counts.of(CheckKind::NoGap, Verdict::Refuted); silent > 0)
    parts.push_back(proof.books.size() == 1
                        ? std::string("its default speaks where no row does")
                        : counted(silent, "default") + (silent == 1 ? " speaks" : " speak") +
                              " where no row does");
  for (const auto& check : proof.checks)
    if (check.kind == CheckKind::OutcomeReachable && check.verdict == Verdict::Refuted)
      parts.push_back("never " + check.subject);
  return parts;
}

}  // namespace

std::string summary_of(const Proof& proof) {
  const Counts counts(proof);
  auto text = joined(proof.books, " + ") + ": " + joined(claims(counts), ", ");
  if (const auto said = notes(proof, counts); !said.empty())
    text += " (" + joined(said, "; ") + ")";
  return text;
}

std::string summary_of(const Difference& difference) {
  const auto head =
      joined(difference.before, " + ") + " → " + joined(difference.after, " + ") + ": ";
  if (difference.none()) return head + "every use is decided as before";
  std::size_t stricter = 0;
  std::size_t milder = 0;
  for (const auto& change : difference.changes) {
    stricter += change.kind == Change::Kind::Stricter ? 1 : 0;
    milder += change.kind == Change::Kind::Milder ? 1 : 0;
  }
  auto text = head + "stricter for " + counted_or_no(stricter, "row") + ", milder for " +
              counted_or_no(milder, "row") + ", " +
              counted_or_no(difference.changes.size() - stricter - milder, "change") +
              " of who or what is asked";
  if (!difference.unknown.empty())
    text += ", " + std::to_string(difference.unknown.size()) + " not settled";
  return text;
}

}  // namespace gg::prover
