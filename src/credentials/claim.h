#pragma once

#include "credentials/manifest_store.h"
#include "credentials/status.h"
#include "formats/cbor/cbor.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gg::credentials {

/// A reference with the digest of what it leads to. Source: C2PA 2.2 section 8.4.2.1.
struct HashedUri {
  std::string url;
  std::string alg;            ///< Empty where not stated.
  std::optional<Bytes> hash;  ///< Lives as long as the store.
};

/// Reads a hashed URI; nothing when it is no map with a text `url`.
std::optional<HashedUri> read_hashed_uri(const cbor::Value& value);

/// What an algorithm's name stands for, as the nearest who states one does.
/// Source: C2PA 2.2 section 15.4.1.
std::optional<bindings::Algorithm> algorithm_of(const HashedUri& uri, std::string_view around);

/// The claim of a manifest, as stated. *value, of views*
struct Claim {
  int version = 2;
  const jumbf::Superbox* box = nullptr;
  std::string uri;  ///< Of its box.
  Bytes signed_bytes;
  cbor::Value content;
  std::string alg;  ///< For what states none itself; empty where not stated.
  std::string signature_url;
  std::vector<HashedUri> created;   ///< Version 1: all of its assertions.
  std::vector<HashedUri> gathered;  ///< Version 2 alone.
  std::vector<std::string> redacted;
};

/// Reads the claim of a manifest. What is wrong with it is added to `statuses`; nothing is given
/// when it cannot be read at all.
/// Source: C2PA 2.2 sections 10 and 15.6, claim.cddl.
std::optional<Claim> read_claim(const Manifest& manifest, Budget& budget,
                                std::vector<Status>& statuses);

}  // namespace gg::credentials
