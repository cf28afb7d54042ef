#include "trust/ecdsa.h"

#include "base/check.h"
#include "base/freed_by.h"
#include "trust/octets.h"

#include <array>
#include <string_view>

#include <openssl/bn.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>

namespace gg::trust {
namespace {

using EcdsaSignature = std::unique_ptr<ECDSA_SIG, FreedBy<ECDSA_SIG_free>>;

BIGNUM* number_of(Bytes bytes) {
  return BN_bin2bn(octets(bytes), static_cast<int>(bytes.size()), nullptr);
}

}  // namespace

std::optional<std::size_t> coordinate_bytes(const PublicKey& key) {
  if (!key || EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_EC) return std::nullopt;
  std::array<char, 64> name{};
  std::size_t size = 0;
  if (EVP_PKEY_get_group_name(key.get(), name.data(), name.size(), &size) != 1) return std::nullopt;
  const std::string_view group(name.data(), size);
  if (group == "prime256v1" || group == "P-256") return 32;
  if (group == "secp384r1" || group == "P-384") return 48;
  if (group == "secp521r1" || group == "P-521") return 66;
  return std::nullopt;
}

std::optional<std::vector<std::byte>> ecdsa_to_der(Bytes raw, std::size_t coordinate_bytes) {
  if (raw.size() != 2 * coordinate_bytes) return std::nullopt;
  const EcdsaSignature signature(ECDSA_SIG_new());
  GG_CHECK(signature != nullptr);
  GG_CHECK(ECDSA_SIG_set0(signature.get(), number_of(raw.first(coordinate_bytes)),
                          number_of(raw.last(coordinate_bytes))) == 1);
  std::vector<std::byte> der(static_cast<std::size_t>(i2d_ECDSA_SIG(signature.get(), nullptr)));
  auto* at = octets(der);
  GG_CHECK(i2d_ECDSA_SIG(signature.get(), &at) == static_cast<int>(der.size()));
  return der;
}

std::optional<std::vector<std::byte>> ecdsa_from_der(Bytes der, std::size_t coordinate_bytes) {
  const auto* at = octets(der);
  const EcdsaSignature signature(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())));
  if (!signature) return std::nullopt;
  std::vector<std::byte> raw(2 * coordinate_bytes);
  const auto size = static_cast<int>(coordinate_bytes);
  auto* out = octets(raw);
  if (BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), out, size) != size ||
      BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), out + size, size) != size)
    return std::nullopt;
  return raw;
}

}  // namespace gg::trust
