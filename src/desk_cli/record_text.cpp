#include "desk_cli/record_text.h"

#include "base/text.h"
#include "report/safe_text.h"

#include <algorithm>
#include <vector>

namespace gg::desk_cli {
namespace {

using Row = std::vector<std::string>;

std::string text_of(const Json& doc, std::string_view key) {
  const auto* member = find_member(doc, key);
  return member == nullptr ? std::string() : report::visible(scalar_text(*member));
}

std::string outcome_of(const Json& use) {
  const auto* decision = find_member(use, "decision");
  return decision == nullptr ? std::string() : text_of(*decision, "outcome");
}

/// Columns as wide as their widest cell; the last one as it is.
std::string table_of(const std::vector<Row>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows)
    for (std::size_t column = 0; column < row.size(); ++column) {
      if (widths.size() <= column) widths.push_back(0);
      widths[column] = std::max(widths[column], report::columns_of(row[column]));
    }
  std::string text;
  for (const auto& row : rows) {
    for (std::size_t column = 0; column < row.size(); ++column) {
      text += row[column];
      if (column + 1 < row.size())
        text.append(widths[column] - report::columns_of(row[column]) + 2, ' ');
    }
    text += '\n';
  }
  return text;
}

std::vector<std::string> awaited(const Json& use) {
  std::vector<std::string> reviewers;
  if (const auto* tracks = find_member(use, "tracks"); tracks != nullptr && tracks->is_array())
    for (const auto& track : *tracks)
      if (text_member(track, "state") == "waiting") reviewers.push_back(text_of(track, "reviewer"));
  return reviewers;
}

/// "heading:" and a line for each item, or nothing.
template <class F>
std::string section(const Json& use, std::string_view key, const std::string& heading,
                    const F& line) {
  const auto* items = find_member(use, key);
  if (items == nullptr || items->empty()) return {};
  std::string text = heading + ":\n";
  for (const auto& [name, item] : items->items()) text += "  " + line(name, item) + "\n";
  return text;
}

std::string duty_line(const std::string&, const Json& duty) {
  const auto due = text_of(duty, "due");
  return text_of(duty, "state") + "  " + text_of(duty, "id") + "  " + text_of(duty, "what") +
         (due.empty() ? "" : " (" + due + ")");
}

std::string thread_line(const std::string&, const Json& said) {
  for (const char* kind : {"question", "answer", "note", "reason"})
    if (const auto text = text_of(said, kind); !text.empty())
      return text_of(said, "at") + "  " + kind + ": " + text;
  return text_of(said, "at");
}

}  // namespace

std::string use_table(const Json& uses) {
  std::vector<Row> rows;
  for (const auto& use : uses)
    rows.push_back({text_of(use, "id"), text_of(use, "state"), outcome_of(use), text_of(use, "due"),
                    text_of(use, "summary")});
  return rows.empty() ? "No uses.\n" : table_of(rows);
}

std::string inbox_table(const Json& items) {
  std::vector<Row> rows;
  for (const auto& item : items)
    rows.push_back({text_of(item, "id"), text_of(item, "due"),
                    text_of(item, item.contains("summary") ? "summary" : "text"),
                    text_of(item, "why")});
  return rows.empty() ? "Nothing waits for you.\n" : table_of(rows);
}

std::string use_line(const Json& use) {
  const auto outcome = outcome_of(use);
  const auto reviewers = awaited(use);
  return text_of(use, "id") + " is " + text_of(use, "state") +
         (outcome.empty() ? "" : " (" + outcome + ")") +
         (reviewers.empty() ? "" : "; it waits for " + joined(reviewers, ", ")) + "\n";
}

std::string use_text(const Json& use) {
  std::string text = text_of(use, "summary") + "\n" + use_line(use);
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) text += std::string(name) + ": " + value + "\n";
  };
  add("Version", text_of(use, "version"));
  add("Title", text_of(use, "title"));
  add("Due", text_of(use, "due"));
  add("Intent", text_of(use, "intent"));
  add("Approval", text_of(use, "approval"));
  add("Void because", text_of(use, "voided_why"));
  text += section(use, "facts", "Answers", [](const std::string& question, const Json& answer) {
    return report::visible(question) + ": " + report::visible(scalar_text(answer));
  });
  text += section(use, "duties", "Duties", duty_line);
  text += section(use, "thread", "Said", thread_line);
  return text;
}

}  // namespace gg::desk_cli
