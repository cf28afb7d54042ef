#include "clearance/asset_pictures.h"

#include "base/base64.h"
#include "clearance/sight.h"
#include "container/container.h"

#include <algorithm>
#include <span>

namespace gg::clearance {
namespace {

tl::unexpected<Error> refuse(const std::string& why) {
  return fail(Error{ErrorKind::InvalidInput, "/picture: " + why});
}

}  // namespace

Result<std::string> read_asset_picture(std::string_view base64) {
  auto jpeg = parse_base64(base64);
  if (!jpeg) return refuse("is no base 64");
  if (jpeg->size() > asset_picture_bytes_max)
    return refuse("has " + std::to_string(jpeg->size()) + " bytes; at most " +
                  std::to_string(asset_picture_bytes_max) + " are kept of a picture");
  const Reader file(std::as_bytes(std::span(*jpeg)));
  if (sniff(file) != Format::Jpeg) return refuse("is no JPEG");
  Budget budget;
  Parts parts(budget);
  const auto walked = walk_file(Format::Jpeg, file, parts);
  if (!walked.has_value() || !parts.picture) return refuse("is a JPEG that breaks off");
  if (std::max(parts.picture->width_pixels, parts.picture->height_pixels) > asset_picture_side_max)
    return refuse("is larger than " + std::to_string(asset_picture_side_max) +
                  " pixels; send a small one");
  return *std::move(jpeg);
}

Result<void> keep_asset_picture(store::Transaction& transaction, std::string_view asset,
                                const std::string& jpeg) {
  auto statement =
      transaction.connection().prepare("INSERT INTO asset_picture (asset, jpeg) VALUES (?1, ?2)");
  statement.bind(1, asset).bind_bytes(2, jpeg);
  return statement.run();
}

Result<std::string> asset_picture(store::Snapshot& snapshot, const Actor& actor,
                                  std::string_view asset) {
  TRY_LET(const auto record, must_find(snapshot, "asset", asset));
  TRY(check_sight(actor, record));
  auto statement = snapshot.connection().prepare("SELECT jpeg FROM asset_picture WHERE asset = ?1");
  statement.bind(1, asset);
  TRY_LET(const bool is_row, statement.next());
  if (is_row) return statement.text(0);
  return fail(Error{ErrorKind::NotFound, record.id + " has no picture"});
}

Result<void> erase_asset_pictures(store::Transaction& transaction, std::string_view person) {
  auto statement = transaction.connection().prepare(
      "WITH consented AS (SELECT source FROM link WHERE field = 'person' AND target = ?1),"
      " of_them AS (SELECT source FROM link WHERE field = 'people' AND target = ?1"
      "  UNION SELECT target FROM link WHERE field = 'uses' AND source IN consented"
      "  UNION SELECT source FROM link WHERE field = 'consents' AND target IN consented)"
      " DELETE FROM asset_picture WHERE asset IN"
      " (SELECT source FROM link WHERE field = 'use' AND target IN of_them)");
  statement.bind(1, person);
  return statement.run();
}

}  // namespace gg::clearance
