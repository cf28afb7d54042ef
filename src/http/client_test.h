#pragma once

#include "base/descriptor.h"
#include "http/fields.h"
#include "http/server.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace gg::http {

/// What came back, as read off the wire.
struct Reply {
  int status = 0;  ///< 0: the connection was closed without an answer.
  Headers headers;
  std::string body;
};

/// A client that sends exactly the bytes it is told to.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port);
  explicit RawClient(const std::string& unix_path);

  [[nodiscard]] bool is_open() const { return socket_.is_open(); }
  [[nodiscard]] int number() const { return socket_.number(); }
  void set_receive_buffer(int bytes) const;

  /// False when the other side is gone.
  bool send(std::string_view bytes) const;

  /// One answer with its body, by its own framing. `Head`: it has none.
  enum class Expect : unsigned char { Whole, Head };
  Reply read(Expect expect = Expect::Whole);

  /// Bytes until `mark` was seen, or what there is when the other side closes or `time` is over.
  std::string read_until(std::string_view mark,
                         std::chrono::milliseconds time = std::chrono::seconds(10));
  /// Whether the other side has closed the connection within `time`.
  bool is_closed_within(std::chrono::milliseconds time);

  Reply ask(std::string_view bytes) {
    send(bytes);
    return read();
  }

 private:
  bool fill(std::chrono::milliseconds time);
  std::string take_chunked();

  Descriptor socket_;
  std::string buffer_;
};

/// "GET /x HTTP/1.1" with a Host and `fields`, each ending in CR LF.
std::string get(std::string_view target, std::string_view fields = "");
std::string post(std::string_view target, std::string_view body, std::string_view fields = "");

/// A server on loopback with `router`; fails the test when it does not start.
std::unique_ptr<Server> serve(Router router, ServerOptions options = {});

/// Routes that answer with what was understood of the request.
Router echo_router();

/// Resident memory of this process, in bytes.
std::uint64_t resident_bytes();

}  // namespace gg::http
