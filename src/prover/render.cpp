#include "prover/render.h"

#include "base/text.h"

#include <algorithm>

namespace gg::prover {
namespace {

using rulebook::Declaration;

template <class E, std::size_t N>
std::string word(const std::array<Word<E>, N>& words, E value) {
  return std::string(word_of(words, value));
}

Json to_json(const Decided& decided) {
  return {{"outcome", word_of(outcome_words, decided.outcome)},
          {"deciding", decided.deciding},
          {"rows", decided.rows},
          {"unsure", decided.unsure},
          {"reviewers", decided.reviewers},
          {"duties", decided.duties}};
}

Json to_json(const Check& check) {
  Json json = {{"kind", word_of(check_kind_words, check.kind)},
               {"book", check.book},
               {"subject", check.subject},
               {"verdict", word_of(verdict_words, check.verdict)},
               {"failed", check.failed()},
               {"text", check.verdict == Verdict::Proved ? "" : in_words(check)},
               {"witnesses", Json::array()}};
  for (const auto& one : check.witnesses)
    json["witnesses"].push_back(
        {{"declaration", prover::to_json(one.declaration)}, {"decided", to_json(one.decided)}});
  return json;
}

Json to_json(const Change& change) {
  Json json{{"kind", word_of(change_kind_words, change.kind)},
            {"version", change.version == Change::Version::Before ? "before" : "after"},
            {"subject", change.subject},
            {"declaration", prover::to_json(change.declaration)},
            {"before", to_json(change.before)},
            {"after", to_json(change.after)},
            {"text", in_words(change)}};
  const bool has_names = change.kind == Change::Kind::RegroupedReviewer ||
                         change.kind == Change::Kind::ReorderedReviewer;
  if (has_names) json["named"] = {{"before", change.named_before}, {"after", change.named_after}};
  return json;
}

Json title_json(const rulebook::TitleFacts& title) {
  Json json = Json::object();
  if (title.kind) json["kind"] = word_of(title_kind_words, *title.kind);
  if (title.factual) json["factual"] = *title.factual ? "yes" : "no";
  if (title.territories) {
    json["territories"] = Json::array();
    for (const auto& one : *title.territories) json["territories"].push_back(one.text());
  }
  if (title.agreements) json["agreements"] = *title.agreements;
  if (title.roles) {
    json["roles"] = Json::array();
    for (const auto one : *title.roles) json["roles"].push_back(word_of(role_words, one));
  }
  if (title.photography) json["photography"] = title.photography->text();
  if (title.release) json["release"] = title.release->text();
  return json;
}

std::string yaml_value(const Json& value) {
  if (!value.is_array()) return scalar_text(value);
  std::vector<std::string> items;
  for (const auto& item : value) items.push_back(scalar_text(item));
  return "[" + joined(items, ", ") + "]";
}

/// "consult by one/a, one/b; 3 rows unsure".
std::string decision_in_words(const Decided& decided) {
  constexpr std::size_t rows_max = 5;
  std::string text = word(outcome_words, decided.outcome);
  for (std::size_t index = 0; index < std::min(rows_max, decided.deciding.size()); ++index)
    text += (index == 0 ? " by " : ", ") + decided.deciding[index];
  if (decided.deciding.size() > rows_max)
    text += " and " + std::to_string(decided.deciding.size() - rows_max) + " more";
  if (!decided.unsure.empty())
    text += "; " + std::to_string(decided.unsure.size()) +
            (decided.unsure.size() == 1 ? " row" : " rows") + " unsure";
  return text;
}

/// "the invariant final-is-approved".
std::string subject_in_words(const Check& check) {
  switch (check.kind) {
    case CheckKind::InvariantHolds:
      return "the invariant " + check.subject;
    case CheckKind::RowCanFire:
    case CheckKind::NoContradiction:
    case CheckKind::RowDecides:
      return "the row " + check.subject;
    case CheckKind::Monotone:
    case CheckKind::UnsureNotWeaker:
      return "the fact " + check.subject;
    case CheckKind::DefaultConsults:
      return "the default";
    case CheckKind::NoGap:
      return "the book";
    case CheckKind::OutcomeReachable:
      return "the outcome " + check.subject;
  }
  return check.subject;
}

std::string claim_in_words(CheckKind kind) {
  switch (kind) {
    case CheckKind::InvariantHolds:
      return "is broken";
    case CheckKind::RowCanFire:
      return "is dead";
    case CheckKind::NoContradiction:
      return "contradicts itself";
    case CheckKind::Monotone:
      return "is not monotone";
    case CheckKind::UnsureNotWeaker:
      return "is weaker when unsure";
    case CheckKind::DefaultConsults:
      return "is too mild";
    case CheckKind::RowDecides:
      return "never decides alone";
    case CheckKind::NoGap:
      return "is silent";
    case CheckKind::OutcomeReachable:
      return "cannot be reached";
  }
  return {};
}

const char* change_in_words(Change::Kind kind) {
  switch (kind) {
    case Change::Kind::Stricter:
      return "needs more now";
    case Change::Kind::Milder:
      return "needs less now";
    case Change::Kind::AddedReviewer:
      return "is a new reviewer";
    case Change::Kind::DroppedReviewer:
      return "is no reviewer any more";
    case Change::Kind::RegroupedReviewer:
      return "is another group now";
    case Change::Kind::ReorderedReviewer:
      return "waits for others now";
    case Change::Kind::AddedDuty:
      return "is a new duty";
    case Change::Kind::DroppedDuty:
      return "is no duty any more";
  }
  return "";
}

/// "; legal after contact, union": whom a book names beside a reviewer; and the end of the line.
std::string named(const Change& change, const std::vector<std::string>& ids) {
  if (change.kind == Change::Kind::RegroupedReviewer)
    return "; " + change.subject + ": " +
           (ids.empty() ? "no group" : "one suffices of " + joined(ids, ", ")) + "\n";
  if (change.kind == Change::Kind::ReorderedReviewer)
    return "; " + change.subject +
           (ids.empty() ? " waits for nobody" : " after " + joined(ids, ", ")) + "\n";
  return "\n";
}

}  // namespace

Json to_json(const Declaration& declaration) {
  Json json = Json::object();
  if (auto title = title_json(declaration.title); !title.empty()) json["title"] = std::move(title);
  if (declaration.as_of) json["as_of"] = declaration.as_of->text();
  auto& facts = json["facts"] = Json::object();
  for (const auto& [fact, answer] : declaration.answers) facts[fact] = answer;
  return json;
}

std::string to_yaml(const Declaration& declaration, const std::string& indent) {
  std::string text;
  const auto json = to_json(declaration);
  for (const auto& [key, value] : json.items()) {
    if (!value.is_object()) {
      text.append(indent).append(key).append(": ").append(yaml_value(value)).append("\n");
      continue;
    }
    text.append(indent).append(key).append(value.empty() ? ": {}\n" : ":\n");
    for (const auto& [name, inner] : value.items())
      text.append(indent)
          .append("  ")
          .append(name)
          .append(": ")
          .append(yaml_value(inner))
          .append("\n");
  }
  return text;
}

std::string in_words(const Check& check) {
  std::string text = check.book.empty() ? std::string() : check.book + ": ";
  text += subject_in_words(check) + " ";
  text += check.verdict == Verdict::Unknown ? "is not settled" : claim_in_words(check.kind);
  text += ": " + check.text + "\n";
  for (const auto& witness : check.witnesses)
    text +=
        to_yaml(witness.declaration, "    ") + "  → " + decision_in_words(witness.decided) + "\n";
  return text;
}

std::string in_words(const Change& change) {
  std::string text = change.subject + " " + change_in_words(change.kind);
  const bool rows = change.kind == Change::Kind::Stricter || change.kind == Change::Kind::Milder;
  if (rows)
    text += change.version == Change::Version::Before ? " (decided before)" : " (decides now)";
  text += ":\n" + to_yaml(change.declaration, "    ");
  text += "  before → " + decision_in_words(change.before) + named(change, change.named_before);
  text += "  now    → " + decision_in_words(change.after) + named(change, change.named_after);
  return text;
}

Json to_json(const Proof& proof) {
  Json json = {{"books", proof.books},
               {"holds", proof.holds()},
               {"summary", summary_of(proof)},
               {"questions", proof.questions},
               {"checks", Json::array()}};
  for (const auto& check : proof.checks) json["checks"].push_back(to_json(check));
  return json;
}

Json to_json(const Difference& difference) {
  Json json = {{"same", difference.none()}, {"before", difference.before},
               {"after", difference.after}, {"summary", summary_of(difference)},
               {"changes", Json::array()},  {"unknown", difference.unknown}};
  for (const auto& change : difference.changes) json["changes"].push_back(to_json(change));
  return json;
}

}  // namespace gg::prover
