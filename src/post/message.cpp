#include "post/message.h"

#include "clearance/doc.h"
#include "clearance/policy.h"

namespace gg::post {
namespace {

/// SELECT the columns of a message, and on.
std::string selecting(std::string_view rest) {
  return "SELECT m.id, m.channel, m.receiver, m.topic, m.title, m.payload, m.state, m.attempts,"
         " m.created, m.next, m.done, m.status, m.failure FROM message m " +
         std::string(rest);
}

Result<Message> message_of(const store::Statement& row) {
  auto payload = parse_json(row.text(5));
  if (!payload)
    return fail(Error{ErrorKind::Unavailable, "message " + row.text(0) + " is damaged"});
  return Message{.id = row.text(0),
                 .channel = row.text(1),
                 .receiver = row.text(2),
                 .topic = row.text(3),
                 .title = row.text(4),
                 .payload = *std::move(payload),
                 .state = row.text(6),
                 .attempts = row.number(7),
                 .created = row.text(8),
                 .next = row.text(9),
                 .done = row.text(10),
                 .status = row.number(11),
                 .failure = row.text(12)};
}

}  // namespace

Result<void> add_message(clearance::Work& work, const Message& message) {
  auto statement = work.transaction.connection().prepare(
      "INSERT INTO message (id, channel, receiver, topic, title, payload, state, created, next)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'waiting', ?7, ?7)");
  const auto payload = message.payload.dump();
  const auto now = text_of(work.now);
  statement.bind(1, message.id).bind(2, message.channel).bind(3, message.receiver);
  statement.bind(4, message.topic).bind_or_null(5, message.title).bind(6, payload).bind(7, now);
  return statement.run();
}

Result<std::optional<Message>> find_message(store::Snapshot& snapshot, std::string_view id) {
  auto statement = snapshot.connection().prepare(selecting("WHERE m.id = ?1"));
  statement.bind(1, id);
  TRY_LET(auto found, store::rows_of(statement, message_of));
  if (found.empty()) return std::optional<Message>();
  return std::optional(std::move(found.front()));
}

Result<std::vector<Message>> list_messages(store::Snapshot& snapshot, const MessageQuery& query) {
  auto statement = snapshot.connection().prepare(
      selecting("WHERE (?1 IS NULL OR m.channel = ?1) AND (?2 IS NULL OR m.receiver = ?2)"
                " AND (?3 IS NULL OR m.state = ?3) AND m.id > ?4 ORDER BY m.id LIMIT ?5"));
  statement.bind_or_null(1, query.channel).bind_or_null(2, query.receiver);
  statement.bind_or_null(3, query.state).bind(4, query.after).bind(5, query.limit);
  return store::rows_of(statement, message_of);
}

Result<std::vector<Message>> due_messages(store::Snapshot& snapshot, std::string_view channel,
                                          std::string_view now, std::int64_t limit) {
  auto statement = snapshot.connection().prepare(
      selecting("LEFT JOIN webhook w ON w.id = m.receiver"
                " LEFT JOIN record r ON r.id = w.id"
                " WHERE m.state = 'waiting' AND m.channel = ?1 AND m.next <= ?2"
                " AND (w.next IS NULL OR w.next <= ?2) AND (r.state IS NULL OR r.state = 'active')"
                " ORDER BY m.attempts, m.id LIMIT ?3"));
  statement.bind(1, channel).bind(2, now).bind(3, limit);
  return store::rows_of(statement, message_of);
}

Result<std::string> next_due(store::Snapshot& snapshot, std::string_view channel) {
  auto statement = snapshot.connection().prepare(
      "SELECT min(max(m.next, coalesce(w.next, ''))) FROM message m"
      " LEFT JOIN webhook w ON w.id = m.receiver LEFT JOIN record r ON r.id = w.id"
      " WHERE m.state = 'waiting' AND m.channel = ?1 AND (r.state IS NULL OR r.state = 'active')");
  statement.bind(1, channel);
  TRY(statement.next());
  return statement.text(0);
}

Result<void> note_attempt(store::Transaction& transaction, std::string_view id,
                          const Attempt& attempt, std::string_view now) {
  auto statement = transaction.connection().prepare(
      "UPDATE message SET state = ?2, attempts = attempts + 1, next = ?3, status = ?4,"
      " failure = ?5, done = CASE WHEN ?2 = 'waiting' THEN NULL ELSE ?6 END,"
      " payload = CASE WHEN ?2 = 'waiting' THEN payload ELSE json_remove(payload, '$.sealed') END"
      " WHERE id = ?1");
  const auto next = attempt.next.empty() ? std::string(now) : attempt.next;
  statement.bind(1, id).bind(2, attempt.state).bind(3, next);
  statement.bind(4, attempt.status).bind_or_null(5, attempt.failure).bind(6, now);
  return statement.run();
}

Result<void> send_again(clearance::Work& work, std::string_view id) {
  TRY(clearance::authorise(work.actor, clearance::Right::ManageSettings, {}));
  TRY_LET(const auto message, find_message(work.transaction, id));
  if (!message) return fail(Error{ErrorKind::NotFound, "there is no message " + std::string(id)});
  if (message->state == "waiting")
    return fail(Error{ErrorKind::Conflict, message->id + " waits to be sent already"});
  if (message->payload.contains("until") && !message->payload.contains("sealed"))
    return fail(Error{ErrorKind::Conflict,
                      message->id + " had something secret in it that is not kept; have a new one "
                                    "made"});
  auto statement = work.transaction.connection().prepare(
      "UPDATE message SET state = 'waiting', attempts = 0, next = ?2, done = NULL WHERE id = ?1");
  const auto now = text_of(work.now);
  statement.bind(1, id).bind(2, now);
  return statement.run();
}

Json to_json(const Message& message) {
  Json json{
      {"id", message.id},          {"channel", message.channel}, {"receiver", message.receiver},
      {"topic", message.topic},    {"state", message.state},     {"attempts", message.attempts},
      {"created", message.created}};
  if (!message.title.empty()) json["title"] = message.title;
  if (message.state == "waiting") json["next"] = message.next;
  if (!message.done.empty()) json["done"] = message.done;
  if (message.status != 0) json["status"] = message.status;
  if (!message.failure.empty()) json["failure"] = message.failure;
  return json;
}

}  // namespace gg::post
