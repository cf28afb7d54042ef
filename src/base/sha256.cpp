#include "base/sha256.h"

#include "base/check.h"

#include <openssl/evp.h>

namespace gg {

Sha256 sha256_of(std::string_view bytes) {
  Sha256 digest;
  // OpenSSL takes pointers; the size of the result is fixed by the algorithm.
  GG_CHECK(EVP_Digest(bytes.data(), bytes.size(), digest.bytes.data(), nullptr, EVP_sha256(),
                      nullptr) == 1);
  return digest;
}

}  // namespace gg
