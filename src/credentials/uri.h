#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gg::credentials {

/// Where a JUMBF URI leads: "self#jumbf=/c2pa/MANIFEST/c2pa.assertions/LABEL". *value*
struct JumbfUri {
  /// Label of the manifest; empty where the URI counts from the manifest that it stands in.
  std::string manifest;
  std::vector<std::string> path;  ///< Labels below the manifest; empty: the manifest itself.
};

/// Reads a JUMBF URI into the same store: relative, absolute, and absolute without its leading
/// slash, as some write it. Nothing for any other address, and for one with an empty label.
/// Source: C2PA 2.2 section 8.4.1.
std::optional<JumbfUri> parse_jumbf_uri(std::string_view uri);

/// The URI of a box of a manifest: `uri_of("urn:c2pa:1", "c2pa.signature")`.
std::string uri_of(std::string_view manifest, std::string_view path = {});

/// The same URI with its manifest named. Any other address as it stands.
std::string absolute_uri(std::string_view uri, std::string_view manifest);

}  // namespace gg::credentials
