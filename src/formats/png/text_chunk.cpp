#include "formats/png/text_chunk.h"

#include "base/text.h"
#include "bytes/inflate.h"
#include "formats/png/faults.h"

namespace gg::png {
namespace {

/// Takes bytes up to a NUL and the NUL itself; nothing if there is none.
std::optional<std::string_view> take_to_nul(std::string_view& rest) {
  const auto nul = rest.find('\0');
  if (nul == std::string_view::npos) return std::nullopt;
  const auto taken = rest.substr(0, nul);
  rest.remove_prefix(nul + 1);
  return taken;
}

Parsed<std::string> inflate_text(Reader packed, Budget& budget) {
  TRY_LET(const auto bytes, packed.take(packed.remaining()));
  TRY_LET(const auto plain, inflate(bytes, Wrapping::Zlib, budget, packed));
  return Reader::to_text(plain);
}

}  // namespace

Parsed<TextChunk> parse_text_chunk(std::string_view type, Reader payload, Budget& budget) {
  const auto whole = payload;
  TRY(budget.charge_bytes(payload.remaining(), payload));
  TRY_LET(const auto text, payload.text(payload.remaining()));
  std::string_view rest = text;
  const auto keyword = take_to_nul(rest);
  if (!keyword || keyword->empty()) return whole.error(faults::missing_keyword);
  TextChunk chunk{guess_to_utf8(*keyword), {}};

  bool compressed = type == "zTXt";
  if (type == "iTXt") {
    if (rest.size() < 2) return whole.error(faults::truncated);
    compressed = rest[0] == 1;
    if (rest[0] != 0 && rest[0] != 1) return whole.error(faults::bad_compression);
    if (compressed && rest[1] != 0) return whole.error(faults::bad_compression);
    rest.remove_prefix(2);
    if (!take_to_nul(rest)) return whole.error(faults::truncated);  // language tag
    if (!take_to_nul(rest)) return whole.error(faults::truncated);  // translated keyword
  } else if (compressed) {
    if (rest.empty()) return whole.error(faults::truncated);
    if (rest[0] != 0) return whole.error(faults::bad_compression);
    rest.remove_prefix(1);
  }
  if (!compressed) {
    chunk.text = guess_to_utf8(rest);
    return chunk;
  }
  TRY_LET(const auto packed, whole.from(text.size() - rest.size()));
  TRY_LET(const auto plain, inflate_text(packed, budget));
  chunk.text = guess_to_utf8(plain);
  return chunk;
}

}  // namespace gg::png
