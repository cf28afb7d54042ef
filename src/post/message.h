#pragma once

#include "clearance/work.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gg::post {

/// What leaves the house for one receiver. *value*
struct Message {
  std::string id;        ///< "msg_01JD…": the same at every attempt.
  std::string channel;   ///< "mail" or "webhook".
  std::string receiver;  ///< Id of a person or of a webhook.
  std::string topic;     ///< "use.approved".
  std::string title;
  /// Of a mail: what it is about (`object`), `address` where it is not the receiver's own, `sealed`
  /// (wrapped, until it was sent), `until` when that is good. Of a webhook: the body as signed.
  Json payload;
  std::string state;  ///< "waiting", "sent", "failed".
  std::int64_t attempts = 0;
  std::string created;
  std::string next;  ///< Not before this.
  std::string done;
  std::int64_t status = 0;  ///< What the receiver answered last: of HTTP or SMTP.
  std::string failure;      ///< What went wrong last; for administrators.
};

/// What one attempt came to. *value*
struct Attempt {
  std::string state;  ///< "sent", "failed", or "waiting" for the next one.
  std::string next;
  int status = 0;
  std::string failure;
};

/// Which messages a list wants; empty members do not restrict.
struct MessageQuery {
  std::string channel;
  std::string receiver;
  std::string state;
  std::string after;  ///< Id: the cursor of a page.
  std::int64_t limit = 50;
};

Result<void> add_message(clearance::Work& work, const Message& message);
Result<std::optional<Message>> find_message(store::Snapshot& snapshot, std::string_view id);
Result<std::vector<Message>> list_messages(store::Snapshot& snapshot, const MessageQuery& query);

/// Those of a channel that may go now: first those that were tried least, the oldest first. Of a
/// webhook that must be left alone for now, none.
Result<std::vector<Message>> due_messages(store::Snapshot& snapshot, std::string_view channel,
                                          std::string_view now, std::int64_t limit);

/// When the next one of a channel may go; empty where none waits.
Result<std::string> next_due(store::Snapshot& snapshot, std::string_view channel);

/// Counts an attempt. What was sealed in a message goes when it was sent or given up.
Result<void> note_attempt(store::Transaction& transaction, std::string_view id,
                          const Attempt& attempt, std::string_view now);

/// Hands on what waits in the outbox of a channel: a mail to its person, a webhook to every
/// endpoint that asked for its topic, with the newest checkpoint of its ledger. Returns how many it
/// took from there.
Result<std::size_t> hand_on(clearance::Work& work, std::string_view channel);

/// A message that was sent or given up goes out once more, with its id. For who keeps the settings.
/// Errors: Forbidden, NotFound, Conflict where it still waits or what was sealed in it is gone.
Result<void> send_again(clearance::Work& work, std::string_view id);

/// A message as administrators see it, without what stands in it.
Json to_json(const Message& message);

}  // namespace gg::post
