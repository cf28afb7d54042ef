#include "signing/key_source.h"

#include "base/text.h"
#include "base/whole_file.h"
#include "signing/command_key.h"
#include "signing/token_key.h"

#include <array>

#include <openssl/crypto.h>

namespace gg::signing {
namespace {

constexpr std::size_t pem_bytes_max = 1U << 20;

using KeyPointer = std::shared_ptr<const trust::SigningKey>;

Result<KeyPointer> load_key(const KeySource& source, const trust::AskPassword& ask_password) {
  if (!source.command.empty()) return key_behind_command(source.command, source.command_deadline);
  if (starts_with_ignoring_case(source.key, "pkcs11:"))
    return key_on_token(source.key, source.module_path, ask_password);
  TRY_LET(auto pem, read_existing(source.key, pem_bytes_max));
  auto key = trust::read_signing_key(pem, ask_password);
  OPENSSL_cleanse(pem.data(), pem.size());
  if (!key) return fail(Error{key.error().kind, source.key + ": " + key.error().message});
  return *std::move(key);
}

Result<std::optional<trust::Algorithm>> algorithm_of(const KeySource& source) {
  if (source.algorithm.empty()) return std::optional<trust::Algorithm>();
  const auto algorithm = parse_signature_algorithm(source.algorithm);
  if (!algorithm)
    return fail(Error{ErrorKind::InvalidInput,
                      "\"" + source.algorithm +
                          "\" is no signature algorithm of content credentials: es256, es384, "
                          "es512, ps256, ps384, ps512 or ed25519"});
  return algorithm;
}

}  // namespace

std::optional<trust::Algorithm> parse_signature_algorithm(std::string_view name) {
  using trust::Algorithm;
  if (equals_ignoring_case(name, "eddsa")) return Algorithm::Ed25519;
  for (const auto algorithm :
       {Algorithm::Es256, Algorithm::Es384, Algorithm::Es512, Algorithm::Ps256, Algorithm::Ps384,
        Algorithm::Ps512, Algorithm::Ed25519})
    if (equals_ignoring_case(name, trust::name_of(algorithm))) return algorithm;
  return std::nullopt;
}

Result<trust::Signer> load_signer(const KeySource& source, const trust::AskPassword& ask_password) {
  if (source.key.empty() == source.command.empty())
    return fail(Error{ErrorKind::InvalidInput,
                      "name one key: --key FILE, --key pkcs11:… or --signer COMMAND"});
  TRY_LET(const auto algorithm, algorithm_of(source));
  TRY_LET(const auto certificates, read_existing(source.certificates, pem_bytes_max));
  TRY_LET(auto key, load_key(source, ask_password));
  auto signer = trust::Signer::with_key(std::move(key), certificates, algorithm);
  if (signer) return signer;
  return fail(Error{signer.error().kind, source.certificates + ": " + signer.error().message});
}

}  // namespace gg::signing
