#include "clearance/cue_rows.h"

#include "base/text.h"
#include "clearance/doc.h"
#include "clearance/sight.h"
#include "clearance/work.h"

#include <algorithm>
#include <array>
#include <set>

namespace gg::clearance {
namespace {

constexpr std::int64_t rows_max = 20'000;
constexpr std::array disclosed_kinds = {std::string_view("credit"), std::string_view("cue_sheet"),
                                        std::string_view("mark"), std::string_view("notice")};

Result<std::vector<store::Record>> all_of(store::Snapshot& snapshot, const Actor& actor,
                                          const char* what, std::string_view title) {
  store::Query query{.noun = what, .titles = {std::string(title)}, .limit = rows_max};
  TRY(narrow_to_sight(actor, query));
  return snapshot.list(query);
}

/// The answers a use was decided by, with those of its title and tools; its own where it is not.
Json facts_of(const store::Record& use) {
  const Json::json_pointer decided("/decision/record/facts");
  if (use.doc.contains(decided)) return use.doc.at(decided);
  return use.doc.value("facts", Json::object());
}

bool may_be_final(const Json& facts) {
  const auto answer = text_at(facts, "final_deliverable");
  return answer == "yes" || answer == "unsure";
}

/// Ideas that came to nothing are in no final, unless a file of theirs is.
bool came_to_nothing(std::string_view state) {
  constexpr std::array states = {std::string_view("draft"), std::string_view("declined"),
                                 std::string_view("withdrawn"), std::string_view("prohibited")};
  return std::ranges::find(states, state) != states.end();
}

Json picked(const Json& doc, std::initializer_list<const char*> members) {
  Json shown = Json::object();
  for (const auto* member : members)
    if (const auto* value = find_member(doc, member)) shown[member] = *value;
  return shown;
}

Result<Json> tools_of(store::Snapshot& snapshot, const store::Record& use) {
  Json tools = Json::array();
  for (const auto& id : texts_at(use.doc, "tools")) {
    TRY_LET(const auto tool, must_find(snapshot, "tool", id));
    auto shown = picked(tool.doc, {"product", "product_version", "tier"});
    shown["id"] = id;
    tools.push_back(std::move(shown));
  }
  return tools;
}

Result<Json> approval_of(store::Snapshot& snapshot, const store::Record& use) {
  const auto id = text_at(use.doc, "approval");
  if (id.empty()) return Json();
  TRY_LET(const auto approval, must_find(snapshot, "approval", id));
  auto shown = picked(approval.doc, {"approved_at", "expires", "seal"});
  shown["id"] = id;
  shown["state"] = approval.state;
  int open = 0;
  if (const auto* conditions = find_member(approval.doc, "conditions"))
    for (const auto& condition : *conditions) open += condition.contains("met_at") ? 0 : 1;
  shown["conditions_open"] = open;
  return shown;
}

Json duties_of(const store::Record& use) {
  Json duties = Json::array();
  if (const auto* asked = find_member(use.doc, "duties"))
    for (const auto& duty : *asked) {
      const auto kind = text_at(duty, "evidence");
      if (std::ranges::find(disclosed_kinds, kind) == disclosed_kinds.end()) continue;
      auto shown = picked(duty, {"id", "what", "due", "state"});
      shown["kind"] = kind;
      duties.push_back(std::move(shown));
    }
  return duties;
}

Json asset_shown(const store::Record& asset) {
  auto shown = picked(asset.doc, {"file", "sha256", "generated", "had_credential"});
  shown["id"] = asset.id;
  if (const auto* generation = find_member(asset.doc, "generation"))
    for (const auto* key : {"model", "source_type"})
      if (const auto* value = find_member(*generation, key)) shown[key] = *value;
  return shown;
}

/// What one title's rows are made of. *single thread*
class RowMaker {
 public:
  RowMaker(store::Snapshot& snapshot, std::vector<store::Record> assets,
           std::vector<store::Record> disclosures)
      : snapshot_(snapshot), assets_(std::move(assets)), disclosures_(std::move(disclosures)) {}

  Result<void> add(const store::Record& use, Json& rows) {
    const auto finals = finals_of(use.id);
    const auto facts = facts_of(use);
    if (finals.empty() && (came_to_nothing(use.state) || !may_be_final(facts))) return {};
    TRY_LET(auto row, row_of(use, facts));
    if (finals.empty()) {
      row["key"] = use.id;
      rows.push_back(std::move(row));
      return {};
    }
    for (const auto* asset : finals) {
      row["key"] = use.id + "/" + asset->id;
      row["asset"] = asset_shown(*asset);
      rows.push_back(row);
    }
    return {};
  }

 private:
  std::vector<const store::Record*> finals_of(const std::string& use) const {
    std::vector<const store::Record*> finals;
    for (const auto& asset : assets_)
      if (text_at(asset.doc, "use") == use && asset.state == noun("asset").first_state &&
          text_at(asset.doc, "status") == "final" && text_at(asset.doc, "kind") == "generated")
        finals.push_back(&asset);
    return finals;
  }

  Json disclosed_of(const std::string& use) const {
    Json disclosed = Json::array();
    for (const auto& one : disclosures_)
      if (text_at(one.doc, "use") == use && one.state == noun("disclosure").first_state) {
        disclosed.push_back(picked(one.doc, {"kind", "text", "file"}));
        disclosed.back()["id"] = one.id;
      }
    return disclosed;
  }

  Result<Json> row_of(const store::Record& use, const Json& facts) {
    Json row = picked(use.doc, {"summary", "intent", "people", "consents", "licences"});
    row["use"] = use.id;
    row["company"] = use.company;
    row["state"] = use.state;
    row["standing"] = standing_of(use.state);
    row["facts"] = facts;
    TRY_LET(row["tools"], tools_of(snapshot_, use));
    TRY_LET(auto approval, approval_of(snapshot_, use));
    if (!approval.is_null()) row["approval"] = std::move(approval);
    row["duties"] = duties_of(use);
    row["disclosed"] = disclosed_of(use.id);
    return row;
  }

  store::Snapshot& snapshot_;
  std::vector<store::Record> assets_;
  std::vector<store::Record> disclosures_;
};

std::string words_of(std::string text) {
  std::ranges::replace(text, '_', ' ');
  return text;
}

std::string fact_words(const Json& row, const char* fact) {
  return words_of(text_at(row.at("facts"), fact));
}

std::string at(const Json& row, const char* place) {
  const Json::json_pointer pointer(place);
  return row.contains(pointer) ? scalar_text(row.at(pointer)) : std::string();
}

std::string tools_text(const Json& row) {
  std::string text;
  for (const auto& tool : row.at("tools"))
    text += (text.empty() ? "" : "; ") + text_at(tool, "product") +
            (tool.contains("product_version") ? " " + text_at(tool, "product_version") : "") +
            (tool.contains("tier") ? " (" + text_at(tool, "tier") + ")" : "");
  return text;
}

std::string listed(const Json& list, const char* member, const char* kind = nullptr) {
  std::string text;
  for (const auto& one : list) {
    if (kind != nullptr && text_at(one, "kind") != kind) continue;
    text += (text.empty() ? "" : "; ") + words_of(text_at(one, member));
  }
  return text;
}

std::string credits_text(const Json& row) {
  std::string text;
  for (const auto& one : row.at("disclosed"))
    if (text_at(one, "kind") == "credit") text += (text.empty() ? "" : "; ") + text_at(one, "text");
  return text;
}

constexpr std::array headings = {"row",
                                 "use",
                                 "what",
                                 "made for",
                                 "element",
                                 "prominence",
                                 "how",
                                 "tools",
                                 "file",
                                 "sha256",
                                 "generated on",
                                 "model",
                                 "source type",
                                 "timecode in",
                                 "timecode out",
                                 "people",
                                 "consents",
                                 "licences",
                                 "standing",
                                 "approval",
                                 "approved at",
                                 "expires",
                                 "open conditions",
                                 "disclosure asked for",
                                 "disclosed",
                                 "credit",
                                 "note"};

std::vector<std::string> cells_of_row(const Json& row, std::size_t number) {
  return {std::to_string(number),
          text_at(row, "use"),
          text_at(row, "summary"),
          fact_words(row, "purpose"),
          fact_words(row, "element"),
          fact_words(row, "prominence"),
          fact_words(row, "factual_effect"),
          tools_text(row),
          at(row, "/asset/file"),
          at(row, "/asset/sha256"),
          at(row, "/asset/generated"),
          at(row, "/asset/model"),
          at(row, "/asset/source_type"),
          text_at(row, "timecode_in"),
          text_at(row, "timecode_out"),
          joined(texts_at(row, "people"), "; "),
          joined(texts_at(row, "consents"), "; "),
          joined(texts_at(row, "licences"), "; "),
          words_of(text_at(row, "standing")),
          at(row, "/approval/id"),
          at(row, "/approval/approved_at"),
          at(row, "/approval/expires"),
          at(row, "/approval/conditions_open"),
          listed(row.at("duties"), "id"),
          listed(row.at("disclosed"), "kind"),
          credits_text(row),
          text_at(row, "note")};
}

bool is_disclosed(const Json& row, const std::string& kind) {
  return std::ranges::any_of(row.at("disclosed"),
                             [&](const Json& one) { return text_at(one, "kind") == kind; });
}

}  // namespace

std::string_view standing_of(std::string_view use_state) {
  constexpr std::array cleared = {std::string_view("cleared"), std::string_view("approved"),
                                  std::string_view("active"), std::string_view("closed")};
  if (std::ranges::find(cleared, use_state) != cleared.end()) return "cleared";
  return use_state.starts_with("waiting") || use_state == "information_asked" ? "waiting"
                                                                              : "not_cleared";
}

Result<Json> cue_rows(store::Snapshot& snapshot, const Actor& actor, std::string_view title) {
  TRY_LET(const auto uses, all_of(snapshot, actor, "use", title));
  TRY_LET(auto assets, all_of(snapshot, actor, "asset", title));
  TRY_LET(auto disclosures, all_of(snapshot, actor, "disclosure", title));
  RowMaker maker(snapshot, std::move(assets), std::move(disclosures));
  Json rows = Json::array();
  for (const auto& use : uses) TRY(maker.add(use, rows));
  return rows;
}

Table cue_table(const Json& rows) {
  Table table{.file = {}, .sheet = "Cue sheet", .rows = {}};
  table.rows.push_back({1, {headings.begin(), headings.end()}});
  for (const auto& row : rows)
    table.rows.push_back({table.rows.size() + 1, cells_of_row(row, table.rows.size())});
  return table;
}

Json disclosure_gaps(const Json& rows) {
  Json gaps = Json::array();
  std::set<std::string> seen;
  for (const auto& row : rows)
    for (const auto& duty : row.at("duties")) {
      const auto kind = text_at(duty, "kind");
      const bool is_told = kind == "credit" || kind == "notice";
      if (!is_told || text_at(duty, "state") == "met" || is_disclosed(row, kind)) continue;
      if (!seen.insert(text_at(row, "use") + text_at(duty, "id")).second) continue;
      gaps.push_back({{"use", text_at(row, "use")},
                      {"summary", text_at(row, "summary")},
                      {"duty", text_at(duty, "id")},
                      {"kind", kind},
                      {"what", text_at(duty, "what")}});
    }
  return gaps;
}

}  // namespace gg::clearance
