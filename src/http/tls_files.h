#pragma once

#include "base/result.h"
#include "http/server.h"

#include <string>

namespace gg::http {

/// The texts of a certificate chain and its key.
struct TlsPair {
  std::string certificate;
  std::string key;
};

/// Reads them. Errors: InvalidInput when a file cannot be read, when the two do not belong
/// together, or when the HTTP library was built without TLS.
Result<TlsPair> read_tls_files(const TlsFiles& files);

}  // namespace gg::http
