// What a partner runs who keeps an eye on a studio's ledger: `goodgate ledger cosign` and `key`.

#include "base/base64.h"
#include "base/text.h"
#include "base/whole_file.h"
#include "desk_cli/commands.h"
#include "json/json.h"
#include "ledger/checkpoint.h"
#include "ledger/tree.h"
#include "outgoing/http_client.h"
#include "secrets/secret_bytes.h"

#include <chrono>
#include <cstdio>
#include <filesystem>

namespace gg::desk_cli {
namespace {

constexpr int another_history = 1;

/// The desk of somebody else, asked as the holder of a token.
class OtherDesk {
 public:
  OtherDesk(const CosignCommand& command, std::string token)
      : place_(command.server + "/api/v1/ledger/" + command.tree), token_(std::move(token)) {
    const auto first = command.server.find("://");
    auto host = command.server.substr(first == std::string::npos ? 0 : first + 3);
    host = host.substr(0, host.find('/'));
    if (host.find(':') == std::string::npos)
      host += command.server.starts_with("https") ? ":443" : ":80";
    settings_.trusted_hosts = {host};
  }

  [[nodiscard]] Result<std::string> get(const std::string& path) const {
    return send(
        {.method = outgoing::HttpMethod::Get, .url = place_ + path, .headers = {}, .body = {}});
  }
  [[nodiscard]] Result<std::string> post(const std::string& path, const Json& body) const {
    return send({.method = outgoing::HttpMethod::Post,
                 .url = place_ + path,
                 .headers = {{"Content-Type", "application/json"}},
                 .body = body.dump()});
  }

 private:
  [[nodiscard]] Result<std::string> send(outgoing::HttpRequest request) const {
    request.headers.push_back({"Authorization", "Bearer " + token_});
    TRY_LET(auto answer, outgoing::send_http(request, settings_));
    if (answer.status >= 200 && answer.status < 300) return std::move(answer.body);
    return fail(
        Error{ErrorKind::Unavailable,
              request.url + " answered " + std::to_string(answer.status) + ": " + answer.body});
  }

  std::string place_;
  std::string token_;
  outgoing::HttpSettings settings_;
};

Result<ledger::HashPath> path_in(const Json& answer) {
  ledger::HashPath path;
  const auto* hashes = find_member(answer, "hashes");
  if (hashes == nullptr || !hashes->is_array())
    return fail(Error{ErrorKind::InvalidInput, "the answer has no hashes"});
  for (const auto& text : *hashes) {
    const auto bytes = parse_base64(scalar_text(text));
    const auto hash = bytes ? ledger::digest_from<ledger::TreeHash>(*bytes) : std::nullopt;
    if (!hash) return fail(Error{ErrorKind::InvalidInput, "the answer has a hash that is none"});
    path.push_back(*hash);
  }
  return path;
}

/// The newest checkpoint, when it begins with the one seen last; else why nothing is signed.
Result<ledger::SignedCheckpoint> seen_next(const OtherDesk& desk, const CosignCommand& command,
                                           const ledger::Trust& trust) {
  std::optional<ledger::SignedCheckpoint> last;
  std::error_code ignored;
  if (std::filesystem::exists(command.state, ignored)) {
    TRY_LET(const auto kept, read_existing(command.state));
    TRY_LET(last, ledger::parse_checkpoint(kept));
    TRY(ledger::check_trust(*last, trust));
  }
  const auto size = last ? last->checkpoint.head.size : 0;
  TRY_LET(const auto newest, desk.get("/checkpoint"));
  TRY_LET(const auto head, ledger::parse_checkpoint(newest));
  TRY(ledger::check_trust(head, trust));
  if (head.checkpoint.head.size < size)
    return fail(Error{ErrorKind::Conflict,
                      "the ledger has " + std::to_string(head.checkpoint.head.size) +
                          " entries, and had " + std::to_string(size) + " before: it was cut"});
  TRY_LET(const auto text, desk.get("/consistency/" + std::to_string(size)));
  const auto answer = parse_json(text).value_or(Json::object());
  TRY_LET(auto next, ledger::parse_checkpoint(text_member(answer, "checkpoint")));
  TRY(ledger::check_trust(next, trust));
  TRY_LET(const auto path, path_in(answer));
  if (!last) return next;
  const auto holds = ledger::check_consistency(last->checkpoint.head, next.checkpoint.head, path);
  if (holds.has_value()) return next;
  return fail(Error{ErrorKind::Conflict,
                    "the ledger is not the one seen before: " + holds.error().message + "; keep " +
                        command.state + ", it shows what was signed then"});
}

Result<int> cosign(const CosignCommand& command) {
  TRY_LET(const auto token, read_existing(command.token_file));
  TRY_LET(const auto secret, read_existing(command.key_file));
  TRY_LET(const auto key, ledger::SigningKey::parse(trimmed(secret)));
  TRY_LET(auto log, ledger::VerifierKey::parse(command.log));
  if (key.verifier().type() != ledger::KeyType::Cosignature)
    return fail(Error{ErrorKind::InvalidInput, command.key_file +
                                                   ": this is no witness's key; "
                                                   "make one with `goodgate ledger key`"});
  const OtherDesk desk(command, std::string(trimmed(token)));
  auto next = seen_next(desk, command, {.log = std::move(log), .witnesses = {}});
  if (!next.has_value() && next.error().kind == ErrorKind::Conflict) {
    complain(next.error());
    return another_history;
  }
  TRY_LET(auto checkpoint, std::move(next));
  // What was seen is on disk before it is signed: a witness never signs two histories.
  TRY(write_whole(command.state, to_text(checkpoint)));
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  ledger::cosign_checkpoint(checkpoint, key, now);
  TRY(desk.post("/cosignatures", {{"checkpoint", to_text(checkpoint)}}));
  std::printf("Signed %s at %llu entries as %s\n", checkpoint.checkpoint.origin.c_str(),
              static_cast<unsigned long long>(checkpoint.checkpoint.head.size),
              key.verifier().name().c_str());
  return 0;
}

Result<int> make_key(const std::string& name, const std::string& file) {
  std::string seed(ledger::seed_bytes, '\0');
  secrets::fill_random(static_cast<std::uint8_t*>(static_cast<void*>(seed.data())), seed.size());
  TRY_LET(const auto key, ledger::SigningKey::from_seed(name, seed, ledger::KeyType::Cosignature));
  TRY(create_whole(file, key.secret_text() + "\n"));
  std::printf("%s\n", key.verifier().text().c_str());
  return 0;
}

int ended(const Result<int>& result) {
  return result.has_value() ? *result : complain(result.error());
}

}  // namespace

int run_cosign(const CosignCommand& command) { return ended(cosign(command)); }
int run_key(const std::string& name, const std::string& file) {
  return ended(make_key(name, file));
}

}  // namespace gg::desk_cli
