#include "clearance/cue_sheets.h"

#include "base/sha256.h"
#include "clearance/cue_rows.h"
#include "clearance/doc.h"
#include "ledger/canonical_json.h"
#include "shapes/shapes.h"

#include <algorithm>
#include <array>
#include <set>

namespace gg::clearance {
namespace {

constexpr std::array filled_members = {"timecode_in", "timecode_out", "note"};

Json by(const Work& work) { return {{"id", work.actor.id}, {"name", work.actor.name}}; }

/// Whose sheet somebody issues: their company's, or the title's own.
std::string company_for(const Actor& actor, std::string_view title) {
  for (const auto& grant : actor.grants) {
    const bool reaches = grant.title.empty() || grant.title == title;
    if (reaches && !is_bound_to_company(grant.role)) return std::string(title);
  }
  return actor.company;
}

/// Rows into a sheet, with their hash and the uses they stand on.
Result<void> put_rows(store::Record& sheet, Json rows) {
  std::set<std::string> uses;
  for (const auto& row : rows) uses.insert(text_at(row, "use"));
  TRY_LET(const auto canonical, ledger::canonical_json(rows));
  sheet.doc["rows_sha256"] = sha256_of(canonical).hex();
  sheet.doc["uses"] = uses;
  sheet.doc["rows"] = std::move(rows);
  return {};
}

Telling telling_of_sheet(const store::Record& sheet) {
  return {.facts = {{"rows", sheet.doc.at("rows").size()},
                    {"rows_sha256", sheet.doc.at("rows_sha256")}}};
}

Json* row_with(Json& rows, const std::string& key) {
  const auto found =
      std::ranges::find_if(rows, [&](const Json& row) { return text_at(row, "key") == key; });
  return found == rows.end() ? nullptr : &*found;
}

/// A sheet that the caller may take a step with, as they saw it.
Result<store::Record> sheet_for(Work& work, std::string_view id, Right right,
                                std::int64_t version) {
  TRY_LET(auto sheet, must_find(work.transaction, "cue_sheet", id));
  TRY(authorise(work.actor, right, {sheet.title, sheet.company}));
  TRY(check_version(sheet, version));
  return sheet;
}

Result<void> must_be(const store::Record& sheet, std::string_view state, std::string_view advice) {
  if (sheet.state == state) return {};
  return fail(
      Error{ErrorKind::Conflict, sheet.id + " is " + sheet.state + "; " + std::string(advice)});
}

Result<std::vector<std::string>> reviewers_of(Work& work, const std::string& title) {
  return people_with_any_role(work.transaction, {DeskRole::Contact, DeskRole::Legal}, title);
}

}  // namespace

Result<store::Record> issue_cue_sheet(Work& work, std::string_view title_id) {
  TRY_LET(const auto title, must_find(work.transaction, "title", title_id));
  const auto company = company_for(work.actor, title.id);
  TRY(authorise(work.actor, Right::Disclose, {title.id, company}));
  TRY_LET(const auto sheets,
          work.transaction.list({.noun = "cue_sheet", .titles = {title.id}, .limit = 10'000}));
  std::size_t number = 1;
  for (const auto& sheet : sheets) {
    if (sheet.company != company) continue;
    ++number;
    if (sheet.state != "accepted")
      return fail(Error{ErrorKind::Conflict,
                        sheet.id + " is " + sheet.state + ": renew, unlock or hand in that one"});
  }
  store::Record record{.id = new_id(work, noun("cue_sheet").prefix),
                       .noun = "cue_sheet",
                       .title = title.id,
                       .company = company,
                       .state = std::string(noun("cue_sheet").first_state),
                       .version = 0,
                       .due = {},
                       .created = {},
                       .updated = {},
                       .doc = {{"title", title.id},
                               {"title_name", text_at(title.doc, "name")},
                               {"number", number},
                               {"issued_at", text_of(work.now)},
                               {"issued_by", by(work)}}};
  TRY_LET(auto rows, cue_rows(work.transaction, work.actor, title.id));
  TRY(put_rows(record, std::move(rows)));
  auto telling = telling_of_sheet(record);
  return put(work, "cue_sheet.issued", std::move(record), std::move(telling));
}

Result<store::Record> renew_cue_sheet(Work& work, std::string_view id, std::int64_t version) {
  TRY_LET(auto sheet, sheet_for(work, id, Right::Disclose, version));
  TRY(must_be(sheet, "issued", "unlock it to change it"));
  TRY_LET(auto rows, cue_rows(work.transaction, work.actor, sheet.title));
  for (auto& row : rows)
    if (const auto* before = row_with(sheet.doc["rows"], text_at(row, "key")))
      for (const auto* member : filled_members)
        if (const auto* value = find_member(*before, member)) row[member] = *value;
  TRY(put_rows(sheet, std::move(rows)));
  sheet.doc["issued_at"] = text_of(work.now);
  auto telling = telling_of_sheet(sheet);
  return put(work, "cue_sheet.renewed", std::move(sheet), std::move(telling));
}

Result<store::Record> fill_cue_sheet(Work& work, std::string_view id, const Json& body,
                                     std::int64_t version) {
  TRY(check_shape(body, "CueSheetFill"));
  TRY_LET(auto sheet, sheet_for(work, id, Right::Disclose, version));
  TRY(must_be(sheet, "issued", "unlock it to change it"));
  Json rows = sheet.doc.at("rows");
  std::size_t index = 0;
  for (const auto& filled : body.at("rows")) {
    const auto place = "/rows/" + std::to_string(index++) + "/key";
    auto* row = row_with(rows, text_at(filled, "key"));
    if (row == nullptr)
      return fail(Error{ErrorKind::InvalidInput, place + ": this sheet has no such row"});
    for (const auto* member : filled_members) {
      const auto* value = find_member(filled, member);
      if (value == nullptr) continue;
      row->erase(member);
      if (!scalar_text(*value).empty()) (*row)[member] = *value;
    }
  }
  TRY(put_rows(sheet, std::move(rows)));
  auto telling = telling_of_sheet(sheet);
  return put(work, "cue_sheet.filled", std::move(sheet), std::move(telling));
}

Result<store::Record> submit_cue_sheet(Work& work, std::string_view id, std::int64_t version) {
  TRY_LET(auto sheet, sheet_for(work, id, Right::Disclose, version));
  TRY(must_be(sheet, "issued", "only an issued one is handed in"));
  sheet.state = "submitted";
  sheet.doc["submitted_at"] = text_of(work.now);
  sheet.doc["submitted_by"] = by(work);
  auto telling = telling_of_sheet(sheet);
  TRY_LET(telling.inform, reviewers_of(work, sheet.title));
  return put(work, "cue_sheet.submitted", std::move(sheet), std::move(telling));
}

Result<store::Record> accept_cue_sheet(Work& work, std::string_view id, std::int64_t version) {
  TRY_LET(auto sheet, sheet_for(work, id, Right::AcceptDisclosure, version));
  TRY(must_be(sheet, "submitted", "only one that was handed in is accepted"));
  if (const auto* handed_in = find_member(sheet.doc, "submitted_by");
      handed_in != nullptr && text_at(*handed_in, "id") == work.actor.id)
    return fail(Error{ErrorKind::Forbidden, "nobody accepts what they handed in themselves"});
  sheet.state = "accepted";
  sheet.doc["accepted_at"] = text_of(work.now);
  sheet.doc["accepted_by"] = by(work);
  auto telling = telling_of_sheet(sheet);
  telling.inform = {text_at(sheet.doc.at("submitted_by"), "id")};
  return put(work, "cue_sheet.accepted", std::move(sheet), std::move(telling));
}

Result<store::Record> unlock_cue_sheet(Work& work, std::string_view id, const std::string& reason,
                                       std::int64_t version) {
  TRY_LET(auto sheet, sheet_for(work, id, Right::Disclose, version));
  if (sheet.state == "issued")
    return fail(Error{ErrorKind::Conflict, sheet.id + " is open already"});
  sheet.state = "issued";
  sheet.doc["unlocked_at"] = text_of(work.now);
  sheet.doc["unlocked_why"] = reason;
  for (const auto* member : {"submitted_at", "submitted_by", "accepted_at", "accepted_by"})
    sheet.doc.erase(member);
  auto telling = telling_of_sheet(sheet);
  TRY_LET(telling.inform, reviewers_of(work, sheet.title));
  return put(work, "cue_sheet.unlocked", std::move(sheet), std::move(telling));
}

}  // namespace gg::clearance
