#pragma once

#include "bytes/fault.h"

namespace gg::jumbf::faults {
using namespace gg::faults;
inline constexpr ParseFault bad_box_size{3001, "a JUMBF box is smaller than its header"};
inline constexpr ParseFault missing_description{
    3002, "a JUMBF superbox does not begin with a description box"};
inline constexpr ParseFault bad_label{3003, "a JUMBF label does not end or is not UTF-8"};
inline constexpr ParseFault not_a_superbox{3004, "a JUMBF superbox was expected here"};
inline constexpr ParseFault not_a_manifest_store{3005,
                                                 "the JUMBF superbox is not a C2PA manifest store"};
inline constexpr ParseFault no_manifest{3006, "the C2PA manifest store holds no manifest"};
inline constexpr ParseFault no_claim{3007, "a C2PA manifest holds no claim"};
inline constexpr ParseFault compressed_manifest{
    3008, "a C2PA manifest is compressed with Brotli and is not read"};
inline constexpr ParseFault bad_assertion_json{3009, "a C2PA assertion of JSON is not JSON"};
inline constexpr ParseFault bad_signature{3010,
                                          "a C2PA claim signature is not a COSE_Sign1 message"};
inline constexpr ParseFault brotli_failed{3011, "a Brotli stream is damaged or does not end"};
inline constexpr ParseFault not_packed_manifest{
    3012, "what a compressed C2PA manifest holds is not a standard or update manifest"};
inline constexpr ParseFault too_many_manifests{3013, "more C2PA manifests than a store may hold"};
inline constexpr ParseFault repeated_manifest{3014,
                                              "two C2PA manifests that differ have one label"};
inline constexpr ParseFault label_too_long{3015, "a JUMBF label is longer than 512 bytes"};
inline constexpr ParseFault bad_description{
    3016, "a JUMBF description box does not hold what its toggles say"};
}  // namespace gg::jumbf::faults
