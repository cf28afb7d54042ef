#include "base/base64.h"
#include "clearance/doc.h"
#include "clearance/entry.h"
#include "clearance/policy.h"
#include "clearance/witness.h"
#include "desk/caller.h"
#include "desk/endpoints.h"
#include "ledger/hash.h"
#include "shapes/shapes.h"

#include <charconv>

namespace gg::desk {
namespace {

constexpr std::int64_t checkpoints_max = 200;

Result<std::string> witnessed_tree(const http::Request& request) {
  const auto tree = std::string(request.parameter("tree"));
  const bool is_installation = tree == clearance::installation_tree;
  TRY(clearance::authorise(caller_of(request).actor, clearance::Right::ReadLedger,
                           {is_installation ? std::string_view() : std::string_view(tree), {}}));
  return tree;
}

Json shown(const clearance::WitnessedCheckpoint& checkpoint) {
  Json cosignatures = Json::array();
  for (const auto& one : checkpoint.cosignatures)
    cosignatures.push_back({{"witness", one.witness}, {"time", one.time}});
  Json stamps = Json::array();
  for (const auto& one : checkpoint.stamps)
    stamps.push_back(
        {{"authority", one.authority}, {"time", one.time}, {"response", base64_of(one.response)}});
  return {{"size", checkpoint.size},
          {"time", checkpoint.time},
          {"checkpoint", checkpoint.note},
          {"cosignatures", std::move(cosignatures)},
          {"time_stamps", std::move(stamps)}};
}

Result<http::Response> list(store::Snapshot& snapshot, const http::Request& request) {
  TRY_LET(const auto tree, witnessed_tree(request));
  TRY_LET(const auto found, clearance::witnessed_checkpoints(snapshot, tree, checkpoints_max));
  Json items = Json::array();
  for (const auto& checkpoint : found) items.push_back(shown(checkpoint));
  return http::json(200, {{"items", std::move(items)}, {"next", nullptr}});
}

Result<http::Response> consistency(store::Snapshot& snapshot, const http::Request& request) {
  TRY_LET(const auto tree, witnessed_tree(request));
  const auto text = request.parameter("size");
  std::int64_t size = 0;
  const auto* end = text.data() + text.size();
  if (std::from_chars(text.data(), end, size).ptr != end || size < 0)
    return fail(Error{ErrorKind::InvalidInput, "/size: write a number from 0"});
  TRY_LET(const auto found, clearance::consistency_from(snapshot, tree, size));
  Json hashes = Json::array();
  for (const auto& hash : found.path) hashes.push_back(base64_of(ledger::bytes_of(hash)));
  return http::json(200, {{"checkpoint", found.note}, {"hashes", std::move(hashes)}});
}

/// A cosignature is no act of the register: it has no entry, or each would ask for the next.
void take(Context& context, const http::Request& request, http::Respond respond) {
  const auto refuse = [&](const Error& error) { respond(problem_for(error, request)); };
  const auto tree = witnessed_tree(request);
  if (!tree.has_value()) return refuse(tree.error());
  auto body = body_of(request);
  if (!body.has_value()) return refuse(body.error());
  if (const auto shape = check_shape(*body, "CosignedBody"); !shape.has_value())
    return refuse(shape.error());
  const auto kept = std::make_shared<clearance::WitnessedCheckpoint>();
  context.register_.store().submit(
      [&context, kept, tree = *tree, note = clearance::text_at(*body, "checkpoint")](
          store::Transaction& transaction) -> Result<void> {
        TRY_LET(*kept, clearance::take_cosignatures(transaction, tree, note, context.witnesses));
        return {};
      },
      [&request, kept, respond = std::move(respond)](Result<void> done) {
        respond(done.has_value() ? http::json(201, shown(*kept))
                                 : problem_for(done.error(), request));
      });
}

}  // namespace

void add_witness_routes(http::Router& router, Context& context, const std::string& prefix) {
  const auto place = prefix + "/ledger/{tree}";
  const auto reading = [&context](auto answer) {
    return [&context, answer](const http::Request& request, const http::Respond& respond) {
      read(context, request, respond,
           [&](store::Snapshot& snapshot) { return answer(snapshot, request); });
    };
  };
  router.get(place + "/checkpoints", "list_checkpoints", reading(list));
  router.get(place + "/consistency/{size}", "get_consistency", reading(consistency));
  router.post(place + "/cosignatures", "add_cosignature",
              [&context](const http::Request& request, http::Respond respond) {
                take(context, request, std::move(respond));
              });
}

}  // namespace gg::desk
