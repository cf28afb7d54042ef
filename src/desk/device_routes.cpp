#include "clearance/doc.h"
#include "desk/accounts.h"
#include "desk/caller.h"
#include "desk/endpoints.h"
#include "desk/signing_in.h"
#include "http/problem.h"
#include "secrets/device_grant.h"
#include "secrets/token.h"

#include <chrono>
#include <memory>

namespace gg::desk {
namespace {

using clearance::Work;
using store::Record;

constexpr std::chrono::minutes grant_lifetime{10};
constexpr std::chrono::seconds poll_interval{5};
constexpr std::chrono::days device_token_lifetime{90};

/// A device begins: it gets a code to poll with, and one that a person types into their browser.
void begin_device(Context& context, const http::Request& request, http::Respond respond) {
  const auto rate = context.sign_in_limit.take(request.peer.text());
  if (!rate.is_allowed)
    return respond(http::too_many_requests(context.sign_in_limit.policy(), rate));
  const auto grant = std::make_shared<secrets::IssuedDeviceGrant>(secrets::issue_device_grant());
  context.register_.submit(
      "system",
      [grant](Work& work) -> Result<Record> {
        auto forget =
            work.transaction.connection().prepare("DELETE FROM device_grant WHERE expires <= ?1");
        const auto now = text_of(work.now);
        forget.bind(1, now);
        TRY(forget.run());
        auto add = work.transaction.connection().prepare(
            "INSERT INTO device_grant (sha256, user_code, expires, wait_s) VALUES (?1, ?2, ?3, "
            "?4)");
        const auto hash = grant->device_code.hash.hex();
        const auto expires = text_of(work.now + grant_lifetime);
        add.bind(1, hash).bind(2, grant->user_code).bind(3, expires).bind(4, poll_interval.count());
        TRY(add.run());
        return Record{};
      },
      [&context, &request, respond = std::move(respond), grant](Result<Record> result) {
        if (!result.has_value()) return respond(problem_for(result.error(), request));
        const auto page = context.address.get() + "/device";
        auto response =
            http::json(201, {{"device_code", grant->device_code.text},
                             {"user_code", grant->user_code},
                             {"verification_uri", page},
                             {"verification_uri_complete", page + "#" + grant->user_code},
                             {"expires_in", std::chrono::seconds(grant_lifetime).count()},
                             {"interval", poll_interval.count()}});
        response.compression = http::Response::Compression::Never;
        respond(std::move(response));
      });
}

/// A person in their browser lets the device in, or not.
void answer_device(Context& context, const http::Request& request, http::Respond respond) {
  auto body = body_like(request, "DeviceAnswer");
  if (!body.has_value()) return respond(problem_for(body.error(), request));
  const auto rate = context.code_limit.take("device " + caller_of(request).actor.id);
  if (!rate.is_allowed) return respond(http::too_many_requests(context.code_limit.policy(), rate));
  const auto code = secrets::parse_user_code(clearance::text_at(*body, "user_code"));
  if (!code)
    return respond(problem_for(
        {ErrorKind::InvalidInput, "/user_code: write the eight letters the device shows"},
        request));
  context.register_.submit(
      caller_of(request).actor,
      [code = *code, answer = clearance::text_at(*body, "answer")](Work& work) -> Result<Record> {
        TRY(check_unnarrowed(work.actor));
        auto statement = work.transaction.connection().prepare(
            "UPDATE device_grant SET answer = ?2, person = ?3 WHERE user_code = ?1"
            " AND answer = 'none' AND expires > ?4");
        const auto now = text_of(work.now);
        statement.bind(1, code).bind(2, answer).bind(3, work.actor.id).bind(4, now);
        TRY(statement.run());
        if (work.transaction.connection().changed_rows() != 1)
          return fail(Error{ErrorKind::NotFound,
                            "no device waits with this code, or it waited too long; begin anew"});
        TRY_LET(auto person, clearance::must_find(work.transaction, "person", work.actor.id));
        TRY(log_act(work, "device." + answer, person));
        return person;
      },
      [&request, respond = std::move(respond)](Result<Record> result) {
        respond(result.has_value() ? http::no_content() : problem_for(result.error(), request));
      });
}

struct FoundGrant {
  secrets::DeviceRow row;
  std::string person;
};

Result<std::optional<FoundGrant>> find_grant(store::Snapshot& snapshot, const std::string& hash) {
  auto row = snapshot.connection().prepare(
      "SELECT answer, person, expires, wait_s, polled FROM device_grant WHERE sha256 = ?1");
  row.bind(1, hash);
  TRY_LET(const bool is_row, row.next());
  if (!is_row) return std::optional<FoundGrant>();
  const auto second = [](const std::string& text) {
    return std::chrono::floor<std::chrono::seconds>(parse_moment(text).value_or(Moment{}));
  };
  FoundGrant found{
      .row = {.expires_at = second(row.text(2)), .interval = std::chrono::seconds(row.number(3))},
      .person = row.text(1)};
  if (row.text(0) == "approved") found.row.answer = secrets::DeviceAnswer::Approved;
  if (row.text(0) == "denied") found.row.answer = secrets::DeviceAnswer::Denied;
  if (!row.is_null(4)) found.row.polled_at = second(row.text(4));
  return std::optional(std::move(found));
}

Result<void> note_poll(Work& work, const std::string& hash, const secrets::Poll& poll) {
  const bool is_over = poll.outcome != secrets::PollOutcome::Pending &&
                       poll.outcome != secrets::PollOutcome::SlowDown;
  auto statement = work.transaction.connection().prepare(
      is_over ? "DELETE FROM device_grant WHERE sha256 = ?1"
              : "UPDATE device_grant SET wait_s = ?2, polled = ?3 WHERE sha256 = ?1");
  const auto now = text_of(work.now);
  statement.bind(1, hash);
  if (!is_over) statement.bind(2, poll.interval.count()).bind(3, now);
  return statement.run();
}

/// What one poll gives.
struct Polled {
  secrets::Poll poll{.outcome = secrets::PollOutcome::Expired, .interval = poll_interval};
  secrets::IssuedToken token = secrets::issue_token(secrets::TokenKind::Personal);
  std::string expires;
};

Result<Record> poll_once(Work& work, const std::string& hash, Polled& polled) {
  TRY_LET(const auto grant, find_grant(work.transaction, hash));
  if (!grant) return Record{};
  polled.poll =
      secrets::poll_device(grant->row, std::chrono::floor<std::chrono::seconds>(work.now));
  TRY(note_poll(work, hash, polled.poll));
  if (polled.poll.outcome != secrets::PollOutcome::Granted) return Record{};
  TRY_LET(const auto actor, clearance::load_actor(work.transaction, grant->person));
  TRY_LET(auto person, clearance::must_find(work.transaction, "person", actor.id));
  const auto expires = work.now + device_token_lifetime;
  polled.expires = text_of(expires);
  TRY(add_credential(work.transaction,
                     {.hash = polled.token.hash,
                      .kind = "personal",
                      .person = person.id,
                      .name = "command line",
                      .expires = expires},
                     work.now));
  Work own{.transaction = work.transaction, .actor = actor, .now = work.now, .world = work.world};
  TRY(log_act(own, "token.issued", person, {.facts = {{"token", id_of(polled.token.hash)}}}));
  return person;
}

void poll_device_grant(Context& context, const http::Request& request, http::Respond respond) {
  auto body = body_like(request, "DevicePoll");
  if (!body.has_value()) return respond(problem_for(body.error(), request));
  const auto shown = secrets::parse_token(clearance::text_at(*body, "device_code"));
  if (!shown.has_value()) return respond(problem_for(shown.error(), request));
  const auto polled = std::make_shared<Polled>();
  context.register_.submit(
      "system",
      [hash = shown->hash.hex(), polled](Work& work) { return poll_once(work, hash, *polled); },
      [&request, respond = std::move(respond), polled](Result<Record> result) {
        if (!result.has_value()) return respond(problem_for(result.error(), request));
        if (polled->poll.outcome != secrets::PollOutcome::Granted)
          return respond(http::problem(http::Problem{
              .status = 400,
              .type = "urn:goodgate:problem:" + std::string(error_of(polled->poll.outcome)),
              .title = std::string(error_of(polled->poll.outcome)),
              .detail = std::string(error_of(polled->poll.outcome)) +
                        ": the device was not let in, or not yet",
              .instance = "urn:goodgate:request:" + request.id}));
        auto response = http::json(201, {{"token", polled->token.text},
                                         {"id", id_of(polled->token.hash)},
                                         {"expires", polled->expires}});
        response.compression = http::Response::Compression::Never;
        respond(std::move(response));
      });
}

using DeviceHandler = void (*)(Context&, const http::Request&, http::Respond);

http::Handler device(Context& context, DeviceHandler handler) {
  return [&context, handler](const http::Request& request, http::Respond respond) {
    handler(context, request, std::move(respond));
  };
}

}  // namespace

void add_device_routes(http::Router& router, Context& context, const std::string& prefix) {
  router.post(prefix + "/device", "begin_device", device(context, begin_device));
  router.post(prefix + "/device/answer", "answer_device", device(context, answer_device));
  router.post(prefix + "/device/token", "poll_device", device(context, poll_device_grant));
}

}  // namespace gg::desk
