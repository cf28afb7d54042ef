#pragma once

#include "bytes/fault.h"

#include <span>
#include <string_view>
#include <vector>

namespace gg::jumbf {

/// A content box of up to 4 GiB around parts that stand one behind the other. `type`: four
/// characters ("cbor", "json").
std::vector<std::byte> content_box(std::string_view type, std::span<const Bytes> parts);

/// A superbox with its description: `type` is the first four characters of an ISO UUID ("c2pa",
/// "c2ma"), `label` its name, so that it can be referred to. `parts`: whole boxes.
/// Source: ISO 19566-5:2023 clauses A and B.3; C2PA 2.2 section 11.1.4.
std::vector<std::byte> superbox(std::string_view type, std::string_view label,
                                std::span<const Bytes> parts);

/// A superbox from all that stands behind its header, as `Superbox::inside` has it.
std::vector<std::byte> superbox_of_inside(Bytes inside);

}  // namespace gg::jumbf
