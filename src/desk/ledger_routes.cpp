#include "base/base64.h"
#include "clearance/entry.h"
#include "clearance/entry_search.h"
#include "clearance/policy.h"
#include "clearance/prove_entry.h"
#include "clearance/seal_ledger.h"
#include "desk/acting.h"
#include "desk/caller.h"
#include "desk/endpoints.h"
#include "desk/query.h"
#include "ledger/tile.h"

#include <charconv>

namespace gg::desk {
namespace {

/// The tree in the path, for a caller who may read it.
Result<std::string> tree_for(const http::Request& request) {
  const auto tree = std::string(request.parameter("tree"));
  const bool is_installation = tree == clearance::installation_tree;
  TRY(clearance::authorise(caller_of(request).actor, clearance::Right::ReadLedger,
                           {is_installation ? std::string_view() : std::string_view(tree), {}}));
  return tree;
}

Result<std::int64_t> number_in(std::string_view text, std::string_view what) {
  std::int64_t number = 0;
  const auto* end = text.data() + text.size();
  if (text.empty() || std::from_chars(text.data(), end, number).ptr != end || number < 0)
    return fail(
        Error{ErrorKind::InvalidInput, "/" + std::string(what) + ": write a number from 0"});
  return number;
}

Result<http::Response> checkpoint(Context&, store::Snapshot& snapshot,
                                  const http::Request& request) {
  TRY_LET(const auto tree, tree_for(request));
  TRY_LET(const auto note, snapshot.checkpoint(tree, std::numeric_limits<std::int64_t>::max()));
  if (note.empty()) return fail(Error{ErrorKind::NotFound, "there is no ledger " + tree});
  return http::text(200, note);
}

/// "2026-11-24T09:00:00+01:00" as entries have it; empty where nothing is asked.
Result<std::string> moment_in(const http::Request& request, const std::string& name) {
  const auto text = parameter_of(request, name);
  if (text.empty()) return text;
  if (const auto moment = parse_moment(text)) return text_of(*moment);
  return fail(Error{ErrorKind::InvalidInput,
                    "/" + name + ": write a time as RFC 3339 has it, 2026-11-24T09:00:00Z"});
}

Result<bool> is_newest_first(const http::Request& request) {
  const auto order = parameter_of(request, "order");
  if (!order.empty() && order != "newest" && order != "oldest")
    return fail(Error{ErrorKind::InvalidInput, "/order: oldest or newest"});
  return order == "newest";
}

Result<clearance::EntrySearch> search_of(const http::Request& request, std::string tree) {
  clearance::EntrySearch search{
      .entries = {.tree = std::move(tree), .noun = parameter_of(request, "noun")},
      .words = parameter_of(request, "q")};
  TRY_LET(search.entries.newest_first, is_newest_first(request));
  TRY_LET(search.entries.since, moment_in(request, "since"));
  TRY_LET(search.entries.until, moment_in(request, "until"));
  if (search.entries.newest_first) search.entries.from = std::numeric_limits<std::int64_t>::max();
  if (const auto first = request.query.find("first")) {
    TRY_LET(search.entries.from, number_in(*first, "first"));
  }
  return search;
}

Result<http::Response> entries(Context&, store::Snapshot& snapshot, const http::Request& request) {
  TRY_LET(auto tree, tree_for(request));
  TRY_LET(const auto search, search_of(request, std::move(tree)));
  TRY_LET(const auto found, clearance::find_entries(snapshot, search));
  Json items = Json::array();
  for (const auto& entry : found.entries) {
    auto item = clearance::line_of_entry(entry, found.names);
    if (!entry.record.empty()) item["record"] = entry.record;
    if (!entry.erased.empty()) item["erased"] = parse_json(entry.erased).value_or(Json());
    items.push_back(std::move(item));
  }
  return http::json(
      200, {{"items", std::move(items)}, {"next", found.next ? Json(*found.next) : Json()}});
}

Result<http::Response> proof(Context& context, store::Snapshot& snapshot,
                             const http::Request& request) {
  TRY_LET(const auto tree, tree_for(request));
  TRY_LET(const auto position, number_in(request.parameter("position"), "position"));
  TRY_LET(const auto proved, clearance::prove_entry(snapshot, tree, position));
  TRY_LET(const auto key,
          context.register_.key().renamed(clearance::origin_of(context.register_.key(), tree)));
  TRY_LET(const auto pem, key.verifier().pem());
  return http::json(200, {{"proof", proved.proof},
                          {"record", proved.record},
                          {"salt", base64_of(proved.salt)},
                          {"key", key.verifier().text()},
                          {"pem", pem}});
}

/// Static tiles (C2SP tlog-tiles), read from the whole ones that are kept.
Result<http::Response> tile(Context&, store::Snapshot& snapshot, const http::Request& request) {
  TRY_LET(const auto tree, tree_for(request));
  TRY_LET(const auto path,
          ledger::parse_tile_path("tile/" + std::string(request.parameter("path"))));
  if (path.content != ledger::TileContent::Hashes)
    return fail(Error{ErrorKind::NotFound, "entries are read with their records: /entries"});
  TRY_LET(auto bytes, snapshot.tile(tree, static_cast<std::int64_t>(path.tile.level),
                                    static_cast<std::int64_t>(path.tile.index)));
  const auto wanted = path.width * ledger::hash_bytes;
  if (bytes.size() < wanted) return fail(Error{ErrorKind::NotFound, "the tree is not that large"});
  bytes.resize(wanted);
  auto response = http::text(200, std::move(bytes));
  response.headers.set("Content-Type", "application/octet-stream");
  return response;
}

using Reading = Result<http::Response> (*)(Context&, store::Snapshot&, const http::Request&);

http::Handler reading(Context& context, Reading answer) {
  return [&context, answer](const http::Request& request, const http::Respond& respond) {
    read(context, request, respond,
         [&](store::Snapshot& snapshot) { return answer(context, snapshot, request); });
  };
}

}  // namespace

void add_ledger_routes(http::Router& router, Context& context, const std::string& prefix) {
  const auto place = prefix + "/ledger/{tree}";
  router.get(place + "/checkpoint", "get_checkpoint", reading(context, checkpoint));
  router.get(place + "/entries", "list_entries", reading(context, entries));
  router.get(place + "/proofs/{position}", "get_proof", reading(context, proof));
  router.get(place + "/tile/{path...}", "get_tile", reading(context, tile));
}

}  // namespace gg::desk
