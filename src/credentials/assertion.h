#pragma once

#include "credentials/jumbf.h"
#include "credentials/manifest_list.h"
#include "formats/cbor/cbor.h"

#include <optional>
#include <string>
#include <string_view>

namespace gg::credentials {

/// The label of an assertion without the number that tells several of one kind apart:
/// "c2pa.actions__2" is "c2pa.actions". Source: C2PA 2.2 section 6.4.
std::string_view base_label(std::string_view label);

/// The content of an assertion, CBOR or JSON, as one tree; nothing when it is neither (a
/// thumbnail). JSON is given as the same CBOR would be; its items have the offset of the box.
/// Faults: cbor::faults, bad_assertion_json, too_large, too_many_items.
Parsed<std::optional<cbor::Value>> read_content(const jumbf::Superbox& box, Budget& budget);

/// Adds what an assertion says to the summary: actions, ingredients, soft bindings, statements, and
/// the digital source types that stand anywhere in it.
void add_assertion(std::string_view label, const cbor::Value& content, const Place& where,
                   ManifestSummary& summary);

}  // namespace gg::credentials
