#include "book_forms/boxes.h"

#include "base/text.h"
#include "yaml/problem.h"

#include <algorithm>
#include <array>

namespace gg::book_forms {
namespace {

constexpr std::string_view none = "none";

bool has_blank_ends(std::string_view text) { return trimmed(text).size() != text.size(); }

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char one : text) {
    if (one == '"') out += '"';
    out += one;
  }
  return out + '"';
}

std::string write_entry(std::string_view entry) {
  const bool plain = !entry.empty() && !has_blank_ends(entry) &&
                     entry.find_first_of(",\"\r\n") == std::string_view::npos;
  return plain ? std::string(entry) : quoted(entry);
}

/// Takes a text in quotes off the front of `rest`.
Result<std::string> take_quoted(std::string_view& rest) {
  const auto whole = rest;
  std::string text;
  for (std::size_t at = 1; at < rest.size(); ++at) {
    if (rest[at] != '"') {
      text += rest[at];
    } else if (at + 1 < rest.size() && rest[at + 1] == '"') {
      text += '"';
      ++at;
    } else {
      rest = rest.substr(at + 1);
      return text;
    }
  }
  return fail(Error{ErrorKind::InvalidInput,
                    in_quotes(whole) + " opens a quote (\") and never closes it; close it"});
}

Result<void> expect_nothing(std::string_view rest) {
  if (trimmed(rest).empty()) return {};
  return fail(Error{ErrorKind::InvalidInput,
                    in_quotes(rest) +
                        " stands behind a closing quote; write a comma between entries, "
                        "and a quote within quotes twice"});
}

bool is_digit(char one) { return one >= '0' && one <= '9'; }

bool names_month(std::string_view text) {
  constexpr std::array<std::string_view, 12> months = {"jan", "feb", "mar", "apr", "may", "jun",
                                                       "jul", "aug", "sep", "oct", "nov", "dec"};
  return std::ranges::find(months, ascii_lower(text.substr(0, 3))) != months.end() &&
         std::ranges::any_of(text, is_digit);
}

/// Whether a spreadsheet program would take the cell for something else than text.
bool is_changeable(std::string_view cell) {
  const auto text = trimmed(cell);
  if (text.empty()) return false;
  if (is_digit(text[0]) || std::string_view("=+-@").find(text[0]) != std::string_view::npos)
    return true;
  if (std::string_view(".,($").find(text[0]) != std::string_view::npos)
    return text.size() > 1 && is_digit(text[1]);
  return equals_ignoring_case(text, "true") || equals_ignoring_case(text, "false") ||
         names_month(text);
}

}  // namespace

std::string write_list(const std::vector<std::string>& entries) {
  if (entries.empty()) return std::string(none);
  if (entries.size() == 1 && entries.front() == none) return quoted(none);
  std::string out;
  for (const auto& entry : entries) out += (out.empty() ? "" : ", ") + write_entry(entry);
  return out;
}

Result<std::vector<std::string>> parse_list(std::string_view box) {
  std::vector<std::string> entries;
  if (trimmed(box) == none) return entries;
  auto rest = trimmed(box);
  while (!rest.empty()) {
    const bool in_quotes_now = rest.front() == '"';
    std::string entry;
    if (in_quotes_now) {
      TRY_LET(entry, take_quoted(rest));
    }
    const auto end = rest.find_first_of(",\n");
    const auto bare = rest.substr(0, end);
    if (in_quotes_now) TRY(expect_nothing(bare));
    if (in_quotes_now || !trimmed(bare).empty())
      entries.push_back(in_quotes_now ? entry : std::string(trimmed(bare)));
    if (end == std::string_view::npos) break;
    rest = trimmed(rest.substr(end + 1));
  }
  return entries;
}

std::string write_answer(std::string_view answer) {
  const bool plain = !answer.empty() && answer.front() != '"' && !has_blank_ends(answer);
  return plain ? std::string(answer) : quoted(answer);
}

Result<std::string> parse_answer(std::string_view box) {
  auto rest = trimmed(box);
  if (!rest.starts_with('"')) return std::string(rest);
  TRY_LET(auto answer, take_quoted(rest));
  TRY(expect_nothing(rest));
  return answer;
}

std::string guard(std::string_view cell) {
  return (is_changeable(cell) || cell.starts_with('\'') ? "'" : "") + std::string(cell);
}

std::string_view unguard(std::string_view cell) {
  if (!cell.starts_with('\'')) return cell;
  const auto rest = cell.substr(1);
  return is_changeable(rest) || rest.starts_with('\'') ? rest : cell;
}

}  // namespace gg::book_forms
