#include "http/exchange.h"

#include "http/door.h"
#include "http/finish.h"
#include "http/problem.h"
#include "http/transmit.h"

#include <algorithm>

#include <microhttpd.h>

namespace gg::http {
namespace {

/// A body of a refused request up to this size is read and thrown away, so that the connection can
/// be used again.
constexpr std::uint64_t drained_bytes_max = 64U << 10;

/// Answers with 500 when the last copy of a `Respond` is dropped without a call.
class Ticket {
 public:
  explicit Ticket(std::shared_ptr<Exchange> exchange) : exchange_(std::move(exchange)) {}
  Ticket(const Ticket&) = delete;
  Ticket& operator=(const Ticket&) = delete;
  ~Ticket() { exchange_->give_up(); }
  void give(Response response) const { exchange_->give(std::move(response)); }

 private:
  const std::shared_ptr<Exchange> exchange_;
};

}  // namespace

Exchange::Exchange(std::shared_ptr<Core> core, MHD_Connection* connection, std::string_view target)
    : core_(std::move(core)), connection_(connection), target_(target) {
  request_.received = core_->now();
}

Exchange::Next Exchange::begin(std::string_view head, const Connected& connected) {
  has_begun_ = true;
  deadline_ = connected.deadline;
  connections_ = connected.connections;
  std::optional<Response> refusal;
  const auto thrown = thrown_by([&] { refusal = prepare(head, connected.peer); });
  if (thrown) refusal = defect("admission threw: " + *thrown);
  is_refused_ = refusal.has_value();
  if (refusal) give(*std::move(refusal));
  if (framing_.kind == Framing::Kind::NoBody)
    deadline_->clear();
  else
    deadline_->set(begun_ + core_->options.timeouts.body_grace);
  if (!is_refused_ || can_be_drained()) return Next::GoOn;
  is_early_ = true;
  return answer();
}

bool Exchange::can_be_drained() const {
  return framing_.kind != Framing::Kind::Chunked && framing_.size_bytes <= drained_bytes_max &&
         !expects_continue_ && !is_malformed_;
}

Exchange::Next Exchange::receive(std::string_view bytes) {
  received_bytes_ += bytes.size();
  const auto& timeouts = core_->options.timeouts;
  const auto earned =
      received_bytes_ / std::max<std::uint64_t>(timeouts.body_bytes_per_second_min, 1);
  deadline_->set(begun_ + timeouts.body_grace + std::chrono::seconds(earned));
  if (!is_refused_) keep(bytes);
  if (!is_refused_) return Next::GoOn;
  discarded_bytes_ += bytes.size();
  const auto bytes_max = request_.route == nullptr ? 0 : request_.route->body.bytes_max;
  return discarded_bytes_ > bytes_max + drained_bytes_max ? Next::Close : Next::GoOn;
}

void Exchange::keep(std::string_view bytes) {
  const auto bytes_max = request_.route->body.bytes_max;
  if (received_bytes_ > bytes_max)
    return refuse_rest(
        problem(Refusal{413, "the body is larger than " + std::to_string(bytes_max) + " bytes"}));
  if (!sink_) {
    request_.body += bytes;
    return;
  }
  Refused<void> written;
  const auto thrown = thrown_by([&] { written = sink_->write(bytes); });
  if (thrown)
    refuse_rest(defect("a sink threw: " + *thrown));
  else if (!written.has_value())
    refuse_rest(problem(written.error()));
}

void Exchange::refuse_rest(Response response) {
  is_refused_ = true;
  sink_.reset();
  request_.body = {};
  give(std::move(response));
}

Response Exchange::defect(const std::string& what) const {
  core_->log_error(request_.id + ": " + what);
  return problem(Refusal{500, "an error inside the server; its log has the request's id"});
}

Exchange::Next Exchange::answer() {
  if (!std::exchange(was_called_, true)) {
    if (!is_early_) deadline_->clear();
    if (!is_refused_ && !was_given()) call_handler();
  }
  if (auto response = take_or_sleep()) return send(*std::move(response));
  return Next::GoOn;
}

void Exchange::call_handler() {
  const auto thrown = thrown_by([this] {
    if (const auto sink = std::move(sink_))
      sink->finish(make_respond());
    else
      std::get<Handler>(request_.route->answer)(request_, make_respond());
  });
  if (thrown) give(defect("a handler threw: " + *thrown));
}

Respond Exchange::make_respond() {
  return [ticket = std::make_shared<Ticket>(shared_from_this())](Response response) {
    ticket->give(std::move(response));
  };
}

void Exchange::give(Response response) {
  const std::scoped_lock lock(mutex_);
  if (is_gone_ || was_given_) return;
  was_given_ = true;
  response_ = std::move(response);
  if (std::exchange(is_asleep_, false)) MHD_resume_connection(connection_);
}

std::optional<Response> Exchange::take_or_sleep() {
  const std::scoped_lock lock(mutex_);
  if (response_) return std::exchange(response_, std::nullopt);
  is_asleep_ = true;
  MHD_suspend_connection(connection_);
  return std::nullopt;
}

bool Exchange::was_given() {
  const std::scoped_lock lock(mutex_);
  return is_gone_ || was_given_;
}

void Exchange::give_up() {
  if (!was_given()) give(defect("a handler dropped its request"));
}

void Exchange::finish(Force force) {
  std::shared_ptr<Stream> stream;
  {
    const std::scoped_lock lock(mutex_);
    stream = stream_;
  }
  if (stream && force == Force::Yes)
    stream->cut_off();
  else if (stream)
    stream->finish();
  else if (force == Force::Yes)
    give(problem(Refusal{503, "the server is stopping; send the request again"}));
}

void Exchange::complete(Response& response) {
  if (!is_sendable(response))
    response = defect("an answer with a status or field that HTTP cannot carry");
  apply_conditions(request_, response);
  apply_range(request_, response);
  apply_compression(request_, response);
  add_security_fields(core_->options.security,
                      request_.peer.is_https ? Transport::Https : Transport::Plain,
                      response.headers);
  if (!request_.id.empty()) response.headers.set("X-Request-Id", request_.id);
  if (core_->is_stopping || is_early_) response.headers.set("Connection", "close");
}

Exchange::Next Exchange::send(Response response) {
  complete(response);
  record_.status = response.status;
  const bool has_body =
      request_.method != Method::Head && response.status != 204 && response.status != 304;
  record_.sent_bytes = has_body ? size_bytes_of(response.body).value_or(0) : 0;
  if (!has_body && std::holds_alternative<std::shared_ptr<ByteSource>>(response.body))
    response.body = std::string();  // the library ends a chunked body that was never begun
  std::shared_ptr<Stream> stream;
  if (auto* source = std::get_if<std::shared_ptr<ByteSource>>(&response.body)) {
    stream = std::make_shared<Stream>(*source, connection_);
    stream->begin();
    const std::scoped_lock lock(mutex_);
    stream_ = stream;
  }
  if (stream && core_->is_stopping) stream->finish();
  if (stream && core_->is_closed) stream->cut_off();
  return transmit(connection_, std::move(response), stream) ? Next::GoOn : Next::Close;
}

void Exchange::end(bool was_sent) {
  std::shared_ptr<Stream> stream;
  {
    const std::scoped_lock lock(mutex_);
    is_gone_ = true;
    stream = std::exchange(stream_, nullptr);
  }
  if (stream) {
    stream->close();
    record_.sent_bytes = stream->sent_bytes();
  }
  sink_.reset();
  if (is_early_)
    if (const auto* info = MHD_get_connection_info(connection_, MHD_CONNECTION_INFO_CONNECTION_FD))
      connections_->linger(info->connect_fd);
  if (deadline_ != nullptr) deadline_->set(Deadline::Clock::now() + core_->options.timeouts.idle);
  record(was_sent);
}

void Exchange::record(bool was_sent) {
  record_.received = request_.received;
  record_.id = request_.id;
  if (request_.route != nullptr) record_.pattern = request_.route->pattern;
  record_.duration = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - begun_);
  record_.received_bytes = received_bytes_;
  record_.is_whole = was_sent;
  core_->options.metrics->ended(request_.route, record_);
  if (!core_->options.access_log) return;
  const auto thrown = thrown_by([this] { core_->options.access_log(record_); });
  if (thrown) core_->log_error("the access log threw: " + *thrown);
}

}  // namespace gg::http
