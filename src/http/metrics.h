#pragma once

#include "http/access_log.h"
#include "http/router.h"

#include <memory>
#include <string>

namespace prometheus {
class Registry;
}

namespace gg::http {

/// Numbers for operators, in the Prometheus text format. Other rooms add their own to `registry`.
/// *thread-safe*
class Metrics {
 public:
  Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;
  ~Metrics();

  /// Makes the numbers of a router's routes: requests by operation and status class, seconds,
  /// bytes.
  void add_routes(const Router& router);

  void began();
  /// `route`: none where none was found.
  void ended(const Route* route, const AccessRecord& record);

  [[nodiscard]] prometheus::Registry& registry();
  /// The exposition, version 0.0.4.
  [[nodiscard]] std::string text() const;

 private:
  struct Numbers;
  std::unique_ptr<Numbers> numbers_;
};

/// Answers with the exposition.
Handler metrics_handler(std::shared_ptr<Metrics> metrics);

}  // namespace gg::http
