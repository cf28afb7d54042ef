#include "base/check.h"
#include "bindings/bmff_layout.h"
#include "bindings/check.h"
#include "bindings/merkle.h"
#include "support/cbor_writer.h"

#include <cstdint>
#include <span>

namespace {

using namespace gg;
using test::CborWriter;

constexpr ScanLimits limits{.depth_max = 8, .items_max = 2000, .kept_bytes_max = 1U << 20};

/// An assertion that leaves out a little of everything; `fragments`: with a tree over fragments.
std::string assertion_text(bool fragments) {
  CborWriter writer;
  writer.map(fragments ? 3 : 4).text("alg").text("sha256").text("exclusions").array(5);
  writer.map(1).text("xpath").text("/ftyp");
  writer.map(1).text("xpath").text("/moov[1]/trak[2]/free");
  writer.map(2).text("xpath").text("/meta/iloc").text("version").number(1);
  writer.map(2).text("xpath").text("/free").text("data").array(1).map(2).text("offset").number(8);
  writer.text("value").bytes("x");
  writer.map(2).text("xpath").text("/mdat").text("subset").array(1).map(2).text("offset").number(
      16);
  writer.text("length").number(0);
  if (!fragments) writer.text("hash").bytes("12345678901234567890123456789012");
  writer.text("merkle").array(1).map(5).text("uniqueId").number(1);
  writer.text("localId").number(0).text("count").number(3).text("hashes").array(1).bytes("h");
  if (fragments) {
    writer.text("initHash").bytes("i");
  } else {
    writer.text("fixedBlockSize").number(4);
  }
  return writer.written();
}

/// Pieces and holes of the whole file are every byte of it, once.
void check_tiles(const bindings::BmffLayout& layout) {
  std::uint64_t bytes = 0;
  std::uint64_t at = 0;
  for (const auto& piece : layout.pieces({0, layout.size_bytes()}, true)) {
    if (piece.lead) continue;
    GG_CHECK(at <= piece.range.first && piece.range.end <= layout.size_bytes());
    bytes += piece.range.size();
    at = piece.range.end;
  }
  bindings::Coverage coverage;
  bindings::Outcome outcome;
  layout.tell_gaps(coverage, false);
  coverage.tell(outcome, layout.size_bytes());
  GG_CHECK(bytes == outcome.bound_bytes);
}

}  // namespace

/// Any bytes as a film: its root boxes tile it up to its tail, what is hashed and what is left out
/// make up the whole, and both kinds of trees come to an outcome.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto whole = assertion_text(false);
  static const auto fragmented = assertion_text(true);
  const Reader file(std::as_bytes(std::span(data, size)));
  Budget cbor_budget;
  const auto value = cbor::parse_document(Reader(std::as_bytes(std::span(whole))), cbor_budget);
  const auto hash = bindings::parse_bmff_hash(*value);
  GG_CHECK(hash.has_value());
  Budget budget(limits);
  const auto layout = bindings::BmffLayout::read(file, *hash, budget);
  if (layout.has_value()) {
    std::uint64_t at = 0;
    for (const auto& root : layout->roots()) {
      GG_CHECK(root.range.first == at && root.range.end <= size);
      at = root.range.end;
      const auto box = bindings::read_merkle_box(file, root.range);
      if (!box.has_value()) GG_CHECK(box.error().offset <= size);
    }
    check_tiles(*layout);
  }
  const bindings::Asset asset{file, Format::Mp4, {}};
  for (const auto& text : {whole, fragmented}) {
    const auto outcome = bindings::check_hard_binding(
        "c2pa.hash.bmff.v3", asset, std::as_bytes(std::span(text)), {}, {.limits = limits});
    GG_CHECK(!outcome.matches());  // no film has these hashes
  }
  return 0;
}
