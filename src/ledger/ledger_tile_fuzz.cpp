#include "base/check.h"
#include "ledger/entry_bundle.h"
#include "ledger/frontier.h"
#include "ledger/hash.h"
#include "ledger/tile.h"
#include "ledger/tree.h"

#include <cstdint>
#include <string>

/// Any bytes: what is read as path, bundle or frontier is written as the same bytes, and as a tile
/// it gives hashes or says that it does not hold them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gg::ledger;
  const std::string text(data, data + size);
  if (const auto path = parse_tile_path(text)) {
    GG_CHECK(to_text(*path) == text);
    GG_CHECK(path->width >= 1 && path->width <= tile_width);
  }
  if (const auto bundle = parse_entry_bundle(text)) GG_CHECK(entry_bundle(*bundle) == text);
  if (auto frontier = Frontier::parse(text)) {
    GG_CHECK(frontier->bytes() == text);
    if (frontier->size() < tree_size_end - 1) frontier->append(leaf_hash({}));
    GG_CHECK(Frontier::parse(frontier->bytes()).has_value());
  }
  TileHashes hashes([&text](TileId) -> gg::Result<std::string> { return text; });
  const auto root = root_at(size, hashes.reader());
  GG_CHECK(root.has_value() || root.error().kind == gg::ErrorKind::NotFound);
  return 0;
}
