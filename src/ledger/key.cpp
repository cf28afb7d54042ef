#include "ledger/key.h"

#include "base/base64.h"
#include "base/sha256.h"

#include <algorithm>
#include <span>

#include <openssl/crypto.h>

namespace gg::ledger {
namespace {

constexpr std::size_t key_text_bytes_max = 4096;
constexpr std::size_t ml_dsa_44_bytes = 1312;
constexpr std::string_view secret_prefix = "PRIVATE+KEY+";

tl::unexpected<Error> no_key(const std::string& why) {
  return fail(Error{ErrorKind::InvalidInput, "this is no key of a signed note: " + why +
                                                 "; a key is written as name+hash+base64"});
}

std::uint32_t key_id_of(std::string_view name, KeyType type, std::string_view public_key) {
  std::string message(name);
  message += '\n';
  message += static_cast<char>(type);
  message += public_key;
  const auto digest = sha256_of(message);
  std::uint32_t id = 0;
  for (std::size_t index = 0; index < sizeof(id); ++index) id = id << 8U | digest.bytes[index];
  return id;
}

std::string id_text(std::uint32_t id) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (unsigned shift = 32; shift > 0; shift -= 4) text += digits[id >> (shift - 4) & 15U];
  return text;
}

/// The three parts of a key's text, told apart at their '+': base 64 may hold one too.
struct KeyParts {
  std::string_view name;
  std::string_view id;
  KeyType type;
  std::string material;
};

Result<KeyParts> parse_parts(std::string_view text) {
  if (text.size() > key_text_bytes_max) return no_key("it is too long");
  const auto first = text.find('+');
  const auto second = first == std::string_view::npos ? first : text.find('+', first + 1);
  if (second == std::string_view::npos) return no_key("it has no two plus signs");
  const auto name = text.substr(0, first);
  if (!is_key_name(name)) return no_key("its name is empty or has spaces");
  auto material = parse_base64(text.substr(second + 1));
  if (!material || material->empty()) return no_key("its last part is not base 64");
  const auto type = static_cast<KeyType>(material->front());
  material->erase(0, 1);
  return KeyParts{name, text.substr(first + 1, second - first - 1), type, *std::move(material)};
}

}  // namespace

Result<VerifierKey> VerifierKey::make(std::string_view name, KeyType type, std::string public_key) {
  if (!is_key_name(name)) return no_key("its name is empty or has spaces");
  VerifierKey key;
  key.name_ = name;
  key.type_ = type;
  key.id_ = key_id_of(name, type, public_key);
  switch (type) {
    case KeyType::MlDsa44:
      if (public_key.size() != ml_dsa_44_bytes) return no_key("an ML-DSA-44 key has 1312 bytes");
      break;
    case KeyType::Ed25519:
    case KeyType::Cosignature:
      key.key_ = Ed25519Public::from(public_key);
      if (!key.key_) return no_key("an Ed25519 key has 32 bytes");
      break;
    default:
      return no_key("its type " + std::to_string(static_cast<unsigned>(type)) +
                    " is not known here");
  }
  key.public_key_ = std::move(public_key);
  return key;
}

Result<VerifierKey> VerifierKey::parse(std::string_view text) {
  if (text.starts_with(secret_prefix)) return no_key("it is a secret key; keep it to yourself");
  TRY_LET(auto parts, parse_parts(text));
  TRY_LET(auto key, make(parts.name, parts.type, std::move(parts.material)));
  if (parts.id != id_text(key.id())) return no_key("its hash is not that of its name and bytes");
  return key;
}

std::string VerifierKey::text() const {
  return name_ + "+" + id_text(id_) + "+" + base64_of(static_cast<char>(type_) + public_key_);
}

bool VerifierKey::verifies(std::string_view message, std::string_view signature) const {
  return key_ && key_->verifies(message, signature);
}

Result<std::string> VerifierKey::pem() const {
  if (key_) return key_->pem();
  return fail(Error{ErrorKind::Unavailable, "OpenSSL here does not know the type of " + name_});
}

Result<SigningKey> SigningKey::from_seed(std::string_view name, std::string_view seed,
                                         KeyType type) {
  if (seed.size() != seed_bytes) return no_key("a seed has 32 bytes");
  if (type == KeyType::MlDsa44) return no_key("this program signs with Ed25519 only");
  SigningKey key;
  const std::shared_ptr<Seed> held(new Seed, [](Seed* gone) {
    OPENSSL_cleanse(gone->data(), gone->size());
    std::default_delete<Seed>()(gone);
  });
  std::ranges::transform(seed, held->begin(), [](char c) { return static_cast<std::uint8_t>(c); });
  key.key_.emplace(std::span<const std::uint8_t, seed_bytes>(*held));
  key.seed_ = held;
  TRY_LET(key.verifier_, VerifierKey::make(name, type, key.key_->public_key().bytes()));
  return key;
}

Result<SigningKey> SigningKey::parse(std::string_view text) {
  if (!text.starts_with(secret_prefix)) return no_key("a secret key begins with PRIVATE+KEY+");
  text.remove_prefix(secret_prefix.size());
  TRY_LET(auto parts, parse_parts(text));
  auto key = from_seed(parts.name, parts.material, parts.type);
  OPENSSL_cleanse(parts.material.data(), parts.material.size());
  if (key.has_value() && parts.id != id_text(key->verifier().id()))
    return no_key("its hash is not that of its name and bytes");
  return key;
}

Result<SigningKey> SigningKey::renamed(std::string_view name) const {
  SigningKey key = *this;
  TRY_LET(key.verifier_, VerifierKey::make(name, verifier_.type_, verifier_.public_key_));
  return key;
}

std::string SigningKey::secret_text() const {
  const auto& public_key = verifier_;
  return std::string(secret_prefix) + public_key.name() + "+" + id_text(public_key.id()) + "+" +
         base64_of(static_cast<char>(public_key.type()) +
                   std::string(seed_->begin(), seed_->end()));
}

std::string SigningKey::sign(std::string_view message) const { return key_.value().sign(message); }

}  // namespace gg::ledger
