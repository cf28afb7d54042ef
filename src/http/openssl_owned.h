#pragma once

#include <memory>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

namespace gg::http {

/// Frees with the function that belongs to the type.
template <auto Free>
struct With {
  template <class T>
  void operator()(T* value) const {
    Free(value);
  }
};

using Bio = std::unique_ptr<BIO, With<BIO_free_all>>;
using Certificate = std::unique_ptr<X509, With<X509_free>>;
using PrivateKey = std::unique_ptr<EVP_PKEY, With<EVP_PKEY_free>>;

}  // namespace gg::http
