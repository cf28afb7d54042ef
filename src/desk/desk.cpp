#include "desk/desk.h"

#include "base/wake.h"
#include "clearance/deadlines.h"
#include "clearance/doc.h"
#include "desk/book_checker.h"
#include "desk/caller.h"
#include "desk/content_intake.h"
#include "desk/endpoints.h"
#include "desk/installation_keys.h"
#include "desk/job_runner.h"
#include "desk/local_token.h"
#include "desk/outbox.h"
#include "desk/role_links.h"
#include "desk/signed_link.h"
#include "desk/spent_rows.h"
#include "desk/spool.h"
#include "desk/time_stamping.h"
#include "http/problem.h"
#include "pages/pages.h"
#include "post/post.h"
#include "secrets/key_file.h"
#include "secrets/session.h"
#include "secrets/token.h"

#include <chrono>
#include <cstdio>
#include <thread>

namespace gg::desk {
namespace {

constexpr unsigned server_threads = 2;
constexpr unsigned worker_threads = 2;
constexpr std::chrono::seconds deadlines_every{30};
constexpr std::chrono::seconds look_again{1};  // at the clock; new events ring
constexpr std::chrono::minutes stamps_every{10};
constexpr std::chrono::hours forget_every{1};
constexpr std::chrono::minutes sweep_every{10};

Moment now_of_system() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

void fill(std::span<std::byte> bytes) {
  secrets::fill_random(static_cast<std::uint8_t*>(static_cast<void*>(bytes.data())), bytes.size());
}

Result<bool> has_people(const clearance::Clearance& desk) {
  std::int64_t people = 0;
  TRY(desk.read([&](store::Snapshot& snapshot) -> Result<void> {
    TRY_LET(people, snapshot.count({.noun = "person"}));
    return {};
  }));
  return people > 0;
}

std::filesystem::path spool_folder(const DeskOptions& options) {
  if (!options.uploads.folder.empty()) return options.uploads.folder;
  auto folder = options.file;
  return folder += ".uploads";
}

bool changes_state(http::Method method) {
  return method != http::Method::Get && method != http::Method::Head &&
         method != http::Method::Options;
}

http::Response refusal(const http::Request& request, int status, std::string detail) {
  return http::problem(http::Problem{.status = status,
                                     .detail = std::move(detail),
                                     .instance = "urn:goodgate:request:" + request.id});
}

}  // namespace

class Desk::Running {
 public:
  static Result<std::unique_ptr<Running>> start(const DeskOptions& options) {
    TRY_LET(const auto root, secrets::load_or_create_key(options.key_file));
    TRY_LET(auto key, ledger_key(root, options.name));
    const auto committed = std::make_shared<Wake>();
    TRY_LET(auto desk,
            clearance::Clearance::open({.file = options.file,
                                        .key = key,
                                        .now = options.now ? options.now : now_of_system,
                                        .fill_random = fill,
                                        .committed = [committed] { committed->ring(); }}));
    if (options.sample == DeskOptions::Sample::Make) TRY(make_sample(*desk));
    if (options.sample == DeskOptions::Sample::Serve) TRY(check_is_sample(*desk));
    std::unique_ptr<Running> running(new Running(options, root, std::move(desk), committed));
    for (const auto& text : options.witnesses) {
      TRY_LET(auto witness, ledger::VerifierKey::parse(text));
      running->context_.witnesses.push_back(std::move(witness));
    }
    TRY_LET(
        running->time_authority_,
        TimeAuthority::load(options.time_authority, options.time_authority_certificates.string()));
    complain("uploads", running->sweep());
    running->jobs_.begin();
    TRY(running->listen(options));
    return running;
  }

  ~Running() {
    book_checker_.reset();
    housekeeper_ = {};
    jobs_.stop();
    post_.reset();
    time_stamper_ = {};
    server_.reset();
    workers_.stop();  // what was received of uploads that were cut off is noted
  }

  [[nodiscard]] std::string address() const {
    if (!options_.public_address.empty()) return options_.public_address + options_.path_prefix;
    return listens_at();
  }

  [[nodiscard]] std::string listens_at() const {
    return (options_.tls ? "https://" : "http://") + server_->where() + options_.path_prefix;
  }

  [[nodiscard]] std::string first_link() const {
    return first_token_.empty() ? std::string() : address() + "/first-start#" + first_token_;
  }

  [[nodiscard]] const std::vector<Operation>& operations() const { return operations_; }

  [[nodiscard]] clearance::Clearance& its_register() { return *register_; }

  void stop(std::chrono::milliseconds deadline) {
    jobs_.stop();
    events_.close();
    server_->stop(deadline);
  }

 private:
  Running(const DeskOptions& options, const secrets::Key& root,
          std::unique_ptr<clearance::Clearance> desk, std::shared_ptr<Wake> committed)
      : options_(options),
        committed_(std::move(committed)),
        installation_key_(secrets::derive_key(root, "goodgate sessions")),
        clearance_key_(secrets::derive_key(root, "goodgate clearances")),
        post_key_(secrets::derive_key(root, "goodgate post")),
        evidence_key_(secrets::derive_key(root, "goodgate sealed evidence")),
        register_(std::move(desk)),
        sign_in_limit_({.name = "sign-in", .requests = 20, .window = std::chrono::seconds(60)}),
        code_limit_({.name = "code", .requests = 5, .window = std::chrono::minutes(10)}),
        audience_limit_({.name = "audience", .requests = 120, .window = std::chrono::minutes(1)}),
        workers_(worker_threads),
        carriers_(1),
        spool_(spool_folder(options), options.uploads.free_bytes_min),
        jobs_(*register_, spool_, events_, options.uploads.scans),
        pages_(options.path_prefix),
        metrics_(std::make_shared<http::Metrics>()),
        context_{.register_ = *register_,
                 .installation_key = installation_key_,
                 .clearance_key = clearance_key_,
                 .post_key = post_key_,
                 .name = options.name,
                 .secure_cookies = options.secure_cookies,
                 .oidc = options.oidc,
                 .ca_file = options.ca_file,
                 .can_mail = options.mail.has_value(),
                 .is_sample = options.sample != DeskOptions::Sample::No,
                 .address = address_.get_future().share(),
                 .trusted_hosts = options.trusted_hosts,
                 .events = events_,
                 .sign_in_limit = sign_in_limit_,
                 .code_limit = code_limit_,
                 .audience_limit = audience_limit_,
                 .workers = workers_,
                 .spool = spool_,
                 .jobs = jobs_,
                 .upload_limits = options.uploads.limits,
                 .book_checks = book_checks_,
                 .carriers = carriers_,
                 .tickets = tickets_,
                 .evidence_key = evidence_key_,
                 .register_file = options.file,
                 .attachment_bytes_max = options.attachment_bytes_max,
                 .witnesses = {},
                 .first_token = {}} {}

  Result<void> listen(const DeskOptions& options) {
    TRY_LET(const bool has_any, has_people(*register_));
    if (!has_any) {
      const auto token = secrets::issue_token(secrets::TokenKind::SignedLink);
      first_token_ = token.text;
      context_.first_token = token.hash;
    }
    http::Router router(options.path_prefix);
    add_routes(router);
    for (const auto* route : router.routes())
      operations_.push_back(
          {std::string(to_text(route->method)), route->pattern, route->operation});
    http::ServerOptions server{
        .threads = server_threads,
        .tls = options.tls,
        .metrics = metrics_,
        .admit = [this](http::Request& request) { return admit(request); },
        .access_log =
            [quiet = options.quiet](const http::AccessRecord& record) {
              if (!quiet) std::fprintf(stderr, "%s\n", to_json_line(record).c_str());
            },
        .error_log = [](const std::string& text) { std::fprintf(stderr, "%s\n", text.c_str()); }};
    TRY_LET(server.listen, http::parse_listen_address(options.listen));
    for (const auto& network : options.trusted_proxies) {
      TRY_LET(const auto cidr, http::Cidr::parse(network));
      server.trust.networks.push_back(cidr);
    }
    TRY_LET(server_, http::Server::start(std::move(router), std::move(server)));
    address_.set_value(address());
    post_ = std::make_unique<post::Post>(*register_, post_key_, *committed_, post_settings());
    book_checker_ = std::make_unique<BookChecker>(*register_, book_checks_, options.proof_timeout);
    housekeeper_ = std::jthread([this](const std::stop_token& stop) { keep_house(stop); });
    if (!time_authority_.url.empty())
      time_stamper_ = std::jthread([this](const std::stop_token& stop) { stamp_days(stop); });
    return {};
  }

  void add_routes(http::Router& router) {
    const std::string prefix = "/api/v1";
    add_session_routes(router, context_, prefix);
    add_noun_routes(router, context_, prefix);
    add_question_routes(router, context_, prefix);
    add_use_routes(router, context_, prefix);
    add_rulebook_routes(router, context_, prefix);
    add_delivery_routes(router, context_, prefix);
    add_upload_routes(router, context_, prefix);
    add_job_routes(router, context_, prefix);
    add_delivered_file_routes(router, context_, prefix);
    add_attachment_routes(router, context_, prefix);
    add_sealed_routes(router, context_, prefix);
    add_terms_routes(router, context_, prefix);
    add_ledger_routes(router, context_, prefix);
    add_evidence_routes(router, context_, prefix);
    add_person_routes(router, context_, prefix);
    add_witness_routes(router, context_, prefix);
    add_table_routes(router, context_, prefix);
    add_overview_routes(router, context_, prefix);
    add_event_routes(router, context_, prefix);
    add_post_routes(router, context_, prefix);
    add_document_routes(router, context_, prefix);
    add_disclosure_routes(router, context_, prefix);
    add_link_routes(router, context_, prefix);
    add_account_routes(router, context_, prefix);
    add_device_routes(router, context_, prefix);
    add_role_link_routes(router, context_, prefix);
    add_oidc_routes(router, context_, prefix);
    router.get("/healthz", "get_health", [](const http::Request&, const http::Respond& respond) {
      respond(http::json(200, {{"status", "alive"}}));
    });
    router.get("/readyz", "get_readiness",
               [this](const http::Request& request, const http::Respond& respond) {
                 read(context_, request, respond,
                      [](store::Snapshot& snapshot) -> Result<http::Response> {
                        TRY(snapshot.trees());
                        return http::json(200, {{"status", "ready"}});
                      });
               });
    router.get("/metrics", "get_metrics", metrics_handler(metrics_));
    const auto page = [this](const http::Request& request, const http::Respond& respond) {
      respond(pages_.answer(request, request.parameter("path")));
    };
    router.get("/", "get_page", page);
    router.get("/{path...}", "get_page", page);
  }

  /// Who is asking, and whether a change they ask for comes from a page of ours.
  std::optional<http::Response> admit(http::Request& request) {
    if (request.route == nullptr || is_public(request.route->operation)) return std::nullopt;
    if (takes_link(request.route->operation)) return admit_by_link(request);
    std::optional<Caller> caller;
    const auto now = text_of(register_->world().now());
    const auto found = register_->look([&](store::Snapshot& snapshot) -> Result<void> {
      TRY_LET(caller, find_caller(snapshot, request, now));
      return {};
    });
    if (!found.has_value() && found.error().kind == ErrorKind::Unavailable)
      return problem_for(found.error(), request);
    if (!found.has_value() || !caller) {
      auto response = refusal(request, 401,
                              found.has_value() ? "sign in first: a session or a token is needed"
                                                : found.error().message);
      response.headers.set("WWW-Authenticate", "Bearer");
      return response;
    }
    if (caller->shown == Shown::Session && changes_state(request.method)) {
      const auto token = request.headers.find("X-CSRF-Token").value_or("");
      if (!secrets::verify_csrf_token(installation_key_, caller->credential, token))
        return refusal(
            request, 403,
            "X-CSRF-Token is missing or of another session; read it from /api/v1/session");
    }
    request.caller = *std::move(caller);
    return std::nullopt;
  }

  std::optional<http::Response> admit_by_link(http::Request& request) {
    const auto found = register_->look([&](store::Snapshot& snapshot) -> Result<void> {
      TRY_LET(request.caller, find_link_holder(snapshot, request, register_->world().now()));
      return {};
    });
    if (found.has_value()) return std::nullopt;
    if (found.error().kind == ErrorKind::Unavailable) return problem_for(found.error(), request);
    auto response = refusal(request, 401, found.error().message);
    response.headers.set("WWW-Authenticate", "Bearer");
    return response;
  }

  /// What nobody asks for: deadlines, events out of the outbox, and what has served.
  void keep_house(const std::stop_token& stop) {
    EventPump pump(*register_, events_);
    auto next = std::chrono::steady_clock::now();
    auto forget = next;
    auto next_sweep = next + sweep_every;
    while (!stop.stop_requested()) {
      const auto rings = committed_->rings();
      complain("events", pump.publish());
      complain("events", pump.mark(EventPump::When::InTime));
      if (!options_.now && std::chrono::steady_clock::now() >= next) {
        if (const auto passed = clearance::pass_deadlines(*register_); !passed.has_value())
          complain("deadlines", fail(passed.error()));
        complain("contents", sweep_leaving(*register_));
        next = std::chrono::steady_clock::now() + deadlines_every;
      }
      if (std::chrono::steady_clock::now() >= forget) {
        if (const auto gone = forget_spent_rows(*register_); !gone.has_value())
          complain("what has served", fail(gone.error()));
        forget = std::chrono::steady_clock::now() + forget_every;
      }
      if (std::chrono::steady_clock::now() >= next_sweep) {
        complain("uploads", sweep());
        next_sweep = std::chrono::steady_clock::now() + sweep_every;
      }
      committed_->wait(rings, stop, look_again);
    }
    complain("events", pump.mark(EventPump::When::Now));
  }

  /// Removes the uploads whose time is over, and files that belong to nothing.
  Result<void> sweep() {
    const auto now = register_->world().now();
    TRY(register_->store().write([&](store::Transaction& transaction) {
      return clearance::expire_uploads(transaction, now);
    }));
    return spool_.sweep([this](const std::string& id) -> Result<bool> {
      bool is_needed = true;
      TRY(register_->read([&](store::Snapshot& snapshot) -> Result<void> {
        TRY_LET(is_needed, clearance::is_content_needed(snapshot, id));
        return {};
      }));
      return is_needed;
    });
  }

  static void complain(const char* of, const Result<void>& result) {
    if (!result.has_value()) std::fprintf(stderr, "%s: %s\n", of, result.error().message.c_str());
  }

  [[nodiscard]] post::PostSettings post_settings() const {
    return {.installation = options_.name,
            .address = address(),
            .mail = options_.mail,
            .from = options_.mail_from,
            .http = {.trusted_hosts = options_.trusted_hosts, .ca_file = options_.ca_file},
            .log = [](const std::string& text) { std::fprintf(stderr, "%s\n", text.c_str()); }};
  }

  /// The day's checkpoints, as soon as there is one to stamp; a day's stamp that failed is asked
  /// for again.
  void stamp_days(const std::stop_token& stop) {
    auto next = std::chrono::steady_clock::now();
    while (!stop.stop_requested()) {
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
      if (std::chrono::steady_clock::now() < next) continue;
      const auto stamped = stamp_checkpoints(*register_, time_authority_);
      if (!stamped.has_value())
        std::fprintf(stderr, "time stamps: %s\n", stamped.error().message.c_str());
      next = std::chrono::steady_clock::now() + stamps_every;
    }
  }

  DeskOptions options_;
  std::shared_ptr<Wake> committed_;
  TimeAuthority time_authority_;
  secrets::Key installation_key_;
  secrets::SigningKey clearance_key_;
  secrets::Key post_key_;
  secrets::Key evidence_key_;
  std::unique_ptr<clearance::Clearance> register_;
  http::EventHub events_;
  http::RateLimiter sign_in_limit_;
  http::RateLimiter code_limit_;
  http::RateLimiter audience_limit_;
  Tickets tickets_;
  Workers workers_;
  Workers carriers_;
  Spool spool_;
  JobRunner jobs_;
  Wake book_checks_;
  Pages pages_;
  std::shared_ptr<http::Metrics> metrics_;
  std::promise<std::string> address_;
  Context context_;
  std::string first_token_;
  std::vector<Operation> operations_;
  std::unique_ptr<http::Server> server_;
  std::unique_ptr<post::Post> post_;
  std::unique_ptr<BookChecker> book_checker_;
  std::jthread housekeeper_;
  std::jthread time_stamper_;
};

Desk::Desk(std::unique_ptr<Running> running) : running_(std::move(running)) {}
Desk::~Desk() = default;

Result<std::unique_ptr<Desk>> Desk::start(const DeskOptions& options) {
  TRY_LET(auto running, Running::start(options));
  return std::unique_ptr<Desk>(new Desk(std::move(running)));
}

std::string Desk::address() const { return running_->address(); }
std::string Desk::listens_at() const { return running_->listens_at(); }
Result<std::string> Desk::token_for(const std::string& email) const {
  return issue_local_token(running_->its_register(), email);
}
Result<std::string> Desk::role_link(const std::string& email) const {
  TRY_LET(const auto token, issue_role_link(running_->its_register(), email));
  return address() + "/role#" + token;
}
Result<void> Desk::take_role_links_back() {
  return desk::take_role_links_back(running_->its_register());
}
Result<void> Desk::pass_deadlines() {
  TRY(clearance::pass_deadlines(running_->its_register()));
  return {};
}
std::string Desk::first_link() const { return running_->first_link(); }
const std::vector<Operation>& Desk::operations() const { return running_->operations(); }
void Desk::stop(std::chrono::milliseconds deadline) { running_->stop(deadline); }

}  // namespace gg::desk
