#pragma once

#include "bindings/outcome.h"
#include "formats/cbor/cbor.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The assertions of hard bindings as they are written, their fields and shapes checked. The views
/// in them live as long as the bytes the CBOR was read from. Each `parse_…` gives the assertion or
/// the first thing that is wrong with it.
namespace gg::bindings {

template <class T>
using Read = Result<T, Problem>;

/// c2pa.hash.data. Source: C2PA 2.2 section 18.5, data-hash.cddl.
struct DataHash {
  std::vector<ByteRange> exclusions;  ///< In order, not overlapping; may reach beyond the file.
  std::optional<std::string> algorithm;
  std::optional<Bytes> hash;
};
Read<DataHash> parse_data_hash(const cbor::Value& assertion);

/// A run of boxes with one digest.
struct BoxRun {
  std::vector<std::string> names;
  std::optional<std::string> algorithm;
  std::optional<Bytes> hash;
  bool excluded = false;
};

/// c2pa.hash.boxes. Source: C2PA 2.2 section 18.7, boxes-hash.cddl.
struct BoxesHash {
  std::vector<BoxRun> runs;
  std::optional<std::string> algorithm;
};
Read<BoxesHash> parse_boxes_hash(const cbor::Value& assertion);

/// One step of an xpath: a four-character code, and which of its like (from 1; nothing: each).
struct XPathNode {
  std::uint32_t type = 0;
  std::optional<std::uint64_t> number;
};

/// The strict subset of XPath that is allowed: "/moov[1]/pssh". `where` names it in a problem.
Read<std::vector<XPathNode>> parse_xpath(std::string_view text, const std::string& where);

/// Which boxes a BMFF hash leaves out, whole or in part. Source: C2PA 2.2 section 18.6.2.
struct BoxExclusion {
  std::string xpath;  ///< As written.
  std::vector<XPathNode> nodes;
  std::optional<std::uint64_t> size_bytes;
  std::optional<std::uint8_t> version;
  std::optional<std::uint32_t> flags;
  bool exact_flags = true;
  struct Data {
    std::uint64_t offset = 0;
    Bytes value;
  };
  std::vector<Data> data;
  /// Of the box, its header counted; nothing: the whole box. An `end` of all ones is its end.
  std::optional<std::vector<ByteRange>> subset;
};

/// One row of a Merkle tree in a BMFF hash. Source: C2PA 2.2 sections 18.6.3, A.5.4.
struct MerkleRow {
  std::uint64_t unique_id = 0;
  std::uint64_t local_id = 0;
  std::uint64_t count = 0;  ///< Leaves.
  std::optional<std::string> algorithm;
  std::optional<Bytes> init_hash;
  std::vector<Bytes> hashes;
  std::optional<std::uint64_t> fixed_block_bytes;
  std::optional<std::vector<std::uint64_t>> variable_block_bytes;
};

/// c2pa.hash.bmff.v2 and .v3. Source: C2PA 2.2 section 18.6, bmff-hash.cddl.
struct BmffHash {
  std::vector<BoxExclusion> exclusions;
  std::optional<std::string> algorithm;
  std::optional<Bytes> hash;
  std::vector<MerkleRow> merkle;
};
Read<BmffHash> parse_bmff_hash(const cbor::Value& assertion);

/// What a `merkle` box of a file says. Source: C2PA 2.2 section A.5.4, bmff-merkle.cddl.
struct MerkleProof {
  std::uint64_t unique_id = 0;
  std::uint64_t local_id = 0;
  std::uint64_t location = 0;  ///< Of the leaf.
  std::vector<Bytes> hashes;   ///< From the leaf's neighbour towards the root.
};
Read<MerkleProof> parse_merkle_proof(const cbor::Value& box);

/// c2pa.hash.collection.data. Source: C2PA 2.2 section 18.8, collection-data-hash.cddl.
struct CollectionHash {
  struct Member {
    std::string uri;
    Bytes hash;
    std::optional<std::uint64_t> size_bytes;
  };
  std::vector<Member> members;
  std::string algorithm;
  std::optional<Bytes> zip_directory_hash;
};
Read<CollectionHash> parse_collection_hash(const cbor::Value& assertion);

/// c2pa.hash.multi-asset. Source: C2PA 2.2 section 18.9, multi-asset-hash.cddl.
struct MultiAssetHash {
  struct Part {
    std::optional<ByteRange> range;  ///< One of these two.
    std::optional<std::vector<XPathNode>> box;
    std::string hash_assertion;  ///< JUMBF URI of the assertion that binds the part.
    bool optional = false;
  };
  std::vector<Part> parts;
};
Read<MultiAssetHash> parse_multi_asset_hash(const cbor::Value& assertion);

}  // namespace gg::bindings
