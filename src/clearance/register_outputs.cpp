#include "clearance/register_outputs.h"

#include "base/sha256.h"
#include "clearance/asset_pictures.h"
#include "clearance/doc.h"
#include "clearance/nouns.h"
#include "shapes/shapes.h"

namespace gg::clearance {
namespace {

/// The errors of one asset with its place in the list before each.
Error placed(Error error, std::size_t index) {
  if (error.kind != ErrorKind::InvalidInput) return error;
  const auto place = "/assets/" + std::to_string(index);
  std::string text;
  std::string_view rest = error.message;
  while (!rest.empty()) {
    const auto end = rest.find('\n');
    const auto line = rest.substr(0, end);
    text += (text.empty() ? "" : "\n") + (line.starts_with('/') ? place : place + ": ") +
            std::string(line);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
  error.message = text;
  return error;
}

Result<Json> register_one(Work& work, const store::Record& use, Json asset) {
  const auto sha256 = text_at(asset, "sha256");
  Json item{{"sha256", sha256}, {"file", text_at(asset, "file")}};
  TRY_LET(const auto known, find_output(work.transaction, use.id, sha256));
  if (known) {
    item["id"] = known->id;
    item["result"] = "no_op";
    return item;
  }
  const auto base64 = text_at(asset, "picture");
  asset.erase("picture");
  asset["title"] = use.title;
  asset["use"] = use.id;
  std::string jpeg;
  Json more = Json::object();
  if (!base64.empty()) {
    TRY_LET(jpeg, read_asset_picture(base64));
    more["picture_sha256"] = sha256_of(jpeg).hex();
  }
  TRY_LET(const auto record, create(work, noun("asset"), asset, more));
  if (!jpeg.empty()) TRY(keep_asset_picture(work.transaction, record.id, jpeg));
  item["id"] = record.id;
  item["result"] = "applied";
  return item;
}

}  // namespace

Result<std::optional<store::Record>> find_output(store::Snapshot& snapshot, std::string_view use,
                                                 std::string_view sha256) {
  auto statement = snapshot.connection().prepare(
      "SELECT id FROM record WHERE noun = 'asset' AND json_extract(doc, '$.sha256') = ?1"
      " AND json_extract(doc, '$.use') = ?2 AND state <> 'retired' ORDER BY id LIMIT 1");
  statement.bind(1, sha256).bind(2, use);
  TRY_LET(const bool is_row, statement.next());
  if (!is_row) return std::optional<store::Record>();
  return snapshot.find(statement.text(0));
}

Result<Json> register_outputs(Work& work, std::string_view use_id, const Json& body) {
  TRY_LET(const auto use, must_find(work.transaction, "use", use_id));
  TRY(authorise(work.actor, Right::RegisterAsset, {use.title, use.company}));
  TRY(check_shape(body, "OutputsBody"));
  Json items = Json::array();
  for (const auto& asset : body.at("assets")) {
    auto item = register_one(work, use, asset);
    if (!item.has_value()) return fail(placed(std::move(item).error(), items.size()));
    items.push_back(*std::move(item));
  }
  return items;
}

}  // namespace gg::clearance
