#include "documents/words.h"

#include "register/date.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace gg::documents {

std::string day_in_words(std::string_view day) {
  constexpr std::array months = {"January",   "February", "March",    "April",
                                 "May",       "June",     "July",     "August",
                                 "September", "October",  "November", "December"};
  const auto date = Date::parse(day.substr(0, 10));
  if (!date) return std::string(day);
  const auto month = static_cast<unsigned>(date->day.month());
  return std::to_string(static_cast<unsigned>(date->day.day())) + " " + months.at(month - 1) + " " +
         std::to_string(static_cast<int>(date->day.year()));
}

std::string moment_in_words(std::string_view moment) {
  constexpr std::size_t seconds_end = 19;
  if (moment.size() < seconds_end || moment[10] != 'T') return day_in_words(moment);
  return day_in_words(moment) + ", " + std::string(moment.substr(11, 8)) + " UTC";
}

std::string in_words(std::string_view id) {
  std::string words(id);
  for (auto& character : words)
    if (character == '_') character = ' ';
  if (!words.empty() && words[0] >= 'a' && words[0] <= 'z')
    words[0] = static_cast<char>(words[0] - 'a' + 'A');
  return words;
}

paper::Table without_empty_columns(paper::Table table) {
  for (auto at = table.columns.size(); at-- > 0;) {
    const bool is_empty = std::ranges::all_of(
        table.rows, [at](const auto& row) { return at >= row.size() || row[at].empty(); });
    if (!is_empty || table.rows.empty()) continue;
    const auto column = static_cast<std::ptrdiff_t>(at);
    table.columns.erase(table.columns.begin() + column);
    for (auto& row : table.rows)
      if (at < row.size()) row.erase(row.begin() + column);
  }
  return table;
}

}  // namespace gg::documents
