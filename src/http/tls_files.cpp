#include "http/tls_files.h"

#include "http/openssl_owned.h"

#include <fstream>
#include <iterator>

#include <microhttpd.h>
#include <openssl/pem.h>

namespace gg::http {
namespace {

auto wrong(const std::string& what) { return fail(Error{ErrorKind::InvalidInput, what}); }

Result<std::string> read_pem(const std::string& path) {
  constexpr std::size_t bytes_max = 1U << 20;
  std::ifstream in(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!in || text.empty() || text.size() > bytes_max)
    return wrong(path + ": cannot be read; name a PEM file this user may read");
  return text;
}

Bio bio_of(const std::string& text) {
  return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

}  // namespace

Result<TlsPair> read_tls_files(const TlsFiles& files) {
  if (MHD_is_feature_supported(MHD_FEATURE_TLS) != MHD_YES)
    return wrong("the HTTP library of this system has no TLS; put a proxy in front of the server");
  TlsPair pair;
  TRY_LET(pair.certificate, read_pem(files.certificate));
  TRY_LET(pair.key, read_pem(files.key));
  const Certificate certificate(
      PEM_read_bio_X509(bio_of(pair.certificate).get(), nullptr, nullptr, nullptr));
  if (!certificate) return wrong(files.certificate + ": is no certificate in PEM form");
  const PrivateKey key(PEM_read_bio_PrivateKey(bio_of(pair.key).get(), nullptr, nullptr, nullptr));
  if (!key) return wrong(files.key + ": is no private key in PEM form without a password");
  if (X509_check_private_key(certificate.get(), key.get()) != 1)
    return wrong(files.key + " is not the key of " + files.certificate);
  return pair;
}

}  // namespace gg::http
