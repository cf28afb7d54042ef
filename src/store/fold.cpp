#include "store/fold.h"

#include "base/text.h"

#include <algorithm>
#include <memory>

#include <glib.h>

namespace gg::store {
namespace {

using Text = std::unique_ptr<char, decltype(&g_free)>;

/// A letter without its mark; empty for a mark.
void add_plain(std::string& out, gunichar letter) {
  if (g_unichar_type(letter) == G_UNICODE_NON_SPACING_MARK) return;
  switch (letter) {
    case 0x00E6:
      out += "ae";
      return;
    case 0x00F8:
      out += 'o';
      return;
    case 0x00F0:
      out += 'd';
      return;
    case 0x00FE:
      out += "th";
      return;
    default:
      break;
  }
  char bytes[6];
  out.append(bytes, static_cast<std::size_t>(g_unichar_to_utf8(letter, bytes)));
}

}  // namespace

std::string folded(std::string_view text) {
  const bool is_ascii =
      std::ranges::all_of(text, [](char one) { return static_cast<unsigned char>(one) < 0x80; });
  if (is_ascii || !is_utf8(text)) return ascii_lower(text);
  const Text caseless(g_utf8_casefold(text.data(), static_cast<gssize>(text.size())), g_free);
  const Text apart(g_utf8_normalize(caseless.get(), -1, G_NORMALIZE_ALL), g_free);
  if (apart == nullptr) return ascii_lower(text);
  std::string out;
  out.reserve(text.size());
  for (const char* at = apart.get(); *at != '\0'; at = g_utf8_next_char(at))
    add_plain(out, g_utf8_get_char(at));
  return out;
}

}  // namespace gg::store
