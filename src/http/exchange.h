#pragma once

#include "http/connection.h"
#include "http/cookie.h"
#include "http/core.h"
#include "http/framing.h"
#include "http/stream.h"

#include <chrono>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

struct MHD_Connection;

namespace gg::http {

/// The connection a request came over.
struct Connected {
  Peer peer;
  Deadline* deadline;
  Connections* connections;
};

/// One request and its answer, from the head to the last byte sent. The connection's thread drives
/// it through `begin`, `receive`, `answer` and `end`; `give` comes from any thread.
class Exchange : public std::enable_shared_from_this<Exchange> {
 public:
  /// The request line is there.
  Exchange(std::shared_ptr<Core> core, MHD_Connection* connection, std::string_view target);

  /// Whether the connection goes on, or is closed without an answer.
  enum class Next : unsigned char { GoOn, Close };

  [[nodiscard]] bool has_begun() const { return has_begun_; }

  /// The head is there: everything that can be refused without the body is.
  Next begin(std::string_view head, const Connected& connected);
  Next receive(std::string_view bytes);
  /// The body is whole: calls the handler, then sends the answer or sleeps until there is one.
  Next answer();
  /// The answer was sent, or the connection is gone.
  void end(bool was_sent);

  /// Takes the answer; all but the first are ignored.
  void give(Response response);
  /// Nobody is left who could answer: 500, if nobody has.
  void give_up();

  /// Asks a growing answer to end; with `Force` also answers for a handler that has not.
  enum class Force : unsigned char { No, Yes };
  void finish(Force force);

 private:
  std::optional<Response> prepare(std::string_view head, const Peer& connected);
  Refused<void> read_request(std::string_view bytes, const Peer& connected);
  Refused<void> read_target();
  std::optional<Response> find_route();
  Refused<void> check_body(const Route& route);
  void refuse_rest(Response response);
  [[nodiscard]] Response defect(const std::string& what) const;
  [[nodiscard]] bool can_be_drained() const;
  void keep(std::string_view bytes);
  void call_handler();
  std::optional<Response> take_or_sleep();
  Next send(Response response);
  void complete(Response& response);
  void record(bool was_sent);
  [[nodiscard]] bool was_given();
  Respond make_respond();

  // Constant after construction.
  const std::shared_ptr<Core> core_;
  MHD_Connection* const connection_;
  const std::string target_;
  const std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();

  // The connection's thread only, until the handler has it.
  Request request_;
  Framing framing_;
  std::unique_ptr<BodySink> sink_;
  Deadline* deadline_ = nullptr;
  Connections* connections_ = nullptr;
  bool has_begun_ = false;
  bool expects_continue_ = false;
  bool is_malformed_ = true;  ///< Until its end can be trusted.
  bool is_refused_ = false;   ///< Before the handler: what is left of the body is thrown away.
  bool was_called_ = false;
  bool is_early_ = false;  ///< Answered before the body was read.
  std::uint64_t received_bytes_ = 0;
  std::uint64_t discarded_bytes_ = 0;
  AccessRecord record_;

  // Guarded by the mutex.
  std::mutex mutex_;
  std::optional<Response> response_;
  bool was_given_ = false;
  bool is_asleep_ = false;
  bool is_gone_ = false;
  std::shared_ptr<Stream> stream_;
};

}  // namespace gg::http
