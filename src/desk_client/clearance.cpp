#include "desk_client/clearance.h"

#include "desk_client/token_file.h"
#include "secrets/jwt.h"

namespace gg::desk_client {
namespace {

struct KnownKey {
  secrets::PublicKey key;
  std::string issuer;
};

Result<std::filesystem::path> keys_path() {
  TRY_LET(const auto folder, config_folder());
  return folder / "clearance-keys.json";
}

Result<std::optional<KnownKey>> known_key(const std::string& server) {
  TRY_LET(const auto path, keys_path());
  TRY_LET(const auto all, read_by_server(path));
  const auto* entry = find_member(all, server_name(server));
  if (entry == nullptr) return std::optional<KnownKey>();
  TRY_LET(const auto key, secrets::PublicKey::parse_pem(text_member(*entry, "pem")));
  return std::optional(KnownKey{key, std::string(text_member(*entry, "issuer"))});
}

Result<KnownKey> key_of(const DeskClient& desk) {
  TRY_LET(const auto known, known_key(desk.server()));
  if (known) return *known;
  TRY_LET(const auto answer, desk.get("/clearance-key"));
  TRY_LET(const auto key, secrets::PublicKey::parse_pem(text_member(answer, "pem")));
  const auto issuer = std::string(text_member(answer, "issuer"));
  TRY_LET(const auto path, keys_path());
  TRY_LET(auto all, read_by_server(path));
  all[server_name(desk.server())] = {{"issuer", issuer}, {"pem", key.pem()}};
  TRY(write_by_server(path, all));
  return KnownKey{key, issuer};
}

Result<Clearance> verified(const KnownKey& known, const std::string& token, const std::string& use,
                           std::chrono::sys_seconds now) {
  TRY_LET(const auto claims, secrets::verify_jwt(token, {known.key},
                                                 {.type = std::string(secrets::clearance_type),
                                                  .issuer = known.issuer,
                                                  .audience = "generator"},
                                                 now));
  const auto subject = std::string(text_member(claims, "sub"));
  if (subject != use)
    return fail(
        Error{ErrorKind::InvalidInput, "the clearance is for " + subject + ", not for " + use});
  const std::chrono::seconds expires(claims.value("exp", std::int64_t{0}));
  return Clearance{.token = token,
                   .id = std::string(text_member(claims, "jti")),
                   .use = subject,
                   .title = std::string(text_member(claims, "title")),
                   .expires = std::chrono::sys_seconds(expires)};
}

}  // namespace

Result<Clearance> ask_clearance(const DeskClient& desk, const std::string& use,
                                std::chrono::sys_seconds now) {
  TRY_LET(const auto answer, desk.post("/uses/" + encoded(use) + "/clearances", Json::object()));
  TRY_LET(const auto known, key_of(desk));
  auto clearance = verified(known, std::string(text_member(answer, "token")), use, now);
  if (clearance.has_value()) return clearance;
  TRY_LET(const auto path, keys_path());
  return fail(Error{ErrorKind::Forbidden,
                    "the clearance is not signed by the key that is known of " + desk.server() +
                        " (" + clearance.error().message +
                        "); if the desk has a new key, take its entry out of " + path.string()});
}

Result<Clearance> verify_clearance(const std::string& server, const std::string& token,
                                   const std::string& use, std::chrono::sys_seconds now) {
  TRY_LET(const auto known, known_key(server));
  if (!known)
    return fail(Error{ErrorKind::NotFound, "no clearance key of " + server +
                                               " is kept here; run once where the desk can be "
                                               "reached"});
  return verified(*known, token, use, now);
}

}  // namespace gg::desk_client
