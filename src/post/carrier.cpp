#include "post/carrier.h"

#include "clearance/doc.h"
#include "post/webhooks.h"

#include <algorithm>
#include <array>

namespace gg::post {
namespace {

using namespace std::chrono_literals;

constexpr std::int64_t due_at_once = 100;
constexpr auto look_again = 60s;  // for what a signal could not tell: the clock

std::uint32_t jitter_of(clearance::World& world) {
  std::array<std::byte, 4> random{};
  world.fill_random(random);
  std::uint32_t jitter = 0;
  for (const auto byte : random) jitter = (jitter << 8U) | std::to_integer<std::uint32_t>(byte);
  return jitter;
}

Attempt given_up(std::string failure, int status = 0) {
  return {.state = "failed", .next = {}, .status = status, .failure = std::move(failure)};
}

Error no_mail() { return {ErrorKind::NotFound, "mail is not set up here"}; }

}  // namespace

Result<std::chrono::milliseconds> Carrier::make_round() {
  TRY(empty_outbox());
  std::vector<Message> due;
  TRY(desk_.read([&](store::Snapshot& snapshot) -> Result<void> {
    TRY_LET(due, due_messages(snapshot, channel_, text_of(now()), due_at_once));
    return {};
  }));
  if (channel_ == "mail" && !settings_.mail) {
    TRY(give_up(due, no_mail().message));
    due.clear();
  }
  std::vector<std::string> left_alone;
  for (const auto& message : due) {
    if (channel_ == "mail" && now() < mail_not_before_)
      return std::chrono::ceil<std::chrono::milliseconds>(mail_not_before_ - now());
    if (std::ranges::find(left_alone, message.receiver) != left_alone.end()) continue;
    TRY_LET(const auto go, carry(message));
    if (go == Go::Stop) left_alone.push_back(message.receiver);
  }
  std::string next;
  TRY(desk_.read([&](store::Snapshot& snapshot) -> Result<void> {
    TRY_LET(next, next_due(snapshot, channel_));
    return {};
  }));
  const auto moment = parse_moment(next);
  if (!moment) return look_again;
  return std::clamp<std::chrono::milliseconds>(*moment - now(), 10ms, look_again);
}

Result<void> Carrier::empty_outbox() {
  while (true) {
    bool waits = false;
    TRY(desk_.read([&](store::Snapshot& snapshot) -> Result<void> {
      TRY_LET(const auto waiting, snapshot.waiting(channel_, 0, 1));
      waits = !waiting.empty();
      return {};
    }));
    if (!waits) return {};
    const auto handing_on = [&](clearance::Work& work) -> Result<store::Record> {
      TRY(hand_on(work, channel_));
      return store::Record{};
    };
    TRY(desk_.run("system", handing_on));
  }
}

Attempt Carrier::later(const Message& message, std::optional<std::chrono::seconds> asked,
                       std::string failure) const {
  const auto attempts = static_cast<std::uint32_t>(message.attempts + 1);
  const auto delay = outgoing::retry_delay(attempts, jitter_of(desk_.world()));
  if (!delay) return given_up(std::move(failure));
  return {.state = "waiting",
          .next = text_of(now() + std::max(*delay, asked.value_or(0s))),
          .status = 0,
          .failure = std::move(failure)};
}

void Carrier::log(const Message& message, const Attempt& attempt) const {
  if (attempt.state != "sent" && settings_.log)
    settings_.log(message.channel + " " + message.id + ": " + attempt.state + ", attempt " +
                  std::to_string(message.attempts + 1));
}

Result<void> Carrier::note(const Message& message, const Attempt& attempt) {
  log(message, attempt);
  const auto now_text = text_of(now());
  return desk_.store().write([&](store::Transaction& transaction) {
    return note_attempt(transaction, message.id, attempt, now_text);
  });
}

/// Where mail is not set up there may be as many as there are acts: one commit for all of them.
Result<void> Carrier::give_up(const std::vector<Message>& messages, const std::string& failure) {
  if (messages.empty()) return {};
  const auto attempt = given_up(failure);
  for (const auto& message : messages) log(message, attempt);
  const auto now_text = text_of(now());
  return desk_.store().write([&](store::Transaction& transaction) -> Result<void> {
    for (const auto& message : messages)
      TRY(note_attempt(transaction, message.id, attempt, now_text));
    return {};
  });
}

Result<Carrier::Go> Carrier::carry(const Message& message) {
  const auto until = clearance::text_at(message.payload, "until");
  if (channel_ == "mail" && !until.empty() && until < text_of(now())) {
    TRY(note(message, given_up("what it carries is not good any more")));
    return Go::On;
  }
  return channel_ == "mail" ? carry_mail(message) : carry_webhook(message);
}

Result<Addressed> Carrier::letter_of(const Message& message) {
  Addressed addressed;
  TRY(desk_.read([&](store::Snapshot& snapshot) -> Result<void> {
    TRY_LET(addressed, write_letter(snapshot, message, sender_));
    return {};
  }));
  return addressed;
}

Result<Carrier::Go> Carrier::carry_mail(const Message& message) {
  const auto addressed = letter_of(message);
  if (!addressed.has_value() && addressed.error().kind == ErrorKind::Unavailable)
    return fail(addressed.error());
  if (!addressed.has_value() || addressed->address.empty()) {
    TRY(note(message, given_up(addressed.has_value() ? "the receiver has no address for mail"
                                                     : addressed.error().message)));
    return Go::On;
  }
  auto mail = set_letter(addressed->letter);
  mail.from = {sender_.installation, settings_.from};
  mail.to = {{addressed->name, addressed->address}};
  mail.id = message.id;
  mail.date =
      std::chrono::floor<std::chrono::seconds>(parse_moment(message.created).value_or(now()));
  const auto sent = outgoing::send_mail(mail, *settings_.mail);
  if (!sent.has_value()) {
    TRY(note_mail_failure(message, sent.error()));
    return Go::On;
  }
  mail_failures_ = 0;
  TRY(note(message, {.state = "sent", .next = {}, .status = 250, .failure = {}}));
  return Go::On;
}

Result<void> Carrier::note_mail_failure(const Message& message, const outgoing::MailError& error) {
  auto attempt = error.failure == outgoing::MailFailure::Permanent
                     ? given_up(error.message)
                     : later(message, std::nullopt, error.message);
  attempt.status = error.reply;
  TRY(note(message, attempt));
  if (error.failure == outgoing::MailFailure::Permanent || error.reply != 0) return {};
  // The server cannot be reached: the others wait too, and are not counted as tried.
  ++mail_failures_;
  mail_not_before_ = now() + std::min<std::chrono::seconds>(5s * mail_failures_, 300s);
  return {};
}

Result<Carrier::Endpoint> Carrier::endpoint_of(const Message& message) {
  Endpoint endpoint;
  TRY(desk_.read([&](store::Snapshot& snapshot) -> Result<void> {
    TRY_LET(const auto record, clearance::must_find(snapshot, "webhook", message.receiver));
    endpoint.url = clearance::text_at(record.doc, "url");
    TRY_LET(endpoint.failures, failures_of(snapshot, message.receiver));
    TRY_LET(endpoint.signers, signers_of(snapshot, message.receiver, sender_.key, text_of(now())));
    return {};
  }));
  return endpoint;
}

Result<void> Carrier::rest_endpoint(const Message& message, std::int64_t failures,
                                    const outgoing::Delivery& delivery) {
  const auto pause = outgoing::retry_delay(static_cast<std::uint32_t>(failures), 0);
  const bool is_over = delivery.outcome == outgoing::Delivery::Outcome::Stop || !pause;
  const auto next =
      is_over ? std::string() : text_of(now() + std::max(*pause, delivery.after.value_or(0s)));
  const auto resting = [&](clearance::Work& work) -> Result<store::Record> {
    TRY(note_endpoint(work.transaction, message.receiver, failures, next));
    return is_over ? disable_webhook(work, message.receiver, delivery.message) : store::Record{};
  };
  TRY(desk_.run("system", resting));
  return {};
}

Result<Carrier::Go> Carrier::carry_webhook(const Message& message) {
  TRY_LET(const auto endpoint, endpoint_of(message));
  const auto delivery =
      outgoing::deliver({.id = message.id,
                         .timestamp = std::chrono::floor<std::chrono::seconds>(now()),
                         .body = message.payload.dump()},
                        endpoint.url, endpoint.signers, settings_.http);
  if (delivery.outcome != outgoing::Delivery::Outcome::Delivered) {
    auto attempt = later(message, delivery.after, delivery.message);
    attempt.status = delivery.status;
    TRY(note(message, attempt));
    TRY(rest_endpoint(message, endpoint.failures + 1, delivery));
    return Go::Stop;
  }
  TRY(note(message, {.state = "sent", .next = {}, .status = delivery.status, .failure = {}}));
  if (endpoint.failures > 0)
    TRY(desk_.store().write([&](store::Transaction& transaction) {
      return note_endpoint(transaction, message.receiver, 0, {});
    }));
  return Go::On;
}

}  // namespace gg::post
