#include "rulebook/cell.h"

#include <algorithm>

namespace gg::rulebook {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::string listed(const std::vector<std::string>& options, std::string_view between) {
  std::string text;
  for (const auto& option : options) {
    if (!text.empty()) text += between;
    text += option;
  }
  return text;
}

bool tests_options(const Fact* fact) {
  return fact == nullptr || fact->type == FactType::YesNo || fact->type == FactType::Choice;
}

Result<Cell> refuse(std::string_view subject, std::string_view text, const std::string& advice) {
  return fail(Error{ErrorKind::InvalidInput, std::string(subject) + ": '" + std::string(text) +
                                                 "' is no test; write " + advice});
}

Result<Cell> parse_options(Cell cell, std::string_view text, const Fact* fact) {
  const std::vector<std::string> yes_no = {"no", "yes"};
  const auto& known = fact == nullptr ? yes_no : fact->options;
  auto rest = trimmed(text);
  if (rest.starts_with("not ")) {
    cell.sense = Sense::IsNot;
    rest = trimmed(rest.substr(4));
  }
  while (true) {
    const auto comma = rest.find(',');
    const auto option = trimmed(rest.substr(0, comma));
    if (std::ranges::find(known, option) == known.end())
      return refuse(cell.subject, text, "one or more of " + listed(known, ", "));
    cell.options.emplace_back(option);
    if (comma == std::string_view::npos) break;
    rest = rest.substr(comma + 1);
  }
  std::vector<std::string> ordered;
  for (const auto& option : known)
    if (std::ranges::find(cell.options, option) != cell.options.end()) ordered.push_back(option);
  cell.options = std::move(ordered);
  return cell;
}

Result<Cell> parse_range(Cell cell, std::string_view text, const Fact& fact) {
  auto rest = trimmed(text);
  const auto value_at = [&fact](std::string_view part) { return parse_value(fact, trimmed(part)); };
  const std::string advice = fact.type == FactType::Date
                                 ? ">= 2026-07-01, <= 2030-06-30, 2026-07-01 .. 2030-06-30 or a day"
                                 : ">= 3, <= 10, 3 .. 10 or a number within its range";
  if (rest.starts_with(">=")) {
    cell.first = value_at(rest.substr(2));
    if (!cell.first) return refuse(cell.subject, text, advice);
  } else if (rest.starts_with("<=")) {
    cell.last = value_at(rest.substr(2));
    if (!cell.last) return refuse(cell.subject, text, advice);
  } else if (const auto dots = rest.find(".."); dots != std::string_view::npos) {
    cell.first = value_at(rest.substr(0, dots));
    cell.last = value_at(rest.substr(dots + 2));
    if (!cell.first || !cell.last || *cell.last < *cell.first)
      return refuse(cell.subject, text, advice);
  } else {
    if (rest.starts_with('=')) rest = trimmed(rest.substr(1));
    cell.first = cell.last = value_at(rest);
    if (!cell.first) return refuse(cell.subject, text, advice);
  }
  return cell;
}

std::string range_text(const Cell& cell, const Fact& fact) {
  if (cell.first && cell.last && *cell.first == *cell.last) return to_text(fact, *cell.first);
  if (cell.first && cell.last)
    return to_text(fact, *cell.first) + " .. " + to_text(fact, *cell.last);
  if (cell.first) return ">= " + to_text(fact, *cell.first);
  if (cell.last) return "<= " + to_text(fact, *cell.last);
  return {};
}

}  // namespace

std::string to_text(const Cell& cell, const Fact* fact) {
  if (!tests_options(fact)) return range_text(cell, *fact);
  return (cell.sense == Sense::IsNot ? "not " : "") + listed(cell.options, ", ");
}

Result<Cell> parse_cell(std::string_view subject, std::string_view text, const Fact* fact) {
  Cell cell{.subject = std::string(subject)};
  if (trimmed(text).empty()) return refuse(subject, text, "a test, or leave the box out");
  return tests_options(fact) ? parse_options(std::move(cell), text, fact)
                             : parse_range(std::move(cell), text, *fact);
}

std::string in_words(const Cell& cell, const Fact* fact) {
  if (!tests_options(fact)) {
    const auto unit = fact->unit.empty() ? "" : " " + fact->unit;
    if (cell.first && cell.last && *cell.first == *cell.last)
      return cell.subject + " is " + to_text(*fact, *cell.first) + unit;
    if (cell.first && cell.last)
      return cell.subject + " is from " + to_text(*fact, *cell.first) + " to " +
             to_text(*fact, *cell.last) + unit;
    if (cell.first) return cell.subject + " is at least " + to_text(*fact, *cell.first) + unit;
    return cell.subject + " is at most " + to_text(*fact, cell.last.value_or(0)) + unit;
  }
  return cell.subject + (cell.sense == Sense::IsNot ? " is not " : " is ") +
         listed(cell.options, " or ");
}

}  // namespace gg::rulebook
