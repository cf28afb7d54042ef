#pragma once

#include "bindings/hash.h"
#include "bindings/outcome.h"
#include "bytes/budget.h"
#include "container/format.h"
#include "formats/cbor/cbor.h"
#include "parts/parts.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// Whether a file is what a hard binding of its manifest says, and which of its bytes the binding
/// says nothing about. Files are read a window at a time, never held whole. No status codes: who
/// asks gives the outcomes their names. Source: C2PA 2.2 sections 9.2, 15.12, 18.5 to 18.9.
namespace gg::bindings {

class CollectionFiles;

/// A file in question. *value*, of views.
struct Asset {
  Reader file;
  Format format = Format::Unknown;
  /// The stores that count (`locate_stores`), for their places in the file; empty for a file whose
  /// manifest stands beside it.
  std::span<const CredentialStore* const> stores = {};
};

/// What the manifest says beside the assertion, and how to go about it.
struct Terms {
  /// `alg` of the claim, for assertions that state none; empty when the claim states none.
  std::string_view claim_algorithm = {};
  /// Update manifests stand above the manifest that has the assertion: the store may have grown.
  bool was_updated = false;
  ScanLimits limits = {};
  Effort effort = {};
};

/// The digest of a segment, kept for when it is asked for again: against the trees of another
/// initialization segment. *value*
struct KeptDigest {
  HashValue of;  ///< Of the algorithm and the pieces that went into it: with others it is another.
  HashValue digest;
};

/// A further file of an asset: a segment of a fragmented stream.
struct Segment {
  std::string name;  ///< For people.
  Reader file;
  std::optional<KeptDigest>* kept = nullptr;  ///< Used and filled where there is one.
};

/// True for the label (with or without "__2") of an assertion that is a hard binding:
/// c2pa.hash.data, .boxes, .bmff.v2, .bmff.v3, .collection.data. c2pa.hash.bmff is none.
bool is_hard_binding(std::string_view label);

/// c2pa.hash.data. Source: C2PA 2.2 section 15.12.1.
Outcome check_data_hash(const Asset& asset, const cbor::Value& assertion, const Terms& terms);

/// c2pa.hash.boxes. Source: C2PA 2.2 section 15.12.3.
Outcome check_boxes_hash(const Asset& asset, const cbor::Value& assertion, const Terms& terms);

/// c2pa.hash.bmff.v2 and .v3. For a stream in several files `asset` is the initialization segment,
/// and each of `segments` is checked against the tree of its track. Segments that are not given are
/// not missed. Source: C2PA 2.2 sections 15.12.2, 18.6, A.5.
Outcome check_bmff_hash(const Asset& asset, const cbor::Value& assertion,
                        std::span<const Segment> segments, const Terms& terms);

/// c2pa.hash.collection.data: the files that it lists (bindings/collection_files.h). What else is
/// in their folder is no fault; it is named in `uncovered` (range of the whole file). Source:
/// C2PA 2.2 section 15.12.5.
Outcome check_collection_hash(const CollectionFiles& files, const cbor::Value& assertion,
                              const Terms& terms);

/// The assertion a JUMBF URI names, with its label; nothing where there is none.
struct NamedAssertion {
  std::string label;
  const cbor::Value* content = nullptr;
};
using FindAssertion = std::function<std::optional<NamedAssertion>(std::string_view uri)>;

/// Parts of a multi-asset hash: each has a binding of its own, which is read for it.
inline constexpr std::size_t parts_max = 1000;

/// c2pa.hash.multi-asset, at most `parts_max`, to be asked when the hard binding of the whole does
/// not match. Source: C2PA 2.2 section 15.12.4.
Outcome check_multi_asset_hash(const Asset& asset, const cbor::Value& assertion,
                               const FindAssertion& find, const Terms& terms);

/// The check that `label` asks for; `Ignored` for c2pa.hash.bmff and for what is no hard binding.
/// A collection needs its folder: `check_collection_hash`.
Outcome check_hard_binding(std::string_view label, const Asset& asset, const cbor::Value& assertion,
                           std::span<const Segment> segments, const Terms& terms);

/// As above for an assertion in bytes of CBOR; what is not CBOR is `Malformed`.
Outcome check_hard_binding(std::string_view label, const Asset& asset, Bytes assertion,
                           std::span<const Segment> segments, const Terms& terms);

}  // namespace gg::bindings
