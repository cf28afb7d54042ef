#include "documents/cue_pages.h"

#include "base/base64.h"
#include "base/text.h"
#include "clearance/doc.h"
#include "documents/words.h"
#include "ledger/checkpoint.h"
#include "ledger/hash.h"

#include <limits>

namespace gg::documents {
namespace {

using clearance::text_at;
using clearance::texts_at;

std::string place(const Json& row, const char* pointer) {
  const Json::json_pointer at(pointer);
  return row.contains(at) ? scalar_text(row.at(at)) : std::string();
}

void add_line(std::string& text, const std::string& line) {
  if (line.empty()) return;
  if (!text.empty()) text += '\n';
  text += line;
}

std::string what_of(const Json& row) {
  std::string text = text_at(row, "summary");
  add_line(text, place(row, "/asset/file"));
  if (const auto hash = place(row, "/asset/sha256"); !hash.empty())
    add_line(text, "SHA-256 " + hash.substr(0, 16) + "…");
  return text;
}

std::string tools_of_row(const Json& row) {
  std::string text;
  for (const auto& tool : row.at("tools"))
    add_line(text, text_at(tool, "product") + " " + text_at(tool, "product_version") +
                       (tool.contains("tier") ? ", " + text_at(tool, "tier") : ""));
  add_line(text, place(row, "/asset/model"));
  add_line(text, place(row, "/asset/generated"));
  return text;
}

std::string place_of_row(const Json& row) {
  const auto& facts = row.at("facts");
  std::string text;
  for (const auto* fact : {"element", "prominence", "factual_effect"})
    if (const auto answer = text_at(facts, fact); !answer.empty() && answer != "none")
      add_line(text, in_words(answer));
  const auto from = text_at(row, "timecode_in");
  const auto until = text_at(row, "timecode_out");
  if (!from.empty() || !until.empty()) add_line(text, from + " – " + until);
  return text;
}

std::string people_of(const Json& row, const Names& names) {
  std::string text;
  for (const auto& id : texts_at(row, "people")) {
    const auto name = names.find(id);
    add_line(text, name == names.end() ? id : name->second);
  }
  const auto counted = [&](const char* member, const char* one, const char* many) {
    const auto count = texts_at(row, member).size();
    if (count > 0) add_line(text, std::to_string(count) + (count == 1 ? one : many));
  };
  counted("consents", " consent", " consents");
  counted("licences", " licence", " licences");
  return text;
}

std::string standing_of_row(const Json& row) {
  std::string text = in_words(text_at(row, "standing"));
  if (const auto id = place(row, "/approval/id"); !id.empty()) {
    add_line(text, "Approved " + place(row, "/approval/approved_at").substr(0, 10));
    if (const auto until = place(row, "/approval/expires"); !until.empty())
      add_line(text, "through " + until);
    if (const auto open = place(row, "/approval/conditions_open"); open != "0" && !open.empty())
      add_line(text, open + " conditions open");
    if (const auto state = place(row, "/approval/state"); state != "in_force")
      add_line(text, in_words(state));
  }
  return text;
}

std::string told_of(const Json& row) {
  std::string text;
  for (const auto& one : row.at("disclosed"))
    add_line(text, in_words(text_at(one, "kind")) + ": " + text_at(one, "text"));
  for (const auto& duty : row.at("duties"))
    if (text_at(duty, "state") != "met")
      add_line(text, "Asked for: " + in_words(text_at(duty, "id")));
  return text;
}

std::string note_of(const Json& row) { return text_at(row, "note"); }

std::string step_of(const Json& doc, const char* when, const char* who) {
  const auto* by = find_member(doc, who);
  const auto moment = text_at(doc, when);
  if (moment.empty()) return "–";
  return moment_in_words(moment) + (by == nullptr ? "" : ", " + text_at(*by, "name"));
}

}  // namespace

Result<Names> names_for(store::Snapshot& snapshot, const Json& rows) {
  Names names;
  for (const auto& row : rows) {
    auto ids = texts_at(row, "people");
    ids.push_back(text_at(row, "company"));
    for (const auto& id : ids) {
      if (id.empty() || names.contains(id)) continue;
      TRY_LET(const auto record, snapshot.find(id));
      if (record) names[id] = text_at(record->doc, "name");
    }
  }
  return names;
}

Result<std::string> checkpoint_line(store::Snapshot& snapshot, std::string_view tree) {
  TRY_LET(const auto note, snapshot.checkpoint(tree, std::numeric_limits<std::int64_t>::max()));
  if (note.empty())
    return fail(Error{ErrorKind::NotFound, "there is no ledger " + std::string(tree)});
  TRY_LET(const auto checkpoint, ledger::parse_checkpoint(note));
  const auto& head = checkpoint.checkpoint;
  return "Checkpoint of " + head.origin + ", " + std::to_string(head.head.size) +
         " entries, root " + base64_of(ledger::bytes_of(head.head.root));
}

paper::Document cue_sheet_pages(const store::Record& sheet, const Names& names,
                                const std::string& checkpoint) {
  const auto& doc = sheet.doc;
  const auto& rows = doc.at("rows");
  paper::Document document{
      .kind = "Generative AI cue sheet",
      .title = text_at(doc, "title_name"),
      .subtitle = "Cue sheet " + scalar_text(doc.at("number")) + ", " + sheet.state,
      .author = {},
      .created = sheet.updated,
      .footer = {"Rows SHA-256 " + text_at(doc, "rows_sha256"), checkpoint},
      .is_wide = true,
      .blocks = {}};
  document.blocks.emplace_back(
      paper::Facts{{{"Issued", step_of(doc, "issued_at", "issued_by")},
                    {"Handed in", step_of(doc, "submitted_at", "submitted_by")},
                    {"Accepted", step_of(doc, "accepted_at", "accepted_by")},
                    {"Sheet", sheet.id, true}}});
  paper::Table table{.caption = "One row for each use or file in the final",
                     .columns = {{"No.", 0.4},
                                 {"What", 2.4},
                                 {"Made with", 1.7},
                                 {"Where it ends up", 1.4},
                                 {"People, rights", 1.2},
                                 {"Standing", 1.5},
                                 {"Disclosed", 2.2},
                                 {"Note", 1.3}},
                     .rows = {}};
  std::size_t number = 0;
  for (const auto& row : rows)
    table.rows.push_back({std::to_string(++number), what_of(row), tools_of_row(row),
                          place_of_row(row), people_of(row, names), standing_of_row(row),
                          told_of(row), note_of(row)});
  if (rows.empty())
    document.blocks.emplace_back(paper::Note{
        paper::Tone::Plain, "No rows", "No use with generative AI is recorded in the final."});
  else
    document.blocks.emplace_back(without_empty_columns(std::move(table)));
  document.blocks.emplace_back(paper::Paragraph{
      "Made from the register as it was when the sheet was issued. It shows what was declared and "
      "registered; material that nobody declared is not in it.",
      paper::Look::Small});
  return document;
}

paper::Table rows_for_report(const Json& rows, const Names& names) {
  paper::Table table{.caption = "Elements in the final",
                     .columns = {{"No.", 0.5},
                                 {"What", 2.4},
                                 {"Made with", 1.6},
                                 {"Where it ends up", 1.4},
                                 {"People, rights", 1.2},
                                 {"Standing", 1.5},
                                 {"Disclosed", 1.9}},
                     .rows = {}};
  std::size_t number = 0;
  for (const auto& row : rows)
    table.rows.push_back({std::to_string(++number), what_of(row), tools_of_row(row),
                          place_of_row(row), people_of(row, names), standing_of_row(row),
                          told_of(row)});
  return without_empty_columns(std::move(table));
}

paper::Document statement_pages(const Json& statement, const std::string& released_at) {
  paper::Document document{.kind = "Generative AI in this title",
                           .title = text_at(statement, "title_name"),
                           .subtitle = {},
                           .author = {},
                           .created = released_at,
                           .footer = {},
                           .blocks = {}};
  auto& blocks = document.blocks;
  blocks.emplace_back(paper::Paragraph{text_at(statement, "lead"), paper::Look::Lead});
  paper::List list;
  for (const auto& element : statement.at("elements"))
    list.items.push_back(text_at(element, "text"));
  if (!list.items.empty()) {
    blocks.emplace_back(paper::Heading{"What was made or changed"});
    blocks.emplace_back(std::move(list));
  }
  if (const auto credits = texts_at(statement, "credits"); !credits.empty()) {
    blocks.emplace_back(paper::Heading{"Credits"});
    blocks.emplace_back(paper::Paragraph{joined(credits, "\n")});
  }
  if (!statement.at("elements").empty())
    blocks.emplace_back(paper::Paragraph{text_at(statement, "closing"), paper::Look::Small});
  if (!released_at.empty()) document.footer.push_back("Released " + day_in_words(released_at));
  return document;
}

}  // namespace gg::documents
