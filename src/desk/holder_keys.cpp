#include "desk/holder_keys.h"

#include "secrets/passphrase.h"

#include <algorithm>

namespace gg::desk {
namespace {

std::string key_context(const std::string& person) { return "holder/" + person; }

secrets::Key derived_secret(const Context& context, const std::string& person) {
  return secrets::derive_key(context.evidence_key, key_context(person));
}

bool has_line(const secrets::SealedHeader& header, const secrets::HolderKey& key) {
  return std::ranges::any_of(header.lines,
                             [&](const auto& line) { return line.holder.key == key; });
}

}  // namespace

Result<std::vector<secrets::Holder>> holders_with_keys(store::Snapshot& snapshot,
                                                       const Context& context,
                                                       const std::vector<std::string>& people) {
  std::vector<secrets::Holder> holders;
  for (const auto& person : people) {
    TRY_LET(const auto own, clearance::holder_key_of(snapshot, person));
    auto key = secrets::holder_key_of(derived_secret(context, person));
    if (own) {
      TRY_LET(key, secrets::parse_holder_key(own->public_key));
    }
    holders.push_back({person, key});
  }
  return holders;
}

Result<secrets::Key> secret_for(store::Snapshot& snapshot, const Context& context,
                                const secrets::SealedHeader& header, const std::string& person,
                                const std::string& passphrase) {
  const auto derived = derived_secret(context, person);
  if (has_line(header, secrets::holder_key_of(derived))) return derived;
  TRY_LET(const auto own, clearance::holder_key_of(snapshot, person));
  if (!own) return fail(Error{ErrorKind::NotFound, "this is not sealed to your key"});
  TRY_LET(const auto key, secrets::parse_holder_key(own->public_key));
  if (!has_line(header, key))
    return fail(Error{ErrorKind::NotFound, "this is not sealed to your key"});
  if (passphrase.empty())
    return fail(Error{ErrorKind::InvalidInput,
                      "/passphrase: it is needed: this was sealed to a key under your passphrase"});
  return secrets::unwrap_under_passphrase(own->secret, passphrase, key_context(person));
}

Result<clearance::StoredHolderKey> key_under(store::Snapshot& snapshot, const std::string& person,
                                             const std::string& passphrase,
                                             const std::string& before) {
  auto secret = secrets::Key::random();
  TRY_LET(const auto own, clearance::holder_key_of(snapshot, person));
  if (own && before.empty())
    return fail(Error{ErrorKind::InvalidInput,
                      "/before: the passphrase until now is needed; without it, what was sealed to "
                      "it stays closed for you"});
  if (own) {
    TRY_LET(secret, secrets::unwrap_under_passphrase(own->secret, before, key_context(person)));
  }
  TRY_LET(auto wrapped, secrets::wrap_under_passphrase(secret, passphrase, key_context(person)));
  return clearance::StoredHolderKey{secrets::holder_key_text(secrets::holder_key_of(secret)),
                                    std::move(wrapped)};
}

}  // namespace gg::desk
