#include "ledger/decimal.h"
#include "ledger/tile.h"

#include <algorithm>

namespace gg::ledger {
namespace {

constexpr std::size_t path_bytes_max = 64;
constexpr unsigned level_max = 63;
/// A path element is three digits of the index; 2^63 has 19 digits.
constexpr std::size_t elements_max = 7;

tl::unexpected<Error> no_path(std::string_view text, const std::string& why) {
  return fail(Error{ErrorKind::InvalidInput, "\"" + std::string(text.substr(0, path_bytes_max)) +
                                                 "\" is no path of a tile: " + why +
                                                 "; write tile/0/x001/x234/067 or " +
                                                 "tile/entries/000.p/17"});
}

/// Takes the part before the next '/' off the front of `text`.
std::string_view next_part(std::string_view& text) {
  const auto end = text.find('/');
  const auto part = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  return part;
}

bool is_three_digits(std::string_view text) {
  return text.size() == 3 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// Reads "x001/x234/067" and, where the last element ends in ".p", the width behind it.
Result<void> parse_index(std::string_view whole, std::string_view rest, TilePath& path) {
  for (std::size_t elements = 1;; ++elements) {
    auto element = next_part(rest);
    const bool more = element.starts_with('x');
    const bool partial = element.ends_with(".p");
    if (more) element.remove_prefix(1);
    if (partial) element.remove_suffix(2);
    if (!is_three_digits(element) || (more && partial))
      return no_path(whole, "the index is written as x001/x234/067");
    if (elements == 1 && more && element == "000")
      return no_path(whole, "the index has leading zeros");
    if (elements > elements_max || path.tile.index > tree_size_end / 1000 - 1)
      return no_path(whole, "the index is too large");
    path.tile.index = path.tile.index * 1000 +
                      *parse_decimal<std::uint64_t>(
                          element.substr(std::min<std::size_t>(element.find_first_not_of('0'), 2)));
    if (more) continue;
    if (partial) {
      const auto width = parse_decimal<unsigned>(next_part(rest));
      if (!width || *width == 0 || *width >= tile_width)
        return no_path(whole, "the width of a partial tile is 1 to 255");
      path.width = *width;
    }
    if (!rest.empty() || whole.ends_with('/'))
      return no_path(whole, "it has more parts than a tile");
    return {};
  }
}

}  // namespace

std::string to_text(const TilePath& path) {
  std::string digits = std::to_string(path.tile.index);
  digits.insert(0, (3 - digits.size() % 3) % 3, '0');
  std::string text = "tile/";
  text += path.content == TileContent::Entries ? "entries" : std::to_string(path.tile.level);
  for (std::size_t at = 0; at < digits.size(); at += 3)
    text += (at + 3 < digits.size() ? "/x" : "/") + digits.substr(at, 3);
  if (path.width < tile_width) text += ".p/" + std::to_string(path.width);
  return text;
}

Result<TilePath> parse_tile_path(std::string_view text) {
  if (text.size() > path_bytes_max) return no_path(text, "it is too long");
  auto rest = text;
  if (next_part(rest) != "tile") return no_path(text, "it does not begin with tile/");
  TilePath path;
  const auto level = next_part(rest);
  if (level == "entries") {
    path.content = TileContent::Entries;
  } else {
    const auto number = parse_decimal<unsigned>(level);
    if (!number || *number > level_max) return no_path(text, "the level is 0 to 63 or \"entries\"");
    path.tile.level = *number;
  }
  TRY(parse_index(text, rest, path));
  return path;
}

}  // namespace gg::ledger
