#pragma once

#include "base/result.h"
#include "http/connection.h"
#include "http/core.h"

#include <memory>

struct MHD_Daemon;

namespace gg::http {

/// The library's threads and connections: the only code, with transmit.cpp, stream.cpp and
/// exchange.cpp, that knows it. *value, moved only*
class Daemon {
 public:
  struct Served;  ///< What the library's callbacks get.

  /// Serves connections of `socket`, which stays the caller's. Errors: InvalidInput for TLS files
  /// that cannot be used, Unavailable when the library cannot start.
  static Result<Daemon> start(const std::shared_ptr<Core>& core, int socket);

  Daemon(Daemon&&) noexcept;
  Daemon& operator=(Daemon&&) noexcept;
  ~Daemon();

  /// Serves what the kernel has accepted already, and no more.
  void take_no_more();

  /// Closes everything. No request may be asleep.
  void stop();

 private:
  explicit Daemon(std::unique_ptr<Served> served);
  std::unique_ptr<Served> served_;
};

}  // namespace gg::http
