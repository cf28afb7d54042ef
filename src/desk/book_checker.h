#pragma once

#include "base/wake.h"
#include "clearance/clearance.h"

#include <chrono>
#include <thread>

namespace gg::desk {

/// Has drafts of rulebooks checked by the prover, one after the other, on a thread of its own. What
/// waits stands in the register, so a stop loses nothing: it is checked after the next start.
/// *thread-safe*
class BookChecker {
 public:
  /// `waiting` is rung when a draft waits; `timeout` is for one question to the prover.
  BookChecker(clearance::Clearance& desk, Wake& waiting, std::chrono::milliseconds timeout);

 private:
  void work(const std::stop_token& stop);
  Result<bool> check_next(const std::stop_token& stop);

  clearance::Clearance& register_;
  Wake& waiting_;
  std::chrono::milliseconds timeout_;
  std::jthread thread_;  ///< Last: it uses all above.
};

}  // namespace gg::desk
