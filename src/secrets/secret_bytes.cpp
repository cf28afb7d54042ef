#include "secrets/secret_bytes.h"

#include "base/check.h"

#include <sodium.h>

namespace gg::secrets {

void start_sodium() { GG_CHECK(sodium_init() >= 0); }

void fill_random(std::uint8_t* first, std::size_t size_bytes) {
  start_sodium();
  randombytes_buf(first, size_bytes);
}

std::string random_bytes(std::size_t size_bytes) {
  std::string bytes(size_bytes, '\0');
  fill_random(octets(bytes), bytes.size());
  return bytes;
}

std::string random_letters(std::string_view alphabet, std::size_t count) {
  start_sodium();
  std::string letters;
  while (letters.size() < count)
    letters += alphabet[randombytes_uniform(static_cast<std::uint32_t>(alphabet.size()))];
  return letters;
}

void wipe(std::uint8_t* first, std::size_t size_bytes) { sodium_memzero(first, size_bytes); }

void wipe(std::string& bytes) {
  wipe(octets(bytes), bytes.size());
  bytes.clear();
}

bool equal_in_constant_time(std::string_view left, std::string_view right) {
  return left.size() == right.size() && sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

Key derive_key(const Key& from, std::string_view purpose) {
  auto block = hmac_sha256(from.view(), std::string(purpose) + '\x01');
  const auto derived = Key::from(block);
  wipe(block);
  return *derived;
}

std::string hmac_sha256(std::string_view key, std::string_view message) {
  start_sodium();
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, octets(key), key.size());
  crypto_auth_hmacsha256_update(&state, octets(message), message.size());
  std::string mac(crypto_auth_hmacsha256_BYTES, '\0');
  crypto_auth_hmacsha256_final(&state, octets(mac));
  sodium_memzero(&state, sizeof state);
  return mac;
}

}  // namespace gg::secrets
