#pragma once

#include "clearance/clearance.h"
#include "clearance/uploads.h"
#include "desk/scan_settings.h"
#include "http/event_hub.h"
#include "http/router.h"
#include "http/server.h"
#include "outgoing/mail.h"
#include "outgoing/oidc.h"
#include "secrets/ed25519.h"
#include "secrets/secret_bytes.h"

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace gg::desk {

/// Files that are handed in, and what is done with them. *value*
struct UploadSettings {
  std::filesystem::path folder;  ///< Empty: the register's name with ".uploads".
  clearance::UploadLimits limits;
  std::uint64_t free_bytes_min = 1'000'000'000;  ///< What stays free on the folder's disk.
  ScanSettings scans;
};

struct DeskOptions {
  std::filesystem::path file;      ///< The register.
  std::filesystem::path key_file;  ///< Made at the first start, mode 0600.
  std::string name = "goodgate";   ///< Of the installation: in checkpoints and clearances.
  std::string listen = "127.0.0.1:8470";
  std::string path_prefix;     ///< What a proxy serves the desk under: "/goodgate".
  std::string public_address;  ///< "https://desk.example": for links. Empty: where it listens.
  std::vector<std::string> trusted_proxies;  ///< Networks whose X-Forwarded-* is believed.
  bool secure_cookies = true;
  std::optional<outgoing::MailSettings> mail;  ///< Nothing: no mail is sent.
  std::string mail_from;                       ///< The address mails are from.
  std::vector<std::string> trusted_hosts;      ///< "host:port" of receivers inside the house.
  std::string ca_file;  ///< Certificates that receivers may show, instead of the system's.
  std::optional<http::TlsFiles> tls;
  std::optional<outgoing::OidcClient> oidc;  ///< Its redirect is the desk's own.
  /// Whether this is the sample production, where links let in as one of its people: a register
  /// that is served as such must have been made so, before anybody was in it.
  enum class Sample : std::uint8_t { No, Make, Serve };
  Sample sample = Sample::No;
  std::function<Moment()> now;  ///< Empty: the system's clock. With another, what time brings about
                                ///< waits for `pass_deadlines`.
  std::uint64_t attachment_bytes_max = 256U << 20;  ///< Of one file that is attached.
  bool quiet = false;  ///< Says nothing of requests: for a desk that serves one command.
  std::vector<std::string> witnesses;  ///< Verifier keys of those who may cosign checkpoints.
  std::string time_authority;          ///< URL of an RFC 3161 authority; empty: none.
  std::filesystem::path time_authority_certificates;  ///< PEM.
  std::chrono::seconds proof_timeout{60};             ///< Of one question to the prover.
  UploadSettings uploads;
};

/// One thing that can be asked of the desk.
struct Operation {
  std::string method;  ///< "GET"
  std::string path;    ///< "/api/v1/uses/{id}"
  std::string id;      ///< "get_use"
};

/// The desk: the register served over HTTP. *thread-safe*
class Desk {
 public:
  /// Opens the register and serves. Errors: those of the register, of the key file and of
  /// listening.
  static Result<std::unique_ptr<Desk>> start(const DeskOptions& options);

  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;
  ~Desk();

  /// Where people find it: "https://desk.example/goodgate".
  [[nodiscard]] std::string address() const;

  /// Where it listens: "http://127.0.0.1:8470/goodgate".
  [[nodiscard]] std::string listens_at() const;

  /// Where the first administrator signs up, once; empty when there are people already.
  [[nodiscard]] std::string first_link() const;

  /// A token by which a command on this machine acts as somebody of the register, for ten minutes.
  /// Who can open the register and its key file needs no password; that it was issued stands in the
  /// ledger. Errors: NotFound for an address nobody signs in with.
  [[nodiscard]] Result<std::string> token_for(const std::string& email) const;

  /// A link that lets in as who signs in with this address: once, within a day. Only where the desk
  /// is served as the sample production. Errors: NotFound, Forbidden.
  [[nodiscard]] Result<std::string> role_link(const std::string& email) const;

  /// Takes back the links of the sample production that nobody used. Errors: Forbidden.
  Result<void> take_role_links_back();

  /// Does now what time alone brings about. Errors: Unavailable.
  Result<void> pass_deadlines();

  /// All that can be asked, as the routes have it.
  [[nodiscard]] const std::vector<Operation>& operations() const;

  /// Lets running requests finish until the deadline. What waits in the outbox stays there.
  void stop(std::chrono::milliseconds deadline);

 private:
  class Running;
  explicit Desk(std::unique_ptr<Running> running);
  std::unique_ptr<Running> running_;
};

}  // namespace gg::desk
