#include "post/webhooks.h"

#include "clearance/doc.h"
#include "clearance/nouns.h"
#include "clearance/policy.h"
#include "outgoing/http_url.h"
#include "post/message.h"
#include "secrets/key_wrap.h"

#include <chrono>

namespace gg::post {
namespace {

using clearance::Work;
using outgoing::WebhookSecret;
using store::Record;

constexpr std::chrono::hours secrets_overlap{24};

std::string context_of(std::string_view id) { return "webhook/" + std::string(id); }

Result<Record> webhook_for(Work& work, std::string_view id) {
  TRY(clearance::authorise(work.actor, clearance::Right::ManageSettings, {}));
  return clearance::must_find(work.transaction, "webhook", id);
}

Result<void> check_state(const Record& webhook, std::string_view wanted) {
  if (webhook.state == wanted) return {};
  return fail(Error{ErrorKind::Conflict,
                    webhook.id + " is " + webhook.state + ", not " + std::string(wanted)});
}

Result<std::optional<WebhookSecret>> opened(const store::Statement& row, int column,
                                            std::string_view id, const secrets::Key& key) {
  if (row.is_null(column)) return std::optional<WebhookSecret>();
  TRY_LET(const auto text, secrets::unwrap_secret({key}, row.text(column), context_of(id)));
  TRY_LET(auto secret, WebhookSecret::parse(text));
  return std::optional(std::move(secret));
}

}  // namespace

Result<Record> create_webhook(Work& work, const Json& body, const secrets::Key& key,
                              const WebhookSecret& secret,
                              const std::vector<std::string>& trusted_hosts) {
  TRY_LET(auto webhook, clearance::create(work, clearance::noun("webhook"), body));
  const auto url = outgoing::check_url(clearance::text_at(body, "url"), trusted_hosts);
  if (!url.has_value()) return fail(Error{ErrorKind::InvalidInput, "/url: " + url.error().message});
  auto statement =
      work.transaction.connection().prepare("INSERT INTO webhook (id, secret) VALUES (?1, ?2)");
  const auto wrapped = secrets::wrap_secret(key, secret.text(), context_of(webhook.id));
  statement.bind(1, webhook.id).bind(2, wrapped);
  TRY(statement.run());
  return webhook;
}

Result<Record> renew_secret(Work& work, std::string_view id, const secrets::Key& key,
                            const WebhookSecret& secret) {
  TRY_LET(auto webhook, webhook_for(work, id));
  auto statement = work.transaction.connection().prepare(
      "UPDATE webhook SET before = secret, before_until = ?3, secret = ?2 WHERE id = ?1");
  const auto wrapped = secrets::wrap_secret(key, secret.text(), context_of(id));
  const auto until = text_of(work.now + secrets_overlap);
  statement.bind(1, id).bind(2, wrapped).bind(3, until);
  TRY(statement.run());
  webhook.doc["secret_renewed"] = text_of(work.now);
  return clearance::put(work, "webhook.secret_renewed", std::move(webhook));
}

Result<Record> enable_webhook(Work& work, std::string_view id, std::int64_t version) {
  TRY_LET(auto webhook, webhook_for(work, id));
  TRY(clearance::check_version(webhook, version));
  TRY(check_state(webhook, "disabled"));
  TRY(note_endpoint(work.transaction, id, 0, {}));
  webhook.state = "active";
  webhook.doc.erase("disabled_why");
  return clearance::put(work, "webhook.enabled", std::move(webhook));
}

Result<Record> pause_webhook(Work& work, std::string_view id, const std::string& reason,
                             std::int64_t version) {
  TRY_LET(auto webhook, webhook_for(work, id));
  TRY(clearance::check_version(webhook, version));
  TRY(check_state(webhook, "active"));
  webhook.state = "disabled";
  webhook.doc["disabled_why"] = reason;
  return clearance::put(work, "webhook.paused", std::move(webhook), {.facts = {{"why", reason}}});
}

Result<Record> ping_webhook(Work& work, std::string_view id) {
  TRY_LET(auto webhook, webhook_for(work, id));
  TRY(check_state(webhook, "active"));
  const auto now = text_of(work.now);
  TRY(add_message(work, {.id = clearance::new_id(work, "msg"),
                         .channel = "webhook",
                         .receiver = webhook.id,
                         .topic = "webhook.ping",
                         .title = {},
                         .payload = {{"type", "webhook.ping"},
                                     {"timestamp", now},
                                     {"data", {{"object", webhook.id}}}}}));
  return webhook;
}

Result<outgoing::WebhookSigners> signers_of(store::Snapshot& snapshot, std::string_view id,
                                            const secrets::Key& key, std::string_view now) {
  auto row = snapshot.connection().prepare(
      "SELECT secret, CASE WHEN before_until > ?2 THEN before END FROM webhook WHERE id = ?1");
  row.bind(1, id).bind(2, now);
  TRY(row.next());
  outgoing::WebhookSigners signers;
  for (const int column : {0, 1}) {
    TRY_LET(auto secret, opened(row, column, id, key));
    if (secret) signers.secrets.push_back(*std::move(secret));
  }
  return signers;
}

Result<std::int64_t> failures_of(store::Snapshot& snapshot, std::string_view id) {
  auto row = snapshot.connection().prepare("SELECT failures FROM webhook WHERE id = ?1");
  row.bind(1, id);
  TRY_LET(const bool is_row, row.next());
  return is_row ? row.number(0) : 0;
}

Result<void> note_endpoint(store::Transaction& transaction, std::string_view id,
                           std::int64_t failures, const std::string& next) {
  auto statement =
      transaction.connection().prepare("UPDATE webhook SET failures = ?2, next = ?3 WHERE id = ?1");
  statement.bind(1, id).bind(2, failures).bind_or_null(3, next);
  return statement.run();
}

Result<Record> disable_webhook(Work& work, std::string_view id, const std::string& why) {
  TRY_LET(auto webhook, clearance::must_find(work.transaction, "webhook", id));
  if (webhook.state != "active") return webhook;
  webhook.state = "disabled";
  webhook.doc["disabled_why"] = why;
  TRY_LET(auto people, clearance::people_with_role(work.transaction, DeskRole::Administrator, {}));
  return clearance::put(work, "webhook.disabled", std::move(webhook),
                        {.facts = {{"why", why}}, .inform = std::move(people)});
}

}  // namespace gg::post
