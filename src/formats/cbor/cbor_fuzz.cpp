#include "base/check.h"
#include "base/text.h"
#include "formats/cbor/cbor.h"

#include <cstdint>
#include <span>

namespace {

using gg::cbor::Type;
using gg::cbor::Value;

/// Every item lies inside its parent, maps hold pairs, text is UTF-8.
void check(const Value& value) {
  std::uint64_t end = value.offset + 1;
  for (const auto& item : value.items) {
    GG_CHECK(item.offset >= end && item.size_bytes > 0);
    end = item.offset + item.size_bytes;
    check(item);
  }
  GG_CHECK(end <= value.offset + value.size_bytes);
  GG_CHECK(value.type != Type::Map || value.items.size() % 2 == 0);
  GG_CHECK(value.type != Type::Tag || value.items.size() == 1);
  GG_CHECK(value.type != Type::TextString || gg::is_utf8(value.text));
  GG_CHECK(gg::is_utf8(gg::cbor::to_plain_text(value)));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gg;
  Budget budget({.depth_max = 8, .items_max = 2000, .kept_bytes_max = 1U << 20});
  const auto value = cbor::parse_document(Reader(std::as_bytes(std::span(data, size))), budget);
  if (value.has_value()) {
    GG_CHECK(value->offset == 0 && value->size_bytes == size);
    check(*value);
  } else {
    GG_CHECK(value.error().offset <= size);
  }
  return 0;
}
