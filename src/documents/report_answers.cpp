#include "documents/report_answers.h"

#include "clearance/cue_rows.h"
#include "clearance/doc.h"
#include "documents/words.h"

#include <algorithm>
#include <map>
#include <set>

namespace gg::documents {
namespace {

using clearance::text_at;

constexpr const char* nothing_recorded = "Nothing with generative AI is recorded in the final.";

std::string counted(std::size_t count, const std::string& one, const std::string& many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

std::string row_numbers(const std::vector<std::size_t>& rows) {
  constexpr std::size_t named_max = 12;
  std::string text = rows.size() == 1 ? "row " : "rows ";
  for (std::size_t at = 0; at < rows.size() && at < named_max; ++at)
    text += (at == 0 ? "" : ", ") + std::to_string(rows[at]);
  if (rows.size() > named_max) text += " and " + std::to_string(rows.size() - named_max) + " more";
  return text;
}

int rank_of(const std::string& answer) {
  if (answer == "yes") return 0;
  if (answer == "unsure") return 1;
  if (answer == "no") return 3;
  return answer.empty() ? 4 : 2;
}

std::string words_for_answer(const std::string& answer) {
  if (answer.empty()) return "Not asked";
  return answer == "unsure" ? "Not sure" : in_words(answer);
}

std::size_t uses_in(const Json& rows) {
  std::set<std::string> uses;
  for (const auto& row : rows) uses.insert(text_at(row, "use"));
  return uses.size();
}

std::vector<std::size_t> rows_where(const Json& rows, const auto& is_one) {
  std::vector<std::size_t> found;
  for (std::size_t at = 0; at < rows.size(); ++at)
    if (is_one(rows[at])) found.push_back(at + 1);
  return found;
}

std::size_t in_state(const std::vector<store::Record>& records, std::string_view state) {
  return static_cast<std::size_t>(std::ranges::count(records, state, &store::Record::state));
}

}  // namespace

std::string answers_to(const Json& rows, const char* fact) {
  if (rows.empty()) return nothing_recorded;
  std::map<std::pair<int, std::string>, std::vector<std::size_t>> by_answer;
  for (std::size_t at = 0; at < rows.size(); ++at) {
    const auto answer = text_at(rows[at].at("facts"), fact);
    by_answer[{rank_of(answer), answer}].push_back(at + 1);
  }
  std::string text;
  for (const auto& [key, numbers] : by_answer) {
    text += text.empty() ? "" : "; ";
    text += words_for_answer(key.second) + ": ";
    text += numbers.size() == rows.size() && rows.size() > 1 ? "all rows" : row_numbers(numbers);
  }
  return text + ".";
}

std::string elements_in_final(const TitleMaterial& material) {
  if (material.rows.empty()) return nothing_recorded;
  return counted(material.rows.size(), "element", "elements") + " of " +
         counted(uses_in(material.rows), "use", "uses") + "; they are listed behind this page.";
}

std::string approvals_in_force(const TitleMaterial& material) {
  if (material.rows.empty()) return nothing_recorded;
  const auto not_cleared = rows_where(
      material.rows, [](const Json& row) { return text_at(row, "standing") != "cleared"; });
  std::string text =
      counted(in_state(material.approvals, "in_force"), "written approval", "written approvals") +
      " in force on this title. ";
  if (not_cleared.empty()) return text + "Every element is cleared.";
  return text + "Not cleared now: " + row_numbers(not_cleared) + ".";
}

std::string consents_on_file(const TitleMaterial& material) {
  if (material.consents.empty()) return "No consent is on record for this title.";
  std::map<std::string, std::size_t> states;
  for (const auto& consent : material.consents) ++states[consent.state];
  std::string text;
  for (const auto& [state, count] : states)
    text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + state;
  return "Consents: " + text + ".";
}

std::string licences_on_file(const TitleMaterial& material) {
  if (material.licences.empty()) return "No licence of a rights holder is on record.";
  std::map<std::string, std::size_t> kinds;
  for (const auto& licence : material.licences) {
    const auto word = text_at(licence.doc, "ai_alteration");
    ++kinds[word.empty() ? "not stated" : word];
  }
  std::string text = counted(material.licences.size(), "licence", "licences") + "; change by AI: ";
  bool is_first = true;
  for (const auto& [kind, count] : kinds) {
    text += (is_first ? "" : ", ") + in_words(kind) + " in " + std::to_string(count);
    is_first = false;
  }
  return text + ".";
}

std::string terms_of_tools(const TitleMaterial& material) {
  if (material.tools.empty()) return "No tool is named in what is in the final.";
  std::string text;
  for (const auto& tool : material.tools) {
    const auto* facts = find_member(tool.doc, "facts");
    const auto answer = [&](const char* fact) {
      return facts == nullptr ? std::string("not asked") : words_for_answer(text_at(*facts, fact));
    };
    const auto* terms = find_member(tool.doc, "terms");
    text += (text.empty() ? "" : "\n") + text_at(tool.doc, "product") + " " +
            text_at(tool.doc, "product_version") +
            ": learns from what goes in: " + answer("trains_on_inputs") +
            "; from what comes out: " + answer("trains_on_outputs") + "; terms " +
            (terms == nullptr ? "not on file" : "as of " + day_in_words(text_at(*terms, "date"))) +
            ".";
  }
  return text;
}

std::string what_is_open(const TitleMaterial& material) {
  std::size_t conditions = 0;
  for (const auto& approval : material.approvals)
    if (const auto* list = find_member(approval.doc, "conditions");
        list != nullptr && approval.state == "in_force")
      conditions += static_cast<std::size_t>(std::ranges::count_if(
          *list, [](const Json& condition) { return !condition.contains("met_at"); }));
  const auto gaps = clearance::disclosure_gaps(material.rows);
  return "Conditions of approvals not met yet: " + std::to_string(conditions) +
         ". Duties to credit or to tell that nothing fulfils yet: " + std::to_string(gaps.size()) +
         ". Findings waived: " + std::to_string(in_state(material.waivers, "in_force")) + ".";
}

std::string what_is_told(const TitleMaterial& material) {
  if (material.rows.empty()) return nothing_recorded;
  const auto told = rows_where(material.rows, [](const Json& row) {
    return std::ranges::any_of(row.at("disclosed"), [](const Json& one) {
      return text_at(one, "kind") == "notice" || text_at(one, "kind") == "credit";
    });
  });
  if (told.empty()) return "No credit or notice is recorded yet.";
  return "A credit or notice is recorded for " + row_numbers(told) + ".";
}

std::string marks_in_files(const TitleMaterial& material) {
  const auto marked = rows_where(material.rows, [](const Json& row) {
    return std::ranges::any_of(row.at("disclosed"),
                               [](const Json& one) { return text_at(one, "kind") == "mark"; });
  });
  const auto signed_rows = rows_where(material.rows, [](const Json& row) {
    const auto* asset = find_member(row, "asset");
    return asset != nullptr && asset->value("had_credential", false);
  });
  std::string text = marked.empty() ? "No mark is recorded."
                                    : "A mark is recorded for " + row_numbers(marked) + ".";
  if (!signed_rows.empty())
    text += " Content credentials stood in the file when it was registered: " +
            row_numbers(signed_rows) + ".";
  return text;
}

std::string verdicts(const TitleMaterial& material) {
  if (material.deliveries.empty()) return "No delivery of this title was judged.";
  const auto& newest = material.deliveries.back();
  return "The newest of " + counted(material.deliveries.size(), "delivery", "deliveries") + ", " +
         text_at(newest.doc, "name") + ", stands at: " + newest.state + ".";
}

std::string how_to_verify(const TitleMaterial& material) {
  return "Every act stands in a ledger of this title. Its evidence pack verifies offline, with "
         "openssl "
         "alone, against: " +
         material.checkpoint + ".";
}

}  // namespace gg::documents
