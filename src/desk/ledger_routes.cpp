#include "base/base64.h"
#include "clearance/entry.h"
#include "clearance/names.h"
#include "clearance/policy.h"
#include "clearance/prove_entry.h"
#include "clearance/seal_ledger.h"
#include "desk/acting.h"
#include "desk/caller.h"
#include "desk/endpoints.h"
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

Result<http::Response> entries(Context&, store::Snapshot& snapshot, const http::Request& request) {
  constexpr std::int64_t entries_max = 500;
  TRY_LET(const auto tree, tree_for(request));
  TRY_LET(const auto first, number_in(request.query.find("first").value_or("0"), "first"));
  TRY_LET(const auto found, snapshot.entries(tree, first, entries_max));
  TRY_LET(const auto names, clearance::names_in(snapshot, found));
  Json items = Json::array();
  for (const auto& entry : found) {
    auto item = clearance::line_of_entry(entry, names);
    if (!entry.record.empty()) item["record"] = entry.record;
    if (!entry.erased.empty()) item["erased"] = parse_json(entry.erased).value_or(Json());
    items.push_back(std::move(item));
  }
  const bool has_more = std::ssize(found) == entries_max;
  return http::json(200, {{"items", std::move(items)},
                          {"next", has_more ? Json(found.back().position + 1) : Json()}});
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
