#pragma once

#include "base/wake.h"
#include "clearance/apart.h"
#include "clearance/clearance.h"
#include "clearance/uploads.h"
#include "desk/tickets.h"
#include "http/event_hub.h"
#include "http/rate_limit.h"
#include "http/router.h"
#include "ledger/key.h"
#include "outgoing/oidc.h"
#include "secrets/ed25519.h"
#include "secrets/secret_bytes.h"

#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace gg::desk {

class JobRunner;
class Spool;

/// Threads for what takes long and must not hold up a server thread: hashing passwords.
/// *thread-safe*
class Workers {
 public:
  explicit Workers(unsigned threads);
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;
  ~Workers();
  void run(std::function<void()> task);
  /// Does what waits, and ends.
  void stop();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

/// What every endpoint has at hand; lives as long as the desk.
struct Context {
  clearance::Clearance& register_;
  const secrets::Key& installation_key;
  const secrets::SigningKey& clearance_key;
  const secrets::Key& post_key;  ///< Seals what mails carry and the secrets of webhooks.
  std::string name;
  bool secure_cookies = true;
  std::optional<outgoing::OidcClient> oidc;  ///< Where people may sign in too.
  std::string ca_file;
  bool can_mail = false;
  bool is_sample = false;  ///< Served to be tried out: links let in as one of its people.
  std::shared_future<std::string> address;  ///< What links begin with; there once it listens.
  std::vector<std::string> trusted_hosts;   ///< Reachable whatever their address.
  http::EventHub& events;
  http::RateLimiter& sign_in_limit;
  http::RateLimiter& code_limit;      ///< Of codes that are mailed.
  http::RateLimiter& audience_limit;  ///< Of pages that anybody reads.
  Workers& workers;
  Spool& spool;  ///< Where uploads lie.
  JobRunner& jobs;
  clearance::UploadLimits upload_limits;
  Wake& book_checks;  ///< Rung when a rulebook waits to be checked.
  Workers& carriers;  ///< One thread for files on their way in and out.
  Tickets& tickets;
  const secrets::Key& evidence_key;     ///< What holders' own keys are derived from.
  std::filesystem::path register_file;  ///< Uploads lie beside it.
  std::uint64_t attachment_bytes_max = 0;
  std::vector<ledger::VerifierKey> witnesses;  ///< Whose cosignatures are taken.
  std::optional<Sha256> first_token;           ///< Hash of the link for the first administrator.
};

/// Runs a use case for the caller and answers with the record it returns: with its version as
/// ETag, `status` and, for 201, its place. An Idempotency-Key makes a second request of the same
/// body get the first one's answer.
/// `sent` is what else the request is told by, where its body is not at hand: the hash of an
/// upload.
void write(Context& context, const http::Request& request, http::Respond respond, int status,
           clearance::UseCase act, std::string_view sent = {});

/// A use case of many parts.
using ManyCase = std::function<Result<clearance::Many>(clearance::Work&)>;

/// Runs a use case that touches many records, all in one transaction, and answers 200 with the JSON
/// it returns; what it only tried is undone. Such a use case does nothing for what was done before,
/// so it may come twice.
void write_many(Context& context, const http::Request& request, http::Respond respond,
                ManyCase act);

/// Reads the register and answers with what `reading` gives.
void read(Context& context, const http::Request& request, const http::Respond& respond,
          const std::function<Result<http::Response>(store::Snapshot&)>& reading);

/// The JSON body of a request, already checked to be one. Errors: InvalidInput.
Result<Json> body_of(const http::Request& request);

/// The version in If-Match: 0 for "*". Refused with 428 where there is none.
http::Refused<std::int64_t> version_of(const http::Request& request);

/// An error as the API answers it, with a pointer for each line that names one.
http::Response problem_for(const Error& error, const http::Request& request);

/// A record as the API shows it.
Json to_json(const store::Record& record);

}  // namespace gg::desk
