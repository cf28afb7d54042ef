#pragma once

#include "bindings/hash.h"
#include "bytes/byte_range.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

/// Assertions of hard bindings as CBOR, in the deterministic form.
namespace gg::signing {

inline constexpr std::string_view data_hash_label = "c2pa.hash.data";
inline constexpr std::string_view bmff_hash_label = "c2pa.hash.bmff.v3";

/// The fields of c2pa.hash.data. *value* Source: C2PA 2.2 section 18.5, data-hash.cddl.
struct DataHashText {
  std::vector<ByteRange> exclusions;
  bindings::Algorithm algorithm = bindings::Algorithm::Sha256;
  bindings::HashValue hash;
};

/// How long the CBOR is for so many exclusions, wherever they are.
std::size_t data_hash_bytes(std::size_t exclusions, bindings::Algorithm algorithm);

/// The CBOR, exactly that long: `pad`, and where it cannot fill up alone `pad2`, do the rest.
std::vector<std::byte> encode_data_hash(const DataHashText& text);

/// One tree, by its leaves. *value*
struct TreeText {
  std::uint64_t unique_id = 1;
  std::uint64_t local_id = 0;
  std::vector<bindings::HashValue> leaves;
  std::optional<bindings::HashValue> init_hash;    ///< Of a film in fragments.
  std::optional<std::uint64_t> fixed_block_bytes;  ///< Of an `mdat`.
};

/// The fields of c2pa.hash.bmff.v3; its exclusions are those that every such hash has, and where it
/// has both a hash and trees also the inside of `mdat`. *value*
/// Source: C2PA 2.2 sections 18.6.3, A.5.6, bmff-hash.cddl.
struct BmffHashText {
  bindings::Algorithm algorithm = bindings::Algorithm::Sha256;
  std::optional<bindings::HashValue> hash;
  std::vector<TreeText> trees;
};

std::vector<std::byte> encode_bmff_hash(const BmffHashText& text);

/// A digest of that many zeros, where only its length matters.
bindings::HashValue blank_digest(bindings::Algorithm algorithm);

}  // namespace gg::signing
