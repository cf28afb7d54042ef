#include "base/text.h"
#include "base/whole_file.h"
#include "cli/delivery_media.h"
#include "cli/today.h"
#include "desk_cli/desk_commands.h"
#include "desk_cli/record_text.h"
#include "gate/scan.h"
#include "pipeline/generation_facts.h"
#include "report/safe_text.h"

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <iterator>

namespace gg::desk_cli {
namespace {

using desk_client::encoded;

int show(const DeskCommand& command, const Json& document, const std::string& text) {
  std::fputs(command.json ? (document.dump(2) + "\n").c_str() : text.c_str(), stdout);
  return 0;
}

std::string place_of(const DeskCommand& command, const char* act = "") {
  return "/uses/" + encoded(command.id) + act;
}

/// Does something to a use as it is now; one that changes meanwhile is refused by the desk.
Result<int> act_on(const DeskCommand& command, const Reached& desk, const Json& seen,
                   const char* act, const Json& body) {
  const auto version = seen.value("version", std::int64_t{0});
  TRY_LET(const auto use, desk.client.post(place_of(command, act), body, version));
  return show(command, use, use_line(use));
}

/// The reviewer somebody speaks for: the one they name, or the only one that is waited for.
Result<std::string> reviewer_of(const DeskCommand& command, const Json& use) {
  if (!command.reviewer.empty()) return command.reviewer;
  std::vector<std::string> waiting;
  if (const auto* tracks = find_member(use, "tracks"); tracks != nullptr)
    for (const auto& track : *tracks)
      if (text_member(track, "state") == "waiting")
        waiting.emplace_back(text_member(track, "reviewer"));
  if (waiting.size() == 1) return waiting.front();
  if (waiting.empty())
    return fail(Error{ErrorKind::Conflict, command.id + " waits for nobody's word"});
  return fail(Error{ErrorKind::InvalidInput, "--reviewer is missing: " + command.id +
                                                 " waits for " + joined(waiting, ", ")});
}

Result<Json> conditions_of(const DeskCommand& command) {
  Json conditions = Json::array();
  for (const auto& text : command.conditions) {
    const auto colon = text.find(':');
    const auto what = trimmed(
        std::string_view(text).substr(colon == std::string::npos ? text.size() : colon + 1));
    if (what.empty())
      return fail(Error{ErrorKind::InvalidInput, "--condition: '" + text +
                                                     "' names no owner; write \"partner: keep the "
                                                     "prompt log\""});
    conditions.push_back(
        {{"text", what}, {"owner", trimmed(std::string_view(text).substr(0, colon))}});
  }
  return conditions;
}

Result<Json> read_document(const std::string& file) {
  std::string text;
  if (file == "-") {
    text.assign(std::istreambuf_iterator<char>(std::cin), {});
  } else {
    TRY_LET(text, read_existing(file));
  }
  auto document = parse_json(text);
  if (document && document->is_object()) return *std::move(document);
  return fail(Error{ErrorKind::InvalidInput, file + ": is not a JSON object"});
}

Json assets_in(const ScanReport& scan, bool is_final, std::vector<std::string>& failed) {
  const auto today = cli::today();
  cli::DeliveryMedia media(scan, 2);
  Json assets = Json::array();
  for (const auto& file : scan.files) {
    if (file.sha256 && file.size_bytes > 0) {
      assets.push_back(pipeline::asset_of(file, is_final ? "final" : "temporary", today.text()));
      pipeline::add_picture(assets.back(), media.thumbnail_of(file));
    } else {
      failed.push_back(report::visible(file.path) + ": empty, or cannot be read to its end");
    }
  }
  for (const auto& trouble : scan.troubles)
    failed.push_back(report::visible(trouble.path) + ": " + trouble.why);
  return assets;
}

Result<Json> post_assets(const DeskCommand& command, const Reached& desk, const Json& assets) {
  Json items = Json::array();
  constexpr auto together = pipeline::outputs_together_max;
  for (std::size_t first = 0; first < assets.size(); first += together) {
    Json some = Json::array();
    for (auto index = first; index < std::min(assets.size(), first + together); ++index)
      some.push_back(assets[index]);
    TRY_LET(const auto answer,
            desk.client.post(place_of(command, "/assets"), {{"assets", std::move(some)}}));
    for (const auto& item : answer.at("items")) items.push_back(item);
  }
  return items;
}

}  // namespace

Result<int> list_uses(const DeskCommand& command) {
  TRY_LET(const auto desk, reach_desk(command.where));
  std::string query;
  const auto add = [&query](const char* name, const std::string& value) {
    if (!value.empty()) query += (query.empty() ? "" : "&") + std::string(name) + encoded(value);
  };
  add("title=", joined(command.titles, ","));
  add("state=", joined(command.states, ","));
  add("q=", command.query);
  TRY_LET(const auto uses, desk.client.list("/uses", query));
  return show(command, uses, use_table(uses));
}

Result<int> show_use(const DeskCommand& command) {
  TRY_LET(const auto desk, reach_desk(command.where));
  TRY_LET(const auto use, desk.client.get(place_of(command)));
  return show(command, use, use_text(use));
}

Result<int> declare_use(const DeskCommand& command) {
  if (command.file.empty() && command.id.empty())
    return fail(Error{ErrorKind::InvalidInput, "name the file of the use, or a draft by --use"});
  Json use;
  DeskCommand draft = command;
  // What can be refused here is, before a desk is asked.
  if (!command.file.empty()) {
    TRY_LET(use, read_document(command.file));
  }
  TRY_LET(const auto desk, reach_desk(command.where));
  if (command.file.empty()) {
    TRY_LET(use, desk.client.get(place_of(command)));
  } else {
    TRY_LET(use, desk.client.post("/uses", use));
    draft.id = text_member(use, "id");
  }
  if (command.is_draft) return show(command, use, use_line(use));
  return act_on(draft, desk, use, "/declare", Json::object());
}

Result<int> show_inbox(const DeskCommand& command) {
  TRY_LET(const auto desk, reach_desk(command.where));
  TRY_LET(const auto page, desk.client.get("/inbox"));
  return show(command, page.at("items"), inbox_table(page.at("items")));
}

Result<int> approve_use(const DeskCommand& command) {
  TRY_LET(auto conditions, conditions_of(command));
  TRY_LET(const auto desk, reach_desk(command.where));
  TRY_LET(const auto use, desk.client.get(place_of(command)));
  TRY_LET(const auto reviewer, reviewer_of(command, use));
  Json body{{"reviewer", reviewer}};
  if (!command.note.empty()) body["note"] = command.note;
  if (!conditions.empty()) body["conditions"] = std::move(conditions);
  if (!command.expires.empty()) body["expires"] = command.expires;
  return act_on(command, desk, use, "/agree", body);
}

Result<int> decline_use(const DeskCommand& command) {
  TRY_LET(const auto desk, reach_desk(command.where));
  TRY_LET(const auto use, desk.client.get(place_of(command)));
  TRY_LET(const auto reviewer, reviewer_of(command, use));
  return act_on(command, desk, use, "/decline", {{"reviewer", reviewer}, {"reason", command.text}});
}

Result<int> ask_about_use(const DeskCommand& command) {
  TRY_LET(const auto desk, reach_desk(command.where));
  TRY_LET(const auto use, desk.client.get(place_of(command)));
  return act_on(command, desk, use, "/ask", {{"question", command.text}});
}

Result<int> answer_about_use(const DeskCommand& command) {
  TRY_LET(const auto desk, reach_desk(command.where));
  TRY_LET(const auto use, desk.client.get(place_of(command)));
  return act_on(command, desk, use, "/answer", {{"answer", command.text}});
}

Result<int> register_assets(const DeskCommand& command) {
  ScanProgress progress;
  TRY_LET(const auto scanned, scan(command.files, {.jobs = 2}, progress, {}));
  std::vector<std::string> failed;
  const auto assets = assets_in(scanned, command.is_final, failed);
  TRY_LET(const auto desk, reach_desk(command.where));
  TRY_LET(const auto items, post_assets(command, desk, assets));
  std::string text;
  for (const auto& item : items)
    text += std::string(text_member(item, "result") == "applied" ? "registered" : "known     ") +
            "  " + std::string(text_member(item, "id")) + "  " +
            report::visible(text_member(item, "file")) + "\n";
  show(command, items, text);
  for (const auto& line : failed) std::fprintf(stderr, "goodgate: %s\n", line.c_str());
  return failed.empty() ? 0 : 65;
}

}  // namespace gg::desk_cli
